// Chats: finding one, who is in it, and whether a bot may write there.
import { badRequest, forbidden } from './refusal.js'
import type { WireChat, WireMember, WireUser } from './wire.js'
import type { Account, Bot, GroupRoom, Membership, Person, PrivateRoom, Room, World } from './world.js'

/** Stands in for administrators who write in the name of the group. */
export const anonymousBot: WireUser = {
  id: 1087968824,
  is_bot: true,
  first_name: 'Group',
  username: 'GroupAnonymousBot',
}

const privateKey = (bot: Bot, person: Person) => `${bot.id}:${person.id}`

/** The private chat of a bot and a person; made when it is first needed, not yet started. */
export function privateRoom(world: World, bot: Bot, person: Person): PrivateRoom {
  const key = privateKey(bot, person)
  const found = world.rooms.get(key)
  if (found?.kind === 'private') return found
  const room: PrivateRoom = {
    kind: 'private',
    key,
    id: person.id,
    bot,
    person,
    started: false,
    blocked: false,
    messages: new Map(),
  }
  world.rooms.set(key, room)
  world.roomsOfPerson.get(person.id)?.add(room)
  return room
}

export function insertGroup(world: World, kind: GroupRoom['kind'], title: string): GroupRoom {
  const id = kind === 'group' ? --world.serials.group : --world.serials.supergroup
  const room: GroupRoom = {
    kind,
    key: String(id),
    id,
    title,
    members: new Map(),
    bots: new Set(),
    messages: new Map(),
    lastMessageId: 0,
    erased: false,
  }
  world.rooms.set(room.key, room)
  return room
}

export function findGroup(world: World, chatId: number): GroupRoom | undefined {
  const room = world.rooms.get(String(chatId))
  return room && room.kind !== 'private' ? room : undefined
}

/** The chat a bot means by an id. Throws the real server's refusal when there is none it knows. */
export function roomForBot(world: World, bot: Bot, chatId: number): Room {
  const group = findGroup(world, chatId)
  if (group) {
    if (group.migratedTo)
      throw badRequest('group chat was upgraded to a supergroup chat', { migrate_to_chat_id: group.migratedTo })
    if (!group.members.has(bot.id)) throw badRequest('chat not found')
    return group
  }
  const person = world.people.get(chatId)
  if (person) return privateRoom(world, bot, person)
  if (world.bots.has(chatId)) throw forbidden("bot can't send messages to bots")
  throw badRequest('chat not found')
}

/** The chat a bot wants to write to, which must be open to it. */
export function openRoomForBot(world: World, bot: Bot, chatId: number): Room {
  const room = roomForBot(world, bot, chatId)
  if (room.kind === 'private') {
    if (room.person.deactivated) throw forbidden('user is deactivated')
    if (room.blocked) throw forbidden('bot was blocked by the user')
    if (!room.started) throw forbidden("bot can't initiate conversation with a user")
    return room
  }
  if (room.erased) throw forbidden('the group chat was deleted')
  const status = room.members.get(bot.id)?.status
  if (status === 'kicked') throw forbidden(`bot was kicked from the ${room.kind} chat`)
  if (status === 'left') throw forbidden(`bot is not a member of the ${room.kind} chat`)
  return room
}

export function isMember(room: GroupRoom, accountId: number): boolean {
  const status = room.members.get(accountId)?.status
  return status !== undefined && status !== 'left' && status !== 'kicked'
}

export function isAdministrator(room: GroupRoom, accountId: number): boolean {
  const status = room.members.get(accountId)?.status
  return status === 'creator' || status === 'administrator'
}

/** Changes what somebody is in a group and returns what they were before. */
export function setStatus(
  world: World,
  room: GroupRoom,
  account: Account,
  status: Membership['status'],
  anonymous = false,
): Membership {
  const before = room.members.get(account.id) ?? { account, status: 'left', anonymous: false, readsAll: false }
  const wasIn = isMember(room, account.id)
  // Privacy mode is read at the door: changing it counts only after the bot is added again.
  const readsAll = wasIn ? before.readsAll : account.kind === 'bot' && account.readsAll
  room.members.set(account.id, { account, status, anonymous, readsAll })
  const isIn = isMember(room, account.id)
  if (account.kind === 'person') {
    const rooms = world.roomsOfPerson.get(account.id)
    if (isIn) rooms?.add(room)
    else rooms?.delete(room)
    if (isIn) for (const bot of room.bots) bot.met.add(account.id)
  } else if (isIn) {
    room.bots.add(account)
    for (const member of room.members.values()) account.met.add(member.account.id)
  } else {
    room.bots.delete(account)
    if (room.lastBot === account) delete room.lastBot
  }
  return before
}

export function wireUser(account: Account): WireUser {
  const user = { id: account.id, is_bot: account.kind === 'bot', first_name: account.name, username: account.username }
  return account.kind === 'person' ? { ...user, language_code: account.language } : user
}

export function wireChat(room: Room): WireChat {
  if (room.kind !== 'private') return { id: room.id, type: room.kind, title: room.title }
  return { id: room.id, type: 'private', first_name: room.person.name, username: room.person.username }
}

export function wireMember(room: GroupRoom, membership: Membership): WireMember {
  const { status, anonymous } = membership
  const user = wireUser(membership.account)
  if (status === 'creator') return { status, user, is_anonymous: anonymous }
  if (status === 'member' || status === 'left') return { status, user }
  if (status === 'kicked') return { status, user, until_date: 0 }
  return {
    status,
    user,
    can_be_edited: false,
    is_anonymous: anonymous,
    can_manage_chat: true,
    can_delete_messages: true,
    can_manage_video_chats: true,
    can_restrict_members: true,
    can_promote_members: false,
    can_change_info: true,
    can_invite_users: true,
    can_post_stories: false,
    can_edit_stories: false,
    can_delete_stories: false,
    can_send_welcome_messages: false,
    can_pin_messages: true,
    ...(room.kind === 'supergroup' ? { can_manage_topics: false } : {}),
  }
}
