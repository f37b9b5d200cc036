// What pages leave in a copied text, cut out so that the sentences they cut apart go on.
import { expect, it } from 'vitest'
import { readLetter } from '../../../../src/office/directives/reader/letter.js'
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
    // A heading that is a unit ends there, whatever its last word.
    ['7. Trạm Y tế Yên Thành\n\n2\n\nDự trữ thuốc.', ['7. Trạm Y tế Yên Thành', '', 'Dự trữ thuốc.']],
    ['7. Trung tâm\n\n2\n\nPhục vụ hành chính công', ['7. Trung tâm', 'Phục vụ hành chính công']],
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
  const schedule = ['Ngày ký: theo lịch của Văn phòng.', 'Thời gian ký: chiều thứ Sáu']
  expect(after(schedule.join('\n'))).toEqual(schedule)
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

it('a footnote ends where the page goes on, with an empty line before it or without', () => {
  const note = 'tăng so với năm 20251.\n______\n1 Theo báo cáo tháng\ncủa Phòng Kinh tế.\n'
  const goesOn = [
    ['2. Công an xã tuần tra.', '- Lập danh sách.', 'Nơi nhận:', '- Lưu: VT.'],
    ['Nơi nhận:', '- Lưu: VT.'],
    ['1 | Lập danh sách | Phòng Kinh tế', '2 | Kiểm tra chéo | Công an xã'],
  ]
  for (const lines of goesOn)
    expect(
      after(note + lines.join('\n'))
        .filter(Boolean)
        .slice(1),
    ).toEqual(lines)
  const long = Array.from({ length: 30 }, (_, at) => `Rà soát lại các hộ thuộc tổ dân phố số ${at}.`)
  expect(after(note + long.join('\n')).length).toBeGreaterThan(22)
  expect(after(`${note}______\n1 Theo báo cáo năm.\n\n- Lập danh sách.`).filter(Boolean)).toEqual([
    'tăng so với năm 2025.',
    '1 Theo báo cáo năm.',
    '- Lập danh sách.',
  ])
})

it('a line beside page breaks is a running head only when it stands beside most of them', () => {
  const filling = Array.from({ length: 16 }, (_, at) => `Rà soát lại các hộ thuộc tổ ${at}.`)
  const pages = (pageHead: string[], pageFoot: string[]) =>
    pageHead.map((head, at) => [head, ...filling, pageFoot[at] ?? '', ''].join('\n')).join('\f')
  const kept = (text: string, words: string) => normalise(page(text)).filter((line) => line.text.includes(words)).length
  const same = (words: string) => Array.from({ length: 4 }, () => words)
  expect(kept(pages(['', ...same('Kế hoạch cải cách hành chính').slice(1)], []), 'Kế hoạch cải cách')).toBe(0)
  // Two of four pages end alike; two begin and one ends alike; who has to do it, and by when, whatever their number.
  expect(kept(pages(same(''), ['Lập danh sách', 'Lập danh sách', '', '']), 'Lập danh sách')).toBe(2)
  expect(kept(pages(['', 'Lập danh sách', 'Lập danh sách', ''], ['Lập danh sách']), 'Lập danh sách')).toBe(3)
  expect(kept(pages(same('Phòng Kinh tế'), []), 'Phòng Kinh tế')).toBe(4)
  expect(kept(pages(same(''), same('Trước ngày 15/7/2026')), 'Trước ngày 15/7')).toBe(4)
  // Rows alike at the ends of two pages.
  expect(kept(pages(same(''), same('3 | Báo cáo kết quả | Công an xã').slice(2)), 'Báo cáo kết quả')).toBe(2)
})

it('the head of a table printed again on the next page is one', () => {
  const head = 'TT  Việc            Đơn vị           Thời hạn'
  const first = '1   Lập danh sách   Phòng Kinh tế    31/7/2026'
  const second = '2   Kiểm tra chéo   Công an xã       15/8/2026'
  const { tasks } = readLetter(page(`${head}\n${first}\n\nTrang 1/2\n\f${head}\n${second}\n`))
  expect(tasks.slice(-2)).toMatchObject([
    { unit: 'Phòng Kinh tế', text: 'Lập danh sách', deadlines: [{ due: '2026-07-31' }] },
    { unit: 'Công an xã', text: 'Kiểm tra chéo', deadlines: [{ due: '2026-08-15' }] },
  ])
  expect(tasks.filter(({ text }) => text === 'Việc')).toEqual([])
})
