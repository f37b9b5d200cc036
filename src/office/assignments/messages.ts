// What goes out about a letter as a whole: its header in a group, the text to paste elsewhere, what partners read.
import type { Message, Span } from '../../chat/message.js'
import type { Day } from '../../lib/day.js'
import type { Translate } from '../../lib/i18n.js'
import { oneLine } from '../../lib/vietnamese.js'
import { cardSpans } from './cards.js'
import { listLines, numberButtons } from './lists.js'
import type { AssignmentView, WorkView } from './view.js'
import { writeDeadline, writeLetter, writeNumber, writeSource } from './words.js'

export interface Header {
  number: string | null
  issuedOn: Day | null
  issuer: string | null
  subject: string | null
  /** The letter itself (`files.id`). */
  fileId?: number | undefined
  /** HỎA TỐC */
  urgent?: boolean | undefined
}

/** How many assignments the units of a group get. */
export interface UnitCount {
  unit: string
  count: number
}

/** The first message of a letter in a group, with its file; `later` is owed from the next period on. */
export function headerMessage(
  t: Translate,
  header: Header,
  counts: readonly UnitCount[],
  later: readonly UnitCount[] = [],
): Message {
  const spans: Span[] = []
  if (header.urgent) spans.push({ bold: t('assignments-header-urgent') }, '\n')
  spans.push({ bold: writeLetter(t, header) })
  if (header.issuer) spans.push(` ${t('assignments-header-issuer', { issuer: header.issuer })}`)
  const subject = header.subject?.replace(/^\s*(?:v\/v|về việc)\s*:?\s*/iu, '')
  if (subject) spans.push(`\n${t('assignments-header-subject', { subject })}`)
  for (const { unit, count } of counts) spans.push(`\n${t('assignments-header-count', { unit, count })}`)
  for (const { unit, count } of later) spans.push(`\n${t('assignments-header-later', { unit, count })}`)
  spans.push(`\n${t('assignments-header-official')}`)
  return { spans, ...(header.fileId === undefined ? {} : { fileId: header.fileId }) }
}

/** Work given before that a new letter asks for as well: one answer counts for both. */
export function attachedMessage(t: Translate, input: { items: readonly AssignmentView[]; common?: boolean }): Message {
  const { items, common = false } = input
  return {
    spans: [
      { bold: t('assignments-attached', { count: items.length }) },
      ...listLines(t, items, { common, days: true }).map((line) => `\n${line}`),
    ],
    choices: numberButtons(items),
  }
}

/** Up to so many assignments are a card each; more are a list. */
export const MOST_CARDS = 3

/** What a group of these units will get, as plain messages without buttons: for the officer, before anything is stored. */
export function previewFor(
  t: Translate,
  input: { header: Header; items: readonly WorkView[]; later?: readonly WorkView[]; common?: boolean },
): Message[] {
  const { items } = input
  const header = headerMessage(t, input.header, countUnits(items), countUnits(input.later ?? []))
  if (items.length <= MOST_CARDS) return [header, ...items.map((view) => ({ spans: cardSpans(t, view) }))]
  const lines = listLines(t, items, { common: input.common ?? false })
  return [header, { spans: [{ bold: t('assignments-list-work', { count: items.length }) }, `\n${lines.join('\n')}`] }]
}

/** How many items each unit has, in the order of their first one. */
export function countUnits(items: readonly Pick<WorkView, 'unit'>[]): UnitCount[] {
  const counts = new Map<number, UnitCount>()
  for (const { unit } of items) {
    const known = counts.get(unit.id)
    if (known) known.count += 1
    else counts.set(unit.id, { unit: unit.name, count: 1 })
  }
  return [...counts.values()]
}

/** `Sao chép gửi Zalo`: plain text for a unit that is on no platform, with how to answer and, where there are pages, where its work is seen. */
export function copyText(t: Translate, views: readonly WorkView[], page?: string): string {
  const [first] = views
  if (!first) return ''
  const sources = [...new Set(views.map((view) => (view.letter ? writeLetter(t, view.letter) : '')))]
  const source = sources.length === 1 ? sources[0] : ''
  const lines = [
    source
      ? t('assignments-copy-letter', { unit: first.unit.name, source })
      : t('assignments-copy-work', { unit: first.unit.name }),
    ...views.map((view) => {
      const where = source ? (view.clause ? ` (${view.clause})` : '') : ` (${writeSource(t, view)})`
      const text = `${writeNumber(view)}. ${oneLine(view.text)}${where}`
      return `${text}\n${t('assignments-card-deadline', { deadline: writeDeadline(t, view) })}`
    }),
  ]
  if (first.number !== undefined) lines.push(t('assignments-copy-answer', { number: first.number }))
  if (page) lines.push(t('assignments-copy-page', { link: page }))
  lines.push(t('assignments-header-official'))
  return lines.join('\n')
}
