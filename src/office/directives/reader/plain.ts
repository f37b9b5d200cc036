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

/** As long as `text`, unit by unit. Of all letters only "İ" grows in lower case, and the table has it. */
export function plain(text: string): string {
  const out = text.replace(/[^ -~]/g, (char) => table.get(char) ?? (char < ' ' ? ' ' : char)).toLowerCase()
  return /[a-z][01346][a-z]|ud[cn]/.test(out) ? unscanned(out) : out
}

const misread: Record<string, string> = { '0': 'o', '1': 'l', '3': 'e', '4': 'a', '6': 'o' }

/** What scanners make of letters inside words ("h6a", "trudc"), read back for matching only; a letter for a letter. */
function unscanned(low: string): string {
  return low.replace(/(?<=[a-z])[01346](?=[a-z])/g, (digit) => misread[digit] ?? digit).replace(/ud(?=[cn])/g, 'uo')
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
