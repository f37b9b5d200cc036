// A platform in memory, for tests of the pipes: what it is sent it remembers, what it answers the test decides.
import type { Incoming } from '../../src/chat/incoming.js'
import {
  type Capabilities,
  type Delivered,
  type Delivery,
  type RawUpdate,
  SendError,
  type SendErrorKind,
  type Transport,
} from '../../src/chat/transport.js'
import type { Clock } from '../../src/lib/clock.js'
import { telegramCapabilities } from '../../src/post/transports/telegram/capabilities.js'

export interface Call {
  chat: string
  text: string
  ref: string | undefined
  delivery: Delivery
  at: number
}

export interface Platform {
  transport: Transport
  calls: Call[]
  answers: { choiceId: string; text: string | undefined; alert: boolean | undefined }[]
  /** What was confirmed with each request for updates. */
  confirmed: (string | undefined)[]
  /** Updates that the next request gets. */
  push(...updates: RawUpdate[]): void
  /** The next deliveries (to this chat) fail so. */
  fail(
    kind: SendErrorKind,
    options?: { chat?: string; times?: number; detail?: SendError['detail']; effect?: boolean },
  ): void
  /** Called at each delivery, before it has an effect. */
  onDeliver: ((delivery: Delivery) => void | Promise<void>) | undefined
  /** Answers are given only when this lets them. */
  pollError: Error | undefined
}

let made = 0

/** An update in the form of this platform. */
export function update(incoming: Incoming, key = String(++made)): RawUpdate {
  return { key, lane: incoming.chat.externalId, raw: { key, incoming: JSON.parse(JSON.stringify(incoming)) } }
}

export function tapOf(chat: string, data = 'test.tap', choiceId = `tap${++made}`): Incoming {
  return {
    chat: { externalId: chat, kind: 'group' },
    from: { externalId: '7', name: 'An' },
    at: new Date('2026-09-15T02:00:00Z'),
    happening: { kind: 'choice', data, choiceId },
  }
}

export function textOf(chat: string, text: string): Incoming {
  return {
    chat: { externalId: chat, kind: 'private' },
    from: { externalId: chat, name: 'An' },
    at: new Date('2026-09-15T02:00:00Z'),
    happening: { kind: 'text', text, ref: String(++made) },
  }
}

export function makePlatform(clock: Clock, capabilities: Partial<Capabilities> = {}): Platform {
  let number = 0
  let waiting: RawUpdate[] = []
  const faults: { kind: SendErrorKind; chat?: string; detail: SendError['detail']; effect: boolean }[] = []
  const platform: Platform = {
    calls: [],
    answers: [],
    confirmed: [],
    push: (...updates) => void waiting.push(...updates),
    fail(kind, { chat, times = 1, detail = {}, effect = false } = {}) {
      for (let i = 0; i < times; i++) faults.push({ kind, detail, effect, ...(chat ? { chat } : {}) })
    },
    onDeliver: undefined,
    pollError: undefined,
    transport: {
      capabilities: { ...telegramCapabilities, limits: unlimited, ...capabilities },
      identity: async () => ({ externalId: '1', username: 'thu_bot', hearsAll: false }),
      async poll(confirmed) {
        if (platform.pollError) throw platform.pollError
        platform.confirmed.push(confirmed)
        if (confirmed !== undefined) waiting = waiting.filter((one) => Number(one.key) > Number(confirmed))
        return { updates: [...waiting], cursor: waiting.at(-1)?.key ?? confirmed }
      },
      receiveBy: async () => {},
      envelope: (raw) => {
        const { key, incoming } = raw as { key: string; incoming: Incoming }
        return { key, lane: incoming.chat.externalId, raw }
      },
      read: (raw) => {
        const { incoming } = raw as { incoming?: Incoming }
        return incoming && { ...incoming, at: new Date(incoming.at) }
      },
      async deliver(delivery, ref): Promise<Delivered> {
        await platform.onDeliver?.(delivery)
        const at = faults.findIndex((fault) => fault.chat === undefined || fault.chat === delivery.externalChatId)
        const fault = at >= 0 ? faults.splice(at, 1)[0] : undefined
        if (!fault || fault.effect) note(delivery, ref)
        if (fault) throw new SendError(fault.kind, `${fault.kind} by the test`, fault.detail)
        return {
          ref: ref ?? String(number),
          ...(delivery.file ? { fileHandle: delivery.file.handle ?? `handle-${number}` } : {}),
        }
      },
      async answerChoice(choiceId, text, alert) {
        platform.answers.push({ choiceId, text, alert })
      },
      showWorking: async () => {},
      remove: async () => {},
      fetchFile: async () => ({ bytes: new Uint8Array() }),
      hearsAll: async () => false,
      setCommands: async () => {},
    },
  }
  return platform

  function note(delivery: Delivery, ref: string | undefined): void {
    number += 1
    platform.calls.push({
      chat: delivery.externalChatId,
      text: delivery.message.spans.map((span) => (typeof span === 'string' ? span : JSON.stringify(span))).join(''),
      ref,
      delivery,
      at: clock.elapsed(),
    })
  }
}

export const unlimited = { perSecond: 1e9, chatGap: 0, groupPerMinute: 1e9, groupReserve: 0 }
