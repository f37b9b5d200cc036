// Who is to do it, said inside or at the end of an item: "… (Phòng Kinh tế chủ trì, Công an xã phối hợp)", "…, do Trạm Y tế thực hiện".
import { capitalised } from '../../../lib/vietnamese.js'
import { type Attribute, isTime } from './attributes.js'
import { opensTask, opensWithVerb } from './openers.js'
import { plain } from './plain.js'
import { isAnybody, isGeneric } from './unit-names.js'
import { readUnit, type UnitBook, type UnitStart } from './units.js'

const does = '(?:chủ trì|thực hiện|phụ trách|đảm nhiệm|tham mưu|làm đầu mối|chịu trách nhiệm)'
/** The name is what stands in the first group; the most particular form first. */
const forms = [
  new RegExp(`\\((?:giao |do )?([^():;]{3,120}?) ${does}(?=[\\s,;.)])`, 'iu'),
  new RegExp(`[,;:]?\\s(?:do|giao) ([^():;]{3,100}?) ${does}(?=[\\s,;.]|$)`, 'iu'),
  new RegExp(`:\\s+([^():;]{3,80}?) ${does}[\\s.;]*$`, 'iu'),
  /\(([^():;]{3,90}?)(?:(?:[;,] [^();]*)? phối hợp[^()]*|;[^()]*)?\)[\s.;]*$/iu,
  /\s[–—-]\s([^():;,.]{3,80})[\s.;]*$/u,
]
/** Inside a sentence: "…; giao Trung tâm Cung ứng dịch vụ công xây dựng phương án". */
const given = /[;:,.]\s+(?:và\s+)?(giao (?!nhiệm vụ (?:cụ thể )?(?:cho|đến|tới) (?:các|từng) )(?=\p{Lu}).*)$/iu
/** "Giao ban mỗi quý một lần; Văn phòng HĐND và UBND bố trí lịch": what is held, then who sees to it. */
const seesToIt = /^[^:;.]{8,120};\s+(\p{Lu}[^;]*)$/u
/** "Quản lý trật tự xây dựng: Phòng Kinh tế chủ trì kiểm tra …". */
const leading = /^[^:.;]{4,90}:\s+(\p{Lu}[^:.;]{3,90}? (?:chủ trì|tham mưu|có trách nhiệm) .*)$/u
/** "Khám sức khỏe học sinh: các Trạm Y tế tổ chức khám trong 02 đợt": a topic that looks like a verb, and who is to do what. */
const behindTopic = /^\p{Lu}[^:.;,()\d]{2,50}(?<! (?:gửi|về|cho|đến|sau|gồm)):\s+((?:\p{Lu}|các \p{L})[^:]*)$/u
function isWork(rest: string): boolean {
  return opensWithVerb(plain(rest)) && rest.split(' ').length > 4
}
/** Before a name in brackets it is whom something is sent to, not who does it. */
const receives =
  /(?:gui|nop|bao cao|thong qua|lien he|ve) [^.;]{0,60}$|(?:ubnd|uy ban nhan dan)(?: (?:xa|phuong|tinh|thanh pho|dac khu)[^.;]{0,30})? $/

/** The unit that an item names inside its words; undefined where none is, or where only everybody is. Below a unit's heading (`ofUnit`) fewer forms count. */
export function subjectWithin(words: string, book: UnitBook, ofUnit: boolean): UnitStart | undefined {
  return concerned(words, book) ?? subjectInside(words, book) ?? (ofUnit ? undefined : assignedInside(words, book))
}

/** "Trong tháng 8/2026, Phòng A tổ chức …", "Từ ngày 04/02: Phòng A họp với …": the time stands before the unit. */
export function timeFirst(words: string, book: UnitBook): { time: string; unit: UnitStart } | undefined {
  for (const { index } of words.slice(0, 60).matchAll(/[,:] /gu)) {
    const time = words.slice(0, index)
    if (!isTime(time) || sentTo.test(plain(time)) || !/\d|hang |moi /.test(plain(time))) continue
    const unit = readUnit(words.slice(index + 2), book)
    if (unit?.end === 'verb' && unit.rest !== '' && !isAnybody(unit.words)) return { time, unit }
  }
  return undefined
}

/** "Sau Tết, các đơn vị báo cáo …", "Định kỳ vào thứ Sáu hằng tuần, các thôn gửi …": what is asked of everybody after the items, whoever the last of them was for. */
export function allReport(words: string, book: UnitBook): { unit: UnitStart; text: string } | undefined {
  const when = whenInFront.exec(words)?.[0] ?? ''
  const rest = words.slice(when.length)
  const unit = readUnit(capitalised(rest), book)
  if (unit?.end !== 'verb' || unit.lead !== '' || !isCollective(unit.words)) return undefined
  if (!/^(?:bao cao|gui|nop|dang ky|tong hop)(?![a-z])/.test(plain(unit.rest))) return undefined
  return { unit, text: when === '' && !isAnybody(unit.words) ? unit.rest : words }
}
const whenInFront =
  /^(?:(?:Định kỳ|Hằng|Hàng|Sau|Trước|Kết thúc|Chậm nhất|Vào|Trong)(?![\p{L}])[^,.;:]{1,60}|Khi kết thúc[^,.;:]{0,40}), (?=các\s)/u

function isCollective(words: string): boolean {
  return (
    isGeneric(words) ||
    /^các (?:khối thi đua|thôn|tổ dân phố|trường|cơ quan|đơn vị|địa phương|phòng|ban|xóm|bản|khu phố)(?![\p{L}])/iu.test(
      words,
    )
  )
}

/** "Đối với đề xuất mua sắm: Chưa xem xét trong năm 2026; yêu cầu Văn phòng … đưa vào dự toán năm 2027": what was decided, and who goes on with it. */
const decided =
  /^(?:(?:Đối với|Về) [^:.;]{3,140}: (?:chưa|không|tạm dừng|tạm hoãn|đồng ý|thống nhất)|thống nhất|nhất trí|đồng ý)(?!\p{L})[^.;:]{3,160}?(?:[;,.] (?=(?:giao|yêu cầu|đề nghị) )|[.;] (?=(?:Phòng|Văn phòng|Trung tâm|Công an|Ban|Trạm|Trường|Đảng ủy|Sở|UBND) ))(\p{Lu}.*|(?:giao|yêu cầu|đề nghị) (?=\p{Lu}).*)$/iu

/** "Đối với các đoàn thể, đề nghị các đoàn thể vận động …": who is asked stands behind the case. */
const askedBehind = /^Đối với [^:.;,]{3,60}, ((?:đề nghị|yêu cầu|giao) .*)$/u

/** "Đối với viên chức: Hiệu trưởng tổ chức …": whom it concerns stays in the words, the unit after it has the task. */
function concerned(words: string, book: UnitBook): UnitStart | undefined {
  const whom = /^(?:Đối với|Về (?:kiến nghị|đề nghị|đề xuất|ý kiến|phản ánh)) [^:.;]{3,120}:\s+(?=\p{Lu})/u.exec(
    words,
  )?.[0]
  const order = decided.exec(words.slice(0, 600))?.[1] ?? askedBehind.exec(words.slice(0, 600))?.[1]
  const said = order ? capitalised(order) : whom && words.slice(whom.length)
  const unit = said ? readUnit(said, book) : undefined
  return unit?.end === 'verb' && unit.rest !== '' && !(order && isAnybody(unit.words)) ? unit : undefined
}

/** "Trên cơ sở kết quả khảo sát, Sở Xây dựng chủ trì …": the unit stands after the first clause. */
function subjectInside(words: string, book: UnitBook): UnitStart | undefined {
  if (
    !/^(?:tren co so|can cu|sau (?:khi|moi|dai hoi|hoi nghi|dot|\d)|dinh ky|hang |cuoi (?:moi|hoc ky|nam|thang|quy|tuan)|ket thuc |moi (?:tuan|thang|quy|nam|hoc ky)|truoc ngay|cham nhat|trong thang|trong quy|trong thoi|doi voi|truong hop|nham |de |khi |giao|theo (?!doi)|dinh chinh|nhac lai|bo sung )/.test(
      plain(words),
    )
  )
    return undefined
  for (const match of words.slice(0, 400).matchAll(/, /g)) {
    const unit = readUnit(words.slice(match.index + 2), book)
    if (
      unit?.end === 'verb' &&
      !isGeneric(unit.words) &&
      !(unit.lead === '' && sentTo.test(plain(words.slice(0, match.index)))) &&
      (unit.lead !== '' ||
        /^(?:chu tri|tham muu|(?:co|chiu) trach nhiem|phoi hop|to chuc|xay dung|tong hop|theo doi|bao cao|ra soat|thuc hien|trien khai|phai|can|bo tri|hoan thanh|nop|gui)/.test(
          plain(unit.rest),
        ))
    )
      return unit
  }
  return undefined
}

/** "Hằng quý báo cáo UBND tỉnh, Văn phòng Chính phủ kết quả thực hiện": one more of those it is sent to. */
const sentTo =
  /^(?:dinh ky|hang|moi|truoc ngay|cham nhat)(?![a-z])[^;:]*(?<![a-z])(?:bao cao|gui|nop|trinh)(?: ve| cho)? (?:chu tich |thuong truc )?(?:ubnd|uy ban|so|bo|phong|van phong|tinh uy|dang uy|hdnd|thu tuong|chinh phu)(?![a-z])[^;:]*$/

function assignedInside(words: string, book: UnitBook): UnitStart | undefined {
  for (const [at, form] of forms.entries()) {
    const match = form.exec(words)
    const name = match?.[1]?.trim()
    // "(các trường đã thực hiện)" tells what was done.
    if (name && /(?:^|\s)(?:đã|đang|chưa|được|sẽ|phải|cùng|tự)$/u.test(name)) continue
    if (!match || !name || (at === 3 && receives.test(plain(words.slice(0, match.index + 1))))) continue
    const unit = whole(name, book)
    if (unit) return unit
  }
  const held = opensTask(plain(words)) ? undefined : seesToIt.exec(words.slice(0, 600))?.[1]
  const near = words.slice(0, 600)
  const topical = behindTopic.exec(near)?.[1]
  const behind = topical ? readUnit(capitalised(topical), book) : undefined
  if (behind?.end === 'verb' && isWork(behind.rest) && !isGeneric(behind.words)) return behind
  const rest = given.exec(near)?.[1] ?? leading.exec(near)?.[1] ?? held
  const unit = rest ? readUnit(capitalised(rest), book) : undefined
  return unit?.end === 'verb' && unit.rest !== '' && !isGeneric(unit.words) ? unit : undefined
}

/** "(Phòng CNTT; trước 15/3)", "(Trạm Y tế chủ trì, Công an xã phối hợp)": what the last bracket says beside the name. */
export function saidInBracket(words: string): Attribute[] {
  const inside = /\(([^()]{6,240})\)[\s.;]*$/u.exec(words)?.[1] ?? ''
  const times = inside
    .split(/;\s+/)
    .slice(1)
    .filter((part) => isTime(part))
  const helpers = /(?:^|[;,] )(\p{Lu}(?:(?!chủ trì|thực hiện)[^;])*?) phối hợp(?=;|$)/u.exec(inside)?.[1]
  return [
    ...times.map((value): Attribute => ({ kind: 'time', value })),
    ...(helpers ? [{ kind: 'with' as const, value: helpers }] : []),
  ]
}

/** A name that is nothing but a unit's. */
function whole(name: string, book: UnitBook): UnitStart | undefined {
  const unit = readUnit(capitalised(name), book)
  return unit && unit.rest === '' && unit.lead === '' && !isGeneric(unit.words) ? unit : undefined
}
