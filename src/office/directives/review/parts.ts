// Taking a task apart: by its sentences, or into parts that are typed. Pure.
import { action } from '../../../chat/action.js'
import type { Span } from '../../../chat/message.js'
import { shorten } from '../../../lib/vietnamese.js'
import type { DraftTask } from '../draft.js'
import { joinLines, type Screen, type View } from '../screen.js'
import { sentencesOf } from '../split.js'
import { numberOf } from './list.js'

export function partsScreen(view: View, task: DraftTask): Screen {
  const { directive, t } = view
  const { id, version } = directive
  const parts = sentencesOf(task.text)
  const lines: (string | Span[])[] = [
    [{ bold: t('directives-split-title', { number: numberOf(view, task) }) }],
    ...(parts.length > 1
      ? [
          t('directives-split-found', { count: parts.length }),
          ...parts.map((part, at) => `${at + 1}. ${shorten(part, 400)}`),
        ]
      : [shorten(task.text, 2500), '', t('directives-split-none')]),
  ]
  return {
    spans: joinLines(lines, t('directives-more')),
    choices: [
      ...(parts.length > 1
        ? [
            [
              {
                label: t('directives-button-split-sentences', { count: parts.length }),
                action: action('draft.split', id, version, task.id),
              },
            ],
          ]
        : []),
      [{ label: t('directives-button-split-typed'), action: action('draft.ask', id, task.id, 'parts') }],
      [{ label: t('directives-button-back'), action: action('draft.task', id, task.id) }],
    ],
  }
}
