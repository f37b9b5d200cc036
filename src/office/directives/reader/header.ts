// The top of a letter: number, date, issuer, subject, urgency. Only what stands above the addressee or the preamble is read.
import type { Day } from '../../../lib/day.js'
import { annexHead, enclosedNote } from './annex.js'
import { isRow } from './cells.js'
import { dateAtEnd, dateInField, dateInTitle, findDate, placeDate } from './dated.js'
import { issuerName } from './issuer.js'
import { numbersIn, ownNumber } from './numbers.js'
import { predicates } from './openers.js'
import { dangling, isCapitals } from './paragraphs.js'
import { findPassedOn } from './passed-on.js'
import { countWords, plain, withDigits } from './plain.js'
import type { Urgency } from './reading.js'
import { withoutReceipt } from './receipt.js'
import { isDayLine } from './sections.js'
import { columnsOf } from './tables.js'
import { findSubject, findType, isFirstSentence, plan, subjectBelow, typeInLine, types } from './title.js'
import { startsWithHead } from './unit-heads.js'

export interface Header {
  number: string | null
  date: Day | null
  datePartial: string | null
  issuer: string | null
  subject: string | null
  urgency: Urgency | null
  /** Type in capitals of its own line: "kế hoạch", "quyết định"; null for a công văn. */
  type: string | null
  /** The line of the number or of the date, where a scan shows letters in it. */
  scanned: string[]
  /** First line that is no longer the header. */
  end: number
}

/** What is no letter's name, and so no issuer: a slip that hands out work, a timetable. */
const slip = /^(?:phieu giao (?:viec|nhiem vu|cong viec)|lich (?:cong tac|lam viec))/
/** "Đơn vị được giao: …" above what a slip hands out, on the plain text. */
export const forWhom =
  /^(?:don vi|co quan|bo phan|nguoi|ca nhan)(?:, ca nhan)? (?:duoc giao|nhan|thuc hien|chu tri)(?: viec| nhiem vu| chinh)?\s*:/
const bodyStart =
  /^(?:kinh g(?:ui|iri|oi|tri|ui)\b|kinh [a-z]{3,5}\s*:|can cu|thuc hi.n|trien khai|theo |tiep tuc|tiep theo|xet |de |nham |ngay \d|trong thoi gian|qua |sau khi|thoi gian qua|[ivx]{1,4}\s*[.)] |\d{1,2}(?:\.|-) |dieu \d)/

export function readHeader(lines: string[]): Header {
  const end = headerEnd(lines)
  const top = withoutReceipt(lines.slice(0, end)).map(withShortSymbol)
  const digits = top.map(withDigits)
  const own = findNumber(digits)
  const passed = own === null ? findPassedOn(lines.slice(0, 8).map(withDigits)) : undefined
  const number = own ?? passed?.number ?? null
  const { date, datePartial } = passed?.date ? { date: passed.date, datePartial: null } : findDate(digits)
  const { type, at } = findType(top)
  const annex =
    number === null && date === null && datePartial === null ? (annexHead(top) ?? enclosedNote(lines, type)) : undefined
  return {
    number: number ?? annex?.number ?? null,
    date:
      date ??
      annex?.date ??
      (datePartial === null
        ? (dateInTitle(lines.slice(0, 10)) ?? dateInField(top) ?? dateAtEnd(lines.slice(end)))
        : null),
    datePartial: datePartial ?? annex?.datePartial ?? null,
    issuer: annex?.issuer ?? passed?.issuer ?? findIssuer(annex ? top.slice(0, annex.from) : top),
    subject: findSubject(top, at) ?? annex?.subject ?? subjectBelow(lines.slice(end, end + 15)),
    urgency: findUrgency(top),
    type,
    scanned: top.filter(
      (line, at) => line !== digits[at] && (/^s\S{1,2}\s?:/iu.test(line) || placeDate.test(digits[at] ?? '')),
    ),
    end,
  }
}

/** "SỐ KÝ HIỆU: 12/UBND-VP", "Số/Ký hiệu: …", or the "Số hiệu | 12/UBND-VP" of a page of laws, as it is mostly written: "Số: …". */
function withShortSymbol(line: string): string {
  return /hi[ệêe]u/iu.test(line) ? line.replace(symbolled, 'Số: ') : line
}
const symbolled = /(?<!\p{L})S[ốo](?:(?: và |,? ?\/? ?)k[ýí])? hiệu(?: văn bản)?\s*[:|]?\s*(?=[\d….\s_]*\/)/iu

/** A page of the web says something of its own above the letterhead; what is asked there is a message that passes the letter on. */
function belowPage(lines: string[]): number {
  const title = lines.slice(0, 14).findIndex((line) => /(?:^|\| ?)cong hoa xa hoi(?![a-z])/.test(plain(line)))
  const above = lines.slice(0, Math.max(title, 0))
  const isLetter = title > 0 && lines.slice(title, title + 12).some((line) => /^s[ốo] ?: ?[\d….\s_]*\//iu.test(line))
  return isLetter && !above.some((line) => /kinh|yeu cau|de nghi|giao |phan cong|thuc hien|:$/.test(plain(line)))
    ? title
    : 0
}

/** "Ban hành Chương trình hành động của Chính phủ thực hiện Nghị quyết số …", "Kết luận của Phó Chủ tịch … tại cuộc họp về …": in one line. */
const longTitle = /^(?:ban hanh|phe duyet|ket luan|y kien (?:ket luan|chi dao)|ve) /

const subjectLine = /^["(]? ?(?:v\s*\/\s*v|ve viec)/

function headerEnd(lines: string[]): number {
  const most = Math.min(lines.length, 70)
  for (let at = 0; at < most; at++) if (/^kinh (?:gui|giri|goi|gtri|gai|giti)\b/.test(plain(lines[at] ?? ''))) return at
  let inSubject = false
  let isTitleDue = false
  // Lines of the subject read so far; then, an empty line below it, the body is due.
  let titled = 0
  let isTitleOver = false
  for (let at = belowPage(lines); at < most; at++) {
    const text = lines[at] ?? ''
    const low = plain(text)
    if (isTitleOver && opensBody(lines.slice(at, at + 12))) return at
    if (text === '') isTitleOver ||= titled > 1
    else if (titled > 0 || isTypeLine(text, low)) titled++
    // Below "KẾ HOẠCH" stands what it is about, "Triển khai …", "Thực hiện …", whatever it begins with.
    const isTitle = isTitleDue && text !== '' && low.length <= (longTitle.test(low) ? 420 : 170) && !/[:.;]$/.test(low)
    if (text !== '') isTitleDue = false
    if (isTitle) continue
    if (typeInLine.test(text)) {
      inSubject = true
      continue
    }
    if (
      isCapitals(text) &&
      /^(?:ke hoach|chuong trinh(?: hanh dong)?|phuong an|chi thi|thong bao|ket luan|huong dan|quyet dinh|nghi quyet)$/.test(
        low,
      )
    )
      isTitleDue = true
    if (/dien\s*:\s*$/.test(low) || forWhom.test(low)) return at
    if (subjectLine.test(low)) inSubject = true
    if (text === '' || placeDate.test(text) || /^(?:Căn cứ|Điều \d)/.test(text)) inSubject = false
    if (bodyStart.test(low) && low.length > 170) inSubject = false
    // Right below the subject, with no empty line between, the first sentence.
    const isBelowSubject = titled > 1 && !dangling.test((lines[at - 1] ?? '').slice(-40))
    if (isBelowSubject && (isFirstSentence(text) || opensWithUnit(text, low))) return at
    if (/^[IVX]{1,4}\s*[.)-]\s+\p{Lu}|^(?:Phần thứ nhất|PHẦN THỨ NHẤT|Phần I|PHẦN I)[.:]?$/u.test(text)) return at
    if (at > 2 && isDayLine(text)) return at
    // An annex without its letter, a table pasted alone.
    if (isRow(text) && columnsOf(text)) return at
    if (!inSubject && !isCapitals(text) && /(?:yeu cau|de nghi|phan cong|nhu sau|kinh moi)[^:]{0,60}:$/.test(low))
      return at
    if (
      !inSubject &&
      !isCapitals(text) &&
      bodyStart.test(low) &&
      (low.length > 45 || /^(?:can cu|[ivx]+\s*[.)]|\d)/.test(low))
    )
      return at
    if (!inSubject && low.length > 170 && !isCapitals(text)) return at
    if (titled > 1 && isCapitals(lines[at - 1] ?? '') && !isCapitals(text) && opensPreamble(text, low, titled))
      return at
    // "Các cơ quan phối hợp với UBND các xã tuyên truyền …;" below a title that names no kind.
    if (!inSubject && titled === 0 && at > 0 && opensWithUnit(text, low)) return at
    // A message without any header.
    if (at < 3 && ((/^-\s/.test(low) && !placeDate.test(text)) || (/:$/.test(low) && !isCapitals(text)))) return at
  }
  // A message of a line or two has no head at all, whatever stands below it.
  const first = lines.slice(0, most).findIndex(isOfHead)
  return first >= 0 && lines.slice(0, first).every((line) => line.length < 120) ? most : 0
}

function isOfHead(line: string): boolean {
  return (
    isCapitals(line) || placeDate.test(line) || isTypeLine(line, plain(line)) || /^s[ốo] ?[:.]? ?\d*\s?\//iu.test(line)
  )
}

/** What kind of letter it is, or what it is about. */
function isTypeLine(text: string, low: string): boolean {
  return typeInLine.test(text) || (isCapitals(text) && (types.test(low) || plan.test(text))) || subjectLine.test(low)
}

/** A paragraph of its own that is a sentence, as no title is: "Các thôn nộp quỹ về Phòng Kinh tế trước ngày 30/6/2026." */
function opensBody([first = '', ...more]: string[]): boolean {
  if (!/^\p{Lu}/u.test(first) || isCapitals(first) || placeDate.test(first) || isRow(first)) return false
  if (/^(?:so|v\s*\/\s*v|ve viec|dieu \d)(?![a-z])/.test(plain(first))) return false
  const below = more.findIndex((line) => line === '' || isCapitals(line) || /^[-+•\d]/.test(line))
  const words = [first, ...(below < 0 ? more : more.slice(0, below))].join(' ')
  return /[.:;][\s./]*$/.test(words) && countWords(words) > 6
}

/** "Các thôn thu quỹ … trước ngày 30/6/2026." right below the subject: a unit, what it is to do, and a stop. */
function opensWithUnit(text: string, low: string): boolean {
  return (
    /^\p{Lu}/u.test(text) &&
    !isCapitals(text) &&
    /[.;:][\s./]*$/.test(text) &&
    countWords(text) > 6 &&
    startsWithHead(text, low) &&
    !predicates(low).next().done
  )
}

/** Below a title in capitals. */
function opensPreamble(text: string, low: string, titled: number): boolean {
  return bodyStart.test(low) || (titled > 2 && /^\p{Lu}/u.test(text) && text.length > 40)
}

/** "THÔNG BÁO SỐ 91-TB/ĐU" alone on one of the first lines: the letter itself, and none that it cites. */
const namedByNumber =
  /^(?:công văn|quyết định|kế hoạch|thông báo|chỉ thị|kết luận|hướng dẫn|công điện|chương trình) số ?:?\s*(?=\d[^\s,;]*$)/iu

function findNumber(top: string[]): string | null {
  for (const line of top.slice(0, 3)) {
    const name = namedByNumber.exec(line)?.[0]
    const number = name && ownNumber(line.slice(name.length))
    if (number) return number
  }
  for (const line of top) {
    const match =
      /(?:^|[\s|])(?:S[ốóôo6]\s?[:.;]?|S\S{1,2}\s?:)\s*(?=[\d….\s_]{0,16}\/|\d+\s?-|\d{1,5}\s?[A-ZĐ]{2})/u.exec(line)
    if (!match || /^(?:v\s*\/|ve viec|can cu|thuc hien|theo)/.test(plain(line))) continue
    if (
      /(?:công văn|quyết định|kế hoạch|nghị quyết|văn bản|thông báo|chỉ thị|nghị định)\s*$/iu.test(
        line.slice(0, match.index + 1),
      )
    )
      continue
    const number = ownNumber(line.slice(match.index + match[0].length))
    if (number) return number
  }
  return null
}

/** "ỦY BAN KIỂM TRA    Tân Hưng, ngày 05 tháng 6 năm 2026": a line of the letterhead in the other column. */
const besidePlace = /^(?:\p{Lu}{2,}\s){2,}\p{Lu}\p{Ll}/u

/** "Cơ quan ban hành: Văn phòng Chính phủ", "| Nơi ban hành | Bộ Nội vụ |": what a page of laws says above the text. */
const issuedBy = /^[\s|*]*(?:Cơ quan|Nơi) ban hành\s*[:|]\s*(\p{Lu}[^|:;]{2,80}?)(?:\s*\||\s*$)/u

function findIssuer(top: string[]): string | null {
  const field = top.map((line) => issuedBy.exec(line)?.[1]).find((name) => name !== undefined)
  if (field) return field
  const left: string[] = []
  for (const [at, line] of top.entries()) {
    const low = plain(line)
    if (/^(?:so|s6)\s*[:.]|^so \d+\s?[-/]|^v\s*\/|^kinh gui/.test(low)) break
    if (/^(?:hoa )?(?:xa )?hoi chu nghia/.test(low)) continue
    const cut = low.search(
      /cong hoa|c(?:o|6)ng h(?:o|6)a|(?<= )(?:xa hoi )?chu nghia viet nam$|doc lap\s*-|p.c 1?.p|dang cong san viet nam/,
    )
    const own = (cut >= 0 ? line.slice(0, cut) : line)
      .replace(/ – /g, ' - ')
      .replace(/[|*]+|[-–—]{2,}|^\s*-+|-+\s*$/g, ' ')
      .trim()
    if (cut > 0 && own === '') continue
    if (
      own === '' ||
      (placeDate.test(own) && !besidePlace.test(own)) ||
      /^(?:cong$|doc lap|hoa xa hoi|(?:xa )?hoi chu nghia|chu nghia|nghia viet nam|viet nam$)/.test(plain(own))
    )
      continue
    if (typeInLine.test(line) || ((types.test(low) || slip.test(low) || plan.test(line)) && isCapitals(line))) {
      // A page of the web has its own title above the letterhead.
      if (left.length === 0 && top.slice(at).some((one) => /^cong hoa xa|\| ?cong hoa xa/.test(plain(one)))) continue
      break
    }
    const capitals = /^(?:[\p{Lu}\d.,&()-]+(?:\s+|$))+/u.exec(own)?.[0].trim() ?? ''
    if (
      (capitals.length >= 3 || /^[ỦU][YỶ]$/u.test(capitals)) &&
      /^(?:hoa toc|thuong khan|khan|mat|du thao)$/.test(plain(capitals)) === false
    )
      left.push(capitals)
  }
  const name = withPlace(issuerName(left), top)
  // "ỦY BAN NHÂN DÂN" alone in the letterhead, and below the title "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH NINH BÌNH".
  if (name !== 'Ủy ban nhân dân') return name
  const whole = top.find(
    (line) =>
      /^(?:chu tich )?uy ban nhan dan (?:tinh|thanh pho|huyen|quan|xa|phuong|dac khu) /.test(plain(line)) &&
      isCapitals(line),
  )
  return whole ? issuerName([whole.replace(/^CHỦ TỊCH /u, '')]) : name
}

/** "CÔNG TY ĐIỆN LỰC AN GIANG" and, beside the day, "An Giang": where a name ends with the place, its letters are the place's. */
function withPlace(name: string | null, top: string[]): string | null {
  const place = top.map((line) => /(\p{Lu}[\p{L}' -]{1,30}), ngày /u.exec(line)?.[1]?.trim()).find(Boolean)
  if (!name || !place || !name.toLowerCase().endsWith(` ${place.toLowerCase()}`)) return name
  return `${name.slice(0, -place.length)}${place}`
}

function findUrgency(top: string[]): Urgency | null {
  for (const line of top) {
    const low = plain(line)
    if (!isCapitals(line)) continue
    if (/(?:^|\| ?)hoa toc(?: hen gio)?(?:$| ?\|)/.test(low)) return 'hoa-toc'
    if (/(?:^|\| ?)thuong khan(?:$| ?\|)/.test(low)) return 'thuong-khan'
    if (/(?:^|\| ?)khan(?:$| ?\|)/.test(low)) return 'khan'
  }
  return null
}

/** Numbers in the preamble: letters that are carried out, and the law it rests on. */
export function basesIn(preamble: string, own: string | null): { basedOn: string[]; legalBasis: string[] } {
  const named = numbersIn(preamble).filter((number) => number !== own)
  const all = named.filter((number, at) => named.findLastIndex((other) => plain(other) === plain(number)) === at)
  const legal = (number: string) => /\/(?:NĐ-CP|QH\d+|NQ-|QĐ-TTg|TT-|TTLT-|UBTVQH)|\/20\d{2}\//u.test(number)
  return { basedOn: all.filter((number) => !legal(number)), legalBasis: all.filter(legal) }
}
