// What a group is called to officers: by its title, or where the platform tells none by whom it serves.
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Tx } from '../../db/db.js'
import { units } from '../../db/schema/communes.js'
import { chats, chatUnits } from '../../db/schema/people.js'
import type { Translate } from '../../lib/i18n.js'
import { shorten } from '../../lib/vietnamese.js'

const MOST = 120

export type GroupName = (t: Translate) => string

export async function groupName(tx: Tx, chatId: number): Promise<GroupName> {
  const [chat] = await tx.select({ title: chats.title, common: chats.common }).from(chats).where(eq(chats.id, chatId))
  const served = await tx
    .select({ name: units.name })
    .from(chatUnits)
    .innerJoin(units, and(eq(units.id, chatUnits.unitId), isNull(units.closedAt)))
    .where(eq(chatUnits.chatId, chatId))
    .orderBy(asc(units.position), asc(units.id))
  const names = shorten(served.map((unit) => unit.name).join(', '), MOST)
  return (t) => {
    if (chat?.title) return chat.title
    if (chat?.common) return t('communes-group-common')
    return names ? t('communes-group-of', { units: names }) : t('communes-unnamed')
  }
}
