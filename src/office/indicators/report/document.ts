// The unit's report as a `.docx` to print.
import type { Paragraph, Table } from 'docx'
import { writePeriod } from '../../../calendar/period.js'
import { dayOf, partsOf, timeOf, writeDay } from '../../../lib/day.js'
import { type Translate, translator } from '../../../lib/i18n.js'
import { formalText, formalWork } from '../../assignments/formal.js'
import type { AssignmentView } from '../../assignments/view.js'
import { centre, dataTable, issuerOf, letterhead, paragraph, placeOf, rule, signature, writePaper } from '../paper.js'
import { writeFigure, writePeriodSpan, writeTarget } from '../words.js'
import {
  type Additions,
  additions,
  countOf,
  type LateWork,
  lateByKind,
  lateKinds,
  periodIn,
  type UnitMonth,
} from './prefill.js'

const states: Record<string, string> = { met: 'Đạt', unmet: 'Chưa đạt' }

function figureTable(month: UnitMonth): Table {
  const t = translator('vi')
  const rows = month.figures.map((one, index) => [
    String(index + 1),
    one.indicator.name,
    one.target ? writeTarget(t, one.target, one.indicator.measure) : '',
    writeFigure(t, one.figure, one.indicator.measure, one.target),
    states[one.state] ?? '',
  ])
  return dataTable(['STT', 'Chỉ tiêu', 'Mục tiêu', 'Kết quả', 'Đánh giá'], rows, [11, 57, 32, 34, 26])
}

const timings = { overdue: 'quá hạn', behind: 'chậm so với thời hạn theo dõi', delayed: 'đã báo chậm' }

/** The work, then why it is late and what is done about it. */
function formalLate(t: Translate, { view, timing }: LateWork): string {
  const late = timing ? `, ${timings[timing]}` : ''
  const work = `${formalWork(t, view)}${late}.`
  const { lateness } = view
  if (!lateness) return `${work} Đơn vị chưa báo cáo nguyên nhân.`
  const cause = t(`indicators-cause-${lateness.cause}`)
  const said = `Nguyên nhân ${cause}: ${formalText(lateness.reason)}. Kế hoạch khắc phục: ${formalText(lateness.remedy)}. Dự kiến hoàn thành ngày ${writeDay(lateness.promisedOn)}. Người chịu trách nhiệm: ${formalText(lateness.responsible)}.`
  if (!lateness.leader) return `${work} ${said}`
  const { cause: seen, reason } = lateness.leader
  const opinion = [t(`indicators-cause-${seen}`), ...(reason ? [formalText(reason)] : [])].join(': ')
  return `${work} ${said} Ý kiến của lãnh đạo: nguyên nhân ${opinion}.`
}

/** The days of the period, and how much it holds: the same sum as in `/tongket`; of what moment that is. */
function spanLine(month: UnitMonth, sentAt: Date | undefined): string {
  const { span, done, progress, unanswered, standing } = month
  const late = lateByKind(month)
  const awaiting = done.filter((view) => view.status === 'awaiting').length
  const counts = [
    `hoàn thành ${done.length}${awaiting > 0 ? `, trong đó ${awaiting} chờ xác nhận` : ''}`,
    `đang thực hiện ${progress.length}`,
    ...(unanswered.length > 0 ? [`chưa xác nhận tiếp nhận ${unanswered.length}`] : []),
    ...lateKinds
      .filter((kind) => kind === 'overdue' || late[kind].length > 0)
      .map((kind) => `${timings[kind]} ${late[kind].length}`),
    `thường xuyên ${standing.length}`,
  ]
  const taken = sentAt ? ` Số liệu lấy khi gửi báo cáo, lúc ${timeOf(sentAt)} ngày ${writeDay(dayOf(sentAt))}.` : ''
  return `Kỳ báo cáo: ${writePeriod(month.month)}, từ ngày ${writeDay(span.from)} đến ngày ${writeDay(span.to)}. Tổng số nhiệm vụ trong kỳ: ${countOf(month)} (${counts.join(', ')}).${taken}`
}

/** The days the figures are of; those counted over more than the month by their numbers in the table. */
function figureSpanLine({ month, span, figures, longer = [] }: UnitMonth): string {
  const others = longer.map(({ period, span: days }) => {
    const numbers = figures.flatMap((row, index) => (periodIn(row, month) === period ? [index + 1] : []))
    return `; chỉ tiêu số ${numbers.join(', ')}: ${writePeriod(period)}, ${writePeriodSpan(days)}`
  })
  return `Kỳ số liệu: ${writePeriodSpan(span)}${others.join('')}.`
}

/** The bytes of the document. Sections without content are left out and the numbering closes up. */
export async function writeDocument(month: UnitMonth, added: Additions, sentAt?: Date): Promise<Uint8Array> {
  const t = translator('vi')
  const body: (Paragraph | Table)[] = []
  let part = 0
  const romans = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX']
  const section = (title: string, lines: string[]) => {
    if (lines.length === 0) return
    body.push(paragraph(`${romans[part++] ?? ''}. ${title}`, { bold: true, body: true, before: 6, keepNext: true }))
    for (const line of lines.flatMap((text) => text.split('\n'))) body.push(paragraph(line, { body: true }))
  }
  const works = (views: readonly AssignmentView[]) =>
    views.map((view, index) => `${index + 1}. ${formalWork(t, view)}.`)
  section('NHIỆM VỤ ĐÃ HOÀN THÀNH', works(month.done))
  section('NHIỆM VỤ ĐANG THỰC HIỆN', works(month.progress))
  section('NHIỆM VỤ CHƯA XÁC NHẬN TIẾP NHẬN', works(month.unanswered))
  section(
    'NHIỆM VỤ CHẬM TIẾN ĐỘ, NGUYÊN NHÂN, KẾ HOẠCH KHẮC PHỤC',
    month.late.map((work, index) => `${index + 1}. ${formalLate(t, work)}`),
  )
  section('NHIỆM VỤ THƯỜNG XUYÊN', works(month.standing))
  if (month.figures.length > 0) {
    section('SỐ LIỆU CHỈ TIÊU', [figureSpanLine(month)])
    body.push(figureTable(month))
  }
  for (const key of additions) section(t(`indicators-section-${key}`).toUpperCase(), added[key] ? [added[key]] : [])

  return writePaper({
    creator: month.unit.name,
    title: `Báo cáo ${writePeriod(month.month)}`,
    body: [
      letterhead({
        parent: issuerOf(month.communeName),
        issuer: month.unit.name,
        code: `BC-${month.unit.shortName}`,
        place: placeOf(month.communeName),
        year: partsOf(month.wantedBy).year,
      }),
      paragraph('BÁO CÁO', { bold: true, align: centre, before: 18 }),
      paragraph(`Kết quả thực hiện nhiệm vụ ${writePeriod(month.month)}`, { bold: true, align: centre }),
      rule(60),
      paragraph(`Kính gửi: ${issuerOf(month.communeName)}`, { align: centre, before: 6, after: 6 }),
      paragraph(spanLine(month, sentAt), { body: true }),
      ...body,
      paragraph('', {}),
      signature(['Như trên', 'Lưu: VT'], ['THỦ TRƯỞNG ĐƠN VỊ']),
    ],
  })
}
