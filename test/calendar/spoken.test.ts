// Days as people type them, on Wednesday 10/06/2026 unless the table says another day.
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { readLeadingDate, readSpokenDate } from '../../src/calendar/spoken.js'
import { makeWorkCalendar } from '../../src/calendar/work-calendar.js'
import { addDays, writeDay } from '../../src/lib/day.js'
import { plain } from '../../src/lib/vietnamese.js'

const cal = makeWorkCalendar()
const today = '2026-06-10'

function told(text: string, on = today): string {
  const read = readSpokenDate(text, on, cal)
  return 'day' in read ? read.day : read.error
}

describe('on Wednesday 10/06/2026', () => {
  test.each([
    // dates
    ['25/7', '2026-07-25'],
    ['25/7/2026', '2026-07-25'],
    ['25/07/26', '2026-07-25'],
    ['25-7', '2026-07-25'],
    ['25.7.2026', '2026-07-25'],
    ['25 / 7', '2026-07-25'],
    ['2026-07-25', '2026-07-25'],
    ['ngày 25 tháng 7', '2026-07-25'],
    ['ngay 25 thang 7 nam 2026', '2026-07-25'],
    ['Ngày 25/7/2026.', '2026-07-25'],
    ['25 tháng bảy', '2026-07-25'],
    ['ngafy 25 thangs 7', '2026-07-25'],
    ['25t7', '2026-07-25'],
    ['ngày 25/7 năm sau', '2027-07-25'],
    ['10/6', '2026-06-10'],
    ['15/1', 'past'],
    ['01/12', '2026-12-01'],
    ['ngày 25', '2026-06-25'],
    ['ngày 5', '2026-07-05'],
    ['ngày 5 tháng này', 'past'],
    ['ngày 5 tháng sau', '2026-07-05'],
    ['mùng 5 tháng sau', '2026-07-05'],
    ['20 tháng này', '2026-06-20'],
    ['25 tháng 6', '2026-06-25'],
    // words around
    ['trước ngày 25/7', '2026-07-25'],
    ['chậm nhất là ngày 25/7', '2026-07-25'],
    ['dự kiến đến hết ngày 25/7 ạ', '2026-07-25'],
    ['xong 25/7', '2026-07-25'],
    ['17h ngày 25/7', '2026-07-25'],
    ['25/7 lúc 17 giờ 30', '2026-07-25'],
    ['trước 17:00 thứ sáu', '2026-06-12'],
    ['chiều mai', '2026-06-11'],
    ['sáng thứ hai', '2026-06-15'],
    ['thứ sáu 12/6', '2026-06-12'],
    ['thứ sáu, ngày 12/6', '2026-06-12'],
    ['12/6 (thứ 6)', '2026-06-12'],
    ['thứ hai 12/6', 'unreadable'],
    // near days
    ['hôm nay', '2026-06-10'],
    ['hom nay', '2026-06-10'],
    ['chiều nay', '2026-06-10'],
    ['trong ngày', '2026-06-10'],
    ['mai', '2026-06-11'],
    ['ngày mai', '2026-06-11'],
    ['ngày kia', '2026-06-12'],
    ['ngày mốt', '2026-06-12'],
    ['hôm qua', 'past'],
    ['hôm kia', 'past'],
    // counted
    ['3 ngày nữa', '2026-06-13'],
    ['ba ngay nua', '2026-06-13'],
    ['sáu ngày nữa', '2026-06-16'],
    ['10 hôm nữa', '2026-06-20'],
    ['sau 5 ngày làm việc', '2026-06-17'],
    ['trong vòng 5 ngày làm việc', '2026-06-17'],
    ['5 ngày', '2026-06-15'],
    ['2 tuần nữa', '2026-06-24'],
    ['một tháng nữa', '2026-07-10'],
    ['nửa tháng nữa', '2026-06-25'],
    ['6 tháng nữa', '2026-12-10'],
    ['6 tháng', 'unreadable'],
    // weekdays
    ['thứ sáu', '2026-06-12'],
    ['thứ tư', '2026-06-17'],
    ['thứ 2', '2026-06-15'],
    ['thứ sáu tuần sau', '2026-06-19'],
    ['thu sau tuan sau', '2026-06-19'],
    ['thuws saus tuaanf sau', '2026-06-19'],
    ['thu 6 tuan nay', '2026-06-12'],
    ['thứ hai tuần này', 'past'],
    ['thứ hai tuần tới', '2026-06-15'],
    ['tuần sau thứ ba', '2026-06-16'],
    ['t6 tuần sau nữa', '2026-06-26'],
    ['chủ nhật', '2026-06-14'],
    ['cn tuần này', '2026-06-14'],
    ['thứ 8', 'unreadable'],
    // weeks
    ['tuần sau', '2026-06-19'],
    ['tuần này', '2026-06-12'],
    ['cuối tuần', '2026-06-12'],
    ['cuoi tuan sau', '2026-06-19'],
    ['đầu tuần sau', '2026-06-15'],
    ['đầu tuần', '2026-06-15'],
    ['giữa tuần sau', '2026-06-17'],
    ['tuần trước', 'past'],
    // months
    ['cuối tháng', '2026-06-30'],
    ['cuoois thangs', '2026-06-30'],
    ['cuối tháng này', '2026-06-30'],
    ['cuoi thang 9', '2026-09-30'],
    ['hết tháng 9', '2026-09-30'],
    ['trong tháng 9', '2026-09-30'],
    ['tháng 9/2026', '2026-09-30'],
    ['tháng 9 năm 2026', '2026-09-30'],
    ['tháng 2/2028', '2028-02-29'],
    ['giữa tháng 8', '2026-08-15'],
    ['đầu tháng 9', '2026-09-01'],
    ['đầu tháng', '2026-07-01'],
    ['giữa tháng', '2026-06-15'],
    ['đầu tháng sau', '2026-07-01'],
    ['tháng sau', '2026-07-31'],
    ['tháng sáu', '2026-06-30'],
    ['thangs saus', '2026-06-30'],
    ['tháng tám', '2026-08-31'],
    ['tháng mười hai', '2026-12-31'],
    ['tháng 5', 'past'],
    ['tháng 13', 'no-such-day'],
    // quarters, years
    ['cuối quý', '2026-06-30'],
    ['quý III', '2026-09-30'],
    ['trong quy 3', '2026-09-30'],
    ['quý I/2027', '2027-03-31'],
    ['đầu quý IV', '2026-10-01'],
    ['quý sau', '2026-09-30'],
    ['đầu quý', '2026-07-01'],
    ['quý 1', 'past'],
    ['cuối năm', '2026-12-31'],
    ['hết năm nay', '2026-12-31'],
    ['giữa năm', '2026-06-30'],
    ['đầu năm sau', '2027-01-01'],
    ['năm 2027', '2027-12-31'],
    ['năm 2025', 'past'],
    ['6 tháng đầu năm', '2026-06-30'],
    ['9 tháng đầu năm 2026', '2026-09-30'],
    ['6 tháng cuối năm', '2026-12-31'],
    // not days
    ['31/6', 'no-such-day'],
    ['30/02/2027', 'no-such-day'],
    ['ngày 31 tháng 4', 'no-such-day'],
    ['ngày 31', 'no-such-day'],
    ['32/7', 'no-such-day'],
    ['25/13', 'no-such-day'],
    ['29/2', 'no-such-day'],
    ['09/6', 'past'],
    ['25/7/2025', 'past'],
    ['25/7/2062', 'unreadable'],
    ['25', 'unreadable'],
    ['1', 'unreadable'],
    ['1,5', 'unreadable'],
    ['một', 'unreadable'],
    ['sớm', 'unreadable'],
    ['theo quy định', 'unreadable'],
    ['vài ngày nữa', 'unreadable'],
    ['tháng', 'unreadable'],
    ['sau ngày 25/7', 'unreadable'],
    ['0912345678', 'unreadable'],
    ['', 'unreadable'],
    ['25/7 do thiếu kinh phí', 'unreadable'],
  ])('"%s" is %s', (text, meaning) => {
    expect(told(text)).toBe(meaning)
  })
})

describe('around the turn of the year', () => {
  test.each([
    ['2026-12-20', '15/1', '2027-01-15'],
    ['2026-12-20', 'tháng 1', '2027-01-31'],
    ['2026-12-20', 'quý I', '2027-03-31'],
    ['2026-12-20', 'tháng sau', '2027-01-31'],
    ['2026-12-20', 'đầu tháng', '2027-01-01'],
    ['2026-12-20', 'quý sau', '2027-03-31'],
    ['2026-12-20', '20/11', 'past'],
    ['2027-10-01', '29/2', '2028-02-29'],
    ['2026-12-31', 'mai', '2027-01-01'],
    ['2026-01-31', '1 tháng nữa', '2026-02-28'],
    ['2026-12-20', '22/6', 'past'],
    ['2026-12-20', '19/6', '2027-06-19'],
    ['2026-12-20', '20/6/2027', '2027-06-20'],
  ])('on %s "%s" is %s', (on, text, meaning) => {
    expect(told(text, on)).toBe(meaning)
  })
})

describe('around days off', () => {
  test.each([
    ['2026-02-12', 'sau 2 ngày làm việc', '2026-02-23'],
    ['2026-04-28', 'cuối tuần', '2026-04-29'],
    ['2026-08-19', 'cuối tuần', '2026-08-22'],
    ['2026-06-13', 'cuối tuần', '2026-06-14'],
    ['2026-04-21', 'đầu tuần sau', '2026-04-28'],
    ['2026-04-21', 'thứ hai tuần sau', '2026-04-27'],
    ['2026-02-10', 'tuần sau', '2026-02-20'],
  ])('on %s "%s" is %s', (on, text, meaning) => {
    expect(told(text, on)).toBe(meaning)
  })
})

it('quotes what was typed when it is no day', () => {
  expect(readSpokenDate(' 30/02/2027 ', today, cal)).toEqual({ error: 'no-such-day', words: '30/02/2027' })
})

test.each([
  ['25/7 do thieu kinh phi', '2026-07-25', 'do thieu kinh phi'],
  ['cuối tháng 9, chờ số liệu Công an', '2026-09-30', 'chờ số liệu Công an'],
  ['thứ sáu tuần sau vì cán bộ đi tập huấn', '2026-06-19', 'vì cán bộ đi tập huấn'],
  ['25/7', '2026-07-25', ''],
  ['30/2/2027 do mưa', 'no-such-day', 'do mưa'],
])('"%s" begins with %s and goes on "%s"', (text, meaning, rest) => {
  const found = readLeadingDate(text, today, cal)
  expect(found?.rest).toBe(rest)
  expect(found && ('day' in found.date ? found.date.day : found.date.error)).toBe(meaning)
})

it('finds no day at the head of an ordinary sentence', () => {
  expect(readLeadingDate('cho số liệu Công an trước 25/7', today, cal)).toBeUndefined()
})

test('every day to come is read back as officials write it, with and without its year', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 180 }), fc.integer({ min: 0, max: 1000 }), (ahead, offset) => {
      const on = addDays('2025-01-01', offset)
      const day = addDays(on, ahead)
      expect(told(writeDay(day), on)).toBe(day)
      expect(told(writeDay(day).slice(0, -5), on)).toBe(day)
    }),
  )
})

test('whatever is typed gets an answer, the same without diacritics unless it says "sáu"', () => {
  const word = fc.constantFrom(
    ...[
      'ngày',
      'tháng',
      'tuần',
      'quý',
      'năm',
      'sau',
      'này',
      'cuối',
      'đầu',
      'thứ',
      'hai',
      '25/7',
      '3',
      '12',
      '2026',
      'nữa',
    ],
  )
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), (words) => {
      const text = words.join(' ')
      expect(told(plain(text))).toBe(told(text))
    }),
    { numRuns: 500 },
  )
  fc.assert(fc.property(fc.string(), (text) => void told(text)))
})
