// Tasks without a deadline, listed once: leave them so, or give all of them a tracking date. Pure.
import { action } from '../../../chat/action.js'
import type { Choice, Span } from '../../../chat/message.js'
import { writeDay } from '../../../lib/day.js'
import { shorten } from '../../../lib/vietnamese.js'
import { endOf } from '../deadline.js'
import { keptTasks, lacksDeadline } from '../draft.js'
import { joinLines, label, type Screen, unitNames, type View } from '../screen.js'
import { numberOf, oneLine } from './list.js'

export function timesScreen(view: View): Screen {
  const { directive, t, today } = view
  const { id, version, draft } = directive
  const undated = keptTasks(draft).filter((one) => lacksDeadline(one))
  const lines: (string | Span[])[] = [
    [{ bold: t('directives-times-title', { count: undated.length }) }],
    draft.trackingFor ? t('directives-times-now', { day: writeDay(draft.trackingFor) }) : t('directives-times-explain'),
    '',
    ...undated.map(
      (task) =>
        `${numberOf(view, task)}. ${shorten(unitNames(view, task.unitIds, true), 40)} – ${shorten(oneLine(task.text), 90)}`,
    ),
  ]
  const button = (choice: string, text: string): Choice => ({
    label: label(text),
    action: action('draft.trackAll', id, version, choice),
  })
  const dated = (choice: 'month' | 'quarter' | 'year') =>
    button(choice, t(`directives-button-end-${choice}`, { day: writeDay(endOf(choice, today)) }))
  return {
    spans: joinLines(lines, t('directives-more')),
    choices: [
      [button('keep', t('directives-button-keep'))],
      [dated('month'), dated('quarter')],
      [dated('year'), { label: t('directives-button-other-day'), action: action('draft.askTimes', id) }],
      [{ label: t('directives-button-back-letter'), action: action('draft.show', id) }],
    ],
  }
}
