// One task of a draft opened, and the screens on which its units and its time are chosen. Pure.
import { action } from '../../../chat/action.js'
import type { Choice, Span } from '../../../chat/message.js'
import { writeDay } from '../../../lib/day.js'
import { shorten } from '../../../lib/vietnamese.js'
import { matchText } from '../attach/screen.js'
import { deadlineText, endOf } from '../deadline.js'
import { type DraftTask, isGivenByClause, lacksDeadline, reviewOrder, trackingOf } from '../draft.js'
import { sameIds, sameWords } from '../edits.js'
import { issueAction, taskText, workOf } from '../issue/work.js'
import { joinLines, label, rowsOf, type Screen, unitNames, type View } from '../screen.js'
import { doubtText } from './answer.js'
import { numberOf, pageOf } from './list.js'

export function taskScreen(view: View, task: DraftTask): Screen {
  const { directive, t } = view
  return {
    spans: joinLines([...titleLines(view, task), ...factLines(view, task)], t('directives-more')),
    choices: taskChoices(view, task, directive.draft.kind === 'order'),
  }
}

function titleLines(view: View, task: DraftTask): (string | Span[])[] {
  const { draft } = view.directive
  const { t } = view
  const title =
    draft.kind === 'order'
      ? t('directives-order-title')
      : t('directives-task-title', { number: numberOf(view, task), count: draft.tasks.length })
  return [[{ bold: title }, ...(task.clause ? [` · ${task.clause}`] : [])]]
}

function factLines(view: View, task: DraftTask): string[] {
  const { t, directive } = view
  const lines: string[] = []
  if (task.dropped && task.elsewhere) lines.push(t('directives-dropped-elsewhere'))
  else if (task.dropped) lines.push(t(task.optional ? 'directives-dropped-optional' : 'directives-dropped'))
  if (isGivenByClause(directive.draft, task))
    lines.push(t('directives-bad-ocr-task', { text: taskText(directive.draft, task, t) }), '')
  lines.push(shorten(task.text, 2200), '')
  const units = unitNames(view, task.unitIds, false)
  lines.push(t('directives-lead', { units: units === '' ? t('directives-no-unit') : units }))
  if (task.coUnitIds.length > 0)
    lines.push(t('directives-cooperating', { units: unitNames(view, task.coUnitIds, false) }))
  lines.push(t('directives-deadline', { deadline: deadlineText(t, task.rules) }))
  if (task.inherited && !lacksDeadline(task)) lines.push(t('directives-inherited'))
  const tracking = trackingOf(directive.draft, task)
  if (tracking) lines.push(t('directives-tracking-line', { day: writeDay(tracking) }))
  if (task.target) lines.push(t('directives-target', { target: task.target }))
  if (task.product) lines.push(t('directives-product', { product: task.product }))
  for (const match of view.matches.list.filter((one) => one.task === task.id))
    lines.push(t(task.fresh ? 'directives-task-fresh' : 'directives-task-tied', { work: matchText(view, task, match) }))
  if (task.doubts.length > 0)
    lines.push('', t('directives-task-doubts'), ...task.doubts.map((doubt) => `– ${doubtText(t, doubt)}`))
  if (task.quote !== '' && (task.retyped || task.doubts.length > 0))
    lines.push('', t('directives-quote', { quote: task.quote }))
  return lines
}

function taskChoices(view: View, task: DraftTask, order: boolean): Choice[][] {
  const { t, directive } = view
  const { id, version, draft } = directive
  const button = (what: string, ...data: [string, ...(string | number)[]]): Choice => ({
    label: t(`directives-button-${what}`),
    action: action(...data),
  })
  const rows: Choice[][] = [
    [button('units', 'draft.units', id, task.id, 'l'), button('co-units', 'draft.units', id, task.id, 'c')],
    [button('deadline', 'draft.when', id, task.id, 'd'), button('text', 'draft.ask', id, task.id, 'text')],
    [button('target', 'draft.ask', id, task.id, 'target'), button('product', 'draft.ask', id, task.id, 'product')],
  ]
  if (draft.header.badOcr && task.retyped && task.clause !== '')
    rows.push([button('by-clause', 'draft.byClause', id, version, task.id)])
  if (task.doubts.length > 0) rows.push([button('sure', 'draft.sure', id, version, task.id)])
  if (!order) {
    const drop = task.dropped
      ? button('restore', 'draft.drop', id, version, task.id, 0)
      : button('drop', 'draft.drop', id, version, task.id, 1)
    const merge = draft.tasks.indexOf(task) > 0 ? [button('merge', 'draft.merge', id, version, task.id)] : []
    rows.push([drop, ...merge])
    rows.push([button('split', 'draft.parts', id, task.id)])
    const tied = view.matches.list.some((one) => one.task === task.id)
    if (tied)
      rows.push([button(task.fresh ? 'tie' : 'fresh', 'draft.fresh', id, version, task.id, task.fresh ? 0 : 1, 't')])
  }
  if (draft.undo.length > 0) rows.push([button('undo', 'draft.undo', id, version, `t${task.id}`)])
  rows.push(order ? [button('back', 'draft.show', id)] : neighbours(view, task))
  // Of a task given by hand there is nothing else to look at.
  if (order && task.unitIds.length > 0)
    rows.unshift([{ label: t('directives-button-issue'), action: issueAction(view, workOf(view)), style: 'primary' }])
  return rows
}

/** Around the list in the order in which tasks are checked. */
function neighbours(view: View, task: DraftTask): Choice[] {
  const { directive, t } = view
  const order = reviewOrder(directive.draft)
  const at = order.findIndex((one) => one.id === task.id)
  const before = order[at - 1]
  const after = order[at + 1]
  return [
    ...(before ? [{ label: '◀', action: action('draft.task', directive.id, before.id) }] : []),
    { label: t('directives-button-list'), action: action('draft.list', directive.id, pageOf(view, task.id)) },
    ...(after ? [{ label: '▶', action: action('draft.task', directive.id, after.id) }] : []),
  ]
}

/** The commune's units to tick: those that lead (`l`) or cooperate (`c`). A tap sets a unit in or out, so that a second one does no harm. */
export function unitsScreen(view: View, task: DraftTask, role: 'l' | 'c'): Screen {
  const { directive, t } = view
  const { id, version, draft } = directive
  const chosen = role === 'l' ? task.unitIds : task.coUnitIds
  const offered = role === 'l' ? view.units : view.units.filter((unit) => !task.unitIds.includes(unit.id))
  const names = unitNames(view, chosen, false)
  const lines: (string | Span[])[] = [
    ...titleLines(view, task),
    shorten(task.text, 600),
    '',
    ...(task.unitWords && role === 'l' ? [t('directives-unit-words', { words: task.unitWords })] : []),
    t(role === 'l' ? 'directives-lead' : 'directives-cooperating', {
      units: names === '' ? t(role === 'l' ? 'directives-no-unit' : 'directives-nobody') : names,
    }),
    t('directives-units-hint'),
    // Whoever is missing is added there, and then stands in this list.
    ...(role === 'l' && chosen.length === 0 ? [t('directives-units-missing')] : []),
  ]
  const many = offered.length > 12
  const ticks = offered.slice(0, 80).map((unit): Choice => {
    const on = chosen.includes(unit.id)
    return {
      label: label(`${on ? '✓ ' : ''}${many ? unit.shortName : unit.name}`),
      action: action('draft.unit', id, version, task.id, role, unit.id, on ? 0 : 1),
    }
  })
  const rows = rowsOf(ticks, many ? 3 : 1)
  if (role === 'l') {
    const own = view.units.filter((unit) => unit.kind === 'unit').map((unit) => unit.id)
    if (!sameIds(own, chosen))
      rows.push([{ label: t('directives-button-all-units'), action: action('draft.allUnits', id, version, task.id) }])
    const alike = draft.tasks.filter(
      (one) => one.id !== task.id && sameWords(one, task) && !sameIds(one.unitIds, task.unitIds),
    )
    if (alike.length > 0 && chosen.length > 0)
      rows.push([
        {
          label: label(t('directives-button-spread', { count: alike.length + 1 })),
          action: action('draft.spread', id, version, task.id),
        },
      ])
  }
  const open = draft.tasks.filter((one) => !one.dropped && one.unitIds.length === 0 && one.id !== task.id)
  const from = draft.tasks.indexOf(task)
  const next = open.find((one) => draft.tasks.indexOf(one) > from) ?? open[0]
  if (next && role === 'l')
    rows.push([
      {
        label: label(t('directives-button-next-unowned', { number: numberOf(view, next), count: open.length })),
        action: action('draft.units', id, next.id, 'l'),
      },
    ])
  rows.push([{ label: t('directives-button-done'), action: action('draft.task', id, task.id) }])
  return { spans: joinLines(lines, t('directives-more')), choices: rows }
}

/** When: the letter's deadline (`d`), or a tracking date of the officer's own (`m`). */
export function whenScreen(view: View, task: DraftTask, mode: 'd' | 'm'): Screen {
  const { directive, t, today } = view
  const { id, version } = directive
  const tracking = trackingOf(directive.draft, task)
  const due = (choice: string, text: string): Choice => ({
    label: label(text),
    action: action('draft.due', id, version, task.id, mode, choice),
  })
  const dated = (choice: 'month' | 'quarter' | 'year') =>
    due(choice, t(`directives-button-end-${choice}`, { day: writeDay(endOf(choice, today)) }))
  const rows: Choice[][] = [
    [dated('month'), dated('quarter')],
    mode === 'd' ? [dated('year'), due('standing', t('directives-button-standing'))] : [dated('year')],
  ]
  if (mode === 'd')
    rows.push([{ label: t('directives-button-monthly'), action: action('draft.ask', id, task.id, 'monthly') }])
  rows.push([
    due('none', t('directives-button-none')),
    {
      label: t('directives-button-other-day'),
      action: action('draft.ask', id, task.id, mode === 'd' ? 'deadline' : 'tracking'),
    },
  ])
  if (mode === 'd' && lacksDeadline(task))
    rows.push([{ label: t('directives-button-own-tracking'), action: action('draft.when', id, task.id, 'm') }])
  rows.push([{ label: t('directives-button-back'), action: action('draft.task', id, task.id) }])
  const lines: (string | Span[])[] = [
    ...titleLines(view, task),
    shorten(task.text, 600),
    '',
    t('directives-deadline', { deadline: deadlineText(t, task.rules) }),
    ...(tracking ? [t('directives-tracking-line', { day: writeDay(tracking) })] : []),
    t(mode === 'd' ? 'directives-when-hint' : 'directives-tracking-hint'),
  ]
  return { spans: joinLines(lines, t('directives-more')), choices: rows }
}
