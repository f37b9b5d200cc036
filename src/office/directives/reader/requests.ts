// Sentences that tell a unit to do something: "UBND xã yêu cầu các thôn rà soát …", "Đồng thời, Phòng Kinh tế hướng dẫn …"; and the one above
// the items that says whom they are for.
import { capitalised } from '../../../lib/vietnamese.js'
import { allReport } from './assigned.js'
import { isTime } from './attributes.js'
import type { Owner } from './drafts.js'
import { opensWithVerb } from './openers.js'
import { countWords, plain, searched } from './plain.js'
import { ownerFrom } from './scope.js'
import { joint } from './sentences.js'
import { betweenParts } from './stops.js'
import { isAnybody, isGeneric, nameKey } from './unit-names.js'
import { readUnit, type UnitBook, type UnitStart } from './units.js'

export interface Asked {
  text: string
  /** Undefined when those are asked to whom the letter goes. */
  owner: Owner | undefined
}

const request =
  /(?:^riêng|(?:^|[\s,])(?:yêu cầu|đề nghị|giao|phân công|cũng chỉ đạo))(?::\s+|\s+)(?!quyền |trách nhiệm(?! (?:cho )?(?:sở|phòng|ubnd|ủy ban|công an|trung tâm|ban|văn phòng|chủ tịch|giám đốc|thủ trưởng|các)\s)|tại|nhiệm vụ tại)/giu

/** Words before "yêu cầu", "đề nghị", "giao" that make something else of them: a right to ask, what was asked for. */
const relative =
  /(?:^|\s)(?:quyền|theo|về|được|bị|nội dung|đúng|đáp ứng|các|những|mọi|một số|văn bản|hồ sơ|đơn|giấy|phiếu|thủ tục|khi|có|việc|đã|ngoài|số|tự|(?<!(?:đơn vị|các phòng) )báo cáo)$/iu

/** "Sở A đã ban hành Công văn số 12/SA về …, trong đó yêu cầu …", "Văn phòng B có Văn bản số 5/VP gửi UBND xã đề nghị …": what another letter asked. */
const cites =
  /(?:có|ban hành|gửi|nhận được) (?:văn bản|công văn|tờ trình|công điện|thông báo|quyết định|kế hoạch|chỉ thị) số (?:[^,;:]*|[^;:]*, trong đó(?: có)?)$/iu

/** Sentences, and what is parted by semicolons like sentences; a list of addressees with semicolons stays whole. */
export function sentencesOf(words: string, book: UnitBook): string[] {
  const parts = words.split(betweenParts)
  const all: string[] = []
  for (const part of parts) {
    const last = all.at(-1)
    if (last?.endsWith(';') && last.length < searched && breaksOff(last, book)) all[all.length - 1] = `${last} ${part}`
    else all.push(part)
  }
  return all
}

/** "UBND tỉnh yêu cầu các sở, ban, ngành;": who is to do it, and nothing yet of what. */
function breaksOff(sentence: string, book: UnitBook): boolean {
  const found = [...sentence.matchAll(request)].at(-1)
  // "Các sở, ban, ngành thuộc tỉnh; UBND các huyện triển khai …".
  if (!found) return readUnit(sentence.replace(/;$/, ''), book)?.rest === ''
  const unit = readUnit(`Giao ${sentence.slice(found.index + found[0].length)}`, book)
  return unit !== undefined && unit.rest === ''
}

/** "Chủ tịch UBND tỉnh kết luận: các sở, ngành …": who says so is not who does it. */
const concluded =
  /^(?:Phó )?(?:Chủ tịch|Bí thư|Giám đốc|Thường trực|UBND|[ỦU][ỷy] ban)[^:;.,]{0,80} (?:kết luận|chỉ đạo|có ý kiến)(?: như sau)?:\s+(?=\p{L})/u

export function requestIn(book: UnitBook, sentence: string, issuer: string | null): Asked | undefined {
  if (sentence.length > searched) return undefined
  if (pressTold.test(sentence)) return requested(sentence, book)
  const rest = sentence.replace(joint, '').replace(concluded, '')
  const own = capital(rest.replace(/^Tất cả (?=các )/u, ''))
  const unit = readUnit(own, book)
  if (unit && isSubject(unit, own, issuer)) return { text: unit.rest, owner: ownerFrom(unit) }
  const when = timeInFront.exec(own)?.[0]
  const timed = when && readUnit(capital(own.slice(when.length)), book)
  if (timed && isSubject(timed, own, issuer)) return { text: own, owner: ownerFrom(timed) }
  const asked = requested(own, book)
  if (asked) return asked
  const guest = guests.exec(own)?.[0]
  if (guest) return { text: own.slice(guest.length), owner: undefined }
  // "Đối với các môn học đánh giá bằng nhận xét, Sở hướng dẫn các trường …".
  const about = /^Đối với [^;:.]{5,200}, (?=\p{Lu})/u.exec(own)?.[0]
  const subject = about && readUnit(own.slice(about.length), book)
  if (subject && isSubject(subject, own, issuer)) return { text: own, owner: ownerFrom(subject) }
  // "Trên cơ sở Lễ phát động của quận, UBND các phường tổ chức …".
  const basis = /^Trên cơ sở [^;:.]{5,200}?, (?=\p{Lu})/u.exec(own)?.[0]
  const based = basis && readUnit(own.slice(basis.length), book)
  if (based && isSubject(based, own, issuer)) return { text: based.rest, owner: ownerFrom(based) }
  const all = unit ? undefined : allReport(own, book)
  if (all) return { text: all.text, owner: ownerFrom(all.unit) }
  // A sentence with a unit in front whose verb was not known.
  if (unit && (unit.rest === '' || isTime(unit.rest)) && unit.lead === '' && isWhole(own) && !isIssuer(unit, issuer))
    return { text: own, owner: undefined }
  // "Tất cả các trụ sở và nhà ở phải treo cờ": a duty of whoever has one.
  return !unit && everyOne.test(rest) ? { text: rest, owner: undefined } : undefined
}

/** "Quý cơ quan, đơn vị có ý kiến góp ý xin vui lòng gửi về Sở …": those the letter goes to. */
const guests =
  /^Quý (?:[Cc]ơ quan|[Đđ]ơn vị|[Ss]ở|[Nn]gành|[Bb]an)(?:, (?:cơ quan|đơn vị|sở|ngành))* (?=(?:xin |vui lòng |có ý kiến |góp ý |gửi |báo cáo |quan tâm ))/u

/** "Báo X từ ngày … đăng loạt bài phản ánh …", "Ngày 5/8, Đài Y có phóng sự …": what the press told is the occasion of a letter. */
const pressTold =
  /^(?:(?:Ngày|Từ ngày|Trong các ngày|Vừa qua|Mới đây)[^,;:.]{0,60}, )?(?:[Bb]áo|[Đđ]ài|[Tt]ạp chí|[Tt]rang (?:tin|báo)|VTV\d?|[Mm]ột số (?:báo|cơ quan báo chí)) (?![^;:.]*tuyên truyền)[^;:.]{2,120} (?:đăng(?: tải)?|có|phát sóng|đưa|nêu) (?:loạt |các |những |một số )?(?:bài|phóng sự|tin)(?!\p{L})[^;:.]{0,60}(?:phản ánh|["“])/u

function isWhole(sentence: string): boolean {
  return (
    /\.[\s/]*$/.test(sentence) &&
    countWords(sentence) > 8 &&
    !/(?:^|\s)(?:đã|đang|còn|chưa|vừa|được|là|có|do|nếu)(?:\s|$)/u.test(sentence)
  )
}

/** "Từ ngày 30/4 đến hết ngày 03/5/2026, các đơn vị bố trí …". */
const timeInFront = /^(?:từ|trong|trước|đến) (?:ngày |các ngày )?\d[^,;:]{0,60}, (?=\p{L})/iu

function capital(text: string): string {
  return capitalised(text)
}

const everyOne = /^(?:Tất cả|Toàn bộ|Mọi|100%) [^.;:]{3,400} (?:phải|cần) /u

/** The unit that a sentence begins with has the task; the issuer only says that somebody else has. */
function isSubject(unit: UnitStart, sentence: string, issuer: string | null): boolean {
  const low = plain(unit.rest)
  return (
    unit.rest !== '' &&
    unit.end !== 'line' &&
    unit.lead !== 'doi voi' &&
    // "… dọn bèo, rác trước ngày 10/6": the verb was taken for the name.
    !isTime(unit.rest) &&
    !sentence.endsWith(':') &&
    !/\s(?:giao|yêu cầu|đề nghị|cũng|nào|thì|đã|vừa|có bài|đăng bài|đưa tin|phản ánh)(?:\s|$)/u.test(unit.words) &&
    !/^(?:tiep tuc |tran trong |kinh )?(?:yeu cau|de nghi|giao|nhan duoc|xin|vua|da)(?![a-z])/.test(low) &&
    // "Sở Tài chính có Tờ trình số 12/TTr-STC báo cáo …": what came in.
    !/^(?:da )?(?:co|gui|ban hanh) (?:van ban|cong van|to trinh|bao cao|phieu chuyen|thong bao|cong dien|ket luan) so /.test(
      low,
    ) &&
    // Who led a meeting, in a report of it.
    !/^(?:chu tri|du|tham du|den du) (?:phien|hoi nghi|cuoc|buoi)(?![a-z])/.test(low) &&
    !isGoingTo(unit, issuer) &&
    !(isIssuer(unit, issuer) && /^(?:se|phan cong|ban hanh|thong bao|co y kien|bao cao|chi dao)(?![a-z])/.test(low))
  )
}

/** "Tổng cục Thuế sẽ dừng tiếp nhận …", "Sở sẽ kiểm tra …": what whoever writes is going to do. */
function isGoingTo(unit: UnitStart, issuer: string | null): boolean {
  const name = /^(.+?)\ssẽ(?:\s|$)/u.exec(unit.words)?.[1]
  return name !== undefined && (!name.includes(' ') || isIssuer({ ...unit, name }, issuer))
}

function isIssuer({ name }: UnitStart, issuer: string | null): boolean {
  return (
    (issuer !== null && nameKey(name) === nameKey(issuer)) ||
    /^(?:chu tich |thuong truc )?(?:ubnd|uy ban nhan dan|dang uy|ban chi dao)(?! cac(?![a-z]))/.test(plain(name))
  )
}

/** "đơn vị", "các đơn vị có tên nêu trên": those the letter is addressed to. */
function isNobody(words: string): boolean {
  return /(?:neu tren|co ten tren|noi tren)$/.test(plain(words)) || (isGeneric(words) && !/^các /iu.test(words))
}

/** What only leads in to what follows: "thực hiện một số nội dung sau:". */
const leadIn =
  /^(?:thuc hien|thong tin|trien khai|tap trung|chi dao|quan tam|to chuc|nghiem tuc|khan truong)[^.]{0,120}(?:noi dung|nhiem vu|cong viec|nhu sau|sau day|sau|cu the)[^.]{0,30}:$|^(?:cac |mot so )?(?:noi dung|nhiem vu)?[^.]{0,20}(?:sau|nhu sau)\s*:$|^(?:(?:khan truong|nghiem tuc|tap trung|chi dao|to chuc|trien khai) )*(?:thuc hien|trien khai)\s*:$/

/** "Quý cơ quan, đơn vị", "Quý Ủy ban". */
const honoured =
  /^Quý (?:[Cc]ơ quan|[Đđ]ơn vị|[UỦ][ỷy] ban|Bộ|Sở|[Nn]gành|[Đđ]ịa phương)(?:,? (?:các )?(?:cơ quan|đơn vị|địa phương|ngành))* (?=\p{Ll})/u

/** Guests of a meeting. */
const meets = /^[^.;]{3,80} (?:đến dự|tham dự|dự họp|về dự)(?:\s|$)/u

function requested(sentence: string, book: UnitBook): Asked | undefined {
  for (const match of sentence.matchAll(request)) {
    const before = sentence.slice(Math.max(0, match.index - 60), match.index).trimEnd()
    if (relative.test(before) || cites.test(sentence.slice(0, match.index).trimEnd())) continue
    const shares = /phân công/iu.test(match[0])
    // "phân công" gives work only where a clause begins, or right behind whoever gives it.
    if (shares && !orders(before, book)) continue
    const after = sentence.slice(match.index + match[0].length)
    const when = timeInFront.exec(after)?.[0] ?? ''
    const unit = readUnit(`Giao ${after.slice(when.length).replace(/^trách nhiệm (?:cho )?/iu, '')}`, book)
    if (unit && unit.end !== 'line' && unit.rest !== '' && !isTime(unit.rest) && !leadIn.test(plain(unit.rest)))
      return { text: when === '' ? unit.rest : after, owner: isNobody(unit.words) ? undefined : ownerFrom(unit) }
    // "đề nghị Quý cơ quan báo cáo … theo các nội dung sau:": whoever it is sent to.
    const said = after.slice(honoured.exec(after)?.[0].length ?? 0)
    if (said !== after && opensWithVerb(plain(said.slice(0, 100))) && !leadIn.test(plain(said)))
      return { text: said, owner: undefined }
    if (shares || after.length <= 20 || after.endsWith(':') || leadIn.test(plain(after)) || meets.test(after)) continue
    // Whom an order names in words that are no unit's is not lost: all are asked, in its own words.
    if (opensWithVerb(plain(after.slice(0, 100))) || orders(before, book)) return { text: after, owner: undefined }
  }
  return undefined
}

/** The order stands at the beginning of its clause or right behind whoever gives it: "UBND xã thông báo và yêu cầu …". */
function orders(before: string, book: UnitBook): boolean {
  const clause = lastClause(before).replace(/\s+(?:(?:thông báo|trân trọng|kính|xin)(?: và)?\s*)+$/u, '')
  const unit = clause === '' ? undefined : readUnit(clause, book)
  return clause === '' ? !/,$/.test(before) : unit?.rest === '' && !/^các\s/iu.test(unit.words)
}

function lastClause(before: string): string {
  const at = Math.max(before.lastIndexOf(','), before.lastIndexOf(';'), before.lastIndexOf(':'))
  return before.slice(at + 1).trim()
}

/** "Giám đốc Sở có trách nhiệm:" right above the items: whose they are, whoever the letter is addressed to. */
export function onDuty(words: string, book: UnitBook): Owner | undefined {
  if (
    !/(?:trách nhiệm|nhiệm vụ)(?: thực hiện| triển khai)?(?: các (?:nội dung|nhiệm vụ|công việc)(?: sau(?: đây)?)?)?:$/u.test(
      words,
    )
  )
    return undefined
  const unit = readUnit(words, book)
  return unit?.end === 'verb' && /^(?:co|chiu) /.test(plain(unit.rest)) && !isGeneric(unit.words)
    ? ownerFrom(unit)
    : undefined
}

/** "Sở Tư pháp phối hợp với Báo và Đài tỉnh:" below a topic, above the items: whose they are. */
export function leadsIn(words: string, book: UnitBook): Owner | undefined {
  const unit = readUnit(words, book)
  const leads =
    unit?.lead === '' &&
    unit.end === 'verb' &&
    /^(?:chu tri|phoi hop|chiu trach nhiem|tap trung)(?![a-z])/.test(plain(unit.rest))
  return leads && !isGeneric(unit.words) ? ownerFrom(unit) : undefined
}

/**
 * "UBND phường yêu cầu Hiệu trưởng các trường, chủ nhóm trẻ:" above items that name nobody: those are asked, where the letter also goes to
 * others. Undefined where all the addressees are meant ("các đơn vị", or each by its name).
 */
export function askedOfSome(order: string, recipients: string[], book: UnitBook): Owner | undefined {
  const sentence = sentencesOf(order, book).at(-1) ?? ''
  const whom = /(?:yêu cầu|đề nghị|giao(?: cho)?)\s+(\p{L}[^:]{3,160}):\s*$/iu.exec(sentence)?.[1]
  const unit = whom ? readUnit(`Giao ${whom}`, book) : undefined
  if (
    !unit ||
    isAnybody(unit.words) ||
    /^(?:các|thủ trưởng|trưởng các (?:phòng|ban|cơ quan|đơn vị))(?!\p{L})/iu.test(unit.words)
  )
    return undefined
  // "… đề nghị UBND các xã chỉ đạo và yêu cầu các trường thực hiện …:" asks both.
  if (/(?:yêu cầu|đề nghị|giao) /iu.test(unit.rest)) return undefined
  const named = plain(unit.words)
  if (recipients.every((one) => named.includes(plain(one).split(' ', 3).join(' ')))) return undefined
  return unit.rest === '' || leadIn.test(`${plain(unit.rest)}:`) ? ownerFrom(unit) : undefined
}

const asks = /(?:^|[\s,])(?:yêu cầu|đề nghị|giao(?: cho)?)\s+(?=\p{L})/giu

/**
 * "UBND thành phố yêu cầu UBND các xã thực hiện các nội dung sau:" above the items of a letter that is addressed to nobody. Undefined where it asks
 * nobody in particular, or is no lead-in.
 */
export function askedAbove(order: string, book: UnitBook): Owner | undefined {
  const sentence = sentencesOf(order, book).at(-1) ?? ''
  if (!/(?:sau|:)[.:]?\s*$/u.test(sentence)) return undefined
  for (const match of sentence.matchAll(asks)) {
    const unit = readUnit(`Giao ${sentence.slice(match.index + match[0].length)}`, book)
    if (unit && unit.end !== 'line' && !isGeneric(unit.words)) return ownerFrom(unit)
  }
  // "… chỉ thị:" and below it "Chủ tịch UBND các xã tập trung thực hiện các nhiệm vụ sau:".
  const unit = readUnit(sentence, book)
  if (unit?.end !== 'verb' || unit.lead !== '' || isGeneric(unit.words) || isIssuer(unit, null)) return undefined
  const rest = plain(unit.rest)
  return leadIn.test(rest) && /^(?:tap trung|khan truong|nghiem tuc|trien khai|thuc hien|to chuc)(?![a-z])/.test(rest)
    ? ownerFrom(unit)
    : undefined
}
