import { createRequire } from 'node:module'
import { Resvg } from '@resvg/resvg-js'
import { describe, expect, it } from 'vitest'
import { translator } from '../../../src/lib/i18n.js'
import { boxes, emptyBoxes } from '../../../src/office/summary/boxes.js'
import { drawCourse } from '../../../src/office/summary/course.js'
import { drawText, MARGIN, textWidth, WIDTH, wrapSvg } from '../../../src/office/summary/drawing.js'
import { pictureOf } from '../../../src/office/summary/messages.js'
import type { Overview } from '../../../src/office/summary/overview.js'
import { drawPicture, type Picture, segments, widths } from '../../../src/office/summary/picture.js'
import { renderSvg } from '../../../src/office/summary/render.js'

const values = (done: number, late: number, running: number, overdue: number, missed: number, other: number) => ({
  done,
  late,
  running,
  overdue,
  missed,
  other,
})

const picture: Picture = {
  title: 'UBND xã Đường An',
  subtitle: 'Tính đến 07:25 ngày 05/10/2026',
  tiles: [
    { value: 72, label: 'Tổng số việc' },
    { value: 9, label: 'Quá hạn', alert: true },
  ],
  legend: {
    done: 'Đúng hạn, đạt mốc: 13',
    late: 'Hoàn thành muộn: 3',
    running: 'Trong hạn, chưa đến mốc: 18',
    overdue: 'Quá hạn: 8',
    missed: 'Chậm mốc: 2',
    other: 'Không tính hạn: 6',
  },
  rows: [
    { name: 'Phòng Kinh tế', note: '31 việc', values: values(8, 2, 12, 5, 1, 3) },
    { name: 'Phòng Văn hóa - Xã hội', note: '19 việc', values: values(5, 1, 6, 3, 1, 3) },
  ],
}

const size = (png: Uint8Array) => {
  const view = new DataView(png.buffer, png.byteOffset)
  return [view.getUint32(16), view.getUint32(20)]
}

const find = createRequire(import.meta.url)
const fontFiles = ['400Regular/BeVietnamPro_400Regular.ttf', '700Bold/BeVietnamPro_700Bold.ttf'].map((file) =>
  find.resolve(`@expo-google-fonts/be-vietnam-pro/${file}`),
)

/** How wide words of 40 pixels really are. */
function drawnWidth(words: string, bold: boolean): number {
  const font = { fontFiles, loadSystemFonts: false, defaultFontFamily: 'Be Vietnam Pro' }
  return (
    new Resvg(wrapSvg(drawText(0, 80, 40, words, { bold }), 200).replace(/<rect[^>]*>/, ''), { font }).getBBox()
      ?.width ?? 0
  )
}

/** The texts that begin at the left and end beyond the right margin, as drawn. */
function overrunning(svg: string): string[] {
  const texts = [
    ...svg.matchAll(
      /<text x="([\d.]+)" y="[\d.]+" font-size="(\d+)"( font-weight="700")?( text-anchor="\w+")?[^>]*>([^<]*)</g,
    ),
  ]
  expect(texts.length).toBeGreaterThan(2)
  return texts.flatMap(([, x, size, bold, anchor, words = '']) => {
    if (anchor) return []
    const end = Number(x) + (drawnWidth(words, bold !== undefined) * Number(size)) / 40
    return end > WIDTH - MARGIN ? [`${words} ends at ${Math.round(end)}`] : []
  })
}

describe('the picture', () => {
  it('is a PNG of the width of a phone times three', () => {
    const png = renderSvg(drawPicture(picture).svg)
    expect([...png.slice(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    expect(size(png)).toEqual([WIDTH, drawPicture(picture).height])
  })

  it('has its words drawn: with blank labels it is another picture', () => {
    const blank: Picture = {
      ...picture,
      title: '',
      subtitle: '',
      tiles: picture.tiles.map((tile) => ({ ...tile, label: '' })),
      legend: { done: '', late: '', running: '', overdue: '', missed: '', other: '' },
      rows: picture.rows.map((row) => ({ ...row, name: '', note: '' })),
    }
    expect(size(renderSvg(drawPicture(blank).svg))).toEqual(size(renderSvg(drawPicture(picture).svg)))
    expect(renderSvg(drawPicture(picture).svg).length).toBeGreaterThan(renderSvg(drawPicture(blank).svg).length + 5000)
  })

  it('survives names that are markup, control characters or endless', () => {
    const names = ['<script>&"\'</script>', '\u202Eabc\u0000\u0007', 'Ủy ban '.repeat(100), '🙂 → ✓']
    const hostile: Picture = {
      ...picture,
      title: names.join(' '),
      rows: names.map((name) => ({ name, note: '', values: values(1, 1, 1, 1, 1, 1) })),
    }
    const { svg } = drawPicture(hostile)
    expect(svg).not.toContain('<script')
    expect(renderSvg(drawPicture(hostile).svg).length).toBeGreaterThan(1000)
  })

  it('measures words a little wider than they are drawn, never narrower', () => {
    const samples = [
      'Trong hạn, chưa đến mốc: 39',
      'Ủy ban nhân dân phường Trường Xuân',
      'Trung tâm Phục vụ hành chính công',
      'WWMMmmww@@%% 4444',
      'iiii llll .... (1/2) 0123456789',
      'Kỳ 6 tháng đầu năm 2026 (từ 15/12/2025 đến 14/6/2026)',
    ]
    for (const words of samples)
      for (const bold of [false, true]) {
        const drawn = drawnWidth(words, bold)
        expect([words, textWidth(words, 40) >= drawn]).toEqual([words, true])
        expect(textWidth(words, 40)).toBeLessThan(drawn * 1.25)
      }
  })

  it('keeps every word within its margins, however long, in both languages', () => {
    const all = emptyBoxes()
    for (const box of boxes) all[box] = { ...all[box], count: 1234 }
    const label = {
      id: 1,
      name: 'Trung tâm Cung ứng dịch vụ sự nghiệp công và Phục vụ hành chính công',
      shortName: 'X',
    }
    const scope = { communeName: 'Ủy ban nhân dân phường Nguyễn Thị Minh Khai mở rộng', now: new Date(0) }
    const overview = { scope, period: undefined, labels: [label], byUnit: new Map([[1, all]]), all }
    for (const locale of ['vi', 'en'] as const) {
      const drawing = drawPicture(pictureOf(translator(locale), overview as unknown as Overview)!)
      expect(overrunning(drawing.svg)).toEqual([])
    }
    expect(
      overrunning(
        drawPicture({ ...picture, legend: { ...picture.legend, running: 'Trong hạn, chưa đến mốc: 39' } }).svg,
      ),
    ).toEqual([])
    const course = { title: label.name.repeat(2), subtitle: label.name, unit: '%', points: [], meets: () => true }
    const target = { value: 90, label: label.name }
    expect(overrunning(drawCourse({ ...course, target }).svg)).toEqual([])
  })

  it('counts tracking dates apart in its legend', () => {
    const all = emptyBoxes()
    all.running.count = 13
    all.ahead.count = 26
    all.met.count = 1
    const scope = { communeName: 'x', now: new Date(0) }
    const overview = { scope, period: undefined, labels: [], byUnit: new Map(), all } as unknown as Overview
    expect(pictureOf(translator('vi'), overview)?.legend).toMatchObject({
      done: 'Đạt mốc: 1',
      running: 'Trong hạn: 13, chưa đến mốc: 26',
    })
  })

  it('writes nothing smaller than 30 pixels and gives every part room for its number', () => {
    const sizes = [...drawPicture(picture).svg.matchAll(/font-size="(\d+)"/g)].map((found) => Number(found[1]))
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(30)
    const row = { name: '', note: '', values: values(1, 1, 1000, 1, 1, 1) }
    const parts = widths(row, 5000)
    expect(parts.map((part) => part.segment)).toEqual([...segments])
    for (const part of parts) expect(part.width).toBeGreaterThanOrEqual(String(part.value).length * 21 + 24)
    expect(widths(row, 1005).reduce((all, part) => all + part.width, 0)).toBeLessThanOrEqual(WIDTH)
    expect(widths({ ...row, values: values(0, 0, 0, 0, 0, 0) }, 10)).toEqual([])
  })
})
