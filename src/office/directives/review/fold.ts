// A long letter opened for checking: doubtful tasks in full, what is sure folded away unit by unit. Pure.
import { action } from '../../../chat/action.js'
import type { Choice, Span } from '../../../chat/message.js'
import { type Draft, type DraftTask, isDoubtful, keptTasks } from '../draft.js'
import { letterName } from '../letter.js'
import { joinLines, label, rowsOf, type Screen, type View } from '../screen.js'
import { numberOf, PAGE, taskButtons, taskLines, turnButtons } from './list.js'

/** Up to three pages are looked through one by one. */
const FOLDED_FROM = 25

export function isFolded(draft: Draft): boolean {
  return draft.kind === 'letter' && draft.tasks.length >= FOLDED_FROM
}

const MOST_DOUBTFUL = 12

export function foldScreen(view: View): Screen {
  const { directive, t, units } = view
  const { id, version, draft } = directive
  const doubtful = keptTasks(draft).filter(isDoubtful)
  const sure = keptTasks(draft).filter((one) => !isDoubtful(one))
  const dropped = draft.tasks.filter((one) => one.dropped)
  const shown = doubtful.slice(0, MOST_DOUBTFUL)
  const lines: (string | Span[])[] = [[{ bold: letterName(t, draft.header) }]]
  if (doubtful.length > 0)
    lines.push(
      t('directives-fold-doubtful', { count: doubtful.length }),
      '',
      ...shown.flatMap((task) => taskLines(view, task)),
    )
  if (doubtful.length > shown.length) lines.push(t('directives-fold-rest', { count: doubtful.length - shown.length }))
  const heaps = units.flatMap((unit) => {
    const tasks = sure.filter((task) => task.unitIds.includes(unit.id))
    return tasks.length > 0 ? [{ unit, tasks }] : []
  })
  lines.push('', t(doubtful.length > 0 ? 'directives-fold-sure' : 'directives-fold-all-sure', { count: sure.length }))
  for (const { unit, tasks } of heaps)
    lines.push(t('directives-fold-unit', { unit: unit.name, count: tasks.length, numbers: runsOf(view, tasks) }))
  if (dropped.length > 0)
    lines.push(t('directives-fold-dropped', { count: dropped.length, numbers: runsOf(view, dropped) }))
  const opens = heaps.slice(0, 60).map(
    ({ unit, tasks }): Choice => ({
      label: label(`${unit.shortName}: ${tasks.length}`),
      action: action('draft.unitList', id, unit.id, 0),
    }),
  )
  return {
    spans: joinLines(lines, t('directives-more')),
    choices: [
      ...taskButtons(view, shown),
      ...rowsOf(opens, 3),
      [
        {
          label: t('directives-button-whole', { count: keptTasks(draft).length }),
          action: action('draft.list', id, 0),
        },
        { label: t('directives-button-add'), action: action('draft.askAdd', id) },
      ],
      ...(draft.undo.length > 0
        ? [[{ label: t('directives-button-undo'), action: action('draft.undo', id, version, 'f') }]]
        : []),
      [
        { label: t('directives-button-back-letter'), action: action('draft.show', id) },
        { label: t('directives-button-issue'), action: action('draft.preview', id), style: 'primary' },
      ],
    ],
  }
}

/** The tasks of one unit, page by page, in the letter's order. */
export function unitListScreen(view: View, unitId: number, page: number): Screen {
  const { directive, t, units } = view
  const { id, draft } = directive
  const tasks = keptTasks(draft).filter((task) => task.unitIds.includes(unitId))
  const unit = units.find((one) => one.id === unitId)?.name ?? t('directives-no-unit')
  const pages = Math.max(1, Math.ceil(tasks.length / PAGE))
  const at = Math.min(Math.max(0, page), pages - 1)
  const shown = tasks.slice(at * PAGE, at * PAGE + PAGE)
  const turn = turnButtons(at, pages, (to) => action('draft.unitList', id, unitId, to))
  return {
    spans: joinLines(
      [
        [{ bold: unit }],
        t('directives-list-page', { page: at + 1, pages, count: tasks.length }),
        '',
        ...shown.flatMap((task) => taskLines(view, task)),
      ],
      t('directives-more'),
    ),
    choices: [
      ...taskButtons(view, shown),
      ...(turn.length > 0 ? [turn] : []),
      [{ label: t('directives-button-back'), action: action('draft.fold', id) }],
    ],
  }
}

/** "1–4, 7": the tasks' places in the letter. */
function runsOf(view: View, tasks: readonly DraftTask[]): string {
  const numbers = tasks.map((task) => numberOf(view, task)).sort((a, b) => a - b)
  const runs: [number, number][] = []
  for (const number of numbers) {
    const last = runs.at(-1)
    if (last && last[1] === number - 1) last[1] = number
    else runs.push([number, number])
  }
  const shown = runs.slice(0, 12).map(([from, to]) => (from === to ? String(from) : `${from}–${to}`))
  return `${shown.join(', ')}${runs.length > 12 ? '…' : ''}`
}
