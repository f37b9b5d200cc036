// While a letter, or a task given by hand, goes out, the screen of the officer who issued it keeps count by itself, until nothing is left to be sent.
import { isDeepStrictEqual } from 'node:util'
import { and, desc, eq } from 'drizzle-orm'
import type { Message } from '../../../chat/message.js'
import type { Tx } from '../../../db/db.js'
import { outbox } from '../../../db/schema/post.js'
import { addChore, appendToChore, type ChoreKind } from '../../../post/chores.js'
import { ANSWER, chatWords, queueMessage } from '../../../post/outbox.js'
import type { TalkChat } from '../../../talk/entry.js'
import { isGoingOut, outcomeOf } from '../issue/outcome.js'
import { draftSlot, viewOf } from '../screen.js'
import { type Directive, findDirective } from '../store.js'

export interface Following {
  communeId: number
  directiveId: number
  chatId: number
  /** How often was looked. */
  round: number
}

/** Looked at after so many seconds, then ever more seldom; given up after about a day. */
const FIRST_SECONDS = 3
const LONGEST_SECONDS = 900
const MOST_ROUNDS = 110

export async function followSending(
  tx: Tx,
  { communeId, id }: Pick<Directive, 'communeId' | 'id'>,
  chat: Pick<TalkChat, 'id'>,
  now: Date,
  notBefore = now,
): Promise<void> {
  const input: Following = { communeId, directiveId: id, chatId: chat.id, round: 0 }
  // Who looks seldom by now looks often again.
  if (!(await appendToChore<Following>(tx, keyOf(input), () => input, momentOf(input, notBefore))))
    await lookAgain(tx, input, notBefore, now)
}

/** Of one letter in one chat only one looks. */
function keyOf({ directiveId, chatId }: Following): string {
  return `directive.following:${directiveId}:${chatId}`
}

function momentOf({ round }: Following, from: Date): Date {
  const seconds = Math.min(LONGEST_SECONDS, FIRST_SECONDS * 1.5 ** round)
  return new Date(from.getTime() + Math.round(seconds * 1000))
}

async function lookAgain(tx: Tx, input: Following, from: Date, now: Date): Promise<void> {
  const { kind } = following
  const runAt = momentOf(input, from)
  await addChore(tx, { kind, communeId: input.communeId, key: keyOf(input), input, runAt }, now)
}

export const following: ChoreKind<Following, void> = {
  kind: 'directive.following',
  async work() {},
  async finish(tx, { input }, _, now) {
    const { communeId, directiveId, chatId, round } = input
    const directive = await findDirective(tx, communeId, directiveId)
    if (!directive) return
    const slot = draftSlot(directiveId)
    const shown = await lastShown(tx, chatId, slot)
    const draw = async (before: Message): Promise<boolean> => {
      const { screen, goingOut } = await outcomeOf(tx, await viewOf(tx, directive, await chatWords(tx, chatId), now))
      const { spans, choices } = screen
      const message = { spans, ...(choices.length > 0 ? { choices } : {}) }
      const key = `${slot}:following:${now.getTime()}:${chatId}`
      if (!isDeepStrictEqual(message, before))
        await queueMessage(tx, { chatId, communeId, key, slot, class: ANSWER, refresh: true, message }, now)
      return goingOut
    }
    // Whoever went on to another screen may come back to this one.
    const goesOn = shown && isCounting(shown, directiveId) ? await draw(shown) : await isGoingOut(tx, directive)
    if (goesOn && round < MOST_ROUNDS) await lookAgain(tx, { ...input, round: round + 1 }, now, now)
  },
  async failed() {},
}

async function lastShown(tx: Tx, chatId: number, slot: string): Promise<Message | undefined> {
  const [row] = await tx
    .select({ body: outbox.body })
    .from(outbox)
    .where(and(eq(outbox.chatId, chatId), eq(outbox.slot, slot)))
    .orderBy(desc(outbox.id))
    .limit(1)
  return row?.body
}

/** Only the screen that offers to recall it says what went out; the officer may have gone on to another screen. */
function isCounting(message: Message, directiveId: number): boolean {
  return (message.choices ?? []).flat().some((choice) => choice.action === `directive.recall:${directiveId}`)
}
