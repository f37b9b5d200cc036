// What comes around a letter or behind it: the page it was copied from, annexes, laws; and the short names that it gives its units.
import { describe, expect, it } from 'vitest'
import { readLetter } from '../../../../src/office/directives/reader/letter.js'
import { isNews } from '../../../../src/office/directives/reader/news.js'
import { targetOf } from '../../../../src/office/directives/reader/targets.js'

const head = `ỦY BAN NHÂN DÂN
XÃ PHÚ LƯƠNG
Số: 214/UBND-VHXH
Phú Lương, ngày 05 tháng 10 năm 2026
Kính gửi: Các cơ quan, đơn vị

`
const end = `Yêu cầu các đơn vị nghiêm túc thực hiện./.
Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Đinh Quang Sơn
`
const read = (text: string) => readLetter(text, { today: '2026-10-06' })
const unitsAndTexts = (text: string) => read(text).tasks.map(({ unit, text: said }) => [unit, said])

describe('what is a directive, whatever stands around it', () => {
  it.each([
    [
      'a page with its title, day and readers',
      `UBND xã Tân Hòa chỉ đạo phòng cháy, chữa cháy rừng
Thứ sáu, 05/06/2026 10:00 | Lượt xem: 125
Phòng Kinh tế kiểm tra các điểm có nguy cơ cháy, hoàn thành trước ngày 10/12/2026.
Công an xã tuần tra ban đêm, báo cáo trước ngày 12/12/2026.
Lượt xem: 125
Tác giả: Ngọc Bích`,
    ],
    [
      'a letter without a number on such a page',
      `UBND phường triển khai vệ sinh môi trường
Ngày đăng: 05/6/2026 | Lượt xem: 12
ỦY BAN NHÂN DÂN PHƯỜNG AN BÌNH
An Bình, ngày 05 tháng 6 năm 2026
Thực hiện Kế hoạch vừa ban hành của UBND tỉnh về vệ sinh môi trường,
Ủy ban nhân dân phường giao Phòng Kinh tế tổ chức thu gom rác trước ngày 15/6/2026; giao các tổ dân phố vận động nhân dân.
Lượt xem: 12`,
    ],
    [
      'a message with a link',
      'Tỉnh vừa có công văn số 12/UBND yêu cầu báo cáo hộ nghèo. Các thôn lập danh sách gửi Phòng Kinh tế trước ngày 05/12/2026. Xem chi tiết công văn tại đây.',
    ],
    [
      'how urgent it is',
      '(KHẨN) - Tỉnh vừa có công văn số 12/UBND về bão. Các thôn lập danh sách nhà yếu gửi Phòng Kinh tế trước ngày 05/12/2026.',
    ],
    [
      'a part of a letter that lists who does what',
      `Theo đó, Chủ tịch UBND xã yêu cầu:
Phòng Kinh tế chủ trì kiểm tra các cơ sở kinh doanh, hoàn thành trước ngày 10/12/2026.
Công an xã phối hợp tuần tra, báo cáo trước ngày 12/12/2026.
Nguồn: Trang Thông Tin`,
    ],
    [
      'a message that hands on what a letter asks',
      `Chủ tịch UBND xã vừa ký ban hành Công văn số 12/UBND-KT. Nội dung như sau:
Phòng Kinh tế hướng dẫn che chắn chuồng trại trước ngày 05/12/2026.
Trạm Y tế chuẩn bị thuốc trước ngày 06/12/2026.`,
    ],
    [
      'a part of a letter that begins with its conclusion',
      'Theo đó, Phòng Kinh tế rà soát danh sách hộ nghèo gửi trước ngày 10/12/2026. Các thôn nộp phiếu trước ngày 05/12/2026.',
    ],
  ])('%s', (_, text) => {
    expect(read(text).why).toBeUndefined()
  })

  it('is quick with empty lines', () => {
    const from = performance.now()
    for (const line of ['\n', '.\n', '- \n']) isNews({ text: line.repeat(12_000), listed: 0 } as never)
    expect(performance.now() - from).toBeLessThan(500)
  })
})

describe('annexes', () => {
  const order = `${head}UBND xã yêu cầu:
1. Phòng Kinh tế rà soát hồ sơ trước ngày 15/10/2026.
${end}`
  const work = `1. Công an xã: Tuần tra ban đêm trước ngày 20/10/2026.
2. Trạm Y tế: Tiêm chủng cho trẻ em trước ngày 22/10/2026.
`
  const all = [
    ['Phòng Kinh tế', 'rà soát hồ sơ trước ngày 15/10/2026.'],
    ['Công an xã', 'Tuần tra ban đêm trước ngày 20/10/2026.'],
    ['Trạm Y tế', 'Tiêm chủng cho trẻ em trước ngày 22/10/2026.'],
  ]
  const words = `PHỤ LỤC I: GIẢI THÍCH TỪ NGỮ
1. Hồ sơ là tập hợp giấy tờ của một việc.
2. Số hóa là việc chuyển giấy tờ thành dữ liệu.
`
  const rules = `QUY ĐỊNH VỀ CHẤM ĐIỂM
Điều 1. Phạm vi điều chỉnh
Quy định này quy định việc chấm điểm.
Điều 2. Đối tượng áp dụng
`

  it('of words and then of work: the work is read', () => {
    expect(unitsAndTexts(`${order}${words}PHỤ LỤC II: PHÂN CÔNG NHIỆM VỤ\n${work}`)).toEqual(all)
  })

  it('of work and then of words', () => {
    expect(unitsAndTexts(`${order}PHỤ LỤC I: PHÂN CÔNG NHIỆM VỤ\n${work}${words}`)).toEqual(all)
  })

  it('of work behind a regulation', () => {
    expect(unitsAndTexts(`${order}${rules}PHỤ LỤC: PHÂN CÔNG NHIỆM VỤ\n${work}`)).toEqual(all)
  })

  it('a table of work behind a list of abbreviations', () => {
    const table = `PHỤ LỤC 1
DANH MỤC TỪ VIẾT TẮT
1. UBND: Ủy ban nhân dân
2. TTHC: thủ tục hành chính
PHỤ LỤC 2
BẢNG PHÂN CÔNG NHIỆM VỤ
| TT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn |
| 1 | Rà soát thủ tục hành chính | Phòng Kinh tế | 20/10/2026 |
| 2 | Tuyên truyền pháp luật | Công an xã | 25/10/2026 |
`
    expect(read(order + table).tasks.map(({ unit }) => unit)).toEqual(['Phòng Kinh tế', 'Phòng Kinh tế', 'Công an xã'])
  })

  it('that say what an office is and what it does', () => {
    const text = `${head}UBND xã giao các đơn vị thực hiện nhiệm vụ tại Phụ lục.
${end}PHỤ LỤC: PHÂN CÔNG NHIỆM VỤ
1. Phòng Kinh tế là thường trực Tổ công tác, lập kế hoạch trước ngày 20/10/2026.
2. Công an xã là lực lượng nòng cốt, tuần tra ban đêm trước ngày 22/10/2026.
`
    const { tasks } = read(text)
    expect(tasks.map(({ unit }) => unit)).toEqual(['Phòng Kinh tế', 'Công an xã'])
  })
})

describe('short names', () => {
  const unitsOf = (defined: string, items: string) => read(`${head}${defined}\n${items}`).tasks.map(({ unit }) => unit)

  it('of several units in one sentence, right below the addressees', () => {
    expect(
      unitsOf(
        'Công ty Môi trường đô thị (gọi tắt là Công ty MTĐT), Hợp tác xã Phú Lương (gọi tắt là HTX Phú Lương) và Tổ công nghệ số cộng đồng các thôn (sau đây gọi tắt là Tổ CNSCĐ) thực hiện:',
        `1. Công ty MTĐT thu gom rác trước ngày 15/10/2026.
2. HTX Phú Lương cung ứng giống trước ngày 15/10/2026.
3. Tổ CNSCĐ hướng dẫn người dân cài đặt VNeID.`,
      ),
    ).toEqual(['Công ty Môi trường đô thị', 'Hợp tác xã Phú Lương', 'Tổ công nghệ số cộng đồng các thôn'])
  })

  it('of two units: neither is meant for sure', () => {
    const units = unitsOf(
      'UBND xã yêu cầu:',
      `1. Ban Quản lý chợ Đầm (sau đây gọi tắt là BQL) thu phí chợ trước ngày 15/10/2026.
2. Ban Quản lý rừng phòng hộ (sau đây gọi tắt là BQL) tuần tra rừng trước ngày 20/10/2026.
3. BQL báo cáo kết quả trước ngày 25/10/2026.`,
    )
    expect(units).toEqual(['Ban Quản lý chợ Đầm', 'Ban Quản lý rừng phòng hộ', 'Các cơ quan, đơn vị'])
  })

  it('never take the name of an office that every commune has', () => {
    const units = unitsOf(
      'UBND xã yêu cầu:',
      `1. Ban Quản lý công trình (sau đây gọi tắt là Phòng Kinh tế) lập danh sách trước ngày 20/10/2026.
2. Phòng Kinh tế rà soát hồ sơ.`,
    )
    expect(units[1]).toBe('Phòng Kinh tế')
  })

  it('go before what the commune else calls so, but not before the name of one of its units', () => {
    const knownUnits = [
      { name: 'Ban Quản lý chợ Đầm', aliases: ['BQL'] },
      { name: 'Đội Quy tắc', aliases: [] },
    ]
    const text = `${head}Ban Quản lý rừng phòng hộ (sau đây gọi tắt là BQL), Trung tâm Y tế khu vực (gọi tắt là Đội Quy tắc) thực hiện:
1. BQL tuần tra rừng trước ngày 15/10/2026.
2. Đội Quy tắc dọn vỉa hè.`
    expect(readLetter(text, { knownUnits }).tasks.map(({ unit }) => unit)).toEqual([
      'Ban Quản lý rừng phòng hộ',
      'Đội Quy tắc',
    ])
  })

  it('of a feast or a system are no units', () => {
    const units = unitsOf(
      'Ban Tổ chức Lễ hội Đền Trần (sau đây gọi tắt là Lễ hội) yêu cầu:',
      '1. Phòng Kinh tế sắp xếp gian hàng.\n2. Lễ hội tổ chức trang nghiêm, tiết kiệm.',
    )
    expect(units).toEqual(['Phòng Kinh tế', 'Các cơ quan, đơn vị'])
  })
})

describe('below "tại các địa điểm sau:"', () => {
  const textsOf = (items: string) => read(`${head}UBND xã yêu cầu:\n${items}\n${end}`).tasks.map(({ text }) => text)

  it('what is to be done by a day is no place', () => {
    expect(
      textsOf(`1. Trung tâm Phục vụ hành chính công niêm yết tại các địa điểm sau:
- Nhà văn hóa các thôn;
- Trụ sở UBND xã.
- Chụp ảnh, báo cáo kết quả trước ngày 22/10/2026.`).at(-1),
    ).toBe('Chụp ảnh, báo cáo kết quả trước ngày 22/10/2026.')
  })

  it('what has neither a name nor the kind of a place is none', () => {
    expect(
      textsOf(`1. Phòng Kinh tế tháo dỡ biển quảng cáo tại các vị trí sau:
- Ngã tư chợ;
- Lắp thêm camera ở trường học.
- Quét dọn mặt bằng.`).slice(-2),
    ).toEqual(['Lắp thêm camera ở trường học.', 'Quét dọn mặt bằng.'])
  })

  it('a market is a place and no verb', () => {
    expect(
      textsOf(`1. Trạm Y tế phun thuốc tại các địa điểm sau, xong trước ngày 20/10/2026:
+ Chợ Đầm;
+ Bãi rác.`),
    ).toHaveLength(1)
  })
})

it('a share is brought down from one with a comma', () => {
  expect(targetOf('Giảm tỷ lệ hộ nghèo từ 5,2% xuống 3,1%')).toBe('≤ 3,1%')
  expect(targetOf('Giảm tỷ lệ hộ nghèo từ 5,2% xuống còn 3,1%')).toBe('≤ 3,1%')
})

it('what takes effect and what an office does about it is one sentence with work', () => {
  const { tasks } = read(`${head}UBND xã yêu cầu:
1. Phòng Kinh tế rà soát hồ sơ.
2. Quy chế có hiệu lực kể từ ngày 01/11/2026, Phòng Văn hóa - Xã hội phổ biến đến các thôn.
${end}`)
  expect(tasks).toHaveLength(2)
})
