// Spans instead of days: "trong 05 ngày làm việc kể từ ngày nhận được văn bản", "trong vòng 24 giờ".
import type { FoundRule } from './cadences.js'

const span =
  /(?:trong (?:vong |thoi han |thoi gian )?|(?:cham nhat|khong qua|toi da) (?:la |sau )?)(?:khong qua )?0?(\d{1,3})(?: \([a-z ]{2,20}\))? (gio|ngay)( lam viec)?(?= (?:ke tu|tu|sau|tinh tu)|[^a-z]*$|\s*[.,;])/g

/** Counted from each event as it comes. */
const ofAnEvent =
  /^ (?:ke tu|tu|sau|tinh tu)(?: khi| luc| ngay| thoi diem)?[^.;,]{0,20}(?:phat hien|khoi luong|xay ra|phat sinh|ho so|ca benh|co ca|tin bao|phan anh|ket qua|don|yeu cau|su co|chan doan)/
/** Counted from the letter itself, and not from each request that comes in. */
const ofTheLetter =
  /^ (?:ke tu|tu|sau|tinh tu)[^.;]{0,30}(?:van ban|cong van|cong dien|thong bao|chi thi|ke hoach|quyet dinh|ban hanh|ky)/

export function spansIn(text: string, low: string): FoundRule[] {
  const stated = [...low.matchAll(span)].filter(
    (match) =>
      ofTheLetter.test(low.slice(match.index + match[0].length)) ||
      (!ofAnEvent.test(low.slice(match.index + match[0].length)) &&
        !/(?:tiep nhan|phan anh|kien nghi|ho so|don thu|khieu nai|to cao|o dich|ca benh|su co|tin bao)[^.;]{0,80}$/.test(
          low.slice(0, match.index),
        )),
  )
  return stated.map((match) => {
    const end = match.index + match[0].length
    const count = Number(match[1])
    const days = match[2] === 'gio' ? Math.ceil(count / 24) : count
    const rule = { kind: 'within' as const, days, working: match[3] !== undefined, words: text.slice(match.index, end) }
    return { at: match.index, end, rule }
  })
}
