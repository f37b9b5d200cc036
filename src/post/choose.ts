// Which of the waiting messages go next. Pure.
import type { Waiting } from './claim.js'
import type { Pacer } from './pacer.js'

export interface Choosing {
  pacer: Pacer
  /** Chats that have a message under way. */
  busy: ReadonlySet<number>
  /** How many there is room for; answers may go a little beyond it, since they overtake. */
  room: number
  /** The moment by which they must be allowed to leave. */
  by: number
  now: number
}

/** Answers may be taken beyond the room there is, so that a broadcast being taken does not delay them. */
const EXTRA_ANSWERS = 10

/**
 * The ids of the messages to take, the most urgent first, at most one per chat: answers before cards before digests.
 * Answers go by age. Of the others, the chat with most left goes first, since it needs most rounds: so a broadcast to many groups
 * ends as early as the limits allow.
 */
export function choose(waiting: readonly Waiting[], { pacer, busy, room, by, now }: Choosing): number[] {
  const order = [...waiting].sort(
    (a, b) => a.class - b.class || (a.class === 0 ? 0 : b.count - a.count) || a.firstId - b.firstId,
  )
  const chosen: number[] = []
  const chats = new Set(busy)
  for (const entry of order) {
    if (chosen.length >= (entry.class === 0 ? room + EXTRA_ANSWERS : room)) break
    if (chats.has(entry.chatId)) continue
    if (pacer.chatAt({ id: entry.chatId, group: entry.group }, entry.class, now) > by) continue
    chats.add(entry.chatId)
    chosen.push(entry.firstId)
  }
  return chosen
}
