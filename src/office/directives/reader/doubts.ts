// What the officer has to look at: blanks in the header, units nobody knows, days that cannot be, times that are said twice.

import { writeDay } from '../../../lib/day.js'
import { shorten } from '../../../lib/vietnamese.js'
import { unitKey } from '../../communes/unit-key.js'
import type { Clause } from './clauses.js'
import { dayOf } from './json.js'
import { opensTask } from './openers.js'
import type { Parts } from './parts.js'
import { countWords, plain, quoted, withoutEnd } from './plain.js'
import type { Doubt, Reading, ReadOptions } from './reading.js'
import { everybody, type Walk } from './scope.js'
import { isGeneric } from './unit-names.js'
import { readUnit } from './units.js'

export function lettersDoubts(
  reading: Reading,
  walk: Walk,
  parts: Parts,
  scanned: string[],
  options: ReadOptions,
): Doubt[] {
  return [
    ...headerDoubts(reading, options),
    ...scanned.map((quote): Doubt => ({ code: 'doubt-scanned-header', args: {}, quote })),
    ...walk.doubts,
    ...taskDoubts(reading, walk, options),
    ...closingDoubts(parts, walk),
  ]
}

function headerDoubts(reading: Reading, options: ReadOptions): Doubt[] {
  const doubts: Doubt[] = []
  const top = reading.lines.slice(0, reading.body.line)
  const quote = (pattern: RegExp) => top.find((line) => pattern.test(plain(line))) ?? ''
  if (reading.number === null) doubts.push({ code: 'doubt-no-number', args: {}, quote: '' })
  else if (reading.number.startsWith('/'))
    doubts.push({ code: 'doubt-blank-number', args: { number: reading.number }, quote: quote(/^so|\bso\s*:/) })
  if (reading.date === null) {
    doubts.push(
      reading.datePartial === null
        ? { code: 'doubt-no-date', args: {}, quote: '' }
        : { code: 'doubt-blank-date', args: { date: reading.datePartial }, quote: quote(/ngay[\s\S]*thang[\s\S]*nam/) },
    )
  }
  const year = (reading.date ?? reading.datePartial)?.slice(0, 4)
  if (options.today && year !== undefined && year !== options.today.slice(0, 4)) {
    doubts.push({
      code: 'doubt-other-year',
      args: { year, thisYear: options.today.slice(0, 4) },
      quote: reading.date ? writeDay(reading.date) : '',
    })
  }
  if (reading.badOcr)
    doubts.push({
      code: 'doubt-bad-ocr',
      args: {},
      quote: shorten(reading.tasks[0]?.text ?? '', 120) || reading.lines.find(Boolean) || '',
    })
  return doubts
}

function taskDoubts(reading: Reading, walk: Walk, options: ReadOptions): Doubt[] {
  const doubts: Doubt[] = []
  const asked = new Set<string>()
  for (const [taskIndex, task] of reading.tasks.entries()) {
    for (const doubt of walk.drafts[taskIndex]?.doubts ?? []) doubts.push({ ...doubt, taskIndex })
    const periodic = task.deadlines.find(
      (rule) => rule.kind === 'recurring' && rule.cadences.some((cadence) => cadence.every === 'unstated'),
    )
    if (periodic)
      doubts.push({
        code: 'doubt-no-period',
        args: { words: periodic.words },
        quote: around(task.text, periodic.words),
        taskIndex,
      })
    if (options.knownUnits === undefined) continue
    for (const unit of task.namedUnits.length > 0 ? task.namedUnits : [task.unit]) {
      if (
        isGeneric(unit) ||
        /^các\s/iu.test(unit) ||
        walk.letter.book.known.has(unitKey(unit)) ||
        asked.has(unitKey(unit))
      )
        continue
      asked.add(unitKey(unit))
      doubts.push({ code: 'doubt-unknown-unit', args: { unit }, quote: task.unitWords, taskIndex })
    }
  }
  return doubts
}

/** A closing paragraph is no task, but a day in it must not get lost. */
function closingDoubts(parts: Parts, walk: Walk): Doubt[] {
  return parts.closing.flatMap((paragraph) => {
    // In a letter without items it may have become one.
    if (walk.drafts.some(({ line, end }) => line <= paragraph.line && paragraph.line < end)) return []
    const due = dayOf(paragraph.text, walk.letter.time)
    return due === undefined
      ? []
      : [{ code: 'doubt-closing-deadline', args: { date: due }, quote: shorten(paragraph.text, 300) }]
  })
}

function around(text: string, words: string): string {
  const at = text.indexOf(words)
  return at < 0 ? words : quoted(text, at, at + words.length, { before: 40, after: 40 })
}

const topic =
  /^(?:yeu cau|che do|ve |doi voi|cong tac|nhiem vu|to chuc thuc hien|thoi gian|kinh phi|noi dung|giai phap|mot so|cac |thong tin|bao cao|phan cong|trach nhiem|lo trinh|muc |ket qua|nhan luc|nguon|co so|ha tang|phu luc|khac|viec )/

/** Where headings are units, one that is neither a unit nor a topic is asked about: no unit is made up. */
export function doubtHeading(walk: Walk, clause: Clause, parent: Clause): void {
  const headings = parent.children.filter((child) => child.marker && child.children.length > 0)
  const units = headings.filter((child) => readUnit(child.words, walk.letter.book) !== undefined)
  const words = withoutEnd(clause.words, ':.')
  const low = plain(words)
  if (
    units.length < 2 ||
    units.length * 2 < headings.length ||
    countWords(words) > 12 ||
    topic.test(low) ||
    opensTask(low)
  )
    return
  const quote = `${clause.marker?.label ?? ''} ${words}`.trim()
  walk.doubts.push({ code: 'doubt-unknown-heading', args: { heading: words, unit: everybody }, quote })
}

/** A paragraph that was put together at a dash may have been two. */
export function joinedBullet(text: string): Doubt {
  return {
    code: 'doubt-joined-bullet',
    args: {},
    quote: quoted(text, text.length, text.length, { before: 120, after: 0 }),
  }
}
