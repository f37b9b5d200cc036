// What a unit reads when somebody presses it: who asks, for what, until when, and what to send. Facts, no blame.
import { action } from '../../../chat/action.js'
import type { Choice, Message, Span } from '../../../chat/message.js'
import type { Day } from '../../../lib/day.js'
import type { Translate } from '../../../lib/i18n.js'
import { shorten } from '../../../lib/vietnamese.js'
import type { Presser } from '../../assignments/urged.js'
import type { AssignmentView } from '../../assignments/view.js'
import { oneLine } from '../../communes/names.js'
import { writeDue } from '../messages.js'

export interface Urge {
  presser: Presser
  /** Who asks, and whether as the chairman. */
  by: string
  chairs: boolean
  urgent: boolean
  today: Day
  works: readonly AssignmentView[]
  /** Heads to be named, in a group. */
  heads: readonly { name: string; accountId: string }[]
}

const MOST = 20
const MOST_BUTTONS = 8
const BUTTONS_IN_ROW = 4
const TEXT = 120

export function urgeMessage(t: Translate, urge: Urge): Message {
  const { presser, works } = urge
  const unit = works[0]?.unit.name ?? ''
  const spans: Span[] = []
  if (urge.urgent) spans.push({ bold: t('assignments-header-urgent') }, '\n')
  spans.push({ bold: t(`reminders-urge-title-${presser}`, { unit }) })
  for (const [index, { name, accountId }] of urge.heads.entries())
    spans.push(index === 0 ? `\n${t('reminders-dear')} ` : ', ', { mention: name, accountId })
  spans.push(
    `\n${t(`reminders-urge-by-${urge.chairs ? 'chairman' : presser}`, { who: urge.by, count: String(works.length) })}`,
  )
  for (const work of works.slice(0, MOST)) spans.push(`\n${line(t, work, urge.today)}`)
  if (works.length > MOST) spans.push(`\n${t('reminders-more', { count: String(works.length - MOST) })}`)
  spans.push('\n\n', t('reminders-please'))
  const choices = works.length > 1 ? buttons(t, works) : []
  return { spans, ...(choices.length > 0 ? { choices } : {}) }
}

function line(t: Translate, work: AssignmentView, today: Day): string {
  const day = writeDue(t, work, today)
  return `#${work.number} ${shorten(oneLine(work.text, 400), TEXT)}${day ? ` (${day})` : ''}`
}

function buttons(t: Translate, works: readonly AssignmentView[]): Choice[][] {
  const all = works.slice(0, MOST_BUTTONS).map((work) => ({
    label: t('reminders-show', { number: String(work.number) }),
    action: action('assignment.show', work.id),
  }))
  const rows: Choice[][] = []
  for (let from = 0; from < all.length; from += BUTTONS_IN_ROW) rows.push(all.slice(from, from + BUTTONS_IN_ROW))
  return rows
}
