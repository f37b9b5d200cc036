// Telling bots what was said: by webhook, else to whoever polls. At most once: what nobody fetches in time is lost.
import type { Bot, Event, Message, Room, World } from './world.js'
import { touch } from './world.js'

/** What a bot is told of a message; ids are strings, dates milliseconds. */
export function eventOf(message: Message, room: Room): Event {
  const base = {
    message_id: message.id,
    date: message.at.getTime(),
    from: { id: message.from.id, display_name: message.from.name, is_bot: message.from.isBot },
    chat: { id: room.id, chat_type: room.kind === 'group' ? 'GROUP' : 'PRIVATE' },
  }
  switch (message.kind) {
    case 'text':
      return { event_name: 'message.text.received', message: { ...base, text: message.text } }
    case 'image':
      return {
        event_name: 'message.image.received',
        message: { ...base, photo: message.photoUrl, ...(message.text ? { caption: message.text } : {}) },
      }
    case 'sticker':
      return { event_name: 'message.sticker.received', message: { ...base, sticker: 's1', url: `${message.id}.png` } }
    case 'voice':
      return { event_name: 'message.voice.received', message: { ...base, voice_url: `${message.id}.aac` } }
    default:
      return { event_name: 'message.unsupported.received', message: base }
  }
}

/** Hands an event to a bot, twice when a duplicate was asked for. */
export function tell(world: World, bot: Bot, event: Event): void {
  const times = world.duplicates > 0 ? 2 : 1
  if (times === 2) world.duplicates -= 1
  for (let time = 0; time < times; time++) {
    if (bot.webhook) post(world, bot, event)
    else if (isPolling(world, bot)) {
      bot.queue.push(event)
      touch(world)
      for (const wake of bot.waiters) wake()
    } else world.stats.lost += 1
  }
}

/** Whether somebody polls, or did a moment ago and will again. */
export function isPolling(world: World, bot: Bot): boolean {
  return bot.polls > 0 || (bot.polledAt !== undefined && performance.now() - bot.polledAt <= world.grace)
}

/** One event for one poll, or undefined when none came in time. Never told again. */
export async function takeEvent(
  world: World,
  bot: Bot,
  seconds: number,
  signal: AbortSignal,
): Promise<Event | undefined> {
  if (!isPolling(world, bot)) {
    world.stats.lost += bot.queue.length
    bot.queue = []
  }
  bot.polls += 1
  try {
    // With a webhook set polling goes silent.
    if (bot.queue.length === 0 || bot.webhook) await arrival(bot, seconds * 1000, signal)
    const event = bot.webhook || signal.aborted ? undefined : bot.queue.shift()
    if (event) world.stats.delivered += 1
    return event
  } finally {
    bot.polls -= 1
    bot.polledAt = performance.now()
    touch(world)
  }
}

function arrival(bot: Bot, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const end = () => {
      clearTimeout(timer)
      bot.waiters.delete(end)
      signal.removeEventListener('abort', end)
      done()
    }
    const timer = setTimeout(end, milliseconds)
    bot.waiters.add(end)
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
  })
}

/** Posts an event; a refusal or an absence is not repeated, since no retry is documented. */
function post(world: World, bot: Bot, event: Event): void {
  bot.postingCount += 1
  bot.posting = bot.posting.then(async () => {
    const { webhook } = bot
    bot.posts += 1
    const isWrapped = world.bodies === 'wrapped' || (world.bodies === 'both' && bot.posts % 2 === 1)
    try {
      if (!webhook) return
      const response = await fetch(webhook.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-bot-api-secret-token': webhook.secret },
        body: JSON.stringify(isWrapped ? { ok: true, result: event } : event),
        signal: AbortSignal.timeout(10_000),
      })
      await response.body?.cancel()
      if (response.ok) world.stats.delivered += 1
      else world.stats.webhookFailed += 1
    } catch {
      world.stats.webhookFailed += 1
    } finally {
      bot.postingCount -= 1
      touch(world)
    }
  })
}
