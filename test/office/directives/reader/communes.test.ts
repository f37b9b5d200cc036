// What letters of communes look like once they were copied from a page: breaks that were lost, items without numbers, what is only told.
import { expect, it } from 'vitest'
import { readLetter } from '../../../../src/office/directives/reader/letter.js'
import { read } from './small-letter.js'

const tasksOf = (body: string) => read(body).tasks.map(({ unit, text }) => [unit, text])

it('a line that lost its breaks behind a unit is an item for each thing to do', () => {
  expect(
    tasksOf(
      '1. Phòng Kinh tế - Hướng dẫn tiêu hủy lợn bệnh. - Cấp phát hóa chất trước 22/8/2026.\n2. Phòng Văn hóa - Xã hội Chỉ đạo hệ thống truyền thanh phát tin.',
    ),
  ).toEqual([
    ['Phòng Kinh tế', 'Hướng dẫn tiêu hủy lợn bệnh.'],
    ['Phòng Kinh tế', 'Cấp phát hóa chất trước 22/8/2026.'],
    ['Phòng Văn hóa - Xã hội', 'Chỉ đạo hệ thống truyền thanh phát tin.'],
  ])
  expect(
    tasksOf('1. Trạm Y tế: a) Điều tra, lập danh sách trẻ; b) Tổ chức 04 điểm tiêm.\n2. Công an xã tuần tra.'),
  ).toEqual([
    ['Trạm Y tế', 'Điều tra, lập danh sách trẻ;'],
    ['Trạm Y tế', 'Tổ chức 04 điểm tiêm.'],
    ['Công an xã', 'tuần tra.'],
  ])
})

it('what units are to do stands without numbers before the first heading', () => {
  expect(
    tasksOf(
      'Công an xã chủ trì sơ tán dân tại khu vực xung yếu.\n\nTrạm Y tế chuẩn bị cơ số thuốc.\n\nTrưởng các thôn\n\n- Thông báo trên loa.\n- Kiểm đếm số hộ.',
    ),
  ).toEqual([
    ['Công an xã', 'chủ trì sơ tán dân tại khu vực xung yếu.'],
    ['Trạm Y tế', 'chuẩn bị cơ số thuốc.'],
    ['Trưởng các thôn', 'Thông báo trên loa.'],
    ['Trưởng các thôn', 'Kiểm đếm số hộ.'],
  ])
})

it('items that are only things belong to the sentence above them', () => {
  const [task, ...others] = read(
    '1. Phòng Văn hóa - Xã hội\n- Hướng dẫn trang trí lễ đài theo mẫu:\n+ Phía trước treo Quốc huy;\n+ Cổng chào tại lối vào.',
  ).tasks
  expect([task?.unit, task?.text.slice(0, 39), others]).toEqual([
    'Phòng Văn hóa - Xã hội',
    'Hướng dẫn trang trí lễ đài theo mẫu: + ',
    [],
  ])
})

it('how money is received, praise and blame are told and not asked', () => {
  expect(
    tasksOf(
      '1. Các thôn vận động ủng hộ đồng bào.\n* Hình thức tiếp nhận:\n- Tiền mặt: nộp tại Văn phòng.\n- Chuyển khoản: số tài khoản 3713.\n2. Phê bình Phòng Kinh tế chậm thẩm định 02 hồ sơ.\n3. Công an xã tuần tra.',
    ),
  ).toEqual([
    ['Các thôn', 'vận động ủng hộ đồng bào.'],
    ['Công an xã', 'tuần tra.'],
  ])
})

it('where the money comes from is told before who sees to it', () => {
  const { tasks } = readLetter(`UBND XÃ TÂN HƯNG
Số: 12/KH-UBND
Tân Hưng, ngày 02 tháng 6 năm 2026

KẾ HOẠCH
Tổ chức ngày hội

I. NỘI DUNG
1. Các thôn dọn vệ sinh.
II. KINH PHÍ
Kinh phí do ngân sách xã bảo đảm. Phòng Kinh tế lập dự toán trước ngày 30/6/2026.`)
  expect(tasks.map(({ unit, text }) => [unit, text])).toEqual([
    ['Các thôn', 'dọn vệ sinh.'],
    ['Phòng Kinh tế', 'lập dự toán trước ngày 30/6/2026.'],
  ])
})

it('an open letter to the people asks no unit for anything', () => {
  expect(
    readLetter(
      'THƯ NGỎ\nKính gửi: Bà con Nhân dân\n\nBan Tổ chức rất mong bà con tiếp tục giữ gìn nếp sống văn minh.\n\nTM. BAN TỔ CHỨC\nTRƯỞNG BAN\nNguyễn Văn An',
    ).isDirective,
  ).toBe(false)
})

it('letters in one line below a unit are an item each, and what is to be settled with somebody is one too', () => {
  expect(
    tasksOf(
      '1. Trung tâm Phục vụ hành chính công\na) Niêm yết thủ tục hành chính; b) Số hóa 100% hồ sơ.\n2. Phòng Kinh tế\n- Thống nhất với các thôn phương án thu gom rác.\n- Rà soát các điểm tập kết.\n3. Bảo vệ dân phố phối hợp với tổ trưởng các khu phố trực Tết.',
    ),
  ).toEqual([
    ['Trung tâm Phục vụ hành chính công', 'Niêm yết thủ tục hành chính;'],
    ['Trung tâm Phục vụ hành chính công', 'Số hóa 100% hồ sơ.'],
    ['Phòng Kinh tế', 'Thống nhất với các thôn phương án thu gom rác.'],
    ['Phòng Kinh tế', 'Rà soát các điểm tập kết.'],
    ['Bảo vệ dân phố', 'phối hợp với tổ trưởng các khu phố trực Tết.'],
  ])
})

it('the month in which a result is to be reported is a deadline where nothing else is', () => {
  const deadlinesOf = (words: string) => read(`1. Phòng Kinh tế ${words}\n2. Công an xã tuần tra.`).tasks[0]?.deadlines
  expect(deadlinesOf('khảo sát cống thôn 5, báo cáo kết quả trong tháng 12/2026.')).toMatchObject([
    { kind: 'period', due: '2026-12-31' },
  ])
  expect(deadlinesOf('tổng hợp, báo cáo kết quả trong tháng 12/2026 trước ngày 05/01/2027.')).toMatchObject([
    { kind: 'date', due: '2027-01-05' },
  ])
})
