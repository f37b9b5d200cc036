import { describe, expect, it } from 'vitest'
import { WIDTH } from '../../../src/office/summary/drawing.js'
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
