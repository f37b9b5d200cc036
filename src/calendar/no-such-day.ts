// A day that a text names and no calendar has: "trước ngày 31/11/2026", "ngày 30 tháng 2". Pure.
import { makeDay } from '../lib/day.js'

const written =
  /(?:(?:trước|đến|hạn|hết|xong|muộn nhất|chậm nhất)(?: là)?(?: vào)? )?(?:ngày )?(?<![\p{L}\p{N}/.-])(\d{1,2})(?:\s?[/.-]\s?(\d{1,2})(?:\s?[/.-]\s?(\d{4}))?|\s+tháng\s+(\d{1,2})(?:\s+năm\s+(\d{4}))?)(?![\p{N}/-])/giu

// The 29th of February is a day of some year.
const LEAP = 2028

/** The words that name it, or undefined. */
export function noSuchDayIn(text: string): string | undefined {
  for (const found of text.normalize('NFC').matchAll(written)) {
    const month = Number(found[2] ?? found[4])
    const isMonth = month >= 1 && month <= 12
    if (isMonth && makeDay(Number(found[3] ?? found[5] ?? LEAP), month, Number(found[1])) === undefined) return found[0]
  }
  return undefined
}
