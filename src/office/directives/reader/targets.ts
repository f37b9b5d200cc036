// The percentages a task asks for: "100%", "≥ 80%; > 90%".
import { plain, searched } from './plain.js'

const past =
  /(?:(?<=[(,;] ?)hien(?: nay| moi| la)?|(?:tuan|thang|quy|nam) (?:qua|truoc)|da dat|moi (?:chi )?(?:dat|duoc)(?: (?:tam ung|giai ngan|cap|giao|bo tri|thuc hien))?|khong dat|chua dat|hien dat|chi dat|dat ty le|nam 20\d\d(?: la| dat|:)?|ky truoc|cung ky|thuc te|dang dat|so voi(?: [a-z]+){0,3})\s*(?:la |hon |tren |gan )?$/

/** "Bảo đảm tỷ lệ trẻ bỏ mũi tiêm dưới 2%": a share that is to stay below; "các xã có tỷ lệ dưới 30%" says which ones. */
const kept =
  /(?:phan dau|bao dam|dam bao|duy tri|giu|khong che|kiem soat|ha|keo|dua)(?: cho)? (?:ty|ti) (?:le|suat|trong) (?!(?:[^,;.]{0,60} )?(?:co|nao|dat) )[^,;.]{0,80}duoi (?:muc )?$/
/** "giảm còn 3%", "đưa tỷ lệ hộ nghèo xuống 2%": that much is left at most. */
const reduced =
  /(?:^|\s)(?:giam|ha|keo|rut|dua|thap)(?:(?:[^,;.]|(?<=\d)[,.](?=\d)){0,90}?\s)?(?:con|xuong|xuong con)(?: (?:khoang|muc))? $/

export function targetOf(text: string): string | null {
  const low = plain(text.slice(0, searched))
  const all: string[] = []
  for (const match of low.matchAll(/(?<![\d./]|\d,)(\d{1,3}(?:[.,]\d{1,2})?)\s?(?:%|phan tram)/g)) {
    const before = low.slice(Math.max(0, match.index - 28), match.index)
    if (
      /(?:^|\s)(?:khi|neu|truong hop) [^,;.]{3,60}(?:duoi|vuot|vuot qua) $/.test(
        low.slice(Math.max(0, match.index - 80), match.index),
      )
    )
      continue
    const after = low.slice(match.index + match[0].length, match.index + match[0].length + 40)
    const wanted =
      (/^(?:giai ngan|thu ngan sach|hoan thanh|phan dau)(?![a-z])/.test(low) && /nam 20\d\d dat $/.test(before)) ||
      // "Đạt tỷ lệ 100% hồ sơ được số hóa" is what is to be reached.
      (/^dat (?:va |muc |vuot )?(?:ty|ti) le /.test(low) && match.index < 30)
    if (
      past.test(before) &&
      !wanted &&
      !/phan dau|muc tieu/.test(low.slice(Math.max(0, match.index - 60), match.index))
    )
      continue
    // "(quý I đạt 95,4%)", "mới có 40% đơn vị gửi", "những công trình chậm trên 15%"
    if (
      /\((?:quy|thang|nam|ky) [^()]{0,20}(?:dat|duoc|la) $|(?:^|\s)moi co $/.test(before) ||
      /(?:cham|tre|thieu|hut) (?:tien do )?tren $/.test(before)
    )
      continue
    // "tỷ lệ hoàn thành còn thấp: xã A (49,3%), xã B (52%)": how far each of them has come.
    if (
      /\p{Lu}[\p{L} ]{2,40} \($/u.test(text.slice(Math.max(0, match.index - 44), match.index)) &&
      after.startsWith(')') &&
      /(?:thap|cham|chua cao|chua dat|yeu)(?![a-z])/.test(low.slice(Math.max(0, match.index - 400), match.index))
    )
      continue
    // "đất 5%" is land kept for the commune's own use.
    if (/(?<!quỹ )đất(?: công ích)? $/iu.test(text.slice(Math.max(0, match.index - 28), match.index))) continue
    if (/(?:chlorine?|clo(?:rin|ramin)?(?: b)?|javen|nong do)\s$/.test(before)) continue
    // "đưa tỷ lệ từ 58,3% lên 65%": from where.
    if (/(?:^|\s)tu $/.test(before) && /^ (?:(?:cuoi )?nam 20\d\d )?(?:tang )?(?:len|xuong|con)(?![a-z])/.test(after))
      continue
    // "những người không đạt tín nhiệm trên 50%" says who.
    if (/(?:khong|chua) (?:dat|du) (?!.*(?:phan dau|toi thieu))[^,;.%]{0,30}$/.test(before)) continue
    // "các dự án giải ngân dưới 30%" says which ones, not how much is wanted.
    if (
      /(?<!khong |xuong |giam |con |o muc )duoi (?:muc )?$/.test(before) &&
      !/phan dau|bao dam|dam bao|duy tri|giam/.test(before) &&
      !kept.test(low.slice(Math.max(0, match.index - 120), match.index)) &&
      !/(?:^|[,;] | de )(?:den |het )?(?:cuoi |het )?nam (?:20\d\d )?(?:ty le |co )[^,;.]{3,40}duoi $/.test(
        low.slice(Math.max(0, match.index - 80), match.index),
      )
    )
      continue
    const compared = sign(before, after, match[1] === '100')
    const isLeft = compared === '' && reduced.test(low.slice(Math.max(0, match.index - 110), match.index))
    all.push(`${isLeft ? '≤ ' : compared}${(match[1] ?? '').replace('.', ',')}%`)
  }
  return all.length > 0 ? all.join('; ') : null
}

function sign(before: string, after: string, isAll: boolean): string {
  // "trên 90% người từ đủ 14 tuổi trở lên": the word before the figure says more than one further on.
  const word =
    /(toi thieu|it nhat|khong duoi|khong thap hon|khong it hon|dat tu|≥|>=|tren|hon|>|khong (?:de |duoc |vuot )?qua|toi da|(?:khong )?vuot qua|≤|<=|duoi|<)\s*(?:la |dat |muc |tren )?$/.exec(
      before,
    )?.[1]
  if (!word) return /^(?:(?!\b(?:tu (?:lop|du|\d)|du \d))[^,.;%]){0,30}?tro (?:len|di)/.test(after) ? '≥ ' : ''
  if (/^(?:toi thieu|it nhat|khong duoi|khong thap|khong it|dat tu|≥|>=)/.test(word)) return '≥ '
  // "trên 100% máy trạm" is on all of them.
  if (/^(?:tren|hon|>)$/.test(word)) return isAll ? '' : '> '
  if (/^(?:duoi|<)$/.test(word)) return '< '
  return '≤ '
}
