// What officers read of a report of completion: the work, the evidence, `Xác nhận` and `Yêu cầu bổ sung`.
import { action } from '../../../chat/action.js'
import type { Choice, Message, Span } from '../../../chat/message.js'
import type { Translate } from '../../../lib/i18n.js'
import type { EvidenceItem } from '../store.js'
import type { AssignmentView } from '../view.js'
import { readableText, writeDeadline, writeSource, writeStatusLine } from '../words.js'

/** Its slot in an officer's private chat. */
export function confirmSlot(id: number): string {
  return `confirm:${id}`
}

export function confirmMessage(t: Translate, view: AssignmentView, items: readonly EvidenceItem[]): Message {
  const given = items.length > 0 ? items.map((item) => item.name).join('; ') : t('assignments-evidence-none')
  const spans: Span[] = [
    { bold: t('assignments-confirm-heading', { number: view.number, unit: view.unit.name }) },
    `\n${writeSource(t, view)}\n${readableText(view.text)}`,
    `\n${t('assignments-card-deadline', { deadline: writeDeadline(t, view) })}`,
    `\n${t('assignments-confirm-evidence', { given })}`,
    `\n${t('assignments-card-status', { status: writeStatusLine(t, view) })}`,
  ]
  const choices = confirmChoices(t, view)
  return { spans, ...(choices.length > 0 ? { choices } : {}) }
}

function confirmChoices(t: Translate, view: AssignmentView): Choice[][] {
  const button = (verb: string): Choice => ({
    label: t(`assignments-button-${verb}`),
    action: action(`assignment.${verb}`, view.id),
  })
  if (view.status === 'awaiting') return [[button('confirm'), button('supplement')]]
  return view.status === 'done' ? [[button('reopen')]] : []
}
