// Answering in the chat where the person spoke. Everything is queued: it goes out once the transaction holds.
import type { Choice, Message, Span } from '../chat/message.js'
import type { Tx } from '../db/db.js'
import { queueMessage } from '../post/outbox.js'
import type { OpenCtx } from './entry.js'
import { forgetScreen } from './screen.js'

/** How the key of a message begins that names again what another one offers. */
export const AGAIN = 'again:'

export interface ReplyOptions {
  choices?: Choice[][]
  /** A screen that changes in place. */
  slot?: string
  /** The screen is shown anew at the end of the chat, as when its command is typed again; its old message stays as it is. */
  fresh?: boolean
  /** A file of the commune to attach (`files.id`). */
  fileId?: number
  /** It names again what another message offers. */
  again?: boolean
  ask?: NonNullable<Message['ask']>
}

/** Queues an answer (class 0) into the chat of this update. Spans or plain text. */
export async function reply(tx: Tx, ctx: OpenCtx, text: string | Span[], options: ReplyOptions = {}): Promise<void> {
  const { slot, fresh, again, ...rest } = options
  if (slot && fresh) await forgetScreen(tx, ctx.chat.id, slot)
  ctx.replies.count += 1
  await queueMessage(
    tx,
    {
      chatId: ctx.chat.id,
      key: `${again ? AGAIN : 'reply:'}${ctx.updateId}:${ctx.replies.count}`,
      class: 0,
      ...(slot ? { slot } : {}),
      answers: ctx.incoming.from?.externalId,
      message: { spans: typeof text === 'string' ? [text] : text, ...rest },
    },
    ctx.now,
  )
}
