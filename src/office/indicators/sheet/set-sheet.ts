// The commune's set of indicators as a sheet: columns by their headings, rows by their codes. Reading is pure and names every
// row that is wrong; writing puts every text as text, never as a formula.
import type { SheetData } from 'write-excel-file/node'
import type { Cell } from '../../../files/sheet/read.js'
import { UNSOLVED } from '../../../files/sheet/unsolved.js'
import { type Translate, translator } from '../../../lib/i18n.js'
import { fold, shorten } from '../../../lib/vietnamese.js'
import { oneLine } from '../../communes/names.js'
import type { UnitWithAliases } from '../../communes/store.js'
import { matchUnit } from '../../communes/unit-key.js'
import { type Area, areas, type Every, type Target } from '../indicator.js'
import type { Reporters } from '../reporters.js'
import type { Indicator } from '../store.js'
import { readTarget, writeTarget } from '../words.js'

/** The headings are Vietnamese in every language, so that a file of one chat is read in another. */
const columns = [
  ['code', 'Mã', 10],
  ['name', 'Tên chỉ tiêu', 60],
  ['area', 'Lĩnh vực', 22],
  ['measure', 'Đơn vị tính', 12],
  ['share', 'Tử số/mẫu số', 14],
  ['direction', 'Chiều tốt', 12],
  ['every', 'Kỳ báo cáo', 16],
  ['unit', 'Đơn vị phụ trách', 34],
  ['target', 'Mục tiêu năm', 22],
  ['evidence', 'Minh chứng', 40],
  ['setName', 'Bộ chỉ số', 18],
  ['maxScore', 'Điểm tối đa', 12],
] as const
type Column = (typeof columns)[number][0]

export interface SheetRow {
  /** The row in the file, from 1. */
  line: number
  code: string | undefined
  name: string
  area: string
  measure: string
  share: boolean
  direction: 'up' | 'down'
  every: Every
  unitId: number | null
  evidence: string | null
  setName: string | null
  maxScore: number | null
  target: Target | undefined
}

export interface RowError {
  line: number
  /** A key of the locales. */
  code: string
  args: Record<string, string | number>
}

const vi = () => translator('vi')

/** What the areas are called besides, folded. */
const shortAreas = new Map<string, Area>([
  ['cddh', 'direction'],
  ['chi dao', 'direction'],
  ['tthc', 'procedures'],
  ['thu tuc', 'procedures'],
  ['tcbm', 'organisation'],
  ['bo may', 'organisation'],
  ['to chuc bo may hanh chinh', 'organisation'],
  ['cong vu', 'civil-service'],
  ['tai chinh', 'public-finance'],
  ['tcc', 'public-finance'],
  ['cds', 'digital'],
  ['chinh quyen so', 'digital'],
  ['khac', 'other'],
])

/** "Thủ tục hành chính", "Cải cách thủ tục hành chính", "TTHC". */
function readArea(t: Translate, text: string): Area | undefined {
  const words = fold(text).replace(/^(?:linh vuc )?(?:cai cach )?/, '')
  return areas.find((area) => fold(t(`indicators-area-${area}`)) === words) ?? shortAreas.get(words)
}

const everyForms: readonly [Every, RegExp][] = [
  ['half-year', /^(?:(?:hang|moi|theo) )?(?:(?:6|sau) thang(?: dau nam)?|nua nam)(?: (?:(?:1|mot) )?lan)?$/],
  ['month', /^(?:(?:hang|moi|theo|1|mot) )?thang(?: (?:(?:1|mot) )?lan)?$/],
  ['quarter', /^(?:(?:hang|moi|theo|1|mot) )?quy(?: (?:(?:1|mot) )?lan)?$/],
  ['year', /^(?:(?:hang|moi|theo|1|mot|ca) )?nam(?: (?:(?:1|mot) )?lan)?$/],
]

/** "hằng tháng", "tháng", "6 tháng một lần". */
function readEvery(text: string): Every | undefined {
  return everyForms.find(([, form]) => form.test(fold(text)))?.[0]
}

/** "cao", "càng thấp càng tốt", "giảm". */
function readDirection(text: string): 'up' | 'down' | undefined {
  const words = fold(text)
  if (/\b(?:thap|giam|it)\b/.test(words)) return 'down'
  return words === '' || /\b(?:cao|tang|nhieu)\b/.test(words) ? 'up' : undefined
}

const yes = /^(?:x|co|v|dung|1|true)$/

export function setSheet(
  list: readonly Indicator[],
  targets: ReadonlyMap<number, Target>,
  reporters: Pick<Reporters, 'answering'>,
): SheetData {
  const t = vi()
  const head = columns.map(([, title]) => headCell(title))
  const rows = list.map((one) => [
    textCell(one.code),
    textCell(one.name),
    textCell(t(`indicators-area-${areas.find((area) => area === one.area) ?? 'other'}`)),
    textCell(one.measure),
    textCell(one.share ? 'x' : ''),
    textCell(one.direction === 'up' ? 'cao' : 'thấp'),
    textCell(t(`indicators-every-${one.every}`)),
    textCell(one.unitId === null ? t('indicators-every-unit') : (reporters.answering.get(one.unitId)?.name ?? '')),
    textCell(targets.has(one.id) ? writeTarget(t, targets.get(one.id), one.measure) : ''),
    textCell(one.evidence ?? ''),
    textCell(one.setName ?? ''),
    one.maxScore === null ? null : { value: one.maxScore, type: Number },
  ])
  return [head, ...rows]
}

export const setColumns = columns.map(([, , width]) => ({ width }))

export function headCell(value: string) {
  return { value, type: String, fontWeight: 'bold' as const, wrap: true, backgroundColor: '#E7EEF5' }
}

/** A text stays a text, whatever it begins with. */
export function textCell(value: string) {
  return { value, type: String, format: '@', wrap: true, alignVertical: 'top' as const }
}

/** Where each heading stands; undefined when the first row has neither code nor name. */
export function findColumns<K extends string>(
  head: readonly Cell[],
  names: readonly (readonly [K, string, ...unknown[]])[],
): Map<K, number> {
  const folded = head.map((cell) => fold(String(cell ?? '')))
  return new Map(
    names.flatMap(([key, title]) => {
      const at = folded.indexOf(fold(title))
      return at < 0 ? [] : [[key, at] as const]
    }),
  )
}

export function cellText(row: readonly Cell[], at: number | undefined): string {
  const cell = at === undefined ? null : row[at]
  if (cell === null || cell === undefined || cell === UNSOLVED) return ''
  return typeof cell === 'number' ? String(cell).replace('.', ',') : String(cell).trim()
}

/** Rows to indicators. What is left out keeps its default; unknown words are errors with their row. */
export function readSetSheet(
  cells: readonly (readonly Cell[])[],
  units: readonly UnitWithAliases[],
): { rows: SheetRow[]; errors: RowError[] } {
  const t = vi()
  const found = findColumns<Column>(cells[0] ?? [], columns)
  if (!found.has('name') || !found.has('code'))
    return {
      rows: [],
      errors: [{ line: 1, code: 'indicators-sheet-no-heading', args: { heading: 'Mã, Tên chỉ tiêu' } }],
    }
  const rows: SheetRow[] = []
  const errors: RowError[] = []
  for (const [index, cell] of cells.entries()) {
    if (index === 0 || cell.every((one) => one === null || String(one).trim() === '')) continue
    const line = index + 1
    const text = (key: Column) => cellText(cell, found.get(key))
    const wrong = (key: Column, words: string) => {
      const column = columns.find(([name]) => name === key)?.[1] ?? key
      // Each column has its own sentence, which says what may stand there.
      const code = `indicators-sheet-wrong-${key.toLowerCase()}`
      errors.push({ line, code, args: { column, words: shorten(words, 60) } })
    }
    const unsolved = columns.find(([key]) => cell[found.get(key) ?? -1] === UNSOLVED)
    if (unsolved) {
      errors.push({ line, code: 'indicators-sheet-formula-in', args: { column: unsolved[1] } })
      continue
    }
    const name = oneLine(text('name'), 300)
    if (fold(name) === '') {
      wrong('name', text('name'))
      continue
    }
    const measure = oneLine(text('measure'), 30) || '%'
    const said = readDirection(text('direction'))
    if (!said) wrong('direction', text('direction'))
    const direction = said ?? 'up'
    const area = text('area') === '' ? 'other' : readArea(t, text('area'))
    if (!area) wrong('area', text('area'))
    const every = text('every') === '' ? 'month' : readEvery(text('every'))
    if (!every) wrong('every', text('every'))
    const everyone = text('unit') === '' || fold(text('unit')) === fold(t('indicators-every-unit'))
    const match = everyone ? undefined : matchUnit(units, text('unit'))
    const unit = match?.sure && match.unit.kind === 'unit' ? match.unit.id : undefined
    if (!everyone && unit === undefined) wrong('unit', text('unit'))
    const target = text('target') === '' ? undefined : readTarget(text('target'), { measure, direction })
    const raw = found.get('target') === undefined ? null : cell[found.get('target') ?? 0]
    // A cell formatted as a percentage comes as 0.8: whether that is 80% or 0,8% cannot be told.
    const isFraction = typeof raw === 'number' && measure === '%' && raw > 0 && raw <= 1
    if (isFraction) errors.push({ line, code: 'indicators-sheet-target-percent', args: { words: text('target') } })
    else if (text('target') !== '' && !target) wrong('target', text('target'))
    const score = text('maxScore') === '' ? null : Number(text('maxScore').replace(',', '.'))
    if (score !== null && !(score > 0 && score <= 1000)) wrong('maxScore', text('maxScore'))
    const code = oneLine(text('code'), 20)
    if (code !== '' && !/^[\p{L}\d][\p{L}\d.-]{0,19}$/u.test(code)) wrong('code', code)
    if (code !== '' && rows.some((one) => one.code === code))
      errors.push({ line, code: 'indicators-sheet-twice', args: { code } })
    rows.push({
      line,
      code: code || undefined,
      name,
      area: area ?? 'other',
      measure,
      share: found.has('share') ? yes.test(fold(text('share'))) : measure === '%',
      direction,
      every: every ?? 'month',
      unitId: unit ?? null,
      evidence: oneLine(text('evidence'), 300) || null,
      setName: oneLine(text('setName'), 60) || null,
      maxScore: score,
      target,
    })
  }
  return { rows, errors }
}
