// The buttons with which officers check a draft. Ids come from the client: each is looked up in the officer's own commune.

import type { Tx } from '../../../db/db.js'
import { dayOf } from '../../../lib/day.js'
import { UserError } from '../../../lib/errors.js'
import { idArgument } from '../../../talk/argument.js'
import type { Ack, ChoiceEntry, Ctx, Role } from '../../../talk/entry.js'
import { listUnits } from '../../communes/store.js'
import { chosenRule, dueChoices, endOf } from '../deadline.js'
import { findTask } from '../draft.js'
import type { Edit } from '../edits.js'
import { oldScreen, viewOf } from '../screen.js'
import { sentencesOf } from '../split.js'
import { type Directive, findDirective } from '../store.js'
import { isInForce } from '../succession/family.js'
import { dropDraft, reviveDraft, storeDraft } from './actions.js'
import { askField, awaitDay, closeDraftQuestions, requirePrivate, taskFields } from './questions.js'
import { editAndShow, type ScreenName, showDraft } from './show.js'

const officer: readonly Role[] = ['officer']

export const reviewChoices: Record<string, ChoiceEntry> = {
  'draft.show': screen(() => ({ kind: 'answer' })),
  /** From `/vanban`: as a new message. */
  'draft.open': entry(async (tx, ctx, [id]) => {
    await showDraft(tx, ctx, await need(tx, ctx, id), { kind: 'answer' }, { fresh: true })
    return undefined
  }),
  'draft.list': screen(([, page]) => ({ kind: 'list', page: idArgument(page) })),
  'draft.task': screen(([, task]) => ({ kind: 'task', task: idArgument(task) })),
  'draft.units': screen(([, task, role]) => ({ kind: 'units', task: idArgument(task), role: roleOf(role) })),
  'draft.when': entry(async (tx, ctx, [id, task, mode]) => {
    const directive = await need(tx, ctx, id)
    const isTracking = mode === 'm'
    await showDraft(tx, ctx, directive, { kind: 'when', task: idArgument(task), mode: isTracking ? 'm' : 'd' })
    const found = findTask(directive.draft, idArgument(task))
    if (found && directive.state === 'draft')
      await awaitDay(tx, ctx, directive, isTracking ? 'tracking' : 'deadline', found)
    return undefined
  }),
  'draft.fold': screen(() => ({ kind: 'fold' })),
  'draft.unitList': screen(([, unit, page]) => ({
    kind: 'unitList',
    unit: idArgument(unit),
    page: idArgument(page),
  })),
  'draft.parts': screen(([, task]) => ({ kind: 'parts', task: idArgument(task) })),
  'draft.matches': screen(() => ({ kind: 'matches' })),
  'draft.successor': screen(([, other]) => ({ kind: 'succeed', other: idArgument(other) })),
  'draft.times': entry(async (tx, ctx, [id]) => {
    const directive = await need(tx, ctx, id)
    await showDraft(tx, ctx, directive, { kind: 'times' })
    if (directive.state === 'draft') await awaitDay(tx, ctx, directive, 'times')
    return undefined
  }),

  'draft.unit': entry(async (tx, ctx, [id, version, task, role, unit, on]) => {
    const unitId = idArgument(unit)
    const units = await listUnits(tx, ctx.actor.communeId)
    if (!units.some((one) => one.id === unitId)) throw new UserError('talk-old-button')
    const lead = roleOf(role) === 'l'
    const edit: Edit = { kind: lead ? 'unit' : 'coUnit', task: idArgument(task), unitId, on: on === '1' }
    return change(tx, ctx, id, version, edit, { kind: 'units', task: edit.task, role: roleOf(role) })
  }),
  'draft.allUnits': entry(async (tx, ctx, [id, version, task]) => {
    const units = await listUnits(tx, ctx.actor.communeId)
    const unitIds = units.filter((unit) => unit.kind === 'unit').map((unit) => unit.id)
    const edit: Edit = { kind: 'units', task: idArgument(task), unitIds }
    return change(tx, ctx, id, version, edit, { kind: 'units', task: edit.task, role: 'l' })
  }),
  'draft.spread': edited((task) => ({ kind: 'spread', task })),
  'draft.sure': edited((task) => ({ kind: 'sure', task })),
  'draft.byClause': edited((task) => ({ kind: 'byClause', task })),
  'draft.drop': edited((task, [, , , dropped]) => ({ kind: 'drop', task, dropped: dropped === '1' })),
  'draft.clear': edited((task, [, , , field]) => ({
    kind: field === 'product' ? 'product' : 'target',
    task,
    text: null,
  })),
  'draft.merge': entry((tx, ctx, [id, version, task]) =>
    change(tx, ctx, id, version, { kind: 'merge', task: idArgument(task) }, { kind: 'list', page: 0 }),
  ),
  'draft.due': entry((tx, ctx, [id, version, task, mode, choice]) => {
    const picked = dueChoices.find((one) => one === choice)
    if (!picked) throw new UserError('talk-old-button')
    const today = dayOf(ctx.now)
    const taskId = idArgument(task)
    const edit: Edit =
      mode === 'm'
        ? { kind: 'track', task: taskId, on: picked === 'none' || picked === 'standing' ? null : endOf(picked, today) }
        : { kind: 'rules', task: taskId, rules: [chosenRule(picked, today)] }
    return change(tx, ctx, id, version, edit, { kind: 'task', task: taskId })
  }),
  'draft.trackAll': entry((tx, ctx, [id, version, choice]) => {
    const on = choice === 'month' || choice === 'quarter' || choice === 'year' ? endOf(choice, dayOf(ctx.now)) : null
    return change(tx, ctx, id, version, { kind: 'trackAll', on }, { kind: 'answer' })
  }),
  'draft.provisional': entry((tx, ctx, [id, version, from]) =>
    change(tx, ctx, id, version, { kind: 'provisional' }, issuing(from)),
  ),
  'draft.ours': entry((tx, ctx, [id, version]) =>
    change(tx, ctx, id, version, { kind: 'foreign' }, { kind: 'preview' }),
  ),
  'draft.dropUnowned': entry((tx, ctx, [id, version]) =>
    change(tx, ctx, id, version, { kind: 'dropUnowned' }, { kind: 'preview' }),
  ),
  'draft.split': entry(async (tx, ctx, [id, version, task]) => {
    const found = findTask((await need(tx, ctx, id)).draft, idArgument(task))
    if (!found) throw new UserError('directives-task-gone')
    const edit: Edit = { kind: 'split', task: found.id, parts: sentencesOf(found.text) }
    return change(tx, ctx, id, version, edit, { kind: 'list', page: 0 })
  }),
  'draft.fresh': entry((tx, ctx, [id, version, task, on, from]) => {
    const one = idArgument(task)
    const edit: Edit = { kind: 'fresh', ...(one === 0 ? {} : { task: one }), on: on === '1' }
    return change(tx, ctx, id, version, edit, from === 't' ? { kind: 'task', task: one } : { kind: 'matches' })
  }),
  'draft.superior': entry((tx, ctx, [id, version, on]) =>
    change(tx, ctx, id, version, { kind: 'superior', on: on === '1' }, { kind: 'answer' }),
  ),
  'draft.oldAgreed': entry((tx, ctx, [id, version, from]) =>
    change(tx, ctx, id, version, { kind: 'decide', decisions: { oldAgreed: true } }, issuing(from)),
  ),
  'draft.reportsCount': entry((tx, ctx, [id, version, on]) =>
    change(tx, ctx, id, version, { kind: 'decide', decisions: { reportsCount: on === '1' } }, { kind: 'answer' }),
  ),
  'draft.apart': entry((tx, ctx, [id, version]) => change(tx, ctx, id, version, { kind: 'apart' }, { kind: 'answer' })),
  'draft.succeed': entry(async (tx, ctx, [id, version, other, kind, from]) => {
    const succeeds = {
      id: idArgument(other),
      kind: kind === 'corrects' ? ('corrects' as const) : ('replaces' as const),
    }
    const old = await findDirective(tx, ctx.actor.communeId, succeeds.id)
    if (!old || !isInForce(old) || old.id === idArgument(id)) throw new UserError('directives-succession-gone')
    return change(tx, ctx, id, version, { kind: 'decide', decisions: { succeeds } }, issuing(from))
  }),
  /** `Chỉ lưu` */
  'draft.store': entry(async (tx, ctx, [id, version]) => {
    const { communeId, personId } = ctx.actor
    const input = { communeId, directiveId: idArgument(id), version: idArgument(version), actorId: personId }
    const stored = await storeDraft(tx, input, ctx.now)
    await showDraft(tx, ctx, await need(tx, ctx, id), { kind: 'answer' })
    return stored ? undefined : { text: ctx.t('directives-not-waiting'), alert: true }
  }),
  'draft.undo': entry((tx, ctx, [id, version, from]) =>
    change(tx, ctx, id, version, { kind: 'undo' }, comesFrom(from)),
  ),

  'draft.ask': entry(async (tx, ctx, [id, task, field]) => {
    const known = taskFields.find((one) => one === field)
    if (!known) throw new UserError('talk-old-button')
    return ask(tx, ctx, id, known, idArgument(task))
  }),
  'draft.askHeader': entry((tx, ctx, [id]) => ask(tx, ctx, id, 'header')),
  'draft.askTimes': entry((tx, ctx, [id]) => ask(tx, ctx, id, 'times')),
  'draft.askAdd': entry((tx, ctx, [id]) => ask(tx, ctx, id, 'add')),

  'draft.cancel': entry(async (tx, ctx, [id]) => {
    const { communeId, personId } = ctx.actor
    const done = await dropDraft(tx, { communeId, directiveId: idArgument(id), actorId: personId }, ctx.now)
    await showDraft(tx, ctx, await need(tx, ctx, id), { kind: 'answer' })
    return done ? undefined : { text: ctx.t('directives-not-waiting'), alert: true }
  }),
  'draft.revive': entry(async (tx, ctx, [id]) => {
    const { communeId, personId } = ctx.actor
    const directive = await need(tx, ctx, id)
    if (!directive.draft.given && directive.draft.fate?.kind !== 'recalled')
      await reviveDraft(tx, { communeId, directiveId: directive.id, actorId: personId }, ctx.now)
    await showDraft(tx, ctx, await need(tx, ctx, id), { kind: 'answer' })
    return undefined
  }),
}

type Run = (tx: Tx, ctx: Ctx, args: string[]) => Promise<Ack | undefined>

/** Whoever presses a button is done with what was asked before. */
function entry(run: Run): ChoiceEntry {
  return {
    who: officer,
    where: 'private',
    run: async (tx, ctx, args) => {
      requirePrivate(ctx)
      const old = await oldScreen(tx, ctx, idArgument(args[0]))
      if (old) return old
      await closeDraftQuestions(tx, ctx)
      return run(tx, ctx, args)
    },
  }
}

function screen(name: (args: string[]) => ScreenName): ChoiceEntry {
  return entry(async (tx, ctx, args) => {
    await showDraft(tx, ctx, await need(tx, ctx, args[0]), name(args))
    return undefined
  })
}

/** An edit of one task, after which the task is shown. */
function edited(make: (task: number, args: string[]) => Edit): ChoiceEntry {
  return entry((tx, ctx, args) => {
    const task = idArgument(args[2])
    return change(tx, ctx, args[0], args[1], make(task, args), { kind: 'task', task })
  })
}

function change(
  tx: Tx,
  ctx: Ctx,
  id: string | undefined,
  version: string | undefined,
  edit: Edit,
  name: ScreenName,
): Promise<Ack | undefined> {
  return editAndShow(tx, ctx, { directiveId: idArgument(id), version: idArgument(version), edit }, name)
}

async function ask(
  tx: Tx,
  ctx: Ctx,
  id: string | undefined,
  field: Parameters<typeof askField>[3],
  taskId?: number,
): Promise<Ack | undefined> {
  const directive = await need(tx, ctx, id)
  const task = taskId === undefined ? undefined : findTask(directive.draft, taskId)
  if (directive.state !== 'draft' || (taskId !== undefined && !task)) {
    await showDraft(tx, ctx, directive, { kind: 'answer' })
    return { text: ctx.t(taskId === undefined ? 'directives-not-waiting' : 'directives-task-gone'), alert: true }
  }
  await askField(tx, ctx, await viewOf(tx, directive, ctx.t, ctx.now), field, task)
  return undefined
}

async function need(tx: Tx, ctx: Ctx, id: string | undefined): Promise<Directive> {
  const directive = await findDirective(tx, ctx.actor.communeId, idArgument(id))
  if (!directive) throw new UserError('directives-unknown')
  return directive
}

function roleOf(text: string | undefined): 'l' | 'c' {
  return text === 'c' ? 'c' : 'l'
}

/** What stood in the way of issuing (`p`) is settled: on to the preview. */
function issuing(from: string | undefined): ScreenName {
  return from === 'p' ? { kind: 'preview' } : { kind: 'answer' }
}

/** Where `Hoàn tác` was pressed: the answer, page 3 of the list (`l3`), task 12 (`t12`). */
function comesFrom(text: string | undefined): ScreenName {
  if (text === 'f') return { kind: 'fold' }
  const found = /^([lt])(\d{1,6})$/.exec(text ?? '')
  if (!found) return { kind: 'answer' }
  return found[1] === 'l' ? { kind: 'list', page: Number(found[2]) } : { kind: 'task', task: Number(found[2]) }
}
