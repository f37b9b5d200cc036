// How a message, a page of the web or a portal heads a letter that it passes on or prints in full: its number, day and issuer in a line of its own words.
import type { Day } from '../../../lib/day.js'
import { ownNumber } from './numbers.js'
import { dayFrom } from './times.js'
import { inFull } from './unit-names.js'

/** "CV số 395/UBND-VP ngày 03/8/2026 của UBND xã … v/v …": how a message names the letter it passes on. */
const passedOn =
  /^[^\p{L}\d]*(?:công văn|cv|thông báo|tb|kế hoạch|kh|công điện|chỉ thị|quyết định)\s+(?:số:?\s*)?(\d{1,5}\s?[/-]\S+)\s+ngày\s+(\d{1,2})[/.-](\d{1,2})[/.-](20\d{2})\s+của\s+(.{4,80}?)\s+(?:v\/v|về việc|về)\s+\S/iu

/** "Về việc báo cáo tình hình ô nhiễm (3585/VP-KTN, ngày 23/10/2017).": how a page of the web heads a letter. */
const inBracket =
  /^(?:V\/v|Về(?: việc)?) .{5,300}\((?:số )?(\d{1,5}\/[\p{Lu}][^\s,()]{2,24}),? ngày (\d{1,2})[/.-](\d{1,2})[/.-](20\d{2})\)/u

/** "Ngày 02/10/2026, Chủ tịch UBND tỉnh ban hành Công điện số 06/CĐ-UBND … Toàn văn như sau:": how a portal heads what it prints in full. */
const printed =
  /^(?:Ngày (\d{1,2})[/.-](\d{1,2})[/.-](20\d{2}), )?(\p{Lu}[^,;:.]{3,80}?) (?:đã |vừa )?(?:ký )?ban hành (?:Công điện|Công văn|Văn bản|Chỉ thị|Kế hoạch|Thông báo|Kết luận)(?: khẩn| hỏa tốc)? số (\d{1,5}\/\p{Lu}[^\s,;.()]{2,24})[^:]{0,300}(?:toàn văn|nội dung)(?: cụ thể)? như sau\s?:?\s*$/iu

/** The first of these lines that heads a letter so. */
export function findPassedOn(lines: string[]): { number: string; date: Day | null; issuer: string | null } | undefined {
  for (const line of lines) {
    const portal = printed.exec(line)
    const full = portal?.[5] ? ownNumber(portal[5]) : null
    if (portal && full)
      return { number: full, date: dayFrom(portal[1], portal[2], portal[3]), issuer: inFull(portal[4] ?? '') }
    const head = inBracket.exec(line)
    const own = head?.[1] ? ownNumber(head[1]) : null
    if (head && own) return { number: own, date: dayFrom(head[2], head[3], head[4]), issuer: null }
    const match = passedOn.exec(line)
    const number = match?.[1] ? ownNumber(match[1]) : null
    if (match && number)
      return {
        number,
        date: dayFrom(match[2], match[3], match[4]),
        issuer: inFull(match[5] ?? ''),
      }
  }
  return undefined
}
