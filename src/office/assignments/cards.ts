// The card of one assignment: what it says and which buttons it has, by status.
import { action } from '../../chat/action.js'
import type { Choice, Message, Span } from '../../chat/message.js'
import type { Translate } from '../../lib/i18n.js'
import { needsReport } from './status.js'
import { type CardReader, type Presser, urgeRow } from './urged.js'
import type { AssignmentView, WorkView } from './view.js'
import { isLong, readableText, writeDeadline, writeNumber, writeSource, writeStatus, writeStatusLine } from './words.js'

/** What the card says; of a preview without what happened to it. */
export function cardSpans(t: Translate, view: WorkView | AssignmentView): Span[] {
  const lines: Span[] = [
    '📌 ',
    { bold: writeNumber(view) },
    ` · ${writeSource(t, view)}\n`,
    `${readableText(view.text)}\n`,
  ]
  const cooperating = view.cooperating.map((unit) => unit.name).join(', ')
  lines.push(
    cooperating
      ? t('assignments-card-units', { lead: view.unit.name, cooperating })
      : t('assignments-card-lead', { lead: view.unit.name }),
    '\n',
    t('assignments-card-deadline', { deadline: writeDeadline(t, view) }),
    '\n',
  )
  const asked = [
    ...(view.target ? [t('assignments-card-target', { target: view.target })] : []),
    ...(view.product ? [t('assignments-card-product', { product: view.product })] : []),
  ]
  if (asked.length > 0) lines.push(`${asked.join(' · ')}\n`)
  const status = 'statusAt' in view ? writeStatusLine(t, view) : writeStatus(t, view.status)
  lines.push(t('assignments-card-status', { status }))
  return lines
}

/** For ten minutes an answer can be taken back. */
export const UNDO_MINUTES = 10

/** Those answers of a unit that `Hoàn tác` takes back. */
export const undoable: readonly string[] = [
  'assignment.accept',
  'assignment.start',
  'assignment.report',
  'assignment.finish',
  'assignment.delay',
  'assignment.maintain',
  'assignment.struggle',
]

/** Until when the last answer can be taken back; undefined when it cannot. */
export function undoUntil(view: Pick<AssignmentView, 'last'>): Date | undefined {
  if (!view.last || !undoable.includes(view.last.action)) return undefined
  return new Date(view.last.at.getTime() + UNDO_MINUTES * 60_000)
}

/** The buttons of a card as things stand at `now`; `reader`: in private, for somebody who may press the unit. */
export function cardChoices(t: Translate, view: AssignmentView, now: Date, reader?: CardReader): Choice[][] {
  const { presser, answers = true } = reader ?? {}
  const button = (verb: string): Choice => ({
    label: t(`assignments-button-${verb}`),
    action: action(`assignment.${verb}`, view.id),
  })
  const rows = answers ? answerRows(view).map((row) => row.map(button)) : []
  const until = undoUntil(view)
  const extra: Choice[] = []
  if (answers && until && now < until) extra.push(button('undo'))
  if (isLong(view.text)) extra.push(button('full'))
  if (view.evidenceCount > 0)
    extra.push({
      label: t('assignments-button-evidence', { count: view.evidenceCount }),
      action: action('assignment.evidence', view.id),
    })
  const urge = presser ? urgeRow(t, view, presser) : []
  const asked = presser ? askedRows(t, view, presser) : []
  const judge: Choice[] =
    presser === 'leader' && view.lateness
      ? [{ label: t('assignments-button-judge'), action: action('lateness.view', view.id) }]
      : []
  const settle = presser === 'officer' ? (settling[view.status] ?? []).map(button) : []
  return [...rows, extra, settle, ...asked, urge, judge].filter((row) => row.length > 0)
}

/** What the unit asks for: an extension of the leaders, help with a difficulty of the officers as well. */
function askedRows(t: Translate, view: AssignmentView, presser: Presser): Choice[][] {
  return view.asked
    .filter(({ kind }) => kind === 'difficulty' || (presser === 'leader' && needsReport(view.status)))
    .map(({ id, kind }) => [{ label: t(`assignments-button-asked-${kind}`), action: action(`${kind}.show`, id) }])
}

/** What an officer decides about a report, on a card in private as below the report itself. */
const settling: Partial<Record<AssignmentView['status'], string[]>> = {
  awaiting: ['confirm', 'supplement'],
  done: ['reopen'],
}

function answerRows(view: AssignmentView): string[][] {
  if (view.standing) {
    switch (view.status) {
      case 'unanswered':
        return [['accept'], ['maintain', 'struggle']]
      case 'withdrawn':
        return []
      default:
        return [['maintain', 'struggle']]
    }
  }
  switch (view.status) {
    case 'unanswered':
      return [['accept', 'start'], ['done'], ['trouble']]
    case 'accepted':
      return [['start'], ['done'], ['trouble']]
    case 'in-progress':
    case 'late':
      return [['done'], ['trouble']]
    case 'awaiting':
      return [['amend']]
    default:
      return []
  }
}

/** The slot in which the card of an assignment changes in place. */
export function cardSlot(id: number): string {
  return `card:${id}`
}

export function cardMessage(t: Translate, view: AssignmentView, now: Date, reader?: CardReader): Message {
  const choices = cardChoices(t, view, now, reader)
  return { spans: cardSpans(t, view), ...(choices.length > 0 ? { choices } : {}) }
}
