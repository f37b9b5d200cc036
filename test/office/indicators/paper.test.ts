import { expect, it } from 'vitest'
import { nameLines } from '../../../src/office/indicators/paper.js'

it.each([
  ['Ủy ban nhân dân xã An Khánh', ['ỦY BAN NHÂN DÂN', 'XÃ AN KHÁNH']],
  ['Ủy ban nhân dân phường Hồng Bàng', ['ỦY BAN NHÂN DÂN', 'PHƯỜNG HỒNG BÀNG']],
  ['Ủy ban nhân dân đặc khu Bạch Long Vĩ', ['ỦY BAN NHÂN DÂN', 'ĐẶC KHU BẠCH LONG VĨ']],
  ['Văn phòng HĐND và UBND', ['VĂN PHÒNG HĐND VÀ UBND']],
  ['Phòng Văn hóa - Xã hội', ['PHÒNG VĂN HÓA - XÃ HỘI']],
  ['Phòng Văn hóa - Xã hội xã An Khánh', ['PHÒNG VĂN HÓA - XÃ HỘI', 'XÃ AN KHÁNH']],
  ['Phòng Kinh tế, Hạ tầng và Đô thị', ['PHÒNG KINH TẾ,', 'HẠ TẦNG VÀ ĐÔ THỊ']],
  ['Trung tâm Phục vụ hành chính công', ['TRUNG TÂM PHỤC VỤ', 'HÀNH CHÍNH CÔNG']],
  ['Trung tâm Dịch vụ sự nghiệp công', ['TRUNG TÂM DỊCH VỤ', 'SỰ NGHIỆP CÔNG']],
  ['Văn phòng Hội đồng nhân dân và Ủy ban nhân dân', ['VĂN PHÒNG HỘI ĐỒNG NHÂN', 'DÂN VÀ ỦY BAN NHÂN DÂN']],
])('%s is broken in a letterhead where people would', (name, lines) => {
  expect(nameLines(name)).toEqual(lines)
})
