// Which unit is meant: the many spellings of one name made equal, then compared (domain.md sections 3 and 4.1).
import { fold, similarity } from '../../lib/vietnamese.js'
import type { UnitWithAliases } from './store.js'

/** Runs of words that stand for longer ones, on folded text, in this order. */
const written: readonly (readonly [RegExp, string])[] = [
  [/\bhoi dong nhan dan\b/g, 'hdnd'],
  [/\buy ban nhan dan\b/g, 'ubnd'],
  [
    /\b(uy ban )?mat tran to quoc( viet nam)?\b|\bubmttq( viet nam|vn)?\b|\buy ban mttq( viet nam|vn)?\b|\bmttq ?vn\b/g,
    'mttq',
  ],
  [/\bvp(?=hdnd|ubnd|ub\b)/g, 'van phong '],
  [/\bhdndubnd\b/g, 'hdnd ubnd'],
  [/\bvp\b/g, 'van phong'],
  [/\bpvh ?x?xh\b/g, 'phong van hoa xa hoi'],
  [/\bvh ?x?xh\b/g, 'van hoa xa hoi'],
  [/\b(kt ?ht ?dt|kinh te ha tang va do thi)\b/g, 'kinh te ha tang do thi'],
  [/\bpkt ?ht ?dt\b/g, 'kinh te ha tang do thi'],
  [/\bpkt\b/g, 'phong kinh te'],
  [/\bkt\b/g, 'kinh te'],
  [/\btt(?=pvhcc|hcc|dvsnc|cudv|ytcc?\b)/g, 'trung tam '],
  [/\btt\b/g, 'trung tam'],
  [/\bpvhcc\b/g, 'phuc vu hanh chinh cong'],
  [/\bhcc\b/g, 'hanh chinh cong'],
  [/\bdvsnc\b/g, 'dich vu su nghiep cong'],
  [/\bcudvsnc\b/g, 'cung ung dich vu su nghiep cong'],
  [/\bcudvc\b/g, 'cung ung dich vu cong'],
  [/^ca(?=$| (xa|phuong|dac khu)\b)/g, 'cong an'],
  [/\bbch ?qs\b|\bchqs\b/g, 'ban chi huy quan su'],
  [/\bban ban chi huy\b/g, 'ban chi huy'],
  [/\bbch\b/g, 'ban chi huy'],
  [/^qs\b/g, 'quan su'],
  [/\btyt\b/g, 'tram y te'],
]

/** Who heads it, said in front of its name. */
const title =
  /^(?:(?:kinh gui|dong chi|d c|dc|thu truong|lanh dao|truong|pho truong|chanh|pho chanh|giam doc|pho giam doc|chi huy truong) )+(?=(?:phong|van phong|trung tam|tram|ban|cong an)\b)/

/**
 * A unit's name in the one form in which its spellings are equal: abbreviations written out, `&`, `-` and "và" alike, no
 * diacritics, no "Phòng" in front, no title of its head, no place ("xã Đường An", "thuộc UBND …").
 * "Văn hoá – Xã hội phường An Biên", "VH-XH" → "van hoa xa hoi".
 */
export function unitKey(name: string): string {
  let key = fold(name).replace(/ va (?=\S)/g, ' ')
  for (const [short, long] of written) key = key.replace(short, long)
  return key
    .replace(title, '')
    .replace(/(?<=\S) (?:thuoc|cua) .*$/, '')
    .replace(/(?<=\S) (?:xa(?! hoi\b)|phuong|dac khu)(?: .*)?$/, '')
    .replace(/(?<! hdnd) ubnd$/, (found, at: number, whole: string) =>
      whole.slice(0, at) === 'van phong' ? found : '',
    )
    .replace(/^(?=phuc vu hanh chinh cong\b|dich vu su nghiep cong\b|cung ung dich vu\b)/, 'trung tam ')
    .replace(/^phong (?=\S)/, '')
    .trim()
}

export interface UnitMatch {
  unit: UnitWithAliases
  /** The name or an alias of it, word for word; otherwise only much alike: ask. */
  sure: boolean
}

const alike = 0.86

/** The unit these words mean, or undefined when none does or two do equally. */
export function matchUnit(units: readonly UnitWithAliases[], words: string): UnitMatch | undefined {
  const key = unitKey(words.slice(0, 300))
  if (key === '') return undefined
  const named = units.map((unit) => ({ unit, keys: keysOf(unit) }))
  const exact = named.filter(({ keys }) => keys.includes(key))
  if (exact.length > 0) return exact.length === 1 && exact[0] ? { unit: exact[0].unit, sure: true } : undefined
  const near = named
    .map(({ unit, keys }) => ({ unit, closeness: Math.max(...keys.map((own) => closeness(own, key))) }))
    .filter((candidate) => candidate.closeness >= alike)
    .sort((a, b) => b.closeness - a.closeness)
  const [best, second] = near
  if (!best || best.closeness === second?.closeness) return undefined
  return { unit: best.unit, sure: false }
}

/**
 * The unit that somebody means who writes its name, or so much of it that it can be no other's: "văn hóa", "vp hdnd". Two words at least: a
 * single one may be a person's name ("Hoa").
 */
export function meantUnit(units: readonly UnitWithAliases[], words: string): UnitWithAliases | undefined {
  const match = matchUnit(units, words)
  if (match?.sure) return match.unit
  const part = unitKey(words.slice(0, 300))
  if (!part.includes(' ')) return undefined
  const [only, ...others] = units.filter((unit) => keysOf(unit).some((key) => ` ${key} `.includes(` ${part} `)))
  return others.length === 0 ? only : undefined
}

/** A letter asks of each of its tasks which of the same units is meant. */
const keys = new WeakMap<UnitWithAliases, string[]>()

function keysOf(unit: UnitWithAliases): string[] {
  const known = keys.get(unit)
  if (known) return known
  const own = unitKeys(unit)
  keys.set(unit, own)
  return own
}

/** Every key a unit answers to. */
export function unitKeys(unit: Pick<UnitWithAliases, 'name' | 'shortName' | 'aliases'>): string[] {
  return [...new Set([unit.name, unit.shortName, ...unit.aliases].map(unitKey))].filter((key) => key !== '')
}

/** How alike two keys are. Short ones and those that differ in a number or a single letter ("thôn 3", "thôn 5") are not. */
function closeness(a: string, b: string): number {
  if (a.length < 6 || b.length < 6) return 0
  return marks(a) === marks(b) ? similarity(a, b) : 0
}

function marks(key: string): string {
  return key
    .split(' ')
    .filter((word) => word.length === 1 || /\d/.test(word))
    .join(' ')
}
