// Going on in private: what is nobody else's business is asked in the person's own chat with the bot.
import type { Choice, Span } from '../../chat/message.js'
import type { Tx } from '../../db/db.js'
import { UserError } from '../../lib/errors.js'
import type { Locale, Translate } from '../../lib/i18n.js'
import { ANSWER, chatWords, queueMessage } from '../../post/outbox.js'
import type { Ack, Ctx } from '../../talk/entry.js'
import { closeQuestion, openQuestion } from '../../talk/questions.js'
import { privateChats } from '../people/store.js'
import { forgetScreen } from './screens.js'
import { stepOf } from './steps.js'

/** The private chat in which a dialog goes on. */
export interface Aside {
  chatId: number
  locale: Locale
  t: Translate
}

/** The person's private chat with the bot; a `UserError` says what to do when they never started one. */
export async function asideOf(tx: Tx, ctx: Ctx): Promise<Aside> {
  if (ctx.chat.kind === 'private') return { chatId: ctx.chat.id, locale: ctx.chat.locale, t: ctx.t }
  const chats = await privateChats(tx, [ctx.actor.personId], ctx.chat.channelId)
  const own = chats.find((chat) => !chat.unreachable)
  if (!own) throw new UserError('assignments-private-needed')
  return { chatId: own.chatId, locale: own.locale, t: await chatWords(tx, own.chatId) }
}

/** Opens a question there. Returns its id. */
export function openAside(
  tx: Tx,
  ctx: Ctx,
  aside: Aside,
  question: { action: string; data: Record<string, unknown>; beside?: true },
): Promise<number> {
  const { communeId, personId } = ctx.actor
  return openQuestion(tx, { communeId, chatId: aside.chatId, personId, ...question }, ctx.now)
}

export interface Saying {
  choices?: Choice[][]
  ask?: { questionId: number; placeholder?: string; accountId?: string }
  slot?: string
  /** A new message below what was written, instead of changing the one above. */
  anew?: boolean
}

/** Says something there, as an answer to this update. */
export async function sayAside(
  tx: Tx,
  ctx: Ctx,
  aside: Aside,
  text: string | Span[],
  options: Saying = {},
): Promise<void> {
  const { slot, anew, ...rest } = options
  if (slot && anew) await forgetScreen(tx, aside.chatId, slot)
  const { replies } = ctx
  // In the group nothing was said yet: there it is still to be told where to look.
  if (aside.chatId === ctx.chat.id) replies.count += 1
  else replies.aside = (replies.aside ?? 0) + 1
  await queueMessage(
    tx,
    {
      chatId: aside.chatId,
      communeId: ctx.actor.communeId,
      key: `aside:${ctx.updateId}:${replies.count + (replies.aside ?? 0)}`,
      class: ANSWER,
      ...(slot ? { slot } : {}),
      message: { spans: typeof text === 'string' ? [text] : text, ...rest },
    },
    ctx.now,
  )
}

/** The step `Hủy` of a dialog that went on in private: the question is closed, and what was asked says so. */
export async function cancelAside(
  tx: Tx,
  ctx: Ctx,
  args: readonly string[],
  dialog: { question: string; slotOf: (questionId: number) => string },
): Promise<Ack> {
  const { id } = await stepOf(tx, ctx, args, dialog.question)
  await closeQuestion(tx, id, ctx.now)
  const aside = await asideOf(tx, ctx)
  const text = aside.t('assignments-cancelled')
  await sayAside(tx, ctx, aside, text, { slot: dialog.slotOf(id) })
  return { text }
}
