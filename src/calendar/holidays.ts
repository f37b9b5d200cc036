// Days off and swapped working days of officials, one entry per year, each with its source. Extend here once the year's
// decision is out; until then a commune can decide the unsure days with rows of its own (`/lich`).
import type { Day } from '../lib/day.js'

/** `off` and `work` hold only what differs from the five-day week. `unsure` days may turn out either way: they are off when also in `off`. */
export type YearOfHolidays = {
  year: number
  source: string
  off: readonly Day[]
  /** Saturdays worked in exchange for a day off. */
  work: readonly Day[]
  unsure: readonly Day[]
}

const statutory = 'Bộ luật Lao động 2019, Điều 112; Nghị quyết 28/2026/QH16 (24/11, từ 01/7/2026)'

export const holidays: readonly YearOfHolidays[] = [
  {
    year: 2025,
    source: 'Bộ luật Lao động 2019, Điều 112; thông báo lịch nghỉ Tết, Quốc khánh, 30/4 năm 2025',
    off: [
      '2025-01-01',
      '2025-01-27', // Tết Ất Tỵ, 27-31/1
      '2025-01-28',
      '2025-01-29',
      '2025-01-30',
      '2025-01-31',
      '2025-04-07', // Giỗ Tổ
      '2025-04-30',
      '2025-05-01',
      '2025-05-02', // swapped with Saturday 26/4
      '2025-09-01',
      '2025-09-02',
    ],
    work: ['2025-04-26'],
    unsure: [],
  },
  {
    year: 2026,
    source: `${statutory}; thông báo lịch nghỉ Tết, Quốc khánh và hoán đổi năm 2026`,
    off: [
      '2026-01-01',
      '2026-01-02', // swapped with Saturday 10/1
      '2026-02-16', // Tết Bính Ngọ, 16-20/2
      '2026-02-17',
      '2026-02-18',
      '2026-02-19',
      '2026-02-20',
      '2026-04-27', // Giỗ Tổ on Sunday 26/4, made up
      '2026-04-30',
      '2026-05-01',
      '2026-08-31', // swapped with Saturday 22/8
      '2026-09-01',
      '2026-09-02',
      '2026-11-24', // Ngày Văn hóa Việt Nam
    ],
    work: ['2026-01-10', '2026-08-22'],
    unsure: [],
  },
  {
    year: 2027,
    source: `${statutory}; chưa có thông báo: Tết và Quốc khánh là dự kiến`,
    off: [
      '2027-01-01',
      '2027-02-05', // Tết Đinh Mùi, first day Saturday 6/2: two days made up
      '2027-02-08',
      '2027-02-09',
      '2027-02-10',
      '2027-02-11',
      '2027-04-16', // Giỗ Tổ
      '2027-04-30',
      '2027-05-03', // 1/5 on Saturday, made up
      '2027-09-02',
      '2027-09-03',
      '2027-11-24',
    ],
    work: [],
    unsure: ['2027-02-04', '2027-02-11', '2027-09-01', '2027-09-03'],
  },
  {
    year: 2028,
    source: `${statutory}; chưa có thông báo: Tết và Quốc khánh là dự kiến`,
    off: [
      '2028-01-03', // 1/1 on Saturday, made up
      '2028-01-24', // Tết Mậu Thân, first day Wednesday 26/1
      '2028-01-25',
      '2028-01-26',
      '2028-01-27',
      '2028-01-28',
      '2028-04-04', // Giỗ Tổ
      '2028-05-01',
      '2028-05-02', // 30/4 on Sunday, made up
      '2028-09-01',
      '2028-09-04', // 2/9 on Saturday, made up
      '2028-11-24',
    ],
    work: [],
    unsure: ['2028-01-24', '2028-01-31', '2028-09-01', '2028-09-05'],
  },
]
