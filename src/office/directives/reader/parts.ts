// The parts of a letter below its header: addressees, preamble, body, closing, the end with "Nơi nhận" and the signer.
import { capitalised } from '../../../lib/vietnamese.js'
import { attributeOf } from './attributes.js'
import { givesWork, isClosing, isEnclosure, isHandIn, isReportBack } from './closings.js'
import { isDateAtEnd } from './dated.js'
import { isCapitals, type Paragraph } from './paragraphs.js'
import { countWords, plain } from './plain.js'
import type { Place } from './reading.js'
import { columnsOf } from './tables.js'
import { startsWithHead } from './unit-heads.js'

export interface Parts {
  recipients: string[]
  preamble: Paragraph[]
  body: Paragraph[]
  /** The letter itself has no items, only its appendix. */
  inAppendix: boolean
  /** Signature and addressees between the letter and its appendix. */
  between: Place[]
  closing: Paragraph[]
  signer: string | null
  /** First line after the addressees, and the line the end begins at. */
  from: number
  to: number
}

const tail =
  /^(?:noi nh(?:a|i)n\s*:?|noi nhan\b)|^(?:t\s?\/\s?m|k\s?\/\s?t|t\s?\/\s?l)\s+[a-z]|^(?:tm|kt|tl|tuq|q)\s*\.\s*(?:uy ban|ubnd|chu tich|bo truong|giam doc|thu tuong|truong|hieu truong|chanh|ban|hdnd|pho)/
const rank =
  /^(?:(?:pho )?(?:chu tich|giam doc|hieu truong|truong (?:phong|ban|tram|khoa|cong an)|chi huy truong)(?: (?:so|ubnd|uy ban nhan dan|benh vien|trung tam|trung tam y te|chi cuc))?(?: (?:xa|phuong|dac khu|huyen|thi tran)(?: [a-z]+){0,3})?|bo truong|thu truong|chanh van phong)$/
const baseOpening =
  /^(?:can cu|thuc hi.n|trien khai|theo |tiep tuc thuc hien|tiep theo|xet |de (?:tiep tuc|cong tac|thuc hien|bao dam|dam bao|kip thoi|trien khai)|nham |nhan duoc|sau khi|qua |trong thoi gian|thoi gian qua|hien nay|vua qua|ngay \d)/

export function partsOf(
  paragraphs: Paragraph[],
  headerEnd: number,
  inPlan: boolean,
  isHeading: (paragraph: Paragraph) => boolean,
  isTask: (paragraph: Paragraph) => boolean,
): Parts {
  const rest = paragraphs.filter((paragraph) => paragraph.line >= headerEnd)
  const { recipients, next } = readRecipients(rest)
  const below = rest.slice(next)
  const end = findEnd(below)
  const main = below.slice(0, end).flatMap(orderFirst)
  const appendix = enclosedPlan(below.slice(end)) ?? appendixOf(below.slice(end))
  const first = firstOrder(main, belowFindings(main, firstItem(main, inPlan, isHeading)), isTask)
  const closing: Paragraph[] = []
  let last = main.length
  while (last > first) {
    const paragraph = main[last - 1]
    if (!paragraph || paragraph.marker || paragraph.row || attributeOf(paragraph.words)) break
    if (isEnclosure(paragraph.text)) {
      closing.unshift(paragraph)
      last--
      continue
    }
    if (givesWork(paragraph.text)) break
    // Right below a heading ("Chế độ báo cáo") it is what the heading announces.
    if (!isClosing(paragraph.text) && opensPart(main[last - 2])) break
    if (
      !isClosing(paragraph.text) &&
      !isHandIn(paragraph.text) &&
      !((paragraph.gap || /\.\/\.?\W*$/.test(paragraph.text.slice(-8))) && isReportBack(paragraph.text)) &&
      !(
        /\.\/\.?\W*$/.test(paragraph.text.slice(-40)) &&
        last - 1 > first &&
        !paragraph.bold &&
        !/^(?:Phòng|Văn phòng|Trung tâm|Công an|Sở|Giao)\s/u.test(paragraph.text) &&
        closing.length === 0 &&
        isGeneralEnd(paragraph.text)
      )
    )
      break
    closing.unshift(paragraph)
    last--
  }
  return {
    recipients,
    preamble: main.slice(0, first),
    body: [...main.slice(first, last), ...appendix],
    inAppendix: first >= last && appendix.length > 0,
    between: below[end] && appendix[0] ? [{ line: below[end].line, end: appendix[0].line }] : [],
    closing,
    signer: signerOf(below.slice(end)),
    from: below[0]?.line ?? headerEnd,
    to: Math.max(main.at(-1)?.end ?? headerEnd, appendix.at(-1)?.end ?? 0),
  }
}

/** "Yêu cầu các đơn vị nghiêm túc thực hiện; giao Văn phòng theo dõi, tổng hợp …": the order apart from the appeal, which ends the letter. */
function orderFirst(paragraph: Paragraph): Paragraph[] {
  const [, appeal, order] = paragraph.marker ? [] : (appealAndOrder.exec(paragraph.text.slice(0, 600)) ?? [])
  if (!appeal || !order || paragraph.text.length > 600) return [paragraph]
  const words = capitalised(order)
  return [
    { ...paragraph, text: words, words },
    { ...paragraph, text: appeal, words: appeal, gap: false },
  ]
}
const appealAndOrder =
  /^((?:yêu cầu|đề nghị) [^;:]{3,200}? thực hiện[^;:]{0,40}); (?:đồng thời,? )?(giao (?:Phòng|Văn phòng|Trung tâm|Công an|Ban|Trạm) [^;:]{10,300})$/iu

function opensPart(paragraph: Paragraph | undefined): boolean {
  return paragraph?.marker !== undefined && countWords(paragraph.words) <= 12 && !/[.;,/]$/.test(paragraph.words)
}

function isGeneralEnd(text: string): boolean {
  return /^(?:tren day|trong qua trinh|yeu cau|de nghi|uy ban|ubnd|chu tich|nhan duoc|giao van phong)/.test(plain(text))
}

/** The addressees, also those of up to two more blocks ("Đồng kính gửi:"), and how many paragraphs they are. */
function readRecipients(rest: Paragraph[], blocks = 3): { recipients: string[]; next: number } {
  const first = rest[0]
  if (!first) return { recipients: [], next: 0 }
  const low = plain(first.text)
  const greeting = /^kinh (?:gui|giri|goi|gtri|gai|giti)[\s:;.]*/.exec(low)
  if (!greeting && !/dien\s*:\s*$/.test(low)) return { recipients: [], next: 0 }
  const { own, said } = addressee(greeting ? first.text.slice(greeting[0].length).trim() : '')
  const recipients = own === '' ? [] : own.split(/;\s+/)
  let next = 1
  let open = own === '' || /;$/.test(own) || (/,$/.test(own) && rest[1]?.marker?.style === 'dash')
  while (open && next < rest.length && next < 60) {
    const paragraph = rest[next]
    if (!paragraph || paragraph.row) break
    const bullet = paragraph.marker !== undefined && /^(?:dash|dot|plus|sign)$/.test(paragraph.marker.style)
    if (
      !bullet &&
      (paragraph.marker ||
        baseOpening.test(plain(paragraph.text)) ||
        paragraph.text.length > 160 ||
        /[:]$/.test(paragraph.text))
    )
      break
    if (!bullet && recipients.length > 0 && /[.]$/.test(recipients.at(-1) ?? '')) break
    recipients.push(paragraph.words)
    next++
    open = !/\.$/.test(paragraph.words) || rest[next]?.marker?.style === 'dash'
  }
  if (said !== '') rest.splice(next, 0, { ...first, text: said, words: said })
  const names = recipients
    .map((one) => one.replace(/^[-+•]\s+|[\s;:.,]+$/g, '').trim())
    .filter((one) => /\p{L}/u.test(one))
  const more = rest[next]
  const again = more && /^(?:(?:dong )?kinh gui|kinh de nghi phoi hop)(?= ?:)/.exec(plain(more.text))?.[0]
  if (!more || !again || blocks === 1) return { recipients: names, next }
  const below = [{ ...more, text: `Kính gửi${more.text.slice(again.length)}` }, ...rest.slice(next + 1)]
  const others = readRecipients(below, blocks - 1)
  rest.splice(next, rest.length - next, ...below)
  return { recipients: [...names, ...others.recipients], next: next + others.next }
}

/** "các đ/c Trưởng thôn! Đề nghị các đ/c gửi danh sách …": in a message what is asked stands in the same line. */
function addressee(text: string): { own: string; said: string } {
  const match = /(?<=\p{L}{3})[.!]\s+(?=\p{Lu}\p{Ll})/u.exec(text.slice(0, 300))
  const said = match ? text.slice(match.index + match[0].length) : ''
  const goesOn =
    /^(?:đề nghị|yêu cầu|giao|nhờ|mời)\s/iu.test(said) || (baseOpening.test(plain(said)) && said.length > 60)
  return match && goesOn ? { own: text.slice(0, match.index), said } : { own: text, said: '' }
}

function findEnd(below: Paragraph[]): number {
  const at = below.findIndex((paragraph, index) => {
    const low = plain(paragraph.text)
    // "Nơi nhận" above the body, as a form for letters has it, ends nothing.
    if (tail.test(low))
      return index > 1 || below.length < index + 4 || !/^noi nhan/.test(low) || (index === 1 && isOrder(below[0]))
    // "Hà Nội, ngày 18 tháng 4 năm 2026." right above whoever signs.
    if (index > 1 && below.slice(index).length < 12 && isDateAtEnd(paragraph.text, below[index + 1]?.text ?? ''))
      return true
    if (index > 1 && isCapitals(paragraph.text) && rank.test(low) && below.slice(index).length < 12) return true
    return (
      index > 0 &&
      (isBehindEnd(below.slice(index - 1)) || (isLaw(below.slice(index, index + 16)) && !isOwnLaw(below, index)))
    )
  })
  return at < 0 ? below.length : at
}

/** "… thực hiện nghiêm./." and below it what a page of the web adds: "Xem văn bản tại đây", who put it there. */
function isBehindEnd([last, ...more]: Paragraph[]): boolean {
  return (
    /\.\/\.\W*$/.test(last?.text.slice(-8) ?? '') &&
    more.length <= 6 &&
    more.every(
      ({ marker, row, text }) =>
        !marker &&
        !row &&
        text.length < 120 &&
        !/[;:]$/.test(text) &&
        !/^(?:giao|yeu cau|de nghi|bao cao|cac|phong|phu luc|danh muc|bang) /.test(plain(text)),
    )
  )
}

/** All that a short letter says: "UBND xã giao các đơn vị thực hiện nhiệm vụ tại Phụ lục kèm theo." */
function isOrder(paragraph: Paragraph | undefined): boolean {
  return paragraph !== undefined && paragraph.text.length > 60 && /\.\W*$/.test(paragraph.text.slice(-40))
}

/** "KẾ HOẠCH … (Kèm theo Quyết định số …)" after the signature: the plan that the decision puts into force, up to its own end. */
function enclosedPlan(after: Paragraph[]): Paragraph[] | undefined {
  const title = after.findIndex(
    ({ text }) =>
      isCapitals(text.split(/[(:]/, 1)[0] ?? '') && /^(?:ke hoach|chuong trinh|phuong an|de an)\b/.test(plain(text)),
  )
  if (title < 0) return undefined
  const head = after.slice(title, title + 5)
  const note = head.findIndex(({ text }) =>
    /\(?(?:ban hanh )?kem theo (?:quyet dinh|cong van|thong bao|nghi quyet|chi thi)/.test(plain(text)),
  )
  if (note < 0) return undefined
  const own = after.slice(title + note + 1)
  const end = findEnd(own)
  const at = own.findIndex(({ text }) => isCapitals(text) && /^phu luc/.test(plain(text)))
  const [first, ...rest] = own.slice(0, at < 0 ? end : Math.min(at, end))
  const below = at < 0 ? [] : appendixOf(own.slice(at))
  return first && [{ ...first, fresh: true }, ...rest, ...below]
}

/** Tables and items of the appendices after the signature, but for those that say what words mean; a table of tasks is one, whatever stands above it. */
function appendixOf(after: Paragraph[]): Paragraph[] {
  const pieces: Paragraph[][] = []
  let piece: Paragraph[] | undefined
  let isBehindLaw = false
  for (const [at, paragraph] of after.entries()) {
    if (isLaw(after.slice(at, at + 16))) {
      isBehindLaw = true
      piece = undefined
    }
    // A law has forms for appendices, never who of the commune does what.
    const opens = isBehindLaw
      ? isAppendixTitle(paragraph) && after.slice(at, at + 3).some(handsOut)
      : isAppendixTitle(paragraph) || (!piece && paragraph.row && columnsOf(paragraph.text) !== undefined)
    if (opens) {
      isBehindLaw = false
      piece = []
      pieces.push(piece)
    }
    piece?.push(paragraph)
  }
  const items = pieces
    .filter((one) => !definesWords(one))
    .flatMap((one) => one.filter((paragraph) => paragraph.row || paragraph.marker !== undefined))
  return items.map((paragraph, index) => (index === 0 ? { ...paragraph, fresh: true } : paragraph))
}

function isAppendixTitle({ text }: Paragraph): boolean {
  return (
    /^(?:phu luc|danh muc nhiem vu|bang phan cong|phan cong nhiem vu)/.test(plain(text)) &&
    isCapitals(text.split(/[(:]/, 1)[0] ?? '')
  )
}

function handsOut({ text, marker }: Paragraph): boolean {
  return !marker && /phan cong|giao nhiem vu|danh muc (?:cac )?nhiem vu/.test(plain(text))
}

/** A decision has articles of its own, and what it puts into force. */
function isOwnLaw(below: Paragraph[], at: number): boolean {
  return (
    !below.slice(0, at).some(({ text }) => /\.\/\.?\W*$/.test(text.slice(-8))) ||
    below.slice(0, at).some(({ marker }) => marker?.style === 'article')
  )
}

/** "LUẬT PHÒNG CHÁY", "Luật số: 55/2024/QH15" and soon "Điều 1.": the text of a law, pasted behind a letter. */
function isLaw([head, ...more]: Paragraph[]): boolean {
  if (!head || head.marker?.style === 'dash') return false
  const low = plain(head.text)
  const isTitle =
    (isCapitals(head.text) &&
      /^(?:bo luat|luat|phap lenh|nghi dinh|thong tu|quy dinh|quy che|nghi quyet)(?![a-z])/.test(low)) ||
    /^(?:bo luat|luat|phap lenh|nghi dinh|thong tu|nghi quyet)(?: so)? ?: ?\d/.test(low) ||
    (/^chuong (?:i|1)(?![a-z0-9])/.test(low) && head.text.length < 90) ||
    /^dieu 1[.:] (?:pham vi|doi tuong|giai thich|muc dich|sua doi)/.test(low)
  return (
    isTitle && (/^dieu 1[.:]/.test(low) || more.some(({ marker }) => marker?.style === 'article' && marker.value === 1))
  )
}

/** "PHỤ LỤC: GIẢI THÍCH TỪ NGỮ", or items that say what is what: nothing is asked there. */
function definesWords(appendix: Paragraph[]): boolean {
  const title = appendix.slice(0, 4).filter(({ marker, row }) => !marker && !row)
  if (
    title.some(({ text }) =>
      /(?:giai thich|dinh nghia)(?: cac| mot so)? (?:tu ngu|thuat ngu|khai niem|tu viet tat)|(?:danh muc|bang) (?:cac )?(?:tu|chu|cum tu) viet tat/.test(
        plain(text),
      ),
    )
  )
    return true
  const items = appendix.filter(({ marker }) => marker !== undefined)
  const said = items.filter(
    ({ words }) =>
      /^[^.;:]{2,70}:? (?:là|được hiểu là|gồm có) (?!đầu mối|cơ quan|đơn vị)/u.test(words) && !isOffice(words),
  )
  return items.length > 1 && said.length * 3 > items.length * 2
}

/** "Công an xã là lực lượng nòng cốt, tuần tra …" gives work; "Phòng cháy là …" does not. */
function isOffice(words: string): boolean {
  return !/^Phòng (?:cháy|chống|ngừa|bệnh|vệ|thủ)/u.test(words) && startsWithHead(words, plain(words))
}

/** Where the items begin; lists of laws in the preamble are no items. */
function firstItem(main: Paragraph[], inPlan: boolean, isHeading: (paragraph: Paragraph) => boolean): number {
  let bases = false
  for (const [at, paragraph] of main.entries()) {
    const low = plain(paragraph.words)
    if (!paragraph.marker && !paragraph.row) {
      if (isHeading(paragraph) || isForm(paragraph, main[at + 1])) return at
      bases = /^(?:can cu|thuc hien)[^.]{0,60}:$/.test(low)
      continue
    }
    if (paragraph.row && inPlan && at === 0 && columnsOf(paragraph.text) === undefined) continue
    const basis =
      /^(?:can cu |luat |nghi dinh |nghi quyet |quyet dinh so|thong tu |cong van so|ke hoach so|chi thi so|theo de nghi|bo luat |ket luan so|thong bao so)/.test(
        low,
      )
    if (paragraph.marker && (bases || basis) && basis && paragraph.marker.style !== 'n1') continue
    return at
  }
  return main.length
}

/** "… yêu cầu:" and below it, without numbers, "Công an xã tuần tra …", before the first heading or number: they are items as well. */
function firstOrder(main: Paragraph[], first: number, isTask: (paragraph: Paragraph) => boolean): number {
  if (first >= main.length) return first
  const other = main.slice(0, first).findLastIndex((paragraph) => !isTask(paragraph))
  const at = other + 1
  const lead = main[at - 1]
  return at < first && lead && !lead.marker && /(?:yêu cầu|đề nghị|giao|sau|chỉ đạo|cụ thể)[^.;]*:$/iu.test(lead.text)
    ? at
    : first
}

/**
 * "Qua kiểm tra cho thấy: - Một số xã chậm …; - Dữ liệu chưa đầy đủ …. UBND tỉnh yêu cầu các xã thực hiện một số giải pháp sau: 1. …": the dashes
 * above the order only tell how things are.
 */
function belowFindings(main: Paragraph[], first: number): number {
  const lead = main.slice(0, first).findLast(({ marker, row }) => !marker && !row)
  if (!lead || !/(?:cho thay|ket qua|ton tai|han che|kho khan|nguyen nhan)[^.;]*:$/.test(plain(lead.text))) return first
  const at = main.findIndex(
    ({ marker, row, text }, index) =>
      index > first &&
      !marker &&
      !row &&
      /(?:yeu cau|de nghi|giao|chi dao) [^.;]{5,300}(?:sau|sau day|nhu sau|cu the)(?: [a-z]+){0,3}:$/.test(
        plain(text),
      ) &&
      main[index + 1]?.marker?.value === 1,
  )
  const between = main.slice(first, Math.max(at, first))
  return at > 0 &&
    between.every(({ marker, row }) => !row && (!marker || /^(?:dash|plus|dot|sign)$/.test(marker.style)))
    ? at + 1
    : first
}

/** A slip that gives one piece of work line by line: "Đơn vị nhận việc: …", "Nội dung công việc: …". */
function isForm(paragraph: Paragraph, next: Paragraph | undefined): boolean {
  const kinds = [paragraph, next].map((one) => (one ? attributeOf(one.words)?.kind : undefined))
  return kinds.includes('lead') && kinds.includes('task')
}

function signerOf(end: Paragraph[]): string | null {
  const lines = end.filter((paragraph) => !paragraph.row && !paragraph.marker).flatMap((paragraph) => paragraph.text)
  for (const text of lines.toReversed()) {
    const name = /(?:^|\s)((?:\p{Lu}\p{Ll}+\s){1,4}\p{Lu}\p{Ll}+)$/u.exec(text.replace(/\s*\[\d+\].*$/, ''))?.[1]
    if (name && countWords(name) >= 2 && !/^(?:nhu tren|luu|noi nhan|van thu)/.test(plain(name))) return name
  }
  return null
}
