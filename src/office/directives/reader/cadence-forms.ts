// The ways a letter says how often: each form with the cadences it stands for, on the plain text.
import type { Cadence } from '../../../calendar/rule.js'

const every = '(?:hang|moi|tung)'
export const weekdays: Record<string, number> = {
  hai: 1,
  '2': 1,
  ba: 2,
  '3': 2,
  tu: 3,
  '4': 3,
  nam: 4,
  '5': 4,
  sau: 5,
  '6': 5,
  bay: 6,
  '7': 6,
  'chu nhat': 7,
}
const before = '(?:(truoc|cham nhat|muon nhat|den het)[^.;:0-9]{0,25})?'
/** "trước ngày 25 hằng tháng", "trước 25 hằng tháng". */
const onDay = '(?:ngay |(?<=(?:truoc|cham nhat|muon nhat|den het) ))'

interface Form {
  pattern: RegExp
  cadences: (match: RegExpMatchArray) => Cadence[]
}

const weekday = '(?:(?:sang|chieu|toi|ngay) )?(?:(?:thu )?(?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)(?![a-z0-9])'
/** Tried in this order; what one has read, the next does not see. */
export const forms: Form[] = [
  {
    // "chế độ báo cáo: tuần (trước 15h thứ Tư), tháng (trước ngày 18), quý (trước ngày 18 tháng cuối quý), năm (trước ngày 05/12)"
    pattern:
      /(?<=bao cao[^.;]{0,160})(?<![a-z])(tuan|thang|quy|0?6 thang|nam) \((?:gui )?(?:truoc|cham nhat|muon nhat|vao)[^()]{2,50}\)/g,
    cadences: (match) => inBracket(match[1] ?? '', match[0]),
  },
  {
    // "sáng thứ Ba và sáng thứ Năm hằng tuần", "tối thứ Sáu, thứ Bảy, Chủ nhật hằng tuần"
    pattern: new RegExp(
      `(?:(?:truoc|cham nhat|muon nhat|vao|luc)[^.;:]{0,24}?)?(?:(?:sang|chieu|toi|ngay) )?(?=thu )${weekday}(?:(?:,? va|,) ${weekday}){1,5},? ${every} tuan`,
      'g',
    ),
    cadences: (match) => {
      const names = match[0]
        .slice(match[0].indexOf('thu '))
        .matchAll(/(?<![a-z0-9])(?:hai|ba|tu|nam|sau|bay|[2-7]|chu nhat)(?![a-z0-9])/g)
      return [...names].map(([name]) => ({ every: 'week', weekday: weekdays[name] ?? 5 }))
    },
  },
  {
    pattern: new RegExp(
      `(?:(truoc|cham nhat|muon nhat|vao|luc)[^.;:]{0,24}?)?(?:(?:chieu |sang |ngay )?(?:thu (hai|ba|tu|nam|sau|bay|[2-7])(?![a-z0-9])|(chu nhat)))[^.;]{0,12}?${every} tuan`,
      'g',
    ),
    cadences: (match) => [{ every: 'week', weekday: match[3] ? 7 : (weekdays[match[2] ?? ''] ?? 5) }],
  },
  {
    // "trước 17h00 các ngày thứ Sáu"
    pattern:
      /(?:(truoc|cham nhat|muon nhat|vao|luc)[^.;:]{0,24}?)?cac ngay thu (hai|ba|tu|nam|sau|bay|[2-7])(?![a-z0-9])(?:(?:,| va) (?:thu )?(hai|ba|tu|nam|sau|bay|[2-7])(?![a-z0-9]))?(?:,? hang tuan)?/g,
    cadences: (match) =>
      [match[2], match[3]].flatMap((name) => (name ? [{ every: 'week' as const, weekday: weekdays[name] ?? 5 }] : [])),
  },
  {
    pattern: new RegExp(
      `(?:${every}|bao cao) tuan[^.;]{0,60}?(?:(truoc|cham nhat|muon nhat|vao)[^.;]{0,24}?)thu (hai|ba|tu|nam|sau|bay|[2-7])(?![a-z0-9])`,
      'g',
    ),
    cadences: (match) => [{ every: 'week', weekday: weekdays[match[2] ?? ''] ?? 5 }],
  },
  {
    pattern: new RegExp(
      `${before}${onDay}(\\d{1,2})(?:,| cua| cua cac)? (?:thang cuoi(?: cua)?(?: ${every}| tung)? quy|thang cuoi cung cua quy|cuoi quy)`,
      'g',
    ),
    cadences: (match) => [{ every: 'quarter', day: Number(match[2]) }],
  },
  {
    pattern: new RegExp(
      `${every} quy[^.;0-9]{0,20}?(truoc|cham nhat|vao)?[^.;0-9]{0,24}?ngay (\\d{1,2})(?: cua)? thang cuoi(?: cua)? ?(?:quy)?`,
      'g',
    ),
    cadences: (match) => [{ every: 'quarter', day: Number(match[2]) }],
  },
  {
    pattern: new RegExp(
      `${before}${onDay}(\\d{1,2})(?:,| cua)? thang dau(?: tien)?(?: cua)?(?: ${every})? quy(?! (?:\\d|[iv]+(?![a-z])))(?: (?:sau|tiep theo|ke tiep|lien ke))?`,
      'g',
    ),
    cadences: (match) => [{ every: 'quarter', day: Number(match[2]) }],
  },
  {
    pattern: /0?\d{1,2} lan\s?\/\s?(?:ngay|tuan)(?![a-z])/g,
    cadences: (match) => plainCadence(match[0]),
  },
  {
    pattern: new RegExp(`${before}${onDay}(\\d{1,2})(?:,| cua)? ?${every} quy(?![a-z])`, 'g'),
    cadences: (match) => [{ every: 'quarter', day: Number(match[2]) }],
  },
  {
    pattern: new RegExp(
      `${every} quy[^.;0-9]{0,20}?(truoc|cham nhat|muon nhat|vao)[^.;0-9]{0,24}?ngay (\\d{1,2})(?!\\d|\\s?[/]|\\s+thang \\d)`,
      'g',
    ),
    cadences: (match) => [{ every: 'quarter', day: Number(match[2]) }],
  },
  {
    // "báo cáo 6 tháng, năm gửi trước ngày 05/6 và trước ngày 05/12"
    pattern:
      /bao cao 0?6 thang(?: dau nam)?(?:,| va) (?:ca |bao cao )?nam[^.;0-9]{0,20}?(?:truoc|cham nhat)(?: la)? (?:ngay )?(\d{1,2})\s?\/\s?(\d{1,2}) va (?:truoc )?(?:ngay )?(\d{1,2})\s?\/\s?(\d{1,2})(?!\d|\s?\/)/g,
    cadences: (match) => [
      { every: 'half-year', month: Number(match[2]), day: Number(match[1]) },
      { every: 'year', month: Number(match[4]), day: Number(match[3]) },
    ],
  },
  {
    // "vào đầu tháng và giữa tháng (ngày 01 và ngày 15)", "02 kỳ/tháng, vào ngày 14 và ngày 28", "mỗi tháng 02 lần vào ngày 10 và 25"
    pattern:
      /(?:(?:vao )?dau thang(?:,| va) (?:giua|cuoi) thang(?! \d)|0?2 (?:ky|lan)\s?\/\s?thang|(?:moi|hang) thang 0?2 (?:ky|lan))(?:,?(?: vao)? \(?(?:cac )?ngay (\d{1,2})(?: va|,) (?:ngay )?(\d{1,2})(?!\d|\s?\/))?/g,
    cadences: (match) =>
      match[1] && match[2]
        ? [
            { every: 'month', day: Number(match[1]) },
            { every: 'month', day: Number(match[2]) },
          ]
        : [{ every: 'month' }],
  },
  {
    pattern: new RegExp(
      `${before}(?:cac )?ngay (?:mung |mong )?(\\d{1,2})(?: va|,) (?:truoc )?(?:ngay )?(\\d{1,2})(?:,| cua)? ?${every} thang`,
      'g',
    ),
    cadences: (match) => [
      { every: 'month', day: Number(match[2]) },
      { every: 'month', day: Number(match[3]) },
    ],
  },
  {
    pattern:
      /bao cao thang[^.;0-9]{0,40}?(truoc|cham nhat|muon nhat)[^.;0-9]{0,24}?ngay (\d{1,2})(?: cua)? thang (?:sau|lien ke|ke tiep|tiep theo)(?![a-z])/g,
    cadences: (match) => [{ every: 'month', day: Number(match[2]) }],
  },
  {
    // "báo cáo tháng gửi trước ngày 22; báo cáo quý …"
    pattern:
      /bao cao thang(?: gui| nop)? (truoc|cham nhat|muon nhat)(?: la)? +ngay (\d{1,2})(?!\d|\s?[/.-]\s?\d|,? thang| cua)/g,
    cadences: (match) => [{ every: 'month', day: Number(match[2]) }],
  },
  {
    // A month without that day ends on its last.
    pattern: new RegExp(
      `(?:vao |truoc )?ngay (?:lam viec )?cuoi(?: cung(?: cua)?(?: ${every})?| (?:cua )?${every}) thang(?! \\d| nay)`,
      'g',
    ),
    cadences: () => [{ every: 'month', day: 31 }],
  },
  {
    pattern: /(?:0?3|ba) thang ?(?:mot|0?1|\/) ?lan/g,
    cadences: () => [{ every: 'quarter' }],
  },
  {
    pattern: new RegExp(`${before}(?:${onDay}|mung |mong |ngay mung )(\\d{1,2})(?:,| cua)? ?${every} thang`, 'g'),
    cadences: (match) => [{ every: 'month', day: Number(match[2]) }],
  },
  {
    pattern: new RegExp(
      `${every} thang(?:[^.;0-9]{0,110}?(truoc|cham nhat|muon nhat|vao)[^.;0-9]{0,24}?| \\()${onDay}(\\d{1,2})(?!\\d|\\s?[/.-]\\s?\\d|\\s?(?:gio|h|g|:)|\\s+thang \\d)`,
      'g',
    ),
    cadences: (match) => [{ every: 'month', day: Number(match[2]) }],
  },
  {
    pattern: new RegExp(
      `${before}(?:ngay )?(\\d{1,2})\\s?(?:/| thang )\\s?(\\d{1,2}) va (?:truoc |truoc ngay )?(?:ngay )?(\\d{1,2})\\s?(?:/| thang )\\s?(\\d{1,2}),? (?:cua )?${every} nam`,
      'g',
    ),
    cadences: (match) => [{ every: 'half-year', month: Number(match[3]), day: Number(match[2]) }],
  },
  {
    pattern: new RegExp(`${before}(?:ngay )?(\\d{1,2})\\s?(?:/| thang )\\s?(\\d{1,2}),? (?:cua )?${every} nam`, 'g'),
    cadences: (match) => [{ every: 'year', month: Number(match[3]), day: Number(match[2]) }],
  },
  {
    pattern: new RegExp(
      `(?:${every} nam|dinh ky (?:${every} )?nam|bao cao nam|(?<=6 thang (?:truoc|cham nhat)[^.;:]{2,30}\\d(?:,| va) )nam(?= (?:truoc|cham nhat)))[^.;0-9]{0,30}?(truoc|cham nhat|muon nhat|vao)[^.;0-9]{0,16}?(?:ngay )?(\\d{1,2})\\s?(?:/| thang )\\s?(\\d{1,2})(?!\\d|\\s?/\\s?\\d)`,
      'g',
    ),
    cadences: (match) => [{ every: 'year', month: Number(match[3]), day: Number(match[2]) }],
  },
  {
    pattern:
      /(?<!(?:hoan chinh|hoan thien|hoan thanh|xay dung|chuan bi|du thao|tham muu)[^.;:]{3,70})(?:dinh ky |bao cao |hang )?(?:0?6|sau) thang(?: mot lan| 1 lan| dau nam)?[^.;0-9]{0,12}?(truoc|cham nhat)[^.;0-9]{0,16}?(?:ngay )?(\d{1,2})\s?(?:\/| thang )\s?(\d{1,2})(?!\d|\s?\/\s?\d)/g,
    cadences: (match) => [{ every: 'half-year', month: Number(match[3]), day: Number(match[2]) }],
  },
  {
    pattern: new RegExp(
      `(?:(?:dinh ky|bao cao)(?: dinh ky)? \\(?(?:${every} )?|${every} |theo )(ngay|tuan|thang|quy|0?6 thang|nam)(?![a-z])(?! (?:\\d|[iv]+(?![a-z])|dinh|che|trinh|mo|hoach|truoc(?! \\d{1,2}\\s?(?:gio|h|g|:))|nay|sau|qua|toi(?! thieu)|hoc|den|cuoi|dau nam(?! ?(?:,|va|/)))|\\/(?:\\d|ngay))((?:\\s?(?:,|;|/|va|hoac|va bao cao)\\s?(?:${every} |bao cao )?(?:tuan|thang|quy|0?6 thang(?: dau nam)?|0?9 thang|nam)(?![a-z])(?! (?:\\d|[iv]+(?![a-z])|dinh|che|trinh|mo|hoach)))*)`,
      'g',
    ),
    cadences: (match) => [match[1] ?? '', ...(match[2] ?? '').split(/,|;|\/|\bva\b|\bhoac\b/)].flatMap(plainCadence),
  },
  {
    // "báo cáo kết quả công tác quốc phòng 6 tháng, năm."
    pattern:
      /0?6 thang(?<=(?:bao cao|so ket|tong ket)[^.;:]{0,90} 0?6 thang)(?: dau nam)?(?:,| va) (?:ca |tong ket )?nam(?=\s*(?:[.;,]|$))/g,
    cadences: () => [{ every: 'half-year' }, { every: 'year' }],
  },
  {
    pattern:
      /(?:dinh ky |moi |hang )?(?:0?6|sau) thang(?: mot lan| 1 lan|\/lan|\/1 lan)|(?:dinh ky|moi|hang) (?:0?6|sau) thang(?! dau| cuoi)/g,
    cadences: () => [{ every: 'half-year' }],
  },
  {
    // "đưa vào kiểm điểm tại giao ban quý", "báo cáo tại cuộc họp giao ban tuần"; not "giao ban tháng 10".
    pattern:
      /(?<= (?:tai|trong)(?: (?:cac )?(?:cuoc|buoi|hoi nghi|phien))?(?: hop)? )giao ban (?:tuan|thang|quy)(?![a-z])(?! (?:\d|[ivx]+(?![a-z])|nay|toi|sau|truoc|ke|tiep|gan|cuoi|dau))/g,
    cadences: (match) => plainCadence(match[0]),
  },
  {
    pattern:
      /(?:01|1|mot) (?:quy|thang|tuan|nam)\s?\/\s?(?:01 |1 )?lan|(?:01|1|mot) lan\s?\/\s?(?:01 |1 )?(?:quy|thang|tuan|nam)|(?:it nhat|toi thieu) 0?\d lan\s?\/\s?(?:quy|thang)/g,
    cadences: (match) => plainCadence(match[0]),
  },
  {
    pattern:
      /(?:moi|hang|tung|mot|0?1) (?:ngay|tuan|thang|quy|nam)(?: it nhat| toi thieu)? (?:0?\d{1,2}|mot|hai) (?:lan|luot|buoi|ky|cuoc)/g,
    cadences: (match) => plainCadence(match[0]),
  },
]

/** "quý (trước ngày 18 tháng cuối quý)", "năm (trước ngày 05/12)": the day in the bracket behind a period. */
function inBracket(period: string, words: string): Cadence[] {
  const name = /thu (hai|ba|tu|nam|sau|bay|[2-7])(?![a-z0-9])/.exec(words)?.[1]
  if (period === 'tuan') return name ? [{ every: 'week', weekday: weekdays[name] ?? 5 }] : []
  const [, day, month] =
    /(?<!\d)(\d{1,2})(?:\s?(?:\/| thang )\s?(\d{1,2}))?(?![\d:]| ?(?:gio|h|g)(?![a-z]))/.exec(words) ?? []
  if (day === undefined || /20\d\d/.test(words)) return []
  const every = period === 'thang' ? 'month' : period === 'quy' ? 'quarter' : period === 'nam' ? 'year' : 'half-year'
  if (every === 'month' || every === 'quarter') return month === undefined ? [{ every, day: Number(day) }] : []
  return month === undefined ? [] : [{ every, month: Number(month), day: Number(day) }]
}

function plainCadence(words: string): Cadence[] {
  if (/6 thang/.test(words)) return [{ every: 'half-year' }]
  if (/9 thang/.test(words)) return []
  if (/tuan/.test(words)) return [{ every: 'week' }]
  if (/thang/.test(words)) return [{ every: 'month' }]
  if (/quy/.test(words)) return [{ every: 'quarter' }]
  if (/nam/.test(words)) return [{ every: 'year' }]
  if (/ngay/.test(words)) return [{ every: 'day' }]
  return []
}
