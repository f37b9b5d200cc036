// Standing duties are asked for once in a reporting period: one sheet a unit, with `Tất cả đang duy trì`.
import { and, eq, sql } from 'drizzle-orm'
import { type Period, writePeriod } from '../../../calendar/period.js'
import type { Tx } from '../../../db/db.js'
import { events } from '../../../db/schema/trail.js'
import { UserError } from '../../../lib/errors.js'
import { CARD, chatWords, queueMessage } from '../../../post/outbox.js'
import type { Ack, Ctx, Entries } from '../../../talk/entry.js'
import { record } from '../../trail/record.js'
import { makeMoves } from '../change.js'
import { answerers } from '../evidence/dialog.js'
import { mayAnswer } from '../permission.js'
import { readId } from '../steps.js'
import { servedUnits } from '../work.js'
import { sheetMessage, sheetSlot, standingOf } from './sheet.js'

const KEPT = 'standing.kept'

/** Asks a unit, in these chats, how its standing duties are. False when it has none. `month` is the period the report is due for. */
export async function askStanding(
  tx: Tx,
  input: { communeId: number; unitId: number; month: Period; places: readonly { chatId: number }[] },
  now: Date,
): Promise<boolean> {
  const { communeId, unitId, month, places } = input
  const views = await standingOf(tx, communeId, unitId, now)
  if (views.length === 0) return false
  for (const { chatId } of places)
    await queueMessage(
      tx,
      {
        chatId,
        communeId,
        key: `${sheetSlot(unitId, month)}:${chatId}`,
        slot: sheetSlot(unitId, month),
        class: CARD,
        message: sheetMessage(await chatWords(tx, chatId), views, month),
      },
      now,
    )
  return true
}

/** All of a unit's standing duties go on. Pressed again it changes nothing. */
async function maintainAll(tx: Tx, ctx: Ctx, args: readonly string[]): Promise<Ack> {
  const { t, actor, chat, now } = ctx
  const { communeId } = actor
  const unitId = readId(args[0])
  const month = /^\d{4}-\d{2}$/.exec(args[1] ?? '')?.[0]
  if (!month || mayAnswer(actor, { unitId }, 'answer')) throw new UserError('talk-not-yours')
  if (chat.kind === 'group' && !(await servedUnits(tx, ctx)).includes(unitId)) throw new UserError('talk-not-yours')
  const views = await standingOf(tx, communeId, unitId, now)
  const ids = views.filter((view) => view.status !== 'maintained').map((view) => view.id)
  const outcomes = await makeMoves(tx, { actor, ids, move: 'maintain' }, now)
  const subject = `unit:${unitId}`
  const [before] = await tx
    .select({ id: events.id })
    .from(events)
    .where(
      and(
        eq(events.communeId, communeId),
        eq(events.subject, subject),
        eq(events.action, KEPT),
        sql`${events.after} ->> 'period' = ${month}`,
      ),
    )
    .limit(1)
  if (before && !outcomes.some((outcome) => outcome.changed))
    return { text: t('assignments-standing-before', { period: writePeriod(month) }) }
  await record(
    tx,
    {
      communeId,
      subject,
      action: KEPT,
      actorId: actor.personId,
      after: { period: month, numbers: views.map((view) => view.number) },
    },
    now,
  )
  return { text: t('assignments-standing-kept', { count: views.length, period: writePeriod(month) }) }
}

export const standingEntries: Entries = {
  choices: { 'assignment.maintainAll': { who: answerers, run: maintainAll } },
}
