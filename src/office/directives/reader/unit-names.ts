// Names of units: one key for all spellings of a name, and the canonical wording of the units every commune has.
import { capitalised } from '../../../lib/vietnamese.js'
import { plain } from './plain.js'
import { withLongField } from './short-fields.js'

/** Canonical name, then everything its key may look like (of the whole key, already without place and joining words). */
const standard: [name: string, key: RegExp][] = [
  [
    'Văn phòng HĐND và UBND',
    /^(?:vp|vpub|vp ub|vpubnd|van phong ub|vp ubnd|vp hdnd|van phong hdnd|(?:vp hdnd ubnd|van phong hdnd ubnd|van phong ubnd hdnd|vp ubnd hdnd)(?: huyen| quan| thi xa)?)$/,
  ],
  ['Phòng Văn hóa - Xã hội', /^(?:p|phong)? ?(?:van hoa xa hoi|vh xh|vhxh|vhxxh|pvhxh|vh xxh)$/],
  [
    'Phòng Kinh tế, Hạ tầng và Đô thị',
    /^(?:p|phong)? ?(?:kinh te ha tang do thi|kt ?ht ?dt|ktht do thi|pktht ?dt|kinh te ha tang dt)$/,
  ],
  ['Phòng Kinh tế', /^(?:phong kinh te|p kinh te|phong kt|pkt|kt|p kt)$/],
  [
    'Trung tâm Phục vụ hành chính công',
    /^(?:trung tam|tt)? ?(?:phuc vu hanh chinh cong|pv ?hcc|pv hanh chinh cong|tt ?pvhcc|tthcc|hcc|hanh chinh cong|phuc vu hcc)$|^bo phan (?:tiep nhan tra ket qua|mot cua|1 cua)$/,
  ],
  [
    'Trung tâm Dịch vụ sự nghiệp công',
    /^(?:trung tam|tt)? ?(?:dich vu su nghiep cong|dv ?snc|dv su nghiep cong|ttdvsnc|dich vu snc)$/,
  ],
  ['Trung tâm Cung ứng dịch vụ công', /^(?:trung tam|tt)? ?(?:cung ung dich vu cong|cu ?dvc|ttcudvc)$/],
  [
    'Trung tâm Cung ứng dịch vụ sự nghiệp công',
    /^(?:trung tam|tt)? ?(?:cung ung dich vu su nghiep cong|cung ung dv ?snc|cung ung dich vu snc|cu ?dv ?snc|ttcudvsnc)$/,
  ],
  ['Trung tâm Văn hóa - Thể thao và Truyền thông', /^(?:trung tam|tt) (?:van hoa the thao truyen thong|vh tt tt)$/],
  ['Công an xã', /^(?:ca|cax|cong an|ca xa)$/],
  ['Ban Chỉ huy Quân sự', /^(?:qs|bchqs|bch qs|ban chi huy quan su|ban chqs|bch quan su|chqs|quan su)$/],
  ['Trạm Y tế', /^(?:tyt|tram y te)$/],
  [
    'Ủy ban Mặt trận Tổ quốc Việt Nam',
    /^(?:uy ban|ub|ban thuong truc)? ?(?:ubmttq|mttq|mat tran to quoc|ubmttqvn|mttqvn|ub mttq|mttq vn|ubmttq vn|mat tran to quoc vn|mat tran to quoc viet nam|mttq viet nam|ubmttq viet nam)$/,
  ],
  [
    'Các cơ quan, đơn vị',
    /^(?:thu truong )?(?:cac )?(?:co quan don vi|don vi|co quan|dong chi|d c)$|^(?:cac )?(?:phong don vi|phong ban don vi|co quan phong don vi)$/,
  ],
  ['Các phòng, ban chuyên môn', /^(?:truong )?(?:cac )?phong (?:ban )?chuyen mon(?: don vi)?$/],
  ['Các phòng, ban, ngành', /^(?:truong )?(?:cac )?phong ban nganh(?: don vi)?$/],
]

export const standardNames: readonly string[] = [...new Set(standard.map(([name]) => name))]

/** For comparing whole names by their letters: standard names written out, place dropped, "&", "-", "và" the same. */
export function nameKey(name: string): string {
  const canonical = standardName(name)
  return canonical ? foldName(canonical) : foldName(name)
}

/** The canonical wording when the name is one of the units every commune has. */
export function standardName(name: string): string | undefined {
  const key = foldName(name)
  const found = standard.find(([, form]) => form.test(key))?.[0]
  if (found !== 'Công an xã') return found
  if (/ph[ưu][ờo]ng/i.test(name)) return 'Công an phường'
  return /đặc khu/i.test(name) ? 'Công an đặc khu' : found
}

function foldName(name: string): string {
  return (
    plain(dropPlace(name.normalize('NFC')))
      .replace(/hoi dong nhan dan/g, 'hdnd')
      .replace(/u[yi] ban nhan dan/g, 'ubnd')
      // Slips of two letters: "Văn phòng HĐND và UNBD".
      .replace(/\b(?:unbd|ubdn)\b/g, 'ubnd')
      .replace(/\b(?:hndd|hddn)\b/g, 'hdnd')
      .replace(/[^a-z0-9]+/g, ' ')
      .replace(/\bva\b/g, ' ')
      .replace(/ +/g, ' ')
      .trim()
  )
}

const level = '(?:[Xx]ã|[Pp]hường|[Đđ]ặc khu|[Tt]hị trấn|XÃ|PHƯỜNG)'
/** A place at the end of a name: its own name is in capitals, so "xã nắm chắc tình hình" is none. */
const place = new RegExp(
  `(?:,?\\s+(?:trực\\s+)?thuộc|\\s+của|\\s+trên (?:địa bàn(?: toàn)?|toàn)|\\s+trong(?: toàn)?)?(?<!(?:(?:,|và|[Tt]oàn) thị|[Hh]ợp tác|[Tt]hông tấn|[Ll]iên))\\s+(?:(?:[UỦuủ][ỷyỶYủ]? ban nhân dân|UBND)\\s+)?${level}(?:\\s+[\\p{Lu}\\d][\\p{L}\\d'-]*){0,5}\\s*$`,
  'u',
)
const plainPlace =
  /(?:\s+(?:truc\s+)?thuoc|\s+cua)?(?<!hop tac)\s+(?:(?:uy ban nhan dan|ubnd)\s+)?(?:xa|phuong|dac khu)(?!\s*(?:hoi|,|-|phuong|doi)\b)(?:\s+[a-z0-9'-]+){0,4}\s*$/

const namedPlace = /(?:[Xx]ã|[Pp]hường|[Đđ]ặc khu) \p{Lu}[\p{L}\d'-]*(?: \p{Lu}[\p{L}\d'-]*){0,4}$/u

/** Without "xã …", "phường …", "thuộc UBND xã …" at the end. */
function dropPlace(name: string): string {
  const low = plain(name)
  if (/^dang (?:uy|bo) (?:ubnd|uy ban nhan dan|cac co quan)/.test(low)) return name
  // "Chủ tịch UBND phường Kỳ Lừa" in a letter from above: of several the place says which.
  if (
    /^(?:uy ban nhan dan|ubnd|chu tich)\s+(?:cac\s+)?(?:xa|phuong|dac khu)/.test(low) ||
    (/^chu tich\s+(?:ubnd|uy ban nhan dan)\s+(?:xa|phuong|dac khu)\s/.test(low) && namedPlace.test(name))
  )
    return name
  if (
    /\bcac (?:xa|phuong|dac khu)\b|\b(?:xa|phuong|thi tran)\s*(?:,|va|-)\s*(?:xa|phuong|dac khu|thi tran)\b/.test(low)
  )
    return name
  // "UBND cấp xã": of every commune, and no place.
  if (/ cap (?:xa|phuong)$/.test(low)) return name
  const cut = place.exec(name) ?? (/[^\x20-\x7e]/.test(name) ? null : plainPlace.exec(low))
  // "UBND 5 xã", "Ban Văn hóa 13 phường": how many, not which.
  const counted =
    cut &&
    /(?<!(?:án|số|tổ|khu|thôn|ấp|khóm|dân phố) )(?<!\d)\d{1,2}$/iu.test(name.slice(0, cut.index)) &&
    /^\s\S+(?:\slệnh)?\s*$/u.test(cut[0])
  if (!cut || cut.index === 0 || counted)
    return /(?:chi bộ|đảng bộ)[^;]{0,20} trực thuộc$/iu.test(name) ? name : name.replace(/\s+(?:trực )?thuộc\s*$/iu, '')
  // Chairmen and leaders are of the committee, not of the place alone.
  const isOfCommittee =
    /(?:chu tich|lanh dao|thanh vien|uy vien|(?:chi bo|chi doan|cong doan) co quan)$/.test(
      plain(name.slice(0, cut.index)),
    ) && /^ ?(?:ubnd|uy ban)/.test(plain(cut[0]))
  return name.slice(0, cut.index) + (isOfCommittee ? ' UBND' : '')
}

/** A heading in capitals, as it is written elsewhere: "UBND CÁC XÃ, PHƯỜNG" is "UBND các xã, phường". */
function inSmall(name: string): string {
  if (/\p{Ll}/u.test(name) || !/\p{Lu}{2,} \p{Lu}{2,}/u.test(name)) return name
  const small = name
    .toLowerCase()
    // Letters without a vowel are the first letters of words: "THPT", "GDTX".
    .replace(/(?<!\p{L})(?:ubnd|ubmttq|vp|[bcdđghklmnpqrstvx]{2,6})(?!\p{L})/gu, (word) => word.toUpperCase())
  return capitalised(small)
    .replace(/(?<= )(?:i{1,3}|iv|vi{0,3}|ix|xi{0,3})$/u, (number) => number.toUpperCase())
    .replace(ofOffices, (_all, head: string, field: string) => head + (fields.get(field) ?? field))
}

const fields = new Map(
  [
    'Nội vụ|Tài chính|Tư pháp|Xây dựng|Y tế|Giáo dục và Đào tạo|Công Thương|Nông nghiệp và Môi trường|Khoa học và Công nghệ',
    'Văn hóa, Thể thao và Du lịch|Văn hóa và Thể thao|Du lịch|Dân tộc và Tôn giáo|Ngoại vụ|Ngoại giao|Quốc phòng|Công an',
  ]
    .join('|')
    .split('|')
    .map((field) => [field.toLowerCase(), field]),
)
/** "SỞ NỘI VỤ, SỞ Y TẾ": each with its field as it is written elsewhere. */
const ofOffices = new RegExp(`((?:^|, |; | và )(?:[Ss]ở|[Bb]ộ) )(${[...fields.keys()].join('|')})(?!\\p{L})`, 'gu')

/** "Phòng Kinh tế (05 nhiệm vụ)", "(quá hạn 03 việc)" without its count. */
export function withoutCount(name: string): string {
  return name.replace(
    /\s*\((?:gồm |có |còn |tổng số |tổng cộng |(?:đã |đang )?(?:quá hạn|trễ hạn|chậm|tồn đọng|tồn|nợ|chưa xong) )?\d{1,3} (?:nhiệm vụ|việc|công việc|nội dung|chỉ tiêu|hồ sơ|tổ|phòng|đơn vị|thôn|lớp|trường|đồng chí|người)[^)]{0,60}\)/giu,
    '',
  )
}

/** "UBND xã Tân Hưng" as issuers are called. */
export function inFull(name: string): string {
  return name.replace(/^UBND(?= |$)/u, 'Ủy ban nhân dân')
}

/** The name as a heading means it: a standard name where it is one, else its own words without the place and the person. */
export function canonicalName(words: string): string {
  const trimmed = withoutCount(words)
    .replace(
      /\s*\((?:sau đây|gọi tắt|dưới đây|là |cơ quan |đơn vị |thường trực|đề nghị |phối hợp|chủ trì|đầu mối|đồng chí |đ\/c |ông |bà |anh |chị |qua |(?:các )?(?:số|mục|nhiệm vụ) \d)[^)]{0,200}\)/giu,
      '',
    )
    .replace(
      /(?<=\p{L}{2})(?: [-–—]|,) (?:là )?[Cc]ơ quan (?:thường trực|đầu mối|chủ trì|tham mưu)(?![\p{L}])[^;]*$/u,
      '',
    )
    .replace(/^[\s,;:.-]+|[\s,;:.-]+$/gu, '')
    .replace(/\s+/g, ' ')
    // "Bộ Y t ế": a page of the web has broken the syllable.
    .replace(/(?<= )([bcdđghklmnpqrstvx]{1,3}) (?=[^\x20-\x7eđĐ])/gu, '$1')
  const known = standardName(trimmed)
  if (known) return known
  const whole = inSmall(trimmed.normalize('NFC'))
  const bare = dropPlace(whole)
  // "Đoàn phường" without its place would be anybody's.
  let name = (/^\S+$/.test(bare) ? whole : bare).replace(
    /^(?:các )?(?:đ\/c|đồng chí)\s+(?!phụ trách )(?=\p{Lu}[\p{Lu}\p{Ll}]* )/iu,
    '',
  )
  // "Thầy Phó Hiệu trưởng Nguyễn Văn Trí", "Cô Lê Thị Hạnh - Phó Hiệu trưởng": what they are, not how they are called.
  name = name.replace(
    /^(?:Thầy|Cô|BS|YS|DS|ThS|TS|KS|BSCKI{1,2})(?: giáo)? (?=(?:Phó )?Hiệu trưởng|(?:\p{Lu}\p{Ll}+\s){1,4}\p{Lu}\p{Ll}+\s*[-–,]\s*(?:Phó|Hiệu|Chủ|Trưởng|Giám|Bí|TPT|Tổng))/u,
    '',
  )
  name = name.replace(
    /^(?:\p{Lu}\p{Ll}+\s){1,4}\p{Lu}\p{Ll}+\s*[-–,]\s*(?=Phó|Hiệu|Chủ|Trưởng|Giám|Chánh|Tổng|TPT|Bí thư)/u,
    '',
  )
  // "Phó Hiệu trưởng Nguyễn Văn Trí (Trưởng ban)".
  if (/^(?:Phó )?(?:Hiệu trưởng|Chủ tịch|Giám đốc|Bí thư)\s/u.test(name)) name = name.replace(/\s*\([^()]*\)$/u, '')
  name = name.replace(
    /^((?:Phó |phó )?(?:Hiệu trưởng|Chủ tịch|Trưởng phòng|Chánh Văn phòng|Giám đốc(?: Sở)?|Trưởng ban|Bí thư|Trưởng thôn))(?:\s+\p{Lu}\p{Ll}+){2,4}$/u,
    '$1',
  )
  // Of two posts of one person the first one: "Phó Chủ tịch UBND phường, Trưởng Tiểu ban cơ sở vật chất".
  name = name.replace(
    /^((?:Phó )?(?:Chủ tịch|Giám đốc|Hiệu trưởng)[^,;]*), (?:Phó )?(?:Trưởng|trưởng) (?:Tiểu ban|Ban|Tổ)[^,;]*$/u,
    '$1',
  )
  name = inSmall(name)
  if (/^các s/iu.test(name)) name = name.replace(/(?<!,|UBND)(?: cấp)? (?:thành phố|tỉnh)$/iu, '')
  // In a list of several the short forms are written out too.
  name = name
    .replace(
      /(?<!\p{L})(?:UBMTTQ|(?:UB|[ỦU][ỷy] ban) MTTQ)(?: ?VN| Việt Nam)?(?!\p{L})/gu,
      'Ủy ban Mặt trận Tổ quốc Việt Nam',
    )
    .replace(/(?<!\p{L})TT ?PVHCC(?!\p{L})/gu, 'Trung tâm Phục vụ hành chính công')
  name = withLongField(name)
    .replace(/\bVP\b/g, 'Văn phòng')
    .replace(/\bHội đồng nhân dân\b/g, 'HĐND')
  return name ? capitalised(name) : trimmed
}

const partners =
  /^(?:de nghi )?(?:ban thuong truc )?(?:uy ban |ub ?)?(?:mat tran|mttq|ubmttq|mttqvn)|^(?:cac )?(?:hoi (?:nong dan|lien hiep|phu nu|cuu chien binh|lhpn|ccb|nguoi cao tuoi|chu thap do|khuyen hoc|lhtn)|doan (?:thanh nien|tncs|xa|phuong|the)|dang uy|van phong dang uy|ban xay dung dang|uy ban kiem tra dang|uy ban kiem tra|ban tuyen giao|ban to chuc|to chuc chinh tri|cac doan the|doan the|cong doan|lien doan lao dong|cac to chuc chinh tri|ban cong tac mat tran)/

/** Front, mass organisations and Party offices are asked, never ordered. */
export function isPartner(name: string): boolean {
  return partners.test(plain(name))
}

/** A collective that stands for every unit addressed. */
export function isGeneric(name: string): boolean {
  const low = plain(name).trim()
  return (
    general.test(low) &&
    !/^(?:phong|ban|nganh)(?:\s|$)|^truong ban$/.test(low) &&
    !/(?:^|\s)bản(?:\s|$)/iu.test(name.normalize('NFC'))
  )
}

/** "Các đơn vị", "các cơ quan liên quan": nobody in particular, and a part of the sentence more than its addressee. */
export function isAnybody(name: string): boolean {
  return /^(?:tat ca )?cac (?:don vi|co quan|dia phuong|bo phan|nganh)(?: (?:co )?lien quan| co ten (?:neu )?tren| truc thuoc| duoc giao(?: chu tri| nhiem vu)?)?$/.test(
    plain(name).trim(),
  )
}

const general =
  /^(?:thu truong |truong |lanh dao |nguoi dung dau |yeu cau )?(?:cac )?(?:phong|ban|nganh|co quan|don vi|doan the|to chuc)(?:[\s,;&-]+(?:phong|ban|nganh|co quan|don vi|doan the|to chuc|chuyen mon|su nghiep|cong lap|truc thuoc|thuoc|uy ban nhan dan|ubnd|xa|phuong|dac khu|lien quan|co lien quan|dia phuong|va|cua|cac|tren dia ban|quan ly|co ten tren|co ten neu tren))*$/
