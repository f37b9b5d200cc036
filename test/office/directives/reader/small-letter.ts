// A letter of 2 June 2026 to everybody, for tests that are about what stands below it.
import { readLetter } from '../../../../src/office/directives/reader/letter.js'
import type { Reading, ReadOptions } from '../../../../src/office/directives/reader/reading.js'

export const head = `ỦY BAN NHÂN DÂN
XÃ TÂN HƯNG
Số: 21/UBND-VP
V/v phân công nhiệm vụ
Tân Hưng, ngày 02 tháng 6 năm 2026

Kính gửi: Các cơ quan, đơn vị

Ủy ban nhân dân xã yêu cầu:

`

export function read(body: string, options?: ReadOptions): Reading {
  return readLetter(head + body, options)
}

/** Of each task of a whole letter its unit, its words and its day, or the kind of time it has. */
export function tasksOf(text: string) {
  return readLetter(text).tasks.map(({ unit, text: words, deadlines: [due] }) => [
    unit,
    words,
    due && 'due' in due ? due.due : due?.kind,
  ])
}
