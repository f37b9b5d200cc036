// Notices as kept, and the units they went to.
import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Tx } from '../../db/db.js'
import { units } from '../../db/schema/communes.js'
import { files } from '../../db/schema/files.js'
import { notices, noticeUnits } from '../../db/schema/notices.js'
import { chats, persons } from '../../db/schema/people.js'
import type { Locale } from '../../lib/i18n.js'

export type Notice = typeof notices.$inferSelect & { fileName: string | null }

/** The notice, held until the transaction ends. */
export async function lockNotice(tx: Tx, communeId: number, id: number): Promise<Notice | undefined> {
  const [row] = await tx
    .select()
    .from(notices)
    .where(and(eq(notices.communeId, communeId), eq(notices.id, id)))
    .for('update')
  if (!row) return undefined
  const [file] =
    row.fileId === null ? [] : await tx.select({ name: files.name }).from(files).where(eq(files.id, row.fileId))
  return { ...row, fileName: file?.name ?? null }
}

export interface Addressed {
  unitId: number
  unit: string
  chatId: number
  locale: Locale
  receivedAt: Date | null
  receivedBy: string | null
}

/** The units a notice went to, in the commune's order. */
export async function listAddressed(tx: Tx, communeId: number, noticeId: number): Promise<Addressed[]> {
  return tx
    .select({
      unitId: noticeUnits.unitId,
      unit: units.name,
      chatId: noticeUnits.chatId,
      locale: chats.locale,
      receivedAt: noticeUnits.receivedAt,
      receivedBy: persons.name,
    })
    .from(noticeUnits)
    .innerJoin(units, and(eq(units.communeId, noticeUnits.communeId), eq(units.id, noticeUnits.unitId)))
    .innerJoin(chats, eq(chats.id, noticeUnits.chatId))
    .leftJoin(persons, eq(persons.id, noticeUnits.receivedBy))
    .where(and(eq(noticeUnits.communeId, communeId), eq(noticeUnits.noticeId, noticeId)))
    .orderBy(asc(units.position), asc(units.id))
}

/** Notes who received it for these units; those noted before keep the first. Returns how many are new. */
export async function noteReceived(
  tx: Tx,
  input: { communeId: number; noticeId: number; unitIds: readonly number[]; personId: number },
  now: Date,
): Promise<number> {
  if (input.unitIds.length === 0) return 0
  const noted = await tx
    .update(noticeUnits)
    .set({ receivedBy: input.personId, receivedAt: now })
    .where(
      and(
        eq(noticeUnits.communeId, input.communeId),
        eq(noticeUnits.noticeId, input.noticeId),
        inArray(noticeUnits.unitId, [...input.unitIds]),
        isNull(noticeUnits.receivedAt),
      ),
    )
    .returning({ unitId: noticeUnits.unitId })
  return noted.length
}
