// What becomes of a message after the platform's answer. Pure: the sender carries it out.
import type { Message } from '../chat/message.js'
import { plainText } from '../chat/message.js'
import type { Capabilities, Delivered, SendError } from '../chat/transport.js'

/** What was tried. */
export interface Tried {
  body: Message
  /** It changed a message in place. */
  edit: boolean
  /** The file was named by the platform's handle. */
  byHandle: boolean
  /** How often its result was unknown before. */
  unknowns: number
}

export type Verdict =
  | { kind: 'sent'; delivered: Delivered }
  /** Queued again, with what has to change before the next try. */
  | {
      kind: 'again'
      reason: string
      /** Milliseconds this chat waits. */
      pause: number
      /** The whole channel waits too: the platform cannot be reached. */
      away?: boolean
      unknown?: boolean
      /** The message that was to be changed is gone: a new one is sent. */
      dropScreen?: boolean
      /** The platform's handle of the file is no good any more: the bytes are sent. */
      dropHandle?: boolean
      /** Without entities and buttons. */
      plain?: Message
    }
  /** `everywhere`: all chats of the channel wait. */
  | { kind: 'throttled'; reason: string; seconds: number; everywhere?: boolean }
  | { kind: 'held'; reason: string }
  | { kind: 'moved'; to: string }
  /** `unknown`: it may have been said all the same, and is not said again. */
  | { kind: 'refused'; reason: string; unknown?: boolean }
  | { kind: 'revoked'; reason: string }

/** How often a send, and an edit, is repeated after its result stayed unknown. */
export const MOST_UNKNOWN = { send: 5, edit: 10 }

export function judge(error: SendError, tried: Tried, capabilities: Pick<Capabilities, 'repeatUnknown'>): Verdict {
  const reason = error.message
  switch (error.kind) {
    case 'blocked':
      return { kind: 'held', reason }
    case 'moved':
      return error.detail.movedTo === undefined
        ? { kind: 'refused', reason }
        : { kind: 'moved', to: error.detail.movedTo }
    case 'throttled':
      return {
        kind: 'throttled',
        reason,
        seconds: Math.max(1, Math.ceil(error.detail.retryAfter ?? 1)),
        ...(error.detail.everywhere ? { everywhere: true } : {}),
      }
    case 'unreachable':
      return { kind: 'again', reason, pause: 0, away: true }
    case 'revoked':
      return { kind: 'revoked', reason }
    case 'gone':
      return tried.edit ? { kind: 'again', reason, pause: 0, dropScreen: true } : { kind: 'refused', reason }
    case 'unknown':
      return unknown(reason, tried, capabilities)
    case 'rejected':
      if (tried.byHandle) return { kind: 'again', reason, pause: 0, dropHandle: true }
      if (error.detail.formatting && !isPlain(tried.body)) {
        return { kind: 'again', reason, pause: 0, plain: plainOf(tried.body) }
      }
      return { kind: 'refused', reason }
  }
}

/** An edit may be repeated as often as one likes; a send may come twice, so only where that is the lesser evil. */
function unknown(reason: string, tried: Tried, capabilities: Pick<Capabilities, 'repeatUnknown'>): Verdict {
  const count = tried.unknowns + 1
  const may = tried.edit ? count <= MOST_UNKNOWN.edit : capabilities.repeatUnknown && count <= MOST_UNKNOWN.send
  if (!may) return { kind: 'refused', reason, unknown: true }
  return { kind: 'again', reason, pause: Math.min(60_000, 1000 * 2 ** (count - 1)), unknown: true }
}

export function isPlain(message: Message): boolean {
  return !message.choices?.length && !message.ask && message.spans.every((span) => typeof span === 'string')
}

function plainOf(message: Message): Message {
  const { choices: _choices, ask: _ask, replyTo: _replyTo, ...rest } = message
  return { ...rest, spans: [plainText(message.spans)] }
}
