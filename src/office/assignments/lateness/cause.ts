// From which side lateness came, as people type it.
import type { Lateness } from '../actions.js'

const side = String.raw`(?:(?:bên ngoài|ben ngoai|từ phía đơn vị|tu phia don vi)\s*\(?\s*)?`
const lead = String.raw`(?:(?:do|vì|vi|là|la|nguyên nhân|nguyen nhan|lý do|ly do)\s+)*`
/** A part between commas that says nothing else: "khách quan", "do nguyên nhân chủ quan", "Bên ngoài (khách quan)". */
const alone = new RegExp(
  String.raw`^${lead}(?:${side}(?<side>kh[aá]ch|ch[uủ])\s+quan|(?<outside>bên ngoài|ben ngoai)|(?<own>(?:từ |tu )?(?:phía |phia )?(?:đơn vị|don vi)))\s*\)?\s*[.!]*$`,
  'iu',
)
/** In front of the reason: "khách quan: chờ tỉnh phân bổ vốn". */
const inFront = new RegExp(String.raw`^${lead}(?<side>kh[aá]ch|ch[uủ])\s+quan\s*(?::|\s[-–]|,|\bdo\b)\s*`, 'iu')

function causeOf(groups: Record<string, string | undefined> | undefined): Lateness['cause'] {
  return groups?.own !== undefined || /^ch/i.test(groups?.side ?? '') ? 'own' : 'outside'
}

/**
 * The cause in a text and the text without it; no cause where none is named by itself ("chờ đánh giá khách quan của tỉnh" names
 * none) or both are.
 */
export function readCause(text: string): { cause?: Lateness['cause']; rest: string } {
  const words = text.normalize('NFC').trim()
  const parts = words.split(/\s*[,;(]\s*/u)
  const found = parts.map((part) => alone.exec(part.replace(/\)$/, '')))
  const causes = new Set(found.flatMap((match) => (match ? [causeOf(match.groups)] : [])))
  if (causes.size > 1) return { rest: words }
  const [cause] = causes
  if (cause) return { cause, rest: parts.filter((_, index) => !found[index]).join(', ') }
  const front = inFront.exec(words)
  return front ? { cause: causeOf(front.groups), rest: words.slice(front[0].length) } : { rest: words }
}
