// What of two wordings is another thing asked for, and what is only spelled otherwise.
import { describe, expect, it } from 'vitest'
import { translator } from '../../../../src/lib/i18n.js'
import { changedList } from '../../../../src/office/directives/succession/screen.js'
import { changedWords } from '../../../../src/office/directives/succession/wording.js'
import { expectGrowth } from '../../../support/growth.js'

const told = (before: string, after: string) => changedWords(before, after).map((one) => `${one.before} → ${one.after}`)

describe('what is asked for otherwise', () => {
  it.each([
    ['Rà soát 50 hộ nghèo', 'Rà soát 80 hộ nghèo', ['50 hộ → 80 hộ']],
    ['Giải ngân đạt 60% kế hoạch', 'Giải ngân đạt 95% kế hoạch', ['60% → 95%']],
    ['Giải ngân 1,5 tỷ đồng', 'Giải ngân 15 tỷ đồng', ['1,5 tỷ → 15 tỷ']],
    ['Thu hồi 1.500 m2 đất', 'Thu hồi 1.600 m2 đất', ['1.500 m → 1.600 m']],
    ['Thu hồi 1.500.000 đồng', 'Thu hồi 1.500.500 đồng', ['1.500.000 đồng → 1.500.500 đồng']],
    ['Được tổ chức họp chợ', 'Không được tổ chức họp chợ', ['Được → Không được']],
    ['Đơn vị không thu phí người dân', 'Đơn vị thu phí người dân', ['vị không thu → vị thu']],
    ['Rà soát hộ nghèo', 'Rà soát hộ cận nghèo', ['hộ nghèo → hộ cận nghèo']],
    ['Lập danh sách trẻ em', 'Lập danh sách người cao tuổi', ['sách trẻ em → sách người cao tuổi']],
    ['Trình HĐND xã', 'Trình UBND xã', ['HĐND xã → UBND xã']],
    ['Trồng 5 ha rừng', 'Trồng 5 ha rừng và cấm chặt phá', ['rừng → rừng và cấm chặt phá']],
    ['Đạt 60% vốn và nộp 10 hồ sơ', 'Đạt 95% vốn và nộp 12 hồ sơ', ['60% → 95%', '10 hồ → 12 hồ']],
    ['Họp dân 50', 'Họp dân 80', ['dân 50 → dân 80']],
    ['Đạt trên 50 hộ', 'Đạt dưới 50 hộ', ['trên 50 → dưới 50']],
    ['Thực hiện điểm d khoản 1', 'Thực hiện điểm đ khoản 1', ['d khoản → đ khoản']],
    ['Rà soát thôn Đông', 'Rà soát thôn Đồng', ['thôn Đông → thôn Đồng']],
    ['Rà soát thôn Trại', 'Rà soát thôn Chài', ['thôn Trại → thôn Chài']],
    ['Đăng ký VNeID cho dân', 'Đăng ký VssID cho dân', ['VNeID cho → VssID cho']],
    ['Họp tại buôn Ea Kao', 'Họp tại buôn Ea Kar', ['Ea Kao → Ea Kar']],
    ['Đông Hà nộp báo cáo', 'Đồng Hà nộp báo cáo', ['Đông Hà → Đồng Hà']],
    ['Rà soát hộ tại TP. Đông', 'Rà soát hộ tại TP. Đồng', ['TP. Đông → TP. Đồng']],
    ['Rà soát bản Là', 'Rà soát bản', ['bản Là → bản']],
  ])('%s / %s', (before, after, words) => {
    expect(told(before, after)).toEqual(words)
  })
})

describe('only spelled otherwise', () => {
  it.each([
    ['Rà soát, cập nhật hồ sơ', 'Rà soát cập nhật hồ sơ;'],
    ['RÀ SOÁT hồ sơ', 'Rà soát  hồ sơ'],
    ['Ra soat ho so', 'Rà soát hồ sơ'],
    ['Hoà giải cơ sở', 'Hòa giải cơ sở'],
    ['Xử lí nghành dọc', 'Xử lý ngành dọc'],
    ['Tổg hợp báo cáo', 'Tổng hợp báo cáo'],
    ['Tổng hợpp báo cáo', 'Tổng hợp báo cáo'],
    ['Tuyên truyền trựctuyến', 'Tuyên truyền trực tuyến'],
    ['Xây dựng 2 phóng sự', 'Xây dựng 02 phóng sự'],
    ['Thu hồi 1500 m2', 'Thu hồi 1.500 m2'],
    ['Rà soát 50hộ nghèo', 'Rà soát 50 hộ nghèo'],
    ['Rà soát hồ sơ, thủ tục', 'Rà soát các hồ sơ và thủ tục'],
    ['Sử lý giứt điểm', 'Xử lý dứt điểm'],
    ['Rà soát xã Hoà Thuỷ', 'Rà soát xã Hòa Thủy'],
    ['Rà soát Đông Hà', 'Rà soát đông  hà'],
    ['RÀ SOÁT CÁC HỘ', 'Rà soát các hộ'],
    ['Rà soát hồ sơ. Tổg hợp báo cáo', 'Rà soát hồ sơ. Tổng hợp báo cáo'],
    ['a) Sử lý hồ sơ', 'a) Xử lý hồ sơ'],
  ])('%s / %s', (before, after) => {
    expect(told(before, after)).toEqual([])
  })
})

it('long texts with nothing in common are compared at the cost of their length times each other, at most', () => {
  const text = (word: string, length: number) => Array.from({ length }, (_, index) => `${word}${index}`).join(' ')
  expectGrowth('wording', (length) => expect(changedWords(text('a', length), text('b', length))).toHaveLength(1), {
    size: 225,
    most: 32,
  })
})

it('many changes are cut on a screen, and how much more there is stands behind them', () => {
  const works = Array.from({ length: 80 }, (_, index) => ({
    number: 2 * index + 1,
    changed: [{ before: `${index} hộ nghèo`, after: `${index + 100} hộ nghèo` }],
  }))
  const t = translator('vi')
  const shown = changedList(t, works, 300)
  expect(shown.length).toBeLessThan(330)
  const told = shown.split('; ').length
  expect(shown.endsWith(` và ${80 - told} việc khác`)).toBe(true)
  expect(changedList(t, works)).toContain('#159 (“79 hộ nghèo” → “179 hộ nghèo”)')
})
