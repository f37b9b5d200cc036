// The one message of a draft that changes in place, and what every screen of it needs to know.

import { and, eq, isNotNull } from 'drizzle-orm'
import type { WorkCalendar } from '../../calendar/work-calendar.js'
import type { Choice, Span } from '../../chat/message.js'
import { plainText } from '../../chat/message.js'
import type { Tx } from '../../db/db.js'
import { outbox, questions, screens } from '../../db/schema/post.js'
import { type Day, dayOf } from '../../lib/day.js'
import type { Translate } from '../../lib/i18n.js'
import { shorten } from '../../lib/vietnamese.js'
import { queueMessage } from '../../post/outbox.js'
import type { Ack, Ctx, OpenCtx } from '../../talk/entry.js'
import { reply } from '../../talk/reply.js'
import { forgetScreen } from '../../talk/screen.js'
import { type Commune, communeCalendar, findCommune, listUnits, type UnitWithAliases } from '../communes/store.js'
import { findMatches, type Matches } from './attach/match.js'
import type { Directive } from './store.js'
import { type Candidate, findCandidates } from './succession/candidates.js'
import { planSuccession, type Succession } from './succession/plan.js'

export interface Screen {
  spans: Span[]
  choices: Choice[][]
}

/** A letter with what is needed to show it in one person's language. */
export interface View {
  directive: Directive
  commune: Commune
  units: UnitWithAliases[]
  cal: WorkCalendar
  now: Date
  today: Day
  /** What other letters have given already of what this draft asks for. */
  matches: Matches
  /** Letters in force whose place a draft may take. */
  candidates: Candidate[]
  /** The letter whose place a draft takes, and what becomes of its work. */
  succession?: Succession
  t: Translate
}

export async function viewOf(tx: Tx, directive: Directive, t: Translate, now: Date): Promise<View> {
  const succession = await planSuccession(tx, directive)
  return {
    directive,
    commune: await findCommune(tx, directive.communeId),
    units: await listUnits(tx, directive.communeId),
    matches: await findMatches(tx, directive, succession),
    candidates: directive.state === 'draft' ? await findCandidates(tx, directive) : [],
    ...(succession ? { succession } : {}),
    cal: await communeCalendar(tx, directive.communeId),
    now,
    today: dayOf(now),
    t,
  }
}

export function draftSlot(directiveId: number): string {
  return `draft:${directiveId}`
}

/** Shows a screen where the person spoke. `fresh`: as a new message below what was typed. */
export async function showScreen(
  tx: Tx,
  ctx: OpenCtx,
  slot: string,
  screen: Screen,
  options: { fresh?: boolean } = {},
): Promise<void> {
  const { spans, choices } = screen
  await reply(tx, ctx, spans, { slot, ...options, ...(choices.length > 0 ? { choices } : {}) })
}

/**
 * What whoever presses a button of an earlier message reads: a screen that was shown anew below, a question that was answered. It would
 * change the newest one, out of sight. Undefined for a button that counts.
 */
export async function oldScreen(tx: Tx, ctx: Ctx, directiveId: number): Promise<Ack | undefined> {
  const { happening } = ctx.incoming
  if (happening.kind !== 'choice' || happening.ref === undefined) return undefined
  const { ref } = happening
  const here = and(eq(screens.chatId, ctx.chat.id), eq(screens.slot, draftSlot(directiveId)))
  const [shown] = await tx.select({ ref: screens.ref }).from(screens).where(here)
  if (!shown || shown.ref === ref) return undefined
  const [former] = await tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.chatId, ctx.chat.id), eq(outbox.slot, draftSlot(directiveId)), eq(outbox.ref, ref)))
    .limit(1)
  const [settled] = await tx
    .select({ id: questions.id })
    .from(questions)
    .where(and(eq(questions.chatId, ctx.chat.id), eq(questions.ref, ref), isNotNull(questions.closedAt)))
    .limit(1)
  return former || settled ? { text: ctx.t('directives-old-screen'), alert: true } : undefined
}

/** Shows a screen as the outcome of a chore: always a new message. */
export async function sendScreen(
  tx: Tx,
  to: { chatId: number; communeId: number; key: string; slot: string },
  { spans, choices }: Screen,
  now: Date,
): Promise<void> {
  await forgetScreen(tx, to.chatId, to.slot)
  await queueMessage(tx, { ...to, class: 0, message: { spans, ...(choices.length > 0 ? { choices } : {}) } }, now)
}

/** The most of a screen's text: it stays one message, which can change in place. */
export const MOST_TEXT = 3900

/** Lines of a screen, each a text or spans, as one list of spans; a blank line is "". What does not fit is left out behind `more`. */
export function joinLines(lines: readonly (string | Span[])[], more: string, most = MOST_TEXT): Span[] {
  const spans: Span[] = []
  let length = 0
  for (const [index, line] of lines.entries()) {
    const parts: Span[] = typeof line === 'string' ? [line] : line
    const size = plainText(parts).length + 1
    if (length + size > most - more.length && !(index === lines.length - 1 && length + size <= most)) {
      spans.push(`\n${more}`)
      break
    }
    if (index > 0) spans.push('\n')
    spans.push(...parts)
    length += size
  }
  return spans
}

/** A button's text within the platform's limit. */
export function label(text: string): string {
  return shorten(text.replace(/\s+/g, ' ').trim(), 60)
}

/** Buttons side by side, so many in a row. */
export function rowsOf(choices: readonly Choice[], wide: number): Choice[][] {
  const rows: Choice[][] = []
  for (let at = 0; at < choices.length; at += wide) rows.push(choices.slice(at, at + wide))
  return rows
}

export function unitName(view: Pick<View, 'units'>, id: number): string {
  return view.units.find((unit) => unit.id === id)?.name ?? '?'
}

export function shortUnitName(view: Pick<View, 'units'>, id: number): string {
  return view.units.find((unit) => unit.id === id)?.shortName ?? '?'
}

/** Unit names in the commune's own order: short ones for lists, whole ones for a task. */
export function unitNames(view: Pick<View, 'units'>, ids: readonly number[], short: boolean): string {
  return view.units
    .filter((unit) => ids.includes(unit.id))
    .map((unit) => (short ? unit.shortName : unit.name))
    .join(', ')
}
