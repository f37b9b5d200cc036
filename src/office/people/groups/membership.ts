// What the platform says about the bot's own place: added, removed, blocked, renamed, moved.
import type { Tx } from '../../../db/db.js'
import type { OpenCtx } from '../../../talk/entry.js'
import { record } from '../../trail/record.js'
import type { PeopleHooks } from '../hooks.js'
import { findChat, followChat, listServed, renameChat } from './actions.js'
import { loseChat, regainChat } from './reach.js'
import { beginSetup } from './setup.js'

export async function takeHappening(tx: Tx, ctx: OpenCtx, hooks: PeopleHooks): Promise<void> {
  const { chat, now } = ctx
  const { happening, chat: told } = ctx.incoming
  if (happening.kind === 'renamed') return renameChat(tx, chat.id, happening.title)
  if (happening.kind === 'moved') return followChat(tx, { chatId: chat.id, to: happening.to }, hooks, now)
  if (happening.kind !== 'membership') return
  if (chat.kind === 'group' && told.title) await renameChat(tx, chat.id, told.title)

  switch (happening.bot) {
    case 'removed':
    case 'blocked':
    case 'restricted':
      await note(tx, ctx, happening.bot)
      return loseChat(tx, { chatId: chat.id, reason: happening.bot }, now)
    case 'unblocked':
    case 'member':
    case 'administrator': {
      const before = await findChat(tx, chat.id)
      await regainChat(tx, chat.id, now)
      // Claimed and never lost: it was only promoted while the officer still chooses.
      const choosing = before.communeId !== null && before.unreachableAt === null
      if (chat.kind === 'group' && !choosing && !(await isBound(tx, before))) await beginSetup(tx, ctx, false)
      return note(tx, ctx, happening.bot)
    }
  }
}

/** Keeps in the trail how the bot stands in a commune's group: an administrator hears everything. */
async function note(tx: Tx, ctx: OpenCtx, bot: string): Promise<void> {
  const { communeId } = await findChat(tx, ctx.chat.id)
  if (communeId === null || ctx.chat.kind !== 'group') return
  await record(tx, { communeId, subject: `chat:${ctx.chat.id}`, action: 'chat.standing', after: { bot } }, ctx.now)
}

async function isBound(tx: Tx, chat: { id: number; communeId: number | null; common: boolean }): Promise<boolean> {
  if (chat.communeId === null) return false
  return chat.common || (await listServed(tx, chat.communeId, chat.id)).length > 0
}
