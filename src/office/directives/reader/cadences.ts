// Recurring duties in words: "trước ngày 20 hằng tháng", "16 giờ thứ Sáu hằng tuần", "báo cáo quý và báo cáo năm", "thường xuyên".
import type { DeadlineRule } from '../../../calendar/rule.js'
import { forms } from './cadence-forms.js'

export interface FoundRule {
  at: number
  end: number
  rule: DeadlineRule
  /** Said only in passing ("định kỳ" without a period, "thường xuyên" inside a sentence). */
  weak?: boolean
  /** Said to be the day it is finished. */
  firm?: boolean
  /** The last of the days it goes on. */
  range?: boolean
}

/** "16 giờ 00", "17h30", "8g": the first time of day in the words. */
export function timeOfDay(low: string): string | undefined {
  const match = /(?<!\d)(\d{1,2})\s?(?:gio|h|g|:)\s?(\d{2})?(?!\d|[a-z])/.exec(low)
  if (!match || Number(match[1]) > 23 || Number(match[2] ?? 0) > 59) return undefined
  return `${String(match[1]).padStart(2, '0')}:${match[2] ?? '00'}`
}

/** As long as before: "không muộn hơn ngày 05" as "chậm nhất", and without the hour of "trước 17 giờ 00 ngày 05 hằng tháng". */
function plainly(low: string): string {
  return low
    .replace(/khong (?:muon|tre|cham) (?:hon|qua)/g, (said) => 'cham nhat'.padEnd(said.length))
    .replace(
      /((?:truoc|cham nhat|muon nhat|vao|luc)(?: la| luc| vao)? {1,8})(\d{1,2} ?(?:gio|h|g|:) ?(?:\d{2})?(?: ?phut)?,?)(?= (?:cua )?ngay \d)/g,
      (_, trigger: string, hour: string) => trigger + ' '.repeat(hour.length),
    )
}

/** "hộ gia đình ký cam kết", "theo quy định ký trước đây" are no "định kỳ". */
const notRegular = /đình|định\s+ký/iu

/** Recurring and standing duties in the text; spans of one rule are not read twice. */
export function cadencesIn(text: string, low: string): FoundRule[] {
  const found: FoundRule[] = []
  const free = (at: number, end: number) => found.every((other) => at >= other.end || end <= other.at)
  const accented = (text.match(/[à-ỹ]/giu)?.length ?? 0) > text.length * 0.08
  // What one form has read is hidden from the next.
  let rest = plainly(low)
  for (const { pattern, cadences } of forms) {
    for (const match of rest.matchAll(pattern)) {
      const at = match.index
      const end = at + match[0].length
      if (/[a-z0-9]/.test(low.charAt(at - 1)) || !free(at, end)) continue
      // "theo quy chuẩn" is no "quý", "theo thang điểm" no "tháng".
      if (accented && /(?:^|\s)(?:quy|thang)(?:\s|$)/i.test(text.slice(at, end))) continue
      if (notRegular.test(text.slice(at, end))) continue
      // "Lập kế hoạch giải ngân chi tiết theo tháng": how it is divided.
      if (/^theo /.test(match[0]) && /(?:chi tiet|phan ky|phan chia|chia)\s$/.test(low.slice(Math.max(0, at - 12), at)))
        continue
      // "báo cáo ngay" is at once, not every day.
      if (accented && /^(?:bao cao|dinh ky) ngay/.test(match[0]) && /\sngay(?:\s|$)/i.test(text.slice(at, end)))
        continue
      if (
        /(?:du toan|phat sinh|ket qua|so lieu|quy|su dung|tien luong|thu nhap|binh quan|xep loai|ke hoach|kinh phi)\s$/.test(
          low.slice(Math.max(0, at - 14), at),
        ) &&
        !/(?:cap nhat|cong khai|bao cao|niem yet|thong bao|tong hop|gui)[^.;,]{0,30} (?:ket qua|so lieu)\s$/.test(
          low.slice(Math.max(0, at - 60), at),
        ) &&
        !/\d/.test(match[0])
      )
        continue
      const list = cadences(match).filter((cadence) => !('day' in cadence) || (cadence.day ?? 1) <= 31)
      const [first] = list
      if (!first) continue
      // "Báo cáo 6 tháng, hoàn thành trước ngày 05/7/2026" is that one report.
      if (
        /^bao cao (?!dinh ky)/.test(match[0]) &&
        !('weekday' in first) &&
        /^[^.;]{0,60}\d{1,2}(?:\s?[/.-]\s?\d{1,2}\s?[/.-]\s?| thang \d{1,2} nam )20\d\d/.test(low.slice(end))
      )
        continue
      const words = text.slice(at, end).trim()
      // "vào sáng thứ Sáu hằng tuần trước 9 giờ 30 phút"
      const hour = /^,? (?:truoc|luc|vao luc|cham nhat)(?: la)? \d{1,2} ?(?:gio|h|g|:)[^.;,]{0,8}/.exec(
        low.slice(end, end + 40),
      )
      const time = timeOfDay(low.slice(at, end)) ?? timeOfDay(hour?.[0] ?? '')
      const isBefore = /truoc/.test(match[0])
      found.push({
        at,
        end,
        // "tiến độ từng dự án theo từng tuần": how it is divided, where a day is stated as well.
        // "mỗi ngày không dưới 120 giấy" is how much.
        ...(/(?:theo|den)\s*$/.test(low.slice(Math.max(0, at - 8), at)) ||
        /^ (?:khong (?:duoi|it hon|qua)|it nhat|toi thieu) \d[\d.]* (?!lan|luot|buoi|ky|cuoc|tin|bai)/.test(
          low.slice(end),
        ) ||
        /^(?:theo|giao ban) /.test(match[0]) ||
        /^(?:hang|moi) nam$/.test(match[0])
          ? { weak: true }
          : {}),
        rule: { kind: 'recurring', cadences: list, ...(isBefore && { before: true }), ...(time && { time }), words },
      })
      rest = `${rest.slice(0, at)}${'#'.repeat(end - at)}${rest.slice(end)}`
    }
  }
  for (const match of low.matchAll(/dinh ky/g)) {
    const end = match.index + match[0].length
    if (
      free(match.index, end) &&
      !notRegular.test(text.slice(match.index, end)) &&
      !/bao cao thuong xuyen,? (?:va )?$/.test(low.slice(Math.max(0, match.index - 28), match.index)) &&
      !found.some((other) => other.rule.kind === 'recurring' && other.at > match.index && other.at - end < 40) &&
      !/^\s*(?:hang|moi|0?6 thang|thang|quy)/.test(low.slice(end)) &&
      !/(?:suc khoe|kiem dinh|bao duong|bao tri|doi thoai|danh gia|kiem tra|tiep cong dan|hop|sinh hoat|giao ban|bao duong|tiep xuc)\s*$/.test(
        low.slice(Math.max(0, match.index - 20), match.index),
      )
    )
      found.push({
        at: match.index,
        end,
        weak: true,
        rule: { kind: 'recurring', cadences: [{ every: 'unstated' }], words: text.slice(match.index, end) },
      })
  }
  for (const match of low.matchAll(/thuong xuyen(?:,? lien tuc)?|(?:duy tri|thuc hien|cap nhat|theo doi) lien tuc/g)) {
    if (
      /(?:\bchi|kinh phi|giao duc|\b(?<!phan )luong|nguon|hoat dong|cong viec|nhiem vu|su nghiep|khong|chua|ngan sach|nhu cau|tx)\s*$/.test(
        low.slice(Math.max(0, match.index - 14), match.index),
      )
    )
      continue
    const end = match.index + match[0].length
    if (
      // "phục vụ công tác báo cáo thường xuyên, định kỳ, đột xuất": kinds of reports.
      (/bao cao $/.test(low.slice(Math.max(0, match.index - 8), match.index)) &&
        /^,? (?:va )?(?:dinh ky|dot xuat)/.test(low.slice(end))) ||
      /^\s*(?:truc|tru\b|vi pham|xay ra|bi|sat lo|ngap|un tac|tai pham|hu hong|mat dien)(?![a-z])/.test(low.slice(end))
    )
      continue
    found.push({
      at: match.index,
      end,
      weak: match.index > 24,
      rule: { kind: 'standing', words: text.slice(match.index, end) },
    })
  }
  return found.sort((a, b) => a.at - b.at)
}

/** "Quý, 6 tháng, năm" beside a task. */
export function listedCadences(text: string, low: string): FoundRule[] {
  const list =
    /^\s*(?:bao cao )?((?:ngay|tuan|thang|quy|0?6 thang|nam)(?:\s?(?:,|;|\/|va)\s?(?:tuan|thang|quy|0?6 thang|nam))*)\s*\.?\s*$/.exec(
      low,
    )?.[1]
  return list
    ? cadencesIn(`hằng ${text.trim()}`, `hang ${list}`).map((one) => ({
        ...one,
        rule: { ...one.rule, words: text.trim() },
      }))
    : []
}
