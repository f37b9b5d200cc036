// Choices without buttons, said in other ways than by one number: by several at once ("6,7,8"), or by their own words ("giao viec").
import { and, desc, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import { type Action, parseAction } from '../chat/action.js'
import type { Tx } from '../db/db.js'
import { offers, outbox } from '../db/schema/post.js'
import { fold } from '../lib/vietnamese.js'
import { isSameThing, isTick, OPEN_DAYS, type Printed } from '../post/offers.js'
import type { OpenCtx } from './entry.js'
import { AGAIN } from './reply.js'
import { saidAt } from './said-at.js'

const DAY = 86_400_000
/** Numbers typed at once. */
const MOST = 30
const MOST_WORDS = 80

/**
 * The numbers a text lists: "6,7,8", "6-8", "6 7". Undefined where it is one number, or anything else, also in part: of "8-6, 9, 10" the
 * last two alone were not meant.
 */
export function severalNumbers(text: string): number[] | undefined {
  if (!/^\s*\d{1,4}(?:\s*[-–,;+&\s]\s*\d{1,4})+[\s.]*$/.test(text)) return undefined
  const all = text.match(/\d+(?:\s*[-–]\s*\d+)?/g) ?? []
  const stretches = all.map((part) => {
    const [from = 0, to = from] = part.split(/[-–]/).map(Number)
    return { from, to }
  })
  if (stretches.some(({ from, to }) => to < from || to - from >= MOST)) return undefined
  const numbers = stretches.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, index) => from + index))
  const distinct = [...new Set(numbers)]
  return distinct.length > 1 && distinct.length <= MOST ? distinct : undefined
}

/** Whether two numbers may as well be one figure: "12,15". */
export const isDecimal = (text: string): boolean => /^\s*\d+,\d+\s*$/.test(text)

/** A choice that somebody had seen. */
export interface Seen extends Printed {
  /** The outbox key of the message's last part. */
  key: string
  /** When it was said, or queued to be. */
  at: Date
  offeredAt: Date
  /** Whose message it answered, in a group. */
  answers: string | null
}

/** What the chat's lists that this person had seen offer, the newest first. */
export async function listSeen(tx: Tx, ctx: OpenCtx): Promise<Seen[]> {
  const rows = await tx
    .select({
      number: offers.number,
      label: offers.label,
      action: offers.action,
      key: offers.offeredIn,
      offeredAt: offers.offeredAt,
      sentAt: outbox.sentAt,
      answers: sql<string | null>`${outbox.body} ->> 'answers'`,
    })
    .from(offers)
    .innerJoin(outbox, eq(outbox.key, offers.offeredIn))
    .where(
      and(
        eq(offers.chatId, ctx.chat.id),
        isNull(offers.closedAt),
        gt(offers.offeredAt, new Date(ctx.now.getTime() - OPEN_DAYS * DAY)),
        inArray(outbox.state, ['sent', 'sending', 'refused']),
        or(isNull(outbox.sentAt), lte(outbox.sentAt, saidAt(ctx) ?? ctx.now)),
      ),
    )
    .orderBy(desc(offers.id))
  return rows.map(({ sentAt, ...row }) => ({ ...row, at: sentAt ?? row.offeredAt }))
}

/** What several numbers choose in the newest list that has them all, where it is the same for each: ticks, pieces of work to open. */
export function inOneList(seen: readonly Seen[], numbers: readonly number[]): Seen[] | undefined {
  const key = seen.find((one) => numbers.includes(one.number))?.key
  const found = numbers.flatMap((number) => seen.find((one) => one.key === key && one.number === number) ?? [])
  const names = new Set(found.map((one) => parseAction(one.action)?.name))
  return found.length === numbers.length && names.size === 1 ? found : undefined
}

/** What this choice does by now: the screen may have been said anew since, for the number before it. */
export async function actionNow(tx: Tx, ctx: OpenCtx, seen: Printed): Promise<Action> {
  return (await printedNow(tx, ctx, seen))?.action ?? seen.action
}

/**
 * Of a list to be ticked each choice does what it does by now, as it carries what else is ticked and the screen for the tick before may
 * not have come yet; anything else does what the person saw.
 */
export async function actionMeant(tx: Tx, ctx: OpenCtx, seen: Seen): Promise<Action> {
  const now = (await printedNow(tx, ctx, seen)) ?? (await waiting(tx, ctx, seen))
  if (!now || now.action === seen.action) return seen.action
  const screen = await tx
    .select({ label: offers.label })
    .from(offers)
    .where(and(eq(offers.chatId, ctx.chat.id), inArray(offers.offeredIn, [seen.key, now.key])))
  return screen.some(({ label }) => isTick(label)) ? now.action : seen.action
}

/** Whether it is a tick typed twice: the screen that shows it set as wished is on its way. */
export async function isTickedAlready(tx: Tx, ctx: OpenCtx, seen: Printed): Promise<boolean> {
  const now = await printedNow(tx, ctx, seen)
  // The same thing in another way: with its mark, or without.
  return now?.state === 'queued' && now.label !== seen.label
}

/** The same thing on the same screen as it is about to be said, where it has another number ("Xong" below ticks). */
async function waiting(tx: Tx, ctx: OpenCtx, seen: Seen) {
  const [from] = await tx.select({ slot: outbox.slot }).from(outbox).where(eq(outbox.key, seen.key))
  if (!from?.slot) return undefined
  const all = await tx
    .select({ label: offers.label, action: offers.action, key: offers.offeredIn, slot: outbox.slot })
    .from(offers)
    .innerJoin(outbox, eq(outbox.key, offers.offeredIn))
    .where(and(eq(offers.chatId, ctx.chat.id), isNull(offers.closedAt), inArray(outbox.state, ['queued', 'sending'])))
  const same = all.filter((one) => baseSlot(one.slot) === baseSlot(from.slot) && isSameThing(one, seen))
  return same.length === 1 ? same[0] : undefined
}

const baseSlot = (slot: string | null) => slot?.replace(/~\d+$/, '')

/** The same thing under the same number, on the screen as it was said last or is about to be. */
async function printedNow(tx: Tx, ctx: OpenCtx, { number, ...seen }: Printed) {
  const all = await tx
    .select({ label: offers.label, action: offers.action, key: offers.offeredIn, state: outbox.state })
    .from(offers)
    .leftJoin(outbox, eq(outbox.key, offers.offeredIn))
    .where(and(eq(offers.chatId, ctx.chat.id), eq(offers.number, number), isNull(offers.closedAt)))
    .orderBy(desc(offers.id))
  return all.find((one) => isSameThing(one, seen))
}

/**
 * The choices that a text is, word for word, with or without diacritics and signs. What was only named again is left out: it
 * outlives the screen it was copied from.
 */
export function choicesNamed(seen: readonly Seen[], text: string): Seen[] {
  const words = text.length > MOST_WORDS ? '' : fold(text)
  return /[a-z]/.test(words) ? seen.filter((one) => !one.key.startsWith(AGAIN) && fold(one.label) === words) : []
}
