// What a bot says about itself: getMe, its menu of commands, its descriptions.
import type { Call } from '../call.js'
import { isRecord, type Params } from '../params.js'
import { badRequest } from '../refusal.js'
import { wireUser } from '../rooms.js'
import type { WireCommand, WireUser } from '../wire.js'

export function getMe({ bot }: Call): WireUser {
  return {
    ...wireUser(bot),
    can_join_groups: true,
    can_read_all_group_messages: bot.readsAll,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
  }
}

/** logOut and close: the emulator has nothing to move elsewhere. */
export function leaveServer(): true {
  return true
}

const scopes = new Set([
  'default',
  'all_private_chats',
  'all_group_chats',
  'all_chat_administrators',
  'chat',
  'chat_administrators',
  'chat_member',
])

/** The key under which the commands of a scope and language are kept. */
export function commandKey(scope: { type: string; chatId?: number; userId?: number }, language: string): string {
  return [scope.type, scope.chatId ?? '', scope.userId ?? '', language].join('|')
}

function keyOf(params: Params): string {
  const scope = params.record('scope') ?? { type: 'default' }
  const type = String(scope.type)
  if (!scopes.has(type)) throw badRequest("can't parse BotCommandScope: unsupported type specified")
  const language = params.text('language_code') ?? ''
  if (!/^([a-z]{2})?$/.test(language)) throw badRequest('invalid language code specified')
  const ids: { chatId?: number; userId?: number } = {}
  if (type.startsWith('chat')) ids.chatId = idOf(scope.chat_id, 'chat not found')
  if (type === 'chat_member') ids.userId = idOf(scope.user_id, 'user not found')
  return commandKey({ type, ...ids }, language)
}

function idOf(value: unknown, otherwise: string): number {
  const id = Number(value ?? Number.NaN)
  if (!Number.isSafeInteger(id)) throw badRequest(otherwise)
  return id
}

export function setMyCommands({ bot, params }: Call): true {
  const list = params.json('commands')
  if (!Array.isArray(list)) throw badRequest("can't parse commands: expected an Array of BotCommand")
  if (list.length > 100) throw badRequest('BOT_COMMANDS_TOO_MUCH')
  bot.commands.set(keyOf(params), list.map(commandOf))
  return true
}

function commandOf(raw: unknown): WireCommand {
  const { command: name, description } = isRecord(raw) ? raw : {}
  const command = typeof name === 'string' ? name.replace(/^\//, '') : ''
  if (!/^[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID')
  if (typeof description !== 'string' || description.length < 1 || description.length > 256)
    throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID')
  return { command, description }
}

export function getMyCommands({ bot, params }: Call): WireCommand[] {
  return bot.commands.get(keyOf(params)) ?? []
}

export function deleteMyCommands({ bot, params }: Call): true {
  bot.commands.delete(keyOf(params))
  return true
}

export function setMyDescription({ bot, params }: Call): true {
  const description = params.text('description') ?? ''
  if (description.length > 512) throw badRequest('BOT_DESCRIPTION_INVALID')
  bot.descriptions.set(`description|${params.text('language_code') ?? ''}`, description)
  return true
}

export function setMyShortDescription({ bot, params }: Call): true {
  const description = params.text('short_description') ?? ''
  if (description.length > 120) throw badRequest('BOT_SHORT_DESCRIPTION_INVALID')
  bot.descriptions.set(`short|${params.text('language_code') ?? ''}`, description)
  return true
}
