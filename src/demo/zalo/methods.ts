// The ten calls of the Bot Platform. Everything is answered with HTTP 200; only `ok` says whether it worked.
import { eventOf, takeEvent, tell } from './events.js'
import { type Bot, hexId, keep, type Message, type Room, roomOf, type World } from './world.js'

export class Refusal extends Error {
  override name = 'Refusal'
  constructor(
    readonly code: number,
    readonly description: string,
  ) {
    super(description)
  }
}

export interface Call {
  world: World
  bot: Bot
  params: Record<string, unknown>
  /** Ends when the client hangs up. */
  signal: AbortSignal
}

type Method = (call: Call) => unknown

const MOST_TEXT = 2000
const LONGEST_POLL = 50

/** Names are case-sensitive. */
export const methods: Record<string, Method> = {
  getMe: ({ bot }) => ({
    id: bot.id,
    account_name: bot.account,
    account_type: 'BASIC',
    can_join_groups: bot.canJoinGroups,
  }),
  async getUpdates({ world, bot, params, signal }) {
    const seconds = params.timeout === undefined ? 30 : Number(params.timeout)
    if (!Number.isFinite(seconds) || seconds < 0) throw new Refusal(400, 'Bad Request: timeout')
    const event = await takeEvent(world, bot, Math.min(seconds, LONGEST_POLL), signal)
    if (!event) throw new Refusal(408, 'Request Timeout')
    return event
  },
  setWebhook({ world, bot, params }) {
    const url = textOf(params.url)
    const secret = textOf(params.secret_token)
    const isLocal = /^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(url ?? '')
    if (!url || (!url.startsWith('https://') && !isLocal)) throw new Refusal(400, 'Bad Request: url')
    if (!secret || secret.length < 8 || secret.length > 256) throw new Refusal(400, 'Bad Request: secret_token')
    bot.webhook = { url, secret, updatedAt: world.now().getTime() }
    world.stats.lost += bot.queue.length
    bot.queue = []
    return { url, updated_at: bot.webhook.updatedAt }
  },
  getWebhookInfo: ({ bot }) => ({ url: bot.webhook?.url ?? '', updated_at: bot.webhook?.updatedAt ?? 0 }),
  deleteWebhook({ world, bot }) {
    bot.webhook = undefined
    return { url: '', updated_at: world.now().getTime() }
  },
  sendMessage(call) {
    const text = textOf(call.params.text) ?? ''
    if (text.trim() === '' || text.length > MOST_TEXT)
      throw new Refusal(400, 'Bad Request: text must have 1 to 2000 characters')
    return say(call, { kind: 'text', text })
  },
  async sendPhoto(call) {
    const photo = textOf(call.params.photo) ?? ''
    const caption = textOf(call.params.caption) ?? ''
    if (caption.length > MOST_TEXT) throw new Refusal(400, 'Bad Request: caption')
    if (!URL.canParse(photo)) throw new Refusal(400, 'Bad Request: photo')
    target(call)
    // The real platform fetches the picture from our address.
    const fetched = await fetch(photo, { signal: AbortSignal.timeout(5000) }).catch(() => undefined)
    if (!fetched?.ok) throw new Refusal(400, 'Bad Request: photo')
    const id = hexId()
    call.world.photos.set(id, new Uint8Array(await fetched.arrayBuffer()))
    return say(call, { kind: 'image', text: caption, photoUrl: `${call.world.root}/photo/${id}` })
  },
  sendSticker(call) {
    if (!textOf(call.params.sticker)) throw new Refusal(400, 'Bad Request: sticker')
    return say(call, { kind: 'sticker', text: '' })
  },
  sendVoice(call) {
    if (!textOf(call.params.voice_url)) throw new Refusal(400, 'Bad Request: voice_url')
    const room = target(call)
    // In groups it is said to have worked, and does not arrive.
    if (room.kind === 'group') return { message_id: hexId(), date: call.world.now().getTime() }
    return say(call, { kind: 'voice', text: '' })
  },
  sendChatAction(call) {
    target(call)
    if (textOf(call.params.action) !== 'typing') throw new Refusal(400, 'Bad Request: action')
    return undefined
  },
}

/** The chat a call names, if this bot may write there. */
function target({ world, bot, params }: Call): Room {
  const chatId = params.chat_id
  if (typeof chatId !== 'string' || chatId === '') throw new Refusal(400, 'Bad Request: chat_id')
  const room = roomOf(world, bot, chatId)
  // Somebody who never wrote cannot be written to first.
  if (!room) throw new Refusal(404, 'Not Found: chat')
  if (room.bots.get(bot.id) !== 'in') throw new Refusal(403, 'Forbidden')
  return room
}

function say(call: Call, content: Pick<Message, 'kind' | 'text'> & { photoUrl?: string }): unknown {
  const { world, bot } = call
  const room = target(call)
  if (world.quota !== undefined && sentThisMonth(world, bot) >= world.quota) throw new Refusal(429, 'Quota exceeded')
  const message = botSays(world, bot, room, content)
  return { message_id: message.id, date: message.at.getTime() }
}

export function botSays(
  world: World,
  bot: Bot,
  room: Room,
  content: Pick<Message, 'kind' | 'text'> & { photoUrl?: string },
): Message {
  const message: Message = {
    id: hexId(),
    chatId: room.id,
    from: { id: bot.id, name: bot.name, isBot: true },
    at: world.now(),
    ...content,
  }
  world.stats.sent += 1
  keep(world, room, message, bot.id)
  // Own messages come back.
  if (world.echo) tell(world, bot, eventOf(message, room))
  return message
}

function sentThisMonth(world: World, bot: Bot): number {
  const month = world.now().toISOString().slice(0, 7)
  let count = 0
  for (const room of world.rooms.values())
    for (const message of room.messages)
      if (message.from.id === bot.id && message.at.toISOString().startsWith(month)) count += 1
  return count
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
