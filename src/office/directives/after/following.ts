// While a letter, or a task given by hand, goes out, the screen of the officer who issued it keeps count by itself, until nothing is left to be sent.
import { isDeepStrictEqual } from 'node:util'
import { and, desc, eq } from 'drizzle-orm'
import type { Message } from '../../../chat/message.js'
import type { Tx } from '../../../db/db.js'
import { outbox } from '../../../db/schema/post.js'
import { type Locale, translator } from '../../../lib/i18n.js'
import { addChore, type ChoreKind } from '../../../post/chores.js'
import { ANSWER, queueMessage } from '../../../post/outbox.js'
import type { TalkChat } from '../../../talk/entry.js'
import { isGoingOut, outcomeScreen } from '../issue/outcome.js'
import { draftSlot, viewOf } from '../screen.js'
import { type Directive, findDirective } from '../store.js'

export interface Following {
  communeId: number
  directiveId: number
  chatId: number
  locale: Locale
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
  chat: Pick<TalkChat, 'id' | 'locale'>,
  now: Date,
  notBefore = now,
): Promise<void> {
  const input: Following = { communeId, directiveId: id, chatId: chat.id, locale: chat.locale, round: 0 }
  await lookAgain(tx, input, notBefore, now)
}

async function lookAgain(tx: Tx, input: Following, from: Date, now: Date): Promise<void> {
  const seconds = Math.min(LONGEST_SECONDS, FIRST_SECONDS * 1.5 ** input.round)
  const runAt = new Date(from.getTime() + Math.round(seconds * 1000))
  await addChore(tx, { kind: following.kind, communeId: input.communeId, input, runAt }, now)
}

export const following: ChoreKind<Following, void> = {
  kind: 'directive.following',
  async work() {},
  async finish(tx, { input }, _, now) {
    const { communeId, directiveId, chatId, locale, round } = input
    const directive = await findDirective(tx, communeId, directiveId)
    const slot = draftSlot(directiveId)
    const shown = await lastShown(tx, chatId, slot)
    if (!directive || !shown || !isCounting(shown, directiveId)) return
    const view = await viewOf(tx, directive, translator(locale), now)
    const { spans, choices } = await outcomeScreen(tx, view)
    const message = { spans, ...(choices.length > 0 ? { choices } : {}) }
    if (!isDeepStrictEqual(message, shown))
      await queueMessage(
        tx,
        {
          chatId,
          communeId,
          key: `${slot}:following:${now.getTime()}:${chatId}`,
          slot,
          class: ANSWER,
          refresh: true,
          message,
        },
        now,
      )
    if (round < MOST_ROUNDS && (await isGoingOut(tx, view)))
      await lookAgain(tx, { ...input, round: round + 1 }, now, now)
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
