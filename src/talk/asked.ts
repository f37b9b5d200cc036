// Which question of the bot something answers: the one it replies to, the one its album began to answer, or the newest open one that takes it.
import type { Tx } from '../db/db.js'
import { UserError } from '../lib/errors.js'
import { allowed } from './allowed.js'
import type { Answer, OpenCtx, OpenQuestion, OtherEntry, ReplyEntry } from './entry.js'
import { closeQuestion, findAlbumQuestion, findQuestionByRef, listAwaited, UNREPLIED_MS } from './questions.js'
import { reply } from './reply.js'

/** So long after it was asked a question is answered by what could as well be something else. */
const FRESH_MS = 10 * 60_000

/** So many open questions are looked through for the one that is answered. */
const MOST_AWAITED = 20

export interface Asked {
  answerQuestion(tx: Tx, ctx: OpenCtx, ref: string, answer: Answer, isTyped: boolean): Promise<boolean>
  answerAlbum(tx: Tx, ctx: OpenCtx, answer: Answer): Promise<boolean>
  answerOpen(tx: Tx, ctx: OpenCtx, answer: Answer): Promise<boolean>
}

/** Over the entries that read answers; `others` may claim what no question was asked for just now. */
export function makeAsked(replies: ReadonlyMap<string, ReplyEntry>, others: readonly OtherEntry[]): Asked {
  return { answerQuestion, answerAlbum, answerOpen }

  /**
   * True when the message replied to asked something; then the answer, or a word about why it does not count, has been dealt with. `isTyped`: it
   * reads as an answer of its own.
   */
  async function answerQuestion(tx: Tx, ctx: OpenCtx, ref: string, answer: Answer, isTyped: boolean): Promise<boolean> {
    const question = await findQuestionByRef(tx, ctx.chat.id, ref)
    if (!question) return false
    // Apps keep the reply set: "22 xong" below an old question is an answer of its own.
    const isOwn = question.personId === ctx.actor?.personId && !question.closedAt
    const words = answer.kind === 'text' ? answer.text : (answer.caption ?? '')
    const isMeant = isOwn && takes(ctx, question, { kind: 'text', text: words })
    if (!isMeant && isTyped) return false
    if (question.closedAt && replies.get(question.action)?.late) {
      await runReply(tx, ctx, question, answer)
      return true
    }
    if (question.personId !== ctx.actor?.personId) {
      await reply(tx, ctx, ctx.t('talk-question-of-another'))
      return true
    }
    if (question.closedAt) {
      await reply(tx, ctx, ctx.t('talk-question-closed'))
      return true
    }
    await runReply(tx, ctx, question, answer)
    return true
  }

  /** The next picture of an album whose first one answered a question. */
  async function answerAlbum(tx: Tx, ctx: OpenCtx, answer: Answer): Promise<boolean> {
    if (answer.kind !== 'file' || answer.album === undefined || !ctx.actor) return false
    const question = await findAlbumQuestion(tx, ctx.chat.id, ctx.actor.personId, answer.album)
    if (!question) return false
    await runReply(tx, ctx, question, answer)
    return true
  }

  async function answerOpen(tx: Tx, ctx: OpenCtx, answer: Answer): Promise<boolean> {
    if (!ctx.actor) return false
    const all = await listAwaited(tx, { chatId: ctx.chat.id, personId: ctx.actor.personId }, MOST_AWAITED)
    // What was asked last is meant; what an invitation does not take goes to the one before it.
    const question = all.find((one) => takes(ctx, one, answer) || !replies.get(one.action)?.invites?.(one))
    if (!question || !takes(ctx, question, answer)) return false
    const age = ctx.now.getTime() - question.askedAt.getTime()
    if (age > UNREPLIED_MS && !replies.get(question.action)?.anytime?.(answer)) return false
    if (age >= FRESH_MS && (await isClaimed(tx, ctx))) return false
    await runReply(tx, ctx, question, answer)
    return true
  }

  function takes(ctx: OpenCtx, question: OpenQuestion & { askedAt: Date }, answer: Answer): boolean {
    const entry = replies.get(question.action)
    if (!entry?.takes || !ctx.actor) return answer.kind === 'text'
    return entry.takes(answer, question, { ...ctx, actor: ctx.actor })
  }

  /** Something else is plainly meant for another desk: an officer's next letter. */
  async function isClaimed(tx: Tx, ctx: OpenCtx): Promise<boolean> {
    for (const entry of others)
      if ((entry.who === 'anyone' || allowed(entry.who, ctx)) && (await entry.claims?.(tx, ctx))) return true
    return false
  }

  async function runReply(tx: Tx, ctx: OpenCtx, question: OpenQuestion, answer: Answer): Promise<void> {
    const entry = replies.get(question.action)
    if (!entry) {
      await closeQuestion(tx, question.id, ctx.now)
      throw new UserError('talk-question-closed')
    }
    if (entry.who === 'anyone') await entry.run(tx, ctx, question, answer)
    else if (allowed(entry.who, ctx)) await entry.run(tx, ctx, question, answer)
    else throw new UserError('talk-not-yours')
  }
}
