// While a letter goes out: which messages are its own, `Dừng gửi` and `Gửi tiếp`.
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

interface Letter {
  communeId: number
  directiveId: number
}

/** The messages to groups about a letter or an order: its header, its lists, the first cards of its work (`ids`). */
export function ofLetter(tx: Tx, { communeId, directiveId, ids }: Letter & { ids: readonly number[] }) {
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

export interface Stopped {
  directive: Directive
  done: boolean
  /** How many messages went out, and how many were taken back; where nothing could be, how many wait for their turn. */
  sent: number
  waiting: number
}

/** Takes back what has not gone out, also what waits for a group to be there again. */
export async function stopSending(tx: Tx, input: Letter & { actorId: number }, now: Date): Promise<Stopped> {
  const { communeId, directiveId, actorId } = input
  const directive = await needDirective(tx, communeId, directiveId)
  const ids = (await assignmentsOfLetter(tx, communeId, directiveId)).map((one) => one.id)
  const messages = ofLetter(tx, { communeId, directiveId, ids })
  const isStoppable = isInForce(directive) && !directive.draft.paused
  const gone = isStoppable
    ? await tx
        .delete(outbox)
        .where(and(messages, inArray(outbox.state, ['queued', 'held'])))
        .returning({ chatId: outbox.chatId, notBefore: outbox.notBefore })
    : []
  const left = await tx
    .select({ state: outbox.state, count: sql`count(*)`.mapWith(Number) })
    .from(outbox)
    .where(messages)
    .groupBy(outbox.state)
  const count = (...states: string[]) =>
    left.filter((row) => states.includes(row.state)).reduce((sum, row) => sum + row.count, 0)
  const sent = count('sent')
  if (gone.length === 0) return { directive, done: false, sent, waiting: count('queued', 'sending') }
  const until = gone.flatMap(({ notBefore }) => (notBefore && notBefore > now ? [notBefore.getTime()] : []))
  const draft = {
    ...directive.draft,
    paused: [...new Set(gone.map((row) => row.chatId))],
    ...(until.length > 0 ? { pausedUntil: new Date(Math.min(...until)).toISOString() } : {}),
  }
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

/** The moment chosen for what was stopped, as long as it has not come. */
export function chosenMoment({ draft }: Pick<Directive, 'draft'>, now: Date): Date | undefined {
  const until = draft.pausedUntil === undefined ? undefined : new Date(draft.pausedUntil)
  return until && until > now ? until : undefined
}

/** Queues again what was stopped, not before the moment chosen for it or now (`notBefore`); what went out before is not said twice. */
export async function resumeSending(
  tx: Tx,
  input: Letter & { actorId: number; notBefore?: Date | undefined },
  viewOf: (directive: Directive) => Promise<View>,
  now: Date,
): Promise<Pick<Stopped, 'directive' | 'done'> & { notBefore?: Date | undefined }> {
  const { communeId, directiveId, actorId } = input
  const directive = await needDirective(tx, communeId, directiveId)
  if (!isInForce(directive) || !directive.draft.paused) return { directive, done: false }
  const notBefore = input.notBefore ?? chosenMoment(directive, now)
  const { paused: _, pausedUntil: __, ...draft } = directive.draft
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
      notBefore,
    },
    now,
  )
  await record(
    tx,
    {
      communeId,
      subject: `directive:${directiveId}`,
      action: 'directive.resume',
      actorId,
      after: notBefore ? { notBefore: notBefore.toISOString() } : {},
    },
    now,
  )
  return { directive: resumed, done: true, notBefore }
}
