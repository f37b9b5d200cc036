// From which side lateness came, as people type it.
import type { Lateness } from '../actions.js'

const side = String.raw`(?:(?:bên ngoài|ben ngoai|từ phía đơn vị|tu phia don vi)(?:\s*\()?\s*)?`
const lead = String.raw`(?:(?:do|vì|vi|là|la|nguyên nhân|nguyen nhan|lý do|ly do)\s+)*`
/** A part between commas that says nothing else: "khách quan", "do nguyên nhân chủ quan", "Bên ngoài (khách quan)". */
const alone = new RegExp(
  String.raw`^${lead}(?:${side}(?<side>kh[aá]ch|ch[uủ])\s+quan|(?<outside>bên ngoài|ben ngoai)|(?<own>(?:từ |tu )?(?:phía |phia )?(?:đơn vị|don vi)))(?:\s*\))?\s*[.!]*$`,
  'iu',
)
/** In front of the reason: "khách quan: chờ tỉnh phân bổ vốn". */
const inFront = new RegExp(String.raw`^${lead}(?<side>kh[aá]ch|ch[uủ])\s+quan\s*(?::|\s[-–]|,|\bdo\b)\s*`, 'iu')

function causeOf(groups: Record<string, string | undefined> | undefined): Lateness['cause'] {
  return groups?.own !== undefined || /^ch/i.test(groups?.side ?? '') ? 'own' : 'outside'
}

/** A part of a text between commas, semicolons or brackets: where it stands, and the sign in front. */
interface Part {
  from: number
  to: number
  sign: string
}

function partsOf(words: string): Part[] {
  const parts: Part[] = [{ from: 0, to: words.length, sign: '' }]
  for (const { 0: sign, index } of words.matchAll(/[,;(]/g)) {
    const last = parts.at(-1)
    if (last) last.to = index
    parts.push({ from: index + 1, to: words.length, sign })
  }
  return parts
}

/**
 * The cause in a text and the text without the words that name it; no cause where none is named by itself ("chờ đánh giá khách quan của
 * tỉnh" names none) or both are.
 */
export function readCause(text: string): { cause?: Lateness['cause']; rest: string } {
  const words = text.normalize('NFC').trim()
  const found = partsOf(words).flatMap(({ from, to, sign }) => {
    const said = words.slice(from, to).trimEnd()
    const bare = said.endsWith(')') ? said.slice(0, -1) : said
    const match = alone.exec(bare.trim())
    // A bracket goes only with the one that opened it.
    return match ? [{ from, to: sign === '(' ? to : from + bare.length, cause: causeOf(match.groups) }] : []
  })
  const [first] = found
  if (found.some((one) => one.cause !== first?.cause)) return { rest: words }
  if (first) return { cause: first.cause, rest: without(words, found) }
  const front = inFront.exec(words)
  return front ? { cause: causeOf(front.groups), rest: words.slice(front[0].length) } : { rest: words }
}

/** The text without these stretches and the signs in front of them. */
function without(words: string, stretches: readonly { from: number; to: number }[]): string {
  let kept = ''
  let at = 0
  for (const { from, to } of stretches) {
    kept += words.slice(at, Math.max(at, from - 1)).trimEnd()
    at = to
  }
  return (kept + words.slice(at)).replace(/^[\s,;]+/, '').trimEnd()
}
