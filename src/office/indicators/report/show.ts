// Where a unit's report is shown: the unit's own group, else its head in private, else the officers; and kept up to date there.

import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Period } from '../../../calendar/period.js'
import type { Tx } from '../../../db/db.js'
import { unitReports } from '../../../db/schema/indicators.js'
import { chats } from '../../../db/schema/people.js'
import { type Locale, translator } from '../../../lib/i18n.js'
import { ANSWER, CARD, queueMessage } from '../../../post/outbox.js'
import { forgetScreen } from '../../../talk/screen.js'
import { type Address, listHolders, privateChats, privateChatsOfRoles, unitChats } from '../../people/store.js'
import { cardMessage } from './messages.js'
import type { UnitMonth } from './prefill.js'
import { changedLine, monthOf } from './sent.js'
import { chatsShowing, nameOf, reportSlot, trailVersion, type UnitReport } from './store.js'

type Place = Pick<Address, 'chatId' | 'locale'>

/** A common group never sees who is late: then, and where there is no group, the head reads it in private, else the officers. */
export async function placesOf(tx: Tx, communeId: number, unitId: number, now: Date): Promise<Place[]> {
  const holders = await listHolders(tx, communeId, ['head', 'deputy'], now)
  const heads = holders.filter((one) => one.unitId === unitId)
  const groups = await unitChats(tx, communeId, [unitId])
  const own = groups.filter((one) => !one.common && !one.unreachable)
  if (own.length > 0 && heads.length > 0) return own
  const first = heads.filter((one) => one.role === 'head')
  const answering = first.length > 0 ? first : heads
  const privately = (
    await privateChats(
      tx,
      answering.map((one) => one.personId),
    )
  ).filter((one) => !one.unreachable)
  if (groups.length > 0 && privately.length > 0) return privately
  return [...privately, ...(await privateChatsOfRoles(tx, communeId, ['officer'], now))].filter(
    (one, index, all) => all.findIndex((other) => other.chatId === one.chatId) === index,
  )
}

/** Queues the card in these chats, anew (at the end of the chat) or in its place, where a message can be changed: elsewhere each answer says itself what it did. */
export async function showReport(
  tx: Tx,
  input: {
    report: UnitReport
    places: readonly Place[]
    anew: boolean
    key: string
    month?: UnitMonth
    /** Nobody asked for it. */
    unasked?: boolean
  },
  now: Date,
): Promise<void> {
  const { report, places, anew, key } = input
  if (places.length === 0) return
  const { communeId } = report
  const month = report.state === 'open' && input.month ? input.month : await monthOf(tx, report, now)
  const sentBy = await nameOf(tx, report.sentBy)
  const slot = reportSlot(report.id)
  const changed = new Map<Locale, string | undefined>()
  for (const { chatId, locale } of places) {
    const t = translator(locale)
    if (!changed.has(locale)) changed.set(locale, await changedLine(tx, t, report, now))
    if (anew) await forgetScreen(tx, chatId, slot)
    await queueMessage(
      tx,
      {
        chatId,
        communeId,
        key: `${slot}:${key}:${chatId}`,
        slot,
        class: anew && !input.unasked ? ANSWER : CARD,
        refresh: !anew,
        message: cardMessage(t, report, month, { sentBy, changed: changed.get(locale) }),
      },
      now,
    )
  }
}

/** Brings the card up to date wherever it is shown. */
export async function refreshReport(tx: Tx, report: UnitReport, now: Date): Promise<void> {
  const ids = await chatsShowing(tx, report.id)
  if (ids.length === 0) return
  const rows = await tx.select({ chatId: chats.id, locale: chats.locale }).from(chats).where(inArray(chats.id, ids))
  const key = `v${await trailVersion(tx)}`
  await showReport(tx, { report, places: rows, anew: false, key }, now)
}

/** The same for the reports of a month: of all units those that are still to be sent, of one unit that which was sent too. Their figures, or the lock on them, have changed. */
export async function refreshReportsOf(
  tx: Tx,
  input: { communeId: number; month: Period; unitId?: number | undefined },
  now: Date,
): Promise<void> {
  const { communeId, month, unitId } = input
  const all = await tx
    .select()
    .from(unitReports)
    .where(
      and(
        eq(unitReports.communeId, communeId),
        eq(unitReports.period, month),
        unitId === undefined ? eq(unitReports.state, 'open') : eq(unitReports.unitId, unitId),
      ),
    )
    .orderBy(asc(unitReports.id))
    // Of two figures recorded at once the later one shows both.
    .for('update')
  for (const report of all) await refreshReport(tx, report, now)
}
