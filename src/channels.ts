// The platforms this installation is on: their transports, how they deliver, and finding out who the bot is on each.
import { setTimeout as pause } from 'node:timers/promises'
import { desc, eq } from 'drizzle-orm'
import { SendError, type Transport } from './chat/transport.js'
import { type Config, ConfigError } from './config.js'
import type { Db } from './db/db.js'
import { channels } from './db/schema/people.js'
import { type Log, reasonOf } from './lib/log.js'
import { makeTelegramTransport } from './post/transports/telegram/transport.js'
import { makeZaloTransport } from './post/transports/zalo/transport.js'

export type Platform = 'telegram' | 'zalo'
export type Identity = Awaited<ReturnType<Transport['identity']>>

export interface Seat {
  platform: Platform
  /** The setting that holds its token. */
  setting: 'BOT_TOKEN' | 'ZALO_BOT_TOKEN'
  transport: Transport
  /** Updates come by webhook: where the platform posts them, and the header that shows the secret. */
  webhook: { url: string; secret: string; header: string } | undefined
}

const ZALO_API = 'https://bot-api.zaloplatforms.com'

/** One seat for each token. Zalo posts to `WEBHOOK_URL` followed by `/zalo`. */
export function seatsOf(config: Config, zaloApiRoot = ZALO_API): Seat[] {
  const seats: Seat[] = []
  const { BOT_TOKEN, ZALO_BOT_TOKEN, WEBHOOK_URL: url, WEBHOOK_SECRET, ZALO_WEBHOOK_SECRET } = config
  if (BOT_TOKEN)
    seats.push({
      platform: 'telegram',
      setting: 'BOT_TOKEN',
      transport: makeTelegramTransport({ token: BOT_TOKEN, apiRoot: config.TELEGRAM_API_ROOT }),
      webhook:
        url && WEBHOOK_SECRET ? { url, secret: WEBHOOK_SECRET, header: 'x-telegram-bot-api-secret-token' } : undefined,
    })
  if (ZALO_BOT_TOKEN)
    seats.push({
      platform: 'zalo',
      setting: 'ZALO_BOT_TOKEN',
      transport: makeZaloTransport({ token: ZALO_BOT_TOKEN, apiRoot: zaloApiRoot }),
      webhook:
        url && ZALO_WEBHOOK_SECRET
          ? { url: `${url.replace(/\/+$/, '')}/zalo`, secret: ZALO_WEBHOOK_SECRET, header: 'x-bot-api-secret-token' }
          : undefined,
    })
  return seats
}

export interface Asking {
  db: Db
  log: Log
  signal: AbortSignal
  /** Told of each failure, and with undefined once it is known. */
  onFailure(error: unknown): void
  /** There is nobody else to run for: a token that is refused stops the start. */
  isOnly: boolean
}

/**
 * Asks the platform who the bot is, again and again while it cannot be reached, ever more seldom. Undefined when stopped meanwhile. A
 * platform without buttons may be away for hours: whoever the bot was there before, it still is. Throws `ConfigError` when the only
 * token is refused.
 */
export async function whoAmI(
  seat: Seat,
  { db, log, signal, onFailure, isOnly }: Asking,
): Promise<Identity | undefined> {
  for (let tries = 0; !signal.aborted; tries++) {
    try {
      const identity = await seat.transport.identity()
      onFailure(undefined)
      return identity
    } catch (error) {
      onFailure(error)
      const isRefused = error instanceof SendError && error.kind === 'revoked'
      if (isRefused && isOnly) throw new ConfigError(refusedToken(seat, error))
      log.error(
        { err: error, tries, platform: seat.platform, setting: seat.setting },
        'the platform does not say who the bot is',
      )
      const isAway = error instanceof SendError && !isRefused
      const known = isAway && seat.platform === 'zalo' ? await knownIdentity(db, seat.platform) : undefined
      if (known) return known
      await pause(Math.min(30_000, 500 * 2 ** tries), undefined, { signal }).catch(() => {})
    }
  }
  return undefined
}

function refusedToken({ setting, platform }: Seat, error: SendError): string {
  const hint =
    platform === 'telegram'
      ? 'kiểm tra lại mã của BotFather và TELEGRAM_API_ROOT'
      : 'kiểm tra lại mã của Zalo Bot Manager'
  return `${setting}: nền tảng không nhận mã này (${reasonOf(error, 80)}); ${hint}.`
}

/** The bot as it was known before; nothing when it is new here. */
async function knownIdentity(db: Db, platform: Platform): Promise<Identity | undefined> {
  const [row] = await db
    .select()
    .from(channels)
    .where(eq(channels.platform, platform))
    .orderBy(desc(channels.id))
    .limit(1)
  return row && { externalId: row.externalId, username: row.username, hearsAll: false }
}

/** The row of a channel; made when the bot is new here. */
export async function keepChannel(db: Db, platform: Platform | 'web', identity: Identity): Promise<number> {
  const [row] = await db
    .insert(channels)
    .values({ platform, externalId: identity.externalId, username: identity.username })
    .onConflictDoUpdate({ target: [channels.platform, channels.externalId], set: { username: identity.username } })
    .returning({ id: channels.id })
  if (!row) throw new Error('channel not stored')
  return row.id
}

/** Where the signed pages are reached as of now; with '' no new links are made. */
export async function keepPagesAddress(db: Db, address: string): Promise<void> {
  await db.update(channels).set({ username: address }).where(eq(channels.platform, 'web'))
}
