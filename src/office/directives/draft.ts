// What was read from a letter and what the officer made of it: the shape kept in `directives.draft`, and the questions
// that can be asked of it. Pure.
import { z } from 'zod'
import type { DeadlineRule } from '../../calendar/rule.js'
import { symbolOf } from '../assignments/words.js'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const count = z.number().int()
const args = z.record(z.string(), z.union([z.string(), z.number()]))

const cadence = z.discriminatedUnion('every', [
  z.object({ every: z.literal('day') }),
  z.object({ every: z.literal('week'), weekday: count.exactOptional() }),
  z.object({ every: z.literal('month'), day: count.exactOptional() }),
  z.object({ every: z.literal('quarter'), day: count.exactOptional() }),
  z.object({ every: z.literal('half-year'), month: count.exactOptional(), day: count.exactOptional() }),
  z.object({ every: z.literal('year'), month: count.exactOptional(), day: count.exactOptional() }),
  z.object({ every: z.literal('unstated') }),
])

const rule = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('date'),
    due: day,
    before: z.boolean().exactOptional(),
    time: z.string().exactOptional(),
    words: z.string(),
  }),
  z.object({
    kind: z.literal('period'),
    of: z.enum(['month', 'quarter', 'half-year', 'nine-months', 'year']),
    due: day,
    words: z.string(),
  }),
  z.object({
    kind: z.literal('within'),
    days: count,
    working: z.boolean(),
    from: day.exactOptional(),
    words: z.string(),
  }),
  z.object({
    kind: z.literal('recurring'),
    cadences: z.array(cadence),
    before: z.boolean().exactOptional(),
    time: z.string().exactOptional(),
    words: z.string(),
  }),
  z.object({ kind: z.literal('standing'), words: z.string() }),
  z.object({ kind: z.literal('none'), words: z.string() }),
]) satisfies z.ZodType<DeadlineRule>

/** `about` is what answering it settles: an edit of that field takes the doubt away. */
const doubt = z.object({
  code: z.string(),
  args,
  quote: z.string(),
  about: z.enum(['unit', 'coUnit', 'deadline', 'text', 'other']),
})

const task = z.object({
  /** Its number within the draft, never used again. */
  id: count,
  /** "mục 2, gạch đầu dòng 3"; empty for one that was added by hand. */
  clause: z.string(),
  text: z.string(),
  /** The unit as the letter has it; empty when it was added by hand. */
  unitWords: z.string(),
  unitIds: z.array(count),
  coUnitIds: z.array(count),
  rules: z.array(rule).min(1),
  inherited: z.boolean(),
  /** A tracking date of its own; wins over the draft's. */
  trackingOn: day.nullable(),
  target: z.string().nullable(),
  product: z.string().nullable(),
  area: z.string(),
  optional: z.boolean(),
  dropped: z.boolean(),
  /** A superior's letter gives it to somebody else than the commune. */
  elsewhere: z.boolean().exactOptional(),
  /** Giao mới: given anew although another letter asked for the same already. */
  fresh: z.boolean().exactOptional(),
  /** The wording was typed by an officer. */
  retyped: z.boolean(),
  /** The letter's own lines. */
  quote: z.string(),
  doubts: z.array(doubt),
})

const header = z.object({
  number: z.string().nullable(),
  issuedOn: day.nullable(),
  /** What is printed of a date whose day is blank: "2026-06". */
  datePartial: z.string().nullable(),
  issuer: z.string().nullable(),
  subject: z.string().nullable(),
  basedOn: z.array(z.string()),
  legalBasis: z.array(z.string()),
  urgency: z.enum(['khan', 'thuong-khan', 'hoa-toc']).nullable(),
  badOcr: z.boolean(),
  /** Tạm gửi, chưa vào số. */
  provisional: z.boolean(),
  /** From above the commune: city, Sở. */
  superior: z.boolean().exactOptional(),
})

/** What an officer decided about the letter as a whole. */
const decisions = z.object({
  /** Last year's letter is given all the same. */
  oldAgreed: z.boolean().exactOptional(),
  /** It is another letter although one with its number was issued. */
  apart: z.boolean().exactOptional(),
  /** Thay thế, Đính chính: the issued letter that this one takes the place of. */
  succeeds: z.object({ id: count, kind: z.enum(['replaces', 'corrects']) }).exactOptional(),
  /** Reports made for the old words count for the new ones. */
  reportsCount: z.boolean().exactOptional(),
})

/** What became of a letter after it was issued. */
const fate = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['replaced', 'corrected']), by: count }),
  /** Gửi nhầm, rút lại. */
  z.object({ kind: z.literal('recalled'), by: z.string(), at: z.string() }),
])

const undoStep = z.object({
  /** The edit that this step takes back. */
  edit: z.string(),
  header: header.nullable(),
  decisions: decisions.exactOptional(),
  trackingFor: day.nullable(),
  trackingSettled: z.boolean(),
  /** The tasks as they were, those only that changed; and which tasks there were, in their order. */
  tasks: z.array(task),
  order: z.array(count),
})

/** No letter asks for more; each is looked up, stored and shown. The same however they came in: read, typed or split. */
export const MOST_TASKS = 1000

export const draftSchema = z.object({
  /** An `order` is a task given by hand with /giaoviec: there is no letter. */
  kind: z.enum(['letter', 'order']),
  header,
  /** Doubts about the letter as a whole. */
  doubts: z.array(doubt),
  tasks: z.array(task),
  nextTask: count,
  /** Mốc theo dõi for every task without a deadline; settled when an officer chose to leave it or set it. */
  trackingFor: day.nullable(),
  trackingSettled: z.boolean(),
  /** The letter names another commune and the officer said to issue it all the same. */
  foreignAgreed: z.boolean(),
  decisions: decisions.exactOptional(),
  fate: fate.exactOptional(),
  /** Chỉ lưu: kept, nothing given. */
  stored: z.boolean().exactOptional(),
  /** Dừng gửi: what had not gone out yet to these chats waits for `Gửi tiếp`. Formerly `true`, and which chats was not kept. */
  paused: z.union([z.literal(true), z.array(count)]).exactOptional(),
  /** … and was not to go out before this moment: what was given after hours for the next morning. */
  pausedUntil: z.string().exactOptional(),
  undo: z.array(undoStep),
  /** Who made which version, the newest last. */
  editors: z.array(z.object({ version: count, by: count, name: z.string() })),
  /** An order that was given: the assignments it became. */
  given: z.array(count).exactOptional(),
  /** … and the task, which partners may be asked for although nobody owes it. */
  givenTasks: z.array(count).exactOptional(),
})

export type Draft = z.infer<typeof draftSchema>
export type DraftTask = z.infer<typeof task>
export type DraftHeader = z.infer<typeof header>
export type Decisions = z.infer<typeof decisions>
export type DraftDoubt = z.infer<typeof doubt>
export type UndoStep = z.infer<typeof undoStep>

export function readDraft(stored: unknown): Draft {
  return draftSchema.parse(stored)
}

/** The tasks that will be given. */
export function keptTasks(draft: Draft): DraftTask[] {
  return draft.tasks.filter((one) => !one.dropped)
}

export function findTask(draft: Draft, id: number): DraftTask | undefined {
  return draft.tasks.find((one) => one.id === id)
}

/** Giao theo mục: of a bad scan the unit reads where the task stands in the letter, as long as nobody typed its words anew. */
export function isGivenByClause(draft: Draft, one: DraftTask): boolean {
  return draft.header.badOcr && !one.retyped && one.clause !== ''
}

/** Nothing to be due by: no deadline at all, and not a standing or recurring duty. */
export function lacksDeadline(one: Pick<DraftTask, 'rules'>): boolean {
  return one.rules.every((each) => each.kind === 'none')
}

/** What is asked for `thường xuyên, định kỳ` is one duty: a bare "định kỳ" adds nothing to a standing one. */
export function distinctRules(rules: readonly DeadlineRule[]): DeadlineRule[] {
  if (!rules.some((one) => one.kind === 'standing')) return [...rules]
  return rules.filter((one) => one.kind !== 'recurring' || one.cadences.some((each) => each.every !== 'unstated'))
}

/** The tracking date a task will get: only one without a deadline has one. */
export function trackingOf(draft: Draft, one: DraftTask): string | null {
  return lacksDeadline(one) ? (one.trackingOn ?? draft.trackingFor) : null
}

/** Kept tasks that have neither a deadline nor a tracking date. */
export function tasksWithoutTime(draft: Draft): DraftTask[] {
  return keptTasks(draft).filter((one) => lacksDeadline(one) && trackingOf(draft, one) === null)
}

/** Something an officer has to look at before it is given. */
export function isDoubtful(one: DraftTask): boolean {
  return !one.dropped && (one.doubts.length > 0 || one.unitIds.length === 0)
}

/** In the order in which they are checked: doubtful ones, then the others, then the dropped; within each the letter's order. */
export function reviewOrder(draft: Draft): DraftTask[] {
  const rank = (one: DraftTask) => (one.dropped ? 2 : isDoubtful(one) ? 0 : 1)
  return [...draft.tasks].sort((a, b) => rank(a) - rank(b))
}

/** `18 nhiệm vụ, 34 lượt giao cho 5 đơn vị`. */
export function sumUp(draft: Draft): { tasks: number; turns: number; units: number } {
  const kept = keptTasks(draft)
  return {
    tasks: kept.length,
    turns: kept.reduce((sum, one) => sum + one.unitIds.length, 0),
    units: new Set(kept.flatMap((one) => one.unitIds)).size,
  }
}

/** The serial is blank ("/UBND-VHXH") or there is no number. */
export function lacksNumber(header: Pick<DraftHeader, 'number'>): boolean {
  return header.number === null || symbolOf(header.number) !== undefined
}

/** The number as the trail keeps it; empty as long as it is blank. */
export function knownNumber(header: Pick<DraftHeader, 'number'>): string {
  return lacksNumber(header) ? '' : (header.number ?? '')
}

export function lacksHeader(draft: Draft): boolean {
  return draft.kind === 'letter' && (lacksNumber(draft.header) || draft.header.issuedOn === null)
}
