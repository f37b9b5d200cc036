// When a task is due, in the letter's words. A date counts only where words make it a deadline: dates of other letters, of past
// events and of plans do not. Beside "Thời hạn:" or in a column of that name every date counts.
import type { DeadlineRule } from '../../../calendar/rule.js'
import type { Day } from '../../../lib/day.js'
import { areApart, areListed } from './apart.js'
import { cadencesIn, type FoundRule, listedCadences, timeOfDay } from './cadences.js'
import { eventsIn } from './events.js'
import { plain, quoted, searched } from './plain.js'
import { runningDay, runningPeriod, runningWeek, weeksIn, wholeYear } from './running.js'
import { scannedDays } from './scanned-days.js'
import { hour, type Moment, momentsIn, type TimeContext } from './times.js'
import { spansIn } from './within.js'

export interface DeadlineDoubt {
  code:
    | 'doubt-no-such-day'
    | 'doubt-past-deadline'
    | 'doubt-no-year'
    | 'doubt-year-taken'
    | 'doubt-scanned-date'
    | 'doubt-unread-date'
  quote: string
}

export interface Deadlines {
  rules: DeadlineRule[]
  doubts: DeadlineDoubt[]
}

/** Ends right before the date: "trước ngày", "chậm nhất là 17 giờ 00 thứ Sáu, ngày", "hoàn thành trong". */
const trigger =
  /(?:^|[\s(,;:.])(truoc|cham nhat|muon nhat|den het|het|(?:keo dai|cham|tre|muon) qua|han chot|deadline|han cuoi(?: cung)?|thoi han(?: moi)?|thoi gian|(?<!qua )(?<!tre )han(?: moi)?|khong qua|(?<=^)ket thuc|khong (?:muon|tre|cham) hon|xong|hoan (?:thanh|tat)|den|vao|trong|dong(?: luc| vao)|cuoi|giua|dau(?! (?:truoc|cham|muon|xong))|tu nay den|ke tu nay den)(?: la| luc| xong| truoc| trong| vao| nop| gui| bao cao| hoan (?:thanh|tat)| thuc hien| den| het| cuoi| cac){0,4}\s*[:,(]?\s*(?:\d{1,2}\s?(?:gio|h|g|:)\s?(?:\d{2})?(?: phut|p(?![a-z])|['’])?\s*,?\s*)?(?:(?:ngay )?\d{1,2} thang (?:chap|gieng)(?: am lich)?,? ?\(?(?:tuc(?: la)? )?)?(?:(?:hom nay|sang|chieu),?\s)?(?:(?:ngay )?(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|cn),?\s*)?\(?\s*(?:het )?(?:ngay\s*)?$/
/** "từ 10-14/11/2025". */
const spanBegins = /(?:^|[\s(:])(?:tu|trong|vao|tuan)(?: cac)?(?: ngay)?\s*$/
/** "trong hai ngày 07 và 08/02/2026", "trước 14 giờ các ngày 16, 18 và 20/02": the last of them. */
const listBegins = new RegExp(
  `(?:truoc|trong|vao)(?: ${hour})?(?: (?:cac|hai|ba|0?[23]))? ngay (?:\\d{1,2}, )*\\d{1,2}(?: va|,) (?:ngay )?$`,
)
/** "trong 2 ngày 27,28/6/2026", "trong 02 ngày: 27 - 28/6". */
const daysBegin = /(?:trong|vao)(?: ca)? (?:0?[2-9]|hai|ba|bon|nam) (?:ngay|buoi)(?: la)?,?:?(?: ngay)? $/
/** "trước mùa du lịch (30/4/2026)", "trước 10 giờ mùng 4 Tết (09/02/2027)", "trước Tết Dương lịch 01/01/2026": an event and its day. */
const eventBegins = new RegExp(
  `(?<![a-z])(?:(?:truoc|cham nhat|muon nhat|den)(?: la| het)?(?: ${hour})?|vao(?= (?:phien|cuoc|buoi|ky) )) (?:phien|cuoc|buoi|tet|le|ngay|mua|dip|mung|mong|khai|tuu|bau|ky|dai hoi|hoi|nghi|giao|nam hoc|quoc khanh|khi|thoi diem)(?![a-z])[^.;,()]{0,60} \\((?:tuc |la |ngay ){0,2}$`,
)
const feastBegins =
  /(?<![a-z])(?:truoc|den)(?: het)? (?:tet|le|dip le|ngay hoi|ngay le)(?![a-z])[^.;,()\d]{0,40} (?:ngay )?$/
/** "nay đính chính lại là 20/8", "lùi thời hạn đến 30/8": the day that counts from now on. */
const correctedTo =
  /(?:(?:dinh chinh|sua|dieu chinh|doi|chuyen|lui|rut ngan|keo dai|gia han)(?: lai)?(?: thoi han| han| ngay)?(?: nop| bao cao)?(?: tu (?:ngay )?[\d/]{3,10})? (?:la|thanh|sang|den|toi|xuong)|thay [^.;]{3,80} bang)(?: thoi han| han)?(?: het)?(?: ngay)?\s*$/
/** "ghi nhầm hạn là 30/8", "chứ không phải 25/6", "thay vì 25/6": the day that no longer counts. */
const correctedFrom =
  /(?:(?:ghi|viet|in|danh may|thong bao) (?:nham|sai)[^.;,]{0,30}|khong phai(?: la)?(?: truoc)?(?: ngay)?|thay (?:vi |cho |the )?(?:thoi han |han |truoc )?(?:ngay)?)\s*$/
/** "trước 11h ngày mai (04/6)", "trước 22 giờ tối nay (21/10)": the day follows. */
const dayInWords = /(?:ngay (?:mai|kia)|(?:sang|trua|chieu|toi|dem) (?:nay|mai)),? (?=\(?(?:ngay )?$)/
/** Whatever the day: a figure is counted to it, something began with it. */
const counted = new RegExp(
  `(?:tinh|so lieu|cap nhat|hien tai|chot(?: so lieu)?) den(?: het)?(?: ${hour},?)?(?: ngay)?\\s*$|ke tu(?: ngay)?\\s*$`,
)
/** What makes a period, or a day that is past, none: figures, other letters, past events. */
const past =
  /(?:phat sinh|phat hien|co (?:ho so )?(?:qua han|tre han)|tiep nhan|duoc giao|nhiem vu giao|(?:da|duoc|moi|do) (?:ban hanh|cap|giao|nop|ky|giai quyet|thuc hien|phe duyet|hoan (?:thanh|tat)|kiem tra|cong bo|tap huan)|xep loai|binh xet|danh gia,? phan loai|dat duoc|(?<!(?:tra|gui|thong bao|cong bo) )ket qua|so lieu|dien ra|co hieu luc|sinh|ton dong|ton tai|tang|giam|so voi|(?:so lieu|(?<!(?:tra|gui|thong bao|cong bo) )ket qua|tinh hinh|tien do)(?:(?! gui | nop | trinh | bao cao )[^.;,]){1,30})(?: (?:tu|het|truoc|trong|den|vao|cuoi|dau|giua)){0,3}(?: ngay)?\s*$/

/** "các dự án đã báo cáo Ban Chỉ đạo trước ngày 25/3", "nội dung đã được tập huấn vào tháng 11": which ones. */
const doneBefore =
  /(?<![a-z])(?:cac|nhung|noi dung|ho so|du an|nhiem vu) (?:[a-z]+ ){0,6}da (?:duoc )?(?:bao cao|nop|gui|trinh|dang ky|tap huan|giao)(?![a-z])[^.;:]{0,60}$/

/** "kỳ thi được tổ chức trong 02 ngày 03 và 04/6": when something takes place. */
const held = /(?<![a-z])duoc (?:to chuc|khai mac) (?:trong|vao|tu)(?![a-z])[^.;]{0,40}$/

/** "Chưa xem xét trong năm 2026": until then nothing is done. */
const notDone =
  /(?<![a-z])(?:chua|khong|tam dung|tam hoan) (?:xem xet|bo tri|mua sam|dau tu|trien khai|thuc hien|to chuc|giai quyet|tiep nhan|phe duyet)[^.;,:]{0,40} trong\s*$/

export function deadlinesIn(whole: string, context: TimeContext, all = false): Deadlines {
  const text = whole.slice(0, searched)
  // "xăng dầu", "neo đậu" without their marks are no "đầu".
  const low = plain(text.replace(/dầu|dấu|dâu|đậu|(?<!phấn )đấu|đâu|đau/giu, 'd_u'))
  // "(giao tại Công văn số …, hạn 15/6/2026). Thời hạn mới: 22/8/2026."
  const renewed =
    /(?<![a-z])(?:thoi )?han(?: (?:hoan thanh|thuc hien|xu ly|bao cao))? moi(?![a-z])/.exec(low)?.index ?? 0
  // “Mỗi ngày một kỹ năng số” is what something is called.
  const said = low.replace(/["“][^"“”]{3,80}["”]/gu, (name) => '#'.repeat(name.length))
  const events = eventsIn(text, low, context)
  const found = [
    ...cadencesIn(text, said),
    ...spansIn(text, low, context),
    ...weeksIn(text, low, context),
    ...events,
  ].filter((one) => one.at >= renewed)
  const ofEvents = events.flatMap(({ own }) => own ?? [])
  const doubts: DeadlineDoubt[] = []
  const moments = momentsIn(text, low, context).filter(
    (moment) =>
      moment.at >= renewed &&
      [...found, ...ofEvents].every((other) => moment.at >= other.end || moment.end <= other.at),
  )
  // Of the days that count, also of one that does not exist: "… ngày 31/9 và ngày 30/10".
  const standing = new Map<number, { isBefore: boolean }>()
  for (const [index, moment] of moments.entries()) {
    const before = low.slice(Math.max(0, moment.at - 90), moment.at)
    // "9 tháng cuối năm 2026", "kỳ họp cuối năm 2026" name a thing.
    if (
      moment.of === 'year' &&
      /(?:\d thang|ky hop[^.;,]{0,25}|hoi nghi[^.;,]{0,25}|dip|cao diem[^.;,]{0,25}) cuoi\s*$/.test(before)
    )
      continue
    // "(giao tại Công văn số 845, hạn 15/6/2026)": what it was due by before.
    if (
      context.letter &&
      moment.due &&
      moment.due < context.letter &&
      /\((?:da )?giao [^()]*$/.test(low.slice(Math.max(0, moment.at - 300), moment.at))
    )
      continue
    // "thiệt hại do đợt mưa lũ từ ngày 16-22/11/2026".
    if (!all && /(?:dot|tran|con) (?:mua|bao|lu|dich|thien tai|nang nong|ret)[^.;,]{0,40}$/.test(before)) continue
    if (!all && doneBefore.test(before)) continue
    if (correctedFrom.test(before) || (!all && held.test(before))) continue
    // "đầu tháng 9 hằng năm" comes back.
    if (/^,? (?:cua )?(?:hang|moi) nam/.test(low.slice(moment.end))) continue
    const from = moments[index - 1]
    const isListed = from !== undefined && areListed(low, from, moment)
    if ((!isListed && /\/[a-z0-9][a-z0-9&.-]*,?\s*$/.test(before)) || between(low, moment, moments[index + 1], all))
      continue
    const quote = quoted(text, moment.at, moment.end, { before: 40, after: 10 })
    const word = trigger.exec(before.replaceAll('phan dau', 'phan_dau').replace(dayInWords, 'hom nay '))?.[1]
    const range = from !== undefined && between(low, from, moment, all)
    const first = isListed && areApart(low, from, moment) ? standing.get(from.at) : undefined
    const days =
      (/^(?:ngày )?\d{1,2}\s?-/iu.test(moment.words) && spanBegins.test(before)) ||
      (moment.of === 'date' && (listBegins.test(before) || daysBegin.test(before)))
    if (
      !all &&
      !first &&
      !(range
        ? rangeCounts(low, from, moment, context)
        : days || counts(moment, before, word, low.slice(moment.end, moment.end + 30), context))
    )
      continue
    const isBefore = first?.isBefore ?? word === 'truoc'
    if (moment.due === undefined) {
      standing.set(moment.at, { isBefore })
      doubts.push({
        code: context.year === undefined && moment.yearless ? 'doubt-no-year' : 'doubt-no-such-day',
        quote,
      })
      continue
    }
    const { due } = moment
    if (moment.taken) doubts.push({ code: 'doubt-year-taken', quote })
    else if (context.letter && due < context.letter && moment.of !== 'year') {
      if (!all && past.test(before)) continue
      doubts.push({ code: 'doubt-past-deadline', quote })
    }
    // Works finished in a year gone by are named after it.
    if (!all && moment.of === 'year' && context.letter && due < context.letter) continue
    const rule = ruleOf({ ...moment, due }, word, before, text, low)
    standing.set(moment.at, { isBefore: isBefore || (rule.kind === 'date' && rule.before === true) })
    found.push({
      at: moment.at,
      end: moment.end,
      weak: range && !all,
      range,
      firm: /(?:hoan (?:thanh|tat)|xong)[^.;]{0,40}$/.test(before),
      // "trước ngày 15/9 và ngày 15/12": before both.
      rule: first && isBefore && rule.kind === 'date' ? { ...rule, before: true } : rule,
    })
  }
  // "văn bản ban hành trước ngày 01/7/2025 …, xong chậm nhất ngày 21/11/2025": a day gone by beside one to come names the thing.
  const isGone = ({ rule }: FoundRule) =>
    rule.kind === 'date' && context.letter !== undefined && rule.due < context.letter
  if (found.some((one) => one.rule.kind === 'date' && !isGone(one)))
    for (const one of found.filter(isGone)) found.splice(found.indexOf(one), 1)
  if (all && found.length === 0) found.push(...wholeYear(text, low, context), ...listedCadences(text, low))
  if (!all && found.every((one) => one.weak))
    found.push(
      ...runningPeriod(text, low, context),
      ...runningWeek(text, low, context),
      ...runningDay(text, low, context),
    )
  // "phun hóa chất từ 20/7 đến 24/7; giảm 30% số ca trong tháng 8": a period behind a semicolon is another matter.
  for (const one of found) {
    if (!one.range) continue
    const [from, to] = [low.lastIndexOf(';', one.at - 1) + 1, low.indexOf(';', one.at)]
    const isBeside = (at: number) => at >= from && (to < 0 || at <= to)
    if (!found.some((other) => other !== one && (other.rule.kind === 'date' || isBeside(other.at)))) one.weak = false
  }
  // "rà soát hộ nghèo cuối năm 2025 …, hoàn thành trước 30/11": the year's end names the thing.
  for (const one of found)
    if (
      one.rule.kind === 'period' &&
      one.rule.of === 'year' &&
      !one.firm &&
      found.some((other) => other.firm && other.at > one.at)
    )
      one.weak = true
  // "mỗi quý kiểm tra 02 đợt. Hoàn thành trong tháng 3": the day it is to be finished comes first.
  for (const one of found) {
    const isBare = one.rule.kind === 'recurring' && one.rule.cadences.every((cadence) => !isDated(cadence))
    if (isBare && found.some((other) => other.firm && /\.\s/.test(low.slice(one.end, other.at)))) one.weak = true
  }
  return { rules: inOrder(found), doubts: [...doubts, ...scannedDays(text, low, found)] }
}

/** A stated day or period first, in the order of the text; what is said in passing after it. A cadence with a day says more than the bare one. */
function inOrder(found: FoundRule[]): DeadlineRule[] {
  const sorted = found.sort((a, b) => a.at - b.at)
  const rules = [...sorted.filter((one) => !one.weak), ...sorted.filter((one) => one.weak)].map((one) => one.rule)
  return rules.filter(
    (rule, at) =>
      rules.findIndex((other) => sameRule(other, rule)) === at && !rules.some((other) => saysMore(other, rule)),
  )
}

function sameRule(a: DeadlineRule, b: DeadlineRule): boolean {
  const { words: _a, ...x } = a
  const { words: _b, ...y } = b
  return JSON.stringify(x) === JSON.stringify(y)
}

const isDated = (cadence: object) => 'day' in cadence || 'weekday' in cadence

function saysMore(a: DeadlineRule, b: DeadlineRule): boolean {
  if (a.kind !== 'recurring' || b.kind !== 'recurring' || a === b) return false
  return b.cadences.every(
    (cadence) => !isDated(cadence) && a.cadences.some((other) => other.every === cadence.every && isDated(other)),
  )
}

/** "báo cáo Ban Chỉ đạo ngày 30/10/2026": a day to come, or one that does not exist, on which something is handed in; not the day of another letter. */
function handedIn(moment: Moment, before: string, context: TimeContext): boolean {
  return (
    moment.of === 'date' &&
    /^ngày/iu.test(moment.words) &&
    context.letter !== undefined &&
    (moment.due === undefined || moment.due > context.letter) &&
    /(?:bao cao|nop|gui|trinh)[^.;:]{0,60}$/.test(before) &&
    (/bao cao[^.;:]{0,40} tai (?:phien|cuoc|buoi) (?:hop|giao ban)[^.;:,]{0,30}$/.test(before) ||
      !/(?:\d\/[a-z-]+|cong van|ke hoach|thong bao|quyet dinh|nghi quyet|chi thi|hop|hoi nghi|phien)[^.;]{0,30}$/.test(
        before,
      ))
  )
}

/** "lúc 7g30 ngày", "vào hồi 14 giờ chiều ngày". */
const atHour = new RegExp(`(?<![a-z])(?:luc|hoi) ${hour},? (?:(?:sang|trua|chieu|toi),? )?(?:ngay )?$`)

/** "Năm 2026: Rà soát …", "Đến năm 2027, phấn đấu …" at the head of an item: what stands behind the year. */
const byThatYear = /^(?:\s*:|,? (?:phan dau|co ban|hoan thanh|hoan tat|giai quyet|dat|dua|xay dung|100 ?%)(?![a-z]))/

function counts(
  moment: Moment,
  before: string,
  word: string | undefined,
  after: string,
  context: TimeContext,
): boolean {
  if (word === undefined && handedIn(moment, before, context)) return true
  // "dọn vệ sinh sáng Chủ nhật 30/8".
  if (
    moment.of === 'date' &&
    /(?:sang|chieu|toi) (?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|cn),?\s*(?:ngay )?$/.test(before)
  )
    return true
  // "tổng duyệt lúc 7g30 ngày 03/9".
  if (moment.of === 'date' && atHour.test(before) && !(moment.due && context.letter && moment.due < context.letter))
    return true
  // "tổ chức lễ ra quân sáng 05/4".
  if (
    moment.of === 'date' &&
    context.letter !== undefined &&
    moment.due !== undefined &&
    moment.due > context.letter &&
    / (?:sang|chieu|toi) (?:ngay )?$/.test(before)
  )
    return true
  // "(lớp 1: ngày 17/10; lớp 2: ngày 24/10)".
  if (
    moment.of === 'date' &&
    context.letter !== undefined &&
    moment.due !== undefined &&
    moment.due > context.letter &&
    /(?<![a-z])(?:lop|dot|vong|buoi|chuyen|lan) (?:thu )?(?:0?\d|i{1,3}|iv|mot|hai|ba|nhat):? (?:vao )?(?:ngay )?$/.test(
      before,
    )
  )
    return true
  if (moment.of === 'date' && (eventBegins.test(before) || (feastBegins.test(before) && !moment.yearless))) return true
  if (
    moment.of === 'date' &&
    (correctedTo.test(before) || /^,? (?:chu )?khong phai(?: la)?(?: truoc)?(?: ngay)? \d/.test(after))
  )
    return true
  // "quý III hoàn thành 60%, quý IV hoàn thành 100%".
  if (
    /^(?:month|quarter)$/.test(moment.of) &&
    !(context.letter && moment.due && moment.due < context.letter) &&
    /^,? (?:phai )?(?:(?:thu|giai ngan|thuc hien) )?(?:hoan thanh|dat) (?:toi thieu |it nhat |tren |tu )?\d/.test(after)
  )
    return true
  const isGone = context.letter !== undefined && moment.due !== undefined && moment.due < context.letter
  if (moment.of === 'year' && /^(?:den )?$/.test(before) && byThatYear.test(after) && !isGone) return true
  // "giải quyết dứt điểm hồ sơ tồn đọng vào năm 2027."
  if (moment.of === 'year' && /vao$/.test(word ?? '') && !isGone && /^\s*(?:[.;)]|$)/.test(after)) return true
  if (word === undefined || counted.test(before) || (moment.of !== 'date' && notDone.test(before))) return false
  const isPast = isGone || moment.taken === true
  const told = moment.taken ? before.replace(/bao cao (?:[a-z]+ ){0,2}ket qua/, 'bao cao') : before
  // "phấn đấu giải ngân 65% kế hoạch vốn được giao đến hết quý III" is to be reached.
  if (past.test(told) && (moment.of !== 'date' || isPast) && !/phan.dau [^.;]{0,70}$/.test(before)) return false
  if (moment.of === 'date')
    return (
      word !== 'dau' && !(word === 'den' && /(?:^|\s)tu [^;.]{0,25}den(?: het)?(?: ngay)?\s*$/.test(before) && isPast)
    )
  if (word === 'den' && !/(?:hoan thanh|xong|den het|tu nay den|den cuoi|phan dau)/.test(before.slice(-40)))
    return false
  if (word === 'thoi gian')
    return /thoi gian(?: (?:thuc hien|hoan thanh|la|trong|xong|het|cuoi)){0,4}\s*:?\s*$/.test(before)
  if (moment.of !== 'year') return true
  // "Trong năm 2026 hoàn thành …" at the head of its sentence, "chậm nhất trong năm 2026", "giải quyết dứt điểm vào năm 2027."
  if (/(?:^|[.;:] )trong\s*$/.test(before) && !isGone) return true
  if (/^(?:cham nhat|muon nhat|han chot|thoi han|ket thuc)$/.test(word)) return true
  if (word === 'vao') return false
  if (word === 'trong' && /phan.dau [^.;]{0,80}$/.test(before)) return true
  if (
    /(?:hoan thanh|xong|het|cuoi|truoc)(?: (?:thuc thi|nhiem vu|viec|dut diem|toan bo|co ban|trong|truoc|vao|nay)){0,3}(?: trong)?\s*$/.test(
      before,
    )
  )
    return true
  return (
    word === 'trong' &&
    /^\s*(?:[.;,)]|\/|$)|^ (?:co|dat|phai|toan bo|tat ca|de|nham) /.test(after) &&
    !/(?:giao|dat|(?<!(?:thong bao|cong bo|bao cao) )ket qua|nhiem vu|phat sinh|ke hoach|cong tac|cua)[^.;,]{0,12}trong\s*$/.test(
      before,
    )
  )
}

/** "từ ngày A đến ngày B", "24 và 29/8": the first of two days whose second one counts. */
function between(low: string, from: Moment, to: Moment | undefined, all: boolean): boolean {
  if (to === undefined || from.of !== to.of) return false
  const joint = low.slice(from.end, to.at)
  if (areApart(low, from, to)) return false
  // Beside "Thời hạn:" two whole days are two deadlines.
  if (all && /^\s*(?:va|,)/.test(joint) && !from.yearless) return false
  return joints.test(joint)
}

const lunar = '(?:\\d{1,2} thang (?:chap|gieng) |(?:mung|mong) \\d{1,2} (?:tet |thang gieng ))?'
const joints = new RegExp(`^\\)?\\s*(?:(?:cho )?(?:den|toi)|-|va|,)\\s*(?:het )?(?:${hour},? )?(?:ngay )?${lunar}\\(?$`)
const rangeBegins = new RegExp(
  `(?:^|[\\s(:])(?:tu|vao|trong|tu cac|vao cac|trong cac)(?: cac| (?:0?[2-9]|hai|ba|bon|nam) ngay:?)?\\s*(?:${hour},? )?(?:(?:sang|trua|chieu|toi|dem) )?(?:ngay\\s*)?${lunar}\\(?$`,
)

/** A span of days to come; not a span figures are counted over. */
function rangeCounts(low: string, from: Moment, to: Moment, context: TimeContext): boolean {
  const before = low.slice(Math.max(0, from.at - 50), from.at)
  if (
    /(?:so lieu|ho so|tiep nhan|thoi gian qua|giai doan|phat sinh|ket qua|thoi ky|ky bao cao)[^.;]{0,20}$/.test(before)
  )
    return false
  if (to.of !== 'date') return /(?:hoan thanh|thuc hien|thoi gian)[^.;]{0,20}$/.test(before)
  return rangeBegins.test(before) && (context.letter === undefined || to.due === undefined || to.due >= context.letter)
}

function ruleOf(
  moment: Moment & { due: Day },
  word: string | undefined,
  before: string,
  text: string,
  low: string,
): DeadlineRule {
  const start = moment.at - (before.length - wordsBegin(word, before))
  const isOpen = /\([^)]*$/.test(text.slice(start, moment.end)) && text.charAt(moment.end) === ')'
  const words = text.slice(start, moment.end + (isOpen ? 1 : 0)).trim()
  const { due } = moment
  if (moment.of !== 'date') {
    const part = moment.of === 'month' ? /((?:nua )?dau|giua)(?: cua)?\s*$/.exec(before)?.[1] : undefined
    if (part) return { kind: 'date', due: `${due.slice(0, 8)}${part === 'dau' ? '01' : '15'}`, words }
    return { kind: 'period', of: moment.of, due, words }
  }
  const time =
    timeOfDay(low.slice(start, moment.at)) ??
    timeOfDay(/^\s*,?\s*(?:luc|vao luc)\s.{0,12}/.exec(low.slice(moment.end))?.[0] ?? '')
  const isBefore = /\btruoc\b/.test(low.slice(start, moment.at))
  return { kind: 'date', due, ...(isBefore && { before: true }), ...(time && { time }), words }
}

/** Where the deadline's own words begin: "đúng hạn" of "giải quyết đúng hạn trong quý III/2026" says how, "thời hạn: 30/9" when. */
function wordsBegin(word: string | undefined, before: string): number {
  if (word === undefined) return before.length
  const at = before.lastIndexOf(word)
  const another =
    word === 'han' ? /(?<![a-z])(?:dung|qua|tre|truoc|den|het|som|gia|dai|trung|ngan) $/ : / (?:dung|qua) $/
  return /^(?:thoi )?han$/.test(word) && another.test(before.slice(0, at)) ? at + word.length + 1 : at
}
