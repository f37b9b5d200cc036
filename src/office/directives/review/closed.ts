// A letter of which nothing was given: cancelled, only kept, or taken back. Pure.
import { action } from '../../../chat/action.js'
import { dayOf, timeOf, writeDay } from '../../../lib/day.js'
import { directiveName } from '../letter.js'
import type { Screen, View } from '../screen.js'

export function closedScreen({ directive, t }: View): Screen {
  const { id, draft } = directive
  const name = directiveName(t, draft)
  const { fate } = draft
  if (fate?.kind === 'recalled') {
    const at = new Date(fate.at)
    return {
      spans: [t('directives-recalled', { name, by: fate.by, when: `${timeOf(at)} ${writeDay(dayOf(at))}` })],
      choices: [],
    }
  }
  return {
    spans: [t(draft.stored ? 'directives-stored' : 'directives-cancelled', { name })],
    choices: [
      [
        {
          label: t(draft.stored ? 'directives-button-take-up' : 'directives-button-revive'),
          action: action('draft.revive', id),
        },
      ],
    ],
  }
}
