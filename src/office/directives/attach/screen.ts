// What was given already for another letter, task by task: `Gắn vào việc đã giao`, or `Giao mới`. Pure.
import { action } from '../../../chat/action.js'
import type { Choice, Span } from '../../../chat/message.js'
import { writeDay } from '../../../lib/day.js'
import { shorten } from '../../../lib/vietnamese.js'
import { writeLetter } from '../../assignments/words.js'
import { taskTimeText } from '../deadline.js'
import { type DraftTask, findTask } from '../draft.js'
import { letterName } from '../letter.js'
import { numberOf, oneLine } from '../review/list.js'
import { joinLines, rowsOf, type Screen, shortUnitName, type View } from '../screen.js'
import type { Match } from './match.js'

const MOST = 40

export function matchesScreen(view: View): Screen {
  const { directive, t, matches } = view
  const { id, version, draft } = directive
  const tasks = [...new Set(matches.list.map((one) => one.task))].flatMap((task) => findTask(draft, task) ?? [])
  const lines: (string | Span[])[] = [[{ bold: letterName(t, draft.header) }], t('directives-attach-explain'), '']
  for (const task of tasks.slice(0, MOST))
    lines.push(
      `${numberOf(view, task)}. [${t(task.fresh ? 'directives-attach-fresh' : 'directives-attach-tied')}] ${shorten(oneLine(task.text), 90)}`,
      ...matches.list.filter((one) => one.task === task.id).map((one) => `    ${matchText(view, task, one)}`),
    )
  const toggles = tasks.slice(0, MOST).map(
    (task): Choice => ({
      label: `${numberOf(view, task)}: ${t(task.fresh ? 'directives-button-tie' : 'directives-button-fresh')}`,
      action: action('draft.fresh', id, version, task.id, task.fresh ? 0 : 1, 'm'),
    }),
  )
  return {
    spans: joinLines(lines, t('directives-more')),
    choices: [
      ...rowsOf(toggles, 1).slice(0, MOST),
      [
        { label: t('directives-button-tie-all'), action: action('draft.fresh', id, version, 0, 0, 'm') },
        { label: t('directives-button-fresh-all'), action: action('draft.fresh', id, version, 0, 1, 'm') },
      ],
      [{ label: t('directives-button-back-letter'), action: action('draft.show', id) }],
    ],
  }
}

/** "KT: #17, CV 1039/UBND-NVKTGS ngày 27/5/2026, hạn 30/9/2026 (văn bản này: 25/9/2026)" */
export function matchText(view: View, task: DraftTask, match: Match): string {
  const { t } = view
  const [first] = match.works
  if (!first) return ''
  const due = first.extendedTo ?? first.legalDueOn ?? first.trackingOn
  const own = task.rules.some((rule) => (rule.kind === 'date' || rule.kind === 'period') && rule.due !== due)
  return t(own ? 'directives-attach-line-other' : 'directives-attach-line', {
    unit: shortUnitName(view, match.unitId),
    numbers: match.works.map((work) => `#${work.number}`).join(', '),
    letter: first.letter ? writeLetter(t, first.letter) : '',
    due: due ? writeDay(due) : t('directives-rule-none'),
    ...(own ? { own: taskTimeText(t, view.directive.draft, task, false) } : {}),
  })
}
