// Bodies of the state and the province beside offices of a commune: their names begin items of letters from above.
import { expect, it } from 'vitest'
import { bookOf, readUnit } from '../../../../src/office/directives/reader/units.js'
import { read } from './small-letter.js'

const book = bookOf(undefined, true)

const bodies = [
  'Hải quan khu vực IV',
  'Thống kê tỉnh',
  'Quản lý thị trường tỉnh',
  'Cảng vụ đường thủy nội địa khu vực II',
  'Cổng Thông tin điện tử tỉnh',
  'Thông tấn xã Việt Nam',
  'Các trường đại học, cao đẳng trên địa bàn',
  'Các chủ hồ, đập',
  'Các chủ rừng',
  'Các nhà máy thủy điện',
  'Các ngân hàng thương mại',
  'Ban An toàn giao thông tỉnh',
  'Hiệp hội Doanh nghiệp tỉnh',
  'Liên minh Hợp tác xã tỉnh',
  'Thi hành án dân sự tỉnh',
  'Vùng Cảnh sát biển 2',
  'Kiểm toán nhà nước khu vực VI',
  'Tổng Liên đoàn Lao động Việt Nam',
  'Thống đốc Ngân hàng Nhà nước Việt Nam',
  'Tổng Thanh tra Chính phủ',
  'Thường trực Ban Chỉ đạo',
  'Bí thư Đảng ủy các xã, phường',
  'Các tỉnh ủy, thành ủy',
  'Cấp ủy, chính quyền các cấp',
  'Các tỉnh, thành phố trực thuộc Trung ương',
  'Các hãng hàng không',
  'Học viện Hành chính và Quản trị công',
  'Quỹ Đầu tư phát triển tỉnh',
  'Vườn Quốc gia Cúc Phương',
  'Lực lượng Công an',
  'Lực lượng quản lý thị trường',
]

it('bodies of the state and the province are units, before a colon and before a verb', () => {
  for (const name of bodies) {
    const ends = [`${name}: Chủ trì rà soát hồ sơ.`, `${name} chủ trì rà soát hồ sơ.`].map((text) => {
      const unit = readUnit(text, book)
      return [unit?.name, unit?.rest.toLowerCase()]
    })
    expect(ends).toEqual([
      [name, 'chủ trì rà soát hồ sơ.'],
      [name, 'chủ trì rà soát hồ sơ.'],
    ])
  }
})

it('what only looks like such a body is a task', () => {
  for (const text of [
    'Thống kê số hộ bị thiệt hại.',
    'Quản lý thị trường xăng dầu, vàng.',
    'Cảnh sát viên mặc đúng trang phục.',
    'Các cấp học có nhu cầu tuyển sinh.',
    'Ban an ủi các gia đình.',
  ])
    expect([text, readUnit(text, book)?.name]).toEqual([text, undefined])
})

it('what a body was set up for is part of its name', () => {
  const names = [
    'Tổ công tác triển khai Đề án 06 tỉnh tham mưu sơ kết.',
    'Hội đồng Phối hợp phổ biến, giáo dục pháp luật tỉnh: Ban hành kế hoạch.',
    'Bộ Quốc phòng chỉ đạo các đơn vị lập dự toán.',
  ].map((text) => readUnit(text, book)?.name)
  expect(names).toEqual([
    'Tổ công tác triển khai Đề án 06 tỉnh',
    'Hội đồng Phối hợp phổ biến, giáo dục pháp luật tỉnh',
    'Bộ Quốc phòng',
  ])
})

it('a heading that ends in "Sở" is over where a verb begins the next line', () => {
  const { tasks } = read(`1. Các đơn vị trực thuộc Sở
Chủ trì rà soát hồ sơ tồn đọng.
2. Chánh Văn phòng Sở
Tổng hợp, báo cáo Giám đốc.`)
  expect(tasks.map(({ unit, text }) => [unit, text])).toEqual([
    ['Các đơn vị trực thuộc Sở', 'Chủ trì rà soát hồ sơ tồn đọng.'],
    ['Chánh Văn phòng Sở', 'Tổng hợp, báo cáo Giám đốc.'],
  ])
})

it('of Party bodies and authorities in general a bullet speaks in its own words', () => {
  const { tasks } = read('- Cấp ủy, chính quyền cơ sở xác định đây là nhiệm vụ trọng tâm của năm 2026.')
  expect(tasks.map(({ text }) => text)).toEqual([
    'Cấp ủy, chính quyền cơ sở xác định đây là nhiệm vụ trọng tâm của năm 2026.',
  ])
})
