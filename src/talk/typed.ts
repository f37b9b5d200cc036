// The answer of its own that a text is ("17 xong"), whatever was asked: the first entry that reads one. Read once per update.
import type { Tx } from '../db/db.js'
import type { OpenCtx, TypedEntry } from './entry.js'
import { findQuestionByRef } from './questions.js'
import { slotShown } from './screen.js'

export interface TypedAnswer {
  entry: TypedEntry
  reading: never
}

/** The first entry that reads an answer in the text, with what it read. */
export async function readTyped(
  tx: Tx,
  ctx: OpenCtx,
  entries: readonly TypedEntry[],
  text: string,
): Promise<TypedAnswer | undefined> {
  for (const entry of entries) {
    const reading = entry.read(text) as never
    if (reading === undefined) continue
    const { actor } = ctx
    // Who has no part in the commune and answers the bot is told so, whatever the answer would mean.
    const applies = actor ? entry.applies?.(tx, { ...ctx, actor }, reading) : !entry.applies || isReplyToBot(tx, ctx)
    if ((await applies) === false) continue
    return { entry, reading }
  }
  return undefined
}

/** In a group: was it written below a question or a screen of the bot, rather than to everybody or a colleague? */
export async function isReplyToBot(tx: Tx, { chat, incoming: { happening } }: OpenCtx): Promise<boolean> {
  const ref = chat.kind === 'group' && 'replyTo' in happening ? happening.replyTo : undefined
  if (ref === undefined) return false
  return ((await findQuestionByRef(tx, chat.id, ref)) ?? (await slotShown(tx, chat.id, ref))) !== undefined
}
