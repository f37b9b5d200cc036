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

/** So many lines at least stand on a page. */
const shortestPage = 15

/** Without bare numbers that count the pages, and without the empty lines around them: what they cut apart goes on. */
export function withoutPageNumbers(raws: string[]): string[] {
  const numbers = raws.flatMap((raw, at) => (/^\s*\d{1,3}\s*$/.test(raw) ? [{ at, page: Number(raw) }] : []))
  const first = numbers[0]
  if (!first || first.page > 2 || first.at < shortestPage) return raws
  const isCount = numbers.every(({ at, page }, index) => {
    const last = numbers[index - 1]
    return !last || (page === last.page + 1 && at - last.at >= shortestPage)
  })
  if (!isCount) return raws
  const left = raws.slice()
  for (const { at } of numbers.toReversed()) {
    const isEmpty = (line: string | undefined) => line !== undefined && line.trim() === ''
    let from = at
    let to = at + 1
    while (isEmpty(left[from - 1])) from--
    while (isEmpty(left[to])) to++
    // Between paragraphs the gap stays.
    const isBetween =
      /[.;:]\s*$/.test(left[from - 1] ?? '') || /^\s*(?:[-+•*]|\d|[IVX]+\.|[a-zđ]\))/u.test(left[to] ?? '')
    left.splice(from, to - from, ...(isBetween && to - from > 1 ? [''] : []))
  }
  return left
}
