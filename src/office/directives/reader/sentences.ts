// What makes a line a sentence, and lines of several, each with its own unit, or with its topic in front of the unit.
import { capitalised } from '../../../lib/vietnamese.js'
import { attributeOf } from './attributes.js'
import { deadlinesIn } from './deadlines.js'
import { opensTask, opensWithVerb, predicates } from './openers.js'
import { countWords, plain } from './plain.js'
import { isAgreement, isForecast, isFundingTold, isJudgement, isTold } from './sections.js'
import { beforeOrder, betweenParts, betweenSentences } from './stops.js'
import { momentsIn, type TimeContext } from './times.js'
import { isAnybody, isGeneric, standardNames } from './unit-names.js'
import { isKnown, readUnit, type UnitBook, type UnitStart } from './units.js'

/** Words that join a sentence to the one before it. */
export const joint =
  /^(?:Trước mắt|Do đó|Vì vậy|Theo đó|Đồng thời|Ngoài ra|Bên cạnh đó|Cùng với đó|Song song(?: với)? đó|Mặt khác|Từ đó),?\s+/u

/**
 * "Phòng A …. Văn phòng B …." in one paragraph: a task each, with the sentences that follow it. Before the first unit only something told may
 * stand ("Nội dung này thuộc thẩm quyền của Sở A. Giao Phòng B …"). Empty when nobody in particular is named.
 */
export function unitSentences(words: string, book: UnitBook, time: TimeContext): { words: string; unit: UnitStart }[] {
  const each = severalUnits(words, book, time)
  return each.length > 0 ? each : givenAfterTold(words, book, time)
}

function severalUnits(words: string, book: UnitBook, time: TimeContext): { words: string; unit: UnitStart }[] {
  const parts = unitParts(words, book)
  if (parts.length > 0) return parts
  const sentences = words.split(betweenSentences)
  if (sentences.length < 2 || sentences.length > 8) return []
  const each: string[] = []
  let told = 0
  for (const sentence of sentences) {
    const own = sentence.replace(joint, '').replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
    const unit = readUnit(own, book)
    if (unit?.end === 'verb' && unit.rest !== '' && !isAgreement(unit.rest) && !isTold(own)) each.push(own)
    else if (each.length > 0) each.push(`${each.pop()} ${sentence}`)
    else if (isAgreement(own) || isForecast(own) || isFundingTold(own)) continue
    else if (opensWithVerb(plain(own)) || deadlinesIn(own, time).rules.length > 0) return []
    else told++
  }
  const named = each.flatMap((own) => {
    const unit = readUnit(own, book)
    return unit ? [{ words: own, unit }] : []
  })
  if (named.every(({ unit }) => isGeneric(unit.words))) return []
  if (named.length > 0 && isForecast(sentences[0] ?? '')) return named
  return told > 0 && !named.every(({ unit }) => /^(?:giao|yeu cau)/.test(unit.lead)) ? [] : named
}

/** How things are, said of a place or a matter: "Đối với thôn A: đây là thôn có tỷ lệ thấp nhất.", "Dự án B: cơ bản đáp ứng tiến độ." */
const state =
  /^(?:Đối với|Về|Dự án|Công trình|Gói thầu|Tuyến|Công tác) [^:.;]{3,120}: (?:đây là|hiện|hiện nay|đến nay|hiện còn|còn|đang|mới|đã|(?:cơ bản|bước đầu) (?:đã )?(?:đáp ứng|bảo đảm|đảm bảo|đạt|hoàn thành))(?!\p{L})/u

/** It only tells how things are: what is asked stands below it. */
export function isState(words: string): boolean {
  return state.test(words) && !/(?<!\p{L}|bàn )(?:giao|yêu cầu|đề nghị|phải|cần)(?!\p{L})/iu.test(words)
}

/** "Thống nhất thành lập Tổ công tác …" before "Văn phòng HĐND và UBND dự thảo quyết định …". */
const agreed = /^(?:co ban )?(?:thong nhat|nhat tri|dong y)(?! (?:so lieu|quan ly|noi dung))(?![a-z])/

/**
 * In a numbered item: "Thống nhất chủ trương tạm dừng … . Giao Phòng A thông báo …", "Đối với thôn A: đây là thôn … thấp nhất. Giao Phòng B …":
 * the order after one sentence that asks for nothing. Empty where the item is anything else.
 */
function givenAfterTold(words: string, book: UnitBook, time: TimeContext): { words: string; unit: UnitStart }[] {
  const [told = '', ...rest] = words.split(beforeOrder)
  const said = told.replace(/^(?:Về|Đối với|Dự án|Công trình|Gói thầu|Tuyến) [^:.;]{3,80}: (?=\p{Lu})/u, '')
  const [isAgreed, isSettled] = [isAgreement(said), agreed.test(plain(said))]
  if (rest.length === 0 || !(isAgreed || isSettled || isForecast(told) || state.test(told) || isReached(told, time)))
    return []
  const own = capital(rest.join(' '))
  const start = readUnit(own, book)
  const isNamed = start?.lead === '' && (standardNames.includes(start.name) || isKnown(start, book))
  const isOffice = start?.lead === '' && state.test(told) && (ofState.test(start.words) || communeOf.test(start.words))
  const isSure = isAgreed || (isSettled && isNamed) || isOffice
  const unit = isSure || /^(?:Giao|Yêu cầu|Đề nghị|Phân công) /u.test(own) ? start : undefined
  return unit?.end === 'verb' && unit.rest !== '' && !isGeneric(unit.words) ? [{ words: own, unit }] : []
}

/** "Đến ngày 15/11, thu ngân sách đạt 82% dự toán.": how far things had come on a day before the letter. */
function isReached(told: string, time: TimeContext): boolean {
  if (!time.letter || !/^(?:Tính )?đến [^.;:]{3,160} (?:đạt|đã|còn|mới|có) /iu.test(told)) return false
  const [day] = momentsIn(told, plain(told), time)
  return day?.due !== undefined && day.due < time.letter
}

/** "Phòng A rà soát …; Công an xã tổ chức …": units that are all different, each with what it is to do; two only where both are sure. */
export function unitParts(words: string, book: UnitBook): { words: string; unit: UnitStart }[] {
  const each = words.split(/;\s+(?=(?:\p{Lu}|đề nghị |giao |yêu cầu ))/u)
  if (each.length < 2) return []
  const named = each.flatMap((part) => {
    const own = part.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
    const unit = readUnit(own, book)
    return unit?.end === 'verb' && unit.rest !== '' && !/^phoi hop/.test(plain(unit.rest)) ? [{ words: own, unit }] : []
  })
  if (named.length < each.length) return []
  const names = new Set(named.map(({ unit }) => unit.name))
  if (each.length > 2) return names.size > 2 ? named : []
  // "Các đơn vị gửi báo cáo …; Trung tâm tổng hợp …": who takes it in only says where it goes.
  const isSure = ({ unit }: { unit: UnitStart }, at: number) =>
    (unit.lead === '' || (at === 0 && unit.lead === 'giao')) &&
    unit.each.length === 0 &&
    (standardNames.includes(unit.name) || isKnown(unit, book) || ofState.test(unit.words)) &&
    !/^các /iu.test(unit.words) &&
    countWords(unit.rest) > 1
  return names.size === 2 && named.every(isSure) ? named : []
}

/** Offices of the state above a commune, and its committees as they are called there. */
const ofState =
  /^(?:(?:Sở|Bộ|Cục|Vụ|Chi cục|Trung tâm) \p{Lu}|Phó Thủ tướng|Văn phòng Chính phủ|(?:Chủ tịch )?(?:UBND|[ỦU][ỷy] ban nhân dân) (?:các|cấp|tỉnh|thành phố) |Công an (?:tỉnh|thành phố|cấp xã)|Văn phòng UBND|Kho bạc Nhà nước|Thuế tỉnh)/u

/** A commune called by its name, in a letter from above. */
const communeOf = /^(?:Chủ tịch )?(?:UBND|[ỦU][ỷy] ban nhân dân) (?:xã|phường|đặc khu) \p{Lu}/u

/** The sentences of a numbered item that have a unit each; empty where it is one task. */
export function itemSentences(words: string, book: UnitBook, time: TimeContext): { words: string; unit: UnitStart }[] {
  const given = givenAfterTold(words, book, time)
  return given.length > 0 ? given : eachSubject(words, book)
}

/** In a numbered item: "Các trường học treo cờ. Công an xã tuần tra …": a task each, where the sentences surely begin with different units. */
export function eachSubject(words: string, book: UnitBook): { words: string; unit: UnitStart }[] {
  const sentences = words.split(betweenSentences)
  if (sentences.length < 2 || sentences.length > 8) return []
  const each: { words: string; unit: UnitStart }[] = []
  for (const whole of sentences) {
    const sentence = withoutApart(whole, book)
    const unit = readUnit(sentence, book)
    const last = each.at(-1)
    const isOwn =
      unit?.end === 'verb' &&
      unit.rest !== '' &&
      !isAnybody(unit.words) &&
      !isAgreement(unit.rest) &&
      unit.lead !== 'de nghi' &&
      unit.name !== last?.unit.name &&
      !/^(?:phoi hop|chiu trach nhiem)/.test(plain(unit.rest))
    if (unit && isOwn) each.push({ words: sentence, unit })
    else if (last) last.words += ` ${whole}`
    else return []
  }
  return each.length > 1 ? each : []
}

/** Below "4. Trạm Y tế, các trường học": "Trạm Y tế lập hồ sơ …; các trường giữ tỷ lệ …" says who of them does what. */
export function sharesOut(words: string, each: string[]): boolean {
  const named = each.map((name) => plain(name).split(' ', 2).join(' '))
  const parts = plain(words).split(/;\s+/)
  return named.filter((name) => parts.some((part) => part.startsWith(`${name} `))).length > 1
}

/** "Về thu ngân sách: Giao Phòng Kinh tế …": the topic before the unit. */
const aboutFirst = /^(?:[Vv]ề|Công tác|Lĩnh vực|Chế độ|Thông tin) [^:.;]{3,90}:\s+(?=\p{Lu}|các \p{L})/u

/** "Giáo dục: Phòng Văn hóa - Xã hội chỉ đạo …", "2. Y tế: Trạm Y tế". */
const shortTopic = /^\p{Lu}[^:.;()\d]{2,60}:\s+(?=\p{Lu})/u

/** "Riêng thôn Đông nạo vét thêm kênh N4": without its "Riêng". "Riêng ấp 3: cắm biển báo …" stays as it is: the item's own unit sees to it there. */
function withoutApart(words: string, book: UnitBook): string {
  const apart = /^Riêng (?:đối với )?(?=[\p{L}\d])/iu.exec(words)?.[0]
  if (!apart) return words
  const rest = words.slice(apart.length)
  // "Riêng 05 thôn dưới 80%: Tổ chức họp dân …".
  if (/^\d/.test(rest)) return readUnit(`Đối với ${rest}`, book)?.end === 'colon' ? `Đối với ${rest}` : words
  const named = capitalised(rest)
  const unit = readUnit(named, book)
  return unit?.end === 'verb' && unit.rest !== '' && !isGeneric(unit.words) ? named : words
}

/** "Nhà trường yêu cầu Trưởng các đơn vị …", "UBND phường thông báo và đề nghị các tổ dân phố …": who asks, not who is asked. */
const askers =
  /^(?:Nhà trường|(?:[ỦU][ỷy] ban [Tt]hường vụ )?Quốc hội|Chính phủ|(?:Bộ|Sở|Tổng cục|Cục|Thanh tra) \p{Lu}[^,;:.]{2,50}?|(?:Hội đồng nhân dân|HĐND) [^,;:.]{2,40}?|Thủ tướng(?: Chính phủ)?|Phó Thủ tướng[^,;:.]{0,40}?|(?:Ban )?[Tt]hường (?:vụ|trực) [^,;:.]{3,40}?|(?:Chủ tịch )?(?:UBND|[ỦU][ỷy] ban nhân dân|Đảng ủy)(?:(?! đã )[^,;:.]){0,40}?|Ban [Cc]hỉ đạo(?:(?! đã )[^,;:.]){0,60}?) (?:thông báo và |tiếp tục )?(?=(?:yêu cầu|đề nghị|giao(?: cho)?) \p{L})/u

function capital(text: string): string {
  return capitalised(text)
}

/** "Về kiến nghị hỗ trợ gạo: giao Phòng A …": what it is about, and the order. */
const orderBehind = /^Về [^:.;]{3,160}:\s+((?:giao|yêu cầu|đề nghị) (?=\p{L}).*)$/iu

/** The words without the topic, or whoever asks, that stands before the unit. */
export function withoutTopic(words: string, book: UnitBook): string {
  const report = /^(?:Chế độ (?:thông tin,? )?|Thông tin,? )báo cáo:\s+(?=\p{Lu}|các \p{L})/u.exec(words)?.[0]
  if (report) return words.slice(report.length)
  const named = withoutApart(words, book)
  if (named !== words) return named
  const asker = askers.exec(words)?.[0]
  const asked = asker && words.slice(asker.length)
  if (asked && readUnit(capital(asked), book)?.end === 'verb') return capital(asked)
  const joined = joint.exec(words)?.[0]
  if (joined) {
    const rest = capital(words.slice(joined.length))
    if (readUnit(rest, book)?.end === 'verb') return rest
  }
  const ordered = orderBehind.exec(words.slice(0, 600))?.[1]
  const order = ordered && readUnit(capital(ordered), book)
  if (order && order.end === 'verb' && order.rest !== '' && !isAnybody(order.words))
    return capital(ordered) + words.slice(600)
  const topic = aboutFirst.exec(words)?.[0] ?? shortTopic.exec(words)?.[0]
  const isGiven = topic && /^(?:Giao|Yêu cầu|Đề nghị) /u.test(words.slice(topic.length))
  if (!topic || countWords(topic) > (isGiven ? 20 : 14) || readUnit(topic, book)?.end === 'colon') return words
  if (!aboutFirst.test(words) && (opensTask(plain(topic)) || attributeOf(words))) return words
  const unit = readUnit(words.slice(topic.length), book)
  if (!unit || isGeneric(unit.words)) return words
  return (unit.end === 'verb') === (unit.rest !== '') ? words.slice(topic.length) : words
}

/** A full sentence asks for something; a heading breaks off without a full stop. */
export function isSentence(text: string, afterUnit: boolean): boolean {
  if (/[.;]$/.test(text))
    return afterUnit || opensTask(plain(text)) ? countWords(text) > (afterUnit ? 1 : 7) : countWords(text) > 18
  return countWords(text) > 40
}

/** "Người giám hộ không để trẻ tắm sông khi không có người lớn đi kèm." above what has no number: no heading, whoever is named. */
export function isSaidWhole(text: string): boolean {
  const low = plain(text)
  return (
    text.endsWith('.') &&
    countWords(text) > 9 &&
    !/^(?:ve|cong tac|noi dung|tinh hinh|ket qua|nhiem vu|giai phap|che do|kinh phi) /.test(low) &&
    !predicates(low).next().done
  )
}

/** Something with a day of its own that ends with a full stop is no heading. */
export function isTimed(text: string, time: TimeContext): boolean {
  return /[.;]$/.test(text) && countWords(text) > 7 && deadlinesIn(text, time).rules.length > 0
}

/** After the sentence with the day others follow: the day is that sentence's, not of what stands below them all. */
export function moreFollows(text: string, time: TimeContext): boolean {
  const sentences = text.split(betweenParts)
  return sentences.length > 2 && deadlinesIn(sentences.at(-1) ?? '', time).rules.length === 0
}

/** "Đội ngũ tiếp tục thực hiện tốt các quy định …": all who work there, and what they go on with. */
const everybodyDoes =
  /^(?:doi ngu|toan the|tap the|can bo|giao vien|dang vien|doan vien|nha truong)(?![a-z])(?![^.]*(?<![a-z])da )[^.;:]{0,60} (?:tiep tuc|nghiem tuc|tich cuc|chu dong|thuong xuyen|chap hanh)(?![a-z])/

/** A paragraph below a unit's heading is its task; below a topic it has to ask for something. */
export function asksLoosely(words: string, ofUnit: boolean, time: TimeContext): boolean {
  const low = plain(words)
  if (/^(?:tu |do )?(?:nguon|ngan sach|du toan)/.test(low)) return false
  if (isJudgement(words)) return false
  if (opensTask(low) || everybodyDoes.test(low)) return true
  if (countWords(words) < 6 || /^(?:kinh phi|nguon kinh phi|dia diem|thanh phan)/.test(low)) return false
  return ofUnit || /yeu cau|de nghi|\bgiao\b|phai|can /.test(low) || deadlinesIn(words, time).rules.length > 0
}
