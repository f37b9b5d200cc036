// A unit's name at the start of an item, and where it ends: at a colon, where its predicate begins, or with the line.
import { capitalised, similarity } from '../../../lib/vietnamese.js'
import { unitKey } from '../../communes/unit-key.js'
import { address, eachKnown, endOfProper, endOfSure, inPerson, knownUnit } from './name-ends.js'
import { opensWithVerb, predicates } from './openers.js'
import { partOfName } from './part-of-name.js'
import { countWords, plain, withoutEnd } from './plain.js'
import type { KnownUnit } from './reading.js'
import { withLongHead } from './short-heads.js'
import { firstStop } from './stops.js'
import { leadOf, startsWithHead } from './unit-heads.js'
import { listsNames, listsUnits, splitUnits } from './unit-lists.js'
import { canonicalName, isGeneric, nameKey, standardName, standardNames, withoutCount } from './unit-names.js'

/** The commune's units by every key, and whether the letter's diacritics can be relied on. */
export interface UnitBook {
  known: Map<string, KnownUnit>
  accents: boolean
  /** What has been read of this letter already: the same words are asked about many times. */
  seen: Map<string, UnitStart | undefined>
}

export interface UnitStart {
  /** Canonical wording; several units are joined as the letter joins them. */
  name: string
  words: string
  /** The units one by one when several are named. */
  each: string[]
  /** What follows: the task, or nothing for a heading. */
  rest: string
  /** "giao", "de nghi", "yeu cau" … in front of the name, plain. */
  lead: string
  end: 'line' | 'colon' | 'verb'
}

/** How far a name is looked for. */
const reach = 700

/** Reads the unit an item begins with; undefined when it begins with anything else. */
export function readUnit(text: string, book: UnitBook): UnitStart | undefined {
  if (book.seen.has(text)) return book.seen.get(text)
  const unit = readStart(text, book)
  book.seen.set(text, unit)
  return unit
}

function readStart(text: string, book: UnitBook): UnitStart | undefined {
  const front = leadOf(text.slice(0, 60), book.accents)
  const body = withLongHead(text.slice(front.length))
  const near = body.slice(0, reach)
  if (front === '' && !/^[\p{Lu}\d]/u.test(body) && !smallHead.test(body)) return undefined
  const low = plain(near)
  // "- Thường trực Ban Chỉ đạo; hằng tuần cập nhật …": what the unit above is, and nobody else.
  if (/^thuong truc (?:ban|hoi dong|to) [^.;,:]{3,60};/.test(low)) return undefined
  const lead = plain(front).trim()
  if (!book.accents) return readWorn(body, low, lead, book)
  // "2. Đối với thôn, tổ dân phố": what is spoken of, and none of them in particular.
  if (
    lead === 'doi voi' &&
    /^(?:thôn|xóm|ấp|bản|buôn|bon|khóm|khu phố|tổ dân phố)(?=[\s,])[\p{Ll}\s,]*[:.]?$/u.test(body)
  )
    return undefined
  const count = counted.exec(body)?.[0]
  if (!count && !startsWithHead(body, low) && !startsWithKnown(body, book.known)) return undefined
  const end = endOfName(near, low, book.known)
  // "Đối với 03 hộ chưa di dời: Phòng A vận động …": whom it concerns, not who does it.
  if (
    count &&
    (end?.by === 'line' ||
      (lead === '' && end?.by !== 'colon') ||
      (lead === 'doi voi' && (end?.by !== 'colon' || namesAnother(body, end.at, book))))
  )
    return undefined
  if (end?.by === 'line' && body.length > reach) return undefined
  if (!end) return undefined
  // "Đối với đảng viên: chi bộ phân công …": whom it concerns.
  if (lead === 'doi voi' && /^(?:đảng|đoàn|hội) viên/u.test(body) && namesAnother(body, end.at, book)) return undefined
  // "Đối với thôn có dưới 100 cử tri: …" is a case, no unit.
  if (lead === 'doi voi' && /\sco (?:duoi|tren|tu|hon|it nhat) \d/.test(low.slice(0, end.at))) return undefined
  // "Các Chi cục Thuế khi tiến hành kiểm tra cần …": on what occasion is no part of the name.
  const occasion = end.by === 'verb' ? body.slice(0, end.at).search(/\s(?:khi|trong quá trình)\s/u) : -1
  if (occasion > 0) end.at = occasion
  // "Trưởng các xóm cùng Tổ công nghệ số đến từng hộ": the second one helps.
  const beside = end.by === 'verb' ? body.slice(0, end.at).search(/\scùng\s\p{Lu}/u) : -1
  if (beside > 0) end.at = beside
  const words = trimName(
    withoutCount(body.slice(0, end.at).replace(address, '').replace(inPerson, ''))
      .replace(end.by === 'line' && lead !== '' ? / phối hợp(?: thực hiện)?$/u : / cùng $/u, '')
      .replace(setUp, ''),
  )
  if (
    words === '' ||
    countWords(words) > 45 ||
    (end.by === 'verb' && / (?:để|về|cho|với|tại|theo|do|từ|mà|thì|khi|nếu)$/u.test(words)) ||
    /(?:^| )(?:ghi nhan(?= ket qua| no luc| su | nhung)|danh gia cao|nhan duoc|da co|vua co|co (?:cong van|van ban|thong bao|ke hoach) so|duoc (?:dung|thay|phep)|gom (?:co )?\d+) /.test(
      plain(words),
    )
  )
    return undefined
  return { ...named(words, book.known), words, rest: restAfter(body, end.at), lead, end: end.by }
}

/** Heads that also begin a name when written small: "trung tâm Phục vụ hành chính công xã", "công an xã". */
const smallHead =
  /^(?:phòng|các)\s|^(?:trung tâm|văn phòng|trạm|hội|đoàn|ban|trường) (?=\p{Lu})|^công an (?:xã|phường|đặc khu)/u

/** "Đối với 02 HTX Tân Phú, Tân Lộc: …", "Giao 03 trường mầm non …". */
const counted =
  /^\d{1,3} (?=(?:htx|hợp tác xã|trường|thôn|xóm|ấp|bản|buôn|bon|khóm|khu phố|tổ dân phố|đơn vị|phòng|trạm|doanh nghiệp|xã|phường|chi bộ|chủ đầu tư)(?:\s|[,:]))/iu

function namesAnother(body: string, colon: number, book: UnitBook): boolean {
  return readUnit(capitalised(body.slice(colon + 1).trim()), book)?.end === 'verb'
}

/** "Tổ công tác được thành lập theo Quyết định số 12/QĐ-UBND": by what paper it was set up is no part of its name. */
const setUp =
  / (?:được |đã )*(?:thành lập|kiện toàn)(?: lại)? (?:theo|tại|kèm theo) (?:các )?(?:Quyết định|Công văn|Kế hoạch|Nghị quyết) .*$/u

function trimName(words: string): string {
  return withoutEnd(words, ',;:.-')
}

function restAfter(body: string, at: number): string {
  return body
    .slice(at)
    .replace(/^[\s:,]+/u, '')
    .replace(/^[.;]$/, '')
}

/** One of the commune's own. */
export function isKnown({ words }: UnitStart, { known }: UnitBook): boolean {
  return knownUnit(words, known) !== undefined
}

function startsWithKnown(body: string, known: Map<string, KnownUnit>): boolean {
  if (known.size === 0) return false
  const words = body.slice(0, 120).split(/[\s:;,]+/, 12)
  for (let count = words.length; count > 0; count--)
    if (known.has(unitKey(words.slice(0, count).join(' ')))) return true
  return false
}

/** Without diacritics names are only taken when they resemble a unit that every commune has, or one of its own. */
function readWorn(body: string, low: string, lead: string, book: UnitBook): UnitStart | undefined {
  const colon = low.slice(0, 90).indexOf(':')
  const verb = predicates(low.slice(0, 120)).next().value?.index
  const ends: [at: number, by: UnitStart['end']][] = []
  if (colon > 0) ends.push([colon, 'colon'])
  if (verb !== undefined) ends.push([verb, 'verb'])
  if (low.length < 90 && !/[.;]$/.test(low)) ends.push([low.length, 'line'])
  const names = [...book.known.values()].map((unit) => unit.name).concat(standardNames)
  for (const [at, by] of ends) {
    const words = trimName(body.slice(0, at))
    const name = nearest(words, names, book.known)
    if (name) return { name, words, each: [], rest: restAfter(body, at), lead, end: by }
  }
  // Not one that every commune has, but it begins as only offices do.
  const sure = /^\p{Lu}/u.test(body) || lead !== '' ? wornHead.exec(low) : null
  const first = ends.filter(([at]) => at > 0).sort((a, b) => a[0] - b[0])[0]
  if (!sure || !first || first[0] < sure[0].length) return undefined
  const words = trimName(body.slice(0, first[0]))
  if (countWords(words) > 14 || /[.;]/.test(words)) return undefined
  return { name: canonicalName(words), words, each: [], rest: restAfter(body, first[0]), lead, end: first[1] }
}

/** Beginnings of an office's name that are nothing else, without diacritics. */
const wornHead =
  /^(?:so (?:noi vu|tai chinh|tu phap|xay dung|y te|giao duc|cong thuong|nong nghiep|khoa hoc|van hoa|dan toc|ngoai vu)|bo (?:noi vu|tu phap|tai chinh|y te|cong an)|(?:cac )?(?:bo truong|vien (?:ve|pas|kiem)|chi cuc|benh vien|khoa (?!hoc)[a-z]+|to truong|truong ban|dien luc|ban can su|chi nhanh|lien doi|hop tac xa|bo, )|cac (?:bo|co so|trung tam|to chuc)|bao hiem xa hoi|(?:chu tich )?(?:ubnd|uy ban nhan dan)|cac (?:so|phong|don vi|co quan|truong|thon|xa|phuong|ban|nganh|chu dau tu)|(?:pho )?(?:hieu truong|giam doc)|truong (?:cac|thon|phong|ap|khu|cong an)|phong (?!chong|ngua|benh|chay|thu|hop|khi|trao)[a-z]+|doi (?:thue|quan ly)|chanh van phong|pho chu tich|vu [a-z]+|thanh tra so|bao va phat thanh|cac (?:to|khu|dong chi)|thue (?:co so|khu vuc)|vnpt|cong an|cong chuc [a-z]+ [a-z]+|dang uy|van phong|trung tam|tram y te|hat kiem lam|don bien phong|dai (?:truyen thanh|phat thanh)|ban (?:chi huy|chqs|quan ly)|hoi (?:nong dan|phu nu|lien hiep|cuu chien)|doan (?:thanh nien|phuong|xa|tncs)|mat tran|uy ban mat tran|to (?:chuyen mon|dan pho|cong nghe)|giao vien|ke toan|thu truong)(?![a-z])/

/** The unit a worn name resembles most; what trails behind it ("thuộc UBND xã") may be too worn to be cut off by rule. */
function nearest(words: string, names: string[], known: Map<string, KnownUnit>): string | undefined {
  // Not the commune's own.
  if (/^cong an (?:tinh|thanh pho|cac|huyen|quan)/.test(plain(words))) return undefined
  const parts = words.split(/\s+/)
  let best: { name: string; like: number } | undefined
  for (let count = parts.length; count >= Math.max(2, parts.length - 6); count--) {
    const part = parts.slice(0, count).join(' ')
    const key = nameKey(part)
    const own = known.get(unitKey(part))?.name
    if (own) return own
    for (const name of names) {
      const like = similarity(nameKey(name), key)
      if (like >= (count === parts.length ? 0.8 : 0.84) && (!best || like > best.like)) best = { name, like }
    }
  }
  return best?.name
}

/** A heading that names a person by the field: "Chuyên viên phụ trách lĩnh vực hành chính, văn phòng". */
const inCharge =
  /^(?:can bo|chuyen vien|cong chuc|vien chuc|nhan vien) phu trach (?:linh vuc|mang|cong tac) [^.;:\d]{4,60}$/

/** "2. Trưởng các thôn có trách nhiệm" above what they are to do: no part of the name. */
const duty = /^(?:co|chiu) trach nhiem$|^co nhiem vu$/

function endOfName(
  body: string,
  low: string,
  known: Map<string, KnownUnit>,
): { at: number; by: UnitStart['end'] } | undefined {
  const stop = sentenceStop(body)
  if (inCharge.test(low)) return { at: body.length, by: 'line' }
  let colon = colonOf(body)
  if (colon >= 0 && colon < stop && listsNames(body.slice(colon + 1), low.slice(0, colon))) colon = -1
  const limit = colon >= 0 ? Math.min(stop, colon) : stop
  const sure = endOfSure(body.slice(0, limit), known)
  for (const { index = 0, 0: word } of predicates(low.slice(0, limit))) {
    if (sure >= 0 && sure <= index) break
    if (word === 'truc tiep' && low.startsWith(' la ', index + word.length)) continue
    // "2. Phòng Công nghệ thông tin": a heading ends in a word that could be a verb, and has nothing to do.
    if (low.slice(index + word.length).trim() === '' && !duty.test(word)) continue
    // "hành chính công bố trí": the verb begins after the name.
    if (sure > index && sure <= index + word.length) continue
    if (!partOfName(body, low, index, word)) return { at: index, by: 'verb' }
  }
  if (sure >= 0) return { at: sure, by: 'verb' }
  if (colon >= 0 && colon <= limit) return { at: colon, by: 'colon' }
  if (body.slice(stop).trim().length > 3 || countWords(body.slice(0, stop)) > 32) return undefined
  const proper = stop < body.length ? endOfProper(body.slice(0, stop)) : -1
  return proper < 0 ? { at: stop, by: 'line' } : { at: proper, by: 'verb' }
}

/** The first colon that stands in no bracket: "Giao Phòng A (đầu mối: ông B) theo dõi …". */
function colonOf(body: string): number {
  return body.replace(/\([^()]*\)/gu, (bracket) => ' '.repeat(bracket.length)).indexOf(':')
}

/** Where the first sentence ends: ". " before a capital, or the end. */
function sentenceStop(body: string): number {
  const match = firstStop.exec(body)
  if (!match) return body.length
  if (match[0] === '.') return match.index
  // A slip: "các thôn; Kịp thời kiểm tra …".
  if (match[0] === ';' && opensWithVerb(plain(body.slice(match.index + 1).trim()))) return match.index
  // Units are also parted by semicolons: "Phòng A; Phòng B rà soát …".
  return body.slice(match.index + 1).trim() === '' ? match.index : (/[.](?=\s|$)/.exec(body)?.index ?? body.length)
}

function named(words: string, known: Map<string, KnownUnit>): { name: string; each: string[] } {
  const parts =
    (/^các\s/iu.test(words) && !listsUnits(words)) || knownUnit(words, known)
      ? [words]
      : (eachKnown(words, known) ?? splitUnits(words))
  if (parts.length < 2) return { name: nameOf(words, known), each: [] }
  const each = parts.map((part) => nameOf(part, known))
  return { name: each.join(words.includes(';') ? '; ' : ', '), each }
}

const head =
  /^(?:đồng chí\s+|đ\/c\s+)?(?:trưởng\s+(?=phòng\s)|(?:phó\s+)?giám đốc\s+(?:phụ trách\s+)?(?=trung tâm\s)|chỉ huy trưởng\s+(?=ban\s)|chánh\s+(?=văn phòng\s))/iu

export function nameOf(words: string, known: Map<string, KnownUnit>): string {
  const own = knownUnit(words, known)?.name
  if (own) return own
  const headed = head.exec(words)?.[0]
  // "Đồng chí Trưởng phòng Kinh tế", "Giám đốc Trung tâm …" answer for the office; an office nobody knows is not made up from a title.
  const office = headed && words.slice(headed.length)
  if (office) {
    const standing = knownUnit(office, known)?.name ?? standardName(office)
    if (standing) return standing
  }
  // "Trưởng phòng Văn hóa - Xã hội, Phó Trưởng ban": what somebody is in a board does not change whose office it is.
  const inBoard =
    /, (?:(?:phó )?trưởng (?:ban|tiểu ban|đoàn|tổ)(?: tổ chức| chỉ đạo)?|ủy viên|thành viên|tổ viên|thư ký)$/iu.exec(
      words,
    )
  if (inBoard) return nameOf(words.slice(0, inBoard.index), known)
  // "VP HĐND&UBND xã (trước đây là Văn phòng - Thống kê)": what stands in brackets tells more of an office that is known without.
  const bare = /^([^()]{2,80}) \([^()]{3,120}\)$/.exec(words)?.[1]
  const plainly = bare && (knownUnit(bare, known)?.name ?? standardName(bare))
  if (plainly) return plainly
  return isGeneric(words) ? generic(words) : canonicalName(words)
}

/** Names in a value or a cell: "Sở A, Công an xã; các đơn vị liên quan". */
export function splitNames(words: string, known: Map<string, KnownUnit>): string[] {
  const clean = withoutEnd(words, '.;').replace(/^(?:với|cùng)\s+/iu, '')
  return splitUnits(clean).map((part) => nameOf(part, known))
}

/** "Thủ trưởng các phòng, đơn vị" are named as they are written; others who lead everybody are everybody. */
function generic(words: string): string {
  return canonicalName(words.replace(/^(?:trưởng|lãnh đạo|người đứng đầu)\s+/iu, ''))
}

export function bookOf(units: KnownUnit[] | undefined, accents: boolean): UnitBook {
  const known = new Map<string, KnownUnit>()
  for (const unit of units ?? []) for (const name of [unit.name, ...unit.aliases]) known.set(unitKey(name), unit)
  return { known, accents, seen: new Map() }
}

const timeAlone = /^(?:truoc|cham nhat|trong|den|tu)(?: la)? (?:ngay |thang )?\d[^;]{0,50}$/

/** "trước ngày 20/12/2025.": when, and nothing of what. */
export function isTimeAlone(words: string): boolean {
  return timeAlone.test(plain(words)) && predicates(plain(words)).next().done === true
}

/** "Đội Quản lý trật tự đô thị dẹp chợ cóc trước ngày 20/6.": the verb was not known, so all of it was taken for a name. */
export function isUnread(unit: UnitStart, words: string, { known }: UnitBook): boolean {
  if (!/[.;]$/.test(words) || unit.lead !== '' || unit.end === 'colon' || countWords(unit.words) < 6) return false
  const isName = splitNames(unit.words, known).every((name) => standardNames.includes(name) || isGeneric(name))
  if (isName || /[,;]| và /u.test(unit.words)) return false
  return unit.rest === '' || (unit.end === 'verb' && isTimeAlone(unit.rest))
}
