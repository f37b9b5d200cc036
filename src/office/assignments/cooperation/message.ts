// What an office asked to cooperate reads: `Kính đề nghị phối hợp` with its contents, and one piece of work with the button for a note.
import { action } from '../../../chat/action.js'
import { type Choice, type Message, plainText } from '../../../chat/message.js'
import type { Translate } from '../../../lib/i18n.js'
import { oneLine } from '../../../lib/vietnamese.js'
import { cardSpans } from '../cards.js'
import { numberButtons } from '../lists.js'
import { isOpen } from '../status.js'
import type { AssignmentView } from '../view.js'

/** What an office asked to cooperate reads of one task. */
export interface Cooperation {
  text: string
  clause: string | null
  /** Who leads it. */
  leads: string[]
  /** The leading units' work, in the order of the numbers; none where a partner leads. */
  work: { id: number; number: number }[]
}

/** What one office is asked to cooperate in, all in one message. */
export interface Request {
  unit: { id: number; name: string; kind: 'unit' | 'partner' }
  items: Cooperation[]
}

/** Never chased: its buttons only open the work, whose number it bears. */
export function cooperationMessage(t: Translate, { unit, items }: Request): Message {
  const heading = t(unit.kind === 'partner' ? 'assignments-partner' : 'assignments-cooperate', {
    unit: unit.name,
    count: items.length,
  })
  const lines = items.map((item, index) => {
    const clause = item.clause ? ` (${item.clause})` : ''
    const lead = item.leads.length > 0 ? [t('assignments-card-lead', { lead: item.leads.join(', ') })] : []
    const numbers = item.work.length > 0 ? [item.work.map(({ number }) => `#${number}`).join(', ')] : []
    const parts = [...lead, ...numbers]
    return `\n${index + 1}. ${oneLine(item.text)}${clause}${parts.length > 0 ? ` – ${parts.join(' – ')}` : ''}`
  })
  const choices = numberButtons(
    items.flatMap((item) => item.work),
    cooperationChoice,
  )
  return { spans: [{ bold: heading }, ...lines], ...(choices.length > 0 ? { choices } : {}) }
}

/** The same to be sent by hand, with the letter that asks. */
export function cooperationText(t: Translate, request: Request, letter: string | undefined): string {
  const [heading, ...lines] = plainText(cooperationMessage(t, request).spans).split('\n')
  const source = letter ? [letter] : []
  return [heading, ...source, ...lines, t('assignments-header-official')].join('\n')
}

/** The number as a button that opens the work without anything to answer. */
export function cooperationChoice({ id, number }: { id: number; number: number }): Choice {
  return { label: String(number), action: action('cooperation.show', id) }
}

/** The work as the cooperating unit sees it: nothing to answer, a note to add as long as it is open. */
export function cooperationCard(t: Translate, view: AssignmentView): Message {
  return {
    spans: cardSpans(t, view),
    ...(isOpen(view.status)
      ? { choices: [[{ label: t('assignments-button-note'), action: action('cooperation.note', view.id) }]] }
      : {}),
  }
}

/** The slot in which it changes in place. */
export function cooperationSlot(id: number): string {
  return `cooperation:${id}`
}
