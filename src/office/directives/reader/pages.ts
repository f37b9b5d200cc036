// Numbers that stand alone on a line of a pasted text: of pages, and of items cut off from their words.

/** "1" on a line and ". Giao …" on the next is one item. */
export function joinedNumbers(raws: string[]): string[] {
  return raws.flatMap((raw, at) => {
    const next = raws[at + 1] ?? ''
    if (/^\s*\d{1,2}\s*$/.test(raw) && /^\s*[.)]\s+\S/.test(next)) return []
    const number = /^\s*(\d{1,2})\s*$/.exec(raws[at - 1] ?? '')?.[1]
    return number && /^\s*[.)]\s+\S/.test(raw) ? [number + raw.trimStart()] : [raw]
  })
}

/** What programs that read scans put between two pages. */
const pageBreak =
  /^\s*(?:[-=_*#]{2,}\s*)?(?:page break|(?:page|trang)\s+\d{1,3}(?:\s*(?:\/|of)\s*\d{1,3})?)(?:\s*[-=_*#]{2,})?\s*$/i

/** So many lines at least stand on a page. */
const shortestPage = 15

/** Without page breaks in words and bare numbers that count the pages, nor the empty lines around them: what they cut apart goes on. */
export function withoutPageNumbers(raws: string[]): string[] {
  const breaks = raws.flatMap((raw, at) => (pageBreak.test(raw) ? [at] : []))
  const left = raws.slice()
  for (const at of [...new Set([...breaks, ...countingLines(raws)])].sort((a, b) => b - a)) cutOut(left, at)
  return left
}

/** Lines that are nothing but a number, one more on each page. */
function countingLines(raws: string[]): number[] {
  const numbers = raws.flatMap((raw, at) => (/^\s*\d{1,3}\s*$/.test(raw) ? [{ at, page: Number(raw) }] : []))
  const first = numbers[0]
  if (!first || first.page > 2 || first.at < shortestPage) return []
  const isCount = numbers.every(({ at, page }, index) => {
    const last = numbers[index - 1]
    return !last || (page === last.page + 1 && at - last.at >= shortestPage)
  })
  return isCount ? numbers.map(({ at }) => at) : []
}

function cutOut(lines: string[], at: number): void {
  const isEmpty = (line: string | undefined) => line !== undefined && line.trim() === ''
  let from = at
  let to = at + 1
  while (isEmpty(lines[from - 1])) from--
  while (isEmpty(lines[to])) to++
  // The number of the page that begins.
  if (pageBreak.test(lines[at] ?? '') && /^\s*\d{1,3}\s*$/.test(lines[to] ?? '')) {
    to++
    while (isEmpty(lines[to])) to++
  }
  // Between paragraphs the gap stays.
  const isBetween =
    /[.;:]\s*$/.test(lines[from - 1] ?? '') || /^\s*(?:[-+•*]|\d|[IVX]+\.|[a-zđ]\))/u.test(lines[to] ?? '')
  lines.splice(from, to - from, ...(isBetween && to - from > 1 ? [''] : []))
}
