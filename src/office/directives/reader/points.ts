// One paragraph that says until when for all items: "Về thời hạn: nội dung tại điểm 1 và điểm 2 hoàn thành trước ngày 20/01; …".
import { deadlinesIn } from './deadlines.js'
import type { Draft } from './drafts.js'
import type { Paragraph } from './paragraphs.js'
import { plain } from './plain.js'
import type { TimeContext } from './times.js'

const opening = /^(?:ve )?(?:thoi (?:han|gian)|tien do)(?: [a-z]+){0,4} ?:/
const points =
  /(?:tai |cua |o )?(?:diem|muc|khoan) (\d{1,2}(?:\.\d{1,2})*)((?:(?:,| va|, va) (?:(?:diem|muc|khoan) )?\d{1,2}(?:\.\d{1,2})*(?![\d/]))*)/g

/** "nội dung tại điểm 1", "báo cáo tại điểm 8": items of this letter, not of a plan that is carried out. */
const own = /(?:noi dung|nhiem vu|viec|bao cao) (?:neu )?(?:tai|o) (?:diem|muc|khoan) \d/

/** Whether a paragraph gives items their times by their numbers. */
export function timesPoints({ words, marker }: Paragraph): boolean {
  const low = plain(words)
  return marker === undefined && opening.test(low) && own.test(low)
}

/** Gives the items named in such a paragraph their time, where they have none of their own that is a day. False when it names none of them. */
export function givePointsTheirTimes(paragraph: Paragraph, drafts: readonly Draft[], time: TimeContext): boolean {
  let found = false
  for (const part of paragraph.words.split(/;\s+/)) {
    const { rules } = deadlinesIn(part, time)
    if (rules.length === 0) continue
    const numbers = [...plain(part).matchAll(points)].flatMap(([, first = '', more = '']) => [
      first,
      ...(more.match(/\d{1,2}(?:\.\d{1,2})*/g) ?? []),
    ])
    for (const draft of drafts) {
      const number = /(?:mục|khoản|điểm) (?:[IVXA-H]+\.)*(\d[\d.]*)/u.exec(draft.path)?.[1]
      if (!numbers.some((one) => number === one || number?.startsWith(`${one}.`))) continue
      found = true
      if (!draft.rules.some((rule) => rule.kind === 'date' || rule.kind === 'period')) draft.rules = rules
    }
  }
  return found
}
