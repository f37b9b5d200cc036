// Lines to paragraphs: lines that only wrapped are joined, also over a page break; markers, rows and set phrases begin anew.

import { attributeOf, isTime } from './attributes.js'
import { isRow } from './cells.js'
import { parted } from './lost-breaks.js'
import { type Marker, readMarker } from './marker.js'
import type { Line } from './normalise.js'
import { opensWithVerb } from './openers.js'
import { plain, startsLower } from './plain.js'
import { startsWithHead } from './unit-heads.js'

export interface Paragraph {
  text: string
  marker?: Marker
  /** The words after the marker; the whole text where there is none. */
  words: string
  line: number
  end: number
  row: boolean
  bold: boolean
  /** An empty line stands before it. */
  gap: boolean
  /** It belongs to nothing before it: an appendix begins. */
  fresh?: boolean
}

/** Set phrases that begin a paragraph, on the plain text. */
const opening =
  /^(?:kinh gui|noi nhan|can cu (?!vao do|do)|thuc hien (?:cong van|van ban|ke hoach|chi thi|cong dien|quyet dinh|nghi quyet|y kien|thong bao)|so\s*:|v\s*\/\s*v|ve viec|tm\.|kt\.|tl\.|tuq\.|cong hoa xa hoi|doc lap\s*-|phu luc\b|luu\s*:|don vi (?:chu tri|phoi hop|thuc hien)\s*:|co quan (?:chu tri|phoi hop|thuc hien)\s*:|thoi (?:gian|han)[^:]{0,25}:|san pham[^:]{0,20}:)/
/** Words no paragraph ends with. */
export const dangling =
  /(?:^|\s)(?:của|và|các|về|(?<!(?:đổi|tế|tầng|ký|quyền|hội|năng|công dân|liệu|trường|tảng|bạ|thiểu|vụ|mã|nền tảng|học liệu) )số|(?<!trực )thuộc|tại|cho|với|từ|đến|theo|trong|hoặc|là|(?<!lý )do|để|những|được|một|(?<!(?:[Hh]ằng|[Hh]àng|[Mm]ỗi|từng|cuối|đầu|giữa|của|hết|kỳ|ban|tuần|\d) )(?:ngày|tháng|quý)|(?<!(?:thuộc|[Pp]hó|PGĐ|lãnh đạo|Giám đốc|các phòng) )Sở|Phòng|Bộ|Cục|Vụ|Chi cục|Ban|Trung tâm|Công|[UỦ][ỷỶYyỦủỤ]?\s?[Bb]an(?:\s[Nn]hân)?|Thành)$|[,(&/]$|\p{L}-$|\p{L} -$/u
const sentenceEnd = /[.;:!?…]["')\]]*$/

export function paragraphsOf(lines: Line[]): Paragraph[] {
  const breaks = breaksOf(lines)
  const all: Paragraph[] = []
  let gap = false
  for (const [at, line] of lines.entries()) {
    if (line.text === '') {
      gap = true
      continue
    }
    const last = all.at(-1)
    const before = lines[at - 1]
    if (
      last &&
      goesOn(
        last,
        line,
        { gap, open: before?.open === true && !gap, lastLine: lines[last.end - 1]?.text ?? '' },
        breaks,
      )
    ) {
      const glue = /\p{Lu}-$/u.test(lines[last.end - 1]?.text.slice(-2) ?? '') && /^\p{Lu}/u.test(line.text) ? '' : ' '
      last.text += glue + line.text
      last.words = last.words === '' ? line.text : last.words + glue + line.text
      last.end = at + 1
    } else {
      const read = isRow(line.text) ? undefined : readMarker(line.text)
      all.push({
        text: line.text,
        ...(read && { marker: read.marker }),
        words: read?.rest ?? line.text,
        line: at,
        end: at + 1,
        row: isRow(line.text),
        bold: line.bold,
        gap,
      })
    }
    gap = false
  }
  return all.flatMap(apart)
}

/** "2. Phòng Kinh tế: (1) Kiểm tra …; (2) hướng dẫn …" that was also broken by hand: an item each. */
function apart(paragraph: Paragraph): Paragraph[] {
  if (paragraph.row || paragraph.end - paragraph.line < 2) return [paragraph]
  const [first = '', ...items] = parted(paragraph.text)
  if (items.length === 0) return [paragraph]
  const head = { ...paragraph, text: first, words: paragraph.marker ? (readMarker(first)?.rest ?? first) : first }
  const others = items.flatMap((text) => {
    const read = readMarker(text)
    return read ? [{ ...paragraph, text, words: read.rest, marker: read.marker, gap: false }] : []
  })
  return others.length === items.length ? [head, ...others] : [paragraph]
}

/** Between two lines. */
interface Seam {
  gap: boolean
  open: boolean
  lastLine: string
}

/** How the whole text was broken into lines. */
interface Breaks {
  /** The column at which a hard-wrapped text breaks; 0 when lines are whole paragraphs. */
  width: number
  /** Copied from a page: narrow lines, an empty line after every paragraph, the first line of each as short as it likes. */
  blocks: boolean
  /** Lines go on in small letters again and again. */
  wrapped: boolean
}

function goesOn(last: Paragraph, line: Line, seam: Seam, breaks: Breaks): boolean {
  const text = line.text
  const before = seam.lastLine
  if (last.row || isRow(text)) return false
  const dangles =
    (dangling.test(before.slice(-40)) &&
      !isHeadOf(last, text) &&
      // "1. Về tình hình 9 tháng" has its number.
      !(/\d tháng$/u.test(before.slice(-8)) && /^\p{Lu}/u.test(text))) ||
    (/(?:^|\s)năm$/u.test(before.slice(-5)) && /^20\d\d(?!\d)/.test(text)) ||
    (/(?:^|\s)(?:Điều|[Kk]hoản|(?<!(?:cao|thời|trọng|địa|ưu|khuyết|nhược|quan|thí|trung|đặc|chấm|tiêu|số|tâm) )[Đđ]iểm)$/u.test(
      before.slice(-14),
    ) &&
      /^\d/.test(text)) ||
    (/\s(?:Thường trực|[Cc]hủ tịch|đại biểu)$/u.test(before.slice(-12)) &&
      /^(?:[ỦU][ỷy] ban|UBND|HĐND|Hội đồng|Quốc hội|Thường trực)[\s,]/u.test(text))
  const marker = readMarker(text)?.marker
  // A number on a line of its own, as pages of the web have it.
  if (!marker && last.marker && last.words === '' && !seam.gap) return true
  if (!seam.gap && dashBefore.test(before.slice(-30)) && dashedOn.test(text)) return true
  // "… phụ trách văn hóa | - xã hội chịu trách nhiệm …": a dash within a name, at the edge of a text that was broken by hand.
  if (marker?.style === 'dash' && !seam.gap && breaks.width > 0 && /^[-–—]\s?\p{Ll}/u.test(text))
    return before.length > breaks.width * 0.6 && /\p{L}$/u.test(before) && !seam.lastLine.endsWith(':')
  if (marker) return !seam.gap && dangles && marker.style !== 'dash' && !inSequence(marker)
  if (/^dien\s*:\s*$/.test(plain(text))) return false
  if (opening.test(plain(text)) && !(startsLower(text) && !seam.gap)) return false
  if (isLabel(last.words, text) && (!seam.gap || text.length < 100)) return !text.endsWith(':')
  if (/\.\/\.?\W{0,3}$/.test(before.slice(-8))) return false
  if (seam.open || (breaks.blocks && !seam.gap)) return true
  const ended = sentenceEnd.test(before.slice(-20))
  if (seam.gap) return !ended && startsLower(text) && last.text.length > 20 && !isCapitals(before)
  // A number cut off from its "số" has no small letters either.
  if (isCapitals(before) !== isCapitals(text) && !startsLower(text) && !(dangles && /^(?:\d|[IVX]{1,4}\b)/.test(text)))
    return false
  // "(Chủ trì:" at the end of a line.
  if (/\([^()]{2,40}:$/.test(before) && !seam.gap) return true
  // Of a paragraph that has broken before, a semicolon at the break is only a semicolon.
  const isLong = breaks.wrapped && before.length > Math.max(breaks.width, 80) * 0.6
  const isWrapped =
    last.end - last.line > 1 || isLong || (breaks.width > 0 && before.length > breaks.width * 0.9 && !seam.gap)
  if (startsLower(text) || /^[("“,;.%]/.test(text)) return isWrapped ? !before.endsWith(':') : !/[;:]$/.test(before)
  // "… (giao tại Công văn số 12). Thời hạn mới:" and the day on the next line.
  if (/[.;)] (?:thoi )?han(?: [a-z]+){0,3}:$/.test(plain(before.slice(-40))) && isTime(text)) return true
  if (/[;:]$/.test(before)) return false
  const full = breaks.width > 0 && seam.lastLine.length + 1 + (text.split(' ', 1)[0] ?? '').length > breaks.width
  if (ended) return full && seam.lastLine.length > breaks.width * 0.85
  if (/(?:ban nhân dân|UBND|HĐND)$/iu.test(before.slice(-20)) && /^(?:Thành phố|Tỉnh|Xã|Phường)\s/u.test(text))
    return true
  if (last.end - last.line > 1 && seam.lastLine.length > breaks.width * 0.72 && breaks.width > 0) return true
  // "- Tổ chức thăm hỏi, | tặng quà các Mẹ | Việt Nam anh hùng": broken again and again, at any width, and no stop yet.
  if (
    !seam.gap &&
    last.marker?.style === 'dash' &&
    last.end - last.line > 1 &&
    (breaks.wrapped || last.end - last.line > 2)
  )
    return true
  if (neverAlone.test(last.text)) return true
  // A numbered heading may be long as well; what begins with a verb is the task below it.
  if (isLong && !(last.marker && last.end - last.line === 1 && opensWithVerb(plain(text)))) return true
  return full || (dangles && last.text.length > 3)
}

/** "3. Các đơn vị trực thuộc Sở" and below it "Chủ trì, phối hợp …" or "Phòng A theo dõi …": a heading that ends so, and what is asked. */
function isHeadOf({ marker, line, end, text: heading }: Paragraph, text: string): boolean {
  return (
    marker !== undefined &&
    end - line === 1 &&
    /\s(?:Sở|Bộ|(?:chợ|khu|cụm|xã|phường|thôn|ấp|xóm|bản) Trung tâm)$/u.test(heading) &&
    /^\p{Lu}(?!uản lý)/u.test(text) &&
    (opensWithVerb(plain(text.slice(0, 60))) ||
      (!/^(?:Công an|Ngoại)/u.test(text) && startsWithHead(text, plain(text.slice(0, 80)))))
  )
}

/** What begins so is no heading: without a stop it goes on in the next line. */
const neverAlone = /^(?:Trên đây là|Căn cứ|Nhằm|Để) \p{L}/u

/** "Phòng Văn hóa | - Xã hội": names of offices that have a dash, wherever the line breaks. */
const dashBefore = /(?:Văn h(?:óa|oá)|Kinh tế|Kế hoạch|Tài chính)$/iu
const dashedOn = /^[-–—]\s(?:Xã hội|Thể thao|Hạ tầng|Kỹ thuật|Tài chính|Kế hoạch|Thông tin|Ngân sách)(?!\p{L})/iu

/** "b) Đơn vị chủ trì:" with who on the next line, as pages of the web have it. */
function isLabel(words: string, next: string): boolean {
  if (words.length > 60 || !words.endsWith(':')) return false
  const label = attributeOf(words)
  if (!label) return /^(?:hoan thanh|xong)\s*:$/.test(plain(words)) && isTime(next)
  return label.value === '' && /^(?:lead|with|time|product|task)$/.test(label.kind)
}

/** "1." and "a)" begin lists wherever they stand. */
function inSequence(marker: Marker): boolean {
  return marker.value === 1 || marker.style === 'roman' || marker.style === 'plus' || marker.style === 'dot'
}

export function isCapitals(text: string): boolean {
  return /\p{Lu}/u.test(text) && !/\p{Ll}/u.test(text)
}

function wrapWidth(lines: Line[]): number {
  const lengths = lines.filter((line) => line.text.length > 30 && !isRow(line.text)).map((line) => line.text.length)
  if (lengths.length < 6) return 0
  lengths.sort((a, b) => a - b)
  const width = lengths[Math.floor(lengths.length * 0.95)] ?? 0
  if (width > 130) return 0
  const near = lengths.filter((length) => length > width * 0.8).length
  return near > lengths.length * 0.35 ? width : 0
}

function breaksOf(lines: Line[]): Breaks {
  let within = 0
  let small = 0
  let between = 0
  let ended = 0
  let packed = 0
  for (const [at, line] of lines.entries()) {
    const before = lines[at - 1]
    if (line.text === '' || !before || isRow(line.text)) continue
    if (before.text === '') {
      const last = lines[at - 2]?.text ?? ''
      between++
      if (last === '' || sentenceEnd.test(last.slice(-20))) ended++
    } else if (readMarker(line.text)) packed++
    else {
      within++
      if (startsLower(line.text)) small++
    }
  }
  return {
    width: wrapWidth(lines),
    blocks: within >= 20 && small > within * 0.6 && between >= 10 && ended > between * 0.6 && packed < between,
    wrapped: small >= 8 && small > within * 0.35,
  }
}
