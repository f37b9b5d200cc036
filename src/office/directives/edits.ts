// What an officer may change in a draft: each edit is a pure step from one draft to the next, and leaves what takes it back.
import type { DeadlineRule } from '../../calendar/rule.js'
import type { Day } from '../../lib/day.js'
import { UserError } from '../../lib/errors.js'
import { fold } from '../../lib/vietnamese.js'
import {
  type Decisions,
  type Draft,
  type DraftDoubt,
  type DraftHeader,
  type DraftTask,
  distinctRules,
  MOST_TASKS,
  type UndoStep,
} from './draft.js'
import { splitTask } from './split.js'

export type Edit =
  | { kind: 'units' | 'coUnits'; task: number; unitIds: number[] }
  /** The same unit in or out; alike whether it arrives once or twice. */
  | { kind: 'unit' | 'coUnit'; task: number; unitId: number; on: boolean }
  /** The units of this task for every task that the letter gives in the same words. */
  | { kind: 'spread'; task: number }
  | { kind: 'rules'; task: number; rules: DeadlineRule[] }
  | { kind: 'track'; task: number; on: Day | null }
  | { kind: 'text'; task: number; text: string }
  | { kind: 'target' | 'product'; task: number; text: string | null }
  | { kind: 'drop'; task: number; dropped: boolean }
  | { kind: 'sure'; task: number }
  /** Giao theo mục: the words that were typed anew are not given after all. */
  | { kind: 'byClause'; task: number }
  | { kind: 'merge'; task: number }
  | { kind: 'add'; typed: TypedTask }
  | { kind: 'trackAll'; on: Day | null }
  | { kind: 'header'; fields: Partial<Pick<DraftHeader, 'number' | 'issuedOn' | 'subject'>> }
  | { kind: 'provisional' }
  | { kind: 'foreign' }
  /** Drops every task that no unit was chosen for, as the parts of a superior's letter that are for others. */
  | { kind: 'dropUnowned' }
  /** A task becomes several; its units go with each. */
  | { kind: 'split'; task: number; parts: string[] }
  /** Giao mới, or Gắn vào việc đã giao: one task, or all of them. */
  | { kind: 'fresh'; task?: number; on: boolean }
  | { kind: 'superior'; on: boolean }
  | { kind: 'decide'; decisions: Decisions }
  /** It takes nobody's place. */
  | { kind: 'apart' }
  | { kind: 'undo' }

/** What is known of a task that was typed. */
export type TypedTask = Pick<DraftTask, 'text' | 'unitIds' | 'rules' | 'doubts' | 'target' | 'area'>

export interface Editor {
  personId: number
  name: string
}

/** A superior's letter names no unit of the commune: each task is given on by itself. */
export const SUPERIOR_DOUBT = 'directives-doubt-superior'

/** The question that waits for the letter that replaces or corrects another. */
export const SUCCESSOR_QUESTION = 'draft.successor'

const MOST_UNDO = 15
const MOST_EDITORS = 30
const LONGEST_TEXT = 4000

/** The draft after an edit, as version `version`. Throws `UserError` when the edit makes no sense (no such task, nothing to undo). */
export function applyEdit(draft: Draft, edit: Edit, editor: Editor, version: number): Draft {
  const editors = [...draft.editors, { version, by: editor.personId, name: editor.name }].slice(-MOST_EDITORS)
  if (edit.kind === 'undo') return { ...takeBack(draft), editors }
  const next = change(draft, edit)
  return { ...next, undo: [...draft.undo, stepBack(draft, next, edit)].slice(-MOST_UNDO), editors }
}

/** Nobody but this person has changed the draft since this version, so what they saw is what they made themselves. */
export function onlyEditedBy(draft: Draft, personId: number, since: number, current: number): boolean {
  if (since > current) return false
  const later = draft.editors.filter((one) => one.version > since)
  return later.length === current - since && later.every((one) => one.by === personId)
}

function change(draft: Draft, edit: Exclude<Edit, { kind: 'undo' }>): Draft {
  switch (edit.kind) {
    case 'units':
      return setUnits(draft, edit.task, edit.unitIds)
    case 'coUnits':
      return setCoUnits(draft, edit.task, edit.unitIds)
    case 'unit':
      return setUnits(draft, edit.task, toggled(taskOf(draft, edit.task).unitIds, edit.unitId, edit.on))
    case 'coUnit':
      return setCoUnits(draft, edit.task, toggled(taskOf(draft, edit.task).coUnitIds, edit.unitId, edit.on))
    case 'spread': {
      const model = taskOf(draft, edit.task)
      return mapTasks(draft, (one) => (sameWords(one, model) ? withUnits(one, model.unitIds) : one))
    }
    case 'rules':
      if (edit.rules.length === 0) throw new Error('a task has at least one deadline rule')
      return withTask(draft, edit.task, (one) => ({
        ...one,
        rules: edit.rules,
        inherited: false,
        trackingOn: null,
        doubts: settled(one.doubts, 'deadline'),
      }))
    case 'track':
      return withTask(draft, edit.task, (one) => ({ ...one, trackingOn: edit.on }))
    case 'text': {
      const text = edit.text.trim()
      if (text === '') throw new UserError('directives-text-empty')
      if (text.length > LONGEST_TEXT)
        throw new UserError('directives-text-long', { length: text.length, most: LONGEST_TEXT })
      return withTask(draft, edit.task, (one) => ({
        ...one,
        text,
        retyped: true,
        doubts: settled(one.doubts, 'text'),
      }))
    }
    case 'target':
      return withTask(draft, edit.task, (one) => ({ ...one, target: edit.text }))
    case 'product':
      return withTask(draft, edit.task, (one) => ({ ...one, product: edit.text }))
    case 'drop':
      return withTask(draft, edit.task, (one) => ({ ...one, dropped: edit.dropped }))
    case 'sure':
      return withTask(draft, edit.task, (one) => ({ ...one, doubts: [] }))
    case 'byClause':
      return withTask(draft, edit.task, (one) => ({
        ...one,
        text: one.quote === '' ? one.text : one.quote,
        retyped: false,
      }))
    case 'merge':
      return merge(draft, edit.task)
    case 'add':
      return add(draft, edit.typed)
    case 'trackAll':
      return { ...draft, trackingFor: edit.on, trackingSettled: true }
    case 'header':
      return {
        ...draft,
        header: { ...draft.header, ...edit.fields, provisional: false },
        doubts: draft.doubts.filter((one) => one.about !== 'other' || !/number|date|header/.test(one.code)),
      }
    case 'provisional':
      return { ...draft, header: { ...draft.header, provisional: true } }
    case 'foreign':
      return { ...draft, foreignAgreed: true }
    case 'dropUnowned':
      return mapTasks(draft, (one) => (one.unitIds.length === 0 ? { ...one, dropped: true } : one))
    case 'split':
      return split(draft, edit.task, edit.parts)
    case 'fresh':
      return mapTasks(draft, (one) =>
        edit.task === undefined || edit.task === one.id ? { ...one, fresh: edit.on } : one,
      )
    case 'superior':
      return { ...draft, header: { ...draft.header, superior: edit.on } }
    case 'apart': {
      const { succeeds: _, ...rest } = draft.decisions ?? {}
      return { ...draft, decisions: { ...rest, apart: true } }
    }
    case 'decide':
      return { ...draft, decisions: { ...withoutApart(draft.decisions, edit.decisions), ...edit.decisions } }
  }
}

/** To take somebody's place undoes that it was said to stand apart. */
function withoutApart(before: Decisions | undefined, next: Decisions): Decisions {
  if (!next.succeeds) return before ?? {}
  const { apart: _, ...rest } = before ?? {}
  return rest
}

function taskOf(draft: Draft, id: number): DraftTask {
  const found = draft.tasks.find((one) => one.id === id)
  if (!found) throw new UserError('directives-task-gone')
  return found
}

function mapTasks(draft: Draft, make: (one: DraftTask) => DraftTask): Draft {
  return { ...draft, tasks: draft.tasks.map(make) }
}

function withTask(draft: Draft, id: number, make: (one: DraftTask) => DraftTask): Draft {
  const target = taskOf(draft, id)
  return mapTasks(draft, (one) => (one === target ? make(one) : one))
}

function settled(doubts: DraftDoubt[], about: DraftDoubt['about']): DraftDoubt[] {
  return doubts.filter((one) => one.about !== about)
}

function toggled(ids: readonly number[], id: number, on: boolean): number[] {
  const others = ids.filter((one) => one !== id)
  return on ? [...others, id] : others
}

/** A lead unit does not cooperate with itself. */
function withUnits(one: DraftTask, unitIds: readonly number[]): DraftTask {
  return {
    ...one,
    unitIds: [...new Set(unitIds)],
    coUnitIds: one.coUnitIds.filter((id) => !unitIds.includes(id)),
    doubts: unitIds.length > 0 ? settled(one.doubts, 'unit') : one.doubts,
  }
}

/** A unit that was in doubt is settled for every task that the letter gives in the same words; a sure one only here. */
function setUnits(draft: Draft, id: number, unitIds: number[]): Draft {
  const target = taskOf(draft, id)
  const doubtful = target.doubts.some((one) => one.about === 'unit')
  const alike = (one: DraftTask) =>
    doubtful &&
    !target.doubts.some((each) => each.code === SUPERIOR_DOUBT) &&
    sameWords(one, target) &&
    one.doubts.some((each) => each.about === 'unit') &&
    sameIds(one.unitIds, target.unitIds)
  return mapTasks(draft, (one) => (one === target || alike(one) ? withUnits(one, unitIds) : one))
}

function setCoUnits(draft: Draft, id: number, unitIds: number[]): Draft {
  return withTask(draft, id, (one) => ({
    ...one,
    coUnitIds: [...new Set(unitIds)].filter((unit) => !one.unitIds.includes(unit)),
    doubts: settled(one.doubts, 'coUnit'),
  }))
}

export function sameWords(a: DraftTask, b: DraftTask): boolean {
  return a.unitWords !== '' && fold(a.unitWords) === fold(b.unitWords)
}

export function sameIds(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id))
}

/** A task joins the one before it in the letter: its words follow, its deadlines are added. */
function merge(draft: Draft, id: number): Draft {
  const target = taskOf(draft, id)
  const before = draft.tasks.slice(0, draft.tasks.indexOf(target)).findLast((one) => !one.dropped)
  if (!before) throw new UserError('directives-merge-first')
  const text = `${before.text.trimEnd()}\n${target.text}`
  if (text.length > LONGEST_TEXT)
    throw new UserError('directives-text-long', { length: text.length, most: LONGEST_TEXT })
  const own = [...before.rules, ...target.rules].filter((one) => one.kind !== 'none')
  const rules = distinctRules(own.filter((one, at) => own.findIndex((other) => sameRule(one, other)) === at))
  const joined: DraftTask = {
    ...before,
    text,
    clause: [before.clause, target.clause].filter((words) => words !== '').join('; '),
    unitIds: [...new Set([...before.unitIds, ...target.unitIds])],
    coUnitIds: [...new Set([...before.coUnitIds, ...target.coUnitIds])],
    rules: rules.length > 0 ? rules : before.rules,
    inherited: before.inherited && target.inherited,
    target: [before.target, target.target].filter((words) => words !== null).join('; ') || null,
    product: [before.product, target.product].filter((words) => words !== null).join('; ') || null,
    quote: [before.quote, target.quote].filter((words) => words !== '').join('\n'),
    retyped: before.retyped && target.retyped,
    doubts: [...before.doubts, ...target.doubts],
  }
  joined.coUnitIds = joined.coUnitIds.filter((unit) => !joined.unitIds.includes(unit))
  return {
    ...draft,
    tasks: draft.tasks.filter((one) => one !== target).map((one) => (one === before ? joined : one)),
  }
}

function split(draft: Draft, id: number, parts: readonly string[]): Draft {
  const target = taskOf(draft, id)
  const texts = parts.map((part) => part.trim()).filter((part) => part !== '')
  if (texts.length < 2) throw new UserError('directives-split-one')
  const tooLong = texts.find((text) => text.length > LONGEST_TEXT)
  if (tooLong !== undefined) throw new UserError('directives-text-long', { length: tooLong.length, most: LONGEST_TEXT })
  requireRoom(draft, texts.length - 1)
  const made = splitTask(target, texts, draft.nextTask)
  return {
    ...draft,
    tasks: draft.tasks.flatMap((one) => (one === target ? made : [one])),
    nextTask: draft.nextTask + texts.length - 1,
  }
}

/** For so many tasks more. What was dropped is kept, for it can be given again. */
function requireRoom({ tasks }: Draft, more: number): void {
  if (tasks.length + more > MOST_TASKS)
    throw new UserError('directives-too-many', { count: tasks.length, most: MOST_TASKS, more })
}

function sameRule(a: DeadlineRule, b: DeadlineRule): boolean {
  return JSON.stringify({ ...a, words: '' }) === JSON.stringify({ ...b, words: '' })
}

function add(draft: Draft, typed: TypedTask): Draft {
  const { text } = typed
  if (text === '') throw new UserError('directives-text-empty')
  if (text.length > LONGEST_TEXT)
    throw new UserError('directives-text-long', { length: text.length, most: LONGEST_TEXT })
  requireRoom(draft, 1)
  const task = { ...bareTask(draft.nextTask, text), ...typed }
  return { ...draft, tasks: [...draft.tasks, task], nextTask: draft.nextTask + 1 }
}

/** A task of which nothing but the wording is known. */
export function bareTask(id: number, text: string): DraftTask {
  return {
    id,
    clause: '',
    text,
    unitWords: '',
    unitIds: [],
    coUnitIds: [],
    rules: [{ kind: 'none', words: '' }],
    inherited: false,
    trackingOn: null,
    target: null,
    product: null,
    area: 'other',
    optional: false,
    dropped: false,
    retyped: true,
    quote: '',
    doubts: [],
  }
}

function stepBack(before: Draft, after: Draft, edit: Edit): UndoStep {
  const kept = new Map(after.tasks.map((one) => [one.id, one]))
  return {
    edit: edit.kind,
    header: before.header === after.header ? null : before.header,
    ...(before.decisions === after.decisions ? {} : { decisions: before.decisions ?? {} }),
    trackingFor: before.trackingFor,
    trackingSettled: before.trackingSettled,
    tasks: before.tasks.filter((one) => kept.get(one.id) !== one),
    order: before.tasks.map((one) => one.id),
  }
}

function takeBack(draft: Draft): Draft {
  const step = draft.undo.at(-1)
  if (!step) throw new UserError('directives-nothing-to-undo')
  const old = new Map([...draft.tasks, ...step.tasks].map((one) => [one.id, one]))
  return {
    ...draft,
    header: step.header ?? draft.header,
    ...(step.decisions ? { decisions: step.decisions } : {}),
    trackingFor: step.trackingFor,
    trackingSettled: step.trackingSettled,
    tasks: step.order.flatMap((id) => old.get(id) ?? []),
    undo: draft.undo.slice(0, -1),
  }
}
