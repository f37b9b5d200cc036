// The stamp of a state secret beside other words, as people mark what they send: "45/BC-VP (MẬT)", "CT02 - TỐI MẬT", "văn bản này độ MẬT".
// Words about secrecy ("HỌP VỀ BẢO MẬT", "không gửi văn bản MẬT") are no stamp. Pure.
import { clean, plain } from '../../lib/vietnamese.js'
import { type SecretStamp, secretStamp } from './reader/stamp.js'

/** Longer ones are read as letters are: there a stamp stands alone. */
const MOST_WORDS = 200

/** In a caption or a short message. */
export function stampInWords(text: string): SecretStamp | undefined {
  const words = clean(text).trim()
  const alone = secretStamp(words)
  if (alone || words.length > MOST_WORDS) return alone
  for (const line of words.split(/[\n\v\f]/)) {
    const stamp = stampBeside(line)
    if (stamp) return stamp
  }
  return undefined
}

const degree = '(?:(?:TUYỆT|TỐI) ?MẬT|(?:TUYET|TOI) ?MAT|MẬT)(?![\\p{L}\\d])'
/** "các độ MẬT, TỐI MẬT và TUYỆT MẬT" speaks of them all. */
const listed = new RegExp(
  `(?<!\\p{L})${degree}(?:(?: ?[,/] ?(?:và |VÀ )?| (?:và|hoặc|hay|VÀ|HOẶC|HAY) )${degree})+`,
  'gu',
)
const dashed = new RegExp(`(?<!(?:BẢO|BÍ|CƠ) ?)[-–—/](?= ?${degree})|(?<=(?<!\\p{L})M[ẬA]T ?)[-–—/]`, 'gu')
const bracketed = /[([{]([^()[\]{}]*)[)\]}]/gu

/** In brackets people write it small too, without marks, and short. */
const inBrackets =
  /^(?:độ |Độ |ĐỘ )?(?:(TUYỆT|TUYET|Tuyệt) ?(?:MẬT|MAT|mật)|(TỐI|TOI|Tối) ?(?:MẬT|MAT|mật)|MẬT|MAT|Mật)$/u
const anyCase = /^(?:(tuyệt) ?|(tối) ?)?mật$/iu

/** "Gửi anh báo cáo (mật)". */
const papers = /(?<![a-z])(?:bao cao|van ban|tai lieu|ho so|cong van|ke hoach|quyet dinh|danh sach|cv|file|tep)\s*$/

function stampBeside(line: string): SecretStamp | undefined {
  const words = line.replace(/[\s_]+/g, ' ').replace(listed, ' ')
  for (const { 1: inner = '', index } of words.matchAll(bracketed)) {
    const before = words.slice(0, index)
    const mayBeSmall = isNumber(before) || papers.test(plain(before))
    const found = inBrackets.exec(inner.trim()) ?? (mayBeSmall ? anyCase.exec(inner.trim()) : null)
    if (found) return nameOf(found)
  }
  const parts = words.replace(dashed, '|').split(/[()[\]{}|:;–—]| - /u)
  for (const [index, part] of parts.entries()) {
    const before = parts.slice(0, index).join(' ')
    const stamp = stampIn(part, /\d/.test(before) || /(?:^|\s)độ\s*$/iu.test(before))
    if (stamp) return stamp
  }
  return undefined
}

const nameOf = ([, top, high]: readonly (string | undefined)[]): SecretStamp =>
  top ? 'TUYỆT MẬT' : high ? 'TỐI MẬT' : 'MẬT'

/** Ends in a code or the number of a document: "CT02", "số 45/BC-VP". */
const isNumber = (words: string) => /(?:^|\s)\S*\d\S*\s*$/u.test(words)

const courtesy = /^(?:nhé|nha|ạ|đó|đấy|nghe|nhe)$/iu

/** Between dashes, colons and brackets: the stamp is all of it, or stands where one is put. */
function stampIn(part: string, isBehindNumber: boolean): SecretStamp | undefined {
  const tokens = part
    .split(' ')
    .map((token) => token.replace(/^["“”'*.,!?…<>#~=]+|["“”'*.,!?…<>#~=]+$/gu, ''))
    .filter((token) => token !== '')
  while (tokens.length > 1 && courtesy.test(tokens.at(-1) ?? '')) tokens.pop()
  const words = tokens.join(' ')
  const whole = /^(?:(TUYỆT|TUYET) ?|(TỐI|TOI) ?)?(?:MẬT|(?<=. ?)MAT)$/u.exec(words)
  if (whole) return nameOf(whole)
  if (isBehindNumber && /^\p{Lu}/u.test(words) && anyCase.test(words)) return nameOf(anyCase.exec(words) ?? [])
  for (let at = 0; at < tokens.length; at++) {
    const one = degreeAt(tokens, at)
    if (one && isStamp(tokens, at, one)) return one.stamp
  }
  return undefined
}

interface Found {
  stamp: SecretStamp
  /** How many words it takes. */
  size: number
  /** In capitals with its marks or without, or small. */
  spelled: 'marked' | 'bare' | 'small'
}

function degreeAt(tokens: readonly string[], at: number): Found | undefined {
  const pair = tokens.slice(at, at + 2).join(' ')
  const graver = /^(?:(tuyệt|tuyet)|tối|toi) (?:mật|mat)$/iu.exec(pair)
  if (graver) {
    const spelled = /^(?:TUYỆT|TỐI) MẬT$/u.test(pair) ? 'marked' : /^T(?:UYET|OI) MAT$/.test(pair) ? 'bare' : 'small'
    const isMarked = spelled === 'bare' || /mật$/iu.test(pair)
    return isMarked ? { stamp: graver[1] ? 'TUYỆT MẬT' : 'TỐI MẬT', size: 2, spelled } : undefined
  }
  const joined = /^(?:(TUYỆT)|TỐI)MẬT$/u.exec(tokens[at] ?? '')
  if (joined) return { stamp: joined[1] ? 'TUYỆT MẬT' : 'TỐI MẬT', size: 1, spelled: 'marked' }
  if (!/^mật$/iu.test(tokens[at] ?? '')) return undefined
  return { stamp: 'MẬT', size: 1, spelled: tokens[at] === 'MẬT' ? 'marked' : 'small' }
}

/** Behind it they make another word: "mật khẩu". */
const compounds = /^(?:khau|ma|do|ong|bao|tham|danh|lenh|vu|dam|hieu|phi|thu|ngu|gau|mia|dien|gia|ca)$/
/** And before it: "bảo mật", "không mật". */
const ordinary =
  /^(?:bao|bi|co|than|tinh|ong|tui|soi|duong|lay|nuoi|ri|mia|khong|ko|phai|chua|het|giai|ngot|gau|trai|uong)$/
/** What bears a stamp, or is said to. */
const kinds = /(?:van ban|tai lieu|ho so|thong tin|cong van|du lieu|noi dung|dau|do|muc|loai|thuoc)$/
/** Who says so speaks of such documents, and sends none. */
const general =
  /(?<![a-z])(?:khong|ko|cam|dung|chua|cac|nhung|moi|quy dinh|huong dan|cong tac|tap huan|quan ly|bao quan|xac dinh|bao ve|giai|danh muc|bi mat)(?![a-z])/
/** Before "MẬT" at the end of what is all in capitals. */
const named =
  /(?:^|\s)(?:VĂN BẢN|TÀI LIỆU|CÔNG VĂN|BÁO CÁO|HỒ SƠ|TỆP|FILE|KẾ HOẠCH|DANH SÁCH|(?:VĂN BẢN|NÀY) ĐỘ|DẤU|(?:HỎA|HOẢ) TỐC|KHẨN|NÀY|LÀ|XONG)$/u

function isStamp(tokens: readonly string[], at: number, { stamp, size, spelled }: Found): boolean {
  const before = tokens[at - 1]
  const after = tokens[at + size]
  const isLast = after === undefined
  const said = tokens.slice(0, at).join(' ')
  const isGeneral = kinds.test(plain(said)) && general.test(plain(said))
  // "45/BC-VP mật", "văn bản độ Mật" can mean nothing else.
  if (spelled === 'small')
    return isLast && (/\d\S*\/\S*\p{L}/u.test(before ?? '') || (isDegree(before, tokens[at]) && !isGeneral))
  if (!isLast && (compounds.test(plain(after)) || isCapital(after))) return before === undefined && isCode(after)
  if (before === undefined) return isLast || isCode(after ?? '')
  if (/\d/.test(before)) return true
  if (ordinary.test(plain(before))) return false
  if (isGeneral) return false
  if (/^(?:độ|dấu|mức)$/u.test(before)) return true
  // "CV MẬT số 12".
  if (!isLast) return spelled === 'marked' && /^số$/iu.test(after) && /\d/.test(tokens[at + size + 1] ?? '')
  if (!isCapital(before) || (spelled === 'marked' && /\p{Ll}{2}/u.test(said))) return true
  return spelled === 'marked' && (stamp !== 'MẬT' || named.test(said))
}

const isDegree = (before = '', first = '') => /^độ$/iu.test(before) && /^\p{Lu}/u.test(first)
const isCapital = (word: string) => /^\p{Lu}{2,}$/u.test(word)
/** "CT02", "12/BC-VP". */
const isCode = (word: string) => /\p{L}\S*\d|\d\S*\/\S*\p{L}/u.test(word)
