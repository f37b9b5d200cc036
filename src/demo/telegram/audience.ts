// Which bots learn of what happens in a chat: privacy mode, commands meant for one bot, changes of members.
import { wireMessage } from './messages.js'
import { isAdministrator, wireChat, wireMember, wireUser } from './rooms.js'
import { pushUpdate } from './updates.js'
import type { WireMemberUpdate } from './wire.js'
import { type Account, type Bot, type GroupRoom, type Kept, type Membership, unixNow, type World } from './world.js'

/** Tells the bots that may know of a person's message (or of its edit). */
export function announceMessage(world: World, message: Kept, kind: 'message' | 'edited_message' = 'message'): void {
  const { room } = message
  for (const bot of room.kind === 'private' ? [room.bot] : room.bots) {
    if (!hears(bot, message)) continue
    if (message.from.kind === 'person') bot.met.add(message.from.id)
    const wire = wireMessage(bot, message)
    pushUpdate(world, bot, kind === 'message' ? { message: wire } : { edited_message: wire }, `chat:${room.id}`)
  }
}

function hears(bot: Bot, message: Kept): boolean {
  const { room, content } = message
  if (message.from.kind === 'bot' && content.kind !== 'service') return false
  if (message.from === bot) return false
  if (room.kind === 'private' || content.kind === 'service') return true
  if (room.members.get(bot.id)?.readsAll || isAdministrator(room, bot.id)) return true
  if (message.replyTo?.from === bot) return true
  return content.kind === 'text' && isCommandFor(bot, room, content.text)
}

/** `/viec@bot` is for that bot; `/viec` for the only bot of the group or the one that wrote last. */
function isCommandFor(bot: Bot, room: GroupRoom, text: string): boolean {
  const found = /^\/[A-Za-z0-9_]{1,32}(?:@([A-Za-z0-9_]+))?(?=\s|$)/.exec(text)
  if (!found) return false
  if (found[1]) return found[1].toLowerCase() === bot.username.toLowerCase()
  return room.bots.size === 1 || room.lastBot === bot
}

/** Tells a bot about itself, and administrator bots that asked for it about others. */
export function announceMember(world: World, room: GroupRoom, before: Membership, by: Account): void {
  const after = room.members.get(before.account.id)!
  const change: WireMemberUpdate = {
    chat: wireChat(room),
    from: wireUser(by),
    date: unixNow(world),
    old_chat_member: wireMember(room, before),
    new_chat_member: wireMember(room, after),
  }
  const { account } = before
  if (account.kind === 'bot') pushUpdate(world, account, { my_chat_member: change }, `chat:${room.id}`)
  for (const bot of room.bots)
    if (bot !== account && isAdministrator(room, bot.id))
      pushUpdate(world, bot, { chat_member: change }, `chat:${room.id}`)
}
