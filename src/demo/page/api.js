// Talking to the page's server. What was refused comes back as `{ error, detail }` and is shown by whoever asked.

async function post(path, body, headers = { 'content-type': 'application/json' }) {
  try {
    const response = await fetch(path, { method: 'POST', headers: { ...headers, 'x-dondoc-page': '1' }, body })
    return await response.json()
  } catch {
    return { error: 'unreachable', detail: '' }
  }
}

const ask = (path, input = {}) => post(path, JSON.stringify(input))

export const api = {
  async state() {
    const response = await fetch('/api/state')
    return response.ok ? await response.json() : undefined
  },
  say: (person, chat, text, replyTo) => ask('/api/say', { person, chat, text, ...(replyTo ? { replyTo } : {}) }),
  tap: (person, chat, message, button) => ask('/api/tap', { person, chat, message, button }),
  open: (person, chat, link) => ask('/api/open', { person, chat, link }),
  letter: (letter, to = {}) => ask('/api/letter', { letter, ...to }),
  clock: (move) => ask('/api/clock', { move }),
  reset: () => ask('/api/reset'),
  file(person, chat, file, { caption, replyTo, album } = {}) {
    const about = new URLSearchParams({ person, chat, name: file.name })
    if (caption) about.set('caption', caption)
    if (replyTo) about.set('replyTo', replyTo)
    if (album) about.set('album', album)
    return post(`/api/file?${about}`, file, { 'content-type': file.type || 'application/octet-stream' })
  },
}
