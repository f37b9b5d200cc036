// How a letter is called, and whether it is the commune's own. Pure.
import { type Day, makeDay, partsOf, writeDay } from '../../lib/day.js'
import type { Translate } from '../../lib/i18n.js'
import { clean, fold, plain, shorten } from '../../lib/vietnamese.js'
import { symbolOf } from '../assignments/words.js'
import { type Draft, type DraftHeader, lacksNumber } from './draft.js'

/** "Văn bản 85/UBND-VHXH ngày 24/7/2026", or what is there of it. */
export function letterName(
  t: Translate,
  header: Pick<DraftHeader, 'number' | 'issuedOn'> & { datePartial?: string | null },
): string {
  const { number, issuedOn } = header
  const day = issuedOn ? writeDay(issuedOn) : undefined
  const symbol = number ? symbolOf(number) : ''
  if (!number || symbol !== undefined) {
    if (symbol)
      return day ? t('directives-name-blank', { symbol, day }) : t('directives-name-blank-undated', { symbol })
    return day ? t('directives-name-undated-number', { day }) : t('directives-name-none')
  }
  return day ? t('directives-name', { number, day }) : t('directives-name-number', { number })
}

/** How a letter is called, or the task that was given by hand: "Việc giao trực tiếp “Báo cáo số liệu”". */
export function directiveName(t: Translate, draft: Pick<Draft, 'kind' | 'header' | 'tasks'>): string {
  if (draft.kind === 'letter') return letterName(t, draft.header)
  return t('directives-order-name', { text: shorten((draft.tasks[0]?.text ?? '').replace(/\s+/g, ' '), 120) })
}

/** The same for a list, with the subject. */
export function letterLine(
  t: Translate,
  letter: { number: string | null; issuedOn: string | null; subject: string | null },
  most = 160,
): string {
  const name = letterName(t, letter)
  return letter.subject ? shorten(`${name}: ${letter.subject}`, most) : name
}

const place = /(?:^|\s)(xa|phuong|dac khu|thi tran)\s+([\p{L}\p{N} ]+)$/u

/** The commune that issued the letter when it is another one ("xã Nghi Dương"); undefined for the own one, a superior or nobody. */
export function otherCommune(issuer: string | null, own: string): string | undefined {
  if (!issuer) return undefined
  const theirs = place.exec(fold(issuer))
  const ours = place.exec(fold(own))
  if (!theirs?.[2] || !ours?.[2]) return undefined
  if (theirs[2].trim() === ours[2].trim()) return undefined
  const name = /(?:xã|phường|đặc khu|thị trấn)\s+.*$/iu.exec(issuer.normalize('NFC'))?.[0] ?? issuer
  return shorten(name, 80)
}

const number = /^[\p{L}\p{N}]+(?:\s*[/-]\s*[\p{L}\p{N}&.]+)+$/u

export type TypedHeader = { number?: string; dayWords?: string }

/**
 * What an officer types to complete a letter: "85/UBND-VHXH ngày 24/7/2026", the number alone, or the date alone. The serial alone ("85") completes a
 * number that has the rest ("/UBND-VHXH"). Undefined when it is none of these.
 */
export function readTypedHeader(text: string, known: string | null): TypedHeader | undefined {
  const line = clean(text).replace(/\s+/g, ' ').trim()
  const dated = /^(.*?)[\s,;]*(?:ngày|ngay)\s+(.+)$/iu.exec(line)
  const bare = /^(.*?)[\s,;]+(\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?)$/u.exec(line)
  const [front, day] = dated ? [dated[1] ?? '', dated[2]] : bare ? [bare[1] ?? '', bare[2]] : [line, undefined]
  const words = front.replace(/^(?:số|so|cv|công văn|văn bản)(?=[\s:\d])\s*:?\s*/iu, '').trim()
  if (words === '') return day === undefined ? undefined : { dayWords: day }
  const withDay = day === undefined ? {} : { dayWords: day }
  if (/^\d{1,6}$/.test(words)) {
    const rest = known && lacksNumber({ number: known }) ? /[/-].*$/.exec(known)?.[0] : undefined
    return rest ? { number: `${words}${rest}`, ...withDay } : undefined
  }
  if (day === undefined && /^\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?$/.test(words)) return { dayWords: words }
  if (words.length > 50 || !number.test(words) || !/^\d/.test(words)) return undefined
  return { number: words.replace(/\s+/g, ''), ...withDay }
}

/** The day of a letter as typed: "24/7/2026", "24 tháng 7 năm 2026", "hôm nay"; without a year the last such day. */
export function readIssueDay(words: string, today: Day): Day | 'no-such-day' | undefined {
  const text = plain(words).replace(/^ngay /, '')
  if (text === 'hom nay') return today
  const found = /^(\d{1,2})(?:\s*[/.-]\s*|\s+thang\s+)(\d{1,2})(?:(?:\s*[/.-]\s*|\s+nam\s+)(\d{2}|\d{4}))?\.?$/.exec(
    text,
  )
  if (!found) return undefined
  const [day, month] = [Number(found[1]), Number(found[2])]
  if (found[3])
    return makeDay(found[3].length === 2 ? 2000 + Number(found[3]) : Number(found[3]), month, day) ?? 'no-such-day'
  const { year } = partsOf(today)
  const own = makeDay(year, month, day)
  if (own && own <= today) return own
  return makeDay(year - 1, month, day) ?? own ?? 'no-such-day'
}
