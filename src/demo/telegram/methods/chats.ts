// Questions about chats and the few things a bot does to them.
import { announceMember } from '../audience.js'
import type { Call } from '../call.js'
import { fileByFileId, releaseFile } from '../files.js'
import { findMessage, keepMessage, wireMessage } from '../messages.js'
import { badRequest } from '../refusal.js'
import { isAdministrator, isMember, openRoomForBot, setStatus, wireChat, wireMember, wireUser } from '../rooms.js'
import type { WireMember } from '../wire.js'
import type { GroupRoom, Room } from '../world.js'

function room({ world, bot, params }: Call): Room {
  const found = openRoomForBot(world, bot, params.chatId())
  return found
}

export function getChat(call: Call): Record<string, unknown> {
  const found = room(call)
  const pinned = found.pinned && !found.pinned.deleted ? wireMessage(call.bot, found.pinned, false) : undefined
  return {
    ...wireChat(found),
    accent_color_id: 0,
    max_reaction_count: 11,
    accepted_gift_types: {
      unlimited_gifts: false,
      limited_gifts: false,
      unique_gifts: false,
      premium_subscription: false,
      gifts_from_channels: false,
    },
    pinned_message: pinned,
  }
}

export function getChatMember(call: Call): WireMember {
  const found = room(call)
  const userId = call.params.whole('user_id')
  const account = userId === undefined ? undefined : (call.world.people.get(userId) ?? call.world.bots.get(userId))
  if (!account) throw badRequest('invalid user_id specified')
  if (found.kind === 'private') {
    if (account !== found.person && account !== found.bot) throw badRequest('member not found')
    return { status: 'member', user: wireUser(account) }
  }
  const membership = found.members.get(account.id)
  return membership ? wireMember(found, membership) : { status: 'left', user: wireUser(account) }
}

/** Administrators without other bots, unless asked for. */
export function getChatAdministrators(call: Call): WireMember[] {
  const found = room(call)
  if (found.kind === 'private') throw badRequest('there are no administrators in the private chat')
  const withBots = call.params.flag('return_bots')
  return [...found.members.values()]
    .filter(({ account }) => isAdministrator(found, account.id))
    .filter(({ account }) => account.kind === 'person' || withBots || account === call.bot)
    .map((membership) => wireMember(found, membership))
}

export function getChatMemberCount(call: Call): number {
  const found = room(call)
  if (found.kind === 'private') return 2
  return [...found.members.keys()].filter((id) => isMember(found, id)).length
}

export function leaveChat(call: Call): true {
  const found = room(call)
  if (found.kind === 'private') throw badRequest("chat member status can't be changed in private chats")
  leave(call, found)
  return true
}

function leave({ world, bot }: Call, group: GroupRoom): void {
  const before = setStatus(world, group, bot, 'left')
  keepMessage(world, {
    room: group,
    from: bot,
    content: { kind: 'service', service: { left_chat_member: wireUser(bot) } },
  })
  announceMember(world, group, before, bot)
}

export function pinChatMessage(call: Call): true {
  const found = room(call)
  const message = findMessage(found, call.params.whole('message_id') ?? 0)
  if (!message) throw badRequest('message to pin not found')
  if (found.kind !== 'private' && !isAdministrator(found, call.bot.id))
    throw badRequest('not enough rights to manage pinned messages in the chat')
  found.pinned = message
  const service = { pinned_message: wireMessage(call.bot, message, false) }
  keepMessage(call.world, { room: found, from: call.bot, content: { kind: 'service', service } })
  return true
}

export function getFile({ world, bot, params }: Call): Record<string, unknown> {
  const id = params.text('file_id') ?? ''
  const file = fileByFileId(world, bot, id)
  if (!file) throw badRequest('wrong file_id or the file is temporarily unavailable')
  return releaseFile(bot, file, id)
}
