// Rows of a table as lines: "a | b | c".

export function cellsOf(row: string): string[] {
  return row.split('|').map((cell) => cell.trim())
}

export function joinCells(cells: readonly string[]): string {
  return cells.join(' | ')
}

/** With a bar at both ends, so that no empty cell at an end is lost. */
export function rowOf(cells: readonly string[]): string {
  return `| ${joinCells(cells)} |`
}

/** A scan shows a speck as a bar: one alone inside a sentence, with no row beside it, is none. */
export function withoutSpecks(raws: string[]): string[] {
  return raws.map((raw, at) => {
    const bar = raw.indexOf(' | ')
    const isLone = bar > 0 && raw.indexOf('|') === bar + 1 && raw.lastIndexOf('|') === bar + 1
    if (!isLone || raws[at - 1]?.includes('|') || raws[at + 1]?.includes('|')) return raw
    return /\p{Ll}/u.test(raw.slice(0, bar)) && /^\p{Ll}/u.test(raw.slice(bar + 3)) ? raw.replace(' | ', ' ') : raw
  })
}

export function isRow(text: string): boolean {
  return text.includes(' | ') || text.endsWith(' |') || text.startsWith('| ')
}
