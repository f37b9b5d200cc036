// Links to a bot: pressing START in private, or adding the bot to a group.
import { join } from './groups.js'
import { say } from './people.js'
import { findGroup } from './rooms.js'
import type { Kept, World } from './world.js'

/** Follows `?start=CODE` and presses START, or `?startgroup=CODE` and adds the bot to the group of one's choice. */
export function openLink(world: World, userId: number, link: string, chatId?: number): Kept[] {
  const url = new URL(link)
  const bot = world.botsByUsername.get(url.pathname.slice(1).toLowerCase())
  if (url.hostname !== 't.me' || !bot) throw new Error(`no link to a bot: ${link}`)
  const startGroup = url.searchParams.get('startgroup')
  const payload = startGroup ?? url.searchParams.get('start') ?? ''
  if (!/^[A-Za-z0-9_-]{0,64}$/.test(payload)) throw new Error(`a link cannot carry "${payload}"`)
  if (startGroup === null) return say(world, userId, userId, `/start ${payload}`.trimEnd(), { bot: bot.id })
  const group = chatId === undefined ? undefined : findGroup(world, chatId)
  if (!group) throw new Error('a startgroup link needs the group that the bot is added to')
  join(world, group.id, bot.id, userId)
  return say(world, userId, group.id, `/start@${bot.username} ${payload}`.trimEnd())
}
