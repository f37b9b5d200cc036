// The top of a letter as offices really write it.
import { expect, it } from 'vitest'
import { readLetter } from '../../../../src/office/directives/reader/letter.js'
import { tasksOf } from './small-letter.js'

const order = `
Kính gửi: Các phòng, đơn vị thuộc xã.

Ủy ban nhân dân xã yêu cầu:

1. Phòng Kinh tế rà soát các công trình thủy lợi, báo cáo trước ngày 20/6/2026.
2. Công an xã phân công lực lượng trực tại các đập tràn.
`

function top(head: string) {
  const { number, issuer, subject, tasks } = readLetter(head + order)
  return { number, issuer, subject, tasks: tasks.length }
}

it('type and subject may stand in one line', () => {
  expect(
    top('ỦY BAN NHÂN DÂN XÃ KIM LƯ\nTHÔNG BÁO Về việc vận hành cống tiêu úng trong mùa mưa bão năm 2026\n'),
  ).toMatchObject({
    issuer: 'Ủy ban nhân dân xã Kim Lư',
    subject: 'Về việc vận hành cống tiêu úng trong mùa mưa bão năm 2026',
    tasks: 2,
  })
  expect(top('UBND PHƯỜNG KIM LƯ\nThông báo Lịch bơm nước tưới vụ Mùa năm 2026 trên địa bàn phường\n')).toMatchObject({
    issuer: 'Ủy ban nhân dân phường Kim Lư',
    subject: 'Lịch bơm nước tưới vụ Mùa năm 2026 trên địa bàn phường',
  })
  // Longer than a line of a header is.
  const long = `Về việc ${'kiểm tra, nạo vét các tuyến kênh, '.repeat(6)}khơi thông dòng chảy`
  expect(top(`UBND XÃ KIM LƯ\nTHÔNG BÁO ${long}\n`)).toMatchObject({
    issuer: 'Ủy ban nhân dân xã Kim Lư',
    subject: long,
    tasks: 2,
  })
})

it('blanks round the dash of a number are slips of typing; a word behind a dash is no part of it', () => {
  const numberOf = (line: string) => top(`ỦY BAN NHÂN DÂN\nXÃ KIM LƯ\n${line}\nV/v ứng trực mưa bão\n`).number
  expect(numberOf('Số: 17 /CV- UBND')).toBe('17/CV-UBND')
  expect(numberOf('Số: 52 /KH - UBND')).toBe('52/KH-UBND')
  expect(numberOf('Số: 240/UBND – VP')).toBe('240/UBND-VP')
  expect(numberOf('Số: 240/UBND - Kim Lư, ngày 05 tháng 6 năm 2026')).toBe('240/UBND')
  expect(numberOf('Số: 240/UBND - V/v ứng trực')).toBe('240/UBND')
})

it('a number whose stroke was not typed is a number; a house number is none', () => {
  const numberOf = (line: string) => top(`ỦY BAN NHÂN DÂN\nXÃ KIM LƯ\n${line}\nV/v ứng trực mưa bão\n`).number
  expect(numberOf('Số: 135-UBND')).toBe('135/UBND')
  expect(numberOf('Số 21UBND-VP')).toBe('21/UBND-VP')
  expect(numberOf('Số: 48 CV-UBND')).toBe('48/CV-UBND')
  expect(numberOf('Số: 12-CV/ĐU')).toBe('12-CV/ĐU')
  expect(numberOf('Số: 60 TRẦN PHÚ')).toBe(null)
  expect(numberOf('Số: 135')).toBe(null)
})

it('the place and date may stand beside the last line of the letterhead', () => {
  const day = 'Kim Lư, ngày 05 tháng 6 năm 2026'
  expect(top(`ỦY BAN NHÂN DÂN\nXÃ KIM LƯ          ${day}\nSố: 17/CV-UBND\n`)).toMatchObject({
    issuer: 'Ủy ban nhân dân xã Kim Lư',
    number: '17/CV-UBND',
  })
  expect(top(`ĐẢNG ỦY XÃ KIM LƯ          ĐẢNG CỘNG SẢN VIỆT NAM\nỦY BAN KIỂM TRA          ${day}\n`).issuer).toBe(
    'Ủy ban Kiểm tra',
  )
})

const swallowed = `Các thôn nạo vét mương nội đồng trước ngày 20/6/2026.

Phòng Kinh tế kiểm tra, báo cáo UBND xã trước ngày 25/6/2026.`
const wrapped = `Các thôn nạo vét mương nội đồng trước
ngày 20/6/2026.

Phòng Kinh tế kiểm tra, báo cáo UBND xã
trước ngày 25/6/2026.`
const packed = swallowed.replace('\n\n', '\n')

it.each([
  ['THÔNG BÁO\nVề việc nạo vét mương vụ Mùa\n\n', 'Về việc nạo vét mương vụ Mùa', swallowed],
  ['THÔNG BÁO\nVề việc nạo vét mương vụ Mùa\n\n', 'Về việc nạo vét mương vụ Mùa', wrapped],
  ['THÔNG BÁO\nVề việc nạo vét mương vụ Mùa\n', 'Về việc nạo vét mương vụ Mùa', packed],
  ['THÔNG BÁO\nV/v nạo vét mương vụ Mùa\n\n', 'V/v nạo vét mương vụ Mùa', swallowed],
  ['THÔNG BÁO\nVỀ VIỆC NẠO VÉT MƯƠNG\n\n', 'VỀ VIỆC NẠO VÉT MƯƠNG', swallowed],
  ['HƯỚNG DẪN\nVề việc nạo vét mương vụ Mùa\n', 'Về việc nạo vét mương vụ Mùa', packed],
  ['KẾ HOẠCH\nNạo vét mương vụ Mùa năm 2026\n\n', 'Nạo vét mương vụ Mùa năm 2026', swallowed],
  ['CHỈ THỊ\nVề nạo vét mương vụ Mùa\n\n', 'Về nạo vét mương vụ Mùa', swallowed],
  ['CÔNG ĐIỆN\nVề việc nạo vét mương chống úng\n\n', 'Về việc nạo vét mương chống úng', swallowed],
  [
    'THÔNG BÁO\nKết luận của Chủ tịch UBND xã\ntại cuộc họp giao ban tháng 6\n\n',
    'Kết luận của Chủ tịch UBND xã tại cuộc họp giao ban tháng 6',
    swallowed,
  ],
])('with no addressee the body begins below the title: %j', (title, subject, body) => {
  const letter = `ỦY BAN NHÂN DÂN\nXÃ KIM LƯ\nSố: 17/TB-UBND\nKim Lư, ngày 05 tháng 6 năm 2026\n\n${title}${body}\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Văn Bình`
  const read = readLetter(letter)
  expect({ subject: read.subject, signer: read.signer }).toEqual({ subject, signer: 'Trần Văn Bình' })
  expect(tasksOf(letter)).toEqual([
    ['Các thôn', 'nạo vét mương nội đồng trước ngày 20/6/2026.', '2026-06-20'],
    ['Phòng Kinh tế', 'kiểm tra, báo cáo UBND xã trước ngày 25/6/2026.', '2026-06-25'],
  ])
})

it('a timetable begins with its first day', () => {
  expect(
    tasksOf(
      'ỦY BAN NHÂN DÂN\nXÃ KIM LƯ\nSố: 17/LCT-UBND\nKim Lư, ngày 05 tháng 6 năm 2026\n\nLỊCH CÔNG TÁC TUẦN\n(Từ ngày 08/6 đến ngày 12/6/2026)\n\nThứ Hai, ngày 08/6\n- Phòng Kinh tế chuẩn bị báo cáo giải ngân.\nThứ Ba, ngày 09/6\n- Công an xã kiểm tra các đập tràn.\n\nNơi nhận:\n- Lưu: VT.',
    ),
  ).toEqual([
    ['Phòng Kinh tế', 'chuẩn bị báo cáo giải ngân.', '2026-06-08'],
    ['Công an xã', 'kiểm tra các đập tràn.', '2026-06-09'],
  ])
})

it('a subject of several lines, one with an empty line inside, is not the body', () => {
  expect(top('ỦY BAN NHÂN DÂN\nXÃ KIM LƯ\nTHÔNG BÁO\nVề việc tổ chức ra quân\nnạo vét mương vụ Mùa\n').subject).toBe(
    'Về việc tổ chức ra quân nạo vét mương vụ Mùa',
  )
  const { number, subject } = readLetter(
    'ỦY BAN NHÂN DÂN\nXÃ KIM LƯ\n\nV/v ra quân nạo vét mương\n\nSố: 17/TB-UBND\n\nKim Lư, ngày 05 tháng 6 năm 2026\n\nCác thôn nạo vét mương trước ngày 20/6/2026.',
  )
  expect([number, subject]).toEqual(['17/TB-UBND', 'V/v ra quân nạo vét mương'])
})

it('a subject in quotation marks, and one without "việc" right below the number, are subjects', () => {
  expect(top('ỦY BAN NHÂN DÂN\nXÃ KIM LƯ\nSố: 17/CV-UBND\n\n“V/v trực ban\nphòng chống thiên tai”\n').subject).toBe(
    'V/v trực ban phòng chống thiên tai',
  )
  expect(top('ỦY BAN NHÂN DÂN\nXÃ KIM LƯ\nSố: 17/UBND-KT\nVề rà soát công trình thủy lợi\n').subject).toBe(
    'Về rà soát công trình thủy lợi',
  )
  expect(
    top('ỦY BAN NHÂN DÂN\nXÃ KIM LƯ\nSố: 17/UBND-KT\n\nVề chế độ trực ban,\n\nbáo cáo mùa mưa bão\n').subject,
  ).toBe('Về chế độ trực ban, báo cáo mùa mưa bão')
})

it('issuers in capitals are written as their names are', () => {
  const issuerOf = (lines: string) => top(`${lines}\n\nSố: 17/TB-X\nV/v trực ban\n`).issuer
  expect(issuerOf('UBND TP ĐÔNG HẢI')).toBe('Ủy ban nhân dân TP Đông Hải')
  expect(issuerOf('UBND HUYỆN KIM LƯ\nPHÒNG GIÁO DỤC VÀ ĐÀO TẠO')).toBe('Phòng Giáo dục và Đào tạo')
  expect(issuerOf('UBMTTQVN XÃ KIM LƯ')).toBe('Ủy ban MTTQ Việt Nam xã Kim Lư')
  expect(issuerOf('ỦY BAN MTTQ VIỆT NAM\nXÃ KIM LƯ\nBAN THƯỜNG TRỰC')).toBe(
    'Ban Thường trực Ủy ban MTTQ Việt Nam xã Kim Lư',
  )
  expect(issuerOf('ỦY BAN MTTQ\nVIỆT NAM\n\nXÃ KIM LƯ\n\nBAN THƯỜNG TRỰC')).toBe(
    'Ban Thường trực Ủy ban MTTQ Việt Nam xã Kim Lư',
  )
})
