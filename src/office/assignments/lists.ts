// The numbered list of a letter's work in a group: one line and one button per assignment.
import { action } from '../../chat/action.js'
import type { Choice, Message, Span } from '../../chat/message.js'
import { writeDay } from '../../lib/day.js'
import type { Translate } from '../../lib/i18n.js'
import { oneLine, shorten } from '../../lib/vietnamese.js'
import type { AssignmentView, WorkView } from './view.js'
import { writeDue, writeLetter, writeStatus, writeTurn } from './words.js'

export interface ListOptions {
  /** A group of several units: each line names its unit. */
  common?: boolean
  /** Other days that letters name which ask for the same stand behind the day. */
  days?: boolean
}

/** One line per assignment: "17. Rà soát thủ tục hành chính… – 30/9/2026 – Đã nhận". What is unanswered has no mark. */
export function listLines(
  t: Translate,
  items: readonly (WorkView | AssignmentView)[],
  options: ListOptions = {},
): string[] {
  const twins = twinsOf(items)
  return items.map((view) => {
    const unit = options.common ? `${view.unit.shortName}: ` : ''
    const mark = view.number === undefined ? '–' : `${view.number}.`
    const parts = [`${mark} ${unit}${lineText(view, items.length)}`]
    const due = writeDue(t, view)
    const others = options.days ? otherDays(t, view) : ''
    if (due || others) parts.push(due + (twins.has(view) ? writeTurn(t, view) : '') + others)
    if (view.status !== 'unanswered') parts.push(writeStatus(t, view.status))
    return parts.join(' – ')
  })
}

/** " (CV 140/UBND-KT ngày 1/10/2026 ghi 12/10/2026)" behind a day that another letter gave. */
function otherDays(t: Translate, { also = [], legalDueOn }: WorkView): string {
  const days = also.flatMap((other) =>
    other.dueOn && other.dueOn !== legalDueOn
      ? [t('assignments-also-due-of', { letter: writeLetter(t, other), day: writeDay(other.dueOn) })]
      : [],
  )
  return days.length > 0 ? ` (${days.join('; ')})` : ''
}

/** Work of one unit in the same words, "báo cáo tháng và báo cáo quý": only the period tells one line from the other. */
function twinsOf<View extends WorkView>(items: readonly View[]): Set<View> {
  const alike = new Map<string, View[]>()
  for (const view of items) {
    const key = `${view.unit.id} ${view.text}`
    alike.set(key, [...(alike.get(key) ?? []), view])
  }
  return new Set([...alike.values()].filter((views) => views.length > 1).flat())
}

/** A longer list has shorter lines, so that it stays one message. */
function lineText(view: WorkView, count: number): string {
  return shorten(oneLine(view.text), count > 25 ? 44 : 80)
}

const PER_ROW = 8
const MOST_BUTTONS = 56
// Room for a heading within the 4,096 units of a message.
const MOST_TEXT = 3700
// The longest a mark grows when statuses change: the cut between two messages must not move with them.
const MARK = 24
/** "17:00 ngày " before the day. */
const TIME = 12
/** ", kỳ 6 tháng cuối năm 2026", and as much in the other language. */
const TURN = 36

/** Cuts a list into messages. Where it is cut depends on the work alone, not on what was answered. */
export function paginate<View extends WorkView>(items: readonly View[]): View[][] {
  const pages: View[][] = []
  let page: View[] = []
  let length = 0
  const twins = twinsOf(items)
  for (const view of items) {
    const more = (twins.has(view) ? TURN : 0) + (view.dueTime ? TIME : 0)
    const line = lineText(view, items.length).length + view.unit.shortName.length + 30 + MARK + more
    if (page.length === MOST_BUTTONS || (page.length > 0 && length + line > MOST_TEXT)) {
      pages.push(page)
      page = []
      length = 0
    }
    page.push(view)
    length += line
  }
  return page.length > 0 ? [...pages, page] : pages
}

/** Buttons with the numbers, eight a row, as many as a message takes; a tap shows that card, unless `choiceOf` says otherwise. */
export function numberButtons<Item extends Pick<AssignmentView, 'id' | 'number'>>(
  items: readonly Item[],
  choiceOf: (item: Item) => Choice = (item) => ({
    label: String(item.number),
    action: action('assignment.show', item.id),
  }),
): Choice[][] {
  const shown = items.slice(0, MOST_BUTTONS)
  const rows: Choice[][] = []
  for (let from = 0; from < shown.length; from += PER_ROW) rows.push(shown.slice(from, from + PER_ROW).map(choiceOf))
  return rows
}

/** One message of a list: its heading, its lines, the numbers as buttons. */
export function listMessage(
  t: Translate,
  input: { heading: Span[]; items: readonly AssignmentView[]; first?: Choice[][] } & ListOptions,
): Message {
  const lines = listLines(t, input.items, input)
  return {
    spans: [...input.heading, ...lines.map((line) => `\n${line}`)],
    choices: [...(input.first ?? []), ...numberButtons(input.items)],
  }
}
