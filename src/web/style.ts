// The page's one style sheet and its mark: readable on a phone at arm's length, in the dark too, without anything fetched from elsewhere.

export const style = `:root{color-scheme:light dark;--paper:#fff;--ink:#1c1c1a;--soft:#5c5a55;--line:#d9d6cf;--card:#faf9f6;--act:#8a2f1f;--on:#fff;--warn:#9a1f12}
@media (prefers-color-scheme:dark){:root{--paper:#191917;--ink:#f0eee8;--soft:#b5b1a8;--line:#3c3a36;--card:#232320;--act:#e08a76;--on:#191917;--warn:#ff9d8c}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
header,main{max-width:44rem;margin:0 auto;padding:0 1rem}
header{padding-top:1rem;padding-bottom:.5rem;border-bottom:1px solid var(--line)}
header p{margin:0;color:var(--soft)}
h1{font-size:1.25rem;line-height:1.3;margin:0}
h2{font-size:1.1rem;margin:1.75rem 0 .5rem}
.said,.text{white-space:pre-wrap;overflow-wrap:anywhere}
article,details.work{border:1px solid var(--line);border-radius:.6rem;background:var(--card);padding:.75rem 1rem;margin:.6rem 0}
article.new{border-left:.35rem solid var(--act)}
details.work>summary{cursor:pointer;margin:-.75rem -1rem;padding:.75rem 1rem;overflow-wrap:anywhere}
details{margin:.75rem 0}
details.work[open]>summary{margin-bottom:.5rem;border-bottom:1px solid var(--line)}
.late{color:var(--warn);font-weight:600}
.row{display:flex;flex-wrap:wrap;gap:.5rem;margin-top:.6rem}
button{font:inherit;min-height:2.75rem;padding:.4rem .9rem;border-radius:.5rem;border:1px solid var(--act);background:var(--paper);color:var(--act);cursor:pointer;overflow-wrap:anywhere}
button.main{background:var(--act);color:var(--on)}
button:focus-visible,a:focus-visible,summary:focus-visible,textarea:focus-visible,input:focus-visible{outline:3px solid var(--act);outline-offset:2px}
label{display:block;margin:.6rem 0 .25rem;font-weight:600}
textarea,input[type=text]{width:100%;font:inherit;padding:.5rem;border:1px solid var(--soft);border-radius:.5rem;background:var(--paper);color:var(--ink)}
input[type=file]{max-width:100%;font:inherit}
img{max-width:100%;height:auto;display:block;margin-top:.5rem;background:#fff}
a{color:var(--act)}
.soft{color:var(--soft);font-size:.95rem}
footer{max-width:44rem;margin:2rem auto;padding:0 1rem;color:var(--soft);font-size:.9rem}
.skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.5rem}
`

export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#8a2f1f"/><path d="M8 17l5 5 11-12" fill="none" stroke="#fff" stroke-width="4"/></svg>`
