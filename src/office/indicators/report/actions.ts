// What may happen to a unit's monthly report: additions, sending, reopening, and closing the reporting duty.

import { writePeriod } from '../../../calendar/period.js'
import type { Tx } from '../../../db/db.js'
import { UserError } from '../../../lib/errors.js'
import { clean } from '../../../lib/vietnamese.js'
import { addChore } from '../../../post/chores.js'
import type { Actor } from '../../../talk/entry.js'
import { askSupplement, reopen, reportDone } from '../../assignments/actions.js'
import { record } from '../../trail/record.js'
import { refusalToGive } from '../figures/actions.js'
import { cutCodes } from '../words.js'
import { type Duty, reportDuties } from './duty.js'
import { missingCodes } from './messages.js'
import { type Addition, readUnitMonth } from './prefill.js'
import { refreshReport } from './show.js'
import {
  findReport,
  listClosedBy,
  listDuties,
  lockReport,
  reportSubject,
  type UnitReport,
  writeReport,
} from './store.js'

/** The chore that writes the `.docx`. */
export const DOCUMENT = 'unitreport.document'

export interface DocumentInput {
  communeId: number
  reportId: number
  personId: number
  /** The chat in which it was sent. */
  chatId: number
  /** When it was sent, milliseconds. */
  sentAt: number
  /** The duty it closed, with the moment of that report: the document is its evidence. */
  duty?: { id: number; reportedAt: number }
}

/** The report within the actor's commune. */
export async function needReport(tx: Tx, communeId: number, id: number): Promise<UnitReport> {
  const row = await findReport(tx, communeId, id)
  if (!row) throw new UserError('indicators-report-unknown')
  return row
}

/** Why this person may not send; a contact prepares only. Officers send for a unit, and are named as such. */
export function refusalToSend(actor: Actor, unitId: number): string | undefined {
  const held = actor.units.filter((post) => post.unitId === unitId).map((post) => post.role)
  if (held.includes('head') || held.includes('deputy') || actor.roles.includes('officer')) return undefined
  return held.includes('contact') ? 'indicators-report-no-contact' : 'indicators-not-your-unit'
}

const MOST = 3000

/** Writes one of the free sections; an empty text or "-" takes it away. */
export async function writeAddition(
  tx: Tx,
  input: { actor: Actor; reportId: number; section: Addition; text: string },
  now: Date,
): Promise<UnitReport> {
  const { actor, section } = input
  const report = await lockReport(tx, actor.communeId, input.reportId)
  if (!report) throw new UserError('indicators-report-unknown')
  const refusal = refusalToGive(actor, report.unitId)
  if (refusal) throw new UserError(refusal)
  if (report.state === 'sent') throw new UserError('indicators-report-already')
  const text = clean(input.text).trim()
  if (text.length > MOST)
    throw new UserError('indicators-report-long', { most: String(MOST), length: String(text.length) })
  const next = /^[-–—]?$/.test(text) ? '' : text
  const content = { ...report.content, [section]: next }
  await writeReport(tx, report, { content })
  await record(
    tx,
    {
      communeId: report.communeId,
      subject: reportSubject(report.id),
      action: 'unitreport.edit',
      actorId: actor.personId,
      before: { [section]: report.content[section] ?? '' },
      after: { [section]: next },
    },
    now,
  )
  const written = { ...report, content }
  await refreshReport(tx, written, now)
  return written
}

export interface Sent {
  report: UnitReport
  /** The duty that was closed. */
  closed: Duty | undefined
  /** Duties it may close; the head says which. */
  perhaps: Duty[]
  /** Figures that it lacks, because their period was locked without them. */
  missing: string[]
}

/**
 * Gửi báo cáo: once, by head or deputy (an officer for the unit). Every figure asked must be there, or the reason why not, unless the
 * period is locked: then nobody of the unit can give it any more. Closes the month's reporting duty where there is one for sure (`reportDuties`), and has the document made.
 */
export async function sendReport(
  tx: Tx,
  input: { actor: Actor; reportId: number; chatId: number },
  now: Date,
): Promise<Sent> {
  const { actor, chatId } = input
  const { communeId } = actor
  const report = await lockReport(tx, communeId, input.reportId)
  if (!report) throw new UserError('indicators-report-unknown')
  const refusal = refusalToSend(actor, report.unitId)
  if (refusal) throw new UserError(refusal)
  if (report.state === 'sent') throw new UserError('indicators-report-already')
  const month = await readUnitMonth(tx, { communeId, unitId: report.unitId, month: report.period }, now)
  const missing = missingCodes(month)
  if (missing.length > 0 && !month.locked) {
    const { codes, left } = cutCodes(missing)
    const code = left > 0 ? 'indicators-report-missing-more' : 'indicators-report-missing'
    throw new UserError(code, { count: missing.length, codes, left })
  }
  const isOwn = actor.units.some((post) => post.unitId === report.unitId)
  await record(
    tx,
    {
      communeId,
      subject: reportSubject(report.id),
      action: 'unitreport.send',
      actorId: actor.personId,
      onBehalfOf: isOwn ? undefined : report.unitId,
      before: { state: 'open' },
      after: {
        state: 'sent',
        done: month.done.length,
        late: month.late.length,
        figures: month.figures.length,
        ...(missing.length > 0 ? { missing } : {}),
      },
    },
    now,
  )
  const { sure, perhaps } = reportDuties(await listDuties(tx, communeId, report.unitId, report.period), report.period)
  const duty = sure ? await closeDuty(tx, { actor, report, assignmentId: sure.assignmentId }, now) : undefined
  // With the duty that it closes.
  const facts = duty ? await readUnitMonth(tx, { communeId, unitId: report.unitId, month: report.period }, now) : month
  const change = { state: 'sent' as const, facts, sentBy: actor.personId, sentAt: now }
  await writeReport(tx, report, change)
  await orderDocument(
    tx,
    {
      communeId,
      reportId: report.id,
      personId: actor.personId,
      chatId,
      sentAt: now.getTime(),
      ...(duty ? { duty } : {}),
    },
    now,
  )
  const sent = { ...report, ...change }
  await refreshReport(tx, sent, now)
  return { report: sent, closed: duty ? sure : undefined, perhaps, missing }
}

async function orderDocument(tx: Tx, input: DocumentInput, now: Date): Promise<void> {
  const key = `${DOCUMENT}:${input.reportId}:${input.sentAt}:${input.duty?.id ?? 0}`
  await addChore(tx, { kind: DOCUMENT, communeId: input.communeId, input, key }, now)
}

/** What the duty's evidence is called. */
export function documentOf({ period }: Pick<UnitReport, 'period'>): string {
  return `Báo cáo ${writePeriod(period)} của đơn vị`
}

async function closeDuty(
  tx: Tx,
  input: { actor: Actor; report: UnitReport; assignmentId: number },
  now: Date,
): Promise<DocumentInput['duty']> {
  const documentNumber = documentOf(input.report)
  const { actor, assignmentId } = input
  const outcome = await reportDone(tx, { actor, assignmentId, documentNumber }, now)
  return outcome.changed ? { id: assignmentId, reportedAt: now.getTime() } : undefined
}

/** The duty the head named after sending. False when it had been answered already. */
export async function chooseDuty(
  tx: Tx,
  input: { actor: Actor; reportId: number; assignmentId: number; chatId: number },
  now: Date,
): Promise<Duty | undefined> {
  const { actor, assignmentId, chatId } = input
  const report = await needReport(tx, actor.communeId, input.reportId)
  const refusal = refusalToSend(actor, report.unitId)
  if (refusal) throw new UserError(refusal)
  if (report.state !== 'sent') throw new UserError('indicators-report-not-sent')
  const duties = await listDuties(tx, actor.communeId, report.unitId, report.period)
  const found = duties.find((one) => one.assignmentId === assignmentId)
  if (!found) return undefined
  const duty = await closeDuty(tx, { actor, report, assignmentId }, now)
  if (!duty) return undefined
  await orderDocument(
    tx,
    { communeId: actor.communeId, reportId: report.id, personId: actor.personId, chatId, sentAt: now.getTime(), duty },
    now,
  )
  return found
}

export interface Reopened {
  report: UnitReport
  /** The numbers of the duties that are owed again. */
  owed: number[]
}

/** Mở lại, by an officer: the unit corrects and sends again, and what the report had closed is owed again. */
export async function reopenReport(tx: Tx, input: { actor: Actor; reportId: number }, now: Date): Promise<Reopened> {
  const { actor } = input
  if (!actor.roles.includes('officer')) throw new UserError('indicators-officer-only')
  const report = await lockReport(tx, actor.communeId, input.reportId)
  if (!report) throw new UserError('indicators-report-unknown')
  if (report.state === 'open') throw new UserError('indicators-report-is-open')
  const change = { state: 'open' as const, facts: null, sentBy: null, sentAt: null }
  await writeReport(tx, report, change)
  await record(
    tx,
    {
      communeId: report.communeId,
      subject: reportSubject(report.id),
      action: 'unitreport.reopen',
      actorId: actor.personId,
      before: { state: 'sent', sentBy: report.sentBy, sentAt: report.sentAt?.toISOString() },
      after: { state: 'open' },
    },
    now,
  )
  const owed: number[] = []
  for (const duty of await listClosedBy(tx, report, documentOf(report))) {
    const answer = { actor, assignmentId: duty.id }
    const reason = `${documentOf(report)} được mở lại để sửa`
    const { changed } = await (duty.status === 'done'
      ? reopen(tx, answer, now)
      : askSupplement(tx, { ...answer, reason }, now))
    if (changed) owed.push(duty.number)
  }
  const reopened = { ...report, ...change }
  await refreshReport(tx, reopened, now)
  return { report: reopened, owed }
}

/** Why it was reopened, said afterwards by an officer. */
export async function explainReopening(
  tx: Tx,
  input: { actor: Actor; reportId: number; reason: string },
  now: Date,
): Promise<UnitReport> {
  const { actor, reportId, reason } = input
  if (!actor.roles.includes('officer')) throw new UserError('indicators-officer-only')
  const report = await needReport(tx, actor.communeId, reportId)
  if (report.state !== 'open') throw new UserError('talk-question-closed')
  const subject = reportSubject(report.id)
  const { communeId, personId } = actor
  await record(tx, { communeId, subject, action: 'unitreport.explain', actorId: personId, after: { reason } }, now)
  return report
}
