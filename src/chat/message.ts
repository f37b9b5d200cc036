// What the bot says, free of any platform. Spans become entities, never markup, so a person's text needs no escaping.
import type { Action } from './action.js'

export type Span =
  | string
  | { bold: string }
  | { italic: string }
  | { mention: string; accountId: string }
  | { link: string; url: string }

export interface Choice {
  /** What the button says, at most 64 characters. */
  label: string
  action: Action
  /** The number by which the text calls what this chooses ("#17"): where choices are numbered it keeps it and takes no line. */
  number?: number
  style?: 'primary' | 'danger' | 'success'
}

export interface Message {
  spans: Span[]
  /** Rows of buttons; a platform without buttons numbers them. */
  choices?: Choice[][]
  /** `files.id` of a file to attach; the text becomes its caption when it fits. */
  fileId?: number
  /** Show the file as a picture. */
  picture?: boolean
  /** The message is a question: a reply box is offered to `accountId`, and a reply to it answers `questionId`. */
  ask?: {
    questionId: number
    placeholder?: string
    accountId?: string
    /** A number is an answer to it: where choices are numbered, those below it get numbers that hardly anybody means. */
    takesNumbers?: true
  }
  /** Shown without sound. */
  silent?: boolean
  /** The platform's reference of the message this one answers. */
  replyTo?: string
  /** The account whose message this answers, where a number typed next is to count as theirs. */
  answers?: string
}

/** The text of spans as people read it. Its length counts UTF-16 units, as Telegram does. */
export function plainText(spans: readonly Span[]): string {
  return spans.map(spanText).join('')
}

export function spanText(span: Span): string {
  if (typeof span === 'string') return span
  if ('bold' in span) return span.bold
  if ('italic' in span) return span.italic
  if ('link' in span) return span.link
  return span.mention
}
