// Which messages show an assignment, and bringing them up to date after a change. A card that was never shown in a chat is
// not sent there because of a change.
import { and, asc, eq, inArray, isNull, like, or, type SQLWrapper, sql } from 'drizzle-orm'
import { union } from 'drizzle-orm/pg-core'
import type { Message } from '../../chat/message.js'
import type { Tx } from '../../db/db.js'
import { assignments } from '../../db/schema/assignments.js'
import { units } from '../../db/schema/communes.js'
import { chats, chatUnits } from '../../db/schema/people.js'
import { outbox, screens } from '../../db/schema/post.js'
import { type Locale, type Translate, translator } from '../../lib/i18n.js'
import { ANSWER, chatWords, isComing, queueMessage } from '../../post/outbox.js'
import { cardMessage, cardSlot } from './cards.js'
import { cooperationCard, cooperationSlot } from './cooperation/message.js'
import { confirmMessage, confirmSlot } from './evidence/confirmation.js'
import { type ListChat, type ListName, listSlot, queueList, stateOf } from './group-lists.js'
import { groupBy } from './grouping.js'
import { sheetMessage, sheetsNow, standingOf } from './standing/sheet.js'
import { listEvidence, viewsOf } from './store.js'
import { type CardReader, readersOf } from './urged.js'
import type { AssignmentView } from './view.js'

/** The groups that serve these units, each with all of its units. */
export async function groupsOf(tx: Tx, communeId: number, unitIds: readonly number[]): Promise<ListChat[]> {
  return unitIds.length === 0 ? [] : groupsServing(tx, communeId, [...unitIds])
}

/** The same for the units that owe these assignments. */
function groupsOwing(tx: Tx, communeId: number, ids: readonly number[]): Promise<ListChat[]> {
  const owing = tx
    .select({ id: assignments.unitId })
    .from(assignments)
    .where(and(eq(assignments.communeId, communeId), inArray(assignments.id, [...ids])))
  return groupsServing(tx, communeId, owing)
}

async function groupsServing(tx: Tx, communeId: number, unitIds: number[] | SQLWrapper): Promise<ListChat[]> {
  const rows = await tx
    .select({ chat: chats, unitId: chatUnits.unitId })
    .from(chatUnits)
    .innerJoin(chats, eq(chats.id, chatUnits.chatId))
    .innerJoin(units, and(eq(units.communeId, chatUnits.communeId), eq(units.id, chatUnits.unitId)))
    .where(
      and(
        eq(chatUnits.communeId, communeId),
        inArray(
          chatUnits.chatId,
          tx
            .select({ chatId: chatUnits.chatId })
            .from(chatUnits)
            .where(and(eq(chatUnits.communeId, communeId), inArray(chatUnits.unitId, unitIds))),
        ),
      ),
    )
    .orderBy(asc(chats.id), asc(units.position), asc(units.id))
  return [...groupBy(rows, (row) => row.chat.id).values()].flatMap((served) => {
    const [first] = served
    if (!first) return []
    const { id: chatId, locale, unreachableAt } = first.chat
    const common = first.chat.common || served.length > 1
    return [{ chatId, locale, common, unreachable: unreachableAt !== null, unitIds: served.map((row) => row.unitId) }]
  })
}

/** Sends a card anew, below everything else in the chat. */
export async function showCard(
  tx: Tx,
  input: {
    chatId: number
    locale: Locale
    view: AssignmentView
    key: string
    class?: 0 | 1
    reader?: CardReader | undefined
  },
  now: Date,
): Promise<void> {
  const slot = cardSlot(input.view.id)
  await tx.delete(screens).where(and(eq(screens.chatId, input.chatId), eq(screens.slot, slot)))
  await queueMessage(
    tx,
    {
      chatId: input.chatId,
      communeId: input.view.communeId,
      key: input.key,
      slot,
      class: input.class ?? ANSWER,
      message: cardMessage(translator(input.locale), input.view, now, input.reader),
    },
    now,
  )
}

/** A screen begun anew: what is queued next in this slot is a new message. */
export async function forgetScreen(tx: Tx, chatId: number, slot: string): Promise<void> {
  await tx.delete(screens).where(and(eq(screens.chatId, chatId), eq(screens.slot, slot)))
}

/** Where these slots (exact, or beginning so) are shown or about to be. */
async function shown(
  tx: Tx,
  slots: readonly string[],
  prefixes: readonly string[],
  chatIds: readonly number[],
): Promise<{ chatId: number; slot: string; locale: Locale }[]> {
  const matching = (
    slot: typeof screens.slot | typeof outbox.slot,
    chatId: typeof screens.chatId | typeof outbox.chatId,
  ) =>
    or(
      inArray(slot, [...slots]),
      ...(prefixes.length > 0 && chatIds.length > 0
        ? [and(inArray(chatId, [...chatIds]), or(...prefixes.map((prefix) => like(slot, `${prefix}:%`))))]
        : []),
    )
  const standing = tx
    .select({ chatId: screens.chatId, slot: sql<string>`${screens.slot}`.as('slot'), locale: chats.locale })
    .from(screens)
    .innerJoin(chats, eq(chats.id, screens.chatId))
    .where(matching(screens.slot, screens.chatId))
  const coming = tx
    .select({ chatId: outbox.chatId, slot: sql<string>`${outbox.slot}`.as('slot'), locale: chats.locale })
    .from(outbox)
    .innerJoin(chats, eq(chats.id, outbox.chatId))
    .where(and(isComing, matching(outbox.slot, outbox.chatId)))
  return union(standing, coming)
}

/** Where somebody is who caused a change. */
export interface Place {
  chatId: number
  locale: Locale
  /** They have read of it already. */
  told?: boolean
}

/**
 * Changes a message and its copies (`slot:…`) wherever they stand: `slot` in any chat, copies in `chatIds`. Unless told already, whoever
 * caused it, in `here`, is told even where nothing can be changed in place.
 */
export async function changeCopies(
  tx: Tx,
  input: {
    communeId: number
    slot: string
    chatIds: readonly number[]
    here: Place
    mark: string
    message: (t: Translate) => Message
  },
  now: Date,
): Promise<void> {
  const { communeId, here, mark } = input
  const chatIds = [...new Set([here.chatId, ...input.chatIds])]
  // The second part of a long message is no message of its own.
  const places = (await shown(tx, [input.slot], [input.slot], chatIds)).filter((place) => !place.slot.includes('~'))
  const own = places.filter((place) => place.chatId === here.chatId)
  const said = here.told ? undefined : (own.at(-1) ?? { ...here, slot: input.slot })
  for (const place of [...places.filter((one) => one !== said), ...(said ? [said] : [])]) {
    const { chatId, slot, locale } = place
    const key = `${slot}:${mark}:${chatId}`
    const message = input.message(translator(locale))
    await queueMessage(tx, { chatId, communeId, key, slot, class: ANSWER, refresh: place !== said, message }, now)
  }
}

/** Where one assignment is shown by itself: its card, to whoever confirms it, to who cooperates. */
const slotsOf = (id: number) => [cardSlot(id), confirmSlot(id), cooperationSlot(id)]

/** Brings the cards and lists that show these assignments up to date, wherever they are shown. */
export async function refreshScreens(
  tx: Tx,
  communeId: number,
  ids: readonly number[],
  now: Date,
  mark = '',
): Promise<void> {
  if (ids.length === 0) return
  const [views, groups] = await Promise.all([viewsOf(tx, communeId, ids), groupsOwing(tx, communeId, ids)])
  if (views.length === 0) return
  const lists = groupBy(
    views.flatMap((view) => listsOf(view).map((name) => ({ view, name }))),
    ({ name }) => listSlot(name),
  )
  const places = await shown(
    tx,
    views.flatMap((view) => slotsOf(view.id)),
    [...lists.keys()],
    groups.map((group) => group.chatId),
  )
  const bySlot = new Map(views.flatMap((view) => slotsOf(view.id).map((slot) => [slot, view] as const)))
  const withCards = places.filter((place) => bySlot.has(place.slot)).map((place) => place.chatId)
  const readers = await readersOf(tx, communeId, [...new Set(withCards)], now)
  for (const place of places) {
    const view = bySlot.get(place.slot)
    if (!view) continue
    const t = translator(place.locale)
    const message =
      place.slot === cardSlot(view.id)
        ? cardMessage(t, view, now, readers.get(place.chatId))
        : place.slot === cooperationSlot(view.id)
          ? cooperationCard(t, view)
          : confirmMessage(t, view, await listEvidence(tx, communeId, view.id))
    const key = `${place.slot}:${view.version}${mark}:${place.chatId}`
    const { chatId, slot } = place
    await queueMessage(tx, { chatId, communeId, key, slot, class: ANSWER, refresh: true, message }, now)
  }
  await refreshSheets(tx, communeId, views, now)
  for (const group of groups)
    for (const [slot, entries] of lists) {
      const own = entries.filter(({ view }) => group.unitIds.includes(view.unit.id))
      const [first] = own
      if (first && places.some((place) => place.chatId === group.chatId && place.slot.startsWith(`${slot}:`))) {
        const only = new Set(own.map(({ view }) => view.id))
        await queueList(tx, { communeId, chat: group, name: first.name, only }, now)
      }
    }
}

/** The lists that may show it. */
function listsOf(view: AssignmentView): ListName[] {
  const list: ListName = { kind: 'list', of: view.directiveId ?? 0 }
  return view.period === 'once' ? [list] : [list, { kind: 'period', of: view.createdAt.getTime() }]
}

/** The sheet of standing duties that was asked for last, in every chat that shows it. */
async function refreshSheets(tx: Tx, communeId: number, views: readonly AssignmentView[], now: Date): Promise<void> {
  for (const unitId of new Set(views.flatMap((view) => (view.standing ? [view.unit.id] : [])))) {
    const sheets = sheetsNow(unitId, now)
    const slots = sheets.map((sheet) => sheet.slot)
    const places = await shown(tx, slots, [], [])
    const [newest] = sheets.filter(({ slot }) => places.some((place) => place.slot === slot))
    const duties = newest ? await standingOf(tx, communeId, unitId, now) : []
    // The last of them may just have been withdrawn.
    if (!newest || duties.length === 0) continue
    const { slot, month } = newest
    const version = stateOf(duties.length, duties)
    for (const { chatId } of places.filter((place) => place.slot === slot)) {
      const key = `${slot}:${version}:${chatId}`
      const message = sheetMessage(await chatWords(tx, chatId), duties, month)
      await queueMessage(tx, { chatId, communeId, key, slot, class: ANSWER, refresh: true, message }, now)
    }
  }
}

/** Units of these that no group serves: the officer passes their work on. */
export async function unitsWithoutGroup(tx: Tx, communeId: number, unitIds: readonly number[]): Promise<number[]> {
  if (unitIds.length === 0) return []
  const rows = await tx
    .select({ id: units.id })
    .from(units)
    .leftJoin(chatUnits, and(eq(chatUnits.communeId, units.communeId), eq(chatUnits.unitId, units.id)))
    .where(and(eq(units.communeId, communeId), inArray(units.id, [...unitIds]), isNull(chatUnits.chatId)))
    .orderBy(asc(units.position), asc(units.id))
  return rows.map((row) => row.id)
}
