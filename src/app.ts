// Joins the parts into the running program. Only this file wires.
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { type Identity, keepChannel, keepPagesAddress, type Seat, seatsOf, whoAmI } from './channels.js'
import { type RateLimits, SendError } from './chat/transport.js'
import { type Config, ConfigError } from './config.js'
import type { Database } from './db/db.js'
import { inbox } from './db/schema/post.js'
import { figuresOf, type JobRecord } from './figures.js'
import { type Health, listen, makeWeb, remoteOf } from './http.js'
import { runDue, startTick } from './jobs.js'
import type { Clock } from './lib/clock.js'
import { translator } from './lib/i18n.js'
import { type Log, reasonOf } from './lib/log.js'
import { moment } from './lib/moment.js'
import { stampInName } from './office/directives/reader/stamp.js'
import { stampInWords } from './office/directives/stamp-in-words.js'
import { regainChat } from './office/people/groups/reach.js'
import { commandMenus } from './office/people/menu.js'
import { ensureChat, talkChat } from './office/people/store.js'
import { warnOfGroups } from './office/people/warnings.js'
import { actorIn, heldBy } from './office/people/who.js'
import type { Heard } from './office/reminders/gap.js'
import { dumpHourly, migrateSafely } from './operations/backup/dumps.js'
import { isHeld } from './operations/backup/hold.js'
import { type ClockWatch, watchClock } from './operations/clock.js'
import { tidyNightly } from './operations/tidy.js'
import { chatCapabilities } from './post/outbox.js'
import { type JoiningChannel, openPost, type Post } from './post/post.js'
import { quotaUse } from './post/quota.js'
import { addRemoval } from './post/removal.js'
import { makeWebTransport, type WebTransport } from './post/transports/web/transport.js'
import { allChores, allEntries, postHooks } from './slices.js'
import { makeRouter } from './talk/router.js'
import { makePages } from './web/pages.js'

export interface AppOptions {
  config: Config
  database: Database
  clock: Clock
  log: Log
  /** Instead of the platform's own; the demo's emulator has none. */
  limits?: RateLimits
  /** Instead of Zalo's own; the demo's emulator. */
  zaloApiRoot?: string
  /** Keeps the embedded database well: dumps it every hour, tidies it every night. */
  upkeep?: boolean
  /** Compares the clock with the platform's: what is planned waits while they are apart. Not for a clock that people move. */
  clockWatch?: boolean
  /** Serves the signed page at `http://localhost:PORT` although no `PUBLIC_URL` is set; the demo's. */
  localPages?: boolean
}

export interface App {
  /** Migrates, listens, finds out who the bot is, then receives, handles, sends and runs jobs while it holds the lease. */
  start(): Promise<void>
  stop(): Promise<void>
  /** Runs every job that is due by the clock now. */
  runDue(): Promise<void>
  /** Resolves when nothing received is unhandled and nothing that may go out now is unsent. */
  settled(): Promise<void>
  health(): Promise<Health>
  /** Where `/health` and `/metrics` listen. */
  port(): number
}

/** How often a clock that is not trusted is looked at, in milliseconds. */
const CLOCK_LOOK = 10_000

/** Puts the program together; nothing runs before `start`. Throws when there is no token. */
export function openApp(options: AppOptions): App {
  const { config, database, clock, log } = options
  const { db } = database
  const seats = seatsOf(config, options.zaloApiRoot)
  if (seats.length === 0) throw new Error('no token')
  const stopping = new AbortController()
  const address = () =>
    config.PUBLIC_URL ?? (options.localPages ? `http://localhost:${server?.port ?? config.PORT}` : '')
  const watch = options.clockWatch ? watchClock(database, config, clock.elapsed) : undefined
  let post: Post | undefined
  /** Channels by their seat, once it is known who the bot is there. */
  const arrived = new Map<Seat, { channelId: number; identity: Identity }>()
  /** Why it is not known yet. */
  const failing = new Map<Seat, unknown>()
  let pages: { channelId: number; transport: WebTransport } | undefined
  let arriving = Promise.resolve()
  let server: { port: number; close(): Promise<void> } | undefined
  let tick: { stop(): Promise<void> } | undefined
  let clockLook: NodeJS.Timeout | undefined
  let starting: Promise<void> | undefined
  let keeping: Promise<void> | undefined
  let running: Promise<unknown> = Promise.resolve()
  const jobs = new Map<string, JobRecord>()
  /** When each channel was last heard at a tick, by the clock that only runs forward. */
  const heardAt = new Map<number, number>()

  return { start, stop, runDue: runJobs, settled, health, port: () => server?.port ?? 0 }

  async function start(): Promise<void> {
    moment('migrate.began')
    await migrateSafely(database, config, clock.now())
    moment('migrate.done')
    const web = makeWeb({
      log,
      health,
      figures: async () => (post ? figuresOf(await post.state(), jobs) : { up: 0 }),
      pages: await openPages(),
      webhooks: seats.flatMap((seat) => {
        if (!seat.webhook) return []
        const { url, secret, header } = seat.webhook
        return [{ path: new URL(url).pathname, header, secret, accept: (raw) => acceptWebhook(seat, raw) }]
      }),
    })
    server = await listen(web, config.PORT, config.HOST).catch((error: NodeJS.ErrnoException) => {
      throw cannotListen(config, error)
    })
    log.info({ port: server.port, host: config.HOST, database: database.kind }, 'listening')
    await keepPagesAddress(db, address())
    // The pages are there whether or not a platform can be reached.
    if (pages) post = await open({ ...pages, webhook: { url: '', secret: '' } })
    starting = connect()
    await starting
  }

  async function openPages() {
    if (!config.PUBLIC_URL && !options.localPages) return undefined
    const transport = makeWebTransport({ folder: join(config.DATA_DIR, 'uploads'), address })
    const channelId = await keepChannel(db, 'web', { externalId: 'web', username: address(), hearsAll: true })
    pages = { channelId, transport }
    const url = new URL(address())
    return makePages({
      ...pages,
      db,
      clock,
      log,
      address,
      base: url.pathname.replace(/\/+$/, ''),
      isSecure: url.protocol === 'https:',
      filesFolder: join(config.DATA_DIR, 'files'),
      remote: remoteOf,
      accept: async (update) => {
        if (!post) throw new Error('not started yet')
        await post.acceptWebhook(channelId, update)
      },
    })
  }

  /** Each platform as it is reached: the first one opens the post, others join it. */
  async function connect(): Promise<void> {
    const asking = { db, log, signal: stopping.signal, isOnly: seats.length === 1 }
    await Promise.all(
      seats.map(async (seat) => {
        const onFailure = (error: unknown) =>
          void (error === undefined ? failing.delete(seat) : failing.set(seat, error))
        const identity = await whoAmI(seat, { ...asking, onFailure })
        if (!identity || stopping.signal.aborted) return
        arriving = arriving.then(() => arrive(seat, identity))
        await arriving
      }),
    )
  }

  async function arrive(seat: Seat, identity: Identity): Promise<void> {
    const { transport, webhook } = seat
    const channelId = await keepChannel(db, seat.platform, identity)
    arrived.set(seat, { channelId, identity })
    if (post) post.join({ channelId, transport, webhook })
    else post = await open({ channelId, transport, webhook })
    for (const menu of commandMenus()) {
      await transport
        .setCommands(menu.scope, menu.commands, menu.language)
        .catch((error: unknown) => log.warn({ err: error }, 'menu not set'))
    }
    if (identity.groups === false) {
      log.warn({ platform: seat.platform }, 'the bot may not be in groups there (can_join_groups)')
      await db.transaction((tx) => warnOfGroups(tx, channelId, clock.now()))
    }
    await runJobs()
    log.info({ bot: identity.username, platform: seat.platform }, 'started')
  }

  async function open(first: JoiningChannel): Promise<Post> {
    const router = makeRouter({
      entries: allEntries(),
      // Only where commands carry the bot's name.
      get username() {
        return [...arrived].find(([seat]) => seat.platform === 'telegram')?.[1].identity.username ?? ''
      },
      async chatOf(tx, channel, incoming, now) {
        const chat = await ensureChat(tx, channel, incoming.chat, now, incoming.from?.language)
        // Where nothing else tells that a chat is there again, being spoken to does.
        const isHeard = ['text', 'file', 'other'].includes(incoming.happening.kind)
        if (chat.unreachableAt && isHeard && !(await chatCapabilities(tx, chat.id)).groupEvents)
          await regainChat(tx, chat.id, now)
        return talkChat(chat)
      },
      heldBy,
      actorIn,
      secretStamp: stampInWords,
      stampInName,
      erase: async (tx, ctx) => {
        await tx.update(inbox).set({ raw: {} }).where(eq(inbox.id, ctx.updateId))
        const { happening } = ctx.incoming
        if ('ref' in happening && happening.ref) {
          await addRemoval(
            tx,
            { channelId: ctx.chat.channelId, externalChatId: ctx.chat.externalId, ref: happening.ref },
            ctx.now,
          )
        }
      },
    })
    const opened = openPost({
      database,
      clock,
      log,
      transports: new Map([[first.channelId, first.transport]]),
      filesFolder: join(config.DATA_DIR, 'files'),
      handling: router,
      hooks: postHooks,
      chores: allChores(),
      plannedNow: () => (!watch || watch.trusted() ? clock.now() : new Date(0)),
      ...(options.limits ? { limits: options.limits } : {}),
      ...(first.webhook ? { webhook: first.webhook } : {}),
    })
    await opened.start()
    tick = startTick(runJobs, log)
    if (watch) clockLook = setInterval(() => void lookAtClock(), CLOCK_LOOK).unref()
    return opened
  }

  async function acceptWebhook(seat: Seat, raw: unknown): Promise<void> {
    const known = arrived.get(seat)
    if (!known || !post) throw new Error('not started yet')
    await post.acceptWebhook(known.channelId, raw)
  }

  /** A clock that was set has the tick count from its new time. */
  async function lookAtClock(): Promise<void> {
    if (!watch || watch.trusted()) return
    if (!(await mayPlan(watch)) || !watch.trusted()) return
    await tick?.stop()
    tick = startTick(runJobs, log)
    await runJobs()
  }

  /** Whether what is planned may run by this clock; a database that is away is no reason to fail. */
  async function mayPlan(clocks: ClockWatch): Promise<boolean> {
    try {
      await clocks.look()
    } catch (error) {
      log.error({ err: error }, 'the clock could not be compared')
      return false
    }
    if (clocks.wrong()) log.error({ reason: clocks.wrong() }, 'the clock cannot be trusted: planned work waits')
    return clocks.wrong() === undefined
  }

  /** Stopping waits for what is under way. */
  function runJobs(): Promise<void> {
    const underWay = runNow()
    running = Promise.allSettled([running, underWay])
    return underWay
  }

  async function runNow(): Promise<void> {
    if (!post?.leading()) return
    if (watch && !(await mayPlan(watch))) return
    await runDue(db, clock.now(), log, seen, listHeard(post), stopping.signal)
    moment('job.written')
    post.wake()
    await pages?.transport.forgetUploads()
    if (options.upkeep) await keepUp()
  }

  /** The platforms that answer now, and for how long this process had not heard them: a moved clock makes no gap. */
  function listHeard(from: Post): Heard[] {
    const at = clock.elapsed()
    return from.heard().flatMap(({ channelId, since }) => {
      if (channelId === pages?.channelId) return []
      if (!config.WEBHOOK_URL && (since === undefined || since > 120_000)) return []
      const last = heardAt.get(channelId)
      heardAt.set(channelId, at)
      return [{ channelId, unheardFor: last === undefined ? undefined : at - last }]
    })
  }

  /** One at a time: the start and the first tick may come together. */
  function keepUp(): Promise<void> {
    keeping ??= keepUpNow().finally(() => {
      keeping = undefined
    })
    return keeping
  }

  async function keepUpNow(): Promise<void> {
    const work: [job: string, said: string, run: () => Promise<string | number | undefined>][] = [
      ['dump', 'dumped', () => dumpHourly(database, config, clock.now())],
      ['tidy', 'tidied', () => tidyNightly(database, clock.now(), stopping.signal)],
    ]
    for (const [job, said, run] of work)
      try {
        const done = await run()
        if (done !== undefined) log.info({ job, done }, said)
        seen(job, true)
      } catch (error) {
        log.error({ job, err: error }, 'job failed')
        seen(job, false)
      }
  }

  function seen(name: string, well: boolean): void {
    const job = jobs.get(name) ?? { last: 0, errors: 0 }
    jobs.set(
      name,
      well ? { ...job, last: Math.floor(clock.now().getTime() / 1000) } : { ...job, errors: job.errors + 1 },
    )
  }

  async function settled(): Promise<void> {
    await starting
    await post?.settled()
  }

  async function health(): Promise<Health> {
    if (!post) return { ok: false, role: 'starting', problems: ['chưa kết nối được với nền tảng nhắn tin'] }
    try {
      const state = await post.state()
      const problems = state.channels
        .filter(isPlatform)
        .flatMap((channel) => [
          ...(channel.revoked ? [`${channel.platform}: mã ${settingOf(channel.platform)} không còn hiệu lực`] : []),
          ...(state.leading && !config.WEBHOOK_URL && (channel.sincePoll ?? Number.POSITIVE_INFINITY) > 120_000
            ? [`${channel.platform}: chưa nhận được tin nào trong 2 phút`]
            : []),
        ])
      const wrong = watch?.wrong()
      if (wrong) problems.push(translator('vi')('operations-clock-wrong', { what: wrong }))
      if (arrived.size === 0 && failing.size === 0) problems.push('chưa kết nối được với nền tảng nhắn tin')
      for (const [seat, error] of failing) {
        const isRevoked = error instanceof SendError && error.kind === 'revoked'
        if (!arrived.has(seat))
          problems.push(
            isRevoked
              ? `${seat.platform}: mã ${seat.setting} không còn hiệu lực`
              : `${seat.platform}: chưa kết nối được (${reasonOf(error, 120)})`,
          )
      }
      const notes = [...arrived].flatMap(([seat, { identity }]) =>
        identity.groups === false ? [`${seat.platform}: bot chưa được vào nhóm (can_join_groups là sai)`] : [],
      )
      const uses = state.leading ? await db.transaction((tx) => quotaUse(tx, clock.now())) : []
      // Our own count, and no more than that: the platform may still take messages.
      for (const use of uses) notes.push(`${use.platform}: đã dùng ${use.used}/${use.quota} tin của tháng`)
      if (!state.leading && (await isHeld(db))) problems.push(translator('vi')('operations-restore-held'))
      return {
        ok: problems.length === 0,
        role: state.leading ? 'active' : 'standby',
        problems,
        ...(notes.length > 0 ? { notes } : {}),
      }
    } catch (error) {
      return { ok: false, role: 'starting', problems: [`cơ sở dữ liệu không trả lời: ${reasonOf(error, 200)}`] }
    }
  }

  function isPlatform({ channelId }: { channelId: number }): boolean {
    return channelId !== pages?.channelId
  }

  function settingOf(platform: string): string {
    return seats.find((seat) => seat.platform === platform)?.setting ?? ''
  }

  async function stop(): Promise<void> {
    stopping.abort()
    // A platform that does not answer is not waited for.
    await Promise.race([starting?.catch(() => {}), pause(2000)])
    clearInterval(clockLook)
    await tick?.stop()
    await running
    await keeping
    await post?.stop()
    await server?.close()
  }
}

/** Which of the two settings is wrong, in one line. */
function cannotListen({ PORT, HOST }: Config, error: NodeJS.ErrnoException): Error {
  const { code = '' } = error
  if (code === 'EADDRINUSE')
    return new ConfigError(`PORT: cổng ${PORT} đang được chương trình khác dùng; đặt cổng khác.`)
  if (code === 'EACCES') return new ConfigError(`PORT: không có quyền mở cổng ${PORT}; đặt cổng từ 1024 trở lên.`)
  if (['ENOTFOUND', 'EAI_AGAIN', 'EADDRNOTAVAIL', 'EINVAL'].includes(code))
    return new ConfigError(`HOST: máy này không có địa chỉ ${HOST} (${code}).`)
  return error
}
