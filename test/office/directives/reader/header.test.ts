// The top of a letter as offices really write it.
import { expect, it } from 'vitest'
import { readLetter } from '../../../../src/office/directives/reader/letter.js'

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
