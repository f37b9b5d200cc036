// What a choice means by now, where choices are numbered. On a list to be ticked every action carries what else is ticked, and the screen for the
// tick before may not have come yet when the next number is typed: there it does what it does on the screen as it is said last.
import { and, desc, eq, gt, inArray, isNotNull, like, or, sql } from 'drizzle-orm'
import type { Action } from '../chat/action.js'
import type { Tx } from '../db/db.js'
import { offers, outbox } from '../db/schema/post.js'
import { isSameThing, isTick, notClosedBefore, OPEN_DAYS } from '../post/offers.js'
import type { OpenCtx } from './entry.js'
import { type Seen, seenAt, seenColumns } from './spoken-choices.js'

const DAY = 86_400_000

/** Between the words of a choice that is asked back and the line that says of what it is. */
const OF = ' – '

/** How a choice is called that is asked back: with the line of its message that names the work. */
export const calledWith = (label: string, line: string): string => (line === '' ? label : `${label}${OF}${line}`)

interface Shown extends Seen {
  slot: string
  state: typeof outbox.$inferSelect.state
}

/** The choice as it stands on its screen by now, on a list to be ticked; elsewhere as the person saw it. */
export async function choiceMeant(tx: Tx, ctx: OpenCtx, seen: Seen): Promise<Seen> {
  const { now } = await onScreen(tx, ctx, seen)
  return now ?? seen
}

/** What it does by now; nothing where it is a tick typed twice: the screen that shows it set as wished is on its way. */
export async function actionMeant(tx: Tx, ctx: OpenCtx, seen: Seen): Promise<Action | undefined> {
  const { origin, now } = await onScreen(tx, ctx, seen)
  // The same thing in another way: with its mark, or without.
  if (now?.state === 'queued' && now.label !== origin?.label) return undefined
  return (now ?? seen).action
}

/** Where it was printed on a screen with ticks, and how that screen offers it by now, or did last. */
async function onScreen(tx: Tx, ctx: OpenCtx, seen: Seen): Promise<{ origin?: Shown; now?: Shown }> {
  const origin = await originOf(tx, ctx, seen)
  if (!origin) return {}
  const slot = origin.slot.replace(/~\d+$/, '')
  const all = await listShown(
    tx,
    ctx,
    or(eq(outbox.slot, slot), like(outbox.slot, `${slot.replace(/[%_\\]/g, '\\$&')}~%`)),
  )
  const same = all.filter((one) => isSameThing(one, origin))
  // Typed twice, what was done with the ticks is done with the same ones: also on a screen that went on to something else.
  const now = same.find((one) => one.number === origin.number && one.key === same[0]?.key) ?? same[0]
  if (!now || now.action === origin.action) return { origin }
  const hasTicks = all.some((one) => isTick(one.label) && [origin, now].some((other) => isBeside(one, other)))
  return hasTicks ? { origin, now } : { origin }
}

/** Printed in one list: a message that was still waiting may have been written anew under its key. */
const isBeside = (one: Shown, other: Shown) =>
  one.key === other.key && one.offeredAt.getTime() === other.offeredAt.getTime()

/** The choice itself, on its screen: what was asked back, or named again, has the same action and stands on none. */
async function originOf(tx: Tx, ctx: OpenCtx, seen: Seen): Promise<Shown | undefined> {
  const all = await listShown(tx, ctx, eq(offers.action, seen.action))
  const itself = all.find((one) => one.key === seen.key && one.number === seen.number && one.label === seen.label)
  return itself ?? all.find((one) => one.label === seen.label || seen.label.startsWith(one.label + OF))
}

/** What screens that change in place offered here, the newest first. */
async function listShown(tx: Tx, ctx: OpenCtx, which: ReturnType<typeof or>): Promise<Shown[]> {
  const oldest = new Date(ctx.now.getTime() - OPEN_DAYS * DAY)
  const rows = await tx
    .select({ ...seenColumns, slot: sql<string>`${outbox.slot}`, state: outbox.state })
    .from(offers)
    .innerJoin(outbox, eq(outbox.key, offers.offeredIn))
    .where(
      and(
        eq(offers.chatId, ctx.chat.id),
        gt(offers.offeredAt, oldest),
        notClosedBefore(oldest),
        isNotNull(outbox.slot),
        inArray(outbox.state, ['queued', 'sending', 'sent', 'refused']),
        which,
      ),
    )
    .orderBy(desc(offers.id))
  return rows.map(seenAt)
}
