// The post as a whole: receives, handles, sends and does chores while this process holds the lease.
import type { RateLimits, Transport } from '../chat/transport.js'
import type { Database, Tx } from '../db/db.js'
import type { Clock } from '../lib/clock.js'
import { translator } from '../lib/i18n.js'
import type { Log } from '../lib/log.js'
import { type Loop, startLoop } from '../lib/loop.js'
import { type AnyChoreKind, makeChores } from './chores.js'
import { makeHandler } from './handler.js'
import type { Handling, PostHooks } from './hooks.js'
import { LEASE, makeLease } from './lease.js'
import { makeReceiver } from './receive.js'
import { makeSender } from './sender.js'
import { hasWork, type Line, type PostState, readState } from './state.js'
import { makeTaps } from './taps.js'

export type { PostHooks } from './hooks.js'

export interface PostOptions {
  database: Database
  clock: Clock
  log: Log
  /** By `channels.id`. */
  transports: ReadonlyMap<number, Transport>
  /** DATA_DIR/files */
  filesFolder: string
  handling: Handling
  hooks: PostHooks
  chores: readonly AnyChoreKind[]
  /** Instead of the platforms' own. */
  limits?: RateLimits
  /** Updates come to `acceptWebhook` in place of polling. */
  webhook?: { url: string; secret: string }
  /** The time for what is planned or expires, where the clock cannot always be trusted. */
  plannedNow?: () => Date
  /** How long the lease lasts without renewal, in milliseconds. */
  leaseMs?: number
}

export interface Post {
  /** Returns at once; the work begins when the lease is had. */
  start(): Promise<void>
  /** Stops receiving, ends what is being handled and sent, gives the lease back. */
  stop(): Promise<void>
  /** There may be something to do: rows were queued, the clock was moved. */
  wake(): void
  /** Takes the lease if need be, receives what is there, handles, works and sends all that may go now. For tests. */
  runOnce(): Promise<void>
  /** Resolves when nothing received is unhandled and nothing is being sent that may go out now. */
  settled(): Promise<void>
  /** One more channel, as when its platform could not be reached at the start. */
  join(channel: JoiningChannel): void
  /** Stores an update that came by webhook; resolves once it is safe. */
  acceptWebhook(channelId: number, raw: unknown): Promise<void>
  /** Whether this process holds the lease. */
  leading(): boolean
  /** Makes a transaction fail unless this process holds the lease: for jobs. */
  underLease(tx: Tx): Promise<void>
  /** Milliseconds since each channel's platform last answered; undefined before the first time. Cheap, asks nobody. */
  heard(): { channelId: number; since: number | undefined }[]
  state(): Promise<PostState>
}

export interface JoiningChannel {
  channelId: number
  transport: Transport
  /** Updates come to `acceptWebhook` in place of polling. */
  webhook?: { url: string; secret: string } | undefined
}

/** How often the lease is renewed, and tried for, as a part of its length. */
const RENEWALS = 5
const IDLE = 1000
/** How long after an update chores are looked for. */
const CHORE_LOOK = 30

export function openPost(options: PostOptions): Post {
  const { database, clock, log, filesFolder, hooks } = options
  const transports = new Map(options.transports)
  const leaseMs = options.leaseMs ?? LEASE
  const busyText = () => translator('vi')('post-busy')
  const lease = makeLease({ database, clock, milliseconds: leaseMs })
  const taps = makeTaps(busyText)
  const handler = makeHandler({
    database,
    clock,
    log,
    lease,
    transports,
    taps,
    hooks,
    busyText,
    handling: options.handling,
    onHandled: wakeAfterHandling,
  })
  const lines = [...transports].map(([channelId, transport]) =>
    makeLine({ channelId, transport, webhook: options.webhook }),
  )
  const chores = makeChores({
    database,
    clock,
    log,
    lease,
    transports,
    filesFolder,
    kinds: options.chores,
    onDone: wakeOut,
  })
  let loops: Loop[] = []
  let choreLoop: Loop | undefined
  let choreWake: NodeJS.Timeout | undefined
  let watch: NodeJS.Timeout | undefined
  let isLeading = false

  return {
    start,
    stop,
    wake,
    runOnce,
    settled,
    join,
    acceptWebhook,
    leading: () => lease.held(),
    underLease: (tx) => lease.underLease(tx),
    heard: () => lines.map(({ channelId, receiver }) => ({ channelId, since: receiver.sinceAnswer() })),
    state: () => readState(database.db, { now: clock.now(), lease, lines }),
  }

  function makeLine({ channelId, transport, webhook }: JoiningChannel): Line {
    const shared = { channelId, transport, database, clock, log, lease }
    return {
      channelId,
      transport,
      receiver: makeReceiver({ ...shared, handler, taps, busyText, webhook }),
      sender: makeSender({
        ...shared,
        hooks,
        filesFolder,
        plannedNow: options.plannedNow,
        limits: options.limits ?? transport.capabilities.limits,
      }),
    }
  }

  function join(channel: JoiningChannel): void {
    transports.set(channel.channelId, channel.transport)
    const line = makeLine(channel)
    lines.push(line)
    if (loops.length === 0) return
    loops.push(receiving(line))
    line.sender.start()
  }

  function receiving({ channelId, receiver }: Line): Loop {
    return loop(`receive ${channelId}`, (signal) => receiver.runOnce(signal), IDLE)
  }

  async function start(): Promise<void> {
    await tend().catch((error: unknown) => log.error({ err: error }, 'the lease could not be asked for'))
    const tending = loop('lease', tend, leaseMs / RENEWALS)
    choreLoop = loop('chores', (signal) => chores.runOnce(signal), IDLE)
    loops = [tending, choreLoop, loop('inbox', () => handler.sweep(), IDLE), ...lines.map(receiving)]
    for (const { sender } of lines) sender.start()
    // A process that was paused finds out before it does anything else.
    watch = setInterval(noticeLoss, Math.min(500, leaseMs / 10))
    watch.unref()
  }

  function loop(name: string, run: (signal: AbortSignal) => Promise<boolean>, idleMs: number): Loop {
    return startLoop({ name, idleMs, log, maxPauseMs: Math.min(10_000, leaseMs / 4), runOnce: run })
  }

  /** Never busy: the next round is a fifth of the lease away. */
  async function tend(): Promise<false> {
    const held = await lease.tend()
    if (held && !isLeading) {
      log.info({ epoch: lease.epoch(), holder: lease.holder }, 'this process holds the lease')
      isLeading = true
      wake()
      for (const one of loops) one.wake()
    }
    noticeLoss()
    return false
  }

  function noticeLoss(): void {
    if (!isLeading || lease.held()) return
    isLeading = false
    log.warn({ holder: lease.holder }, 'this process no longer holds the lease')
    for (const { receiver } of lines) receiver.interrupt()
  }

  /** Answers go out at once. Many updates in a row look for chores together. */
  function wakeAfterHandling(): void {
    for (const { sender } of lines) sender.wake()
    choreWake ??= setTimeout(() => {
      choreWake = undefined
      choreLoop?.wake()
    }, CHORE_LOOK)
  }

  function wakeOut(): void {
    for (const { sender } of lines) sender.wake()
    choreLoop?.wake()
  }

  function wake(): void {
    wakeOut()
  }

  async function stop(): Promise<void> {
    clearInterval(watch)
    clearTimeout(choreWake)
    const [tending, ...others] = loops
    // First nothing more comes in, then what is under way is ended, and the lease is kept until then.
    await Promise.all(others.map((one) => one.stop()))
    await handler.stop()
    for (const { sender } of lines)
      await sender.stop().catch((error: unknown) => log.error({ err: error }, 'sending ended badly'))
    await tending?.stop()
    loops = []
    await lease.release().catch((error: unknown) => log.warn({ err: error }, 'the lease was not given back'))
  }

  async function runOnce(): Promise<void> {
    if (!lease.held()) await tend()
    const never = new AbortController().signal
    for (let again = true; again; ) {
      again = false
      for (const { receiver } of lines) {
        const before = receiver.received()
        await receiver.runOnce(never, 0)
        again ||= receiver.received() > before
      }
      await handler.sweep()
      await handler.drained()
      await taps.settled()
      again = (await chores.runOnce()) || again
      for (const { sender } of lines) again = (await sender.drain()) || again
    }
  }

  async function settled(): Promise<void> {
    for (;;) {
      const isQuiet = handler.idle() && chores.running() === 0 && lines.every(({ sender }) => sender.idle())
      if (isQuiet && !(await hasWork(database.db, { now: clock.now(), lines: lines.filter(canSend) }))) return
      await new Promise((done) => setTimeout(done, 10))
    }
  }

  function canSend({ sender }: Line): boolean {
    return !sender.revoked() && sender.pausedFor() === 0
  }

  async function acceptWebhook(channelId: number, raw: unknown): Promise<void> {
    const line = lines.find((one) => one.channelId === channelId)
    if (!line) throw new Error(`channel ${channelId} is not connected`)
    await line.receiver.accept(raw)
  }
}
