// Paper in the layout of Nghị định 30/2020/NĐ-CP (domain.md 2.5): A4, Times New Roman 14, margins 20/20/30/20 mm, two-column header,
// number, day and signer left blank. What every document of the office is made of.
import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import { clean } from '../../lib/vietnamese.js'

export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const FONT = 'Times New Roman'
export const mm = (millimetres: number) => Math.round((millimetres / 25.4) * 1440)
/** Sizes are half points. */
const pt = (points: number) => points * 2

export interface Manner {
  bold?: boolean
  italics?: boolean
  size?: number
  align?: (typeof AlignmentType)[keyof typeof AlignmentType]
  /** First line indented by 1.27 cm, justified, as the body is. */
  body?: boolean
  /** So far from the margin, in millimetres. */
  left?: number
  before?: number
  after?: number
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

export function paragraph(text: string, manner: Manner = {}): Paragraph {
  return new Paragraph({
    children: [run(text, manner)],
    alignment: manner.body ? AlignmentType.JUSTIFIED : (manner.align ?? AlignmentType.LEFT),
    ...(manner.body ? { indent: { firstLine: mm(12.7) } } : {}),
    ...(manner.left ? { indent: { left: mm(manner.left) } } : {}),
    ...(manner.keepNext ? { keepNext: true } : {}),
    spacing: { before: (manner.before ?? 0) * 20, after: (manner.after ?? (manner.body ? 6 : 0)) * 20 },
  })
}

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
const noBorders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none }

/** A short rule below a heading, drawn as the lower border of a paragraph indented on both sides. */
export function rule(indent: number): Paragraph {
  return new Paragraph({
    children: [new TextRun({ text: '', size: 4 })],
    indent: { left: mm(indent), right: mm(indent) },
    border: { bottom: { style: BorderStyle.SINGLE, size: 6, space: 0, color: '000000' } },
    spacing: { after: 60, line: 60 },
  })
}

/** Two columns without lines, their widths for text alone; the first may begin left of the margin. In millimetres. */
function columns(left: Paragraph[], right: Paragraph[], widths: [number, number], outside = 0): Table {
  const cell = (children: Paragraph[], width: number) =>
    new TableCell({ children, borders: noBorders, width: { size: mm(width), type: WidthType.DXA } })
  return new Table({
    rows: [new TableRow({ children: [cell(left, widths[0]), cell(right, widths[1])], cantSplit: true })],
    borders: noBorders,
    margins: { left: 0, right: 0, top: 0, bottom: 0, marginUnitType: WidthType.DXA },
    indent: { size: -mm(outside), type: WidthType.DXA },
    width: { size: mm(widths[0] + widths[1]), type: WidthType.DXA },
    columnWidths: [mm(widths[0]), mm(widths[1])],
    layout: TableLayoutType.FIXED,
  })
}

export const centre = AlignmentType.CENTER

/** To be filled in by hand. */
export const BLANK = '………………'

/** Below the title of an annex: to which paper it belongs, whose number and day are blank too. */
export function attached(paper: string, year: number, issuer: string): Paragraph {
  const words = `(Kèm theo ${paper} ngày      tháng      năm ${year} của ${issuer})`
  return paragraph(words, { italics: true, align: centre, after: 6 })
}

/** "UBND xã Đường An" → "Đường An". */
export function placeOf(commune: string): string {
  return commune
    .replace(/^(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\s+/iu, '')
    .replace(/^(?:xã|phường|đặc khu)\s+/iu, '')
}

/** "Ủy ban nhân dân xã Đường An", however the commune wrote itself. */
export function issuerOf(commune: string): string {
  return commune.replace(/^UBND\b/u, 'Ủy ban nhân dân')
}

function cell(text: string, width: number, manner: Manner = {}): TableCell {
  return new TableCell({
    children: [paragraph(text, { size: 12, ...manner })],
    width: { size: mm(width), type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    margins: { left: 50, right: 50, top: 40, bottom: 40 },
  })
}

/** A table with a head row that is repeated on every page; widths in millimetres. Columns named in `middle` are centred. */
export function dataTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  widths: readonly number[],
  middle: readonly number[] = [0],
): Table {
  const row = (texts: readonly string[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: texts.map((text, index) =>
        cell(
          text,
          widths[index] ?? 20,
          isHead ? { bold: true, align: centre } : middle.includes(index) ? { align: centre } : {},
        ),
      ),
    })
  return new Table({
    width: { size: mm(widths.reduce((all, one) => all + one, 0)), type: WidthType.DXA },
    columnWidths: widths.map(mm),
    alignment: AlignmentType.CENTER,
    layout: TableLayoutType.FIXED,
    rows: [row(head, true), ...rows.map((texts) => row(texts, false))],
  })
}

/** Capitals of size 13 in bold that surely stand on one line of the letterhead's left column. */
const ONE_LINE = 23

/**
 * A name in capitals, on two lines where it does not fit on one: before the commune's ("ỦY BAN NHÂN DÂN" / "XÃ AN KHÁNH"), behind a
 * comma, or else in the middle.
 */
export function nameLines(name: string): string[] {
  const words = name.toUpperCase().replace(/\s+/g, ' ').trim()
  if (words.length <= ONE_LINE) return [words]
  const spaces = [...words.matchAll(/(?<![-–]) (?![-–])/g)].map((found) => found.index)
  const at =
    spaces.find((space) => space > 0 && /^ (?:XÃ|PHƯỜNG|ĐẶC KHU) (?!HỘI)/u.test(words.slice(space))) ??
    spaces.find((space) => words[space - 1] === ',') ??
    spaces.toSorted((a, b) => Math.abs(a - words.length / 2) - Math.abs(b - words.length / 2) || b - a)[0]
  return at === undefined ? [words] : [words.slice(0, at), words.slice(at + 1)]
}

/** The two-column header: who issues it under whom, number and day blank. `code` is what follows the number: "BC-UBND". */
export function letterhead(input: {
  parent: string
  issuer: string
  code: string
  place: string
  year: number
  /** "V/v …", of a công văn, line by line. */
  about?: readonly string[]
}): Table {
  const mono = (text: string, manner: Manner) => paragraph(text, { align: centre, ...manner })
  return columns(
    [
      ...(input.parent ? nameLines(input.parent).map((line) => mono(line, { size: 13 })) : []),
      ...nameLines(input.issuer).map((line) => mono(line, { size: 13, bold: true })),
      rule(24),
      mono(`Số:       /${input.code}`, { size: 13 }),
      ...(input.about ?? []).map((line) => mono(line, { size: 12 })),
    ],
    [
      mono('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { size: 13, bold: true }),
      mono('Độc lập - Tự do - Hạnh phúc', { size: 14, bold: true }),
      rule(18),
      mono(`${input.place}, ngày      tháng      năm ${input.year}`, { size: 14, italics: true }),
    ],
    // The national title is 95.7 mm long; with the usual five millimetres left of the margin the issuer's name has room too.
    [68, 97],
    5,
  )
}

/** "Nơi nhận" on the left; on the right who signs, with room for the signature and the name left blank. */
export function signature(recipients: readonly string[], power: readonly string[]): Table {
  return columns(
    [
      paragraph('Nơi nhận:', { size: 12, bold: true, italics: true }),
      ...recipients.map((one, index) =>
        paragraph(`- ${one}${index === recipients.length - 1 ? '.' : ';'}`, { size: 11 }),
      ),
    ],
    [
      ...power.map((line) => paragraph(line, { bold: true, align: centre })),
      ...['', '', '', ''].map((text) => paragraph(text)),
    ],
    [80, 80],
  )
}

/** The bytes of a `.docx`. `annex` comes after it on landscape pages. Page numbers in the top margin, none on the first page. */
export async function writePaper(input: {
  creator: string
  title: string
  body: (Paragraph | Table)[]
  annex?: (Paragraph | Table)[]
}): Promise<Uint8Array> {
  const numbered = new Header({
    children: [
      new Paragraph({
        alignment: centre,
        children: [new TextRun({ children: [PageNumber.CURRENT], size: pt(14), font: FONT })],
      }),
    ],
  })
  const margin = { top: mm(20), bottom: mm(20), left: mm(30), right: mm(20), header: mm(10) }
  const size = { width: mm(210), height: mm(297) }
  const document = new Document({
    creator: input.creator,
    title: input.title,
    styles: { default: { document: { run: { font: FONT, size: pt(14) } } } },
    sections: [
      {
        properties: { titlePage: true, page: { size, margin } },
        headers: { first: new Header({ children: [new Paragraph({})] }), default: numbered },
        children: input.body,
      },
      ...(input.annex
        ? [
            {
              properties: {
                page: {
                  size: { ...size, orientation: PageOrientation.LANDSCAPE },
                  margin: { ...margin, left: mm(20) },
                },
              },
              headers: { default: numbered },
              children: input.annex,
            },
          ]
        : []),
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}
