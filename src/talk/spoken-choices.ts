// Choices without buttons, said in other ways than by one number: by several at once ("6,7,8"), or by their own words ("giao viec").
import { and, desc, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import { parseAction } from '../chat/action.js'
import type { Tx } from '../db/db.js'
import { offers, outbox } from '../db/schema/post.js'
import { fold } from '../lib/vietnamese.js'
import { OPEN_DAYS, type Printed } from '../post/offers.js'
import type { OpenCtx } from './entry.js'
import { AGAIN } from './reply.js'
import { saidAt } from './said-at.js'

const DAY = 86_400_000
/** So long, in milliseconds, what means nothing more is still what somebody may have seen last. */
export const MOMENT = 10 * 60_000
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

/** The columns of a choice somebody had seen, of `offers` joined with the message in `outbox`. */
export const seenColumns = {
  number: offers.number,
  label: offers.label,
  action: offers.action,
  key: offers.offeredIn,
  offeredAt: offers.offeredAt,
  sentAt: outbox.sentAt,
  answers: sql<string | null>`${outbox.body} ->> 'answers'`,
}

export function seenAt<Row extends { sentAt: Date | null; offeredAt: Date }>({ sentAt, ...row }: Row) {
  return { ...row, at: sentAt ?? row.offeredAt }
}

/**
 * What the chat's lists that this person had seen offer, the newest first; and what those offered that were said anew a moment ago, since the
 * new ones may not have come yet.
 */
export async function listSeen(tx: Tx, ctx: OpenCtx): Promise<{ all: Seen[]; open: Seen[]; closed: Seen[] }> {
  const rows = await tx
    .select({ ...seenColumns, closedAt: offers.closedAt })
    .from(offers)
    .innerJoin(outbox, eq(outbox.key, offers.offeredIn))
    .where(
      and(
        eq(offers.chatId, ctx.chat.id),
        or(isNull(offers.closedAt), gt(offers.closedAt, new Date(ctx.now.getTime() - MOMENT))),
        gt(offers.offeredAt, new Date(ctx.now.getTime() - OPEN_DAYS * DAY)),
        inArray(outbox.state, ['sent', 'sending', 'refused']),
        or(isNull(outbox.sentAt), lte(outbox.sentAt, saidAt(ctx) ?? ctx.now)),
      ),
    )
    .orderBy(desc(offers.id))
  const all = rows.map(seenAt)
  // In a group what ended a moment ago is only meant by whoever it was said to, unless it is answered: to others "xong" is a word.
  const isOwn = (one: Seen) => ctx.chat.kind === 'private' || one.answers === ctx.incoming.from?.externalId
  const ended = all.filter((one) => one.closedAt)
  return { all, open: all.filter((one) => !one.closedAt), closed: ended.filter(isOwn) }
}

/** What several numbers choose in the newest list that has them all, where it is the same for each: ticks, pieces of work to open. */
export function inOneList(seen: readonly Seen[], numbers: readonly number[]): Seen[] | undefined {
  const key = seen.find((one) => numbers.includes(one.number))?.key
  const found = numbers.flatMap((number) => seen.find((one) => one.key === key && one.number === number) ?? [])
  const names = new Set(found.map((one) => parseAction(one.action)?.name))
  return found.length === numbers.length && names.size === 1 ? found : undefined
}

/**
 * The choices that a text is, word for word, with or without diacritics and signs. What was only named again is left out: it
 * outlives the screen it was copied from.
 */
export function choicesNamed(seen: readonly Seen[], text: string): Seen[] {
  const words = text.length > MOST_WORDS ? '' : fold(text)
  return /[a-z]/.test(words) ? seen.filter((one) => !one.key.startsWith(AGAIN) && fold(one.label) === words) : []
}
