// Forms of letters from ministries, provinces and their committees, and what comes from there and gives no work.
import { expect, it } from 'vitest'
import { readLetter } from '../../../../src/office/directives/reader/letter.js'
import { read, tasksOf } from './small-letter.js'

const provincial = `ỦY BAN NHÂN DÂN
TỈNH AN HÒA
Số: 31/KH-UBND
An Hòa, ngày 12 tháng 01 năm 2026

KẾ HOẠCH
Giữ gìn nguồn nước năm 2026

`

it('who leads and who helps may stand as lists below labels without a colon', () => {
  const { tasks } = readLetter(`${provincial}I. KIỂM TRA, SƠ KẾT
1. Nội dung, biện pháp
a) Tổ chức kiểm tra các trạm bơm;
b) Sơ kết việc thực hiện Kế hoạch;
2. Cơ quan chủ trì, phối hợp
a) Cơ quan chủ trì
- Ban Chỉ đạo tỉnh.
- Ban Chỉ đạo các khu; Ban Chỉ đạo các xã.
b) Cơ quan phối hợp
Mặt trận Tổ quốc các cấp; các hội.
3. Thời gian thực hiện: quý II/2026.`)
  expect(tasks.map(({ text, deadlines: [due] }) => [text, due && 'due' in due ? due.due : null])).toEqual([
    ['Tổ chức kiểm tra các trạm bơm;', '2026-06-30'],
    ['Sơ kết việc thực hiện Kế hoạch;', '2026-06-30'],
  ])
  expect(tasks[0]?.unit).toBe('Ban Chỉ đạo tỉnh; Ban Chỉ đạo các khu; Ban Chỉ đạo các xã')
})

it('whoever asks is not asked: Quốc hội, the Government, a ministry', () => {
  const { tasks } = readLetter(`NGHỊ QUYẾT
VỀ GIÁM SÁT VIỆC DÙNG NƯỚC
QUYẾT NGHỊ:
Điều 1.
Tán thành nội dung Báo cáo giám sát.
Điều 2.
Ủy ban Thường vụ Quốc hội yêu cầu Chính phủ tập trung thực hiện các nhiệm vụ sau đây:
1. Hoàn thiện quy định về bảo vệ nguồn nước.
2. Chỉ đạo các bộ tăng cường thanh tra.
Điều 3.
1. Kết thúc năm 2026, Chính phủ báo cáo Quốc hội kết quả thực hiện.`)
  expect(tasks.map(({ unit, deadlines: [due] }) => [unit, due && 'due' in due ? due.due : null])).toEqual([
    ['Chính phủ', null],
    ['Chính phủ', null],
    ['Chính phủ', '2026-12-31'],
  ])
})

it('a lead-in of its own below "Điều 2." says whom the items beside it are for', () => {
  const { tasks } = read(`Điều 1. Đồng ý chủ trương nạo vét kênh Tư.

Điều 2.

Yêu cầu Phòng Kinh tế thực hiện các nhiệm vụ sau:

1. Lập dự toán nạo vét.

2. Trình duyệt trước ngày 20/6/2026.`)
  expect(tasks.map(({ unit, text }) => [unit, text])).toEqual([
    ['Phòng Kinh tế', 'Lập dự toán nạo vét.'],
    ['Phòng Kinh tế', 'Trình duyệt trước ngày 20/6/2026.'],
  ])
})

it('"… trong năm 2026 để …" is that year, "định kỳ (quý, năm)" both, the hour of a weekly report its own', () => {
  const dues = read(`- Phê duyệt Đề án cấp nước trong năm 2026 để có căn cứ triển khai.
- Báo cáo kết quả định kỳ (quý, năm) về UBND tỉnh.
- Tổng hợp báo cáo tuần (trước 15 giờ thứ Năm), báo cáo tổng kết trước ngày 05/9/2026.`).tasks.map(
    ({ deadlines: [due] }) =>
      due?.kind === 'recurring' ? [due.cadences, due.time] : due && 'due' in due ? due.due : due?.kind,
  )
  expect(dues).toEqual([
    '2026-12-31',
    [[{ every: 'quarter' }, { every: 'year' }], undefined],
    [[{ every: 'week', weekday: 4 }], '15:00'],
  ])
})

it('what an office is besides is no part of its name', () => {
  const units = read(`1. Sở Tài chính - cơ quan thường trực Ban Chỉ đạo tỉnh giúp Ban Chỉ đạo theo dõi.
2. Sở Công Thương, cơ quan thường trực Ban Chỉ đạo 389 tỉnh, tổng hợp số liệu.
3. Bộ Y t ế: Ban hành hướng dẫn.
4. Các chủ rừng là tổ chức: làm mới đường băng cản lửa.`).tasks.map(({ unit }) => unit)
  expect(units).toEqual(['Sở Tài chính', 'Sở Công Thương', 'Bộ Y tế', 'Các chủ rừng là tổ chức'])
})

it('what an inspection found, and what a decision itself does, is told', () => {
  expect(
    tasksOf(`SỞ TÀI CHÍNH
Số: 18/QĐ-STC
An Hòa, ngày 15 tháng 4 năm 2026

QUYẾT ĐỊNH
Về việc phân bổ dự toán

Điều 1. Phân bổ dự toán chi đợt 2 cho các đơn vị trực thuộc, tổng kinh phí 4.500.000.000 đồng.
Điều 2. Phòng Kế hoạch có trách nhiệm kiểm tra chứng từ trước ngày 30/6/2026.`),
  ).toEqual([['Phòng Kế hoạch', 'có trách nhiệm kiểm tra chứng từ trước ngày 30/6/2026.', '2026-06-30']])
  const { tasks } = read(`1. Ưu điểm: Đơn vị đã mở đủ sổ sách theo dõi.
2. Tồn tại, thiếu sót: Một số gói thầu chưa đủ báo giá.
3. Kiến nghị:
- Thu hồi 45.200.000 đồng trước ngày 15/7/2026.`)
  expect(tasks.map(({ text }) => text)).toEqual(['Thu hồi 45.200.000 đồng trước ngày 15/7/2026.'])
})

it('a letter that came in is told, whatever it reported', () => {
  expect(
    tasksOf(`VĂN PHÒNG CHÍNH PHỦ
Số: 68/VPCP-KG
Hà Nội, ngày 25 tháng 9 năm 2026

Kính gửi: Đồng chí Bí thư Tỉnh ủy An Hòa.
Tổ công tác đặc biệt có văn bản số 36/BC-TCT ngày 22 tháng 9 năm 2026 báo cáo Thủ tướng Chính phủ về việc cấp nước. Về việc này, Thủ tướng Chính phủ có ý kiến như sau:
Đồng chí Bí thư Tỉnh ủy An Hòa chỉ đạo thực hiện nghiêm Công điện số 10/CĐ-TTg.
Văn phòng Chính phủ xin thông báo để đồng chí biết, thực hiện./.`).map(([, text]) => text),
  ).toEqual(['chỉ đạo thực hiện nghiêm Công điện số 10/CĐ-TTg.'])
})

it('a decision whose head was not copied says its number where its plan does', () => {
  const { number, date } = readLetter(`BAN HÀNH KẾ HOẠCH GIỮ GÌN NGUỒN NƯỚC
THỦ TƯỚNG CHÍNH PHỦ
Căn cứ Luật Tổ chức Chính phủ;
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch giữ gìn nguồn nước.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.

Nơi nhận:
- Lưu: VT.

KẾ HOẠCH
GIỮ GÌN NGUỒN NƯỚC
(Ban hành kèm theo Quyết định số 77/QĐ-TTg ngày 26 tháng 6 năm 2026 của Thủ tướng Chính phủ)

I. TỔ CHỨC THỰC HIỆN
1. Bộ Xây dựng
- Rà soát quy chuẩn cấp nước.`)
  expect([number, date]).toEqual(['77/QĐ-TTg', '2026-06-26'])
})

it('news of a letter lists what it asks and asks nothing itself; wishes are no orders', () => {
  expect(
    readLetter(`TIN NỔI BẬT

Giữ gìn nguồn nước mùa khô

Ngày 09/3, UBND tỉnh ban hành văn bản yêu cầu các sở, ngành giữ gìn nguồn nước:

1. Kiểm tra các trạm bơm trước ngày 20/3.

2. Theo dõi mực nước các hồ, chủ động chỉ đạo ứng phó./.

Xem văn bản tại đây

BBT`),
  ).toMatchObject({ isDirective: false, why: 'not-directive-news' })
  expect(
    readLetter(`Ngày 09/3, UBND tỉnh ban hành Công văn số 12/UBND-NN về giữ gìn nguồn nước. Để thực hiện, Chủ tịch UBND xã yêu cầu các thôn:
1. Kiểm tra các trạm bơm trước ngày 20/3.
2. Báo cáo mực nước các hồ.`).isDirective,
  ).toBe(true)
  expect(
    readLetter(`CHỦ TỊCH
ỦY BAN NHÂN DÂN TỈNH AN HÒA
An Hòa, ngày 19 tháng 11 năm 2026

THƯ CHÚC MỪNG
Ngày Nhà giáo Việt Nam

Kính gửi: Các thầy giáo, cô giáo

Đề nghị các cấp ủy, chính quyền quan tâm đến đời sống nhà giáo.
Chúc các thầy cô mạnh khỏe!`),
  ).toMatchObject({ isDirective: false, why: 'not-directive-wishes' })
})

it('"Giám đốc Sở có trách nhiệm:" above the items says whose they are; what follows them is told', () => {
  expect(
    tasksOf(`Kính gửi:
- Sở Nội vụ tỉnh An Hòa;
- Sở Nội vụ tỉnh Sơn Khê.
Căn cứ đề xuất của các địa phương, Bộ trưởng Bộ Nội vụ đồng ý mở rộng thí điểm tại 02 tỉnh.
Giám đốc Sở Nội vụ có trách nhiệm:
- Hoàn thiện Đề án thí điểm.
- Hướng dẫn các xã thực hiện.
Bộ Lao động - Nội vụ và Xã hội thông báo để các địa phương biết, quản lý và triển khai thực hiện theo đúng quy định hiện hành./.
VABWAFAATABfADIAMAAxADgAMQAyADEAMAA=
Nơi nhận:
- Như trên.`).map(([unit, words]) => [unit, words]),
  ).toEqual([
    ['Giám đốc Sở Nội vụ', 'Hoàn thiện Đề án thí điểm.'],
    ['Giám đốc Sở Nội vụ', 'Hướng dẫn các xã thực hiện.'],
  ])
})

it('what a ministry asks a report for is no subject, and the year something is for no deadline', () => {
  const { tasks } = readLetter(`Kính gửi: Ủy ban nhân dân các tỉnh
Để đảm bảo hỗ trợ 71.000 hộ trong năm 2026, Bộ Xây dựng đề nghị Ủy ban nhân dân các tỉnh thực hiện một số nội dung sau:
1. Đối với các địa phương chưa lập Đề án thì khẩn trương phê duyệt và gửi về Bộ Xây dựng, Bộ Tài chính để tổng hợp, báo cáo Chính phủ.
2. Kinh phí năm 2026 mới được tạm ứng 50%, vì vậy đề nghị các địa phương ưu tiên nhà hư hỏng nặng.
VABWAFAATABfADIAMAAxADgAMQAyADEAMAA=`)
  expect(tasks.map(({ unit, target, deadlines: [due] }) => [unit, target, due?.kind])).toEqual([
    ['Ủy ban nhân dân các tỉnh', null, 'none'],
    ['Ủy ban nhân dân các tỉnh', null, 'none'],
  ])
})

it('conclusions that welcome ask nothing, and the press is one body of several words', () => {
  expect(
    read(`1. Hoan nghênh Sở Y tế đã chủ động tổng hợp các vướng mắc; tuy nhiên một số nơi còn lúng túng.
2. Các cơ quan báo chí, truyền thông tăng cường thông tin về chiến dịch.`).tasks.map(({ unit, text }) => [unit, text]),
  ).toEqual([['Các cơ quan báo chí, truyền thông', 'tăng cường thông tin về chiến dịch.']])
})

it('an answer that is given "để … được rõ" is no order; a page of the web may head a letter with its number behind', () => {
  expect(
    readLetter(`Kính gửi: Ủy ban nhân dân tỉnh An Hòa
Bộ Nội vụ nhận được Công văn số 18/UBND-VX ngày 27/5/2026 về việc giải quyết chính sách, Bộ Nội vụ có ý kiến như sau:
Theo quy định hiện hành, trường hợp này không được xem xét.
Bộ Nội vụ trả lời để Ủy ban nhân dân tỉnh An Hòa được rõ./.`),
  ).toMatchObject({ isDirective: false, why: 'not-directive-reply' })
  const { number, date } = readLetter(`Về việc báo cáo tình hình nước sạch nông thôn (35/VP-KTN, ngày 23/10/2026).

Thực hiện Công văn số 110/VPCP-KG ngày 17/10/2026, Phó Chủ tịch UBND tỉnh có ý kiến như sau:

Giao Sở Xây dựng chủ trì rà soát, báo cáo UBND tỉnh.`)
  expect([number, date]).toEqual(['35/VP-KTN', '2026-10-23'])
})

it('in a narrow column the day stands on three lines', () => {
  expect(
    readLetter(`TỈNH AN HÒA
Số: 68/KH-UBND
An Hòa, ngày
11 tháng 3
năm 2026

KẾ HOẠCH
Giữ gìn nguồn nước

1. Sở Xây dựng kiểm tra các trạm bơm.`).date,
  ).toBe('2026-03-11')
})

it('"hằng tháng (ngày 20)" is that day of each month', () => {
  const [task] = read('- Định kỳ hằng tháng (ngày 20) báo cáo Sở Nội vụ.').tasks
  expect(task?.deadlines[0]).toMatchObject({ kind: 'recurring', cadences: [{ every: 'month', day: 20 }] })
})
