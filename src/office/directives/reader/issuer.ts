// Who wrote the letter: the lines of its letterhead put together, and their capitals as words are written.
import { capitalised } from '../../../lib/vietnamese.js'
import { isCapitals } from './paragraphs.js'
import { plain } from './plain.js'
import { inFull, standardName } from './unit-names.js'

/** "UBND THÀNH PHỐ X / SỞ NỘI VỤ" is the Sở; "ỦY BAN NHÂN DÂN / XÃ Y" belongs together. */
export function issuerName(given: string[]): string | null {
  const lines = given.flatMap((line) => twoInOne.exec(line)?.slice(1) ?? [line])
  const party = partyName(lines)
  if (party) return party
  const joined: string[] = []
  for (const line of lines) {
    if (joined.length > 0 && /^(?:xa|phuong|thi tran|dac khu|tinh|thanh pho|huyen|quan|tp\.?)\s/.test(plain(line)))
      joined[joined.length - 1] += ` ${line}`
    else if (
      joined.length > 0 &&
      (isCutWord(joined.at(-1) ?? '', line) ||
        /(?:(?:^|\s)(?:nhan dan|nhan dan (?:xa|phuong|dac khu|thi tran)|nhan|uy|uy ban)|va|bo|so|cong|hoi dong|,)$/.test(
          plain(joined.at(-1) ?? ''),
        ) ||
        /^v[ae] /.test(plain(line)) ||
        (/^(?:[a-z]+|[a-z]+ [a-z]+)$/.test(plain(line)) &&
          plain(joined.at(-1) ?? '').length > 16 &&
          !/^(?:uy ban|bo|so|cuc|vu|van phong|phong|ban|chi cuc|trung tam|cong an|truong|tram|chu tich|hoi|doan)\b/.test(
            plain(line),
          )))
    )
      joined[joined.length - 1] += ` ${line}`
    else joined.push(line)
  }
  const last = joined.at(-1)
  if (!last) return null
  if (/^chu tich$/.test(plain(last)) && joined.length > 1) return issuerName(lines.slice(0, -1))
  const above = joined.at(-2)
  const whole =
    above && plain(last) === 'van phong'
      ? `${last} ${above.replace(/^[ỦU][YỶ] BAN NHÂN DÂN/u, 'UBND')}`
      : above && plain(last) === 'ban thuong truc' && front.test(plain(above))
        ? `${last} ${above}`
        : last
  const name = frontInFull(inFull(sentenceCase(whole)))
  // "Công an xã Yên Mô" says which one; without a place a name is written as all others are.
  return /(?:xã|phường|đặc khu) \p{Lu}/u.test(name) ? name : (standardName(name) ?? name)
}

/** "UBND TỈNH LÂM ĐỒNG VĂN PHÒNG": both lines of a letterhead in one. */
const twoInOne =
  /^((?:UBND|[ỦU][YỶ] BAN NHÂN DÂN) (?:TỈNH|THÀNH PHỐ) \p{Lu}.{1,30}?) ((?:VĂN PHÒNG|BAN CHỈ ĐẠO|BAN QUẢN LÝ|THANH TRA|SỞ)(?:\s.*)?)$/u

/** "VĂN PHÒNG CHÍNH | PHỦ", "NGÂN | HÀNG NHÀ NƯỚC": two syllables of one word on two lines. */
function isCutWord(above: string, below: string): boolean {
  const pair = `${plain(above).split(' ').at(-1)} ${plain(below).split(' ', 1)[0]}`
  return /^(?:van phong|chinh phu|ngan hang|nha nuoc|nhan dan|thanh pho|tong cuc|giao duc|dao tao|tai chinh|noi vu|xay dung|nong nghiep|moi truong|cong an|cong thuong|khoa hoc|cong nghe|tu phap|trung tam|hoi dong|uy ban|hanh chinh|xa hoi|chi cuc|benh vien|mat tran|to quoc)$/.test(
    pair,
  )
}

const front = /^(?:(?:uy ban|ub) ?)?(?:mttq|mat tran)/

/** "UBMTTQVN phường A", "Ủy ban MTTQ xã A" of a letterhead that is broken in "VIỆT NAM". */
function frontInFull(name: string): string {
  return name.replace(/(?<!\p{L})(?:UB|[ỦU][ỷy] ban) ?MTTQ(?: ?VN| Việt Nam)?(?!\p{L})/u, 'Ủy ban MTTQ Việt Nam')
}

/** "ĐẢNG BỘ TỈNH LÂM ĐỒNG / TỈNH ỦY" is the Tỉnh ủy of that province. */
function partyName(lines: string[]): string | null {
  const [above, last] = lines.slice(-2)
  const place = /^đảng bộ (?:tỉnh |thành phố )?(.+)$/iu.exec(above ?? '')?.[1]
  return place && last && /^(?:tinh|thanh|dang) uy$/.test(plain(last)) ? sentenceCase(`${last} ${place}`) : null
}

function sentenceCase(capitals: string): string {
  if (!isCapitals(capitals)) return capitals
  const lower = capitals
    .toLowerCase()
    .replace(
      /(?<!\p{L})(?:ubnd|hđnd|thpt|thcs|(?:ub)?mttq(?:vn)?|bvantq|antq|antt|iuu|[bcdđghklmnpqrstvx]{2,6})(?!\p{L})/gu,
      (word) => word.toUpperCase(),
    )
  const titled = lower
    .replace(/(?<=\s)[uủ](?=[ỷỶy] ban (?:nhân dân|mttq|mặt trận))/giu, (first) => first.toUpperCase())
    .replace(
      /(^|\s)(xã(?!\s+hội)|phường|xa|phuong|thị trấn|đặc khu|tỉnh|thành phố|tp\.?|thành(?= ủy)|huyện|quận|thpt|thcs|tiểu học|mầm non|cơ sở|khu vực)\s+(.+)$/iu,
      (_all, space: string, level: string, name: string) => {
        const title = name.replace(
          /(^|\s)(\p{L})/gu,
          (_part, gap: string, letter: string) => gap + letter.toUpperCase(),
        )
        return `${space}${level} ${title}`
      },
    )
  const named = titled
    .replace(/(thủ tướng )?chính phủ/gu, (_all, post?: string) => (post ? 'Thủ tướng Chính phủ' : 'Chính phủ'))
    .replace(/(?<!\p{L})quốc hội(?!\p{L})/gu, 'Quốc hội')
    .replace(/(?<=kh[oó][aá] )[ivx]+(?!\p{L})/gu, (number) => number.toUpperCase())
    .replace(/mặt trận tổ quốc/gu, 'Mặt trận Tổ quốc')
    .replace(/(?<=^(?:sở|bộ) )công thương/u, 'Công Thương')
    .replace(/(?<=^ban chỉ huy )phòng thủ/u, 'Phòng thủ')
    .replace(/việt nam/gu, 'Việt Nam')
    .replace(/xây dựng đảng/gu, 'Xây dựng Đảng')
    .replace(/đề án (?=\d)/gu, 'Đề án ')
    .replace(/(?<=^[ủỦ]y ban )kiểm tra/u, 'Kiểm tra')
    .replace(/(?<=tuyên giáo và )dân vận/u, 'Dân vận')
    .replace(/^(tỉnh|thành) Ủy/u, '$1 ủy')
    .replace(/(?<=^văn phòng )(?:tỉnh|thành) ủy(?!\p{L})/iu, (name) =>
      /^t[iỉ]nh/iu.test(name) ? 'Tỉnh ủy' : 'Thành ủy',
    )
    .replace(
      /^(sở|phòng|trung tâm|chi cục|cục|vụ|ban|bộ|trường)\s(\p{L})/u,
      (_all, head: string, letter: string) => `${head} ${letter.toUpperCase()}`,
    )
  if (/^(?:sở|bộ|phòng|chi cục)\s/u.test(named))
    return (
      capitalised(named)
        .replace(
          /(\s(?:và|-|–)|,) (\p{Ll})/gu,
          (_all, joint: string, letter: string) => `${joint} ${letter.toUpperCase()}`,
        )
        // "SỞ Y TẾ - SỞ GIÁO DỤC VÀ ĐÀO TẠO": two in one letterhead.
        .replace(/(?<= [-–] (?:Sở|Bộ) )\p{Ll}/u, (letter) => letter.toUpperCase())
    )
  return capitalised(named).replace(/^Uy ban(?= nhân dân)/u, 'Ủy ban')
}
