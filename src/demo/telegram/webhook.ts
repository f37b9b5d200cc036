// Delivery of updates to a webhook: in order per lane, lanes side by side, repeated with growing pauses until accepted.
import { Agent, request } from 'node:http'
import { isRecord, Params } from './params.js'
import { type Queued, wake } from './updates.js'
import { type Bot, touch, unixNow, type World } from './world.js'

export interface Webhook {
  url: string
  secret: string | undefined
  maxConnections: number
  lanes: Map<string, Queued[]>
  running: Set<string>
  agent: Agent
  stopped: boolean
  lastError?: { date: number; message: string }
  /** Runs a method that the bot put into its answer. */
  reply: (method: string, params: Params) => Promise<void>
}

const hooks = new WeakMap<Bot, Webhook>()

export function webhookOf(bot: Bot): Webhook | undefined {
  return hooks.get(bot)
}

export function startWebhook(
  world: World,
  bot: Bot,
  input: Pick<Webhook, 'url' | 'secret' | 'maxConnections' | 'reply'>,
): void {
  stopWebhook(bot)
  const agent = new Agent({ keepAlive: true, maxSockets: input.maxConnections })
  const hook: Webhook = { ...input, lanes: new Map(), running: new Set(), agent, stopped: false }
  hooks.set(bot, hook)
  bot.mailbox.fetched = true
  bot.mailbox.webhook = {
    kick: () => takeOver(world, bot, hook),
    pending: () => pendingInLanes(hook),
  }
  wake(world, bot)
}

/** Ends delivery; what was not accepted goes back into the queue. */
export function stopWebhook(bot: Bot): void {
  const hook = hooks.get(bot)
  if (!hook) return
  hooks.delete(bot)
  hook.stopped = true
  hook.agent.destroy()
  bot.mailbox.webhook = undefined
  const left = [...hook.lanes.values()].flat().sort((a, b) => a.update.update_id - b.update.update_id)
  bot.mailbox.queue = [...left, ...bot.mailbox.queue]
}

export function pendingInLanes(hook: Webhook): number {
  let count = 0
  for (const lane of hook.lanes.values()) count += lane.length
  return count
}

function takeOver(world: World, bot: Bot, hook: Webhook): void {
  const { mailbox } = bot
  if (mailbox.held) return
  for (const entry of mailbox.queue.splice(0)) {
    const lane = hook.lanes.get(entry.lane)
    const entries = mailbox.disturb.duplicate > 0 ? [entry, entry] : [entry]
    if (entries.length > 1) mailbox.disturb.duplicate--
    if (lane) lane.push(...entries)
    else hook.lanes.set(entry.lane, entries)
    if (lane && lane.length > 2 && mailbox.disturb.reorder > 0) {
      // The first of a lane may be on its way; the ones behind it change places.
      mailbox.disturb.reorder--
      lane.push(...lane.splice(-2, 1))
    }
  }
  startLanes(world, hook)
}

function startLanes(world: World, hook: Webhook): void {
  for (const [name, lane] of hook.lanes) {
    if (hook.running.size >= hook.maxConnections) return
    if (hook.running.has(name)) continue
    hook.running.add(name)
    void runLane(world, hook, lane).finally(() => {
      hook.running.delete(name)
      if (lane.length === 0) hook.lanes.delete(name)
      if (!hook.stopped) startLanes(world, hook)
    })
  }
}

async function runLane(world: World, hook: Webhook, lane: Queued[]): Promise<void> {
  for (let failures = 0; lane.length > 0 && !hook.stopped; ) {
    const entry = lane[0]!
    const life = entry.kind === 'callback_query' ? world.lifetimes.callbackUnfetched : world.lifetimes.update
    const outcome = performance.now() - entry.at > life ? { done: true } : await deliver(world, hook, entry)
    touch(world)
    if (hook.stopped) return
    if (outcome.done) {
      lane.shift()
      failures = 0
      continue
    }
    const pauses = world.webhookPauses
    const pause = outcome.retryAfter ?? pauses[Math.min(failures++, pauses.length - 1)] ?? 1000
    await new Promise((resolve) => setTimeout(resolve, pause).unref())
  }
}

async function deliver(
  world: World,
  hook: Webhook,
  entry: Queued,
): Promise<{ done: boolean; retryAfter?: number | undefined }> {
  try {
    const answer = await post(hook, JSON.stringify(entry.update))
    world.stats.updatesDelivered++
    if (answer.status < 200 || answer.status > 299) {
      hook.lastError = {
        date: unixNow(world),
        message: `Wrong response from the webhook: ${answer.status} ${answer.statusText}`,
      }
      const seconds = Number(answer.retryAfter)
      return { done: false, retryAfter: seconds > 0 ? seconds * 1000 : undefined }
    }
    await runReply(hook, answer.body)
    return { done: true }
  } catch (error) {
    const refused = (error as { code?: string }).code === 'ECONNREFUSED'
    hook.lastError = { date: unixNow(world), message: refused ? 'Connection refused' : 'Connection closed' }
    return { done: false }
  }
}

interface WebhookAnswer {
  status: number
  statusText: string
  retryAfter: string | undefined
  body: string
}

function post(hook: Webhook, body: string): Promise<WebhookAnswer> {
  return new Promise((resolve, reject) => {
    const headers: Record<string, string | number> = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    if (hook.secret) headers['x-telegram-bot-api-secret-token'] = hook.secret
    const sent = request(hook.url, { method: 'POST', agent: hook.agent, headers, timeout: 60_000 }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          statusText: response.statusMessage ?? '',
          retryAfter: response.headers['retry-after'],
          body: Buffer.concat(parts).toString(),
        }),
      )
    })
    sent.on('timeout', () => sent.destroy(new Error('timeout')))
    sent.on('error', reject)
    sent.end(body)
  })
}

/** A bot may answer the webhook with one method call; its result is not told to the bot. */
async function runReply(hook: Webhook, body: string): Promise<void> {
  if (!body.startsWith('{')) return
  try {
    const call: unknown = JSON.parse(body)
    if (isRecord(call) && typeof call.method === 'string') await hook.reply(call.method, new Params(call))
  } catch {
    // What a bot says there is its own affair; a wrong call is simply not carried out.
  }
}
