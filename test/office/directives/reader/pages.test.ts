// What pages leave in a copied text, cut out so that the sentences they cut apart go on.
import { expect, it } from 'vitest'
import { normalise } from '../../../../src/office/directives/reader/normalise.js'

const page = (body: string) =>
  `Số: 57/UBND-VP\n${'Rà soát lại danh sách các hộ còn thiếu giấy tờ.\n'.repeat(16)}${body}`
/** Paragraphs of the lines after the first page's filling. */
const after = (body: string) =>
  normalise(page(body))
    .map((line) => line.text)
    .slice(17)

it('a page number, a form feed and a running head between two halves of a sentence', () => {
  const cut: [string, string[]][] = [
    [
      'gửi danh sách về Phòng Kinh tế trước\n\n2\n\fUBND xã Hoa Lư - Công văn số 57/UBND-VP\n\nngày 31/8/2026.\n',
      ['gửi danh sách về Phòng Kinh tế trước', 'ngày 31/8/2026.', ''],
    ],
    [
      'hoàn thành trong quý\n\n--- PAGE BREAK ---\n2\n\nIV/2026.\n\n- Báo cáo kết quả.',
      ['hoàn thành trong quý', 'IV/2026.', '', '- Báo cáo kết quả.'],
    ],
    ['xong trong tháng 8 năm\n\n\f2\n2027.', ['xong trong tháng 8 năm', '2027.']],
    ['gửi trước\n\fngày 05/9/2026.', ['gửi trước', 'ngày 05/9/2026.']],
    ['hoàn thành trong quý\n\n- 2 -\n\nIV/2026.', ['hoàn thành trong quý', 'IV/2026.']],
    // A paragraph ends with the page.
    ['gửi trước ngày 05/9/2026.\n\n2\n\n3. Công an xã', ['gửi trước ngày 05/9/2026.', '', '3. Công an xã']],
    ['Rà soát các hộ\n\n2\n\n3. Công an xã', ['Rà soát các hộ', '', '3. Công an xã']],
  ]
  for (const [text, lines] of cut) expect([text, after(text)]).toEqual([text, lines])
})

it('what a signed file prints over a page', () => {
  expect(after('trực tại các chợ\nQuét mã QR để kiểm tra văn bản gốc\ntrong những ngày nắng nóng.')).toEqual([
    'trực tại các chợ',
    'trong những ngày nắng nóng.',
  ])
  expect(
    after('gửi về Phòng Kinh tế\n\nNgười ký: UBND XÃ A\nEmail: a@b.vn\nThời gian ký: 01.7.2026 08:00\n\ntrước 15/7.'),
  ).toEqual(['gửi về Phòng Kinh tế', 'trước 15/7.'])
  // Asked for, and a line of its own.
  expect(after('- Quét mã QR của từng hộ.\nEmail: vanphong@xa.vn')).toEqual([
    '- Quét mã QR của từng hộ.',
    'Email: vanphong@xa.vn',
  ])
})

it('footnotes inside a sentence, and their numbers glued to the words', () => {
  expect(
    after(
      'kiểm tra hồ sơ theo quy trình mới3 trước ngày\n\n______________\n3 Quyết định số 12/QĐ-UBND ngày\n04/5/2026.\n4 Số liệu năm 2025.\n\n10/7/2026; so với năm 20254.',
    ),
  ).toEqual(['kiểm tra hồ sơ theo quy trình mới trước ngày', '10/7/2026; so với năm 20254.'])
  expect(after('tăng so với năm 20251.\n______\n1 Theo báo cáo tháng.\n\n- Lập danh sách.')).toEqual([
    'tăng so với năm 2025.',
    '',
    '- Lập danh sách.',
  ])
  expect(after('so với năm 20251 và kỳ trước2.\n______\n1 Theo báo cáo.\n2 Theo sổ.\n\n- Lập danh sách.')[0]).toBe(
    'so với năm 2025 và kỳ trước.',
  )
  // A rule above a list, and a measure.
  const kept = ['Diện tích 200 m2.', '', '2. Công an xã', '3 Thôn Đông, thôn Tây']
  expect(after('Diện tích 200 m2.\n________\n2. Công an xã\n3 Thôn Đông, thôn Tây')).toEqual(kept)
})

it('the head of a table printed again on the next page is one', () => {
  const head = 'TT  Việc            Đơn vị           Thời hạn'
  const first = '1   Lập danh sách   Phòng Kinh tế    31/7/2026'
  const second = '2   Kiểm tra chéo   Công an xã       15/8/2026'
  const lines = after(`${head}\n${first}\n\nTrang 1/2\n\f${head}\n${second}\n`)
  expect(lines.filter((line) => line.startsWith('TT'))).toHaveLength(1)
  expect(lines.filter((line) => /^\d/.test(line))).toHaveLength(2)
})
