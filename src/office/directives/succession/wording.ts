// What a corrected letter asks for otherwise than before, word for word: a number, an object, a negation. Punctuation, case and spacing
// change nothing, nor does typing or a diacritic in words written small; "thôn Đông" and "thôn Đồng", "điểm d" and "điểm đ" are two things. Pure.
import { distance } from 'fastest-levenshtein'
import { fold, shorten } from '../../../lib/vietnamese.js'

/** A place where two wordings differ, with a word beside it: "50 hộ" and "80 hộ". Empty where there is nothing. */
export interface Changed {
  before: string
  after: string
}

interface Word {
  /** What it is compared by: its letters, wherever the tone stands. */
  exact: string
  /** The same however it is spelled; undefined for what may be a name, an abbreviation, a letter of a list. */
  loose: string | undefined
  from: number
  to: number
}

/** The same run of words in both texts, as the texts have it: from inclusive, to exclusive. */
interface Hunk {
  a: [number, number]
  b: [number, number]
}

/** The most words of an old text times those of a new one that are compared one by one; beyond it all that lies between counts as changed. */
const MOST_PAIRS = 1_000_000
const LONGEST_SIDE = 80

/** The places that ask for something else, in their order; none where only the spelling differs. */
export function changedWords(before: string, after: string): Changed[] {
  const [x, y] = [before.normalize('NFC').replace(/\s+/g, ' '), after.normalize('NFC').replace(/\s+/g, ' ')]
  if (x === y) return []
  const [a, b] = [wordsOf(x), wordsOf(y)]
  const told = joined(hunksOf(a, b).filter((hunk) => !isSpelling(hunk, x, a, y, b)))
  return told.map((hunk) => {
    const { a: inA, b: inB } = withNeighbour(hunk, a, b)
    return { before: slice(x, a, inA), after: slice(y, b, inB) }
  })
}

/** Stands for the words of a deadline until what belongs to them is found. */
const TIME = '\uE000'
const aroundTime =
  /(?:(?:hoàn thành|thời hạn|xong|hạn)[\s:,]*)*\uE000(?:[\s(]*kể từ (?:ngày|khi) (?:ký|ban hành|nhận được)(?: (?:công văn|văn bản)(?: này)?)?)?/giu

/** A text without the words of these deadlines, nor those that lead to them: "hoàn thành trước ngày 30/9", "trong 05 ngày kể từ ngày ký". */
export function withoutDeadlines(text: string, deadlines: readonly { words: string }[]): string {
  // "trước 30/9/2026" before "trước 30/9", which stands in it.
  const longestFirst = deadlines.map((one) => one.words).sort((a, b) => b.length - a.length)
  return longestFirst
    .reduce((rest, words) => (words === '' ? rest : rest.replace(words, TIME)), text)
    .replace(aroundTime, ' ')
}

/** Words that say nothing of what is asked for. */
const particles = new Set(['và', 'các', 'những', 'của', 'thì', 'là'])

function wordsOf(text: string): Word[] {
  const found = [...text.matchAll(/\d+(?:[.,]\d+)*|[\p{L}\p{M}]+|[%‰<>≥≤]/gu)]
  return found.flatMap(({ 0: word, index }, at): Word[] => {
    // Bản Là is a place.
    if (particles.has(word.toLowerCase()) && (isSmall(word) || word === word.toUpperCase())) return []
    const place = { from: index, to: index + word.length }
    if (!/^\p{L}/u.test(word)) return [{ exact: readNumber(word), loose: undefined, ...place }]
    const isLoose = isSmall(word) || (isSmall(found[at + 1]?.[0] ?? '') && isFirst(text.slice(0, index)))
    return [{ exact: spelledOut(word), loose: isLoose && word.length > 1 ? spelt(fold(word)) : undefined, ...place }]
  })
}

function isSmall(word: string): boolean {
  return word === word.toLowerCase()
}

/** Does a sentence begin behind this? Not behind "TP." */
function isFirst(before: string): boolean {
  return !/\p{L}{2}/u.test(before) || /\p{Ll}{2}[.!?]["”)]?\s+$/u.test(before.slice(-6))
}

const tones = /[\u0300\u0301\u0303\u0309\u0323]/g

/** Small letters, the tones last: "Hoà" and "hòa" are one. */
function spelledOut(word: string): string {
  const letters = word.toLowerCase().normalize('NFD')
  return letters.replace(tones, '') + (letters.match(tones) ?? []).join('')
}

function isSame(a: Word | undefined, b: Word | undefined): boolean {
  return a?.exact === b?.exact || (a?.loose !== undefined && a.loose === b?.loose)
}

/** "02" is 2, "1.500" and "1500" are one number, "1,5" and "1.5" too. */
function readNumber(word: string): string {
  const [, whole, part = ''] = /^([1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:,\d{3})+|\d+)([.,]\d+)?$/.exec(word) ?? []
  if (whole === undefined) return word
  return `${whole.replace(/[.,]/g, '').replace(/^0+(?=\d)/, '')}${part.replace(',', '.')}`
}

/** What is often mixed up in writing: lý and lí, s and x, ch and tr, d and gi, ng and ngh. */
function spelt(word: string): string {
  return word
    .replace(/^(n?g)h/, '$1')
    .replace(/^gi(?=[aeou])/, 'd')
    .replace(/^tr/, 'ch')
    .replace(/^x/, 's')
    .replace(/^([hklmst])y$/, '$1i')
}

/** Where the two differ: what stands in both in the same order is left out, as much of it as there is. */
function hunksOf(a: readonly Word[], b: readonly Word[]): Hunk[] {
  const same = (i: number, j: number) => isSame(a[i], b[j])
  let start = 0
  while (start < a.length && start < b.length && same(start, start)) start++
  let [endA, endB] = [a.length, b.length]
  while (endA > start && endB > start && same(endA - 1, endB - 1)) {
    endA--
    endB--
  }
  const [rows, columns] = [endA - start, endB - start]
  if (rows === 0 && columns === 0) return []
  if (rows * columns > MOST_PAIRS) return [{ a: [start, endA], b: [start, endB] }]
  // How much the rest has in common, from each place of both.
  const width = columns + 1
  const most = new Uint16Array((rows + 1) * width)
  const at = (i: number, j: number) => most[i * width + j] ?? 0
  for (let i = rows - 1; i >= 0; i--)
    for (let j = columns - 1; j >= 0; j--)
      most[i * width + j] = same(start + i, start + j) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const hunks: Hunk[] = []
  let [i, j] = [0, 0]
  while (i < rows || j < columns) {
    if (i < rows && j < columns && same(start + i, start + j)) {
      i++
      j++
      continue
    }
    const [fromA, fromB] = [i, j]
    while ((i < rows || j < columns) && !(i < rows && j < columns && same(start + i, start + j))) {
      if (j >= columns || (i < rows && at(i + 1, j) >= at(i, j + 1))) i++
      else j++
    }
    hunks.push({ a: [start + fromA, start + i], b: [start + fromB, start + j] })
  }
  return hunks
}

/** A blank too many or too few, or words of which one is no Vietnamese syllable and the other nearly the same. */
function isSpelling(hunk: Hunk, x: string, a: readonly Word[], y: string, b: readonly Word[]): boolean {
  const [old, next] = [a.slice(...hunk.a), b.slice(...hunk.b)]
  const exact = (words: readonly Word[]) => words.map((word) => word.exact).join('')
  const loose = (words: readonly Word[]) => words.map((word) => word.loose).join('')
  const isLoose = [...old, ...next].every((word) => word.loose !== undefined)
  if (exact(old) === exact(next) || (isLoose && loose(old) === loose(next))) return true
  if (!isLoose) return false
  if (old.length !== next.length) return false
  return old.every((word, index) => {
    const other = next[index]
    return other !== undefined && isMistyped(x.slice(word.from, word.to), y.slice(other.from, other.to))
  })
}

function isMistyped(one: string, other: string): boolean {
  const [x, y] = [fold(one), fold(other)]
  return distance(x, y) <= 2 && !(syllable.test(x) && syllable.test(y))
}

const rhymes =
  'a ac ach ai am an ang anh ao ap at au ay e ec ech em en eng enh eo ep et eu i ia ich iec iem ien ieng iep iet ieu im in inh ip it iu ' +
  'o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen oeo oet oi om on ong ooc oong op ot u ua uan uang uat uau uay uc ue uech ' +
  'uenh ui um un ung uo uoc uoi uom uon uong uop uot uou up ut uu uy uya uych uyen uyet uynh uyt uyu y yem yen yet yeu'
/** A Vietnamese syllable without its diacritics. */
const syllable = new RegExp(
  `^(?:ngh?|nh|ch|gh?|gi|kh?|ph?|th?|tr|qu?|[bcdhlmnrsvx])?(?:${rhymes.replaceAll(' ', '|')})$`,
)

/** Places with no more than one word between them are one. */
function joined(hunks: readonly Hunk[]): Hunk[] {
  const result: Hunk[] = []
  for (const hunk of hunks) {
    const last = result.at(-1)
    if (last && hunk.a[0] - last.a[1] <= 1 && hunk.b[0] - last.b[1] <= 1) {
      last.a[1] = hunk.a[1]
      last.b[1] = hunk.b[1]
    } else result.push({ a: [...hunk.a], b: [...hunk.b] })
  }
  return result
}

/** With the word behind it, which both have: "50 hộ". What was added or left out stands between two words, the last of a text behind one. */
function withNeighbour(hunk: Hunk, a: readonly Word[], b: readonly Word[]): Hunk {
  const behind = hunk.a[1] < a.length && hunk.b[1] < b.length ? 1 : 0
  const isAdded = hunk.a[0] === hunk.a[1] || hunk.b[0] === hunk.b[1]
  const before = hunk.a[0] > 0 && hunk.b[0] > 0 && (isAdded || behind === 0) ? 1 : 0
  return { a: [hunk.a[0] - before, hunk.a[1] + behind], b: [hunk.b[0] - before, hunk.b[1] + behind] }
}

function slice(text: string, words: readonly Word[], [from, to]: [number, number]): string {
  const [first, last] = [words[from], words[to - 1]]
  return first && last && to > from ? shorten(text.slice(first.from, last.to), LONGEST_SIDE) : ''
}
