// Dialogs of several steps kept in one question: what was answered so far survives a restart, and can be cancelled.
import { action } from '../../chat/action.js'
import type { Choice } from '../../chat/message.js'
import type { Tx } from '../../db/db.js'
import { UserError } from '../../lib/errors.js'
import { clean } from '../../lib/vietnamese.js'
import type { Answer, Ctx, OpenQuestion, ReplyEntry, Role } from '../../talk/entry.js'
import { findQuestion } from '../../talk/questions.js'
import { isTypedAnswer } from './typed.js'

/** The dialogs behind `Khó khăn, chậm, gia hạn`; once the work is reported or withdrawn there is nothing left to tell. */
export const troubleDialogs = {
  lateness: 'lateness.step',
  difficulty: 'difficulty.text',
  extension: 'extension.ask',
} as const

/** The number in a button's data; it comes from the client, so anything else is no number of ours. */
export function readId(text: string | undefined): number {
  if (!text || !/^[1-9]\d{0,14}$/.test(text)) throw new UserError('assignments-unknown')
  return Number(text)
}

/** The open question behind a button of a dialog, if it was put to this person. */
export async function stepOf(
  tx: Tx,
  ctx: Ctx,
  args: readonly string[],
  questionAction: string,
): Promise<{ id: number; data: Record<string, unknown> }> {
  const question = await findQuestion(tx, readId(args[0]))
  if (question?.action !== questionAction || question.closedAt !== null) throw new UserError('talk-question-closed')
  if (question.personId !== ctx.actor.personId) throw new UserError('talk-question-of-another')
  return question
}

/** What was typed, as kept: cleaned, not empty, at most 1,000 characters. */
export function readWords(text: string): string {
  const words = clean(text).trim()
  if (words === '') throw new UserError('assignments-words-empty')
  if (words.length > 1000) throw new UserError('assignments-words-long', { length: words.length, most: 1000 })
  return words
}

/** A reason as kept, without the "do" or "vì" in front; "do dac" and "vi pham" are words typed without their diacritics. */
export function readReason(text: string): string {
  return readWords(
    text.trim().replace(/^(?:do(?!\s+dac\b)|vì|vi(?!\s+(?:pham|tri)\b)|lý do|ly do)(?:\s*:\s*|\s+)/i, ''),
  )
}

/** For a question that wants words: a typed answer ("22 xong") sent below it by an app that keeps the reply set is none. */
export function takesWords(answer: Answer): boolean {
  return answer.kind === 'text' && !isTypedAnswer(answer.text)
}

/** What reads the words that answer a question. */
export function wordsReply(
  who: readonly Role[],
  run: (tx: Tx, ctx: Ctx, question: OpenQuestion, words: string) => Promise<void>,
): ReplyEntry {
  return {
    who,
    takes: takesWords,
    async run(tx, ctx, question, answer) {
      if (answer.kind !== 'text') throw new UserError('assignments-words-needed')
      await run(tx, ctx, question, answer.text)
    },
  }
}

/** One button a row, each with its number: `lateness.reason:8:2`. */
export function optionRows(name: string, questionId: number, labels: readonly string[]): Choice[][] {
  return labels.map((label, index) => [{ label: label.slice(0, 64), action: action(name, questionId, index) }])
}

/** The option a button chose. */
export function optionOf(args: readonly string[], labels: readonly string[]): string {
  const label = labels[Number(args[1])]
  if (label === undefined) throw new UserError('talk-old-button')
  return label
}
