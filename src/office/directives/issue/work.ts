// What a draft would become, before anything is stored: the work of each unit, deadline by deadline, as its group will read it. Pure.
import { dueOn, occurrences } from '../../../calendar/due.js'
import type { DeadlineRule } from '../../../calendar/rule.js'
import { action } from '../../../chat/action.js'
import { addDays, type Day } from '../../../lib/day.js'
import { type Translate, translator } from '../../../lib/i18n.js'
import type { Asked } from '../../assignments/cooperation/store.js'
import type { Header } from '../../assignments/messages.js'
import type { AssignmentView, LetterName, WorkView } from '../../assignments/view.js'
import { withoutEnd, writeLetter } from '../../assignments/words.js'
import type { UnitWithAliases } from '../../communes/store.js'
import { attachedIn, isAttached } from '../attach/match.js'
import { type Draft, type DraftTask, findTask, isGivenByClause, keptTasks, trackingOf } from '../draft.js'
import type { View } from '../screen.js'
import { reportsToReopen } from '../succession/changed.js'
import type { Kept } from '../succession/plan.js'

// As far ahead as the assignments look for the first turn of a duty.
const LOOK_AHEAD = 400

export interface PlannedWork {
  now: WorkView[]
  /** What units that join a duty owe from its next period on. */
  later: WorkView[]
}

/** The work of every unit, in the letter's order; units that only cooperate and partners owe none. */
export function workOf(view: View): PlannedWork {
  const later: WorkView[] = []
  const { draft } = view.directive
  const { matches, succession } = view
  const reopened = new Set(reportsToReopen(view).map((work) => work.id))
  const now = keptTasks(draft).flatMap((task) =>
    task.rules.flatMap((rule, index) =>
      view.units
        .filter((unit) => unit.kind === 'unit' && task.unitIds.includes(unit.id))
        .filter((unit) => !isAttached(draft, matches, task.id, unit.id))
        .flatMap((unit): WorkView[] => {
          const fresh = workView(view, task, rule, unit)
          const kept = succession?.kept.filter((one) => one.task === task.id && one.rule === index) ?? []
          const old = kept.find((one) => one.unitId === unit.id)?.works.at(-1)
          if (!old) {
            if (opensNow(fresh, kept)) return [fresh]
            later.push(fresh)
            return []
          }
          const { number, period, promisedOn, extendedTo, issuedLate } = old
          const isOpened = reopened.has(old.id)
          const moved = fresh.legalDueOn !== old.legalDueOn && rule.kind !== 'recurring'
          return [
            {
              ...fresh,
              number,
              period,
              status: isOpened ? 'in-progress' : old.status,
              reportedAt: isOpened ? null : old.reportedAt,
              promisedOn,
              legalDueOn: rule.kind === 'recurring' ? old.legalDueOn : fresh.legalDueOn,
              trackingOn: fresh.legalDueOn ? null : (fresh.trackingOn ?? old.trackingOn),
              extendedTo: extendedTo && (!fresh.legalDueOn || extendedTo > fresh.legalDueOn) ? extendedTo : null,
              issuedLate: moved ? fresh.issuedLate : issuedLate || (isOpened && fresh.issuedLate),
            },
          ]
        }),
    ),
  )
  return { now, later }
}

/** How much would be given after its day, `giao sau hạn`. */
export function countLate({ now }: PlannedWork): number {
  return now.filter((one) => one.issuedLate).length
}

/** A button that issues carries what was seen with it: the version, and how much of it is late. A day may pass before it is pressed. */
export function issueAction(
  view: View,
  work: PlannedWork,
  verb: 'issue' | 'issueNow' | 'issueLater' = 'issue',
): string {
  const { id, version } = view.directive
  return action(`draft.${verb}`, id, version, countLate(work))
}

/** A duty that goes on opens its next turn in its time, also for a unit that joins it. */
function opensNow({ rule, legalDueOn }: WorkView, kept: readonly Kept[]): boolean {
  if (rule !== 'recurring') return true
  const [through] = kept.flatMap((one) => one.openedThrough ?? []).sort()
  return through === undefined || (legalDueOn ?? '') <= through
}

/** Another deadline for work that is carried over. */
export interface MovedDay {
  id: number
  number: number
  before: Day | null
  after: Day | null
}

export function movedDays(view: View): MovedDay[] {
  const { directive, succession, today, cal } = view
  const { draft } = directive
  return (succession?.kept ?? []).flatMap(({ task, rule, works }): MovedDay[] => {
    const kept = findTask(draft, task)
    const words = kept?.rules[rule]
    if (!kept || !words || words.kind === 'recurring') return []
    const legal = dueOn(words, startOf(draft, today), cal)
    return works.flatMap(({ id, number, legalDueOn, trackingOn }) => {
      const before = legalDueOn ?? trackingOn
      const after = legal ?? trackingOf(draft, kept) ?? trackingOn
      return before === after ? [] : [{ id, number, before, after }]
    })
  })
}

/** What units that owe no report will be asked to cooperate in, a partner also where it is named as lead. */
export function cooperationOf({ directive, units, matches }: View): Asked[] {
  const { draft } = directive
  return keptTasks(draft).flatMap((task) => {
    const owes = (unit: UnitWithAliases) => unit.kind === 'unit' && task.unitIds.includes(unit.id)
    const leads = units.filter((unit) => owes(unit) && !isAttached(draft, matches, task.id, unit.id))
    return units
      .filter((unit) => !owes(unit) && [...task.unitIds, ...task.coUnitIds].includes(unit.id))
      .map(({ id, name, kind }) => ({
        text: taskText(draft, task),
        clause: task.clause === '' ? null : task.clause,
        leads: leads.map((unit) => unit.name),
        work: [],
        unit: { id, name, kind },
      }))
  })
}

/** Work of other letters that this one asks for as well, with this letter's own day beside theirs as it will stand there. */
export function attachedWorks(view: View): AssignmentView[] {
  const { draft } = view.directive
  const works = attachedIn(draft, view.matches).flatMap((match) => {
    const task = findTask(draft, match.task)
    const [dueOn = null] = (task?.rules ?? []).flatMap((rule) => ('due' in rule ? [rule.due] : [])).sort()
    const own = { ...letterNameOf(draft), clause: task?.clause || null, dueOn }
    return match.works.map((work) => ({ ...work, also: [...(work.also ?? []), own] }))
  })
  return [...new Map(works.map((work) => [work.id, work])).values()]
}

function workView(view: View, task: DraftTask, rule: DeadlineRule, unit: UnitWithAliases): WorkView {
  const { directive, today, cal } = view
  const { draft } = directive
  const turn = rule.kind === 'recurring' ? occurrences(rule, today, addDays(today, LOOK_AHEAD), cal)[0] : undefined
  const legal = turn?.due ?? (rule.kind === 'recurring' ? undefined : dueOn(rule, startOf(draft, today), cal))
  const timed = rule.kind === 'date' || rule.kind === 'recurring' ? rule : undefined
  return {
    text: taskText(draft, task),
    clause: task.clause === '' ? null : task.clause,
    target: task.target,
    product: task.product,
    letter: draft.kind === 'order' ? undefined : letterNameOf(draft),
    unit: named(unit),
    cooperating: view.units.filter((one) => task.coUnitIds.includes(one.id)).map(named),
    rule: rule.kind,
    words: rule.words,
    period: turn?.period ?? 'once',
    legalDueOn: legal ?? null,
    trackingOn: legal || rule.kind === 'standing' ? null : trackingOf(draft, task),
    extendedTo: null,
    promisedOn: null,
    dueTime: timed?.time ?? null,
    before: timed?.before ?? false,
    issuedLate: legal !== undefined && legal < today,
    standing: rule.kind === 'standing',
    status: 'unanswered',
    reportedAt: null,
  }
}

function named({ id, name, shortName }: UnitWithAliases) {
  return { id, name, shortName }
}

/** "Trong 10 ngày" counts from the letter's day; a letter without one counts from today. */
export function startOf(draft: Draft, today: Day): Day {
  return draft.header.issuedOn ?? today
}

/** The letter's name on cards. */
export function letterNameOf(draft: Draft): LetterName {
  const { number, issuedOn } = draft.header
  return { number, issuedOn }
}

export function headerOf(view: View): Header {
  const { directive } = view
  const { issuer, subject, urgency } = directive.draft.header
  return {
    ...letterNameOf(directive.draft),
    issuer,
    subject,
    ...(directive.fileId === null ? {} : { fileId: directive.fileId }),
    urgent: urgency === 'hoa-toc',
  }
}

/** What the unit reads. The words of a bad scan are not trusted: unless they were typed anew the task says where it stands in the letter. */
export function taskText(draft: Draft, task: DraftTask, t: Translate = translator('vi')): string {
  if (!isGivenByClause(draft, task)) return withoutEnd(task.text)
  return t('directives-by-clause', { clause: task.clause, letter: writeLetter(t, letterNameOf(draft)) })
}
