// What a letter is, by what its body asks for and not by its subject alone.
import { expect, it } from 'vitest'
import { readLetter } from '../../../../src/office/directives/reader/letter.js'

function about(subject: string, to: string, body: string) {
  return readLetter(`ỦY BAN NHÂN DÂN
XÃ ĐỒNG LẠC
Số: 212/UBND-VP
V/v ${subject}
Đồng Lạc, ngày 04 tháng 5 năm 2026

Kính gửi: ${to}.

${body}

Nơi nhận:
- Như trên;
- Lưu: VT.`)
}

it('a letter that orders units something by a day is a directive, whatever its subject says', () => {
  for (const [subject, to, body] of [
    [
      'góp ý dự thảo Quy ước thôn',
      'Các phòng, đơn vị thuộc xã',
      'Ủy ban nhân dân xã yêu cầu các phòng, đơn vị nghiên cứu, góp ý bằng văn bản, gửi về Phòng Văn hóa - Xã hội trước ngày 15/5/2026.',
    ],
    [
      'tham gia ý kiến dự thảo Nghị quyết về mức hỗ trợ thôn',
      'Trưởng các thôn',
      'Ủy ban nhân dân xã đề nghị Trưởng các thôn tham gia ý kiến vào dự thảo. Ý kiến gửi về Văn phòng HĐND và UBND xã chậm nhất ngày 12 tháng 5 năm 2026.',
    ],
    [
      'báo cáo kết quả thực hiện kiến nghị của cử tri',
      'Các phòng, đơn vị thuộc xã',
      'Để chuẩn bị kỳ họp giữa năm, Chủ tịch Ủy ban nhân dân xã giao Phòng Kinh tế tổng hợp kết quả giải quyết, báo cáo trước ngày 20/5/2026.',
    ],
    [
      'trả lời kiến nghị của cử tri thôn Vân Đình',
      'Phòng Kinh tế',
      'Chủ tịch Ủy ban nhân dân xã giao Phòng Kinh tế dự thảo văn bản trả lời về tuyến kênh tiêu, trình ký trước ngày 11/5/2026.',
    ],
  ] as const) {
    const reading = about(subject, to, body)
    expect([subject, reading.isDirective]).toEqual([subject, true])
    expect([subject, reading.tasks.length > 0]).toEqual([subject, true])
  }
})

it('answers, comments and reports sent up stay what they are, though days and offices are named in them', () => {
  for (const [subject, to, body] of [
    [
      'góp ý dự thảo Kế hoạch của tỉnh',
      'Sở Nội vụ',
      'Ủy ban nhân dân xã có ý kiến như sau: đề nghị giao Phòng Văn hóa - Xã hội là đầu mối, hoàn thành trước ngày 30/6/2026. Đề nghị Sở Nội vụ tổng hợp.',
    ],
    [
      'trả lời kiến nghị về đường dây điện',
      'Ông Đinh Văn Lập, thôn Vân Đình',
      'Ủy ban nhân dân xã giao Phòng Kinh tế kiểm tra, xử lý xong trước ngày 20/5/2026 và thông báo để ông biết.',
    ],
    [
      'báo cáo kết quả thực hiện kiến nghị',
      'Sở Nội vụ',
      'Ủy ban nhân dân xã báo cáo kết quả như sau: 1. Ủy ban nhân dân xã đã giao Phòng Kinh tế sửa đường. 2. Đề nghị Sở Nội vụ tổng hợp, báo cáo UBND tỉnh trước ngày 30/6/2026.',
    ],
    [
      'báo cáo nhu cầu kinh phí chống hạn',
      'Sở Tài chính',
      'Ủy ban nhân dân xã trân trọng đề nghị Sở Tài chính tổng hợp, bố trí kinh phí trước ngày 30/6/2026.',
    ],
  ] as const)
    expect([subject, about(subject, to, body).isDirective]).toEqual([subject, false])
})

it('the first sentence right below the subject, without an empty line, is no part of it', () => {
  const { subject, tasks } = readLetter(`UBND XÃ ĐỒNG LẠC
Số: 213/UBND-VP
V/v lấy ý kiến dự thảo Đề án thu gom rác thải
UBND xã nhận được Công văn số 318/SNNMT-MT ngày 28/4/2026 của Sở Nông nghiệp và Môi trường về việc lấy ý kiến dự thảo Đề án.
Về việc này, Chủ tịch UBND xã có ý kiến:
Giao Phòng Kinh tế chủ trì nghiên cứu dự thảo, gửi ý kiến về Sở trước ngày 14/5/2026.`)
  expect(subject).toBe('V/v lấy ý kiến dự thảo Đề án thu gom rác thải')
  expect(tasks.map(({ unit }) => unit)).toEqual(['Phòng Kinh tế'])
})
