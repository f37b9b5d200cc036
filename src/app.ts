// Joins the parts into the running program. Only this file wires.
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import type { RateLimits, Transport } from './chat/transport.js'
import type { Config } from './config.js'
import type { Database } from './db/db.js'
import { channels } from './db/schema/people.js'
import { inbox } from './db/schema/post.js'
import { type Health, listen, makeWeb } from './http.js'
import { runDue, startTick } from './jobs.js'
import type { Clock } from './lib/clock.js'
import { translator } from './lib/i18n.js'
import { type Log, reasonOf } from './lib/log.js'
import { moment } from './lib/moment.js'
import { secretStamp } from './office/directives/reader/stamp.js'
import { commandMenus } from './office/people/menu.js'
import { ensureChat, talkChat } from './office/people/store.js'
import { whoIs } from './office/people/who.js'
import { dumpHourly, migrateSafely } from './operations/backup/dumps.js'
import { isHeld } from './operations/backup/hold.js'
import { openPost, type Post } from './post/post.js'
import { addRemoval } from './post/removal.js'
import { makeTelegramTransport } from './post/transports/telegram/transport.js'
import { allChores, allEntries, postHooks } from './slices.js'
import { makeRouter } from './talk/router.js'

export interface AppOptions {
  config: Config
  database: Database
  clock: Clock
  log: Log
  /** Instead of the platform's own; the demo's emulator has none. */
  limits?: RateLimits
  /** Dumps the embedded database every hour. */
  dumps?: boolean
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

type Identity = Awaited<ReturnType<Transport['identity']>>

/** Puts the program together; nothing runs before `start`. Throws when there is no token. */
export function openApp(options: AppOptions): App {
  const { config, database, clock, log } = options
  const { db } = database
  if (!config.BOT_TOKEN) throw new Error('no token')
  const transport = makeTelegramTransport({ token: config.BOT_TOKEN, apiRoot: config.TELEGRAM_API_ROOT })
  const stopping = new AbortController()
  let post: Post | undefined
  let channelId: number | undefined
  let server: { port: number; close(): Promise<void> } | undefined
  let tick: { stop(): Promise<void> } | undefined
  let starting: Promise<void> | undefined
  /** Jobs since the start: when each last got to its end (Unix seconds), and how often it failed. */
  const jobs = new Map<string, { last: number; errors: number }>()

  return { start, stop, runDue: runJobs, settled, health, port: () => server?.port ?? 0 }

  async function start(): Promise<void> {
    moment('migrate.began')
    await migrateSafely(database, config, clock.now())
    moment('migrate.done')
    const webhook = config.WEBHOOK_URL
    const web = makeWeb({
      log,
      health,
      figures,
      ...(webhook && config.WEBHOOK_SECRET
        ? { webhook: { path: new URL(webhook).pathname, secret: config.WEBHOOK_SECRET, accept: acceptWebhook } }
        : {}),
    })
    server = await listen(web, config.PORT, config.HOST)
    log.info({ port: server.port, host: config.HOST, database: database.kind }, 'listening')
    starting = connect()
    await starting
  }

  async function connect(): Promise<void> {
    const identity = await whoAmI()
    if (!identity) return
    const id = await keepChannel(identity)
    channelId = id
    const router = makeRouter({
      entries: allEntries(),
      username: identity.username,
      chatOf: async (tx, channel, incoming, now) =>
        talkChat(await ensureChat(tx, channel, incoming.chat, now, incoming.from?.language)),
      whoIs,
      secretStamp,
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
      transports: new Map([[id, transport]]),
      filesFolder: join(config.DATA_DIR, 'files'),
      handle: (tx, row, incoming, now) => router.handle(tx, row, incoming, now),
      hooks: postHooks,
      chores: allChores(),
      ...(options.limits ? { limits: options.limits } : {}),
      ...(config.WEBHOOK_URL && config.WEBHOOK_SECRET
        ? { webhook: { url: config.WEBHOOK_URL, secret: config.WEBHOOK_SECRET } }
        : {}),
    })
    await opened.start()
    post = opened
    tick = startTick(runJobs, log)
    for (const menu of commandMenus()) {
      await transport
        .setCommands(menu.scope, menu.commands, menu.language)
        .catch((error: unknown) => log.warn({ err: error }, 'menu not set'))
    }
    await runJobs()
    log.info({ bot: identity.username }, 'started')
  }

  /** Asks the platform who the bot is, again and again while it cannot be reached; undefined when stopped meanwhile. */
  async function whoAmI(): Promise<Identity | undefined> {
    for (let tries = 0; !stopping.signal.aborted; tries++) {
      try {
        return await transport.identity()
      } catch (error) {
        log.error({ err: error, tries }, 'the platform does not say who the bot is')
        await pause(Math.min(30_000, 500 * 2 ** tries), undefined, { signal: stopping.signal }).catch(() => {})
      }
    }
    return undefined
  }

  async function keepChannel(identity: Identity): Promise<number> {
    const [row] = await db
      .insert(channels)
      .values({ platform: 'telegram', externalId: identity.externalId, username: identity.username })
      .onConflictDoUpdate({ target: [channels.platform, channels.externalId], set: { username: identity.username } })
      .returning({ id: channels.id })
    if (!row) throw new Error('channel not stored')
    return row.id
  }

  async function acceptWebhook(raw: unknown): Promise<void> {
    if (channelId === undefined || !post) throw new Error('not started yet')
    await post.acceptWebhook(channelId, raw)
  }

  async function runJobs(): Promise<void> {
    if (!post?.leading()) return
    await runDue(db, clock.now(), log, seen)
    moment('job.written')
    post.wake()
    if (options.dumps) await dump()
  }

  async function dump(): Promise<void> {
    try {
      const made = await dumpHourly(database, config, clock.now())
      if (made) log.info({ file: made }, 'dumped')
      seen('dump', true)
    } catch (error) {
      log.error({ job: 'dump', err: error }, 'job failed')
      seen('dump', false)
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
      const problems = state.channels.flatMap((channel) => [
        ...(channel.revoked ? [`${channel.platform}: mã BOT_TOKEN không còn hiệu lực`] : []),
        ...(state.leading && !config.WEBHOOK_URL && (channel.sincePoll ?? Number.POSITIVE_INFINITY) > 120_000
          ? [`${channel.platform}: chưa nhận được tin nào trong 2 phút`]
          : []),
      ])
      if (!state.leading && (await isHeld(db))) problems.push(translator('vi')('operations-restore-held'))
      return { ok: problems.length === 0, role: state.leading ? 'active' : 'standby', problems }
    } catch (error) {
      return { ok: false, role: 'starting', problems: [`cơ sở dữ liệu không trả lời: ${reasonOf(error, 200)}`] }
    }
  }

  async function figures(): Promise<Record<string, number>> {
    if (!post) return { up: 0 }
    const state = await post.state()
    const sum = (pick: (channel: (typeof state.channels)[number]) => number) =>
      state.channels.reduce((total, channel) => total + pick(channel), 0)
    return {
      up: 1,
      leading: state.leading ? 1 : 0,
      inbox_waiting: state.inbox.waiting,
      inbox_oldest_seconds: state.inbox.oldestMs / 1000,
      inbox_parked: state.inbox.parked,
      ...Object.fromEntries(
        state.outbox.flatMap((one) => [
          [`outbox_waiting_class_${one.class}`, one.waiting],
          [`outbox_oldest_seconds_class_${one.class}`, one.oldestMs / 1000],
        ]),
      ),
      outbox_held: state.held,
      outbox_refused: state.refused,
      outbox_unknown: state.unknowns,
      chores_waiting: state.chores.waiting,
      chores_failed: state.chores.failed,
      updates_total: sum((channel) => channel.updates),
      sends_total: sum((channel) => channel.sends),
      edits_total: sum((channel) => channel.edits),
      throttled_total: sum((channel) => channel.throttled),
      ...Object.fromEntries(
        [...jobs].flatMap(([name, job]) => [
          [`job_${name}_last_run_seconds`, job.last],
          [`job_${name}_errors_total`, job.errors],
        ]),
      ),
    }
  }

  async function stop(): Promise<void> {
    stopping.abort()
    // A platform that does not answer is not waited for.
    await Promise.race([starting?.catch(() => {}), pause(2000)])
    await tick?.stop()
    await post?.stop()
    await server?.close()
  }
}
