// Which cells of the first sheet are shown as a percentage: the reader of cells gives 0.955 and not how it is formatted. Runs in the worker.
import { strFromU8, unzipSync } from 'fflate'

const wanted = /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|styles\.xml|worksheets\/[^/]+\.xml)$/
const mostBytes = 40 * 1024 * 1024

/** Their rows and columns, counted from 0: "3:5". Empty where that cannot be told. */
export function percentCells(bytes: Uint8Array): Set<string> {
  const parts = unzipSync(bytes, { filter: ({ name, originalSize }) => wanted.test(name) && originalSize <= mostBytes })
  const textOf = (name: string) => (parts[name] ? strFromU8(parts[name]) : '')
  const percents = percentStyles(textOf('xl/styles.xml'))
  if (percents.size === 0) return new Set()
  const id = /<(?:\w+:)?sheet\s[^>]*?\br:id="([^"]+)"/.exec(textOf('xl/workbook.xml'))?.[1]
  const targets = [...textOf('xl/_rels/workbook.xml.rels').matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g)]
  const target = targets.map(([tag]) => tag).find((tag) => attribute(tag, 'Id') === id)
  const path = attribute(target ?? '', 'Target')?.replace(/^\/?(?:xl\/)?/, 'xl/') ?? ''
  const cells = [...textOf(path).matchAll(/<(?:\w+:)?c\s[^>]*>/g)].map(([tag]) => tag)
  return new Set(
    cells.flatMap((tag) => (percents.has(Number(attribute(tag, 's'))) ? placeOf(attribute(tag, 'r') ?? '') : [])),
  )
}

/** The numbers of the styles whose number format is a percentage: 9 and 10 are built in, others have a "%" in their code. */
function percentStyles(styles: string): Set<number> {
  const formats = new Set([9, 10])
  for (const [tag] of styles.matchAll(/<(?:\w+:)?numFmt\s[^>]*>/g)) {
    const code = (attribute(tag, 'formatCode') ?? '').replace(/&quot;.*?&quot;|\\./g, '')
    if (code.includes('%')) formats.add(Number(attribute(tag, 'numFmtId')))
  }
  const cells = /<(?:\w+:)?cellXfs[\s>][\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(styles)?.[0] ?? ''
  const tags = [...cells.matchAll(/<(?:\w+:)?xf\s[^>]*>/g)].map(([tag]) => tag)
  return new Set(tags.flatMap((tag, index) => (formats.has(Number(attribute(tag, 'numFmtId'))) ? [index] : [])))
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
}

/** "C5" → "4:2" */
function placeOf(address: string): string[] {
  const [, letters = '', row] = /^([A-Z]{1,3})(\d{1,7})$/.exec(address) ?? []
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
  return row === undefined ? [] : [`${Number(row) - 1}:${column - 1}`]
}
