// What people do on the emulated Zalo. In a group the bot hears only what mentions it or replies to it.
import { eventOf, tell } from './events.js'
import { botSays } from './methods.js'
import { findRoom, hexId, keep, type Message, needPerson, type Room, type World } from './world.js'

export interface SayOptions {
  /** With the picker: the bot's name stands in front of the text. */
  mention?: boolean
  /** The id of the message it answers. */
  replyTo?: string
  /** Which bot is meant, with several. */
  bot?: string
}

export function say(world: World, userId: string, chatId: string, text: string, options: SayOptions = {}): Message {
  return act(world, userId, chatId, { kind: 'text', text }, options)
}

/** A picture; its caption counts as its text, a mention of the bot included. */
export function sendImage(
  world: World,
  userId: string,
  chatId: string,
  input: SayOptions & { caption?: string; bytes?: Uint8Array },
): Message {
  const id = hexId()
  world.photos.set(id, input.bytes ?? new Uint8Array([0xff, 0xd8, 0xff, 0xd9]))
  const content = { kind: 'image' as const, text: input.caption ?? '', photoUrl: `${world.root}/photo/${id}` }
  return act(world, userId, chatId, content, input)
}

export function act(
  world: World,
  userId: string,
  chatId: string,
  content: Pick<Message, 'kind' | 'text'> & { photoUrl?: string },
  options: SayOptions = {},
): Message {
  const person = needPerson(world, userId)
  const room = findRoom(world, chatId, options.bot)
  if (!room.members.includes(userId)) throw new Error(`${person.name} is not in ${room.title}`)
  const answered = room.messages.find((message) => message.id === options.replyTo)
  if (options.replyTo !== undefined && !answered) throw new Error(`no message ${options.replyTo} to answer`)
  const bot = world.bots.get(options.bot ?? [...world.bots.keys()][0] ?? '')
  if (!bot) throw new Error('no bot')
  const message: Message = {
    id: hexId(),
    chatId: room.id,
    from: { id: person.id, name: person.name, isBot: false },
    at: world.now(),
    ...content,
    text: options.mention ? `@${bot.name} ${content.text}`.trim() : content.text,
    ...(options.replyTo ? { replyTo: options.replyTo } : {}),
  }
  keep(world, room, message, bot.id)
  if (room.kind === 'private') {
    room.bots.set(bot.id, 'in')
    tell(world, bot, eventOf(message, room))
    return message
  }
  for (const one of world.bots.values()) {
    if (room.bots.get(one.id) !== 'in') continue
    const isMentioned = options.mention === true && one.id === bot.id && content.kind !== 'file'
    if (isMentioned || answered?.from.id === one.id) tell(world, one, eventOf(message, room))
    else world.stats.filtered += 1
  }
  return message
}

export function addGroup(world: World, input: { title: string; by: string; members?: string[] }): Room {
  const room: Room = {
    id: hexId(10),
    kind: 'group',
    title: input.title,
    members: [input.by, ...(input.members ?? [])],
    bots: new Map(),
    messages: [],
  }
  world.rooms.set(room.id, room)
  return room
}

/** Somebody shares the link from Bot Creator into the group: the leader has to confirm. */
export function shareBotLink(world: World, groupId: string, userId: string, botId: string): void {
  const room = findRoom(world, groupId)
  const bot = world.bots.get(botId)
  if (!bot || room.kind !== 'group' || !room.members.includes(userId))
    throw new Error('this link cannot be shared here')
  if (!bot.canJoinGroups) throw new Error(`${bot.name} may not join groups (can_join_groups is false)`)
  keep(world, room, {
    id: hexId(),
    chatId: room.id,
    from: { id: userId, name: needPerson(world, userId).name, isBot: false },
    at: world.now(),
    kind: 'link',
    text: `Thêm ${bot.name} vào nhóm`,
  })
  if (!room.bots.has(botId)) room.bots.set(botId, 'asked')
}

/** The leader confirms, and the bot says hello: Zalo says it, not the program behind it. No event is sent for it. */
export function confirmBot(world: World, groupId: string, leaderId: string, botId: string): void {
  const room = findRoom(world, groupId)
  const bot = world.bots.get(botId)
  if (room.members[0] !== leaderId) throw new Error('only the leader of the group confirms')
  if (!bot || room.bots.get(botId) !== 'asked') throw new Error('nobody shared the link of this bot')
  room.bots.set(botId, 'in')
  botSays(world, bot, room, { kind: 'text', text: `Xin chào, tôi là ${bot.name}.` })
}
