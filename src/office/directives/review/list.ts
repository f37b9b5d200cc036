// The list of a draft's tasks, eight to a page, doubtful ones first. Pure.
import { action } from '../../../chat/action.js'
import type { Choice, Span } from '../../../chat/message.js'
import { shorten } from '../../../lib/vietnamese.js'
import { taskTimeText } from '../deadline.js'
import { type DraftTask, isDoubtful, keptTasks, reviewOrder } from '../draft.js'
import { letterName } from '../letter.js'
import { joinLines, rowsOf, type Screen, unitNames, type View } from '../screen.js'

export const PAGE = 8

export function listScreen(view: View, page: number): Screen {
  const { directive, t } = view
  const { id, version, draft } = directive
  const order = reviewOrder(draft)
  const pages = Math.max(1, Math.ceil(order.length / PAGE))
  const at = Math.min(Math.max(0, page), pages - 1)
  const shown = order.slice(at * PAGE, at * PAGE + PAGE)
  const dropped = order.length - keptTasks(draft).length
  const lines: (string | Span[])[] = [
    [{ bold: letterName(t, draft.header) }],
    t('directives-list-page', { page: at + 1, pages, count: keptTasks(draft).length }),
    ...(dropped > 0 ? [t('directives-list-aside', { count: dropped })] : []),
    '',
    ...shown.flatMap((task, index) => [
      ...(task.dropped && !shown[index - 1]?.dropped ? [t('directives-list-dropped')] : []),
      ...taskLines(view, task),
    ]),
  ]
  const rows = taskButtons(view, shown)
  const turn = turnButtons(at, pages, (to) => action('draft.list', id, to))
  if (turn.length > 0) rows.push(turn)
  const tools: Choice[] = [{ label: t('directives-button-add'), action: action('draft.askAdd', id) }]
  if (draft.undo.length > 0)
    tools.push({ label: t('directives-button-undo'), action: action('draft.undo', id, version, `l${at}`) })
  rows.push(tools)
  rows.push([
    { label: t('directives-button-back-letter'), action: action('draft.show', id) },
    { label: t('directives-button-issue'), action: action('draft.preview', id), style: 'primary' },
  ])
  return { spans: joinLines(lines, t('directives-more')), choices: rows }
}

export function taskButtons(view: View, tasks: readonly DraftTask[]): Choice[][] {
  const { id } = view.directive
  return rowsOf(
    tasks.map((task) => ({ label: String(numberOf(view, task)), action: action('draft.task', id, task.id) })),
    4,
  )
}

export function turnButtons(at: number, pages: number, to: (page: number) => string): Choice[] {
  return [
    ...(at > 0 ? [{ label: '◀', action: to(at - 1) }] : []),
    ...(at < pages - 1 ? [{ label: '▶', action: to(at + 1) }] : []),
  ]
}

/** The task's place in the letter, from 1: how buttons and doubts name it. */
export function numberOf(view: View, task: DraftTask): number {
  return view.directive.draft.tasks.indexOf(task) + 1
}

export function pageOf(view: View, taskId: number): number {
  const at = reviewOrder(view.directive.draft).findIndex((task) => task.id === taskId)
  return at < 0 ? 0 : Math.floor(at / PAGE)
}

export function taskLines(view: View, task: DraftTask): string[] {
  const { t, directive } = view
  const mark = task.dropped ? t('directives-mark-dropped') : isDoubtful(task) ? t('directives-mark-doubt') : ''
  const units = unitNames(view, task.unitIds, true)
  const facts = [
    units === '' ? t('directives-no-unit') : shorten(units, 60),
    taskTimeText(t, directive.draft, task, false),
  ].join(' · ')
  return [`${numberOf(view, task)}. ${mark ? `[${mark}] ` : ''}${facts}`, `    ${shorten(oneLine(task.text), 140)}`]
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
