// Evidence of figures as people give and see it: "minh chứng CT05: 45/BC-KT", a code in a file's caption, a reply with more of it.
import { writePeriod } from '../../../../calendar/period.js'
import type { Tx } from '../../../../db/db.js'
import { UserError } from '../../../../lib/errors.js'
import { clean, shorten } from '../../../../lib/vietnamese.js'
import { type Ack, type Answer, type Ctx, type Entries, type OpenQuestion, roles } from '../../../../talk/entry.js'
import { findQuestion } from '../../../../talk/questions.js'
import { reply } from '../../../../talk/reply.js'
import { looksGiven } from '../../../assignments/evidence/said.js'
import { writeMoment } from '../../../assignments/words.js'
import { indicatorTable } from '../../table.js'
import { givers, monthWords, unitSeen, unitsHere } from '../dialog.js'
import { sameCode } from '../reading.js'
import { unitRows } from '../screens.js'
import { standsForFigures, unitsOf } from '../typed.js'
import { type Proved, QUESTION, takeEvidence } from './giving.js'
import { listUnitEvidence } from './store.js'

const MOST_TEXT = 500
const code = String.raw`\p{L}{1,6}[. -]?\d{1,4}(?![\p{L}\d])`
const codeList = new RegExp(`^${code}(?:(?: ?[,;] ?| và | va )${code})*`, 'iu')

/** More of what was given, in reply to what was said of it. */
async function takeMore(tx: Tx, ctx: Ctx, question: OpenQuestion, answer: Answer): Promise<void> {
  const { unitId, month, indicatorIds } = question.data as unknown as Proved
  await takeEvidence(tx, ctx, { unitId, month, indicatorIds }, answer)
}

/** "minh chứng CT05", "minh chứng CT05, CT07 tháng 8: 45/BC-KT"; beside a file the code alone will do. */
export interface EvidenceWords {
  /** As typed. */
  codes: string[]
  /** "tháng 8" */
  month: string
  /** The number of a document, or a link. */
  document: string | undefined
  /** Only the codes are there: of a message without a file that says nothing. */
  bare: boolean
}

/** Undefined for anything else. Pure. */
export function readEvidenceWords(text: string): EvidenceWords | undefined {
  const words = clean(text).replace(/\s+/g, ' ').trim()
  if (words.length > MOST_TEXT) return undefined
  const said = /^(?:minh chứng|minh chung|mc)(?: (?:của|cua|cho))?(?: (?:chỉ tiêu|chi tieu))? /iu.exec(words)?.[0] ?? ''
  const found = codeList.exec(words.slice(said.length))?.[0] ?? ''
  if (found === '') return undefined
  const rest = words.slice(said.length + found.length)
  const [behind = '', month = ''] = /^[ ,(]*((?:tháng|thang) ?\d{1,2}(?:\/20\d\d)?)?\)?[ .:–-]*/iu.exec(rest) ?? []
  const left = rest.slice(behind.length)
  if (left !== '' && !looksGiven(left)) return undefined
  return {
    codes: found.split(/ ?[,;] ?| (?:và|va) /iu),
    month,
    document: left === '' ? undefined : left,
    bare: said === '',
  }
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

async function takeNamed(tx: Tx, ctx: Ctx, { codes, month: words, document }: EvidenceWords): Promise<void> {
  const month = await monthWords(tx, ctx, words)
  const rows = (await indicatorTable(tx, { communeId: ctx.actor.communeId, period: month }, ctx.now)).filter((row) =>
    codes.some((code) => sameCode(code, row.indicator.code)),
  )
  const [unitId, ...others] = unitsOf(ctx, { codes }, rows, await unitsHere(tx, ctx))
  const said = codes.map((code) => shorten(code, 20)).join(', ')
  if (unitId === undefined) throw new UserError('indicators-typed-none', { codes: said, period: writePeriod(month) })
  if (others.length > 0) throw new UserError('indicators-evidence-unit', { codes: said })
  const indicatorIds = rows.filter((row) => row.unit.id === unitId).map((row) => row.indicator.id)
  const proved = { unitId, month, indicatorIds }
  const { happening } = ctx.incoming
  if (document !== undefined) await takeEvidence(tx, ctx, proved, { kind: 'text', text: document })
  if (happening.kind === 'file') await takeEvidence(tx, ctx, proved, happening)
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
  for (const { fileId, code, period, name } of named)
    if (fileId !== null) await reply(tx, ctx, t('indicators-evidence-of', { code, period, name }), { fileId })
  return undefined
}

export const evidenceEntries: Entries = {
  typed: [{ who: givers, read: readEvidenceWords, files: true, applies: isEvidence, run: takeNamed }],
  choices: { 'indicators.evidence': { who: roles, run: showEvidence } },
  replies: { [QUESTION]: { who: givers, takes: () => false, late: true, run: takeMore } },
  belows: [{ who: givers, run: takeBelow }],
}
