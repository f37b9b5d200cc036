// `Khoá kỳ` and `Mở khoá` once a month is locked or open again: the messages that still offer what was done lose that button, not the rest.
import { and, desc, eq, gte, inArray, or, sql } from 'drizzle-orm'
import type { Period } from '../../../calendar/period.js'
import { parseAction } from '../../../chat/action.js'
import type { Tx } from '../../../db/db.js'
import { outbox, screens } from '../../../db/schema/post.js'
import { ANSWER, queueMessage } from '../../../post/outbox.js'
import { privateChatsOfRoles } from '../../people/store.js'

interface Done {
  communeId: number
  month: Period
  locked: boolean
  /** One unit alone. */
  unitId?: number | undefined
  /** Where it was pressed: that screen is shown anew. */
  chatId: number
}

/** A month is locked soon after it ends: what was sent longer ago, in milliseconds, is not searched for, however much that is. */
const SEARCHED_MS = 92 * 24 * 3_600_000

/** Screens stand in the officers' private chats; shown anew below, the old message stayed as it was. */
export async function dropLockButtons(tx: Tx, done: Done, now: Date): Promise<void> {
  const chatIds = (await privateChatsOfRoles(tx, done.communeId, ['officer'], now)).map((to) => to.chatId)
  for (const { chatId, ref, body } of await offering(tx, done, chatIds, now)) {
    const [screen] = await tx
      .select({ slot: screens.slot })
      .from(screens)
      .where(and(eq(screens.chatId, chatId), eq(screens.ref, ref)))
    if (screen && chatId === done.chatId) continue
    const slot = screen?.slot ?? `figures-before:${ref}`
    if (!screen) await tx.insert(screens).values({ chatId, slot, ref, shownAt: now }).onConflictDoNothing()
    const { choices = [], ...rest } = body
    const left = choices
      .map((row) => row.filter((choice) => !isDone(choice.action, done)))
      .filter((row) => row.length > 0)
    const message = { ...rest, ...(left.length > 0 ? { choices: left } : {}) }
    const key = `${slot}:${done.locked ? 'locked' : 'unlocked'}:${now.getTime()}:${chatId}`
    await queueMessage(tx, { chatId, communeId: done.communeId, key, slot, class: ANSWER, refresh: true, message }, now)
  }
}

/** What these messages say by now, where that still offers it. */
async function offering(tx: Tx, done: Done, chatIds: readonly number[], now: Date) {
  if (chatIds.length === 0) return []
  const rows = await tx
    .selectDistinctOn([outbox.chatId, outbox.ref], { chatId: outbox.chatId, ref: outbox.ref, body: outbox.body })
    .from(outbox)
    .where(
      and(
        inArray(outbox.chatId, [...chatIds]),
        eq(outbox.state, 'sent'),
        gte(outbox.sentAt, new Date(now.getTime() - SEARCHED_MS)),
        or(
          eq(outbox.slot, 'figures'),
          sql`${outbox.slot} like 'figures:%'`,
          sql`${outbox.slot} like 'figures-before:%'`,
        ),
      ),
    )
    .orderBy(outbox.chatId, outbox.ref, desc(outbox.id))
  return rows.flatMap(({ ref, ...row }) =>
    ref !== null && row.body.choices?.flat().some((choice) => isDone(choice.action, done)) ? [{ ...row, ref }] : [],
  )
}

function isDone(data: string, { month, locked, unitId }: Done): boolean {
  const { name, args = [] } = parseAction(data) ?? {}
  const names = locked ? ['indicators.lock', 'indicators.lockAnyway'] : ['indicators.unlock']
  if (name === undefined || !names.includes(name) || args[0] !== month) return false
  return unitId === undefined || args[1] === String(unitId)
}
