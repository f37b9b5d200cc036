// What comes around a letter or behind it: the page it was copied from, annexes, laws; and the short names that it gives its units.
import { describe, expect, it } from 'vitest'
import { readLetter } from '../../../../src/office/directives/reader/letter.js'
import { isNews } from '../../../../src/office/directives/reader/news.js'

const read = (text: string) => readLetter(text, { today: '2026-10-06' })

describe('what is a directive, whatever stands around it', () => {
  it.each([
    [
      'a page with its title, day and readers',
      `UBND xã Tân Hòa chỉ đạo phòng cháy, chữa cháy rừng
Thứ sáu, 05/06/2026 10:00 | Lượt xem: 125
Phòng Kinh tế kiểm tra các điểm có nguy cơ cháy, hoàn thành trước ngày 10/12/2026.
Công an xã tuần tra ban đêm, báo cáo trước ngày 12/12/2026.
Lượt xem: 125
Tác giả: Ngọc Bích`,
    ],
    [
      'a letter without a number on such a page',
      `UBND phường triển khai vệ sinh môi trường
Ngày đăng: 05/6/2026 | Lượt xem: 12
ỦY BAN NHÂN DÂN PHƯỜNG AN BÌNH
An Bình, ngày 05 tháng 6 năm 2026
Thực hiện Kế hoạch vừa ban hành của UBND tỉnh về vệ sinh môi trường,
Ủy ban nhân dân phường giao Phòng Kinh tế tổ chức thu gom rác trước ngày 15/6/2026; giao các tổ dân phố vận động nhân dân.
Lượt xem: 12`,
    ],
    [
      'a message with a link',
      'Tỉnh vừa có công văn số 12/UBND yêu cầu báo cáo hộ nghèo. Các thôn lập danh sách gửi Phòng Kinh tế trước ngày 05/12/2026. Xem chi tiết công văn tại đây.',
    ],
    [
      'how urgent it is',
      '(KHẨN) - Tỉnh vừa có công văn số 12/UBND về bão. Các thôn lập danh sách nhà yếu gửi Phòng Kinh tế trước ngày 05/12/2026.',
    ],
    [
      'a part of a letter that lists who does what',
      `Theo đó, Chủ tịch UBND xã yêu cầu:
Phòng Kinh tế chủ trì kiểm tra các cơ sở kinh doanh, hoàn thành trước ngày 10/12/2026.
Công an xã phối hợp tuần tra, báo cáo trước ngày 12/12/2026.
Nguồn: Trang Thông Tin`,
    ],
    [
      'a part of a letter that begins with its conclusion',
      'Theo đó, Phòng Kinh tế rà soát danh sách hộ nghèo gửi trước ngày 10/12/2026. Các thôn nộp phiếu trước ngày 05/12/2026.',
    ],
  ])('%s', (_, text) => {
    expect(read(text).why).toBeUndefined()
  })

  it('is quick with empty lines', () => {
    const from = performance.now()
    for (const line of ['\n', '.\n', '- \n']) isNews({ text: line.repeat(12_000), listed: 0 } as never)
    expect(performance.now() - from).toBeLessThan(500)
  })
})
