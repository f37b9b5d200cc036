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

/** The numbers a text lists: "6,7,8", "6-8", "6 7". Undefined where it is one number, or anything else. */
export function severalNumbers(text: string): number[] | undefined {
  if (!/^\s*\d{1,4}(?:\s*[-–,;+&\s]\s*\d{1,4})+[\s.]*$/.test(text)) return undefined
  const all = text.match(/\d+(?:\s*[-–]\s*\d+)?/g) ?? []
  const numbers = all.flatMap((part) => {
    const [from = 0, to = from] = part.split(/[-–]/).map(Number)
    return to < from || to - from >= MOST ? [] : Array.from({ length: to - from + 1 }, (_, index) => from + index)
  })
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

/** What a tick does by now, as the screen for the one before it may not have come yet; anything else does what the person saw. */
export async function actionMeant(tx: Tx, ctx: OpenCtx, seen: Printed): Promise<Action> {
  return isTick(seen.label) ? actionNow(tx, ctx, seen) : seen.action
}

/** Whether it is a tick typed twice: the screen that shows it set as wished is on its way. */
export async function isTickedAlready(tx: Tx, ctx: OpenCtx, seen: Printed): Promise<boolean> {
  const now = isTick(seen.label) ? await printedNow(tx, ctx, seen) : undefined
  return now?.state === 'queued' && now.label !== seen.label
}

/** The same thing under the same number, on the screen as it was said last or is about to be. */
async function printedNow(tx: Tx, ctx: OpenCtx, { number, ...seen }: Printed) {
  const all = await tx
    .select({ label: offers.label, action: offers.action, state: outbox.state })
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
