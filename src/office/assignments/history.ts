// `/nhatky 17`: the trail of an assignment in words: when, who, for whom, old and new.
import { dayOf, timeOf, writeDay } from '../../lib/day.js'
import type { Translate } from '../../lib/i18n.js'
import type { TrailRow } from '../trail/record.js'
import { moves, type Status } from './status.js'
import { writeStatus } from './words.js'

/** What there are words for: the moves, and what else is done to an assignment. */
const known = new Set<string>([
  ...moves,
  'open',
  'judge',
  'undo',
  'remind',
  'escalate',
  'urge',
  'difficulty',
  'difficulty-answered',
  'note',
  'extension',
  'extension-granted',
  'extension-refused',
  'extension-explained',
  'attach',
  'succeed',
  'merge',
  'merge-aside',
  'merge-twin',
])

/** Tell why work is late. */
const explaining = new Set(['assignment.delay', 'assignment.judge'])

/**
 * One line each. Reasons and other words of people are `detailed`: for private chats only; `causes`: who reads it may know why work is late.
 */
export function trailLines(
  t: Translate,
  rows: readonly TrailRow[],
  unit: string,
  { detailed, causes: isForThem }: { detailed: boolean; causes: boolean },
): string[] {
  return rows.map((row) => {
    const name = row.action.replace(/^assignment\./, '').replace('.', '-')
    const what =
      name === 'remind'
        ? t(`assignments-trail-${remindedOf(row)}`)
        : known.has(name)
          ? t(`assignments-trail-${name}`)
          : t('assignments-trail-other', { action: name })
    const who = row.actorName ?? t('assignments-trail-program')
    const whom = row.onBehalfOf === null ? '' : ` ${t('assignments-trail-for', { unit: unitNamed(row) ?? unit })}`
    const parts = [`${timeOf(row.at)} ${writeDay(dayOf(row.at))} – ${who}${whom}: ${what}`]
    if (row.onBehalfOf === null && unitNamed(row)) parts.push(unitNamed(row) ?? '')
    const change = writeChange(t, row)
    if (change) parts.push(change)
    if (detailed && (isForThem || !explaining.has(row.action))) parts.push(...details(t, row))
    return parts.join('. ')
  })
}

/** To whom it went, and of what: a draft letter that urges counts only what the unit itself was told from the due day on. */
function remindedOf({ after }: TrailRow): string {
  const { part, section, day, due } = after ?? {}
  if (part === 'ungrouped') return 'remind-officer'
  if (section === 'receipt') return 'remind-receipt'
  return typeof day === 'string' && typeof due === 'string' && day < due ? 'remind-ahead' : 'remind'
}

/** The unit that spoke, when it is not the one that owes the work. */
function unitNamed(row: TrailRow): string | undefined {
  const name = row.after?.unitName
  return typeof name === 'string' ? name : undefined
}

function writeChange(t: Translate, row: TrailRow): string {
  if (row.action === 'assignment.succeed')
    return [writeMovedDay(t, row), writeWording(t, row)].filter(Boolean).join('. ')
  const broughtBy = row.after?.broughtBy
  if (typeof broughtBy === 'number') {
    const brought = t('assignments-trail-brought', { number: broughtBy, unit: unitBefore(row) })
    const { extendedTo } = row.after ?? {}
    if (typeof extendedTo !== 'string') return brought
    return `${brought}. ${t('assignments-trail-brought-day', { day: writeDay(extendedTo) })}`
  }
  const from = row.before?.status as Status | undefined
  const to = row.after?.status as Status | undefined
  if (!from || !to || from === to) return ''
  const change = `${writeStatus(t, from)} → ${writeStatus(t, to)}`
  const staysAs = row.after?.staysAs
  return typeof staysAs === 'number' ? `${change}. ${t('assignments-trail-stays', { number: staysAs })}` : change
}

function unitBefore({ before }: TrailRow): string {
  return typeof before?.unit === 'string' ? before.unit : ''
}

/** The deadline that another letter changed: "30/9/2026 → 31/10/2026". */
function writeMovedDay(t: Translate, { before, after }: TrailRow): string {
  if (!after || !('legalDueOn' in after || 'trackingOn' in after)) return ''
  const [from, to] = [before, after].map((side) => side?.legalDueOn ?? side?.trackingOn ?? null)
  if (from === to) return ''
  return [from, to].map((day) => (typeof day === 'string' ? writeDay(day) : t('assignments-undated-given'))).join(' → ')
}

/** What another letter asks for in other words, the old ones and the new. */
function writeWording(t: Translate, { before, after }: TrailRow): string {
  const [from, to] = [before?.content, after?.content]
  return typeof from === 'string' && typeof to === 'string'
    ? t('assignments-trail-wording', { before: from, after: to })
    : ''
}

function details(t: Translate, row: TrailRow): string[] {
  const after = row.after ?? {}
  const words = ['reason', 'text', 'answer', 'remedy', 'documentNumber', 'responsible']
    .map((name) => after[name])
    .filter((value): value is string => typeof value === 'string' && value !== '')
  const days = [row.action === 'assignment.delay' ? after.promisedOn : undefined, after.until]
    .filter((value): value is string => typeof value === 'string')
    .map(writeDay)
  return [...causes(t, row), ...words, ...days]
}

/** From which side the lateness came, and how that was seen before: "Bên ngoài (khách quan) → Từ phía đơn vị (chủ quan)". */
function causes(t: Translate, { before, after }: TrailRow): string[] {
  const said = [before?.cause, after?.cause].filter((cause) => cause === 'own' || cause === 'outside')
  const named = [...new Set(said)].map((cause) => t(`assignments-cause-${cause}`))
  return named.length > 0 ? [named.join(' → ')] : []
}
