import { expect, it } from 'vitest'
import { noSuchDayIn } from '../../src/calendar/no-such-day.js'

it.each([
  ['gửi báo cáo trước ngày 31/11/2026 về văn phòng', 'trước ngày 31/11/2026'],
  ['báo cáo chậm nhất ngày 30/02/2027', 'chậm nhất ngày 30/02/2027'],
  ['xong trước 31/6', 'trước 31/6'],
  ['ngày 31 tháng 11 năm 2026', 'ngày 31 tháng 11 năm 2026'],
  ['ngày 29/2/2027', 'ngày 29/2/2027'],
])('%s', (text, words) => expect(noSuchDayIn(text)).toBe(words))

it.each(['trước ngày 30/11/2026', 'ngày 29/2', 'rà soát 23/25 chỉ tiêu', 'CV 31/11/UBND', 'trong thời gian tới', ''])(
  'names no such day: %s',
  (text) => expect(noSuchDayIn(text)).toBeUndefined(),
)
