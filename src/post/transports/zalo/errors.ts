// What Zalo's refusals mean to the post. Its codes are few and one (403) is written down as "server error": whether a chat is
// closed to us or the platform is unwell shows only by how others fare meanwhile.
import { SendError } from '../../../chat/transport.js'
import { Refused } from './client.js'

/** How the channel fared lately; kept by the transport. */
export interface Fortune {
  /** Sends that went well, ever. */
  successes: number
  /** Refusals for the quota in a row. */
  quotaRefusals: number
  /** By chat: how many sends had gone well when it was first refused with 403, and how often it has been since. */
  forbidden: Map<string, { successes: number; times: number }>
}

export function noFortune(): Fortune {
  return { successes: 0, quotaRefusals: 0, forbidden: new Map() }
}

const MINUTE = 60
/** After so many refusals a chat counts as closed, even when nobody else was written to. */
const MOST_FORBIDDEN = 5

/** The error of a send, in the post's words. */
export function sendRefusal(error: unknown, chatId: string, fortune: Fortune): SendError {
  if (!(error instanceof Refused)) return other(error)
  switch (error.code) {
    case 403: {
      const before = fortune.forbidden.get(chatId) ?? { successes: fortune.successes, times: 0 }
      const now = { ...before, times: before.times + 1 }
      fortune.forbidden.set(chatId, now)
      const othersFareWell = now.times > 1 && fortune.successes > now.successes
      if (othersFareWell || now.times >= MOST_FORBIDDEN) return new SendError('blocked', error.message)
      return new SendError('throttled', error.message, { retryAfter: MINUTE * now.times })
    }
    case 404:
      return new SendError('blocked', error.message)
    case 408:
      return new SendError('unknown', error.message)
    default:
      return refusal(error, fortune)
  }
}

/** The error of any other call. */
export function callError(error: unknown, fortune: Fortune): SendError {
  return error instanceof Refused ? refusal(error, fortune) : other(error)
}

function refusal(error: Refused, fortune: Fortune): SendError {
  if (error.code === 401) return new SendError('revoked', error.message)
  if (error.code === 429) {
    fortune.quotaRefusals += 1
    // No word on how long: minutes, then longer.
    const retryAfter = Math.min(30, 2 ** (fortune.quotaRefusals - 1)) * MINUTE
    return new SendError('throttled', error.message, { retryAfter, everywhere: true })
  }
  if (error.code === 403 || error.code >= 500) return new SendError('unreachable', error.message)
  return new SendError('rejected', error.message)
}

function other(error: unknown): SendError {
  return error instanceof SendError ? error : new SendError('unknown', 'the call failed in an unexpected way')
}
