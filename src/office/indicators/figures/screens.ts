// The screens of `/solieu`: a unit's figures of a month, and for officers which units still owe.
import { kindOf, type Period, previousPeriod, writePeriod } from '../../../calendar/period.js'
import { spanIn } from '../../../calendar/regimes.js'
import { action } from '../../../chat/action.js'
import type { Choice, Span } from '../../../chat/message.js'
import type { Tx } from '../../../db/db.js'
import { writeDay } from '../../../lib/day.js'
import { UserError } from '../../../lib/errors.js'
import type { Translate } from '../../../lib/i18n.js'
import { shorten } from '../../../lib/vietnamese.js'
import type { Ctx } from '../../../talk/entry.js'
import { reply } from '../../../talk/reply.js'
import { groupBy } from '../../assignments/grouping.js'
import { communeCalendar, findCommune, findUnit } from '../../communes/store.js'
import { currentMonth } from '../asked.js'
import { figurePeriods } from '../indicator.js'
import { readReporters, type UnitLabel } from '../reporters.js'
import { inRows } from '../set/screens.js'
import { type IndicatorRow, indicatorTable, setsAtRisk } from '../table.js'
import { writeCodes, writeFigure, writeTarget } from '../words.js'
import { type Given, isNotYet } from './actions.js'
import { listUnitEvidence } from './evidence/store.js'
import { readLocks } from './lock.js'
import { writeNumber } from './numbers.js'

/** The month in a button, or the current one. */
export async function monthArgument(tx: Tx, ctx: Ctx, text: string | undefined): Promise<Period> {
  if (text === undefined || text === '') return currentMonth(ctx.now, await communeCalendar(tx, ctx.actor.communeId))
  if (!/^20\d\d-(?:0[1-9]|1[0-2])$/.test(text) || kindOf(text) !== 'month') throw new UserError('talk-old-button')
  return text
}

/** "15/8/2026 – 14/9/2026" */
export async function spanWords(tx: Tx, communeId: number, month: Period): Promise<string> {
  const { settings } = await findCommune(tx, communeId)
  const span = spanIn(month, settings)
  return `${writeDay(span.from)} – ${writeDay(span.to)}`
}

/** Of what is asked in this month's report: "tháng 9/2026", or where it is counted over more than the month "quý III/2026 (15/6/2026 – 14/9/2026)". */
export async function askedPeriod(tx: Tx, ctx: Ctx, { indicator }: IndicatorRow, month: Period): Promise<string> {
  const [period = month] = figurePeriods(indicator.every, month)
  const words = writePeriod(period)
  return period === month ? words : `${words} (${await spanWords(tx, ctx.actor.communeId, period)})`
}

/** A line for each longer period that is asked in this month's report, with the codes. */
async function longerSpans(tx: Tx, { actor, t }: Ctx, rows: readonly IndicatorRow[], month: Period): Promise<string[]> {
  const byPeriod = groupBy(rows, ({ indicator }) => figurePeriods(indicator.every, month)[0] ?? month)
  const lines: string[] = []
  for (const [period, of] of byPeriod) {
    if (period === month) continue
    const codes = of.map((row) => row.indicator.code).join(', ')
    const span = await spanWords(tx, actor.communeId, period)
    lines.push(`\n${t('indicators-span-of', { codes, period: writePeriod(period), span })}`)
  }
  return lines
}

/** One line: "2. CT03. Hồ sơ …: 23/25 (92%) · từ 98% trở lên · kỳ trước 95%". */
export function figureLine(t: Translate, row: IndicatorRow, index?: number): string {
  const { indicator, figure, target, previous } = row
  const parts = [writeFigure(t, figure, indicator.measure, target)]
  if (target) parts.push(writeTarget(t, target, indicator.measure))
  if (row.state === 'unmet') parts.push(t('indicators-unmet'))
  if (previous) parts.push(t('indicators-previous', { figure: writeFigure(t, previous, indicator.measure) }))
  const number = index === undefined ? '' : `${index + 1}. `
  return `${number}${indicator.code} · ${shorten(indicator.name, 90)}: ${parts.join(' · ')}`
}

/** The unit's figures asked in this month, in the order in which they are numbered. */
export async function unitRows(tx: Tx, ctx: Ctx, unitId: number, month: Period): Promise<IndicatorRow[]> {
  return indicatorTable(tx, { communeId: ctx.actor.communeId, period: month, unitIds: [unitId] }, ctx.now)
}

const figuresSlot = (unitId: number, month: Period) => `figures:${unitId}:${month}`

/** The unit and month whose figures this screen shows. */
export function readFiguresSlot(slot: string): { unitId: number; month: Period } | undefined {
  const found = /^figures:(\d+):(\d{4}-\d\d)/.exec(slot)
  return found?.[1] && found[2] ? { unitId: Number(found[1]), month: found[2] } : undefined
}

export async function showUnitFigures(
  tx: Tx,
  ctx: Ctx,
  unitId: number,
  month: Period,
  options: { fresh?: boolean; gives: boolean } = { gives: true },
): Promise<void> {
  const { t, actor } = ctx
  const { communeId } = actor
  const unit = await findUnit(tx, communeId, unitId)
  if (!unit) throw new UserError('indicators-no-unit')
  const rows = await unitRows(tx, ctx, unitId, month)
  const locked = (await readLocks(tx, communeId, month))(unitId)
  const evidence = await listUnitEvidence(tx, communeId, { unitId, month, rows })
  const isOfficer = actor.roles.includes('officer') && ctx.chat.kind === 'private'
  const title = t('indicators-figures-title', { period: writePeriod(month), unit: unit.name })
  const spans: Span[] = [{ bold: title }, `\n${t('indicators-span', { span: await spanWords(tx, communeId, month) })}`]
  spans.push(...(await longerSpans(tx, ctx, rows, month)))
  if (rows.length === 0) spans.push(`\n${t('indicators-figures-none')}`)
  for (const [index, row] of rows.entries()) {
    const count = evidence.filter((one) => one.indicatorId === row.indicator.id).length
    spans.push(`\n${figureLine(t, row, index)}${count > 0 ? ` · ${t('indicators-evidence-count', { count })}` : ''}`)
  }
  if (locked) spans.push(`\n${t(isOfficer ? 'indicators-is-locked-officer' : 'indicators-is-locked')}`)
  const notYet = isNotYet(month, ctx.now)
  if (notYet) spans.push(`\n${t('indicators-not-yet', { period: writePeriod(month) })}`)
  const enters = options.gives && rows.length > 0 && !notYet && (!locked || isOfficer)
  await reply(tx, ctx, spans, {
    slot: figuresSlot(unitId, month),
    ...(options.fresh ? { fresh: true } : {}),
    choices: [
      ...(enters
        ? [
            [{ label: t('indicators-button-enter'), action: action('indicators.enter', unitId, month) }],
            ...inRows(
              rows.slice(0, 40).map((row) => ({
                label: row.indicator.code,
                action: action('indicators.one', unitId, month, row.indicator.id),
              })),
              5,
            ),
            [
              {
                label: t('indicators-button-sheet-out'),
                action: action('indicators.figuresOut', unitId, month),
              },
              { label: t('indicators-button-sheet-in'), action: action('indicators.figuresIn', unitId, month) },
            ],
          ]
        : []),
      ...(evidence.length > 0
        ? [
            [
              {
                label: t('indicators-button-evidence', { count: evidence.length }),
                action: action('indicators.evidence', unitId, month),
              },
            ],
          ]
        : []),
      ...(isOfficer
        ? [
            [
              locked
                ? { label: t('indicators-button-unlock-unit'), action: action('indicators.unlock', month, unitId) }
                : { label: t('indicators-button-lock-unit'), action: action('indicators.lock', month, unitId) },
            ],
            [{ label: t('indicators-button-back'), action: action('indicators.owing', month) }],
          ]
        : []),
    ],
  })
}

/** The units of these rows in the commune's order, those that are no more too. */
async function reporting(tx: Tx, communeId: number, rows: readonly IndicatorRow[]): Promise<UnitLabel[]> {
  const { labels } = await readReporters(tx, communeId)
  const ids = new Set(rows.map((row) => row.unit.id))
  return [...labels.values()].filter((unit) => ids.has(unit.id))
}

interface Owing {
  unit: { id: number; name: string }
  codes: string[]
}

function owingOf(units: readonly Owing['unit'][], rows: readonly IndicatorRow[]): Owing[] {
  return units.flatMap((unit) => {
    const codes = rows
      .filter((row) => row.unit.id === unit.id && row.state === 'missing')
      .map((row) => row.indicator.code)
    return codes.length > 0 ? [{ unit, codes }] : []
  })
}

function owingLine(t: Translate, { unit, codes }: Owing): string {
  return `– ${t('indicators-owing-line', { unit: unit.name, count: codes.length, codes: writeCodes(t, codes) })}`
}

/** Is there nothing left to be locked: of one unit, or of all that report something this month? */
export async function isLocked(tx: Tx, { actor, now }: Ctx, month: Period, unitId?: number): Promise<boolean> {
  const { communeId } = actor
  const locks = await readLocks(tx, communeId, month)
  if (unitId !== undefined) return locks(unitId)
  const units = await reporting(tx, communeId, await indicatorTable(tx, { communeId, period: month }, now))
  return units.length > 0 && units.every((unit) => locks(unit.id))
}

/** Before locking a month in which figures are missing, asks; true when it had to. Of one unit, or of all that are not locked yet. */
export async function askBeforeLocking(tx: Tx, ctx: Ctx, month: Period, unitId?: number): Promise<boolean> {
  const { t, actor } = ctx
  const { communeId } = actor
  const rows = await indicatorTable(tx, { communeId, period: month }, ctx.now)
  const locks = await readLocks(tx, communeId, month)
  const units = (await reporting(tx, communeId, rows)).filter((unit) =>
    unitId === undefined ? !locks(unit.id) : unit.id === unitId,
  )
  const owing = owingOf(units, rows)
  if (owing.length === 0) return false
  const count = owing.reduce((sum, { codes }) => sum + codes.length, 0)
  const lines = owing.map((one) => owingLine(t, one))
  const of = unitId === undefined ? [month] : [month, unitId]
  await reply(tx, ctx, [t('indicators-lock-sure', { period: writePeriod(month), count }), `\n${lines.join('\n')}`], {
    slot: unitId === undefined ? 'figures' : figuresSlot(unitId, month),
    choices: [
      [{ label: t('indicators-button-lock-anyway'), action: action('indicators.lockAnyway', ...of), style: 'danger' }],
      [
        {
          label: t('indicators-button-back'),
          action: unitId === undefined ? action('indicators.owing', month) : action('indicators.unit', unitId, month),
        },
      ],
    ],
  })
  return true
}

/** `Đơn vị chưa có số liệu`: who owes what of a month, with lock and unlock. */
export async function showOwing(tx: Tx, ctx: Ctx, month: Period, fresh = false): Promise<void> {
  const { t, actor } = ctx
  const { communeId } = actor
  const rows = await indicatorTable(tx, { communeId, period: month }, ctx.now)
  const locks = await readLocks(tx, communeId, month)
  const units = await reporting(tx, communeId, rows)
  const isOfficer = actor.roles.includes('officer')
  const owing = owingOf(units, rows)
  const spans: Span[] = [
    { bold: t('indicators-owing-title', { period: writePeriod(month) }) },
    `\n${t('indicators-span', { span: await spanWords(tx, communeId, month) })}`,
  ]
  const given = rows.filter((row) => row.state !== 'missing').length
  if (rows.length === 0) spans.push(`\n${t('indicators-figures-none')}`)
  else spans.push(`\n${t('indicators-owing-count', { given, all: rows.length })}`)
  if (owing.length > 0) spans.push(`\n${t('indicators-owing-who')}`)
  for (const one of owing) spans.push(`\n${owingLine(t, one)}`)
  const unmet = rows.filter((row) => row.state === 'unmet')
  if (unmet.length > 0)
    spans.push(
      `\n${t('indicators-owing-unmet', { codes: unmet.map((row) => `${row.indicator.code} (${row.unit.shortName})`).join(', ') })}`,
    )
  for (const set of setsAtRisk(rows))
    if (set.atRisk > 0)
      spans.push(
        `\n${t('indicators-at-risk', { set: set.setName, risk: writeNumber(set.atRisk, 2), max: writeNumber(set.maxScore, 2) })}`,
      )
  const allLocked = units.length > 0 && units.every((unit) => locks(unit.id))
  const someLocked = units.filter((unit) => locks(unit.id))
  if (allLocked) spans.push(`\n${t(isOfficer ? 'indicators-is-locked-officer' : 'indicators-is-locked-all')}`)
  else if (someLocked.length > 0)
    spans.push(`\n${t('indicators-some-locked', { units: someLocked.map((unit) => unit.shortName).join(', ') })}`)
  await reply(tx, ctx, spans, {
    slot: 'figures',
    fresh,
    choices: [
      ...inRows(
        units.map(
          (unit): Choice => ({ label: shorten(unit.shortName, 30), action: action('indicators.unit', unit.id, month) }),
        ),
        3,
      ),
      ...(isOfficer && rows.length > 0
        ? [
            [
              allLocked
                ? { label: t('indicators-button-unlock'), action: action('indicators.unlock', month) }
                : { label: t('indicators-button-lock'), action: action('indicators.lock', month) },
            ],
          ]
        : []),
      [{ label: t('indicators-button-previous'), action: action('indicators.owing', previousPeriod(month)) }],
    ],
  })
}

/** "CT05 = 95,5%": a figure as it was understood. */
export function writeGiven(t: Translate, rows: readonly IndicatorRow[], { indicatorId, figure }: Given): string {
  const row = rows.find((one) => one.indicator.id === indicatorId)
  return `${row?.indicator.code ?? ''} = ${writeFigure(t, figure, row?.indicator.measure ?? '', row?.target)}`
}
