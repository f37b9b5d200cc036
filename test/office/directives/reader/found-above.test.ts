// What a second set of letters from above taught: findings of an inspection, two bodies in one item, report months, notices that ask for nothing.
import { expect, it } from 'vitest'
import { labelOfAll } from '../../../../src/office/directives/reader/json.js'
import { readLetter } from '../../../../src/office/directives/reader/letter.js'
import { tasksOf } from './small-letter.js'

const letter = (issuer: string, number: string, title: string, body: string) => `${issuer}
Số: ${number}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
An Hòa, ngày 16 tháng 3 năm 2026

${title}

${body}

Nơi nhận:
- Lưu: VT.`

const department = (body: string) =>
  letter(
    'UBND TỈNH AN HÒA\nSỞ XÂY DỰNG',
    '118/SXD-HT',
    'V/v bảo vệ hành lang đường bộ\n\nKính gửi: Ủy ban nhân dân các xã, phường',
    `Sở Xây dựng đề nghị thực hiện các nội dung sau:\n\n${body}`,
  )

it('what an inspection found is no task; what it proposes is asked of whom it names, also behind the last item', () => {
  const text = letter(
    'UBND TỈNH AN HÒA\nTHANH TRA TỈNH',
    '26/KL-TTr',
    'KẾT LUẬN THANH TRA\nViệc quản lý đất công ích tại UBND xã Phước Hội',
    `Chánh Thanh tra tỉnh kết luận như sau:

II. KẾT QUẢ THANH TRA
1. Việc cho thuê đất
- UBND xã cho thuê 32 thửa không qua đấu giá.
- Không theo dõi công nợ.
IV. KIẾN NGHỊ
1. Kiến nghị Chủ tịch UBND tỉnh chỉ đạo Sở Nội vụ xem xét trách nhiệm của tập thể.
2. UBND xã Phước Hội mở sổ theo dõi đất công ích.

Yêu cầu UBND xã Phước Hội báo cáo kết quả thực hiện về Thanh tra tỉnh trước ngày 10/7/2026./.`,
  )
  expect(tasksOf(text).map(([unit, words, due]) => [unit, String(words).slice(0, 14), due])).toEqual([
    ['Chủ tịch UBND tỉnh', 'chỉ đạo Sở Nội', 'none'],
    ['UBND xã Phước Hội', 'mở sổ theo dõi', 'none'],
    ['UBND xã Phước Hội', 'báo cáo kết qu', '2026-07-10'],
  ])
})

it('a notice of a new address asks for nothing', () => {
  const { isDirective } = readLetter(
    letter(
      'UBND TỈNH AN HÒA\nSỞ XÂY DỰNG',
      '302/TB-SXD',
      'THÔNG BÁO\nVề việc thay đổi địa điểm làm việc',
      `Sở Xây dựng thông báo:

1. Kể từ ngày 01/4/2026, Sở Xây dựng làm việc tại số 45 đường Lê Lợi.
2. Số điện thoại văn thư: 0236.3821.110.

Sở Xây dựng thông báo để các cơ quan biết, thuận tiện liên hệ công tác./.`,
    ),
  )
  expect(isDirective).toBe(false)
})

it('whenever something changes, so many days behind it: no day of the letter', () => {
  expect(tasksOf(department('1. Cập nhật dữ liệu ngay khi có biến động, chậm nhất sau 05 ngày;'))[0]?.[2]).toBe('none')
})

it('a month named by its report, a quarter in short', () => {
  const labels = readLetter(
    department(`1. Báo cáo kết quả về Sở: báo cáo tháng gửi trước ngày 22; báo cáo năm 2026 gửi trước ngày 15/12/2026.
2. Công bố danh sách vi phạm trong Q.IV/2026.`),
  ).tasks.map(({ deadlines }) => labelOfAll(deadlines, '2026-03-16').value)
  expect(labels).toEqual(['monthly-before-22', '2026-12-31'])
})

it('who gives it has not to do it, and two bodies in one item have a task each', () => {
  expect(
    tasksOf(
      department(`1. Thuế tỉnh giao Thuế cơ sở 1 chủ động liên hệ UBND cấp xã.
2. Giao Phó Thủ tướng Lê Văn An trực tiếp chỉ đạo việc này; Văn phòng Chính phủ theo dõi, báo cáo trước ngày 25 hằng tháng.
3. Chủ tịch UBND cấp xã quyết định công nhận danh sách hộ di dời; báo cáo kết quả trước ngày 14/12/2026.
4. Điều tra viên thu thập thông tin tại hộ.`),
    ).map(([unit, , due]) => [unit, due]),
  ).toEqual([
    ['Thuế cơ sở 1', 'none'],
    ['Phó Thủ tướng Lê Văn An', 'none'],
    ['Văn phòng Chính phủ', 'recurring'],
    ['Chủ tịch UBND cấp xã', '2026-12-14'],
    ['Điều tra viên', 'none'],
  ])
})

it('below "NỘI DUNG" a topic with something to do by a day is asked for, of whom it names', () => {
  const text = letter(
    'SỞ Y TẾ - SỞ GIÁO DỤC VÀ ĐÀO TẠO TỈNH AN HÒA',
    '77/KHLN-SYT-SGDĐT',
    'KẾ HOẠCH LIÊN NGÀNH\nCông tác y tế trường học năm 2026',
    `III. NỘI DUNG HOẠT ĐỘNG
1. Khám sức khỏe học sinh: các Trạm Y tế tổ chức khám xong trước ngày 30/10/2026.
2. Tiêm chủng bù mũi: rà soát tiền sử tiêm chủng, tiêm bù xong trong tháng 11/2026.`,
  )
  expect(readLetter(text).issuer).toBe('Sở Y tế - Sở Giáo dục và Đào tạo tỉnh An Hòa')
  expect(tasksOf(text).map(([unit, , due]) => [unit, due])).toEqual([
    ['Các Trạm Y tế', '2026-10-30'],
    ['Các cơ quan, đơn vị', '2026-11-30'],
  ])
})

it('a span of months ends with its last, whatever lies between; one gone by is no deadline', () => {
  const due = tasksOf(
    department(`1. Mở lớp tập huấn (Trường Chính trị tỉnh chủ trì; thời gian: từ tháng 4/2026 đến tháng 10/2026).
2. Tuyên truyền mô hình hay, mỗi tháng tối thiểu 02 tin, bài.
3. Rà soát thời gian công tác từ tháng 3/2016 đến tháng 12/2017 của từng người.`),
  ).map(([, , day]) => day)
  expect(due).toEqual(['2026-10-31', 'recurring', 'none'])
})

it('what was praised or put off is not asked; what follows an agreement is, of the body that has it', () => {
  const text = letter(
    'TỈNH ỦY AN HÒA\nVĂN PHÒNG',
    '233-TB/VPTU',
    'THÔNG BÁO\nKết luận của đồng chí Bí thư Tỉnh ủy',
    `Đồng chí Bí thư Tỉnh ủy kết luận:

1- Ghi nhận, biểu dương kết quả bước đầu vận hành mô hình mới.
2- Về sửa chữa trụ sở: đồng ý chủ trương; Đảng ủy UBND tỉnh chỉ đạo khởi công trước ngày 31-12-2026.
3- Về đề nghị sáp nhập Trung tâm: chưa xem xét trong năm 2026.
4- Ban Tổ chức Tỉnh ủy theo dõi việc thực hiện.`,
  )
  expect(readLetter(text).issuer).toBe('Văn phòng Tỉnh ủy An Hòa')
  expect(tasksOf(text).map(([unit, , due]) => [unit, due])).toEqual([
    ['Đảng ủy UBND tỉnh', '2026-12-31'],
    ['Ban Tổ chức Tỉnh ủy', 'none'],
  ])
})

it('"Đối với" one body without a number right below the order, and two bodies behind the last item', () => {
  expect(
    tasksOf(
      department(`Đối với Ủy ban nhân dân các xã: ban hành kế hoạch trước ngày 31/5/2026.

Đối với Chi cục Đường bộ:
1. Phân công người trực.

Cục Đường sắt chủ trì hướng dẫn chuyên môn; Trung tâm Thông tin đường bộ bảo đảm hạ tầng trước ngày 15/6/2026.

Mọi thông tin liên hệ: đồng chí Hồ Văn Thắng, số điện thoại 0905.112.233./.`),
    ).map(([unit, , due]) => [unit, due]),
  ).toEqual([
    ['Ủy ban nhân dân các xã', '2026-05-31'],
    ['Chi cục Đường bộ', 'none'],
    ['Cục Đường sắt', 'none'],
    ['Trung tâm Thông tin đường bộ', '2026-06-15'],
  ])
})
