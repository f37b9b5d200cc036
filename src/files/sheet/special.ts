// What the reader of cells does not tell of the first sheet: which cells are shown as a percentage (it gives 0.955, not how that is
// formatted), and which hold a formula that was never worked out (it gives nothing). Runs in the worker.
import { strFromU8, unzipSync } from 'fflate'

const wanted = /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|styles\.xml|worksheets\/[^/]+\.xml)$/
const mostBytes = 40 * 1024 * 1024

/** Rows and columns, counted from 0: "3:5". */
export interface SpecialCells {
  percents: Set<string>
  unsolved: Set<string>
}

/** Empty where that cannot be told. */
export function specialCells(bytes: Uint8Array): SpecialCells {
  const parts = unzipSync(bytes, { filter: ({ name, originalSize }) => wanted.test(name) && originalSize <= mostBytes })
  const textOf = (name: string) => (parts[name] ? strFromU8(parts[name]) : '')
  const percents = percentStyles(textOf('xl/styles.xml'))
  const id = /<(?:\w+:)?sheet\s[^>]*?\br:id="([^"]+)"/.exec(textOf('xl/workbook.xml'))?.[1]
  const targets = [...textOf('xl/_rels/workbook.xml.rels').matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g)]
  const target = targets.map(([tag]) => tag).find((tag) => attribute(tag, 'Id') === id)
  const path = attribute(target ?? '', 'Target')?.replace(/^\/?(?:xl\/)?/, 'xl/') ?? ''
  const special: SpecialCells = { percents: new Set(), unsolved: new Set() }
  // Each from its beginning to that of the next.
  for (const cell of textOf(path)
    .split(/<(?=(?:\w+:)?c\s)/)
    .slice(1)) {
    const end = cell.indexOf('>')
    const tag = cell.slice(0, end)
    const [content = ''] = tag.endsWith('/') ? [] : cell.slice(end).split(/<\/(?:\w+:)?c>/, 1)
    const isUnsolved = /<(?:\w+:)?f[\s/>]/.test(content) && !/<(?:\w+:)?v[\s/>]/.test(content)
    for (const place of placeOf(attribute(tag, 'r') ?? '')) {
      if (percents.has(Number(attribute(tag, 's')))) special.percents.add(place)
      if (isUnsolved) special.unsolved.add(place)
    }
  }
  return special
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
