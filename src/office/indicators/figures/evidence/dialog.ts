// Evidence of figures as people give and see it: "minh chứng CT05: 45/BC-KT", a code in a file's caption, a reply with more of it.
import { kindOf, type Period, readPeriod, spanOf, writePeriod } from '../../../../calendar/period.js'
import type { Tx } from '../../../../db/db.js'
import { dayOf } from '../../../../lib/day.js'
import { UserError } from '../../../../lib/errors.js'
import { shorten } from '../../../../lib/vietnamese.js'
import { type Ack, type Answer, type Ctx, type Entries, type OpenQuestion, roles } from '../../../../talk/entry.js'
import { findQuestion } from '../../../../talk/questions.js'
import { reply } from '../../../../talk/reply.js'
import { looksGiven } from '../../../assignments/evidence/said.js'
import { groupBy } from '../../../assignments/grouping.js'
import { writeMoment } from '../../../assignments/words.js'
import { askedIn, reportMonth } from '../../indicator.js'
import { listIndicators } from '../../store.js'
import { type IndicatorRow, indicatorTable } from '../../table.js'
import { givers, unitSeen, unitsHere } from '../dialog.js'
import { sameCode } from '../reading.js'
import { monthArgument, unitRows } from '../screens.js'
import { standsForFigures, unitsOf } from '../typed.js'
import { type Proved, QUESTION, takeEvidence } from './giving.js'
import { keysOf, listUnitEvidence } from './store.js'
import { type EvidenceWords, readCaption, readEvidenceWords } from './words.js'

/** More of what was given, in reply to what was said of it. */
async function takeMore(tx: Tx, ctx: Ctx, question: OpenQuestion, answer: Answer): Promise<void> {
  const { unitId, month, indicatorIds } = question.data as unknown as Proved
  await takeEvidence(tx, ctx, { unitId, month, indicatorIds }, answer)
}

async function takeBelow(tx: Tx, ctx: Ctx, slot: string, answer: Answer): Promise<boolean> {
  if (answer.kind === 'text' && !looksGiven(answer.text)) return false
  if (/^figures:\d/.test(slot) && answer.kind === 'file') throw new UserError('indicators-evidence-which')
  const [, id] = /^figure-evidence:(\d{1,15})$/.exec(slot) ?? []
  const question = id === undefined ? undefined : await findQuestion(tx, Number(id))
  if (question?.action !== QUESTION || question.chatId !== ctx.chat.id) return false
  await takeMore(tx, ctx, question, answer)
  return true
}

/** Does one of the codes stand for an indicator of the commune, and is there anything to keep? */
async function isEvidence(tx: Tx, ctx: Ctx, { codes, document, bare }: EvidenceWords): Promise<boolean> {
  const isFile = ctx.incoming.happening.kind === 'file'
  if (!isFile && (bare || document === undefined)) return false
  return standsForFigures(tx, ctx, { codes })
}

interface Month {
  month: Period
  rows: IndicatorRow[]
}

/** The figures that the codes and the period name, by the month of their report; of a quarter also in its first month. */
async function figuresNamed(tx: Tx, ctx: Ctx, { codes, period }: EvidenceWords): Promise<Month[]> {
  const { communeId } = ctx.actor
  const today = dayOf(ctx.now)
  const named = period === '' ? undefined : readPeriod(period, today)
  if (period !== '' && (!named || kindOf(named) === 'week'))
    throw new UserError('indicators-which-month', { words: shorten(period, 40) })
  const at = named ? reportMonth(named) : await monthArgument(tx, ctx, undefined)
  const all = (await listIndicators(tx, communeId)).filter((one) => codes.some((typed) => sameCode(typed, one.code)))
  const byMonth = groupBy(all, (one) => askedIn(one.every, at))
  const found: Month[] = []
  for (const [month, indicators] of byMonth) {
    const ids = indicators.map((one) => one.id)
    const rows = (await indicatorTable(tx, { communeId, period: month }, ctx.now)).filter((row) =>
      ids.includes(row.indicator.id),
    )
    const later = rows.flatMap((row) => keysOf(row, month)).find((key) => spanOf(key.period, 'reporting').from > today)
    if (later) throw new UserError('indicators-not-yet', { period: writePeriod(later.period) })
    found.push({ month, rows })
  }
  return found
}

async function takeNamed(tx: Tx, ctx: Ctx, words: EvidenceWords): Promise<void> {
  const { codes, document } = words
  const months = await figuresNamed(tx, ctx, words)
  const all = months.flatMap(({ rows }) => rows)
  const [unitId, ...others] = unitsOf(ctx, { codes }, all, await unitsHere(tx, ctx))
  const said = codes.map((code) => shorten(code, 20)).join(', ')
  if (unitId === undefined) throw new UserError('indicators-evidence-none', { codes: said })
  if (others.length > 0) throw new UserError('indicators-evidence-unit', { codes: said })
  const { happening } = ctx.incoming
  for (const { month, rows } of months) {
    const indicatorIds = rows.filter((row) => row.unit.id === unitId).map((row) => row.indicator.id)
    if (indicatorIds.length === 0) continue
    const proved = { unitId, month, indicatorIds }
    if (happening.kind === 'file') await takeEvidence(tx, ctx, proved, happening, { document })
    else if (document !== undefined) await takeEvidence(tx, ctx, proved, { kind: 'text', text: document })
  }
}

/** What was given as evidence of a unit's figures of a month: a line each, and the files themselves. */
async function showEvidence(tx: Tx, ctx: Ctx, args: readonly string[]): Promise<Ack | undefined> {
  const { t, actor } = ctx
  const { unitId, month } = await unitSeen(tx, ctx, args)
  const rows = await unitRows(tx, ctx, unitId, month)
  const items = await listUnitEvidence(tx, actor.communeId, { unitId, month, rows })
  if (items.length === 0) return { text: t('indicators-evidence-nothing'), alert: true }
  const named = items.map((item) => ({ ...item, code: item.indicator.code, period: writePeriod(item.period) }))
  const lines = named.map(({ code, period, name, givenBy, givenAt }) => {
    const who = givenBy ?? t('assignments-somebody')
    return `\n– ${t('indicators-evidence-line', { code, period, name, who, when: writeMoment(givenAt) })}`
  })
  const unit = rows[0]?.unit.name ?? ''
  await reply(tx, ctx, [{ bold: t('indicators-evidence-title', { period: writePeriod(month), unit }) }, ...lines])
  for (const [fileId, all] of groupBy(named, (one) => one.fileId)) {
    if (fileId === null) continue
    const code = [...new Set(all.map((one) => one.code))].join(', ')
    const period = [...new Set(all.map((one) => one.period))].join(', ')
    await reply(tx, ctx, t('indicators-evidence-of', { code, period, name: all[0]?.name ?? '' }), { fileId })
  }
  return undefined
}

export const evidenceEntries: Entries = {
  typed: [
    {
      who: givers,
      read: (text) => readEvidenceWords(text) ?? readCaption(text),
      files: true,
      applies: isEvidence,
      run: takeNamed,
    },
  ],
  choices: { 'indicators.evidence': { who: roles, run: showEvidence } },
  replies: { [QUESTION]: { who: givers, takes: () => false, late: true, run: takeMore } },
  belows: [{ who: givers, run: takeBelow }],
}
