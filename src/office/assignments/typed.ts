// Typed answers: `17 xong`, `#17 da nhan`, `1,3,5-9 xong`, `KT 17 đang làm`. Conservative: an ordinary sentence is left alone. Pure.
import { plain, untelex } from '../../lib/vietnamese.js'

export interface TypedAnswer {
  numbers: number[]
  move: 'accept' | 'start' | 'report' | 'maintain'
  /** The words in front of the numbers, when there are any: a unit, or this was no answer. */
  unit: string | undefined
  /** The document named behind a report as its evidence, as it was typed: "BC 15/BC-PVHCC". */
  document?: string
}

const verbs: readonly (readonly [TypedAnswer['move'], string])[] = [
  ['accept', 'da nhan viec|da nhan duoc|da nhan|da tiep nhan|tiep nhan|nhan viec|nhan roi|nhan'],
  [
    'start',
    'dang lam|dang thuc hien|dang trien khai|dang xu ly|dang tien hanh|dang hoan thien|dang th|bat dau lam|bat dau thuc hien',
  ],
  ['maintain', 'dang duy tri tot|dang duy tri|duy tri tot|duy tri'],
  [
    'report',
    'da hoan thanh|hoan thanh|da hoan tat|hoan tat|da lam xong|lam xong|da thuc hien xong|thuc hien xong|da xong|xong|da ht|ht',
  ],
]
const anyVerb = verbs.map(([, words]) => words).join('|')
/** Those that take what they are about behind them: "Kinh tế nhận 5" may be five invitations, "Kinh tế nhận việc 5" is none. */
const withObject = ['tiep nhan', 'nhan viec', 'nhan', 'hoan thanh', 'hoan tat', 'duy tri', 'duy tri tot']
const verbBehindUnit = anyVerb
  .split('|')
  .map((verb) => (withObject.includes(verb) && verb !== 'nhan viec' ? `${verb}(?= (?:#|viec |cac viec ))` : verb))
  .join('|')
const numbers = String.raw`#?\d{1,6}(?:(?:\s*(?:[,;+&]|-|–|\bva\b|\bden\b)\s*|\s+)#?\d{1,6})*`
const tail = '(?: 100 ?%)?(?: ca| het)?(?: roi| r| rui| luon)?(?: a| ah| nhe| nha| em| anh| chi| dong chi)*[.! ]*'
/** How people begin before they come to the point; in the middle it belongs to a unit that reports. */
const polite = /^(?:(?:da|vang|ok|em|kinh(?! te(?![a-z]))|xin|bao cao|bc|dc|dong chi|anh|chi)[ ,:.]+)+/

/** `17 trễ 25/7 do thiếu kinh phí`, `17 vướng: cho số liệu công an`, `17 xin gia hạn đến 31/10 vì …`: what follows keeps its diacritics. */
export interface TypedTrouble {
  /** The words in front of the number, when there are any: a unit, or this was no answer. */
  unit?: string
  number: number
  what: 'late' | 'difficulty' | 'extension'
  /** Empty where only that there is one was typed, "17 trễ": the rest is asked for. */
  words: string
}

const called = String.raw`^(?:(?:việc|viec|nv)\s+(?:(?:số|so)\s+)?)?#?(\d{1,6})\s*:?\s+`
const lateForm = new RegExp(
  String.raw`${called}(?:(?:bị|bi|sẽ|se)\s+)?(?:trễ|tre|chậm tiến độ|cham tien do|(?:chậm|cham)(?!\s+nh[aấ]t))\s*:?\s+(?:(?:đến|den|tới|toi|sang)\s+)?(?:(?:ngày|ngay)\s+)?(\S.*)$`,
  'isu',
)
const difficultyForm = new RegExp(
  String.raw`${called}(?:(?:đang|dang|bị|bi)\s+)?(?:vướng mắc|vuong mac|vướng|vuong|khó khăn|kho khan)\s*(?::|\s[-–])\s*(\S.*)$`,
  'isu',
)

const extensionForm = new RegExp(
  String.raw`${called}(?:(?:chưa|chua)\s+xong\s*[,.;:–-]?\s+)?(?:(?:(?:xin|đề nghị|de nghi)\s+)?(?:(?:được|duoc|xin)\s+)?(?:gia hạn|gia han)|(?:(?:xin|đề nghị|de nghi|cho|được|duoc|phép|phep)\s+)+(?:lùi|lui)(?:\s+(?:thời hạn|thoi han|hạn|han))?)\s*:?\s+(?:(?:đến|den|tới|toi|sang)\s+)?(?:(?:ngày|ngay)\s+)?(\S.*)$`,
  'isu',
)
/** `xin gia hạn việc 22 đến 30/9 vì …`: without "đến" a number may be so many days. */
const extensionFirst =
  /^(?:(.{2,60}?)\s+)??(?:(?:xin|đề nghị|de nghi|cho|được|duoc|phép|phep)\s+)*(?:gia hạn|gia han|(?:lùi|lui)(?:\s+(?:thời hạn|thoi han|hạn|han)))\s+(?:cho\s+)?(?:(?:việc|viec|nv)\s+(?:(?:số|so)\s+)?)?#?(\d{1,6})\s+(?:đến|den|tới|toi|sang)\s+(?:(?:ngày|ngay)\s+)?(\S.*)$/isu
/** "7 ngày nữa"; "10 tháng 8" is a day. */
const stretch = /^\d{1,3}\s*(?:ngày|ngay|tuần|tuan|tháng|thang|hôm|hom)(?!\p{L})(?!\s*\d)/iu
const marked = /(?:(?:việc|viec|nv)\s+(?:(?:số|so)\s+)?|#)$/iu
/** Who says so of themselves. */
const ourselves = /^(?:(?:dạ|da|kính|kinh|em|tôi|toi|chúng tôi|chung toi|chúng em|chung em|đơn vị|don vi)[\s,]*)+$/iu
const bareForm = new RegExp(
  String.raw`${called}(?:(?:đang|dang|bị|bi|có|co|gặp|gap)\s+)*(?:(?<late>trễ|tre|chậm tiến độ|cham tien do|chậm|cham)|vướng mắc|vuong mac|vướng|vuong|khó khăn|kho khan)(?:\s+(?:rồi|roi|ạ|a))*[.!\s]*$`,
  'isu',
)
const office =
  'phòng|phong|văn phòng|van phong|vp|trung tâm|trung tam|tt|trạm|tram|ban|công an|cong an|trường|truong|ubmttq|mttq|hội|hoi|đoàn|doan'
// A few words, or the whole name of an office; words that stand before numbers all day are none.
const unitInFront = new RegExp(
  String.raw`^((?:${office})\s[^\d#,;:.?!]{1,60}?|[\p{L}&-]{2,15}(?:\s[\p{L}&-]{1,15}){0,5}?)\s+(?=(?:(?:việc|viec|nv)\s|#|\d))`,
  'iu',
)
const isOffice = new RegExp(String.raw`^(?:${office})\s`, 'iu')
const noUnit =
  /^(?:việc|viec|nv|số|so|ngày|ngay|hôm|hom|mai|tháng|thang|quý|quy|năm|nam|kỳ|ky|tuần|tuan|lúc|luc|còn|con|và|va|thì|thi|mục|muc|điều|dieu|khoản|khoan|phụ|bước|buoc|đợt|dot|lần|lan|bão|bao|thôn|thon|ấp|ap|tổ|to|khu|đội|doi|nhóm|nhom|lớp|lop|cấp|cap|đường|duong|xe|cv|bc|nq|kh|tb|qđ|qd|do|vì|vi|từ|tu|cả|ca|hơn|hon|gần|gan|có|co|chờ|cho)$/iu

/** Undefined for anything else; whether what follows "trễ" is a day is for the caller to see. */
export function readTrouble(text: string): TypedTrouble | undefined {
  const whole = text.normalize('NFC').trim()
  if (whole.length > 1200) return undefined
  const asked = extensionIn(whole)
  if (asked) return asked
  const [front = '', unit] = unitInFront.exec(whole) ?? []
  if (unit === undefined || isNoUnit(unit)) return troubleIn(whole)
  const found = troubleIn(whole.slice(front.length))
  return found && { ...found, unit }
}

/** Of several words one that stands before numbers all day is enough, unless they are an office's name ("Văn phòng HĐND và UBND"). */
function isNoUnit(unit: string): boolean {
  return noUnit.test(unit) || (!isOffice.test(unit) && unit.split(/\s+/).some((word) => noUnit.test(word)))
}

function isDay(said: string): boolean {
  return /\d|cu[oố]i|th[uứ]|tu[aầ]n|mai|m[oố]t/iu.test(said)
}

function extensionIn(whole: string): TypedTrouble | undefined {
  const [, front, number, words] = extensionFirst.exec(whole) ?? []
  if (!number || !words || !isDay(words)) return undefined
  // "xin gia hạn 5 đến 7 ngày nữa" names no work.
  if (stretch.test(words) && !marked.test(whole.slice(0, whole.indexOf(number)))) return undefined
  const found = { number: Number(number), what: 'extension' as const, words }
  if (front === undefined || ourselves.test(front)) return found
  return isNoUnit(front) ? undefined : { unit: front, ...found }
}

function troubleIn(words: string): TypedTrouble | undefined {
  const difficulty = difficultyForm.exec(words)
  if (difficulty?.[1] && difficulty[2])
    return { number: Number(difficulty[1]), what: 'difficulty', words: difficulty[2] }
  const extension = extensionForm.exec(words)
  if (extension?.[1] && extension[2] && isDay(extension[2]))
    return { number: Number(extension[1]), what: 'extension', words: extension[2] }
  const late = lateForm.exec(words)
  if (late?.[1] && late[2] && isDay(late[2])) return { number: Number(late[1]), what: 'late', words: late[2] }
  const bare = bareForm.exec(words)
  return bare?.[1] ? { number: Number(bare[1]), what: bare.groups?.late ? 'late' : 'difficulty', words: '' } : undefined
}

/** `17 góp ý: …`: a note of a cooperating unit. */
const noteForm = new RegExp(
  String.raw`${called}(?:(?:góp ý|gop y|ý kiến|y kien)(?: (?:phối hợp|phoi hop))?|phối hợp|phoi hop)\s*(?::|\s[-–])\s*(\S.*)$`,
  'isu',
)

/** Undefined for anything else. */
export function readNote(text: string): { number: number; words: string } | undefined {
  const words = text.normalize('NFC').trim()
  const found = words.length > 1200 ? undefined : noteForm.exec(words)
  return found?.[1] && found[2] ? { number: Number(found[1]), words: found[2] } : undefined
}

/** Whether a text is a typed answer of its own, whatever question it may stand below. */
export function isTypedAnswer(text: string): boolean {
  if (readNote(text)) return true
  const trouble = readTrouble(text)
  if (trouble) return isShort(trouble.unit) || isOffice.test(trouble.unit ?? '')
  if (!readAnswers(text)) return false
  // "Chủ đầu tư cam kết xong 2027": of several words in front of a verb nobody knows here whether they are a unit.
  const said = plain(text.trim()).replace(polite, '')
  const unit = unitFirst.test(said) ? undefined : unitVerbFirst.exec(said)?.groups?.unit
  return isShort(unit) || isOffice.test(unit ?? '')
}

function isShort(unit: string | undefined): boolean {
  return unit === undefined || !/\s/.test(unit)
}

const counted = '(?:cac viec|viec so|viec|nhiem vu|nv|so|tu)'
const numbersThenVerb = `(?:${counted} )*(?<numbers>${numbers})(?: ?[:=./–-]+ ?| )(?:deu |la |van )?(?<verb>${anyVerb})${tail}$`
const numbersFirst = new RegExp(`^${numbersThenVerb}`)
const unitFirst = new RegExp(`^(?<unit>[^\\d#,;:.?!]{1,60}?)(?: ?[:–-])? ${numbersThenVerb}`)
// "xong 17" may be anything; with "#" or "việc" it is an answer.
const verbFirst = new RegExp(`^(?<verb>${anyVerb}) (?:viec |cac viec |viec so )(?<numbers>${numbers})${tail}$`)
// With a unit in front too: "kt xong 17". "Mới xong 17" is none.
const unitVerbFirst = new RegExp(
  `^(?<unit>(?!(?:moi|chi(?! (?:cuc|bo|nhanh|hoi|doan))|lai|deu|cung|van(?! (?:hoa|phong))|se|sap|gan|chua|dang(?! uy)|con|hom nay)(?![a-z]))[^\\d#,;:.?!]{2,60}?) (?<verb>${verbBehindUnit}) (?:viec so |cac viec |viec )?(?<numbers>${numbers})${tail}$`,
)
const verbFirstMarked = new RegExp(`^(?<verb>${anyVerb}) (?<numbers>#${numbers.slice(2)})${tail}$`)

/** "…, minh chứng BC 15/BC-PVHCC": what stands behind a report as its evidence. */
const documentTail = new RegExp(
  String.raw`^(.*?\S)[\s,;:.(–-]+(?:(?:có|co|kèm|kem|theo|tại|tai)\s+)*(?:(?:minh chứng|minh chung|mc)\s*:?\s*(?:(?:là|la|theo|tại|tai)\s+)?)?` +
    `((?:(?:báo cáo|bao cao|bc|công văn|cong van|cv|văn bản|van ban|vb|quyết định|quyet dinh|qđ|qd|kế hoạch|ke hoach|kh|` +
    String.raw`thông báo|thong bao|tb|tờ trình|to trinh|ttr|biên bản|bien ban|bb)\s+)?(?:(?:số|so)\s*:?\s*)?\d{1,6}\s*/\s*\p{L}[\p{L}\d/.&-]*` +
    String.raw`(?:,?\s+(?:ngày|ngay)\s+\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?)?|https?://\S+)\)?(?:\s+(?:ạ|a|nhé|nhe))?[.!\s]*$`,
  'isu',
)

/** What a text answers, statement by statement; undefined when any part of it is no answer. */
export function readAnswers(text: string): TypedAnswer[] | undefined {
  const whole = readStatements(text)
  if (whole || text.length > 600) return whole
  const [, said, document] = documentTail.exec(text.normalize('NFC').trim()) ?? []
  const [report, ...more] = (said && readStatements(said)) || []
  return report?.move === 'report' && more.length === 0 && document ? [{ ...report, document }] : undefined
}

/** What is counted beside a file is no work: "ảnh 12 đã xong". Only its diacritics tell it from "anh 12 đã xong ạ". */
const picture = /(?<!\p{L})(?:ảnh|hình)\s+(?:số\s+)?\d/iu

function readStatements(text: string): TypedAnswer[] | undefined {
  if (text.length > 600 || picture.test(text.normalize('NFC'))) return undefined
  const lines = text.split('\n').map((line) => plain(withoutSigns(line.replace(/^\s*[-•*+]\s+/, ''))))
  const words = lines.join('\n').trim()
  // As typed, with Telex's keys taken out, without letters that stuck. A word that is no unit may be a slip of another.
  const readings = [words, untelex(words), words.replace(/([a-z])\1+/g, '$1')].flatMap((one) => {
    const read = readAll(one)
    return read ? [read] : []
  })
  return readings.find((read) => read.every(({ unit }) => unit === undefined)) ?? readings[0]
}

/** Hearts and thumbs at the end say nothing; a tick behind numbers alone says that they are done. */
function withoutSigns(line: string): string {
  const said = line.replace(/(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F|\u200D|\s)+$/u, '').trimEnd()
  const isTicked =
    said.length < line.length &&
    /[✅✔☑]\uFE0F?\s*$/u.test(line) &&
    /^[^\p{L}]*\d$/u.test(said.replace(/^\s*(?:việc|viec|nv)\s/iu, ''))
  return isTicked ? `${said} xong` : said
}

/** "17 xong, 18, 19 đang làm": what has no verb yet belongs to the next part. */
function readAll(words: string): TypedAnswer[] | undefined {
  const whole = words.includes('\n') ? undefined : match(words)
  if (whole) return [whole]
  const found: TypedAnswer[] = []
  let open = ''
  for (const part of words.split(/\n|;|,|[.] +(?=(?:viec |nv )?#?\d)|[ ,]+(?:con|va) +(?=#?\d)/)) {
    const piece = part.trim()
    if (piece === '') continue
    open = open === '' ? piece : `${open}, ${piece}`
    const answer = match(open)
    if (!answer) continue
    found.push(answer)
    open = ''
  }
  return open === '' && found.length > 0 ? found : undefined
}

function match(words: string): TypedAnswer | undefined {
  const said = words.replace(polite, '')
  const found =
    numbersFirst.exec(said) ??
    verbFirst.exec(said) ??
    verbFirstMarked.exec(said) ??
    unitFirst.exec(said) ??
    unitVerbFirst.exec(said)
  const { unit, numbers: list, verb } = found?.groups ?? {}
  if (!list || !verb) return undefined
  const move = verbs.find(([, forms]) => forms.split('|').includes(verb))?.[0]
  const read = readNumbers(list)
  const named = unit?.replace(/(?:^| )(?:bao cao|bc|cac viec|viec so|viec|so)$/, '').trim()
  return move && read ? { numbers: read, move, unit: named || undefined } : undefined
}

// More at once is a mistake or mischief.
const MOST = 60

/** "1,3,5-9" → 1, 3, 5, 6, 7, 8, 9; undefined when a stretch runs backwards, a number is none of a work, or it is too much. */
export function readNumbers(text: string): number[] | undefined {
  if (text.length > 600) return undefined
  const found = new Set<number>()
  const stretches = text
    .replace(/#/g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?(?:-|–|\bden\b) ?/g, '-')
  for (const part of stretches.split(/[ ,;+&]+|\bva\b/)) {
    if (part === '') continue
    // Of a longer number the next one cannot be told any more: counting would never end.
    const [, first, last = first] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(part) ?? []
    const [from, to] = [Number(first), Number(last)]
    if (!(from >= 1 && to >= from && to - from < MOST)) return undefined
    for (let number = from; number <= to; number++) found.add(number)
    if (found.size > MOST) return undefined
  }
  return found.size > 0 ? [...found] : undefined
}
