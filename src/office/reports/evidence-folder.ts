// The year's evidence as a folder: a zip, in parts that the platform takes, with an index by area and indicator that also names what
// is missing.
import { and, asc, eq, inArray } from 'drizzle-orm'
import { zipSync } from 'fflate'
import { writePeriod } from '../../calendar/period.js'
import type { Tx } from '../../db/db.js'
import { evidence, tasks } from '../../db/schema/assignments.js'
import { files } from '../../db/schema/files.js'
import { indicators } from '../../db/schema/indicators.js'
import { dayOf, writeDay } from '../../lib/day.js'
import type { Translate } from '../../lib/i18n.js'
import { clean, shorten } from '../../lib/vietnamese.js'
import { formalTask } from '../assignments/formal.js'
import { needsReport } from '../assignments/status.js'
import { writeSource } from '../assignments/words.js'
import type { FigureEvidence } from '../indicators/figures/evidence/store.js'
import type { IndicatorRow } from '../indicators/table.js'
import { areaName } from '../summary/messages.js'
import type { UnitLabel } from '../summary/store.js'
import type { Facts } from './facts.js'
import type { Sheet, Value } from './tables.js'

/** Bytes of one part: below what a bot may send (50 MB, telegram.md), with room for the archive itself. */
const PART = 40 * 1024 * 1024

export interface EvidenceRow {
  assignmentId: number
  sha256: string | null
  name: string
  size: number
  givenAt: Date
}

/** Every piece of evidence of these assignments, the oldest first. */
export async function readEvidence(tx: Tx, communeId: number, ids: readonly number[]): Promise<EvidenceRow[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .select({ item: evidence, file: files })
    .from(evidence)
    .leftJoin(files, and(eq(files.communeId, evidence.communeId), eq(files.id, evidence.fileId)))
    .where(and(eq(evidence.communeId, communeId), inArray(evidence.assignmentId, [...ids])))
    .orderBy(asc(evidence.id))
  return rows.map(({ item, file }) => ({
    assignmentId: item.assignmentId,
    sha256: file?.sha256 ?? null,
    name: file?.name ?? item.documentNumber ?? '',
    size: file?.size ?? 0,
    givenAt: item.givenAt,
  }))
}

/** The indicator each task measures, also one that is not followed any more, by the task's id: "CT05". */
export async function readCodes(tx: Tx, communeId: number, facts: Facts): Promise<Map<number, string>> {
  const taskIds = [...new Set(facts.works.map((work) => work.view.taskId))]
  if (taskIds.length === 0) return new Map()
  const rows = await tx
    .select({ id: tasks.id, code: indicators.code })
    .from(tasks)
    .innerJoin(indicators, and(eq(indicators.communeId, tasks.communeId), eq(indicators.id, tasks.indicatorId)))
    .where(and(eq(tasks.communeId, communeId), inArray(tasks.id, taskIds)))
  return new Map(rows.map((row) => [row.id, row.code]))
}

/** A name without separators and what Windows forbids, at most 80 characters; a number always stands in front of it. */
export function safeName(name: string): string {
  const words = clean(name)
    .replace(/[\\/:*?"<>|]/g, '-')
    .replace(/^\.+/, '')
    .replace(/\s+/g, ' ')
    .trim()
  const dot = words.lastIndexOf('.')
  const ending = dot > 0 && words.length - dot <= 8 ? words.slice(dot) : ''
  const stem = ending ? words.slice(0, dot) : words
  return `${shorten(stem, 80 - ending.length).replace(/[. …]+$/u, '') || 'tep'}${ending}`
}

export interface Placed extends EvidenceRow {
  /** Within the folder: "Thủ tục hành chính/CT05/17 - bien-ban.pdf"; missing for a document's number. */
  path: string | undefined
}

/** Where each file lies: area, indicator where there is one, then number and name; no two under one name. */
export function place(
  t: Translate,
  facts: Facts,
  rows: readonly EvidenceRow[],
  codes: ReadonlyMap<number, string>,
): Placed[] {
  const works = new Map(facts.works.map((work) => [work.view.id, work.view]))
  const pathOf = pathsIn()
  return rows.flatMap((row): Placed[] => {
    const view = works.get(row.assignmentId)
    if (!view) return []
    const code = codes.get(view.taskId)
    const folder = [areaName(t, view.area), ...(code ? [code] : [])]
    return [{ ...row, path: row.sha256 === null ? undefined : pathOf(folder, String(view.number), row.name) }]
  })
}

/** "Thủ tục hành chính/CT05/17 - bien-ban.pdf", no two alike. */
function pathsIn(): (folders: readonly string[], stem: string, name: string) => string {
  const taken = new Set<string>()
  return (folders, stem, name) => {
    const folder = folders.map(safeName).join('/')
    let path = `${folder}/${stem} - ${safeName(name)}`
    for (let copy = 2; taken.has(path.toLowerCase()); copy++) path = `${folder}/${stem} (${copy}) - ${safeName(name)}`
    taken.add(path.toLowerCase())
    return path
  }
}

export interface PlacedFigure extends FigureEvidence {
  unit: UnitLabel
  /** "Thủ tục hành chính/CT03/PVHCC 2026-09 - man-hinh.png" */
  path: string | undefined
}

/** Where what proves figures lies: area, indicator, then unit, period and name. */
export function placeFigures(
  t: Translate,
  labels: readonly UnitLabel[],
  items: readonly FigureEvidence[],
): PlacedFigure[] {
  const pathOf = pathsIn()
  return items.flatMap((item): PlacedFigure[] => {
    const unit = labels.find((label) => label.id === item.unitId)
    if (!unit) return []
    const folder = [areaName(t, item.indicator.area), item.indicator.code]
    const stem = `${safeName(unit.shortName)} ${item.period}`
    return [{ ...item, unit, path: item.sha256 === null ? undefined : pathOf(folder, stem, item.name) }]
  })
}

/**
 * A line per piece of evidence, of work and of figures, so that each file has one; one per reported assignment that has none, and one per indicator of the year
 * (`measured`) that has none.
 */
export function indexOf(
  t: Translate,
  facts: Facts,
  {
    placed,
    proved,
    codes,
    measured,
  }: {
    placed: readonly Placed[]
    proved: readonly PlacedFigure[]
    codes: ReadonlyMap<number, string>
    measured: readonly IndicatorRow[]
  },
): Sheet {
  const head = ['Lĩnh vực', 'Chỉ tiêu', 'Số việc', 'Nhiệm vụ', 'Căn cứ', 'Đơn vị', 'Minh chứng', 'Ngày nộp', 'Tệp']
  const rows = facts.works
    .map(({ view }) => ({ view, own: placed.filter((one) => one.assignmentId === view.id) }))
    .filter(({ view, own }) => own.length > 0 || view.standing || !needsReport(view.status))
    .flatMap(({ view, own }) => {
      // What was reported and is open again has its evidence still.
      const isOpen = !view.standing && needsReport(view.status)
      const first = [
        areaName(t, view.area),
        codes.get(view.taskId) ?? '',
        view.number,
        isOpen ? `${formalTask(view.text)} (chưa hoàn thành)` : formalTask(view.text),
        writeSource(t, view),
        view.unit.name,
      ]
      if (own.length === 0) return [[...first, 'THIẾU', '', '']]
      return own.map((one) => [...first, one.name, writeDay(dayOf(one.givenAt)), one.path ?? placeless(one.name)])
    })
  const ofFigures = proved.map((one) => [
    areaName(t, one.indicator.area),
    one.indicator.code,
    '',
    one.indicator.name,
    `Số liệu ${writePeriod(one.period)}`,
    one.unit.name,
    one.name,
    writeDay(dayOf(one.givenAt)),
    one.path ?? placeless(one.name),
  ])
  const works = new Map(facts.works.map(({ view }) => [view.id, view]))
  const proven = new Set([
    ...proved.map((one) => one.indicator.code),
    ...placed.map((one) => codes.get(works.get(one.assignmentId)?.taskId ?? 0)),
  ])
  return {
    title: 'Danh mục minh chứng',
    head,
    rows: [...rows, ...ofFigures, ...bareIndicators(t, measured, proven)].sort(
      (a, b) => `${a[0]} ${a[1]}`.localeCompare(`${b[0]} ${b[1]}`, 'vi') || Number(a[2]) - Number(b[2]),
    ),
  }
}

/** Indicators for which no work and no figure of the year has brought evidence, with what the set wants as evidence. */
function bareIndicators(
  t: Translate,
  measured: readonly IndicatorRow[],
  proven: ReadonlySet<string | undefined>,
): Value[][] {
  const bare = measured.filter(({ indicator }) => !proven.has(indicator.code))
  // Where every unit reports it, it has a row for each.
  const first = new Map(bare.map((row) => [row.indicator.code, row] as const).reverse())
  return [...first.values()].map(({ indicator, unit }) => {
    const owner = indicator.unitId === null ? 'Các đơn vị' : unit.name
    const wanted = indicator.evidence ? `Cần có: ${indicator.evidence}` : ''
    return [areaName(t, indicator.area), indicator.code, '', indicator.name, wanted, owner, 'THIẾU', '', '']
  })
}

/** What is no file is the number of a document, or a link. */
function placeless(name: string): string {
  return /^(?:https?:\/\/|www\.)\S+$/i.test(name.trim()) ? '(đường dẫn)' : '(số văn bản)'
}

/** Which files go into which part, in order; a file larger than a part stands alone. */
export function partsOf<One extends { path: string | undefined; size: number }>(
  placed: readonly One[],
  most = PART,
): One[][] {
  const parts: One[][] = []
  let size = 0
  for (const one of placed) {
    if (one.path === undefined) continue
    const last = parts.at(-1)
    if (last && size + one.size <= most) {
      last.push(one)
      size += one.size
    } else {
      parts.push([one])
      size = one.size
    }
  }
  return parts
}

/** One part as a zip, stored as it is: photos and PDF do not shrink. */
export function zipPart(entries: readonly { path: string; bytes: Uint8Array }[]): Uint8Array {
  return zipSync(Object.fromEntries(entries.map(({ path, bytes }) => [path, bytes])), { level: 0 })
}
