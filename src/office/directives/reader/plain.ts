// The same text, character for character, in lower case and without diacritics: patterns run on it and their places fit the original.

const table: ReadonlyMap<string, string> = new Map([
  ...letters(0xc0, 0x24f),
  ...letters(0x1ea0, 0x1eff),
  ['đ', 'd'],
  ['Đ', 'd'],
  ['–', '-'],
  ['—', '-'],
  ['−', '-'],
  ['‑', '-'],
  ['‐', '-'],
  ['“', '"'],
  ['”', '"'],
  ['’', "'"],
  ['‘', "'"],
  ['：', ':'],
  ['\u00a0', ' '],
  ['\u2009', ' '],
  ['\u202f', ' '],
  ['\u3000', ' '],
])

function letters(from: number, to: number): [string, string][] {
  const all: [string, string][] = []
  for (let code = from; code <= to; code++) {
    const char = String.fromCharCode(code)
    all.push([char, char.normalize('NFD').charAt(0).toLowerCase().charAt(0)])
  }
  return all
}

/** As long as `text`, unit by unit. */
export function plain(text: string): string {
  let out = ''
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 128) out += code >= 65 && code <= 90 ? String.fromCharCode(code + 32) : code < 32 ? ' ' : text[at]
    else out += table.get(text.charAt(at)) ?? text.charAt(at)
  }
  return out
}

/** True when it begins with a lower-case letter. */
export function startsLower(text: string): boolean {
  return /^\p{Ll}/u.test(text)
}

/** No task is longer; what stands beyond is not searched for dates and names. */
export const searched = 8000

export function countWords(text: string): number {
  return text.split(/\s+/).filter(Boolean).length
}
