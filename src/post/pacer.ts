// How fast a channel may write: per chat, per group and minute, over all chats. Pure, on monotonic milliseconds.
// A message counts from the moment it has surely arrived (its answer is here), so that the platform, whose clock sees
// arrivals and not departures, never counts more than we do. An arrival counts from the next whole millisecond: a wait
// added to a fraction may round down, and then the limit is broken by a hair.
import type { RateLimits } from '../chat/transport.js'

export interface PacedChat {
  id: number
  group: boolean
}

export interface Pacer {
  /** The earliest moment from which the chat itself may get a message of this class; Infinity while one is under way. */
  chatAt(chat: PacedChat, priority: number, now: number): number
  /** The earliest moment from which the channel may send one more; Infinity when only an answer can make room. */
  channelAt(now: number): number
  /** How many the channel may send within the next `ahead` milliseconds, about. */
  roomWithin(ahead: number, now: number): number
  /** A message leaves now. */
  began(chat: PacedChat, priority: number, now: number): void
  /** Its answer is here: it arrived, or it never will. */
  landed(chatId: number, now: number): void
  /** Nothing goes to this chat before that moment. */
  pauseChat(chatId: number, until: number): void
  pauseChannel(until: number): void
  /** A message that went out `age` milliseconds before `now`, in an earlier life of the program. */
  seed(chat: PacedChat, priority: number, age: number, now: number): void
  /** The next moment at which a chat or the channel gets free, of those that are not now. */
  nextChange(now: number): number
}

interface ChatPace {
  group: boolean
  flying: { priority: number } | undefined
  last: number
  pausedUntil: number
  /** What arrived in the last minute, oldest first; groups only. */
  minute: { at: number; priority: number }[]
}

const MINUTE = 60_000
const SECOND = 1000
export function makePacer(limits: RateLimits): Pacer {
  const chats = new Map<number, ChatPace>()
  // Faster than the clock's own steps there is nothing to space out.
  const spacing = limits.perSecond >= SECOND ? 0 : SECOND / limits.perSecond
  /** Moments of the last second's messages, oldest first: when it left, and when it arrived. */
  let second: { chatId: number; left: number; arrived: number | undefined }[] = []
  let slot = Number.NEGATIVE_INFINITY
  let channelPausedUntil = Number.NEGATIVE_INFINITY

  return {
    chatAt,
    channelAt,
    roomWithin,
    began,
    landed,
    pauseChat: (chatId, until) => {
      const pace = paceOf(chatId, false)
      pace.pausedUntil = Math.max(pace.pausedUntil, until)
    },
    pauseChannel: (until) => {
      channelPausedUntil = until
    },
    seed,
    nextChange,
  }

  function paceOf(id: number, group: boolean): ChatPace {
    const found = chats.get(id)
    if (found) {
      if (group) found.group = true
      return found
    }
    const made: ChatPace = {
      group,
      flying: undefined,
      last: Number.NEGATIVE_INFINITY,
      pausedUntil: Number.NEGATIVE_INFINITY,
      minute: [],
    }
    chats.set(id, made)
    return made
  }

  function chatAt(chat: PacedChat, priority: number, now: number): number {
    const pace = chats.get(chat.id)
    return pace ? Math.max(now, earliest(pace, priority)) : now
  }

  /** From when a chat may get a message of this class. */
  function earliest(pace: ChatPace, priority: number): number {
    if (pace.flying) return Number.POSITIVE_INFINITY
    let at = Math.max(pace.pausedUntil, pace.last + limits.chatGap)
    if (!pace.group) return at
    at = Math.max(at, roomInMinute(pace.minute, limits.groupPerMinute))
    if (priority === 0) return at
    const others = pace.minute.filter((entry) => entry.priority > 0)
    return Math.max(at, roomInMinute(others, limits.groupPerMinute - limits.groupReserve))
  }

  function roomInMinute(entries: readonly { at: number }[], most: number): number {
    const oldest = entries[entries.length - most]
    return oldest ? oldest.at + MINUTE : Number.NEGATIVE_INFINITY
  }

  function channelAt(now: number): number {
    const paced = Math.max(now, channelPausedUntil, slot + spacing)
    forgetSecond(now)
    if (second.length < limits.perSecond) return paced
    const arrivals = second.map(arrivalOf).sort((a, b) => a - b)
    return Math.max(paced, (arrivals[arrivals.length - limits.perSecond] ?? now) + SECOND)
  }

  function roomWithin(ahead: number, now: number): number {
    const wait = channelAt(now) - now
    if (wait > ahead) return 0
    return spacing === 0 ? Number.POSITIVE_INFINITY : Math.floor((ahead - wait) / spacing) + 1
  }

  function began(chat: PacedChat, priority: number, now: number): void {
    const pace = paceOf(chat.id, chat.group)
    pace.flying = { priority }
    // One late slot may be made up for, so that a timer's delay is not lost for good.
    slot = Math.max(slot + spacing, now - spacing)
    second.push({ chatId: chat.id, left: now, arrived: undefined })
  }

  function landed(chatId: number, now: number): void {
    const pace = chats.get(chatId)
    if (!pace?.flying) return
    const arrived = Math.ceil(now)
    count(pace, pace.flying.priority, arrived)
    pace.flying = undefined
    const request = second.find((entry) => entry.chatId === chatId && entry.arrived === undefined)
    if (request) request.arrived = arrived
  }

  function seed(chat: PacedChat, priority: number, age: number, now: number): void {
    const arrived = Math.ceil(now - age)
    count(paceOf(chat.id, chat.group), priority, arrived)
    if (age < SECOND) second.push({ chatId: chat.id, left: now - age, arrived })
    second.sort((a, b) => a.left - b.left)
  }

  function count(pace: ChatPace, priority: number, at: number): void {
    pace.last = Math.max(pace.last, at)
    if (!pace.group) return
    pace.minute = [...pace.minute.filter((entry) => entry.at > at - MINUTE), { at, priority }]
    pace.minute.sort((a, b) => a.at - b.at)
  }

  /** Until it is answered a message may arrive at any moment, and takes room. */
  function arrivalOf(request: { arrived: number | undefined }): number {
    return request.arrived ?? Number.POSITIVE_INFINITY
  }

  function forgetSecond(now: number): void {
    const first = second[0]
    if (first && arrivalOf(first) + SECOND <= now) second = second.filter((entry) => arrivalOf(entry) + SECOND > now)
  }

  function forgetChats(now: number): void {
    for (const [id, pace] of chats) {
      if (!pace.flying && pace.pausedUntil <= now && pace.last + Math.max(MINUTE, limits.chatGap) <= now)
        chats.delete(id)
    }
  }

  function nextChange(now: number): number {
    forgetChats(now)
    let next = channelPausedUntil > now ? channelPausedUntil : Number.POSITIVE_INFINITY
    for (const pace of chats.values()) {
      for (const priority of [0, 1]) {
        const at = earliest(pace, priority)
        if (at > now && at < next) next = at
      }
    }
    return next
  }
}
