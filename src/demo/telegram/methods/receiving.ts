// How a bot gets its updates: long polling or a webhook, never both.
import { type Call, Described } from '../call.js'
import { badRequest, conflict } from '../refusal.js'
import { endPoller, fetchUpdates, pendingUpdates, setAllowed } from '../updates.js'
import { startWebhook, stopWebhook, type Webhook, webhookOf } from '../webhook.js'
import type { WireUpdate } from '../wire.js'
import type { Bot } from '../world.js'

export async function getUpdates({ world, bot, params, signal }: Call): Promise<WireUpdate[]> {
  if (webhookOf(bot))
    throw conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
  const offset = params.whole('offset') ?? 0
  const limit = Math.min(100, Math.max(1, params.whole('limit') ?? 100))
  const seconds = params.whole('timeout') ?? 0
  setAllowed(bot.mailbox, params.json('allowed_updates'))
  return fetchUpdates(world, bot, { offset, limit, seconds }, signal)
}

/** `reply` carries out a call that the bot puts into its answer to the webhook. */
export function setWebhook({ world, bot, params }: Call, reply: Webhook['reply']): unknown {
  const url = params.text('url') ?? ''
  if (url === '') return deleteWebhook({ bot, params })
  checkUrl(url)
  const secret = params.text('secret_token')
  if (secret !== undefined && !/^[A-Za-z0-9_-]{1,256}$/.test(secret))
    throw badRequest('secret token contains unallowed characters')
  const maxConnections = Math.min(100, Math.max(1, params.whole('max_connections') ?? 40))
  setAllowed(bot.mailbox, params.json('allowed_updates'))
  endPoller(bot.mailbox, 'terminated by setWebhook request')
  stopWebhook(bot)
  if (params.flag('drop_pending_updates')) dropPending(bot)
  startWebhook(world, bot, { url, secret, maxConnections, reply })
  return new Described(true, 'Webhook was set')
}

/** Only this machine is reached, so plain http and any port will do. */
function checkUrl(url: string): void {
  if (!URL.canParse(url)) throw badRequest('bad webhook: invalid URL')
  const { protocol, hostname } = new URL(url)
  const isLocal = hostname === '127.0.0.1' || hostname === 'localhost'
  if (!isLocal && protocol !== 'https:') throw badRequest('bad webhook: An HTTPS URL must be provided for webhook')
  if (!isLocal || protocol !== 'http:')
    throw badRequest('bad webhook: Failed to resolve host: Name or service not known')
}

export function deleteWebhook({ bot, params }: Pick<Call, 'bot' | 'params'>): unknown {
  const was = webhookOf(bot)
  stopWebhook(bot)
  if (params.flag('drop_pending_updates')) dropPending(bot)
  return new Described(true, was ? 'Webhook was deleted' : 'Webhook is already deleted')
}

function dropPending(bot: Bot): void {
  bot.mailbox.queue = []
  bot.mailbox.again = []
}

export function getWebhookInfo({ bot }: Call): Record<string, unknown> {
  const hook = webhookOf(bot)
  const allowed = bot.mailbox.allowed
  return {
    url: hook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: pendingUpdates(bot.mailbox),
    max_connections: hook?.maxConnections,
    ip_address: hook && '127.0.0.1',
    last_error_date: hook?.lastError?.date,
    last_error_message: hook?.lastError?.message,
    allowed_updates: allowed && [...allowed],
  }
}
