// What a period holds, once for the summary, the commune's reports and the units' own: what falls due in it, and whatever was open in it
// on any day, standing work too (PRODUCT.md section 8). So a year holds what its months hold. Pure and as SQL; a property test holds
// the two together.
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

/** Falls due in the span, or was given by its end and not reported before its start. */
export function isInPeriod(a: Dated, span: Span): boolean {
  if (fallsDueIn(a, span)) return true
  const reportedAt = needsReport(a.status) ? undefined : (a.reportedAt ?? a.statusAt)
  return a.createdAt < instantOf(addDays(span.to, 1)) && !(reportedAt && reportedAt < instantOf(span.from))
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
  return sql`(${fallsDue(span)} or (${assignments.createdAt} < ${instant(instantOf(addDays(span.to, 1)))}
    and not (${reported} and coalesce(${assignments.reportedAt}, ${assignments.statusAt}) < ${instant(instantOf(span.from))})))`
}

/** The opposite of `isCarried` in SQL: falls due in the period or was given in it. */
export function ownOfPeriod(span: Span): SQL {
  return sql`(${fallsDue(span)} or ${assignments.createdAt} >= ${instant(instantOf(span.from))})`
}
