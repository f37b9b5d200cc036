// Whom the sentence above the items asks, where a letter has no "Kính gửi".
import { expect, it } from 'vitest'
import { readLetter } from '../../../../src/office/directives/reader/letter.js'

function unitsOf(order: string, items: string, to = '') {
  return readLetter(
    `ỦY BAN NHÂN DÂN\nXÃ TÂN LẬP\nSố: 64/UBND-VHXH\nV/v phòng dịch\nTân Lập, ngày 03 tháng 3 năm 2026\n\n${to}${order}\n\n${items}\n\nNơi nhận:\n- Lưu: VT.`,
  ).tasks.map(({ unit }) => unit)
}

const items = '1. Phun khử khuẩn nhà văn hóa thôn.\n\n2. Tuyên truyền trên loa truyền thanh trước ngày 12/3/2026.'

it('items without a unit of their own are for those whom the order above them names', () => {
  expect(unitsOf('UBND xã yêu cầu các thôn thực hiện một số nhiệm vụ sau:', items)).toEqual(['Các thôn', 'Các thôn'])
  expect(
    unitsOf(
      'UBND xã đề nghị Trưởng phó các Khu phố, Ban Công tác Mặt trận các khu phố thông tin đến hộ dân với những nội dung như sau:',
      items,
    ),
  ).toEqual(Array(2).fill('Trưởng phó các Khu phố, Ban Công tác Mặt trận các khu phố'))
})

it('so are paragraphs without any number', () => {
  expect(
    unitsOf(
      'UBND xã đề nghị Trưởng các thôn, Ban Công tác Mặt trận các thôn thông tin đến các hộ kinh doanh những nội dung như sau:',
      'Lập danh sách lao động, gửi về Phòng Văn hóa - Xã hội trước 09 giờ ngày 12/3/2026.',
    ),
  ).toEqual(['Trưởng các thôn, Ban Công tác Mặt trận các thôn'])
})

it('an item that names its own unit keeps it, and an order to everybody is for everybody', () => {
  expect(
    unitsOf(
      'UBND xã yêu cầu các thôn thực hiện các nội dung sau:',
      `${items}\n\n3. Trạm Y tế cấp hóa chất cho các thôn.`,
    ),
  ).toEqual(['Các thôn', 'Các thôn', 'Trạm Y tế'])
  expect(unitsOf('UBND xã yêu cầu các phòng, đơn vị thực hiện các nội dung sau:', items)).toEqual(
    Array(2).fill('Các cơ quan, đơn vị'),
  )
})

it('the addressee comes before the order', () => {
  expect(
    unitsOf('UBND xã yêu cầu các thôn thực hiện các nội dung sau:', items, 'Kính gửi: Trưởng các thôn.\n\n'),
  ).toEqual(Array(2).fill('Trưởng các thôn'))
})

it('behind a case stands who is asked', () => {
  expect(
    unitsOf(
      'UBND xã thông báo như sau:',
      '- Đối với các đoàn thể, đề nghị các đoàn thể vận động hội viên treo cờ.\n\n- Đối với trụ sở, yêu cầu các đơn vị treo cờ từ ngày 28/4/2026.',
    ),
  ).toEqual(['Các đoàn thể', 'Các cơ quan, đơn vị'])
})
