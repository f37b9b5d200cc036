// The unit's report as a `.docx` to print.
import type { Paragraph, Table } from 'docx'
import { writePeriod } from '../../../calendar/period.js'
import { partsOf } from '../../../lib/day.js'
import { translator } from '../../../lib/i18n.js'
import { centre, dataTable, letterhead, paragraph, placeOf, rule, signature, writePaper } from '../paper.js'
import { writeFigure, writePeriodSpan, writeTarget } from '../words.js'
import { lateLine, workLine } from './messages.js'
import { type Additions, additions, type UnitMonth } from './prefill.js'

const states: Record<string, string> = { met: 'Đạt', unmet: 'Chưa đạt' }

function figureTable(month: UnitMonth): Table {
  const t = translator('vi')
  const rows = month.figures.map((one, index) => [
    String(index + 1),
    one.indicator.name,
    one.target ? writeTarget(t, one.target, one.indicator.measure) : '',
    writeFigure(t, one.figure, one.indicator.measure),
    states[one.state] ?? '',
  ])
  return dataTable(['STT', 'Chỉ tiêu', 'Mục tiêu', 'Kết quả', 'Đánh giá'], rows, [11, 57, 32, 34, 26])
}

/** The bytes of the document. Sections without content are left out and the numbering closes up. */
export async function writeDocument(month: UnitMonth, added: Additions): Promise<Uint8Array> {
  const t = translator('vi')
  const body: (Paragraph | Table)[] = []
  let part = 0
  const romans = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX']
  const section = (title: string, lines: string[]) => {
    if (lines.length === 0) return
    body.push(paragraph(`${romans[part++] ?? ''}. ${title}`, { bold: true, body: true, before: 6, keepNext: true }))
    for (const line of lines.flatMap((text) => text.split('\n'))) body.push(paragraph(line, { body: true }))
  }
  const late = month.late.map((work) => lateLine(t, work))
  section(
    'NHIỆM VỤ ĐÃ HOÀN THÀNH',
    month.done.map((view) => workLine(t, view)),
  )
  section(
    'NHIỆM VỤ ĐANG THỰC HIỆN',
    month.progress.map((view) => workLine(t, view)),
  )
  section('NHIỆM VỤ CHẬM TIẾN ĐỘ, NGUYÊN NHÂN, KẾ HOẠCH KHẮC PHỤC', late)
  section(
    'NHIỆM VỤ THƯỜNG XUYÊN',
    month.standing.map((view) => workLine(t, view)),
  )
  if (month.figures.length > 0) {
    section('SỐ LIỆU CHỈ TIÊU', [`Kỳ số liệu: ${writePeriodSpan(month.span)}.`])
    body.push(figureTable(month))
  }
  for (const key of additions) section(t(`indicators-section-${key}`).toUpperCase(), added[key] ? [added[key]] : [])

  return writePaper({
    creator: month.unit.name,
    title: `Báo cáo ${writePeriod(month.month)}`,
    body: [
      letterhead({
        parent: month.communeName,
        issuer: month.unit.name,
        code: `BC-${month.unit.shortName}`,
        place: placeOf(month.communeName),
        year: partsOf(month.wantedBy).year,
      }),
      paragraph('BÁO CÁO', { bold: true, align: centre, before: 18 }),
      paragraph(`Kết quả thực hiện nhiệm vụ ${writePeriod(month.month)}`, { bold: true, align: centre }),
      rule(60),
      paragraph(`Kính gửi: ${month.communeName}`, { align: centre, before: 6, after: 6 }),
      ...body,
      paragraph('', {}),
      signature(['Như trên', 'Lưu: VT'], ['THỦ TRƯỞNG ĐƠN VỊ']),
    ],
  })
}
