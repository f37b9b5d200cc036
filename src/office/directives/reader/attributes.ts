// Lines that say something about the task beside them: "Đơn vị chủ trì: …", "c) Thời gian thực hiện: …", "Sản phẩm: …".
import { opensWithVerb } from './openers.js'
import { plain, searched, withoutEnd } from './plain.js'

export type AttributeKind = 'lead' | 'with' | 'time' | 'product' | 'target' | 'task' | 'frame' | 'aside'

export interface Attribute {
  kind: AttributeKind
  value: string
}

const forms: [kind: AttributeKind, label: string][] = [
  [
    'lead',
    '(?:co quan|don vi|bo phan|phong|to chuc|ca nhan)?(?:,? ?(?:co quan|don vi|bo phan|ca nhan))? ?(?:chu tri|phu trach|tham muu|dau moi)(?: thuc hien| tham muu| trien khai|,? theo doi)?(?: chinh)?|(?:don vi|co quan|nguoi|bo phan|ca nhan)(?:, ca nhan)? (?:thuc hien|nhan viec|nhan nhiem vu|duoc giao(?: viec| nhiem vu)?)|trach nhiem thuc hien|phan cong(?: thuc hien| chu tri)?|chu tri',
  ],
  [
    'with',
    '(?:co quan|don vi|bo phan|phong|to chuc)?(?:,? ?(?:co quan|don vi|bo phan))? ?(?:cung )?phoi hop(?: thuc hien)?',
  ],
  [
    'time',
    '(?:hoan thanh|xong)|(?:thoi gian|thoi han|han|tien do|han chot|moc thoi gian|lo trinh)(?: (?:hoan thanh|thuc hien|bao cao|gui|nop|trien khai|va tien do|to chuc|thuc hien hoan thanh|hoan thanh va bao cao|gui bao cao|xu ly|giai quyet)){0,3}|thoi gian (?:treo|phat|cap|thu|nop|gui|bao cao|hoan thanh|thuc hien|dang ky|trien khai|ra quan|tuyen truyen|tiep nhan|van dong|ung ho|ra soat)(?: [a-z]+){0,8}',
  ],
  [
    'product',
    '(?:san pham|ket qua)(?: (?:dau ra|dat duoc|thuc hien|du kien|phai dat|can dat|hoan thanh|san pham)){0,2}',
  ],
  ['target', '(?:chi tieu|muc tieu)(?: (?:cu the|phan dau|den nam 20\\d\\d|nam 20\\d\\d|dat duoc|phai dat)){0,2}'],
  [
    'task',
    '(?:nhiem vu(?: chung| trong tam)?|noi dung|noi dung thuc hien|noi dung nhiem vu|noi dung cong viec|cong viec|viec can lam|nhiem vu cu the)',
  ],
  [
    'aside',
    '(?:noi dung tuyen truyen|hien trang|thuc trang|thoi gian,? (?:va )?dia diem(?: [a-z]+){0,6}|thoi gian hop[a-z ]{0,40}|thoi gian nghi|lich nghi|lich truc|thoi ky|ky so lieu|ky bao cao|moc so lieu|kinh phi|nguon kinh phi|kinh phi thuc hien|quy mo|ten (?:du an|cong trinh)|tong muc dau tu|dien tich|nguon von|chu de|khau hieu|thong diep|dia diem|thanh phan|doi tuong|hinh thuc|so luong|chu tri hoi nghi|trang phuc|ghi chu|luu y|dien thoai|email|dau moi lien he)(?: [a-z]+){0,5}',
  ],
]
const patterns = forms.map(
  ([kind, label]) => [kind, new RegExp(`^(?:${label})\\s*(?:\\([^)]{0,60}\\))?\\s*:\\s*`)] as const,
)
const container =
  /^(?:co quan|don vi|to chuc|phan cong)(?:,? (?:co quan|don vi))?(?: thuc hien| chu tri,? phoi hop| trien khai)\s*:?\s*$/

/** "Thời gian hoàn thành trước ngày 15/7/2026.": nothing but when. */
const timeTold =
  /^(?:thoi (?:gian|han)|tien do) (?:hoan thanh|thuc hien|gui|nop|bao cao)(?: [a-z]+){0,6},? (?:la |xong )?(?:truoc|cham nhat|muon nhat|khong (?:muon|tre|cham) hon|den het) (?:ngay )?[\d/ a-z]{3,30}[.;]?$/

/** "đ/c Ngân, công chức văn hóa, số máy 0987.…": a person, and a number or an address of theirs. */
function isPersonReached(low: string): boolean {
  return /^(?:d\/c|dong chi|ong|ba|anh|chi|co|thay) /.test(low) && reached.test(low)
}
const reached =
  /(?<![a-z])(?:so (?:may|dien thoai)|dien thoai|di dong|sdt|dt|email|thu dien tu|zalo) ?:? ?[\d(a-z]|(?<!\d)0\d{3}[. ]?[\dx]{3}/

export function attributeOf(words: string): Attribute | undefined {
  const low = plain(words)
  if (container.test(low)) return { kind: 'frame', value: '' }
  if (timeTold.test(low)) return { kind: 'time', value: words }
  for (const [kind, pattern] of patterns) {
    const match = pattern.exec(low)
    if (!match) continue
    const value = words.slice(match[0].length).trim()
    // "Nội dung tuyên truyền: ý nghĩa của cuộc bầu cử …": what is talked about.
    if (low.startsWith('noi dung tuyen truyen') && opensWithVerb(plain(value))) return undefined
    // "Hoàn thành: rà soát 100% hồ sơ" asks for something, it is no time.
    if (/^(?:hoan thanh|xong)/.test(low) && !isTime(value)) return undefined
    if (kind === 'lead' && /^(?:phoi hop|chu tri)\b/.test(plain(value))) continue
    // "Đầu mối: đ/c Ngân, công chức văn hóa, số máy 0987.…": whom to call.
    if (kind === 'lead' && low.startsWith('dau moi') && isPersonReached(plain(value))) return { kind: 'aside', value }
    return { kind, value }
  }
  return undefined
}

/** "a) Cơ quan chủ trì" without a colon, where what stands below says which. */
export function bareLabel(words: string): Attribute | undefined {
  const low = plain(words.slice(0, 60))
  if (
    words.length > 50 ||
    !/^(?:co quan|don vi|bo phan)(?:,? (?:co quan|don vi))? (?:chu tri|phoi hop|thuc hien)/.test(low)
  )
    return undefined
  const attribute = attributeOf(`${words}:`)
  return attribute?.value === '' && /^(?:lead|with)$/.test(attribute.kind) ? attribute : undefined
}

const time =
  /^(?:(?:hoan thanh|xong|thoi (?:gian|han))(?: [a-z]+){0,3}:?\s*)?(?:dot \d:? )?(?:ket thuc (?:nam|quy|thang|nam hoc) (?:\d|[iv])|(?:truoc|cham nhat|muon nhat|khong (?:muon|tre|cham) hon|den het|het|den|tu|trong|vao|cuoi|dau)(?: (?:trong|truoc|la|het|cuoi|dau|ca))?(?: (?:ngay|thang|quy|nam|tuan|nay)(?![a-z])|\s?\d)|ca nam|(?:quy|q) ?(?:[1-4]|i{1,3}|iv)(?![a-z])|thang \d|nam 20\d\d|ngay \d|thuong xuyen|dinh ky|(?:hang|moi) (?:ngay|tuan|thang|quy|nam)(?![a-z])|0?[69] thang (?:dau|cuoi)|\d{1,2}\s?[/-]\s?\d)/

/** "quý III/2026", "thường xuyên", "trước ngày 30/4": a time and nothing else. "Môi trường", "Tư pháp", "Quỹ tín dụng" are names. */
export function isTime(text: string): boolean {
  return text.length < 90 && time.test(plain(text.trim()))
}

/** "Chủ trì: Công an xã; phối hợp: Trạm Y tế; hoàn thành: trước 15/3/2026" in one line: each for itself. */
export function partedAttributes(attribute: Attribute): Attribute[] {
  const { kind, value } = attribute
  if (!/^(?:lead|with|time|product)$/.test(kind)) return [attribute]
  if (kind === 'lead' || kind === 'with') {
    const parts = value.split(/;\s+/)
    const at = parts.findIndex((part) => isTime(part))
    if (at > 0)
      return [
        ...partedAttributes({ kind, value: parts.slice(0, at).join('; ') }),
        { kind: 'time', value: parts.slice(at).join('; ') },
      ]
  }
  const low = plain(value.slice(0, searched))
  const first = [...low.matchAll(inside)].find((match) => match.index > 0)
  if (!first) return [attribute]
  const own = withoutEnd(value.slice(0, first.index), '.;,')
  return [{ kind, value: own }, ...attributesInside(value.slice(first.index))]
}

/**
 * "Cơ quan thực hiện: Phòng A chủ trì, thống nhất với Phòng B", "… Phòng A chủ trì; Phòng B phối hợp", "… Phòng A; Phòng B phối hợp": who leads and
 * who helps, said behind the names. Undefined where nothing of the kind is said.
 */
export function sharedLead(value: string): { lead: string; helpers: string } | undefined {
  const whole = withoutEnd(value, '.;')
  const led = /^([^;:()]{3,120}?) chủ trì(?:[,;]\s+(.*))?$/iu.exec(whole)
  const beside = /^([^:()]{3,160}?);\s+([^;:()]{3,160}? phối hợp(?: thực hiện)?)$/iu.exec(whole)
  const [, lead, rest = ''] = led ?? beside ?? []
  if (lead === undefined || /phối hợp/iu.test(lead)) return undefined
  const behind = /^(?:thống nhất|phối hợp|cùng)(?: với)? (.+)$/iu.exec(rest)?.[1]
  return { lead, helpers: behind ?? /^(.+?) phối hợp(?: thực hiện)?$/iu.exec(rest)?.[1] ?? '' }
}

const inside =
  /(?:^|[.;,(]\s*)((?:(?:don vi|co quan|bo phan|phong) )?(?:chu tri|phoi hop|phu trach)(?: thuc hien)?|(?:don vi|co quan|bo phan) thuc hien|(?<=\()thuc hien(?= ?:)|thoi gian(?: (?:thuc hien|hoan thanh))?|thoi han(?: (?:hoan thanh|thuc hien))?|han hoan thanh|hoan thanh|san pham|(?<=\()ct(?= ?:[^()]*\))|(?<=[(;] ?)ph(?= ?:[^()]*\)))\s*:\s*/g

/** The same said inside the task: "… trên địa bàn. Đơn vị chủ trì: Phòng Kinh tế; thời hạn: tháng 6/2026." */
export function attributesInside(text: string): Attribute[] {
  const low = plain(text.slice(0, searched))
  const marks = [...low.matchAll(inside)]
  return marks.flatMap((match, at) => {
    const from = match.index + match[0].length
    const to = marks[at + 1]?.index ?? text.length
    const value = withoutEnd(text.slice(from, to), '.;,)').trim()
    const label = match[1] ?? ''
    const kind: AttributeKind = /phoi hop|^ph$/.test(label)
      ? 'with'
      : /thoi|han|hoan thanh/.test(label)
        ? 'time'
        : /san pham/.test(label)
          ? 'product'
          : 'lead'
    if (value === '' || (label === 'hoan thanh' && !isTime(value))) return []
    return partedAttributes({ kind, value })
  })
}
