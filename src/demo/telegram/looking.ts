// What an app shows beside messages: the list of chats, and the menu of commands in one of them.
import { commandKey } from './methods/account.js'
import { findPerson, findRoom } from './people.js'
import { isAdministrator, isMember } from './rooms.js'
import type { WireCommand } from './wire.js'
import type { Room, World } from './world.js'

export interface ChatSummary {
  id: number
  kind: 'private' | 'group' | 'supergroup'
  title: string
  /** Whose private chat it is. */
  botId?: number
  members: { id: number; name: string; isBot: boolean; isAdministrator: boolean }[]
  migratedTo?: number
  erased: boolean
  lastMessageAt?: Date
}

/** A private chat in which nothing was ever written is in nobody's list. */
export function isListed(room: Room): boolean {
  return room.kind !== 'private' || room.messages.size > 0
}

export function chatSummary(room: Room): ChatSummary {
  const last = [...room.messages.values()].at(-1)
  const at = last ? { lastMessageAt: new Date(last.date * 1000) } : {}
  if (room.kind === 'private') {
    const members = [room.person, room.bot].map((account) => summary(account, false))
    return { id: room.id, kind: room.kind, title: room.bot.name, botId: room.bot.id, members, erased: false, ...at }
  }
  const members = [...room.members.values()]
    .filter(({ account }) => isMember(room, account.id))
    .map(({ account }) => summary(account, isAdministrator(room, account.id)))
  const moved = room.migratedTo === undefined ? {} : { migratedTo: room.migratedTo }
  return { id: room.id, kind: room.kind, title: room.title, members, erased: room.erased, ...moved, ...at }
}

function summary(account: { id: number; name: string; kind: string }, isAdmin: boolean) {
  return { id: account.id, name: account.name, isBot: account.kind === 'bot', isAdministrator: isAdmin }
}

/** The commands offered to a person in a chat: the narrowest scope that has any, the person's language first. */
export function menuFor(world: World, userId: number, chatId: number, botId: number): WireCommand[] {
  const room = findRoom(world, chatId, botId)
  const bot = world.bots.get(botId)
  const { language = '' } = findPerson(world, userId)
  for (const scope of scopesOf(room, userId))
    for (const code of language === '' ? [''] : [language.slice(0, 2), '']) {
      const commands = bot?.commands.get(commandKey(scope, code))
      if (commands) return commands
    }
  return []
}

function scopesOf(room: Room, userId: number): { type: string; chatId?: number; userId?: number }[] {
  const chat = { type: 'chat', chatId: room.id }
  if (room.kind === 'private') return [chat, { type: 'all_private_chats' }, { type: 'default' }]
  const isAdmin = isAdministrator(room, userId)
  return [
    { type: 'chat_member', chatId: room.id, userId },
    ...(isAdmin ? [{ type: 'chat_administrators', chatId: room.id }] : []),
    chat,
    ...(isAdmin ? [{ type: 'all_chat_administrators' }] : []),
    { type: 'all_group_chats' },
    { type: 'default' },
  ]
}
