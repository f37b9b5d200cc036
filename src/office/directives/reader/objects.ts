// Items that only say what a task is about: texts to study, figures a report holds, groups to sort into; and those that ask for something themselves.
import { timeFirst } from './assigned.js'
import { type Attribute, attributeOf, isTime } from './attributes.js'
import { type Clause, isAttribute } from './clauses.js'
import { deadlinesIn } from './deadlines.js'
import { opensTask, opensWithVerb, predicates } from './openers.js'
import { plain } from './plain.js'
import type { Walk } from './scope.js'
import { isFunding, isFundingTold } from './sections.js'
import { unitSentences } from './sentences.js'
import { readUnit } from './units.js'

/** Lead-ins whose items may be objects: texts to study, figures to report. */
const collects =
  /(?:bao cao|cung cap|thong ke|tong hop|quan triet|nghien cuu|hoc tap|pho bien|gui|nop|cap nhat|ke khai|lap|ra soat|bao gom|gom|trien khai|thuc hien|chuan bi|cong khai|tuyen truyen|phe duyet|tap trung vao|kiem tra|giam sat)\b[^:]*:$/
const object =
  /^(?:luat|bo luat|nghi dinh|nghi quyet|quyet dinh|thong tu|chi thi|ket luan|cong van|cong dien|van ban|ke hoach|thong bao|so |ty le|tong |tinh hinh|ket qua|noi dung|danh sach|bieu|mau|phu luc|nhung|cac |viec |so luong|ten |ho ten|ho so|don |ban sao|giay |kho khan|ton tai|nguyen nhan|phuong huong|nhiem vu|muc do|chi tieu|tieu chi|thoi gian|dia diem|doanh thu|dien tich|mot so|ve )/

const inspects = /^(?:kiem tra|giam sat)(?![a-z])[^:]* cu the:$/

/** "Việc lập sổ …", "Đảm bảo thời gian …": what is looked at. */
function isInspected(item: Clause): boolean {
  return (
    item.children.length === 0 &&
    /^(?:viec|dam bao|bao dam|cong tac|tinh hinh|ket qua)(?![a-z])/.test(plain(item.words))
  )
}

/** What is said of them all stands last. */
function isBehind(items: Clause[]): (item: Clause) => boolean {
  const last = items.findLastIndex((item) => !attributeOf(item.words))
  return (item) => items.indexOf(item) > last
}

const papers =
  /(?:chuan bi|xay dung|soan thao|trinh|gui|nop) [^:]*(?:bao cao|to trinh|du thao|van ban|tai lieu)[^:]* sau\b[^:]*:$/
const paper = /^(?:bao cao|to trinh|du thao|de an|ke hoach|nghi quyet|thong bao|chuong trinh)(?![a-z])/

const turn = /^(?:lan|dot|vong|ky|luot|giai doan) (?:thu )?(?:0?\d|[ivx]+|nhat|hai|ba|mot|cuoi) ?[:,–-]? /

const cases =
  /(?:doi voi|xu ly|ngan chan|phat hien)[^:;.]*(?:cac|nhung) (?:truong hop|hanh vi|doi tuong|vi pham)(?: (?:sau|sau day|vi pham|cu the)){0,2}\s*:$/

function afterLabel(words: string): string {
  return words.slice(turn.exec(plain(words))?.[0].length ?? 0)
}

/** "tháo dỡ biển quảng cáo tại các tuyến đường sau:": where, and below it only the places. */
const places =
  /(?:^|\s)(?:tai|tu|o|tren|doc|den)(?: [a-z0-9]+){0,3} (?:dia diem|diem|vi tri|khu vuc|tuyen duong|tuyen|doan duong|doan|noi|dia chi|cong trinh|dia ban|nga (?:ba|tu))(?: [a-z,]+){0,4}(?: (?:sau|sau day|duoi day))?(?:,[^:]{3,80})?\s*:$/

/** "Hoàn thiện hồ sơ quyết toán các công trình:" and below it only which ones. */
const works =
  /(?:cac|\d{1,2}) (?:cong trinh|du an|hang muc|tuyen|diem)(?: [a-z]+){0,3}(?: (?:sau|sau day|cu the))?\s*:$/

/** "Chợ Đầm" is no "cho". */
const placeNoun =
  /^(?:[Tt]ại |[Tt]rước |[Đđ]ầu |[Cc]uối |[Dd]ọc |[Tt]ừ |[Nn]goài |[Tt]rong |[Vv]en |[Dd]ưới |[Tt]rên |[Ss]au )?(?:[Cc]hợ|[Cc]ầu|[Cc]ống|[Cc]ổng|[Đđ]ường|[Nn]gã|[Dd]ốc|[Bb]ến|[Bb]ãi|[Nn]hà|[Tt]rụ sở|[Tt]rường|[Tt]rạm|[Kk]hu|[Tt]hôn|[Xx]óm|[Ấấ]p|[Bb]ản|[Bb]uôn|[Tt]ổ|[Aa]o|[Hh]ồ|[Kk]ênh|[Mm]ương|[Ss]ông|[Ss]uối|[Đđ]ập|[Đđ]ê|[Kk]è|[Tt]uyến|[Đđ]oạn|[Đđ]iểm|[Hh]ẻm|[Nn]gõ|[Nn]gách|[Pp]hố|[Vv]ỉa hè|[Cc]ông viên|[Ss]ân|[Nn]ghĩa trang|[Đđ]ền|[Cc]hùa|[Đđ]ình|[Mm]iếu|[Bb]ờ|[Gg]óc|[Qq]uốc lộ|[Tt]ỉnh lộ|[Qq]uán|[Bb]ưu điện|[Kk]ho|[Đđ]ài|[Đđ]ồi|[Nn]úi|[Ll]àng|[Kk]hóm)(?!\p{L})/u

/** It is called by what kind of place it is, or has a name or a number: "Lắp thêm camera ở trường học" has none. */
function isPlace(walk: Walk, { words, children }: Clause): boolean {
  const unit = readUnit(words, walk.letter.book)
  return (
    children.length === 0 &&
    (placeNoun.test(words) || (!opensWithVerb(plain(words)) && /(?!^)(?:\p{Lu}|\d)/u.test(words))) &&
    (unit === undefined || unit.rest === '' || (unit.end === 'colon' && !opensWithVerb(plain(unit.rest)))) &&
    // "- Chụp ảnh, gửi trước ngày 22/10." below them is asked for, whatever verb it begins with.
    !/(?<![a-z])(?:truoc|cham nhat|muon nhat|khong (?:muon|tre|cham) hon|hoan thanh|xong)(?![a-z])[^;]*\d[/.-]\d/.test(
      plain(words),
    )
  )
}

/** Below "tại các tuyến đường sau:" the places that stand first, and the others, which ask for something. */
export function placesApart(
  walk: Walk,
  clause: Clause,
  lead: string,
  items: Clause[],
): { where: Clause; others: Clause } | undefined {
  if (!places.test(plain(lead)) || !opensTask(plain(lead))) return undefined
  const at = items.findIndex((item) => item.rows.length > 0 || !isPlace(walk, item))
  const last = items[at - 1]
  if (!last) return undefined
  return {
    where: { ...clause, children: items.slice(0, at), end: last.end },
    others: { ...clause, children: items.slice(at) },
  }
}

const criteria = /(?<![a-z])theo (?:cac |\d{1,2} )?(?:nhom )?(?:tieu chi|tieu chuan)(?: sau(?: day)?)?:$/

/** Lower items that list objects and ask for nothing themselves. */
export function areObjects(walk: Walk, lead: string, items: Clause[]): boolean {
  if (items.some((item) => item.rows.length > 0)) return false
  const said = items.filter((item) => attributeOf(item.words))
  // "Kiểm tra việc lập sổ. Cụ thể: - Việc …; - Việc …; * Thời gian thực hiện: …".
  if (said.length > 0) {
    const others = items.filter((item) => !said.includes(item))
    return inspects.test(plain(lead)) && said.every(isBehind(items)) && others.every(isInspected)
  }
  // "Điều 1. Phân công nhiệm vụ như sau: 1. Phòng Kinh tế: a) …": headings that are units.
  const headsUnit = (item: Clause) => {
    const unit = item.children.length > 0 ? readUnit(item.words, walk.letter.book) : undefined
    // "1. Sở Tài chính có trách nhiệm:", "1. Sở Công Thương: chỉ tiêu xuất khẩu." and below it what is to be done.
    return (
      unit !== undefined &&
      (unit.rest === '' || item.words.endsWith(':') || item.children.some((child) => opensTask(plain(child.words))))
    )
  }
  if (items.some(headsUnit)) return false
  // "Vệ sinh, khử khuẩn phòng học: - lần 1: trước ngày 16/8; - lần 2: …".
  if (
    items.every((item) => item.children.length === 0 && turn.test(plain(item.words)) && isTime(afterLabel(item.words)))
  )
    return true
  // "Cưỡng chế đối với các trường hợp: - Lấn chiếm …; - San lấp …": what is dealt with.
  if (cases.test(plain(lead)))
    return items.every(
      (item) =>
        item.children.length === 0 &&
        !item.words.includes(':') &&
        readUnit(item.words, walk.letter.book) === undefined &&
        deadlinesIn(item.words, walk.letter.time).rules.length === 0,
    )
  // "phân loại theo 03 nhóm: Nhóm 1: …".
  if (items.every((item) => /^(?:nhom|loai|muc|cap do|truong hop|dot) (?:\d|[ivx]+|thu )/.test(plain(item.words))))
    return true
  // "Xin ý kiến UBND tỉnh về các nội dung: - Thời gian, địa điểm; - Đăng ký …".
  if (/(?:xin |bao cao |trinh |y kien |chu truong )[^:]*ve (?:cac|mot so|nhung) noi dung(?: sau)?:$/.test(plain(lead)))
    return items.every((item) => item.children.length === 0 && readUnit(item.words, walk.letter.book) === undefined)
  // "Theo dõi từng hộ theo 3 nhóm tiêu chí: - Gương mẫu …; - Tích cực …": what is looked at.
  if (criteria.test(plain(lead)))
    return items.every((item) => item.children.length === 0 && readUnit(item.words, walk.letter.book) === undefined)
  if (places.test(plain(lead)) && items.every((item) => isPlace(walk, item))) return true
  if (works.test(plain(lead)) && items.every((item) => placeNoun.test(item.words) && isPlace(walk, item))) return true
  if (!collects.test(plain(lead))) return areThings(walk, lead, items)
  // "chuẩn bị các báo cáo, tờ trình sau, gửi … trước ngày 28/11: - Báo cáo …; - Tờ trình …".
  if (papers.test(plain(lead)) && items.every((item) => paper.test(plain(item.words)) && item.children.length === 0))
    return true
  // Each with a time of its own is something to do.
  const timed = items.filter((item) => deadlinesIn(item.words, walk.letter.time).rules.length > 0)
  if (timed.length * 2 > items.length) return false
  const asking = items.filter((item) => {
    const low = plain(item.words)
    if (object.test(low)) return false
    const unit = readUnit(item.words, walk.letter.book)
    const owned = unit !== undefined && unit.rest !== '' && unit.end !== 'line'
    return opensTask(low) || owned || item.children.length > 2
  })
  return asking.length <= items.length * 0.4
}

/** "Hướng dẫn trang trí lễ đài theo mẫu:" and below it "- Phía trước treo Quốc huy;", "- Cổng chào tại lối vào": not one of them begins with a verb, a unit or a figure. */
function areThings(walk: Walk, lead: string, items: Clause[]): boolean {
  const isThing = ({ words, children }: Clause) =>
    children.length === 0 &&
    words.length < 120 &&
    /^\p{Lu}/u.test(words) &&
    !opensTask(plain(words)) &&
    !words.includes(':') &&
    readUnit(words, walk.letter.book) === undefined &&
    deadlinesIn(words, walk.letter.time).rules.length === 0
  return opensWithVerb(plain(lead)) && !asksBelow.test(plain(lead)) && items.length > 1 && items.every(isThing)
}
const asksBelow = /(?:nhiem vu|cong viec|noi dung|giai phap|yeu cau|viec)(?: [a-z]+){0,4} ?:$/

/** "1.1. Xây dựng Hướng dẫn …", "- Bảo đảm thống nhất với …", "- Thời gian hoàn thành: …": how it is to be done, and then who and when, is all of one task. */
export function isOneTask({ words, children }: Clause): boolean {
  const at = children.findIndex((child) => attributeOf(child.words))
  return (
    at > 0 &&
    opensTask(plain(words)) &&
    children.slice(0, at).every((child) => child.children.length === 0 && requirement.test(plain(child.words))) &&
    children.slice(at).every((child) => /^(?:lead|with|time|product)$/.test(attributeOf(child.words)?.kind ?? ''))
  )
}

/** "- Lập danh sách hộ cận nghèo." and below it only who and when, or what has no number: too short for a sentence elsewhere. */
export function isShortTask({ marker, words, children: [first] }: Clause): boolean {
  return (
    /[.;]$/.test(words) &&
    opensWithVerb(plain(words)) &&
    (/^(?:dash|plus|n1|letter|bracket)$/.test(marker?.style ?? '') || (first !== undefined && isAttribute(first)))
  )
}

const requirement = /^(?:bao dam|dam bao|yeu cau|nguyen tac|luu y)(?![a-z])/

/** A paragraph without a number that ends in a list of objects: "… trước ngày 15/11. Nội dung báo cáo gồm:" with what the report holds. */
export function listBelow(walk: Walk, parent: Clause, at: number): Clause | undefined {
  const child = parent.children[at]
  // "- Báo cáo …, gồm các số liệu:" and the figures as dashes of the same level, where the indentation was lost.
  if (
    child?.marker?.style === 'dash' &&
    child.children.length === 0 &&
    /(?:gom|bao gom)[^:]*:$/.test(plain(child.words))
  ) {
    const rest = parent.children.slice(at + 1)
    const other = rest.findIndex((one) => one.marker?.style !== 'dash' || !object.test(plain(one.words)))
    const items = other < 0 ? rest : rest.slice(0, other)
    return items.length > 1 && areObjects(walk, child.words, items) ? { ...child, children: items } : undefined
  }
  if (!child || child.marker || child.children.length > 0 || child.rows.length > 0 || !child.words.endsWith(':'))
    return undefined
  // "Sở Nội vụ tổng hợp, báo cáo UBND tỉnh các vấn đề sau:", with its unit in front.
  const unit = readUnit(child.words, walk.letter.book)
  const said = unit?.end === 'verb' && /^(?:giao|yeu cau|de nghi|)$/.test(unit.lead) ? unit.rest : child.words
  if (!opensWithVerb(plain(said)) || attributeOf(child.words)) return undefined
  const below = parent.children.slice(at + 1)
  const end = below.findIndex((one) => one.marker?.style !== 'dash' && one.marker?.style !== 'plus')
  const items = end < 0 ? below : below.slice(0, end)
  return items.length > 0 && areObjects(walk, said, items) ? { ...child, children: items } : undefined
}

export function namesUnit(walk: Walk, clause: Clause): boolean {
  const unit = readUnit(clause.words, walk.letter.book)
  return unit !== undefined && unit.rest !== '' && unit.end !== 'line'
}

/** Of a plan: where the money comes from, and nobody who sees to it. */
export function isFundingAlone(walk: Walk, { words, children }: Clause): boolean {
  const { book, time } = walk.letter
  const seenTo = (child: Clause) => namesUnit(walk, child) || unitSentences(child.words, book, time).length > 0
  return walk.inPlan && (isFunding(words) || isFundingTold(words)) && !children.some(seenTo)
}

/** It begins with a verb or its unit, has a day of its own, or something below it does. */
export function asksItself(walk: Walk, clause: Clause): boolean {
  return (
    clause.rows.length > 0 ||
    // "Xóa 06 nhà tạm, xong trước 02/9" begins with no such verb, and has a day.
    ((opensWithVerb(plain(clause.words)) ||
      (opensTask(plain(clause.words)) && deadlinesIn(clause.words, walk.letter.time).rules.length > 0)) &&
      // "Trong tháng, các đơn vị đã nỗ lực …" tells what was.
      !/^trong (?:thang|quy|nam|tuan)(?: qua)?, /.test(plain(clause.words))) ||
    namesUnit(walk, clause) ||
    asksByADay(walk, clause.words) ||
    clause.children.some((child) => asksItself(walk, child))
  )
}

/** "Tiêm chủng bù mũi: rà soát tiền sử tiêm chủng, tiêm bù xong trong tháng 11/2026": a topic, and something to do by a day. */
function asksByADay(walk: Walk, words: string): boolean {
  const asked = /^[^:.;]{3,70}:\s+(\S.*)$/u.exec(words)?.[1] ?? ''
  return (
    (opensWithVerb(plain(asked)) || readUnit(asked, walk.letter.book)?.end === 'verb') &&
    deadlinesIn(asked, walk.letter.time).rules.length > 0
  )
}

/** "3. Phân công: a) Phòng Kinh tế: nghiệm thu …", "Thời gian: - Đợt 1: từ ngày 10/6, các thôn nạo vét …": a heading, and not said of what stands above it. */
export function headsTasks(walk: Walk, { children }: Clause, { kind }: Attribute): boolean {
  const isTask = (child: Clause) =>
    namesUnit(walk, child) || (kind === 'time' && timeFirst(child.words, walk.letter.book) !== undefined)
  return /^(?:lead|time)$/.test(kind) && children.some((child) => child.marker && isTask(child))
}

/** "Đề nghị UBND các phường chỉ đạo …" without a number, behind the last of "Thời gian", "Địa điểm": no part of it. */
export function ordersBelow(walk: Walk, { words, children }: Clause): Clause[] {
  const isTime = /^thoi gian(?: thuc hien)?[.:]?$/.test(plain(words))
  return children.flatMap((child) => {
    // "Các chi hội còn lại hoàn thành trong tháng 6/2026." below "Thời gian".
    if (isTime && isDoneByDay(walk, child)) return [child]
    const unit = child.marker || child.rows.length > 0 ? undefined : readUnit(child.words, walk.letter.book)
    const isOrder =
      unit?.end === 'verb' && /^(?:de nghi|giao|yeu cau)/.test(unit.lead) && opensWithVerb(plain(unit.rest))
    return isOrder ? [child] : ordersBelow(walk, child)
  })
}

function isDoneByDay(walk: Walk, { words }: Clause): boolean {
  const { book, time } = walk.letter
  const start = readUnit(words, book)
  const rest = plain(start?.end === 'verb' ? start.rest : words)
  const isDone = start
    ? /^(?:hoan thanh|xong) /.test(rest)
    : /, (?:hoan thanh|xong) (?:truoc|trong|cham nhat) /.test(rest)
  return isDone && deadlinesIn(words, time).rules.length > 0
}

/** "Đồng thời, báo cáo kế hoạch … trước ngày 03/12/2026." without a dash, with more items below it: one more of them. */
export function isAskedBetween(walk: Walk, words: string, next: Clause | undefined): boolean {
  const own = words.replace(/^(?:Đồng thời|Ngoài ra),? /u, '')
  return (
    walk.drafts.length > 0 &&
    next?.marker !== undefined &&
    /[.;]$/.test(words) &&
    opensWithVerb(plain(own)) &&
    !/^(?:can cu|theo|trong|truoc|sau khi|nham|tren co so) /.test(plain(own))
  )
}

/** "IV. Công tác tuyên truyền" and below it only what is told, how, and when: a heading. */
export function isTopicOfAsides({ words, children }: Clause): boolean {
  const kinds = children.map((child) => attributeOf(child.words)?.kind)
  return (
    kinds.includes('aside') &&
    kinds.every((kind) => kind === 'aside' || kind === 'time') &&
    !opensTask(plain(words)) &&
    !/[.;]$/.test(words)
  )
}

/** A unit's name and nothing else. */
export function isHeading(walk: Walk, clause: Clause): boolean {
  const unit = readUnit(clause.words, walk.letter.book)
  return unit !== undefined && unit.rest === ''
}

/** "Ngày 01/01: Đ/c Hoàng Văn Lưu - PCT UBND; đ/c Nga - Văn phòng.": who is on duty when. */
function isRota(words: string): boolean {
  const [, who = ''] =
    /^(?:tu |cac )?(?:ngay|thu|ca|dem|sang|chieu|kip)(?![a-z])[^:]{1,50}: ((?:d\/c|dong chi|ong|ba|anh|chi|bs) .*)$/.exec(
      plain(words),
    ) ?? []
  return who !== '' && predicates(who).next().done === true
}

/** "Lớp 1: từ ngày 15/6/2026 đến ngày 25/6/2026.": a row of a timetable. */
export function isTimetable(walk: Walk, words: string): boolean {
  // "Ngày 27 tháng 6 năm 2026: buổi sáng thi môn Ngữ văn (120 phút), …".
  if (
    /^(?:(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat),? )?(?:ngay )?\d{1,2}(?:\/\d| thang \d)[^:]{0,20}: (?:buoi )?(?:sang|chieu|toi|mon|thi|hoc|khai mac|be mac)(?![a-z])/.test(
      plain(words),
    )
  )
    return readUnit(words.slice(words.indexOf(':') + 1).trim(), walk.letter.book) === undefined
  return (
    isRota(words) ||
    (/^[^:]{2,30}: tu (?:\d{1,2} ?(?:gio|h)[ \d'p]{0,6})?ngay [^;:]{5,60}[.;]?$/.test(plain(words)) &&
      !opensTask(plain(words)) &&
      !timeFirst(words, walk.letter.book))
  )
}

/** "a) Đường 14B cũ", "- Cầu Chìm", "+ Dốc Đại Hiệp": as it stands below a task that it is a part of. */
export function withLabel({ marker, words }: Clause): string {
  if (!marker) return words
  return `${marker.label}${/[\p{L}\d]/u.test(marker.label) ? ')' : ''} ${words}`
}
