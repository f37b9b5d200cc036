// The wording of a digest: readable on a phone, the most pressing first, cut when there is much of it.
import { action } from '../../chat/action.js'
import type { Choice, Message, Span } from '../../chat/message.js'
import { type Day, partsOf, writeDay, writeShortDay } from '../../lib/day.js'
import type { Translate } from '../../lib/i18n.js'
import { shorten } from '../../lib/vietnamese.js'
import { writeTurn } from '../assignments/words.js'
import { oneLine } from '../communes/names.js'
import type { Line } from './address.js'
import { type Dated, isMissed, joinedAhead, joinedDay, type Section, sections, targetOf } from './plan.js'
import { type Part, parts } from './store.js'

export interface Digest {
  day: Day
  /** The day's second, after one in the morning. */
  second: boolean
  /** Short names of the units, by id. */
  units: ReadonlyMap<number, { name: string; shortName: string }>
  /** Heads to be named, in a group. */
  heads: readonly { name: string; accountId: string }[]
  lines: readonly Line[]
  /** All that the unit has overdue, behind or given late, reminded of today or not. */
  missed?: ReadonlyMap<Section, number> | undefined
}

/** Lines shown in the first part of a digest, and in each further one. */
const MOST = 20
const MOST_FURTHER = 12
const MOST_BUTTONS = 8
const BUTTONS_IN_ROW = 4
const TEXT = 72

/** The whole digest of one chat. */
export function digestMessage(t: Translate, digest: Digest): Message {
  const spans: Span[] = [{ bold: title(t, digest) }]
  if (digest.heads.length > 0) spans.push('\n', ...greeting(t, digest.heads))
  let most = MOST
  const listed = new Set<number>()
  for (const part of parts) {
    // Of a unit without a group the officer is told, and is to hear that it became overdue: one line of a message is enough.
    const lines = digest.lines.filter((line) => line.part === part && !listed.has(line.work.id))
    if (lines.length === 0) continue
    const told = part === 'unit' ? unitPart(t, digest, lines, most) : otherPart(t, digest, part, lines, most)
    spans.push(...told.spans)
    for (const { work } of told.shown) listed.add(work.id)
    most = MOST_FURTHER
  }
  if (digest.lines.some((line) => line.part === 'unit')) spans.push('\n\n', t('reminders-please'))
  const choices = buttons(t, digest)
  return { spans, ...(choices.length > 0 ? { choices } : {}) }
}

function title(t: Translate, digest: Digest): string {
  const day = writeDay(digest.day)
  const own = unitsOf(digest.lines.filter((line) => line.part === 'unit'))
  const only = own.length === 1 && own[0] !== undefined ? digest.units.get(own[0]) : undefined
  const unit = only?.name
  if (digest.second)
    return unit ? t('reminders-title-second-unit', { day, unit }) : t('reminders-title-second', { day })
  return unit ? t('reminders-title-unit', { day, unit }) : t('reminders-title', { day })
}

function greeting(t: Translate, heads: Digest['heads']): Span[] {
  const spans: Span[] = [`${t('reminders-dear')} `]
  for (const [index, { name, accountId }] of heads.entries()) {
    if (index > 0) spans.push(', ')
    spans.push({ mention: name, accountId })
  }
  return spans
}

/** What one part of a digest says, and which of its lines there was room for. */
interface Told {
  spans: Span[]
  shown: Line[]
}

/** Work of the unit that reads it, section by section; of what is missed and has no turn today how much there is. */
function unitPart(t: Translate, digest: Digest, lines: readonly Line[], most: number): Told {
  const several = unitsOf(lines).length > 1
  const spans: Span[] = []
  const shown: Line[] = []
  for (const section of sections) {
    const all = ordered(lines.filter((line) => line.section === section))
    const missed = digest.missed?.get(section) ?? 0
    if (all.length === 0 && missed > 0 && isCounted(digest, section)) {
      const heading = t(`reminders-section-${section}`, { count: String(missed) })
      spans.push('\n\n', { bold: heading }, `: ${t('reminders-missed-only')}`)
    }
    const now = all.slice(0, most - shown.length)
    if (now.length === 0) continue
    const count = Math.max(all.length, missed)
    spans.push('\n\n', { bold: t(`reminders-section-${section}`, { count: String(count) }) })
    shown.push(...now)
    for (const line of now) spans.push(`\n${writeLine(t, digest, line, several)}`)
    if (count > all.length) spans.push(`\n${t('reminders-missed-besides', { count: String(count - all.length) })}`)
  }
  return { spans: [...spans, ...cut(t, lines.length - shown.length)], shown }
}

/** Is it said how much of this there is although nothing of it is listed? What was given late is nobody's fault, and the day's second digest is about that day's work alone. */
function isCounted({ second }: Digest, section: Section): boolean {
  return !second && (section === 'overdue' || section === 'behind')
}

/** Work of others, for the officer or the leader: one list under one heading. */
function otherPart(
  t: Translate,
  digest: Digest,
  part: Exclude<Part, 'unit'>,
  lines: readonly Line[],
  most: number,
): Told {
  const heading = t(`reminders-part-${part}`, { count: String(lines.length) })
  const all = sections.flatMap((section) => ordered(lines.filter((line) => line.section === section)))
  const spans: Span[] = ['\n\n', { bold: heading }]
  const shown = all.slice(0, most)
  for (const line of shown) spans.push(`\n${writeLine(t, digest, line, true)}`)
  return { spans: [...spans, ...cut(t, all.length - most)], shown }
}

function cut(t: Translate, left: number): Span[] {
  return left > 0 ? [`\n${t('reminders-more', { count: String(left) })}`] : []
}

function writeLine(t: Translate, digest: Digest, line: Line, named: boolean): string {
  const { work } = line
  const unit = named ? `${digest.units.get(work.unitId)?.shortName ?? '?'}: ` : ''
  const words = [writeDue(t, work, digest.day), ...remarks(line, digest.day).map((key) => t(key))]
    .filter(Boolean)
    .join(', ')
  return `#${work.number} ${unit}${shorten(oneLine(work.text, 400), TEXT)}${words ? ` (${words})` : ''}`
}

/** What has to be said beside the day. */
function remarks({ work, section, part, unreached }: Line, day: Day): string[] {
  const keys: string[] = []
  const isAimedElsewhere = work.promisedOn || joinedDay(joinedAhead(work, day))
  // "Trước ngày 20" is due on the 19th as it is written; a promise or a joined letter aims elsewhere.
  if (section === 'today' && targetOf(work)?.before && !isAimedElsewhere)
    keys.push(work.directiveId === null ? 'reminders-last-by-order' : 'reminders-last-by-letter')
  // The officer's list of units without a group has one heading for all sections.
  if (part === 'ungrouped' && (section === 'overdue' || section === 'behind')) keys.push(`reminders-${section}`)
  if (work.status === 'unanswered' && (isMissed(section) || (part === 'ungrouped' && section === 'receipt')))
    keys.push('reminders-unconfirmed')
  if (unreached) keys.push('reminders-unreached')
  return keys
}

/**
 * "hạn 30/9", "trước ngày 20/9", "hạn 17:00 ngày 30/9", "mốc 30/9", "gia hạn đến 15/10", each with "kỳ quý III/2026" of a duty that comes again, and "dự kiến
 * 20/10" where a date was promised.
 */
export function writeDue(t: Translate, work: Dated & { period: string }, today: Day): string | undefined {
  const target = targetOf(work)
  if (!target) return undefined
  const joined = joinedDay(work)
  const day = writeNear(target.due, today)
  const due = work.extendedTo
    ? t('reminders-due-extended', { day })
    : work.legalDueOn
      ? writeLegal(t, work, day)
      : t('reminders-due-tracking', { day })
  const words = target.due === joined ? [] : [due + writeTurn(t, work)]
  if (joined) words.push(t('reminders-joined', { day: writeNear(joined, today) }))
  if (work.issuedLate && !work.extendedTo) words.push(t('reminders-issued-late'))
  if (work.promisedOn) words.push(t('reminders-promised', { day: writeNear(work.promisedOn, today) }))
  return words.join(', ')
}

/** "hạn 30/9", "trước ngày 30/9"; with an hour "hạn 17:00 ngày 30/9", "trước 17:00 ngày 30/9". */
function writeLegal(t: Translate, { before, dueTime: time }: Dated, day: string): string {
  if (time) return t(before ? 'reminders-due-before-time' : 'reminders-due-time', { time, day })
  return t(before ? 'reminders-due-before' : 'reminders-due', { day })
}

/** A day with its year only when that is another one. */
function writeNear(day: Day, today: Day): string {
  return partsOf(day).year === partsOf(today).year ? writeShortDay(day) : writeDay(day)
}

function buttons(t: Translate, digest: Digest): Choice[][] {
  const first = parts.flatMap((part) =>
    sections.flatMap((section) =>
      ordered(digest.lines.filter((line) => line.part === part && line.section === section)),
    ),
  )
  const works = [...new Map(first.map(({ work }) => [work.id, work])).values()].slice(0, MOST_BUTTONS)
  const all = works.map((work) => ({
    label: t('reminders-show', { number: String(work.number) }),
    action: action('assignment.show', work.id),
    number: work.number,
  }))
  const rows: Choice[][] = []
  for (let from = 0; from < all.length; from += BUTTONS_IN_ROW) rows.push(all.slice(from, from + BUTTONS_IN_ROW))
  return rows
}

function unitsOf(lines: readonly Line[]): number[] {
  return [...new Set(lines.map((line) => line.work.unitId))]
}

/** By day, then by number. */
function ordered(lines: readonly Line[]): Line[] {
  const key = ({ work }: Line) => targetOf(work)?.due ?? LAST
  return [...lines].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.work.number - b.work.number))
}

/** After every day there is. */
const LAST = '9999-12-31'
