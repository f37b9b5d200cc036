// Where a unit's name begins and ends, what it is called, and what only looks like one.
import { expect, it } from 'vitest'
import { coUnitsIn } from '../../../../src/office/directives/reader/co-units.js'
import { canonicalName, isGeneric, isPartner } from '../../../../src/office/directives/reader/unit-names.js'
import { bookOf, readUnit } from '../../../../src/office/directives/reader/units.js'

const book = bookOf(undefined, true)

it('spellings of one unit have one name, without the place', () => {
  const cases: [string, string][] = [
    ['Văn Phòng HĐND&UBND', 'Văn phòng HĐND và UBND'],
    ['VP HĐND-UBND xã', 'Văn phòng HĐND và UBND'],
    ['Văn phòng HĐND và UNBD xã', 'Văn phòng HĐND và UBND'],
    ['Phòng Kinh tế (số 1, 6 và 8)', 'Phòng Kinh tế'],
    ['Văn phòng Hội đồng nhân dân và Ủy ban nhân dân phường Hải Thành', 'Văn phòng HĐND và UBND'],
    ['Phòng Văn hoá – Xã hội', 'Phòng Văn hóa - Xã hội'],
    ['Phòng VH-XH xã Tân Hưng', 'Phòng Văn hóa - Xã hội'],
    ['Phòng Văn hóa và Xã hội xã Tân Hưng', 'Phòng Văn hóa - Xã hội'],
    ['Trung tâm phục vụ Hành chính công phường Cầu Giát', 'Trung tâm Phục vụ hành chính công'],
    ['TTPVHCC', 'Trung tâm Phục vụ hành chính công'],
    ['Phòng Kinh tế, Hạ tầng và Đô thị', 'Phòng Kinh tế, Hạ tầng và Đô thị'],
    ['Trạm Y tế xã Phú Lộc', 'Trạm Y tế'],
    ['Trường Mầm non Hoa Sen xã Phú Lộc', 'Trường Mầm non Hoa Sen'],
    ['Phó Hiệu trưởng Trần Thị Hằng', 'Phó Hiệu trưởng'],
    ['Ủy ban nhân dân các xã, phường, đặc khu', 'Ủy ban nhân dân các xã, phường, đặc khu'],
  ]
  for (const [written, name] of cases) expect([written, canonicalName(written)]).toEqual([written, name])
})

/** Heads of many, and leaders: their names end whatever the verb is. */
const ofMany: [string, string, string, string][] = [
  ['Trưởng các thôn, xóm đi từng nhà vận động.', 'Trưởng các thôn, xóm', 'verb', 'đi từng nhà vận động.'],
  [
    'Hiệu trưởng các trường mầm non, tiểu học, THCS chằng chống phòng học, kê cao thiết bị.',
    'Hiệu trưởng các trường mầm non, tiểu học, THCS',
    'verb',
    'chằng chống phòng học, kê cao thiết bị.',
  ],
  ['Ban điều hành các khu phố dán thông báo ở cổng.', 'Ban điều hành các khu phố', 'verb', 'dán thông báo ở cổng.'],
  [
    'Yêu cầu hiệu trưởng các trường công khai các khoản thu.',
    'Hiệu trưởng các trường',
    'verb',
    'công khai các khoản thu.',
  ],
  ['Hiệu trưởng các trường mầm non, tiểu học, THCS', 'Hiệu trưởng các trường mầm non, tiểu học, THCS', 'line', ''],
  ['Trưởng các thôn có dự án: Vận động các hộ.', 'Trưởng các thôn có dự án', 'colon', 'Vận động các hộ.'],
  ['Trưởng các thôn ven biển thông báo cho ngư dân.', 'Trưởng các thôn ven biển', 'verb', 'thông báo cho ngư dân.'],
  ['Các đồng chí lãnh đạo UBND xã bám sát địa bàn.', 'Lãnh đạo UBND', 'verb', 'bám sát địa bàn.'],
  ['Chủ tịch Ủy ban nhân dân xã đối thoại với Nhân dân.', 'Chủ tịch UBND', 'verb', 'đối thoại với Nhân dân.'],
  ['Phòng Kinh tế (quá hạn 03 việc)', 'Phòng Kinh tế', 'line', ''],
  ['Phòng Kinh tế (còn 12 hồ sơ tồn)', 'Phòng Kinh tế', 'line', ''],
  ['KT, VHXH: mỗi phòng cử 01 người.', 'Phòng Kinh tế, Phòng Văn hóa - Xã hội', 'colon', 'mỗi phòng cử 01 người.'],
]

/** Names that everybody has, places in a name, persons in brackets, and verbs that are rare. */
const atTheEdge: [string, string, string][] = [
  ['Đoàn Thanh niên dọn vệ sinh nghĩa trang liệt sĩ.', 'Đoàn Thanh niên', 'dọn vệ sinh nghĩa trang liệt sĩ.'],
  ['Hội Cựu chiến binh làm nòng cốt giữ gìn an ninh.', 'Hội Cựu chiến binh', 'làm nòng cốt giữ gìn an ninh.'],
  ['Hội Nông dân xã gom vỏ thuốc trên đồng.', 'Hội Nông dân', 'gom vỏ thuốc trên đồng.'],
  ['Nhà trường miễn học phí cho học sinh nghèo.', 'Nhà trường', 'miễn học phí cho học sinh nghèo.'],
  ['Đài truyền thanh xã phát 02 lượt mỗi ngày.', 'Đài truyền thanh', 'phát 02 lượt mỗi ngày.'],
  ['Chánh Văn phòng HĐND và UBND xã ký thừa lệnh văn bản.', 'Văn phòng HĐND và UBND', 'ký thừa lệnh văn bản.'],
  ['Thủ trưởng các cơ quan, đơn vị tắt điện khi ra về.', 'Các cơ quan, đơn vị', 'tắt điện khi ra về.'],
  ['Hợp tác xã Tân Hưng nạo vét kênh N4.', 'Hợp tác xã Tân Hưng', 'nạo vét kênh N4.'],
  ['Hợp tác xã Dịch vụ Tân An khơi kênh dẫn nước.', 'Hợp tác xã Dịch vụ Tân An', 'khơi kênh dẫn nước.'],
  ['Điện lực Tân Hưng cắt điện từ 7 giờ.', 'Điện lực Tân Hưng', 'cắt điện từ 7 giờ.'],
  ['Các hộ chăn nuôi khai báo đàn lợn với thôn.', 'Các hộ chăn nuôi', 'khai báo đàn lợn với thôn.'],
  ['Phòng Kinh tế (đồng chí Hoa) nhập dữ liệu vào phần mềm.', 'Phòng Kinh tế', 'nhập dữ liệu vào phần mềm.'],
  ['Phòng Kinh tế và Công an xã cùng kiểm tra các lò mổ.', 'Phòng Kinh tế, Công an xã', 'cùng kiểm tra các lò mổ.'],
  ['Trạm Y tế và các thôn phun thuốc diệt muỗi.', 'Trạm Y tế, Các thôn', 'phun thuốc diệt muỗi.'],
  ['Các làng rà soát hộ nghèo trong làng.', 'Các làng', 'rà soát hộ nghèo trong làng.'],
  ['Già làng, trưởng bản vận động bà con.', 'Già làng, trưởng bản', 'vận động bà con.'],
  ['HTX Tân Hưng bơm nước đổ ải cho dân.', 'HTX Tân Hưng', 'bơm nước đổ ải cho dân.'],
  ['Chi hội Phụ nữ các thôn nấu cơm cho dân quân.', 'Chi hội Phụ nữ các thôn', 'nấu cơm cho dân quân.'],
  ['Thôn Đông, thôn Đoài đắp bờ vùng trước.', 'Thôn Đông, thôn Đoài', 'đắp bờ vùng trước.'],
  ['Đoàn xã trồng cây ở đường trục.', 'Đoàn xã', 'trồng cây ở đường trục.'],
  ['Cán bộ địa chính đo đất cho dân.', 'Cán bộ địa chính', 'đo đất cho dân.'],
  ['Công chức phụ trách nông nghiệp hướng dẫn bà con.', 'Công chức phụ trách nông nghiệp', 'hướng dẫn bà con.'],
  ['Tổ phun thuốc tổng hợp kết quả từng thôn.', 'Tổ phun thuốc', 'tổng hợp kết quả từng thôn.'],
  ['Phòng Kinh tế, phòng Văn hóa - Xã hội rà soát.', 'Phòng Kinh tế, Phòng Văn hóa - Xã hội', 'rà soát.'],
  ['Trạm Y tế phối hợp với Trung tâm Y tế khám cho dân.', 'Trạm Y tế', 'phối hợp với Trung tâm Y tế khám cho dân.'],
  ['Trưởng các thôn, tổ dân phố tuyên truyền.', 'Trưởng các thôn, tổ dân phố', 'tuyên truyền.'],
  ['Giao Phòng Kinh tế, Phòng Văn hóa - Xã hội rà soát.', 'Phòng Kinh tế, Phòng Văn hóa - Xã hội', 'rà soát.'],
]

it.each(atTheEdge)('%j is of %j', (text, name, rest) => {
  const unit = readUnit(text, book)
  expect([unit?.name, unit?.end, unit?.rest]).toEqual([name, 'verb', rest])
})

it('a name of several syllables does not end at its last capital', () => {
  expect(readUnit('Công chức Tư pháp - Hộ tịch ghi sổ.', book)).toMatchObject({ end: 'line', rest: '' })
})

it('a unit is read off the start of an item, with what it has to do', () => {
  const cases: [string, string, string, string][] = [
    ['Phòng Kinh tế', 'Phòng Kinh tế', 'line', ''],
    ['Phòng Kinh tế:', 'Phòng Kinh tế', 'colon', ''],
    ['Phòng Kinh tế: Rà soát tài sản công.', 'Phòng Kinh tế', 'colon', 'Rà soát tài sản công.'],
    ['Giao Công an xã chủ trì tuần tra đêm.', 'Công an xã', 'verb', 'chủ trì tuần tra đêm.'],
    ['Giao trạm Y tế xã lấy mẫu nước giếng.', 'Trạm Y tế', 'verb', 'lấy mẫu nước giếng.'],
    ['Đề nghị hội LHPN xã phối hợp vận động.', 'Hội LHPN', 'verb', 'phối hợp vận động.'],
    ['P. Kinh tế thẩm định hồ sơ.', 'Phòng Kinh tế', 'verb', 'thẩm định hồ sơ.'],
    ['Chi hội ấp Vàm Lá, xong trước ngày 30/5/2026.', 'Chi hội ấp Vàm Lá', 'verb', 'xong trước ngày 30/5/2026.'],
    [
      'Ban Quản lý dự án đầu tư xây dựng khu vực lập hồ sơ.',
      'Ban Quản lý dự án đầu tư xây dựng khu vực',
      'verb',
      'lập hồ sơ.',
    ],
    ['Văn phòng HĐND và UBND xã tổng hợp kết quả.', 'Văn phòng HĐND và UBND', 'verb', 'tổng hợp kết quả.'],
    [
      'Các cơ quan, tổ chức có liên quan tổ chức ký cam kết.',
      'Các cơ quan, tổ chức có liên quan',
      'verb',
      'tổ chức ký cam kết.',
    ],
    ['Phòng Kinh tế, Công an xã phối hợp kiểm tra.', 'Phòng Kinh tế, Công an xã', 'verb', 'phối hợp kiểm tra.'],
    [
      'Các Sở: Nội vụ, Tài chính, Tư pháp rà soát quy định.',
      'Các Sở: Nội vụ, Tài chính, Tư pháp',
      'verb',
      'rà soát quy định.',
    ],
  ]
  for (const [text, name, end, rest] of cases.concat(ofMany)) {
    const unit = readUnit(text, book)
    expect([text, unit?.name, unit?.end, unit?.rest]).toEqual([text, name, end, rest])
  }
})

it('words that only begin like a unit are none', () => {
  const texts = [
    'Tổ chức thực hiện',
    'Phòng, chống thiên tai',
    'Bộ chỉ số cải cách hành chính',
    'Ban hành kế hoạch',
    'Hội nghị tổng kết',
    'Giao ban hằng tuần',
    'Giao ban Xuân đầu năm',
    'Đoàn kết nội bộ',
    'Trường hợp chậm muộn',
    'Giáo dục pháp luật',
    'Báo cáo kết quả',
    'Bố trí kinh phí',
    'Sử dụng chữ ký số',
    'Công khai ngân sách',
    'Đối với hồ sơ quá hạn: xin lỗi bằng văn bản',
    'Mời báo cáo viên',
  ]
  for (const text of texts) expect([text, readUnit(text, book)]).toEqual([text, undefined])
})

it("a commune's own names and aliases are known before all others", () => {
  const own = bookOf([{ name: 'Tổ Một cửa lưu động', aliases: ['TMCLĐ'] }], true)
  expect(readUnit('TMCLĐ: Phục vụ tại thôn Đông.', own)).toMatchObject({
    name: 'Tổ Một cửa lưu động',
    rest: 'Phục vụ tại thôn Đông.',
  })
})

it('a heading that names two units gives the work to the second; collectives and partners are told', () => {
  expect(isGeneric('Thủ trưởng các cơ quan, đơn vị thuộc xã')).toBe(true)
  expect(isGeneric('Ủy ban nhân dân các xã, phường')).toBe(false)
  expect(isPartner('Ủy ban Mặt trận Tổ quốc Việt Nam')).toBe(true)
  expect(isPartner('Hội Nông dân')).toBe(true)
  expect(isPartner('Phòng Kinh tế')).toBe(false)
})

it('cooperating units are read one by one', () => {
  expect(coUnitsIn('Chủ trì, phối hợp với Công an xã, Trạm Y tế và Phòng Kinh tế tổ chức kiểm tra', book)).toEqual([
    'Công an xã',
    'Trạm Y tế',
    'Phòng Kinh tế',
  ])
})

it('bodies of a village and its keepers are units; what sounds like a verb inside a name ends none', () => {
  const names = [
    'Công an viên thôn',
    'Y tế thôn bản',
    'Khối phố 6',
    'Chủ các nhà trọ',
    'Lực lượng bảo vệ an ninh trật tự ở cơ sở',
    'Hội đồng phối hợp phổ biến, giáo dục pháp luật',
    'Bảo hiểm xã hội cơ sở Hòa Vang',
    'Hội Luật gia',
    'BCH Đoàn',
  ]
  for (const name of names)
    expect(readUnit(`${name} có trách nhiệm báo cáo hằng tuần.`, book), name).toMatchObject({
      words: name,
      rest: 'có trách nhiệm báo cáo hằng tuần.',
    })
})
