// Questions the bot has asked and waits for: durable, so that an answer hours or a restart later still counts.
import { and, desc, eq, gte, inArray, isNull, ne, not, sql } from 'drizzle-orm'
import type { Tx } from '../db/db.js'
import { questions } from '../db/schema/post.js'
import type { OpenQuestion } from './entry.js'

export interface NewQuestion {
  communeId: number | undefined
  chatId: number
  personId: number
  /** Which reply entry reads the answer: `assignment.evidence`. */
  action: string
  data: Record<string, unknown>
}

/** So long after it was asked, in milliseconds, a question is answered without replying to it, save by what its entry takes at any time. */
export const UNREPLIED_MS = 3 * 24 * 3600_000

/** Marks a question that only a reply to its message and its own buttons still answer. */
const byReply = 'byReply'

const isAwaited = not(sql`${questions.data} ? ${byReply}::text`)

/** Do plain words answer it at this moment? */
export function takesPlainWords(question: OpenQuestion & { askedAt: Date }, now: Date): boolean {
  return !(byReply in question.data) && now.getTime() - question.askedAt.getTime() <= UNREPLIED_MS
}

/**
 * Opens a question; a person has one open question of a kind in a chat, so an older one is closed. With `beside`, only one about the
 * same (equal `data`) is; others go on waiting for a reply to their own message. Its id goes into the message's `ask`.
 */
export async function openQuestion(tx: Tx, input: NewQuestion & { beside?: true }, now: Date): Promise<number> {
  const { beside, ...question } = input
  // Data taken over from a question that only a reply answered does not make this one such.
  const { [byReply]: _, ...data } = input.data
  const older = and(
    eq(questions.chatId, input.chatId),
    eq(questions.personId, input.personId),
    eq(questions.action, input.action),
    isNull(questions.closedAt),
  )
  const same = sql`${questions.data} - ${byReply}::text = ${JSON.stringify(data)}::jsonb`
  await tx
    .update(questions)
    .set({ closedAt: now })
    .where(beside ? and(older, same) : older)
  if (beside)
    await tx
      .update(questions)
      .set({ data: sql`${questions.data} || jsonb_build_object(${byReply}::text, true)` })
      .where(and(older, isAwaited))
  const [row] = await tx
    .insert(questions)
    .values({ ...question, data, communeId: input.communeId ?? null, askedAt: now })
    .returning({ id: questions.id })
  if (!row) throw new Error('question not stored')
  return row.id
}

/** Keeps a question that was not asked in so many words, such as what a reply to a card answers: closed from the start. Returns its id. */
export async function keepQuestion(tx: Tx, input: NewQuestion, now: Date): Promise<number> {
  const [row] = await tx
    .insert(questions)
    .values({ ...input, communeId: input.communeId ?? null, askedAt: now, closedAt: now })
    .returning({ id: questions.id })
  if (!row) throw new Error('question not stored')
  return row.id
}

/** Opens a question again whose answer could not stand. */
export async function reopenQuestion(tx: Tx, id: number): Promise<void> {
  await tx.update(questions).set({ closedAt: null }).where(eq(questions.id, id))
}

/** The newest question that this person answered with a picture of this album (`data.album`). */
export async function findAlbumQuestion(
  tx: Tx,
  chatId: number,
  personId: number,
  album: string,
): Promise<OpenQuestion | undefined> {
  const [row] = await tx
    .select()
    .from(questions)
    .where(
      and(
        eq(questions.chatId, chatId),
        eq(questions.personId, personId),
        sql`${questions.data} ->> 'album' = ${album}`,
      ),
    )
    .orderBy(desc(questions.id))
    .limit(1)
  return row
}

/** Closes a question; false when it was closed already (somebody answered twice). */
export async function closeQuestion(tx: Tx, id: number, now: Date): Promise<boolean> {
  const closed = await tx
    .update(questions)
    .set({ closedAt: now })
    .where(and(eq(questions.id, id), isNull(questions.closedAt)))
    .returning({ id: questions.id })
  return closed.length > 0
}

/** The question asked in the message with this reference, with whom it was put to. */
export async function findQuestionByRef(
  tx: Tx,
  chatId: number,
  ref: string,
): Promise<(OpenQuestion & { personId: number; askedAt: Date; closedAt: Date | null }) | undefined> {
  const [row] = await tx
    .select()
    .from(questions)
    .where(and(eq(questions.chatId, chatId), eq(questions.ref, ref)))
    .orderBy(desc(questions.id))
    .limit(1)
  return row
}

/** Closes this person's open questions of a kind in this chat whose data has all of `data`, but for one. */
export async function closeQuestions(
  tx: Tx,
  key: { chatId: number; personId: number; action: string; data: Record<string, unknown>; but?: number | undefined },
  now: Date,
): Promise<void> {
  await tx
    .update(questions)
    .set({ closedAt: now })
    .where(
      and(
        eq(questions.chatId, key.chatId),
        eq(questions.personId, key.personId),
        eq(questions.action, key.action),
        isNull(questions.closedAt),
        sql`${questions.data} @> ${JSON.stringify(key.data)}::jsonb`,
        key.but === undefined ? undefined : ne(questions.id, key.but),
      ),
    )
}

/** Closes everybody's open questions of these kinds about any of these assignments (`assignmentId` in their data). */
export async function closeQuestionsAbout(
  tx: Tx,
  about: { communeId: number; actions: readonly string[]; assignmentIds: readonly number[] },
  now: Date,
): Promise<void> {
  await tx
    .update(questions)
    .set({ closedAt: now })
    .where(
      and(
        eq(questions.communeId, about.communeId),
        isNull(questions.closedAt),
        inArray(questions.action, [...about.actions]),
        inArray(
          // As the index has it: a parameter for the name would not be it.
          sql`(${questions.data} ->> 'assignmentId')`,
          about.assignmentIds.map((id) => String(id)),
        ),
      ),
    )
}

/** The newest open question put to this person in this chat, and when; `since`: none that was asked before. */
export async function findOpenQuestion(
  tx: Tx,
  chatId: number,
  personId: number,
  since?: Date,
): Promise<(OpenQuestion & { askedAt: Date }) | undefined> {
  const [newest] = await listAwaited(tx, { chatId, personId, since }, 1)
  return newest
}

/** The open questions put to this person in this chat that may be answered without a reply, the newest first. */
export async function listAwaited(
  tx: Tx,
  key: { chatId: number; personId: number; since?: Date | undefined },
  most: number,
): Promise<(OpenQuestion & { askedAt: Date })[]> {
  return tx
    .select()
    .from(questions)
    .where(
      and(
        eq(questions.chatId, key.chatId),
        eq(questions.personId, key.personId),
        isNull(questions.closedAt),
        isAwaited,
        key.since && gte(questions.askedAt, key.since),
      ),
    )
    .orderBy(desc(questions.id))
    .limit(most)
}

/** This person's open questions of a kind in this chat, the newest first; also those that only a reply or a button still answers. */
export async function listOpenQuestions(
  tx: Tx,
  key: { chatId: number; personId: number; action: string },
): Promise<(OpenQuestion & { askedAt: Date })[]> {
  return tx
    .select()
    .from(questions)
    .where(
      and(
        eq(questions.chatId, key.chatId),
        eq(questions.personId, key.personId),
        eq(questions.action, key.action),
        isNull(questions.closedAt),
      ),
    )
    .orderBy(desc(questions.id))
}

/** A question by its number, whoever it was put to; a button that carries it has to be checked against that. */
export async function findQuestion(
  tx: Tx,
  id: number,
): Promise<(OpenQuestion & { chatId: number; personId: number; closedAt: Date | null }) | undefined> {
  const [row] = await tx.select().from(questions).where(eq(questions.id, id))
  return row
}

/** Keeps what has been answered so far of a question that takes several steps. */
export async function updateQuestion(tx: Tx, id: number, data: Record<string, unknown>): Promise<void> {
  await tx.update(questions).set({ data }).where(eq(questions.id, id))
}
