// How fast a bot may write: per chat, per group and minute, over all chats. Edits count as messages. Times are monotonic.
import { tooMany } from './refusal.js'

export interface RateNumbers {
  /** Messages of one bot per second over all chats. */
  perSecond: number
  /** Milliseconds between two messages in one chat. */
  chatGap: number
  /** Messages in one group within any minute. */
  groupPerMinute: number
}

export const realLimits: RateNumbers = { perSecond: 30, chatGap: 1000, groupPerMinute: 20 }

/** Timers and the scheduler are not exact; what is early by less than this passes. */
const SLACK = 50

export interface Meter {
  second: number[]
  chats: Map<string, { last: number; minute: number[] }>
}

export function createMeter(): Meter {
  return { second: [], chats: new Map() }
}

/** Counts `count` messages to a room or throws 429; what is refused is not counted. */
export function countMessages(
  meter: Meter,
  limits: RateNumbers | undefined,
  room: { key: string; kind: string },
  count = 1,
): void {
  if (!limits) return
  const now = performance.now()
  const chat = meter.chats.get(room.key) ?? { last: Number.NEGATIVE_INFINITY, minute: [] }
  forget(meter.second, now - 1000 + SLACK)
  forget(chat.minute, now - 60_000 + SLACK)
  const waits = [chat.last + limits.chatGap - SLACK - now]
  const isGroup = room.kind !== 'private'
  if (isGroup) waits.push(waitForRoom(chat.minute, limits.groupPerMinute, count, now, 60_000))
  waits.push(waitForRoom(meter.second, limits.perSecond, 1, now, 1000))
  const wait = Math.max(...waits)
  if (wait > 0) throw tooMany(Math.max(1, Math.ceil(wait / 1000)))
  chat.last = now
  if (isGroup) for (let i = 0; i < count; i++) chat.minute.push(now)
  meter.second.push(now)
  meter.chats.set(room.key, chat)
}

function forget(times: number[], before: number): void {
  let old = 0
  while (old < times.length && times[old]! <= before) old++
  if (old > 0) times.splice(0, old)
}

/** How long until `count` more fit into the window; not positive when they fit now. */
function waitForRoom(times: number[], most: number, count: number, now: number, window: number): number {
  const surplus = times.length + Math.min(count, most) - most
  return surplus <= 0 ? 0 : times[surplus - 1]! + window - now
}
