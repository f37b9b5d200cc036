// While a letter goes out: how many of its messages went, `Dừng gửi` and `Gửi tiếp`.
import { and, eq, inArray, like, or, sql } from 'drizzle-orm'
import type { Tx } from '../../../db/db.js'
import { alsoAskedBy, tasks } from '../../../db/schema/assignments.js'
import { chats } from '../../../db/schema/people.js'
import { outbox } from '../../../db/schema/post.js'
import { CARD } from '../../../post/outbox.js'
import { announceDirective } from '../../assignments/announce.js'
import { cardSlot } from '../../assignments/cards.js'
import { assignmentsOfLetter } from '../../assignments/moving.js'
import { record } from '../../trail/record.js'
import { headerOf } from '../issue/work.js'
import { owedLater } from '../owed.js'
import { needDirective } from '../review/actions.js'
import type { View } from '../screen.js'
import { type Directive, keepDraft } from '../store.js'
import { isInForce } from '../succession/family.js'

export interface Progress {
  sent: number
  waiting: number
}

interface Letter {
  communeId: number
  directiveId: number
}

/** The letter's messages to groups: its header, its lists, its first cards. `ids`: the work, where it is known already, or a letter did not give it. */
export async function ofLetter(tx: Tx, letter: Letter & { ids?: readonly number[] }) {
  const { communeId, directiveId } = letter
  const ids = letter.ids ?? (await assignmentsOfLetter(tx, communeId, directiveId)).map((one) => one.id)
  const groups = tx
    .select({ id: chats.id })
    .from(chats)
    .where(and(eq(chats.communeId, communeId), eq(chats.kind, 'group')))
  return and(
    inArray(outbox.chatId, groups),
    eq(outbox.class, CARD),
    or(
      eq(outbox.about, `directive:${directiveId}`),
      like(outbox.slot, `list:${directiveId}:%`),
      ...(ids.length > 0 ? [inArray(outbox.slot, ids.map(cardSlot))] : []),
    ),
  )
}

/** How much of it went out and how much still waits for its turn; what a group that cannot be reached keeps waiting is not counted. */
export async function countSending(tx: Tx, letter: Letter): Promise<Progress> {
  const rows = await tx
    .select({ state: outbox.state, count: sql`count(*)`.mapWith(Number) })
    .from(outbox)
    .where(await ofLetter(tx, letter))
    .groupBy(outbox.state)
  const of = (...states: string[]) =>
    rows.filter((row) => states.includes(row.state)).reduce((sum, row) => sum + row.count, 0)
  return { sent: of('sent'), waiting: of('queued', 'sending') }
}

export interface Stopped extends Progress {
  directive: Directive
  done: boolean
}

/** Takes back what has not gone out, also what waits for a group to be there again. `waiting` is how much that was. */
export async function stopSending(tx: Tx, input: Letter & { actorId: number }, now: Date): Promise<Stopped> {
  const { communeId, directiveId, actorId } = input
  const directive = await needDirective(tx, communeId, directiveId)
  if (!isInForce(directive) || directive.draft.paused)
    return { directive, done: false, ...(await countSending(tx, input)) }
  const gone = await tx
    .delete(outbox)
    .where(and(await ofLetter(tx, input), inArray(outbox.state, ['queued', 'held'])))
    .returning({ chatId: outbox.chatId })
  const { sent } = await countSending(tx, input)
  if (gone.length === 0) return { directive, done: false, sent, waiting: 0 }
  const draft = { ...directive.draft, paused: [...new Set(gone.map((row) => row.chatId))] }
  await keepDraft(tx, { communeId, id: directiveId, draft })
  await record(
    tx,
    {
      communeId,
      subject: `directive:${directiveId}`,
      action: 'directive.stop',
      actorId,
      after: { sent, withdrawn: gone.length },
    },
    now,
  )
  return { directive: { ...directive, draft }, done: true, sent, waiting: gone.length }
}

/** Queues again what was stopped; what went out before is not said twice. */
export async function resumeSending(
  tx: Tx,
  input: Letter & { actorId: number },
  viewOf: (directive: Directive) => Promise<View>,
  now: Date,
): Promise<Stopped> {
  const { communeId, directiveId, actorId } = input
  const directive = await needDirective(tx, communeId, directiveId)
  if (!isInForce(directive) || !directive.draft.paused)
    return { directive, done: false, ...(await countSending(tx, input)) }
  const { paused: _, ...draft } = directive.draft
  await keepDraft(tx, { communeId, id: directiveId, draft })
  const resumed: Directive = { ...directive, draft }
  const view = await viewOf(resumed)
  const owed = await assignmentsOfLetter(tx, communeId, directiveId)
  const tied = await tx
    .selectDistinct({ id: alsoAskedBy.assignmentId })
    .from(alsoAskedBy)
    .innerJoin(tasks, and(eq(tasks.communeId, alsoAskedBy.communeId), eq(tasks.id, alsoAskedBy.taskId)))
    .where(and(eq(alsoAskedBy.communeId, communeId), eq(tasks.directiveId, directiveId)))
  await announceDirective(
    tx,
    {
      communeId,
      directiveId,
      header: headerOf(view),
      assignmentIds: owed.map((one) => one.id),
      attachedIds: tied.map((one) => one.id),
      later: await owedLater(tx, resumed),
      actorId,
    },
    now,
  )
  await record(
    tx,
    { communeId, subject: `directive:${directiveId}`, action: 'directive.resume', actorId, after: {} },
    now,
  )
  return { directive: resumed, done: true, ...(await countSending(tx, input)) }
}
