// Whether the words around a day or a period make it a deadline: dates of other letters, of past events and of plans are none.
import { areApart } from './apart.js'
import { hour, type Moment, type TimeContext } from './times.js'

/** Ends right before the date: "trước ngày", "chậm nhất là 17 giờ 00 thứ Sáu, ngày", "hoàn thành trong". */
const trigger =
  /(?:^|[\s(,;:.])(truoc|cham nhat|muon nhat|den het|het|(?:keo dai|cham|tre|muon) (?:qua|sau)|han chot|deadline|han cuoi(?: cung)?|thoi han(?: moi)?|thoi gian|(?<!qua )(?<!tre )han(?: moi)?|khong qua|(?<=^)ket thuc|khong (?:muon|tre|cham) hon|xong|hoan (?:thanh|tat)|den|vao|trong|dong(?: luc| vao)|cuoi|giua|dau(?! (?:truoc|cham|muon|xong))|tu nay den|ke tu nay den)(?: la| luc| thoi diem| xong| truoc| trong| vao| nop| gui| bao cao| hoan (?:thanh|tat)| thuc hien| den| het| cuoi| cac){0,4}\s*[:,(]?\s*(?:\d{1,2}\s?(?:gio|h|g|:)\s?(?:\d{2})?(?: phut|p(?![a-z])|['’])?\s*,?\s*)?(?:(?:ngay )?\d{1,2} thang (?:chap|gieng)(?: am lich)?,? ?\(?(?:tuc(?: la)? )?)?(?:(?:hom nay|sang|chieu),?\s)?(?:(?:ngay )?(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|cn),?\s*)?\(?\s*(?:het )?(?:ngay\s*)?$/
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
  /(?<![a-z])(?:truoc|den)(?: het)? (?:tet|le|dip le|quoc khanh|ngay (?:hoi|le|tuu truong|khai (?:giang|truong|mac)|bau cu|thi))(?![a-z])[^.;,()\d]{0,40} (?:ngay )?$/
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
export const past =
  /(?:phat sinh|phat hien|co (?:ho so )?(?:qua han|tre han)|tiep nhan|duoc giao|nhiem vu giao|(?:da|duoc|moi|do) (?:ban hanh|cap|giao|nop|ky|giai quyet|thuc hien|phe duyet|hoan (?:thanh|tat)|kiem tra|cong bo|tap huan)|xep loai|binh xet|danh gia,? phan loai|dat duoc|(?<!(?:tra|gui|thong bao|cong bo) )ket qua|so lieu|dien ra|co hieu luc|(?<!(?:ve|dan|hoc|tuyen|an|thi|giam|giao|ky|quan|nhan|phuc) )(?<![a-z])sinh|ton dong|ton tai|(?<!(?:ha|bao|cao|mot|hai|ba|cac) )(?<![a-z])tang|(?<![a-z])giam|so voi|(?:so lieu|(?<!(?:tra|gui|thong bao|cong bo) )ket qua|tinh hinh|tien do)(?:(?! gui | nop | trinh | bao cao )[^.;,]){1,30})(?: (?:tu|het|truoc|trong|den|vao|cuoi|dau|giua)){0,3}(?: ngay)?\s*$/

/** "các dự án đã báo cáo Ban Chỉ đạo trước ngày 25/3", "nội dung đã được tập huấn vào tháng 11": which ones. */
const doneBefore =
  /(?<![a-z])(?:cac|nhung|noi dung|ho so|du an|nhiem vu) (?:[a-z]+ ){0,6}da (?:duoc )?(?:bao cao|nop|gui|trinh|dang ky|tap huan|giao)(?![a-z])[^.;:]{0,60}$/

/** "kỳ thi được tổ chức trong 02 ngày 03 và 04/6": when something takes place. */
const held = /(?<![a-z])duoc (?:to chuc|khai mac) (?:trong|vao|tu)(?![a-z])[^.;]{0,40}$/

/** "Chưa xem xét trong năm 2026": until then nothing is done. */
const notDone =
  /(?<![a-z])(?:chua|khong|tam dung|tam hoan) (?:xem xet|bo tri|mua sam|dau tu|trien khai|thuc hien|to chuc|giai quyet|tiep nhan|phe duyet)[^.;,:]{0,40} trong\s*$/

/** The word before a moment that makes it one to be kept: "trước", "chậm nhất", "xong", on the plain text. */
export function triggerOf(before: string): string | undefined {
  return trigger.exec(before.replaceAll('phan dau', 'phan_dau').replace(dayInWords, 'hom nay '))?.[1]
}

/** A day that only says which thing is meant, or no longer counts. `all`: every date counts that names nothing else. */
export function namesAThing(moment: Moment, low: string, before: string, context: TimeContext, all: boolean): boolean {
  // "9 tháng cuối năm 2026", "kỳ họp cuối năm 2026" name a thing.
  if (
    moment.of === 'year' &&
    /(?:\d thang|ky hop[^.;,]{0,25}|hoi nghi[^.;,]{0,25}|dip|cao diem[^.;,]{0,25}) cuoi\s*$/.test(before)
  )
    return true
  // "(giao tại Công văn số 845, hạn 15/6/2026)": what it was due by before.
  if (
    context.letter &&
    moment.due &&
    moment.due < context.letter &&
    /\((?:da )?giao [^()]*$/.test(low.slice(Math.max(0, moment.at - 300), moment.at))
  )
    return true
  // "thiệt hại do đợt mưa lũ từ ngày 16-22/11/2026".
  if (!all && /(?:dot|tran|con) (?:mua|bao|lu|dich|thien tai|nang nong|ret)[^.;,]{0,40}$/.test(before)) return true
  if (!all && doneBefore.test(before)) return true
  if (correctedFrom.test(before) || (!all && held.test(before))) return true
  // "đầu tháng 9 hằng năm" comes back.
  if (/^,? (?:cua )?(?:hang|moi) nam/.test(low.slice(moment.end))) return true
  return false
}

/** One of several days of which the last is the deadline: "từ 10-14/11", "các ngày 16, 18 và 20/02". */
function endsDays(moment: Moment, before: string): boolean {
  return (
    (/^(?:ngày )?\d{1,2}\s?-(?!\s?\d{1,2}\s?-)/iu.test(moment.words) && spanBegins.test(before)) ||
    (moment.of === 'date' && (listBegins.test(before) || daysBegin.test(before)))
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
    (/, (?:trinh|nop|gui)(?: (?:ky|duyet|phe duyet|ubnd|chu tich|xa|phuong)){0,4} (?:ngay )?$/.test(before) ||
      /bao cao[^.;:]{0,40} tai (?:phien|cuoc|buoi) (?:hop|giao ban)[^.;:,]{0,30}$/.test(before) ||
      !/(?:\d\/[a-z-]+|cong van|ke hoach|thong bao|quyet dinh|nghi quyet|chi thi|hop|hoi nghi|phien)[^.;]{0,30}$/.test(
        before,
      ))
  )
}

/** "lúc 7g30 ngày", "vào hồi 14 giờ chiều ngày". */
const atHour = new RegExp(`(?<![a-z])(?:luc|hoi) ${hour},? (?:(?:sang|trua|chieu|toi),? )?(?:ngay )?$`)

/** "Năm 2026: Rà soát …", "Đến năm 2027, phấn đấu …" at the head of an item: what stands behind the year. */
const byThatYear = /^(?:\s*:|,? (?:phan dau|co ban|hoan thanh|hoan tat|giai quyet|dat|dua|xay dung|100 ?%)(?![a-z]))/

/** A week or a season of something, and the month it is in. */
const weekOf = /(?<![a-z])trong (?:tuan le|dot|dip)(?! (?:mua|bao|lu|dich|ret)(?![a-z])) [^.,;:()\d]{2,50} $/

export function counts(
  moment: Moment,
  before: string,
  word: string | undefined,
  after: string,
  context: TimeContext,
): boolean {
  if (endsDays(moment, before)) return true
  // "gặp mặt tân binh trong tuần lễ giao quân tháng 02/2026".
  if (moment.of === 'month' && weekOf.test(before)) return true
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
  const isAhead =
    moment.of === 'date' && context.letter !== undefined && moment.due !== undefined && moment.due > context.letter
  // "Hoàn thành tuyển sinh bổ sung, ngày 31/7/2026.": behind it all.
  if (
    isAhead &&
    !moment.yearless &&
    /, ngay $/.test(`${before}${/^ngày/iu.test(moment.words) ? 'ngay ' : ''}`) &&
    /^[\s.;/]*$/.test(after)
  )
    return !/\d\s?\/\s?[a-z]/.test(before)
  // "báo cáo lại tại buổi giao ban tuần sau (12/10/2026)".
  if (isAhead && / tai (?:phien|cuoc|buoi|ky) (?:hop|giao ban)[^.;,()]{0,40} \($/.test(before)) return true
  // "tổ chức lễ ra quân sáng 05/4".
  if (isAhead && / (?:sang|chieu|toi) (?:ngay )?$/.test(before)) return true
  // "(lớp 1: ngày 17/10; lớp 2: ngày 24/10)".
  if (
    isAhead &&
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
  // "đưa vào sinh hoạt chi bộ tháng 5/2026".
  if (
    moment.of === 'month' &&
    !(context.letter && moment.due && moment.due < context.letter) &&
    /(?<![a-z])(?:vao|trong|tai) (?:buoi |ky )?sinh hoat(?: (?:chi bo|chuyen de|thuong ky|dinh ky|dang)){0,3} $/.test(
      before,
    )
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
  // "giải ngân đạt tối thiểu 95%, tính đến hết ngày 31/01/2027" is to be reached by then.
  if (isAhead && /dat (?:toi thieu |it nhat |tren )?\d[^.;]*,? tinh den(?: het)? (?:ngay )?$/.test(before)) return true
  if (word === undefined || counted.test(before) || (moment.of !== 'date' && notDone.test(before))) return false
  const isPast = isGone || moment.taken === true
  const told = moment.taken ? before.replace(/bao cao (?:[a-z]+ ){0,2}ket qua/, 'bao cao') : before
  // "khảo sát cống thôn 5, báo cáo kết quả trong tháng 12/2026.", and nothing behind it that says when.
  if (
    /^(?:month|quarter)$/.test(moment.of) &&
    !isGone &&
    /bao cao (?:[a-z]+ ){0,3}ket qua trong\s*$/.test(before) &&
    /^\s*(?:[.;)]|$)/.test(after)
  )
    return true
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
  if (word === 'vao' && !/cuoi\s*$/.test(before)) return false
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
export function between(low: string, from: Moment, to: Moment | undefined, all: boolean): boolean {
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
export function rangeCounts(low: string, from: Moment, to: Moment, context: TimeContext): boolean {
  const before = low.slice(Math.max(0, from.at - 50), from.at)
  if (
    /(?:so lieu|ho so|tiep nhan|thoi gian qua|giai doan|phat sinh|ket qua|thoi ky|ky bao cao)[^.;]{0,20}$/.test(before)
  )
    return false
  const isGone = context.letter !== undefined && to.due !== undefined && to.due < context.letter
  if (to.of !== 'date') return !isGone && /(?:hoan thanh|thuc hien|thoi gian)[^.;]{0,20}$/.test(before)
  return rangeBegins.test(before) && !isGone
}
