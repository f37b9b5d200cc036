// What a period holds (PRODUCT.md section 8), for the summary and the commune's reports: what falls due in it, and what was open at its start.
// What was given in it without a day to come is held too: it would stand in no year otherwise. A unit's own report tells whatever was
// open in its month. Pure and as SQL; a property test holds the two together.
import { type SQL, sql } from 'drizzle-orm'
import type { Span } from '../../calendar/period.js'
import { assignments } from '../../db/schema/assignments.js'
import { addDays, instantOf } from '../../lib/day.js'
import { effectiveDue, needsReport, type Timed } from './status.js'

export type Dated = Timed & { createdAt: Date; statusAt: Date }

function fallsDueIn(a: Timed, span: Span): boolean {
  const due = a.standing ? undefined : effectiveDue(a)
  return due !== undefined && span.from <= due && due <= span.to
}

/** Falls due in the span, was open at its start, or was given in it and falls due no later. */
export function isInPeriod(a: Dated, span: Span): boolean {
  return fallsDueIn(a, span) || (wasOpenIn(a, span) && !isForLater(a, span))
}

/** Given by the span's end, and not reported before its start. */
function wasOpenIn(a: Dated, span: Span): boolean {
  const reportedAt = needsReport(a.status) ? undefined : (a.reportedAt ?? a.statusAt)
  return a.createdAt < instantOf(addDays(span.to, 1)) && !(reportedAt && reportedAt < instantOf(span.from))
}

/** Given in the span, due behind it: the next periods hold it. */
export function isForLater(a: Dated, span: Span): boolean {
  const due = a.standing ? undefined : effectiveDue(a)
  return wasOpenIn(a, span) && a.createdAt >= instantOf(span.from) && due !== undefined && due > span.to
}

/** Chuyển kỳ: open at the period's start, and due in another. */
export function isCarried(a: Dated, span: Span): boolean {
  return a.createdAt < instantOf(span.from) && !fallsDueIn(a, span)
}

export const reported = sql`${assignments.status} in ('awaiting', 'done')`
export const due = sql`coalesce(${assignments.extendedTo}, ${assignments.legalDueOn}, ${assignments.trackingOn})`

function fallsDue(span: Span): SQL {
  return sql`coalesce(not ${assignments.standing} and ${due} between ${span.from}::date and ${span.to}::date, false)`
}

/** An instant as SQL reads it on both drivers. */
function instant(at: Date): SQL {
  return sql`${at.toISOString()}::timestamptz`
}

/** `isInPeriod` in SQL. */
export function inPeriod(span: Span): SQL {
  return sql`(${fallsDue(span)} or (${openIn(span)} and (${assignments.createdAt} < ${instant(instantOf(span.from))}
    or not coalesce(not ${assignments.standing} and ${due} > ${span.to}::date, false))))`
}

/** Whatever was open in the span on any day. */
export function openIn(span: Span): SQL {
  return sql`(${assignments.createdAt} < ${instant(instantOf(addDays(span.to, 1)))}
    and not (${reported} and coalesce(${assignments.reportedAt}, ${assignments.statusAt}) < ${instant(instantOf(span.from))}))`
}

/** `isForLater` in SQL. */
export function forLater(span: Span): SQL {
  return sql`(${openIn(span)} and ${assignments.createdAt} >= ${instant(instantOf(span.from))}
    and not ${assignments.standing} and ${due} > ${span.to}::date)`
}

/** What the span holds, and what falls due in it. */
export function openOrDueIn(span: Span): SQL {
  return sql`(${fallsDue(span)} or ${openIn(span)})`
}

/** The opposite of `isCarried` in SQL: falls due in the period or was given in it. */
export function ownOfPeriod(span: Span): SQL {
  return sql`(${fallsDue(span)} or ${assignments.createdAt} >= ${instant(instantOf(span.from))})`
}
