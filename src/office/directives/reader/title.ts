// The kind of a letter and what it is about: "KẾ HOẠCH …", "V/v …".
import { shortDate } from './dated.js'
import { isCapitals } from './paragraphs.js'
import { countWords, plain, startsLower } from './plain.js'

export const types =
  /^(?:ke hoach|quyet dinh|thong bao|chi thi|cong dien|bao cao|to trinh|giay moi|chuong trinh|huong dan|quy che|quy dinh|ket luan|bien ban|nghi quyet|de an|thong tu|thong bao ket luan|giay gioi thieu|thu moi|ban ghi nho|hop dong|giay uy quyen|phieu chuyen|phieu trinh|ho so|loi keu goi|thu (?:chuc mung|khen|cam on)|dien (?:chuc )?mung)\b/
/** "THÔNG BÁO Về việc …", "Thông báo Lịch lấy nước …" in one line. */
export const typeInLine =
  /^(?:THÔNG BÁO|KẾ HOẠCH|CHỈ THỊ|CÔNG ĐIỆN|HƯỚNG DẪN|KẾT LUẬN|CHƯƠNG TRÌNH|QUYẾT ĐỊNH|BÁO CÁO)\s+(?=(?:Về|V\/v|v\/v|về)\s)|^(?:Thông báo|Kế hoạch|Hướng dẫn)\s+(?=(?:Về việc|V\/v|v\/v|Lịch)\s)/u
/** A ward may be called An Hòa: only with its own diacritics is it a type. */
export const plan = /^PHƯƠNG ÁN(?![\p{L}])/u

/** Long, and with a stop at its end or inside: no line of a subject is. */
export function isFirstSentence(text: string): boolean {
  return (
    text.length > 120 &&
    /^\p{Lu}/u.test(text) &&
    !/^(?:V\s*\/|Về việc)/iu.test(text) &&
    /[.:;](?:\s+\p{Lu}|$)/u.test(text)
  )
}

export function findType(top: string[]): { type: string | null; at: number } {
  for (const [at, line] of top.entries()) {
    const low = plain(line)
    if (isCapitals(line) && plan.test(line)) return { type: 'phuong an', at }
    const inLine = typeInLine.exec(line)?.[0]
    if (inLine) return { type: plain(inLine).trim(), at }
    if (isCapitals(line) && types.test(low) && !/^v\s*\//.test(low)) return { type: types.exec(low)?.[0] ?? null, at }
  }
  return { type: null, at: -1 }
}

export function findSubject(top: string[], typeAt: number): string | null {
  const inLine = typeInLine.exec(top[typeAt] ?? '')?.[0]
  if (inLine) return gather([(top[typeAt] ?? '').slice(inLine.length), ...top.slice(typeAt + 1)])
  const marked = top.findIndex((line) => /^(?:["(]?\s*v\s*\/\s*v|ve viec|viv )/.test(plain(line)))
  const start = marked < 0 && typeAt < 0 ? belowNumber(top) : marked
  const inline = start < 0 ? top.findIndex((line) => /\sv\s*\/\s*v[\s:]/.test(plain(line))) : -1
  if (start >= 0 || inline >= 0) {
    const first =
      start >= 0 ? (top[start] ?? '') : (top[inline] ?? '').slice(plain(top[inline] ?? '').search(/v\s*\/\s*v[\s:]/))
    return gather([first, ...top.slice((start >= 0 ? start : inline) + 1)])
  }
  if (typeAt >= 0) {
    const rest = top.slice(typeAt + 1)
    // "KẾ HOẠCH TIÊM PHÒNG ĐÀN GIA SÚC NĂM 2026": what it is about on the same line.
    const title = top[typeAt] ?? ''
    const about = title.slice(types.exec(plain(title))?.[0].length ?? title.length).replace(/^[\s:.-]+/, '')
    if (countWords(about) > 2) return gather([about, ...rest])
    const skip = rest.findIndex((line) => line !== '')
    return skip >= 0 ? gather(rest.slice(skip)) : null
  }
  return null
}

/** "Về rà soát hộ nghèo" without its "việc": the line right below the number, or below the letterhead where there is none. */
function belowNumber(top: string[]): number {
  const at = top.findIndex((line) => /^Về \p{Ll}/u.test(line))
  const above = top.slice(0, Math.max(at, 0)).findLast((line) => line !== '')
  const isBelow = above !== undefined && (/^s[o6]\s?[:.]?\s?[\d….\s_]*\//.test(plain(above)) || isCapitals(above))
  return isBelow && !isFirstSentence(top[at] ?? '') ? at : -1
}

const notTitle =
  /^(?:so\s*:|cong hoa|doc lap|uy ban nhan dan$|(?:[ivx]{1,5}|phan [ivx\d]+|dieu \d+)\s*[.)/:-]|dang ngay|ngay dang)/

/** "V/v …" below the addressee. */
export function subjectBelow(lines: string[]): string | null {
  const at = lines.findIndex((line) => /^v\s*\/\s*v/.test(plain(line)))
  return at < 0 ? null : gather(lines.slice(at))
}

/** Lines of a title up to an empty one, the place and date, or another part of the header. */
function gather(lines: string[]): string | null {
  const parts: string[] = []
  for (const [at, line] of lines.entries()) {
    const low = plain(line)
    if (at > 0 && parts.length > 0 && (/^[-+•] /.test(line) || /:$/.test(line))) break
    if (
      at > 0 &&
      isCapitals(line) &&
      /\p{Ll}/u.test(parts.join('')) &&
      /^(?:chu tich|uy ban nhan dan|ubnd|hoi dong nhan dan)/.test(low)
    )
      break
    // A title in capitals is over where the preamble begins in small letters; “V/v …” ends with its mark.
    const isPreamble = isCapitals(parts.join('')) && !isCapitals(line) && line.length > 20 && /^\p{Lu}/u.test(line)
    if (parts.length > 0 && (isPreamble || (/^["“]/u.test(parts[0] ?? '') && /["”]$/u.test(parts.at(-1) ?? '')))) break
    if (
      at > 0 &&
      /^chu tich (?:uy ban nhan dan|ubnd) /.test(low) &&
      isCapitals(line) &&
      !/(?:^|\s)(?:của|CỦA|và|VÀ)$/u.test(parts.at(-1) ?? '')
    )
      break
    // "Về thực hiện chế độ thông tin," and, an empty line below, "báo cáo định kỳ".
    if (line === '' && parts.at(-1)?.endsWith(',') && startsLower(lines[at + 1] ?? '')) continue
    if (at > 0 && (line === '' || notTitle.test(low) || line.length > 420 || shortDate.test(line))) break
    const cut = cutDate(line)
    if (cut !== '') parts.push(cut)
    if (cut !== line && at > 0 && cut === '') break
  }
  const text = unquoted(parts)
    .reduce((all, part) => (/\p{L}-$/u.test(all) ? all + part : `${all} ${part}`), '')
    .replace(/\s+/g, ' ')
    .trim()
  return text === '' ? null : text
}

/** “V/v …” without its marks. */
function unquoted(parts: string[]): string[] {
  const whole = parts.join('\n')
  return /^["“][^"“”]*["”]$/u.test(whole) ? whole.slice(1, -1).split('\n') : parts
}

/** Without "Tên xã, ngày … tháng … năm …" of the other column. */
function cutDate(line: string): string {
  const match = /(?:\s|^)(?:\p{Lu}\p{Ll}*\s){0,5}\p{Lu}\p{Ll}*,\s*ng[àa]y\s*[\d….\s_]{0,12}\s*th[áa]ng\s[\s\S]*$/u.exec(
    line,
  )
  return match ? line.slice(0, match.index).trim() : line
}
