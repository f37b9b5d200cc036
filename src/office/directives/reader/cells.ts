// Rows of a table as lines: "a | b | c".

export function cellsOf(row: string): string[] {
  return row.split('|').map((cell) => cell.trim())
}

export function isRow(text: string): boolean {
  return text.includes(' | ') || text.endsWith(' |') || text.startsWith('| ')
}
