// Typed answers: `17 xong`, `#17 da nhan`, `1,3,5-9 xong`, `KT 17 đang làm`. Conservative: an ordinary sentence is left alone. Pure.
import { plain, untelex } from '../../lib/vietnamese.js'

export interface TypedAnswer {
  numbers: number[]
  move: 'accept' | 'start' | 'report'
  /** The words in front of the numbers, when there are any: a unit, or this was no answer. */
  unit: string | undefined
}

const verbs: readonly (readonly [TypedAnswer['move'], string])[] = [
  ['accept', 'da nhan viec|da nhan duoc|da nhan|nhan viec|nhan roi'],
  ['start', 'dang lam|dang thuc hien|dang trien khai|dang xu ly|bat dau lam'],
  ['report', 'da hoan thanh|hoan thanh|da lam xong|lam xong|da thuc hien xong|da xong|xong'],
]
const anyVerb = verbs.map(([, words]) => words).join('|')
const numbers = String.raw`#?\d{1,6}(?:\s*(?:,|;|-|–|\bva\b|\bden\b)\s*#?\d{1,6})*`
const tail = '(?: roi)?(?: a| nhe| nha| dong chi)?[.! ]*'

/** `17 trễ 25/7 do thiếu kinh phí`, `17 vướng: cho số liệu công an`: what follows keeps its diacritics. */
export interface TypedTrouble {
  number: number
  what: 'late' | 'difficulty'
  words: string
}

const lateForm =
  /^(?:việc\s+|viec\s+)?#?(\d{1,6})\s+(?:bị\s+|bi\s+)?(?:trễ|tre|chậm tiến độ|cham tien do|chậm|cham)\s+(\S.*)$/isu
const difficultyForm =
  /^(?:việc\s+|viec\s+)?#?(\d{1,6})\s+(?:vướng mắc|vuong mac|vướng|vuong|khó khăn|kho khan)\s*:\s*(\S.*)$/isu

/** Undefined for anything else; whether what follows "trễ" is a day is for the caller to see. */
export function readTrouble(text: string): TypedTrouble | undefined {
  const words = text.normalize('NFC').trim()
  if (words.length > 1200) return undefined
  const difficulty = difficultyForm.exec(words)
  if (difficulty?.[1] && difficulty[2])
    return { number: Number(difficulty[1]), what: 'difficulty', words: difficulty[2] }
  const late = lateForm.exec(words)
  if (late?.[1] && late[2] && /\d|cu[oố]i|th[uứ]|tu[aầ]n|mai|m[oố]t/iu.test(late[2]))
    return { number: Number(late[1]), what: 'late', words: late[2] }
  return undefined
}

const numbersFirst = new RegExp(
  `^(?:(?<unit>[^\\d#,;:.?!]{1,60}) )?(?<numbers>${numbers}) (?:deu |la )?(?<verb>${anyVerb})${tail}$`,
)
// "xong 17" may be anything; with "#" or "việc" it is an answer.
const verbFirst = new RegExp(`^(?<verb>${anyVerb}) (?:viec |cac viec |viec so )(?<numbers>${numbers})${tail}$`)
const verbFirstMarked = new RegExp(`^(?<verb>${anyVerb}) (?<numbers>#${numbers.slice(2)})${tail}$`)

/** What a text answers, or undefined when it is no answer. */
export function readTyped(text: string): TypedAnswer | undefined {
  if (text.length > 200 || text.includes('\n')) return undefined
  const words = plain(text)
  return match(words) ?? match(untelex(words))
}

function match(words: string): TypedAnswer | undefined {
  const found = numbersFirst.exec(words) ?? verbFirst.exec(words) ?? verbFirstMarked.exec(words)
  const { unit, numbers: list, verb } = found?.groups ?? {}
  if (!list || !verb) return undefined
  const move = verbs.find(([, forms]) => forms.split('|').includes(verb))?.[0]
  const read = readNumbers(list)
  const named = unit?.replace(/(?:^| )(?:cac viec|viec so|viec|so)$/, '').trim()
  return move && read ? { numbers: read, move, unit: named || undefined } : undefined
}

// More at once is a mistake or mischief.
const MOST = 60

/** "1,3,5-9" → 1, 3, 5, 6, 7, 8, 9; undefined when a stretch runs backwards or it is too much. */
export function readNumbers(text: string): number[] | undefined {
  const found = new Set<number>()
  const stretches = text.replace(/#/g, '').replace(/\s*(?:-|–|\bden\b)\s*/g, '-')
  for (const part of stretches.split(/[\s,;]+|\bva\b/)) {
    if (part === '') continue
    const [from = 0, to = from] = part.split('-').map(Number)
    if (!(from >= 1 && to >= from && to - from < MOST)) return undefined
    for (let number = from; number <= to; number++) found.add(number)
    if (found.size > MOST) return undefined
  }
  return found.size > 0 ? [...found] : undefined
}
