// Scans, stamps and messages: what happened to a letter on its way, and what is read all the same.
import { expect, it } from 'vitest'
import { readLetter } from '../../../../src/office/directives/reader/letter.js'
import { head, read } from './small-letter.js'

const codes = (body: string) => read(body).doubts.map((doubt) => doubt.code)

it('letters for digits in the number and the date of a scan are read and asked about', () => {
  const scan = head.replace('21/UBND-VP', '1O2l/UBND-VP').replace('02 tháng 6 năm 2026', 'l2 tháng 6 năm 2O26')
  const reading = readLetter(`${scan}1. Phòng Kinh tế: Bảo đảm 9O% hộ có nước sạch.`)
  expect(reading).toMatchObject({ number: '1021/UBND-VP', date: '2026-06-12', badOcr: false })
  expect(reading.tasks).toMatchObject([{ target: '90%' }])
  expect(reading.doubts.filter(({ code }) => code === 'doubt-scanned-header')).toMatchObject([
    { quote: 'Số: 1O2l/UBND-VP' },
    { quote: 'Tân Hưng, ngày l2 tháng 6 năm 2O26' },
  ])
  expect(codes('1. Phòng Kinh tế: Rà soát lô đất O2.')).toEqual([])
})

it('the hyphens of Word and dashes in the number are hyphens', () => {
  for (const dash of ['\u2010', '\u2011', '–'])
    expect(readLetter(head.replace('UBND-VP', `UBND${dash}VP`)).number).toBe('21/UBND-VP')
})

it('bullets in one line, and a letter that came as several messages', () => {
  const reading = readLetter(`[07:58, 15/6/2026] VP UBND xã: ${head.split('\n').slice(0, -2).join('\n')}
1. Công an xã:  - Tuần tra ban đêm.  - Phối hợp với Phòng Văn hóa - Xã hội gửi danh sách về Trạm Y tế trước
[07:59, 15/6/2026] VP UBND xã: ngày 20/6/2026, gửi kèm bản chụp của từng hộ.
2. Phòng Kinh tế: Rà soát quỹ đất công.
[08:03, 15/6/2026] Chị Thảo VHXH: Đã nhận ạ`)
  expect(reading.tasks).toMatchObject([
    { unit: 'Công an xã', text: 'Tuần tra ban đêm.' },
    { unit: 'Công an xã', deadlines: [{ due: '2026-06-20' }] },
    { unit: 'Phòng Kinh tế', text: 'Rà soát quỹ đất công.' },
  ])
  // A dash within a name, after an abbreviation, stays.
  expect(read('1. Phòng Kinh tế: Phối hợp với Phòng VH. - XH rà soát.').tasks).toHaveLength(1)
})

it('the day a message was sent is what "ngày mai" counts from, and no date of a letter', () => {
  const reading = readLetter(`---------- Tin nhắn chuyển tiếp ----------
Từ: Hồng Nhung VP
Lúc: 08:12 ngày 03/06/2026

Kính gửi các đ/c trưởng phòng, GĐ TTPVHCC, trưởng CA xã!
VP gửi các đ/c mấy việc cần làm gấp:
1/ PKT: chốt số liệu giải ngân, gửi VP trước 11h ngày mai.
2/ đăng ký lịch nghỉ phép hè, gửi trong chiều nay.
3/ Đính chính tin hôm qua: báo cáo tự kiểm tra, VHXH nộp 15/6 chứ không phải 25/6.`)
  expect(reading.date).toBeNull()
  expect(reading.tasks).toMatchObject([
    { unit: 'Phòng Kinh tế', deadlines: [{ due: '2026-06-04' }] },
    { unit: 'Các cơ quan, đơn vị', deadlines: [{ due: '2026-06-03' }] },
    { unit: 'Phòng Văn hóa - Xã hội', deadlines: [{ due: '2026-06-15' }] },
  ])
})

it('the stamp of the office that received a letter is no part of its head', () => {
  const letter = `${head}1. Phòng Kinh tế: Rà soát quỹ đất công.`
  const own = { number: '21/UBND-VP', date: '2026-06-02', issuer: 'Ủy ban nhân dân xã Tân Hưng' }
  const stamps = [
    'CÔNG VĂN ĐẾN\nSố: 2217........\nNgày: 12/7/2026\nChuyển: Đ/c Chủ tịch; VP\n\n',
    'VĂN PHÒNG UBND XÃ\nĐẾN  Số: 3105\n     Ngày: 01/7/2026\n\n',
    'ĐẾN Số: …\nNgày: …/…/2026\nLưu hồ sơ số: 4\n',
  ]
  for (const stamp of stamps) expect(readLetter(stamp + letter)).toMatchObject(own)
})

it('a message without a date counts from when it was sent, as its app says; no other time of day is that', () => {
  const due = (line: string) => {
    const [task] = readLetter(
      `${line}\nCác đ/c phối hợp giúp:\n1. Phòng Kinh tế gửi danh sách trước 11h ngày mai.`,
    ).tasks
    const [rule] = task?.deadlines ?? []
    return rule && 'due' in rule ? rule.due : rule?.kind
  }
  for (const line of [
    '[13/6/2026 19:42] VP UBND xã:',
    '[19:42, 13/6/2026] VP UBND xã:',
    'Lúc: 19:42 ngày 13/06/2026',
    'Từ: VP UBND xã Phú Lâm – 13/06/2026 19:42',
  ])
    expect([line, due(line)]).toEqual([line, '2026-06-14'])
  for (const line of ['Họp lúc 08:00 ngày 20/6/2026 tại hội trường.', 'Lịch tiếp dân 13/6/2026 (08:00)'])
    expect([line, due(line)]).toEqual([line, 'none'])
})
