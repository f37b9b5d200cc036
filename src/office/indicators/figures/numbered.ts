// Figures typed below a list by its numbers, without `Nhập`: "1. 23/25", "2) 95,5%; 3: 12". They are of the list that was shown last.
import { and, desc, eq, gte, like } from 'drizzle-orm'
import type { Tx } from '../../../db/db.js'
import { screens } from '../../../db/schema/post.js'
import { UserError } from '../../../lib/errors.js'
import type { Ctx } from '../../../talk/entry.js'
import { findOpenQuestion } from '../../../talk/questions.js'
import { slotShown } from '../../../talk/screen.js'
import type { Asked } from './asking.js'
import { takeUnasked } from './entering.js'
import { readFigure, splitFigures } from './reading.js'
import { readFiguresSlot } from './screens.js'

type Place = Pick<Asked, 'unitId' | 'month'>

/** So long a list is meant without a reply to it, in milliseconds; in a group others speak of other things. */
const BELOW_MS = { private: 60 * 60_000, group: 10 * 60_000 }
/** Lists shown within this time came with one `/solieu`. */
const TOGETHER_MS = 10_000
const MOST_TEXT = 1000

/** Every part has a number of a list in front and a figure behind it. Pure. */
export function readNumberedFigures(text: string): string | undefined {
  if (text.length > MOST_TEXT) return undefined
  const items = splitFigures(text)
  const isNumbered = items.every(({ key, words }) => /^\d{1,2}$/.test(key ?? '') && 'figure' in readFigure(words))
  return items.length > 0 && isNumbered ? text : undefined
}

/** "8:30", "14:00 nhé": as likely the time of a meeting; below a list only in a reply to it. Pure. */
export function looksLikeTime(text: string): boolean {
  return /^\s*(?:[01]?\d|2[0-3]):[0-5]\d(?!\d|[.,]\d|\s*[/%;\n])/.test(text)
}

/** Is a list of figures replied to, or was one shown just now and nothing asked since? */
export async function standsBelowList(tx: Tx, ctx: Ctx, text: string): Promise<boolean> {
  const { happening } = ctx.incoming
  const isReply = happening.kind === 'text' && happening.replyTo !== undefined
  if (!isReply && looksLikeTime(text)) return false
  return (await placesBelow(tx, ctx)).length > 0
}

async function placesBelow(tx: Tx, ctx: Ctx): Promise<Place[]> {
  const { happening } = ctx.incoming
  const ref = happening.kind === 'text' ? happening.replyTo : undefined
  if (ref !== undefined) {
    const slot = await slotShown(tx, ctx.chat.id, ref)
    const place = slot === undefined ? undefined : readFiguresSlot(slot)
    return place ? [place] : []
  }
  const since = new Date(ctx.now.getTime() - BELOW_MS[ctx.chat.kind])
  const shown = await tx
    .select({ slot: screens.slot, shownAt: screens.shownAt })
    .from(screens)
    .where(and(eq(screens.chatId, ctx.chat.id), like(screens.slot, 'figures:%'), gte(screens.shownAt, since)))
    .orderBy(desc(screens.shownAt))
  const [newest] = shown
  if (!newest || (await findOpenQuestion(tx, ctx.chat.id, ctx.actor.personId, newest.shownAt))) return []
  const together = shown.filter(({ shownAt }) => newest.shownAt.getTime() - shownAt.getTime() <= TOGETHER_MS)
  const places = together.flatMap(({ slot }) => readFiguresSlot(slot) ?? [])
  return [...new Map(places.map((place) => [`${place.unitId}:${place.month}`, place])).values()]
}

export async function takeNumbered(tx: Tx, ctx: Ctx, text: string): Promise<void> {
  const [place, ...others] = await placesBelow(tx, ctx)
  if (!place || others.length > 0) throw new UserError('indicators-numbered-which')
  await takeUnasked(tx, ctx, place, text)
}
