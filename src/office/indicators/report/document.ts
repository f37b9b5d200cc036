// The unit's report as a `.docx` to print, in the layout of Nghị định 30/2020/NĐ-CP (domain.md 2.5): A4, Times New Roman 14,
// margins 20/20/30/20 mm, two-column header, number, day and signer left blank.
import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import { writePeriod } from '../../../calendar/period.js'
import { partsOf } from '../../../lib/day.js'
import { translator } from '../../../lib/i18n.js'
import { clean } from '../../../lib/vietnamese.js'
import { writeFigure, writePeriodSpan, writeTarget } from '../words.js'
import { lateLine, workLine } from './messages.js'
import { type Additions, additions, type UnitMonth } from './prefill.js'

const FONT = 'Times New Roman'
const mm = (millimetres: number) => Math.round((millimetres / 25.4) * 1440)
/** Sizes are half points. */
const pt = (points: number) => points * 2

interface Manner {
  bold?: boolean
  italics?: boolean
  size?: number
  align?: (typeof AlignmentType)[keyof typeof AlignmentType]
  /** First line indented by 1.27 cm, justified, as the body is. */
  body?: boolean
  before?: number
  after?: number
  /** A rule below, as long as so many of its letters. */
  keepNext?: boolean
}

function run(text: string, { bold = false, italics = false, size = 14 }: Manner): TextRun {
  return new TextRun({ text: printable(text), bold, italics, size: pt(size), font: FONT })
}

/** What XML cannot hold is left out; half a surrogate pair is none. */
function printable(text: string): string {
  return clean(text)
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '')
    .replace(/[\uFFFE\uFFFF]/g, '')
}

function paragraph(text: string, manner: Manner = {}): Paragraph {
  return new Paragraph({
    children: [run(text, manner)],
    alignment: manner.body ? AlignmentType.JUSTIFIED : (manner.align ?? AlignmentType.LEFT),
    ...(manner.body ? { indent: { firstLine: mm(12.7) } } : {}),
    ...(manner.keepNext ? { keepNext: true } : {}),
    spacing: { before: (manner.before ?? 0) * 20, after: (manner.after ?? (manner.body ? 6 : 0)) * 20 },
  })
}

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
const noBorders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none }

/** A short rule below a heading, drawn as the lower border of a paragraph indented on both sides. */
function rule(indent: number): Paragraph {
  return new Paragraph({
    children: [new TextRun({ text: '', size: 4 })],
    indent: { left: mm(indent), right: mm(indent) },
    border: { bottom: { style: BorderStyle.SINGLE, size: 6, space: 0, color: '000000' } },
    spacing: { after: 60, line: 60 },
  })
}

function columns(left: Paragraph[], right: Paragraph[], widths: [number, number]): Table {
  const cell = (children: Paragraph[], width: number) =>
    new TableCell({ children, borders: noBorders, width: { size: mm(width), type: WidthType.DXA } })
  return new Table({
    rows: [new TableRow({ children: [cell(left, widths[0]), cell(right, widths[1])] })],
    borders: noBorders,
    width: { size: mm(widths[0] + widths[1]), type: WidthType.DXA },
    columnWidths: [mm(widths[0]), mm(widths[1])],
    layout: TableLayoutType.FIXED,
  })
}

const centre = AlignmentType.CENTER

function heading(month: UnitMonth): Table {
  const { year } = partsOf(month.wantedBy)
  const mono = (text: string, manner: Manner) => paragraph(text, { align: centre, ...manner })
  return columns(
    [
      mono(month.communeName.toUpperCase(), { size: 13 }),
      mono(month.unit.name.toUpperCase(), { size: 13, bold: true }),
      rule(24),
      mono(`Số:       /BC-${month.unit.shortName}`, { size: 13 }),
    ],
    [
      mono('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { size: 13, bold: true }),
      mono('Độc lập - Tự do - Hạnh phúc', { size: 14, bold: true }),
      rule(17),
      mono(`${placeOf(month.communeName)}, ngày      tháng      năm ${year}`, { size: 14, italics: true }),
    ],
    [68, 92],
  )
}

/** "UBND xã Đường An" → "Đường An". */
function placeOf(commune: string): string {
  return commune
    .replace(/^(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\s+/iu, '')
    .replace(/^(?:xã|phường|đặc khu)\s+/iu, '')
}

function cell(text: string, width: number, manner: Manner = {}): TableCell {
  return new TableCell({
    children: [paragraph(text, { size: 12, ...manner })],
    width: { size: mm(width), type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    margins: { left: 80, right: 80, top: 40, bottom: 40 },
  })
}

function figureTable(month: UnitMonth): Table {
  const t = translator('vi')
  const widths = [11, 57, 32, 34, 26]
  const row = (texts: string[], head: boolean) =>
    new TableRow({
      tableHeader: head,
      cantSplit: true,
      children: texts.map((text, index) =>
        cell(text, widths[index] ?? 20, head ? { bold: true, align: centre } : index === 0 ? { align: centre } : {}),
      ),
    })
  const state: Record<string, string> = { met: 'Đạt', unmet: 'Chưa đạt' }
  return new Table({
    width: { size: mm(160), type: WidthType.DXA },
    columnWidths: widths.map(mm),
    layout: TableLayoutType.FIXED,
    rows: [
      row(['STT', 'Chỉ tiêu', 'Mục tiêu', 'Kết quả', 'Đánh giá'], true),
      ...month.figures.map((one, index) =>
        row(
          [
            String(index + 1),
            one.indicator.name,
            one.target ? writeTarget(t, one.target, one.indicator.measure) : '',
            writeFigure(t, one.figure, one.indicator.measure),
            state[one.state] ?? '',
          ],
          false,
        ),
      ),
    ],
  })
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

  const document = new Document({
    creator: month.unit.name,
    title: `Báo cáo ${writePeriod(month.month)}`,
    styles: { default: { document: { run: { font: FONT, size: pt(14) } } } },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: { top: mm(20), bottom: mm(20), left: mm(30), right: mm(20), header: mm(10) },
          },
        },
        headers: {
          first: new Header({ children: [new Paragraph({})] }),
          default: new Header({
            children: [
              new Paragraph({
                alignment: centre,
                children: [new TextRun({ children: [PageNumber.CURRENT], size: pt(14), font: FONT })],
              }),
            ],
          }),
        },
        children: [
          heading(month),
          paragraph('BÁO CÁO', { bold: true, align: centre, before: 18 }),
          paragraph(`Kết quả thực hiện nhiệm vụ ${writePeriod(month.month)}`, { bold: true, align: centre }),
          rule(60),
          paragraph(`Kính gửi: ${month.communeName}`, { align: centre, before: 6, after: 6 }),
          ...body,
          paragraph('', {}),
          columns(
            [
              paragraph('Nơi nhận:', { size: 12, bold: true, italics: true }),
              paragraph('- Như trên;', { size: 11 }),
              paragraph('- Lưu: VT.', { size: 11 }),
            ],
            [
              paragraph('THỦ TRƯỞNG ĐƠN VỊ', { bold: true, align: centre }),
              ...['', '', '', ''].map((text) => paragraph(text)),
            ],
            [80, 80],
          ),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}
