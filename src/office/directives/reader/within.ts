// Spans instead of days: "trong 05 ngày làm việc kể từ ngày nhận được văn bản", "trong vòng 24 giờ".
import type { DeadlineRule } from '../../../calendar/rule.js'
import { addMonths } from '../../../lib/day.js'
import type { FoundRule } from './cadences.js'
import { momentsIn, type TimeContext } from './times.js'

const span =
  /(?:trong (?:vong |thoi han |thoi gian )?|(?:cham nhat) (?:la |sau )?|(?:khong qua|toi da) (?=\d{1,3}(?: \([a-z ]{2,20}\))? (?:gio|ngay|tuan)(?: lam viec)? (?:ke tu|tu|sau|tinh tu)))(?:khong qua )?0?(\d{1,3})(?: \([a-z ]{2,20}\))? ?(gio|h(?![a-z\d])|ngay|tuan|thang)( lam viec)?(?! \d{1,2}(?:, ?| va | - ?|-)\d)(?= (?:ke tu|tu|sau|tinh tu)|[^a-z]*$|\s*[.,;](?!\s*tu (?:ngay )?\d))/g

const from = /^ (?:ke tu|tu|sau|tinh tu) /
/** Counted from a day that is named: "kể từ ngày 13/10/2025". */
const fromADay = /^ (?:ke tu|tu|sau|tinh tu) (?:sau )?(?:(?=ngay \d)|(?=\d))/
/** Counted from the letter itself: "kể từ ngày nhận được văn bản", "sau ngày ký", "kể từ ngày Kế hoạch này được ban hành". */
const fromTheLetter =
  /^ (?:ke tu|tu|sau|tinh tu)(?: khi| ngay| luc| thoi diem)* (?:(?:nhan(?: duoc)?(?! duoc)|ky|ban hanh|phat hanh)(?![a-z])(?! (?:ket|ho so|du |don|phan anh|kien nghi|tin|yeu cau|ket qua|danh sach|so lieu|bao cao|giay|phieu|thong tin|de xuat|dang ky))|[^.;,]{0,30}(?:van ban|cong van|cong dien|chi thi|ke hoach|thong bao|quyet dinh)(?! (?:cong bo|phe duyet))[^.;,]{0,20}(?:nay|ban hanh|co hieu luc|ky)(?![a-z]))/
const ofTheLetter = /^[^.;,]{0,50}(?:van ban|cong van|cong dien|chi thi|ke hoach|thong bao|quyet dinh)/
/** For each request that comes in, or how long something hangs on the board: no day of the letter's. */
const again =
  /(?:tham dinh|giai quyet|xu ly|phan hoi|xac minh)(?! (?:dut diem|xong))[^.;,]{0,80}$|(?:tiep nhan|phan anh|kien nghi|ho so|don thu|khieu nai|to cao|o dich|ca (?:benh|mac|nghi)|su co|tin bao|niem yet|cong khai|(?:cac |nhung )truong hop)[^.;]{0,90}$|(?:^|[.;] )(?:truong hop|khi) [^.;]*$|(?:^| )khi (?:co|phat hien|xuat hien|xay ra) [^.;,]*$|(?:^| )ngay khi (?:co|phat hien|phat sinh|xay ra) [^.;]*$/

/** Only so are months with nothing behind them a bound, and not how long something lasts: "hoàn thành trong vòng 02 tháng". */
const bound = /trong (?:vong|thoi han) 0?\d{1,3}[^.;]{0,30}$|(?:hoan thanh|xong)[^.;]{0,60}$/

/** So many characters behind a span, and before it, are looked at. */
const NEAR = 150
const FAR = 400

export function spansIn(text: string, low: string, context: TimeContext): FoundRule[] {
  return [...low.matchAll(span)].flatMap((match): FoundRule[] => {
    const at = match.index
    const counted = at + match[0].length
    const after = low.slice(counted, counted + NEAR)
    const isAgain = again.test(low.slice(Math.max(0, at - FAR), at))
    const begins = fromADay.exec(after)?.[0].length
    const [day] = begins === undefined ? [] : momentsIn(text.slice(counted, counted + NEAR), after, context)
    const isDay = day?.of === 'date' && day.due !== undefined && day.at <= (begins ?? 0)
    if (!isDay && (from.test(after) ? !fromTheLetter.test(after) || (isAgain && !ofTheLetter.test(after)) : isAgain))
      return []
    const end = isDay ? counted + day.end : counted
    const count = Number(match[1])
    if (match[2] === 'thang') {
      // Months are counted from the letter itself, or a day.
      const isOwn =
        fromTheLetter.test(after) || (!from.test(after) && bound.test(low.slice(Math.max(0, at - NEAR), counted)))
      const start = isDay ? day.due : isOwn ? context.letter : undefined
      if (!start) return []
      return [{ at, end, rule: { kind: 'date', due: addMonths(start, count), words: text.slice(at, end) } }]
    }
    const days =
      match[2] === 'gio' || match[2] === 'h' ? Math.ceil(count / 24) : match[2] === 'tuan' ? count * 7 : count
    const rule: DeadlineRule = {
      kind: 'within',
      days,
      working: match[3] !== undefined,
      ...(isDay && day.due && { from: day.due }),
      words: text.slice(at, end),
    }
    return [{ at, end, rule }]
  })
}
