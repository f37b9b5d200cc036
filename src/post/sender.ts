// Sends what is queued for one channel: takes messages under the lease as the pacer allows, hands them to the platform,
// writes down what came of it. A chat has at most one message between being taken and being written down.
import type { RateLimits, Transport } from '../chat/transport.js'
import { SendError } from '../chat/transport.js'
import type { Database } from '../db/db.js'
import type { Clock } from '../lib/clock.js'
import type { Log } from '../lib/log.js'
import { moment } from '../lib/moment.js'
import { choose } from './choose.js'
import { type Claimed, claimMessages, expireQueued, listWaiting, type Waiting } from './claim.js'
import { type PostHooks, silentHooks } from './hooks.js'
import type { Lease } from './lease.js'
import { makePacer } from './pacer.js'
import { type Outcome, recordOutcomes, recoverSending, requeueStrays } from './record.js'
import { seedPacer } from './seed.js'
import { judge, type Verdict } from './verdict.js'

export interface SenderOptions {
  channelId: number
  transport: Transport
  limits: RateLimits
  database: Database
  clock: Clock
  log: Log
  lease: Lease
  hooks: PostHooks
  filesFolder: string
  /** The time for what is planned or expires; the clock's unless it cannot be trusted. */
  plannedNow?: (() => Date) | undefined
}

export interface SenderCounts {
  sends: number
  edits: number
  throttled: number
  unknowns: number
}

export interface Sender {
  /** Sends by itself until `stop`. */
  start(): void
  /** Messages may have been queued. */
  wake(): void
  /** Sends everything that may go now, without waiting for the pacer; true when it sent something. */
  drain(): Promise<boolean>
  /** Takes nothing more; resolves when what is under way is written down. */
  stop(): Promise<void>
  /** Whether nothing is being sent or written down. */
  idle(): boolean
  /** The token is no longer valid. */
  revoked(): boolean
  /** Milliseconds for which the platform is left alone because it could not be reached. */
  pausedFor(): number
  counts: SenderCounts
}

/** Messages are taken so many milliseconds before they may leave, so that several share one statement. */
const AHEAD = 100
const MOST_FLYING = 60
/** The first pause when the platform cannot be reached; each further one is twice as long. */
const FIRST_PAUSE = 500
/** Looks at the queue at least so often: rows come due, and other processes may add some. */
const SWEEP = 1000

export function makeSender(options: SenderOptions): Sender {
  const { channelId, transport, limits, database, clock, log, lease, hooks, filesFolder } = options
  const { db } = database
  const plannedNow = options.plannedNow ?? clock.now
  const { edit: canEdit, longestPause, atOnce = Number.POSITIVE_INFINITY } = transport.capabilities
  const counts: SenderCounts = { sends: 0, edits: 0, throttled: 0, unknowns: 0 }
  let pacer = makePacer(limits)
  let preparedFor: number | undefined
  let isRevoked = false
  let awayUntil = Number.NEGATIVE_INFINITY
  let awayTimes = 0
  /** Taken, and waiting for their moment. */
  let ready: Claimed[] = []
  const flying = new Set<Promise<void>>()
  /** Chats with a message between being taken and being written down. */
  const busy = new Set<number>()
  let outcomes: Outcome[] = []
  let recording: Promise<void> | undefined
  let waiting: Waiting[] = []
  let lookAgainAt = Number.NEGATIVE_INFINITY
  /** Something was said to have changed since the last look. */
  let stale = true
  /** Taking failed half-way: some messages may be taken without our knowing. */
  let strays = false
  let running = false
  let pumping: Promise<void> | undefined
  let rouse = false
  let timer: NodeJS.Timeout | undefined

  return {
    start() {
      running = true
      wake()
    },
    wake,
    drain,
    stop,
    idle: () => busy.size === 0 && recording === undefined && pumping === undefined,
    revoked: () => isRevoked,
    pausedFor: () => Math.max(0, awayUntil - clock.elapsed()),
    counts,
  }

  function wake(): void {
    stale = true
    if (!running) return
    rouse = true
    pumping ??= pump()
  }

  async function pump(): Promise<void> {
    clearTimeout(timer)
    let pause = SWEEP
    try {
      while (rouse && running) {
        rouse = false
        await round(AHEAD)
      }
      pause = nextLook()
    } catch (error) {
      log.error({ err: error, channel: channelId }, 'sending failed')
    } finally {
      pumping = undefined
    }
    if (!running) return
    if (rouse) wake()
    else timer = setTimeout(wake, Math.max(1, Math.ceil(pause)))
  }

  /** Milliseconds until there may be something to do. */
  function nextLook(): number {
    const now = clock.elapsed()
    let next = now + SWEEP
    if (ready.length > 0) {
      const moments = ready.map((row) => pacer.chatAt({ id: row.chatId, group: row.group }, row.class, now))
      next = Math.max(pacer.channelAt(now), Math.min(...moments))
    } else if (waiting.length > 0) {
      next = Math.max(lookAgainAt, Math.min(next, pacer.nextChange(now), pacer.channelAt(now) - AHEAD / 2))
    } else if (stale) {
      next = lookAgainAt
    }
    return Math.min(SWEEP, Math.max(1, next - now))
  }

  /** One look: sends what is ready and due, takes what may go within `ahead` milliseconds. True when something was sent. */
  async function round(ahead: number): Promise<boolean> {
    const epoch = lease.epoch()
    if (epoch === undefined || !lease.held() || isRevoked) return false
    if (preparedFor !== epoch) await prepare(epoch)
    if (strays) await bringBackStrays(epoch)
    let sent = dispatch()
    if (await take(epoch, ahead)) sent = dispatch() || sent
    return sent
  }

  /** What a new holder of the lease has to know: what was left half sent, and how fast this channel was just written to. */
  async function prepare(epoch: number): Promise<void> {
    if (busy.size > 0) await Promise.allSettled(flying)
    pacer = makePacer(limits)
    ready = []
    busy.clear()
    const now = clock.now()
    await db.transaction(async (tx) => {
      await lease.underLease(tx)
      const context = { channelId, epoch, hooks, now }
      const left = await recoverSending(tx, transport.capabilities, context)
      if (left > 0) log.warn({ channel: channelId, messages: left }, 'messages were left half sent')
      counts.unknowns += left
    })
    await seedPacer(db, pacer, { channelId, now, elapsed: clock.elapsed() })
    preparedFor = epoch
  }

  /** Puts back what was taken while the database's answer was lost: it has surely not been sent. */
  async function bringBackStrays(epoch: number): Promise<void> {
    const known = [...ready, ...outcomes.map((outcome) => outcome.row)].map((row) => row.id)
    if (flying.size > 0) return
    const context = { channelId, epoch, hooks, now: clock.now() }
    await db.transaction((tx) => requeueStrays(tx, known, context))
    strays = false
  }

  /** Takes the messages that may leave within `ahead` milliseconds; true when there were some. */
  async function take(epoch: number, ahead: number): Promise<boolean> {
    const before = clock.elapsed()
    if (before < lookAgainAt) return false
    const room = Math.min(MOST_FLYING - busy.size, pacer.roomWithin(ahead, before) - ready.length)
    if (Math.min(atOnce, MOST_FLYING) <= busy.size || pacer.channelAt(before) > before + ahead) return false
    stale = false
    const planned = plannedNow()
    waiting = await listWaiting(db, channelId, planned)
    if (waiting.some((entry) => entry.expired)) {
      await expireQueued(db, planned)
      waiting = await listWaiting(db, channelId, planned)
    }
    const now = clock.elapsed()
    // A long queue takes long to look through: at most a fifth of the time goes into looking.
    lookAgainAt = now + 4 * (now - before) * (ahead > 0 ? 1 : 0)
    const chosen = choose(waiting, { pacer, busy, room, by: now + ahead, now })
    const ids = chosen.slice(0, Math.max(0, atOnce - busy.size))
    if (ids.length === 0 || !lease.held()) return false
    strays = true
    const claimed = await claimMessages(db, ids, epoch, filesFolder)
    strays = false
    if (claimed.length === 0) return false
    moment('outbox.claimed')
    for (const row of claimed) busy.add(row.chatId)
    ready = [...ready, ...claimed].sort((a, b) => a.class - b.class)
    return true
  }

  /** Lets go what is ready and may leave now; true when something left. */
  function dispatch(): boolean {
    let left = false
    for (const row of [...ready]) {
      const now = clock.elapsed()
      const chat = { id: row.chatId, group: row.group }
      if (pacer.channelAt(now) > now) break
      if (pacer.chatAt(chat, row.class, now) > now) continue
      ready = ready.filter((other) => other !== row)
      pacer.began(chat, row.class, now)
      const flight = send(row).finally(() => flying.delete(flight))
      flying.add(flight)
      left = true
    }
    return left
  }

  async function send(row: Claimed): Promise<void> {
    // A process that was paused finds out here that others have taken over.
    const verdict: Verdict = lease.held() ? await deliver(row) : { kind: 'again', reason: 'lease lost', pause: 0 }
    const now = clock.elapsed()
    pacer.landed(row.chatId, now)
    note(row, verdict, now)
    outcomes.push({ row, verdict })
    recording ??= recordAll()
    await recording
  }

  async function deliver(row: Claimed): Promise<Verdict> {
    if (row.body.fileId !== undefined && !row.file) return { kind: 'refused', reason: 'the file is not known' }
    try {
      const delivery = {
        externalChatId: row.externalChatId,
        message: row.body,
        ...(row.file ? { file: row.file } : {}),
      }
      const delivered = await transport.deliver(delivery, canEdit ? row.ref : undefined)
      moment('outbox.delivered')
      return { kind: 'sent', delivered }
    } catch (error) {
      if (!(error instanceof SendError)) {
        log.error({ err: error, outbox: row.id }, 'the transport failed in an unexpected way')
      }
      const known = error instanceof SendError ? error : new SendError('unknown', 'the transport failed')
      const tried = {
        body: row.body,
        edit: canEdit && row.ref !== undefined,
        byHandle: row.file?.handle !== undefined && row.ref === undefined,
        unknowns: row.unknowns,
      }
      return judge(known, tried, transport.capabilities)
    }
  }

  /** What an answer means for the next messages. */
  function note(row: Claimed, verdict: Verdict, now: number): void {
    if (verdict.kind === 'sent' && awayTimes > 0) {
      awayTimes = 0
      awayUntil = Number.NEGATIVE_INFINITY
      pacer.pauseChannel(awayUntil)
    }
    switch (verdict.kind) {
      case 'sent':
        if (!canEdit || row.ref === undefined) counts.sends += 1
        else counts.edits += 1
        return
      case 'throttled':
        counts.throttled += 1
        log.warn({ channel: channelId, chat: row.chatId, seconds: verdict.seconds }, 'the platform asks to wait')
        if (verdict.everywhere) {
          awayTimes = Math.max(1, awayTimes)
          awayUntil = now + verdict.seconds * 1000
          pacer.pauseChannel(awayUntil)
        } else pacer.pauseChat(row.chatId, now + verdict.seconds * 1000)
        return
      case 'again':
        if (verdict.unknown) counts.unknowns += 1
        if (verdict.pause > 0) pacer.pauseChat(row.chatId, now + verdict.pause)
        if (!verdict.away || now < awayUntil) return
        awayTimes += 1
        awayUntil = now + Math.min(longestPause, FIRST_PAUSE * 2 ** Math.min(awayTimes, 12))
        pacer.pauseChannel(awayUntil)
        log.warn({ channel: channelId, reason: verdict.reason, times: awayTimes }, 'the platform cannot be reached')
        return
      case 'revoked':
        isRevoked = true
        log.error({ channel: channelId, reason: verdict.reason }, 'the platform no longer accepts the token')
        return
      case 'refused':
        if (verdict.unknown) counts.unknowns += 1
        log.error({ channel: channelId, outbox: row.id, reason: verdict.reason }, 'the platform refuses a message')
        return
      case 'held':
      case 'moved':
        log.warn({ channel: channelId, chat: row.chatId, verdict }, 'a chat is not where it was')
    }
  }

  /** Writes down outcomes, those that come in meanwhile in the next transaction, until there are none. */
  async function recordAll(): Promise<void> {
    for (let tries = 0; outcomes.length > 0; ) {
      const batch = outcomes
      outcomes = []
      try {
        await record(batch)
        tries = 0
        for (const { row } of batch) busy.delete(row.chatId)
        wake()
      } catch (error) {
        log.error(
          { err: error, channel: channelId, messages: batch.length },
          'what became of messages is not written yet',
        )
        outcomes = [...batch, ...outcomes]
        tries += 1
        await new Promise((done) => setTimeout(done, Math.min(5000, 100 * 2 ** tries)))
        if (!running && tries > 3) break
      }
    }
    recording = undefined
  }

  async function record(batch: Outcome[]): Promise<void> {
    try {
      await write(batch, hooks)
    } catch (error) {
      // One of them, or what the app does about it, cannot be written: the others must not suffer.
      log.error({ err: error, channel: channelId }, 'writing down what became of messages failed')
      for (const outcome of batch) {
        try {
          await write([outcome], hooks)
        } catch {
          await write([outcome], silentHooks)
        }
      }
    }
    moment('outbox.recorded')
  }

  async function write(batch: Outcome[], told: PostHooks): Promise<void> {
    if (preparedFor === undefined) return
    const epoch = preparedFor
    await db.transaction((tx) => recordOutcomes(tx, batch, { channelId, epoch, hooks: told, now: clock.now() }))
  }

  async function drain(): Promise<boolean> {
    let any = false
    for (;;) {
      lookAgainAt = Number.NEGATIVE_INFINITY
      const sent = await round(0)
      await Promise.all(flying)
      if (!sent) return any
      any = true
    }
  }

  async function stop(): Promise<void> {
    running = false
    clearTimeout(timer)
    await pumping
    await Promise.all(flying)
    await recording
    if (ready.length > 0 && lease.held()) await giveBack()
  }

  /** Messages that were taken but have surely not left go back into the queue. */
  async function giveBack(): Promise<void> {
    const rows = ready
    ready = []
    const verdict: Verdict = { kind: 'again', reason: 'stopped before it left', pause: 0 }
    await write(
      rows.map((row) => ({ row, verdict })),
      hooks,
    )
    for (const row of rows) busy.delete(row.chatId)
  }
}
