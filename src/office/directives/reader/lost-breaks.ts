// Lines that lost their breaks on the way: a letterhead in one line, bullets, numbers and articles behind one another. Each gets its own again.
import { opensTask } from './openers.js'
import { plain } from './plain.js'
import { startsWithHead } from './unit-heads.js'

/** The lines that one line of raw text, the `at`th of the letter, was made of. */
export function withBreaks(raw: string, at: number): string[] {
  return unjoinedHead(raw, at)
    .flatMap(unglued)
    .flatMap(undashed)
    .flatMap(headed)
    .flatMap(parted)
    .flatMap(counted)
    .flatMap(articled)
    .flatMap(numbered)
}

/** A line that lost its breaks: "1) Phòng A- Gửi … trước 19/11;- Niêm yết …". */
const gluedItem = /(?<=[;.:])\s?-\s?(?=\p{Lu}\p{Ll})/u
const gluedFirst = /(?<=\p{Ll})-\s(?!Xã hội|Thể thao|Truyền thông|Hạ tầng|Môi trường|Kế toán)(?=\p{Lu}\p{Ll})/u

function unglued(raw: string): string[] {
  if (raw.includes('|') || !/;\s?-\s?\p{Lu}/u.test(raw)) return [raw]
  const [head = '', ...items] = raw.split(new RegExp(gluedItem, 'gu'))
  const first = head.split(gluedFirst)
  return [...(first.length === 2 ? [first[0] ?? '', `- ${first[1]}`] : [head]), ...items.map((item) => `- ${item}`)]
}

/** A letterhead that lost all its breaks: each part on a line of its own. */
function unjoinedHead(raw: string, at: number): string[] {
  if (at > 6 || !/CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM/u.test(raw) || !/\sSố\s?:/u.test(raw)) return [raw]
  return raw
    .split(
      /\s+(?=CỘNG HÒA XÃ HỘI|Độc lập - |Số\s?:|V\/v |Kính gửi|(?:KẾ HOẠCH|CÔNG ĐIỆN|THÔNG BÁO|CHỈ THỊ|QUYẾT ĐỊNH)(?:\s|$)|CHỦ TỊCH ỦY BAN|Về việc )|(?<= điện:)\s+|(?<=Số\s?:\s?\S+)\s+(?=\p{Lu})/u,
    )
    .filter((part) => part.trim() !== '')
}

/** "2. Công an xã: - Tuần tra …. - Phối hợp với …." in one line: an item each. A dash within a name has no stop before it. */
const inlineDash = /(?<=[:.;])\s+(?=[-–+•]\s+\p{Lu}\p{Ll})/u

function undashed(raw: string): string[] {
  if (raw.includes('|') || !/:\s+[-–+•]\s+\p{Lu}\p{Ll}/u.test(raw)) return [raw]
  const [head = '', ...items] = raw.split(new RegExp(inlineDash, 'gu'))
  return head.trimEnd().endsWith(':') ? [head, ...items] : [raw]
}

/** Where in a numbered line a dash can stand behind the name of a unit. */
const dashBehindName = /(?<=\p{L}|\))\s+[-–]\s+(?=\p{Lu}\p{Ll})/gu

/** "2. Công an xã - Tuần tra …. - Phối hợp với …." in one line: the name, and an item each where something to do follows the dash. */
function headed(raw: string): string[] {
  const number = /^\s*\**\d{1,2}[.)]\s+/.exec(raw)?.[0]
  if (number === undefined || raw.includes('|') || !/\s[-–]\s+\p{Lu}\p{Ll}/u.test(raw)) return [raw]
  for (const { index, 0: dash } of raw.slice(0, 160).matchAll(dashBehindName)) {
    const name = raw.slice(number.length, index)
    const words = raw.slice(index + dash.length)
    if (/[.:;]/.test(name) || isPartOfName.test(words) || !opensTask(plain(words.slice(0, 80)))) continue
    if (!startsWithHead(name, plain(name)) || words.length < 40) return [raw]
    return [raw.slice(0, index), ...`- ${words}`.split(new RegExp(inlineDash, 'gu'))]
  }
  return [raw]
}
/** The second half of names: "Phòng Văn hóa - Xã hội", "Trung tâm Văn hóa - Thông tin". */
const isPartOfName = /^(?:Xã hội|Thể thao|Truyền thông|Thông tin|Hạ tầng|Môi trường|Kế toán|Kế hoạch|Tài chính)/u

/** "2. Phòng Kinh tế: (1) Kiểm tra …; (2) hướng dẫn …", "…: (i) rà soát …; (ii) …" in one line: an item each, where each is something to do. */
export function parted(raw: string): string[] {
  return bracketed(raw).flatMap(lettered)
}

function bracketed(raw: string): string[] {
  const isRoman = /[:]\**\s*\(i\)\s/.test(raw) && /[;.,]\s*\(ii\)\s/.test(raw)
  if (!isRoman && (!/[:]\**\s*\(1\)\s/.test(raw) || !/[;.,]\s*\(2\)\s/.test(raw))) return [raw]
  const [head = '', ...items] = raw.split(
    isRoman ? /(?<=[:;.,]\**)\s+(?:và\s+)?(?=\([ivx]{1,4}\)\s)/ : /(?<=[:;.,]\**)\s+(?=\(\d\)\s)/,
  )
  const isAsked = (item: string) => opensTask(plain(item.replace(/^\((?:\d|[ivx]{1,4})\)\s+/, '')))
  return items.length > 1 && items.every(isAsked) ? [head, ...items] : [raw]
}

/** "1. Trạm Y tế: a) Điều tra …; b) Tổ chức …" in one line, with or without the unit before: an item each, where each is something to do. */
function lettered(raw: string): string[] {
  if (raw.includes('|') || !/(?:^|:\**)\s*a\)\s/.test(raw) || !/[;.,]\s*b\)\s/.test(raw)) return [raw]
  const [head = '', ...items] = raw.split(/(?<=[:;.,]\**)\s+(?=[a-hđ]\)\s)/u)
  const isAsked = (item: string) => opensTask(plain(item.replace(/^\s*\p{L}\)\s+/u, '')))
  if (/^\s*a\)/.test(head)) return items.length > 0 && [head, ...items].every(isAsked) ? [head, ...items] : [raw]
  return head.trimEnd().endsWith(':') && items.length > 1 && items.every(isAsked) ? [head, ...items] : [raw]
}

/** "Một là, rà soát …; hai là lập danh sách …" in one paragraph: a line each. */
const inlineOrdinal = /(?<=[:;.,])\s+(?=(?:[Mm]ột|[Hh]ai|[Bb]a|[Bb]ốn|[Nn]ăm|[Ss]áu|[Bb]ảy) là[\s,:])/gu

function counted(raw: string): string[] {
  if (raw.includes('|') || !/một là[\s,:]/iu.test(raw) || !/[:;.,]\s+hai là[\s,:]/iu.test(raw)) return [raw]
  return raw
    .split(inlineOrdinal)
    .map((part) =>
      part.replace(
        /^(\p{L})(\p{Ll}+ là)[\s,:]+/u,
        (_all, first: string, rest: string) => `${first.toUpperCase()}${rest}, `,
      ),
    )
}

/** "QUYẾT ĐỊNH: Điều 1. … Điều 2. …" in one line: an article each. */
function articled(raw: string): string[] {
  if (raw.includes('|') || !/(?<=[:.;])\s+Điều 2\s?[.:]/u.test(raw)) return [raw]
  return raw.split(/(?<=[:.;])\s+(?=Điều \d{1,2}\s?[.:]\s)/u)
}

/** Where "1. Phòng …", "2) Tổ chức …" can stand inside a line. */
const inlineNumber = /(?<=^|[:;.]\s+)(\d{1,2})[.)]\s+(?=\p{Lu}\p{L})/gu

/** "… các nội dung sau: 1. Phòng Kinh tế rà soát …. 2. Công an xã tuần tra …": a line each, counted from 1 without a gap and each of them asked of somebody. */
function numbered(raw: string): string[] {
  if (raw.includes('|')) return [raw]
  const starts: number[] = []
  for (const { index, 0: mark, 1: number } of raw.matchAll(inlineNumber)) {
    if (Number(number) !== starts.length + 1) continue
    const words = raw.slice(index + mark.length, index + mark.length + 80)
    if (!opensTask(plain(words)) && !startsWithHead(words, plain(words))) break
    starts.push(index)
  }
  if (starts.length < 2) return [raw]
  const head = raw.slice(0, starts[0]).trimEnd()
  const items = starts.map((from, at) => raw.slice(from, starts[at + 1]).trim())
  return head === '' ? items : [head, ...items]
}
