// Standing duties are asked for once in a reporting period: one sheet a unit, with `Tất cả đang duy trì`.
import { and, eq, sql } from 'drizzle-orm'
import { type Period, writePeriod } from '../../calendar/period.js'
import { action } from '../../chat/action.js'
import type { Message } from '../../chat/message.js'
import type { Tx } from '../../db/db.js'
import { events } from '../../db/schema/trail.js'
import { UserError } from '../../lib/errors.js'
import { type Locale, type Translate, translator } from '../../lib/i18n.js'
import { ANSWER, CARD, queueMessage } from '../../post/outbox.js'
import type { Ack, Ctx, Entries } from '../../talk/entry.js'
import { record } from '../trail/record.js'
import { publish, writeStatuses } from './change.js'
import { answerers } from './evidence/dialog.js'
import { listLines, numberButtons } from './lists.js'
import { mayAnswer } from './permission.js'
import { follow, isRefusal } from './status.js'
import { readId } from './steps.js'
import { listOpenAssignments, lockAssignments } from './store.js'
import type { AssignmentView } from './view.js'
import { servedUnits } from './work.js'

const KEPT = 'standing.kept'

async function standingOf(tx: Tx, communeId: number, unitId: number, now: Date): Promise<AssignmentView[]> {
  const open = await listOpenAssignments(tx, { communeId, unitIds: [unitId] }, now)
  return open.filter((view) => view.standing)
}

function sheetMessage(t: Translate, views: readonly AssignmentView[], month: Period): Message {
  const unit = views[0]?.unit
  const heading = t('assignments-standing-sheet', {
    unit: unit?.name ?? '',
    period: writePeriod(month),
    count: views.length,
  })
  return {
    spans: [{ bold: heading }, ...listLines(t, views).map((line) => `\n${line}`)],
    choices: [
      [
        {
          label: t('assignments-button-maintainAll'),
          action: action('assignment.maintainAll', unit?.id ?? 0, month),
          style: 'primary',
        },
      ],
      ...numberButtons(views),
    ],
  }
}

const slotOf = (unitId: number, month: Period) => `standing:${unitId}:${month}`

/** Asks a unit, in these chats, how its standing duties are. False when it has none. `month` is the period the report is due for. */
export async function askStanding(
  tx: Tx,
  input: { communeId: number; unitId: number; month: Period; places: readonly { chatId: number; locale: Locale }[] },
  now: Date,
): Promise<boolean> {
  const { communeId, unitId, month, places } = input
  const views = await standingOf(tx, communeId, unitId, now)
  if (views.length === 0) return false
  for (const { chatId, locale } of places)
    await queueMessage(
      tx,
      {
        chatId,
        communeId,
        key: `${slotOf(unitId, month)}:${chatId}`,
        slot: slotOf(unitId, month),
        class: CARD,
        message: sheetMessage(translator(locale), views, month),
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
  const rows = await lockAssignments(
    tx,
    communeId,
    views.map((view) => view.id),
  )
  const open = rows.filter((row) => !isRefusal(follow('maintain', row.status, row.standing)))
  const written = await writeStatuses(tx, open, { actor, move: 'maintain', to: 'maintained' }, now)
  const changed = written.map((row) => row.id)
  await publish(tx, { communeId, ids: changed, move: 'maintain' }, now)
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
  if (before && changed.length === 0) return { text: t('assignments-standing-before', { period: writePeriod(month) }) }
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
  await queueMessage(
    tx,
    {
      chatId: chat.id,
      communeId,
      key: `${slotOf(unitId, month)}:${ctx.updateId}`,
      slot: slotOf(unitId, month),
      class: ANSWER,
      refresh: true,
      message: sheetMessage(t, await standingOf(tx, communeId, unitId, now), month),
    },
    now,
  )
  return { text: t('assignments-standing-kept', { count: views.length, period: writePeriod(month) }) }
}

export const standingEntries: Entries = {
  choices: { 'assignment.maintainAll': { who: answerers, run: maintainAll } },
}
