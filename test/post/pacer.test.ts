import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RateLimits } from '../../src/chat/transport.js'
import { choose } from '../../src/post/choose.js'
import type { Waiting } from '../../src/post/claim.js'
import { makePacer, type Pacer } from '../../src/post/pacer.js'

const telegram: RateLimits = { perSecond: 30, chatGap: 1000, groupPerMinute: 20, groupReserve: 3 }
const group = (id: number) => ({ id, group: true })
const person = (id: number) => ({ id, group: false })

/** Sends and answers within a millisecond. */
function send(pacer: Pacer, chat: { id: number; group: boolean }, priority: number, at: number): void {
  pacer.began(chat, priority, at)
  pacer.landed(chat.id, at)
}

describe('one chat', () => {
  it('gets a message a second, one at a time', () => {
    const pacer = makePacer(telegram)
    pacer.began(person(1), 0, 0)
    expect(pacer.chatAt(person(1), 0, 10)).toBe(Number.POSITIVE_INFINITY)
    pacer.landed(1, 200)
    expect(pacer.chatAt(person(1), 0, 210)).toBe(1200)
    expect(pacer.chatAt(person(2), 0, 210)).toBe(210)
  })

  it('waits its whole second after an arrival between two milliseconds', () => {
    // Of a sum with a fraction the last bits are rounded away, at times downwards.
    for (let i = 1; i <= 500; i++) {
      const arrived = (i * 1000) / 30
      const pacer = makePacer(telegram)
      send(pacer, person(1), 0, arrived)
      expect(pacer.chatAt(person(1), 0, arrived) - arrived).toBeGreaterThanOrEqual(1000)
      const seeded = makePacer(telegram)
      seeded.seed(person(1), 0, 100, arrived + 100)
      expect(seeded.chatAt(person(1), 0, arrived + 100) - (arrived + 100 - 100)).toBeGreaterThanOrEqual(1000)
    }
  })

  it('is left alone for as long as the platform asked', () => {
    const pacer = makePacer(telegram)
    pacer.pauseChat(1, 7000)
    expect(pacer.chatAt(person(1), 0, 500)).toBe(7000)
  })
})

describe('a group', () => {
  it('gets at most 17 cards a minute, and three answers more', () => {
    const pacer = makePacer(telegram)
    for (let i = 0; i < 17; i++) send(pacer, group(1), 1, i * 1000)
    expect(pacer.chatAt(group(1), 1, 17_000)).toBe(60_000)
    expect(pacer.chatAt(group(1), 2, 17_000)).toBe(60_000)
    expect(pacer.chatAt(group(1), 0, 17_000)).toBe(17_000)
    for (let i = 17; i < 20; i++) send(pacer, group(1), 0, i * 1000)
    expect(pacer.chatAt(group(1), 0, 20_000)).toBe(60_000)
  })

  it('counts what it got before a restart', () => {
    const pacer = makePacer(telegram)
    for (let i = 0; i < 20; i++) pacer.seed(group(1), 1, 50_000 - i * 1000, 100_000)
    expect(pacer.chatAt(group(1), 0, 100_000)).toBe(110_000)
    expect(pacer.chatAt(group(2), 0, 100_000)).toBe(100_000)
  })
})

describe('the channel', () => {
  it('spreads its messages evenly and makes up for one late slot', () => {
    const pacer = makePacer(telegram)
    send(pacer, person(1), 1, 1000)
    expect(pacer.channelAt(1000)).toBe(1000)
    send(pacer, person(2), 1, 1000)
    expect(pacer.channelAt(1000)).toBeCloseTo(1033.3, 1)
  })

  it('is silent while the platform is away', () => {
    const pacer = makePacer(telegram)
    pacer.pauseChannel(5000)
    expect(pacer.channelAt(100)).toBe(5000)
    expect(pacer.roomWithin(100, 100)).toBe(0)
  })
})

interface Arrival {
  at: number
  chat: number
  priority: number
}

/** Sends a queue of messages as the sender does, with answers that take a while. Returns what the platform saw. */
function play(queue: Arrival[], latency: (index: number) => number, groups: Set<number>) {
  const pacer = makePacer(telegram)
  const seen: Arrival[] = []
  const idle: { from: number; to: number }[] = []
  let waiting: (Arrival & { index: number })[] = []
  let answers: { chat: number; at: number }[] = []
  const coming = queue.map((one, index) => ({ ...one, index })).sort((a, b) => a.at - b.at)
  let now = 0
  for (let steps = 0; steps < 200_000 && (coming.length > 0 || waiting.length > 0 || answers.length > 0); steps++) {
    for (const answer of answers.filter((one) => one.at <= now)) pacer.landed(answer.chat, now)
    answers = answers.filter((one) => one.at > now)
    while (coming[0] && coming[0].at <= now) waiting.push(coming.shift()!)
    const chatOf = (one: Arrival) => ({ id: one.chat, group: groups.has(one.chat) })
    const may = waiting
      .filter((one) => pacer.chatAt(chatOf(one), one.priority, now) <= now)
      .sort((a, b) => a.priority - b.priority || a.index - b.index)[0]
    if (may && pacer.channelAt(now) <= now) {
      pacer.began(chatOf(may), may.priority, now)
      const takes = latency(may.index)
      // It arrives somewhere between leaving and being answered.
      seen.push({ at: now + takes * ((may.index % 3) / 2), chat: may.chat, priority: may.priority })
      answers.push({ chat: may.chat, at: now + takes })
      waiting = waiting.filter((one) => one !== may)
      continue
    }
    const nexts = [
      ...answers.map((one) => one.at),
      ...coming.slice(0, 1).map((one) => one.at),
      ...waiting.map((one) => Math.max(pacer.channelAt(now), pacer.chatAt(chatOf(one), one.priority, now))),
    ].filter((at) => at > now && Number.isFinite(at))
    const next = Math.min(...nexts)
    if (!Number.isFinite(next)) break
    if (may) idle.push({ from: now, to: next })
    now = next
  }
  return { seen: seen.sort((a, b) => a.at - b.at), left: waiting.length, idle, end: now }
}

function mostWithin(times: number[], span: number): number {
  let most = 0
  let first = 0
  times.forEach((at, index) => {
    while ((times[first] ?? 0) <= at - span) first++
    most = Math.max(most, index - first + 1)
  })
  return most
}

it('random arrivals and random answer times never break a limit, and everything is sent', () => {
  const arrival = fc.record({
    at: fc.integer({ min: 0, max: 30_000 }),
    chat: fc.integer({ min: 1, max: 12 }),
    priority: fc.constantFrom(0, 1, 2),
  })
  fc.assert(
    fc.property(
      fc.array(arrival, { maxLength: 150 }),
      fc.array(fc.integer({ min: 1, max: 24 }), { minLength: 1, maxLength: 20 }),
      (queue, takes) => {
        const groups = new Set([1, 2, 3, 4, 5, 6])
        const { seen, left } = play(queue, (index) => takes[index % takes.length]!, groups)
        expect(left).toBe(0)
        expect(
          mostWithin(
            seen.map((one) => one.at),
            1000,
          ),
        ).toBeLessThanOrEqual(30)
        for (let chat = 1; chat <= 12; chat++) {
          const own = seen.filter((one) => one.chat === chat)
          own.forEach((one, index) => {
            if (index > 0) expect(one.at - own[index - 1]!.at).toBeGreaterThanOrEqual(1000)
          })
          if (!groups.has(chat)) continue
          expect(
            mostWithin(
              own.map((one) => one.at),
              60_000,
            ),
          ).toBeLessThanOrEqual(20)
          const others = own.filter((one) => one.priority > 0)
          expect(
            mostWithin(
              others.map((one) => one.at),
              60_000,
            ),
          ).toBeLessThanOrEqual(17)
        }
      },
    ),
    {
      numRuns: 60,
      examples: [
        [
          [
            { at: 0, chat: 9, priority: 2 },
            { at: 0, chat: 1, priority: 0 },
            { at: 0, chat: 1, priority: 0 },
            { at: 0, chat: 2, priority: 0 },
            { at: 0, chat: 1, priority: 0 },
            { at: 0, chat: 9, priority: 0 },
          ],
          [1],
        ],
      ],
    },
  )
})

it('the channel never waits longer than its limits ask for while something may be sent', () => {
  // 400 messages to 60 people who are always free: the limits allow 30 a second, less the time an answer takes.
  const queue = Array.from({ length: 400 }, (_, index) => ({ at: 0, chat: 1 + (index % 60), priority: 1 }))
  const { end, seen } = play(queue, () => 4, new Set())
  expect(seen).toHaveLength(400)
  expect(end).toBeLessThan((400 / 30) * 1000 * 1.01)
})

describe('choosing', () => {
  const waiting = (chatId: number, cls: number, firstId: number, count = 1): Waiting => ({
    chatId,
    group: true,
    class: cls,
    firstId,
    count,
    expired: false,
  })
  const options = { busy: new Set<number>(), room: 10, by: 0, now: 0 }

  it('takes answers by age, then the cards of the chat with most left, one per chat', () => {
    const pacer = makePacer(telegram)
    const list = [waiting(1, 1, 10, 2), waiting(2, 1, 11, 6), waiting(2, 0, 20), waiting(3, 0, 5), waiting(4, 2, 1, 9)]
    expect(choose(list, { ...options, pacer })).toEqual([5, 20, 10, 1])
  })

  it('takes answers even when the room is full of cards, and nothing for chats that are busy or waiting', () => {
    const pacer = makePacer(telegram)
    pacer.pauseChat(3, 5000)
    const list = [waiting(1, 1, 10), waiting(2, 0, 20), waiting(3, 0, 5), waiting(4, 0, 6)]
    expect(choose(list, { ...options, pacer, room: 0, busy: new Set([4]) })).toEqual([20])
  })
})
