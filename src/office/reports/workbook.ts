// A workbook of tables: headings that stay, filters, numbers as numbers, every text as text and never as a formula.
import type { Blob } from 'node:buffer'
import type { Stream } from 'node:stream'
import writeXlsxFile, { type Feature } from 'write-excel-file/node'
import { clean } from '../../lib/vietnamese.js'
import { headCell, textCell } from '../indicators/sheet/set-sheet.js'
import type { Sheet, Value } from './tables.js'

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** "AB" for 27. */
function columnName(index: number): string {
  const rest = String.fromCharCode(65 + (index % 26))
  return index < 26 ? rest : columnName(Math.floor(index / 26) - 1) + rest
}

/** Filter buttons on the heading of each sheet; the library writes none. */
function filters(sheets: readonly Sheet[]): Feature<Stream | Buffer | Blob> {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform(content, _options, { sheetIndex }) {
            const sheet = sheets[sheetIndex]
            if (!sheet || sheet.rows.length === 0) return content
            const end = `${columnName(sheet.head.length - 1)}${sheet.rows.length + 1}`
            return content.replace('</sheetData>', `</sheetData><autoFilter ref="A1:${end}"/>`)
          },
        },
      },
    },
  }
}

const LONGEST = 32_000

function cellOf(value: Value) {
  return typeof value === 'number'
    ? { value, type: Number, format: '#,##0', alignVertical: 'top' as const }
    : textCell(clean(value).slice(0, LONGEST))
}

/** Wide enough for its heading and for most of what stands below, in characters. */
function widthOf(sheet: Sheet, at: number): number {
  const longest = sheet.rows.reduce((most, row) => Math.max(most, String(row[at] ?? '').length), 0)
  return Math.max(10, Math.min(60, Math.max(longest, Math.ceil((sheet.head[at]?.length ?? 0) / 2)) + 2))
}

/** The bytes of the `.xlsx`. A sheet's title is cut to the 31 characters Excel allows. */
export async function writeWorkbook(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const content = sheets.map((sheet) => ({
    sheet: sheet.title.replace(/[\\/?*[\]:]/g, '-').slice(0, 31),
    data: [sheet.head.map(headCell), ...sheet.rows.map((row) => row.map(cellOf))],
    columns: sheet.head.map((_, at) => ({ width: widthOf(sheet, at) })),
    stickyRowsCount: 1,
  }))
  const font = { fontFamily: 'Times New Roman', fontSize: 12, features: [filters(sheets)] }
  return new Uint8Array(await writeXlsxFile(content, font).toBuffer())
}
