// Two lines for a first contact: who runs the bot and what it keeps.
import { eq } from 'drizzle-orm'
import type { Tx } from '../../db/db.js'
import { channels } from '../../db/schema/people.js'
import { outbox } from '../../db/schema/post.js'
import type { Translate } from '../../lib/i18n.js'
import { findCommune, listCommunes } from '../communes/store.js'

/** The commune that runs it for whoever writes on this channel; undefined where there are several. */
export async function runBy(tx: Tx, channelId: number, communeId?: number): Promise<string | undefined> {
  const [channel] = await tx.select({ communeId: channels.communeId }).from(channels).where(eq(channels.id, channelId))
  const all = communeId === undefined && channel?.communeId == null ? await listCommunes(tx) : []
  const known = communeId ?? channel?.communeId ?? (all.length === 1 ? all[0]?.id : undefined)
  return known === undefined ? undefined : (await findCommune(tx, known)).name
}

export function introLines(t: Translate, commune: string | undefined): string {
  return `${t('people-run-by', { commune: commune ?? t('people-run-by-several') })}\n${t('people-keeps')}`
}

/** Was nothing ever said in this chat? Who got an office in a group opens the bot for the first time afterwards. */
export async function isFirstContact(tx: Tx, chatId: number): Promise<boolean> {
  const [said] = await tx.select({ id: outbox.id }).from(outbox).where(eq(outbox.chatId, chatId)).limit(1)
  return said === undefined
}
