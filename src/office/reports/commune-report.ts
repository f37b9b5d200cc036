// The commune's report on administrative reform (domain.md section 8), and the plain summary of a period, as `.docx`.
import type { Paragraph, Table } from 'docx'
import { type Period, writePeriod } from '../../calendar/period.js'
import { dayOf, partsOf, timeOf, writeDay } from '../../lib/day.js'
import { type Translate, translator } from '../../lib/i18n.js'
import { formalDue, formalLetter, formalTask, formalText } from '../assignments/formal.js'
import { needsReport } from '../assignments/status.js'
import { type Area, areas } from '../indicators/indicator.js'
import {
  attached,
  BLANK,
  centre,
  dataTable,
  issuerOf,
  letterhead,
  paragraph,
  placeOf,
  rule,
  signature,
  writePaper,
} from '../indicators/paper.js'
import type { Addition } from '../indicators/report/prefill.js'
import type { IndicatorRow } from '../indicators/table.js'
import { writeTarget } from '../indicators/words.js'
import { type Tally, totalOf } from '../summary/boxes.js'
import { areaName, titleOf } from '../summary/messages.js'
import type { Facts, FactWork } from './facts.js'
import {
  areaTable,
  boxTable,
  countRows,
  indicatorRows,
  measuredIn,
  remedyOf,
  resultOf,
  type Sheet,
  unitTable,
  workTable,
} from './tables.js'

type Part = Paragraph | Table

const heading = (text: string) => paragraph(text, { bold: true, body: true, before: 6, keepNext: true })
const line = (text: string) => paragraph(text, { body: true })
/** Below a table or a rule, which have no space of their own. */
const below = (text: string) => paragraph(text, { body: true, before: 6 })
const cells = (sheet: Sheet) => sheet.rows.map((row) => row.map(String))

function headOf({ overview: { scope } }: Facts): Table {
  return letterhead({
    parent: '',
    issuer: issuerOf(scope.communeName),
    code: 'BC-UBND',
    place: placeOf(scope.communeName),
    year: partsOf(dayOf(scope.now)).year,
  })
}

function spanLine(facts: Facts): string {
  const { period, scope } = facts.overview
  const { span, now } = scope
  const taken = `Số liệu lấy lúc ${timeOf(now)} ngày ${writeDay(dayOf(now))}.`
  if (!period || !span) return taken
  return `Kỳ báo cáo: ${writePeriod(period)}, từ ngày ${writeDay(span.from)} đến ngày ${writeDay(span.to)}. ${taken}`
}

/** The seven areas of the programme in the report's order; `direction` is part I. */
const reformAreas = areas.filter((area) => area !== 'direction' && area !== 'other')

/**
 * The commune's CCHC report. A section without data says so; what no data speaks of is not in it. Number, day and signer
 * are blank.
 */
export async function writeCommuneReport(facts: Facts, period: Period): Promise<Uint8Array> {
  const t = translator('vi')
  const { scope } = facts.overview
  const title = `Công tác cải cách hành chính ${writePeriod(period)}`
  const body: Part[] = [
    headOf(facts),
    paragraph('BÁO CÁO', { bold: true, align: centre, before: 18 }),
    paragraph(title, { bold: true, align: centre }),
    rule(60),
    below(spanLine(facts)),
    ...directing(t, facts),
    ...results(t, facts),
    ...judgement(t, facts),
    ...plans(facts),
    ...proposals(facts),
    paragraph('', {}),
    // A báo cáo that names nobody under "Kính gửi" lists its recipients here (Nghị định 30/2020/NĐ-CP, Phụ lục I); a person fills them in.
    signature([BLANK, BLANK, `Lưu: VT, ${BLANK}`], ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH']),
  ]
  return writePaper({ creator: scope.communeName, title, body, annex: annexOf(t, facts, 'Báo cáo số       /BC-UBND') })
}

function directing(t: Translate, facts: Facts): Part[] {
  const letters = facts.letters.map((letter) => {
    const issuer = letter.issuer ? ` của ${issuerOf(letter.issuer)}` : ''
    return line(`- ${formalLetter(letter)}${issuer}${aboutOf(letter.subject)}.`)
  })
  const own = facts.works.filter((work) => work.view.area === 'direction')
  const outside = facts.works.filter((work) => !isReform(work)).length
  const total = totalOf(facts.overview.all)
  return [
    heading('I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH'),
    ...(letters.length > 0
      ? [line(`Trong kỳ đã giao nhiệm vụ theo ${letters.length} văn bản:`), ...letters]
      : [line('Trong kỳ không có văn bản giao nhiệm vụ mới.')]),
    ...(total.count + facts.overview.later > 0
      ? [
          line(`Tổng số nhiệm vụ theo dõi trong kỳ: ${total.count}${carriedOf(facts)}.`),
          ...outsideLine(outside),
          ...worksOf(t, own),
        ]
      : []),
    ...figuresOf(t, facts, 'direction'),
  ]
}

/** Lĩnh vực khác is outside the report (PRODUCT.md section 2): it is in the totals, which are those of the chat, and in the annex. */
function isReform({ view }: FactWork): boolean {
  return areas.some((area) => area === view.area && area !== 'other')
}

function outsideLine(count: number): Part[] {
  if (count === 0) return []
  return [line(`Trong đó ${count} nhiệm vụ ngoài các lĩnh vực cải cách hành chính chỉ nêu tại Phụ lục.`)]
}

/** The area's figures, then by name what no unit has reported. */
function figuresOf(t: Translate, facts: Facts, area: Area): Part[] {
  const rows = facts.overview.measured.rows.filter((row) => row.indicator.area === area)
  const given = rows.filter((row) => row.figure)
  const missing = rows.filter((row) => !row.figure).map(indicatorOf)
  return [
    ...given.map((row) => {
      const target = row.target ? `, chỉ tiêu ${writeTarget(t, row.target, row.indicator.measure)}` : ''
      const verdict = row.state === 'met' || row.state === 'unmet' ? `, ${t(`reports-verdict-${row.state}`)}` : ''
      return line(`- ${indicatorOf(row)}: ${measuredIn(t, row)}${target}${verdict}.`)
    }),
    ...(missing.length > 0 ? [line(`- Chưa có số liệu: ${missing.join('; ')}.`)] : []),
  ]
}

/** "V/v nâng cao…" → " về việc nâng cao…"; a name keeps its capital. */
function aboutOf(subject: string | null): string {
  const words = formalText(subject ?? '').replace(/^(?:V\/v|về việc)\s*:?\s*/iu, '')
  if (words === '') return ''
  const isName = !/^\p{Lu}\p{Ll}*\s+\p{Ll}/u.test(words)
  return ` về việc ${isName ? words : words.charAt(0).toLowerCase() + words.slice(1)}`
}

function carriedOf(facts: Facts): string {
  const { carried } = totalOf(facts.overview.all)
  const { period, later } = facts.overview
  const from = period && carried > 0 ? `, trong đó ${carried} nhiệm vụ chuyển từ kỳ trước sang` : ''
  return from + (later > 0 ? `; ngoài ra có ${later} nhiệm vụ giao trong kỳ, đến hạn sau kỳ` : '')
}

function results(t: Translate, facts: Facts): Part[] {
  const parts: Part[] = [heading('II. KẾT QUẢ THỰC HIỆN')]
  const units = facts.unreported.map((unit) => unit.name).join(', ')
  const silent = units === '' ? [] : [`đơn vị chưa gửi báo cáo: ${units}`]
  for (const [index, area] of reformAreas.entries()) {
    parts.push(heading(`${index + 1}. ${areaName(t, area)}`))
    const own = [
      ...figuresOf(t, facts, area),
      ...worksOf(
        t,
        facts.works.filter((work) => work.view.area === area),
      ),
    ]
    parts.push(...(own.length > 0 ? own : [line(`${['Chưa có số liệu báo cáo', ...silent].join('; ')}.`)]))
  }
  if (facts.unreported.length > 0)
    parts.push(line(`Đơn vị chưa gửi báo cáo của kỳ: ${facts.unreported.map((unit) => unit.name).join('; ')}.`))
  return parts
}

/** "Hồ sơ trực tuyến (Phòng Kinh tế)", "Số hóa hồ sơ (Quyết định 766/QĐ-TTg; Phòng Kinh tế)". */
function indicatorOf({ indicator: { name }, unit }: IndicatorRow): string {
  return name.endsWith(')') ? `${name.slice(0, -1)}; ${unit.name})` : `${name} (${unit.name})`
}

const MOST_IN_AREA = 15

/** What was reported, word for word; what is open is counted and stands in the annex. */
function worksOf(t: Translate, works: readonly FactWork[]): Part[] {
  if (works.length === 0) return []
  const done = works.filter(({ view }) => !view.standing && !needsReport(view.status))
  const awaiting = done.filter(({ view }) => view.status === 'awaiting').length
  const standing = works.filter(({ view }) => view.standing)
  const unanswered = works.filter(({ view }) => !view.standing && view.status === 'unanswered')
  const open = works.length - done.length - standing.length - unanswered.length
  const lines = done.slice(0, MOST_IN_AREA).map(({ view }) => {
    return line(`- ${formalTask(view.text)} (${view.unit.name}): ${resultOf(t, view).toLowerCase()}.`)
  })
  const left = done.length - lines.length
  const counts = [
    ...(done.length > 0
      ? [`đã báo cáo ${done.length}${awaiting > 0 ? `, trong đó ${awaiting} chờ xác nhận` : ''}`]
      : []),
    ...(open > 0 ? [`đang thực hiện ${open}`] : []),
    ...(unanswered.length > 0 ? [`chưa xác nhận tiếp nhận ${unanswered.length}`] : []),
    ...(standing.length > 0 ? [`thường xuyên ${standing.length}`] : []),
  ]
  return [
    line(`Nhiệm vụ trong kỳ: ${works.length} (${counts.join(', ')}).`),
    ...lines,
    ...(left > 0 ? [line(`- ${left} nhiệm vụ đã báo cáo khác nêu tại Phụ lục.`)] : []),
  ]
}

function judgement(t: Translate, facts: Facts): Part[] {
  const { all } = facts.overview
  const total = totalOf(all)
  const good = [
    `- Hoàn thành đúng hạn ${counted(all.onTime)}, đạt mốc theo dõi ${counted(all.met)} trên tổng số ${total.count} nhiệm vụ.`,
    ...written(facts, 'results'),
  ]
  const bad = [
    ...(all.overdue.count > 0 ? [`- Quá hạn chưa báo cáo: ${all.overdue.count} nhiệm vụ${byUnit(facts)}.`] : []),
    ...(all.late.count > 0 ? [`- Hoàn thành muộn: ${counted(all.late, ' nhiệm vụ')}.`] : []),
    ...(all.missed.count > 0 ? [`- Chậm mốc theo dõi: ${counted(all.missed, ' nhiệm vụ')}.`] : []),
    ...(total.unanswered > 0 ? [`- Chưa trả lời: ${total.unanswered} nhiệm vụ.`] : []),
    ...facts.overview.measured.below.map((row) => `- Chưa đạt chỉ tiêu: ${indicatorOf(row)}: ${measuredIn(t, row)}.`),
    ...written(facts, 'difficulties'),
  ]
  const { own, outside, judged } = facts.causes ?? { own: 0, outside: 0, judged: 0 }
  const late = facts.works.filter((work) => isReform(work) && work.view.lateness).slice(0, MOST_IN_AREA)
  const causes = [
    ...(own + outside > 0
      ? [
          `Số nhiệm vụ báo chậm: chủ quan ${own}, khách quan ${outside}${judged > 0 ? ` (trong đó ${judged} nhiệm vụ theo đánh giá của lãnh đạo, khác ý kiến đơn vị)` : ''}.`,
        ]
      : []),
    ...late.map((work) => `- Việc số ${work.view.number}, ${work.view.unit.name}: ${remedyOf(t, work)}.`),
  ]
  return [
    heading('III. ĐÁNH GIÁ CHUNG'),
    heading('1. Ưu điểm'),
    ...good.map(line),
    heading('2. Tồn tại, hạn chế'),
    ...(bad.length > 0 ? bad : ['Chưa ghi nhận tồn tại, hạn chế trong số liệu của kỳ.']).map(line),
    heading('3. Nguyên nhân'),
    ...(causes.length > 0 ? causes : ['Chưa có số liệu báo cáo.']).map(line),
  ]
}

/** "5 (chờ xác nhận 3)", as on the first screen of the summary. */
function counted({ count, awaiting }: Tally, what = ''): string {
  return awaiting > 0 ? `${count}${what} (chờ xác nhận ${awaiting})` : `${count}${what}`
}

function byUnit(facts: Facts): string {
  const { byUnit: heaps, labels } = facts.overview
  const named = labels.flatMap((label) => {
    const count = heaps.get(label.id)?.overdue.count ?? 0
    return count > 0 ? [`${label.name} ${count}`] : []
  })
  return named.length > 0 ? ` (${named.join('; ')})` : ''
}

/** What heads wrote of this, each with the unit's name; several lines stay several. */
function written(facts: Facts, what: Addition): string[] {
  return facts.added.flatMap(({ unit, texts }) => {
    const said = (texts[what] ?? '').split('\n').flatMap((text) => formalTask(text.replace(/^[\s\-–—+*•]+/, '')) || [])
    if (said.length < 2) return said.map((text) => `- ${unit.name}: ${text}.`)
    return [`- ${unit.name}:`, ...said.map((text, index) => `+ ${text}${index === said.length - 1 ? '.' : ';'}`)]
  })
}

/** Nothing was written: by those who reported, or because nobody has reported. */
function noneOf(facts: Facts, what: string): string {
  return facts.added.length > 0
    ? `Các đơn vị không có ${what} trong báo cáo đã gửi.`
    : `Chưa có đơn vị nào gửi báo cáo nên chưa có ${what}.`
}

function plans(facts: Facts): Part[] {
  const open = facts.works.filter((work) => isReform(work) && !work.view.standing && needsReport(work.view.status))
  const lines = open.slice(0, MOST_IN_AREA).map(({ view, box }) => {
    const due = `${formalDue(view)}${box === 'overdue' ? ', đã quá hạn' : ''}`
    return line(`- ${formalTask(view.text)} (${view.unit.name}${due ? `, ${due}` : ''}).`)
  })
  const left = open.length - lines.length
  return [
    heading('IV. PHƯƠNG HƯỚNG, NHIỆM VỤ KỲ TỚI'),
    ...(lines.length > 0 ? lines : [line('Chưa có số liệu báo cáo.')]),
    ...(left > 0 ? [line(`- ${left} nhiệm vụ khác nêu tại Phụ lục.`)] : []),
  ]
}

function proposals(facts: Facts): Part[] {
  const lines = written(facts, 'proposals')
  return [
    heading('V. KIẾN NGHỊ, ĐỀ XUẤT'),
    ...(lines.length > 0 ? lines : [noneOf(facts, 'kiến nghị, đề xuất')]).map(line),
  ]
}

/** More rows nobody reads on paper; the workbook has them all. */
const MOST_ON_PAPER = 1000

/** Landscape pages: the work one by one, and the tables of numbers; the sums too where they do not stand before it (`paper`). */
function annexOf(t: Translate, facts: Facts, paper?: string): Part[] {
  const { scope } = facts.overview
  const title = (text: string) => paragraph(text, { bold: true, align: centre, before: 12, after: 6, keepNext: true })
  const works = workTable(t, { ...facts, works: facts.works.slice(0, MOST_ON_PAPER) })
  const rest = totalOf(facts.overview.all).count - works.rows.length
  return [
    title('PHỤ LỤC'),
    ...(paper ? [attached(paper, partsOf(dayOf(scope.now)).year, issuerOf(scope.communeName))] : []),
    ...(paper ? sums(t, facts, [90, 40, 50], title) : []),
    ...numbers(t, facts, title),
    ...(works.rows.length > 0
      ? [title(works.title), dataTable(works.head, cells(works), [14, 66, 31, 34, 19, 30, 25, 38])]
      : []),
    ...(rest > 0
      ? [
          below(
            `Phụ lục liệt kê ${works.rows.length} nhiệm vụ đầu tiên theo thời hạn; ${rest} nhiệm vụ còn lại có trong bảng tính kèm theo.`,
          ),
        ]
      : []),
  ]
}

/** The tables of numbers, for a landscape page of 257 mm. */
function numbers(t: Translate, facts: Facts, title: (text: string) => Paragraph): Part[] {
  const middle = Array.from({ length: 13 }, (_, index) => index + 1)
  const heap = (sheet: Sheet) => [
    title(sheet.title),
    dataTable(sheet.head, cells(sheet), [36, ...middle.map(() => 17)], middle),
  ]
  const measured = indicatorRows(t, facts)
  return [
    ...heap(unitTable(t, facts)),
    ...heap(areaTable(t, facts)),
    ...(measured.rows.length > 0
      ? [title(measured.title), dataTable(measured.head, cells(measured), [20, 74, 48, 34, 34, 34, 24])]
      : []),
  ]
}

function sums(t: Translate, facts: Facts, widths: number[], title: (text: string) => Paragraph): Part[] {
  const boxes = boxTable(t, facts)
  return [
    title(boxes.title),
    dataTable(boxes.head, cells(boxes), widths, [1, 2]),
    ...countRows(t, facts).map(([name, value], index) => (index === 0 ? below : line)(`${name}: ${value}.`)),
  ]
}

/** What `/tongket` shows of a period and of these units, on paper. */
export async function writeSummaryPaper(facts: Facts): Promise<Uint8Array> {
  const t = translator('vi')
  const { scope } = facts.overview
  const name = titleOf(facts.overview)
  const title = (text: string) => paragraph(text, { bold: true, align: centre, before: 12, after: 6, keepNext: true })
  const body: Part[] = [
    headOf(facts),
    paragraph('TỔNG HỢP', { bold: true, align: centre, before: 18 }),
    paragraph(`Kết quả thực hiện nhiệm vụ: ${name}`, { bold: true, align: centre }),
    rule(60),
    below(spanLine(facts)),
    ...sums(t, facts, [74, 36, 50], title),
    ...(facts.pastLegal.extended > 0
      ? [
          line(
            `Theo hạn của văn bản có ${facts.pastLegal.count} nhiệm vụ đã qua hạn mà chưa báo cáo, trong đó ${facts.pastLegal.extended} nhiệm vụ còn trong thời gian gia hạn.`,
          ),
        ]
      : []),
  ]
  return writePaper({ creator: scope.communeName, title: `Tổng hợp ${name}`, body, annex: annexOf(t, facts) })
}
