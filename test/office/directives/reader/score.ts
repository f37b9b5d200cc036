// Compares a reading with the label of a letter: tasks by their first words, then unit, deadline, target, header.

import { fold, similarity } from '../../../../src/lib/vietnamese.js'
import { labelOfAll } from '../../../../src/office/directives/reader/json.js'
import type { Reading } from '../../../../src/office/directives/reader/reading.js'
import { nameKey } from '../../../../src/office/directives/reader/unit-names.js'

interface Due {
  kind: string
  value: string | null
}

export interface GoldTask {
  unit: string
  alt_units?: string[]
  text: string
  deadline: Due
  alt_deadlines?: Due[]
  target: string | null
  optional?: boolean
}

export interface Gold {
  is_directive: boolean
  number: string | null
  date: string | null
  date_partial?: string
  issuer?: string
  based_on?: string[]
  ocr?: boolean
  tasks: GoldTask[]
}

export interface Score {
  asked: number
  said: number
  found: number
  unit: number
  deadline: number
  stated: number
  statedRight: number
  target: number
  header: number
  headerRight: number
  kind: number
  kindRight: number
  /** What was wrong, for the failure's message. */
  wrong: string[]
}

export function scoreLetter(name: string, gold: Gold, reading: Reading): Score {
  const score: Score = {
    asked: 0,
    said: 0,
    found: 0,
    unit: 0,
    deadline: 0,
    stated: 0,
    statedRight: 0,
    target: 0,
    header: 0,
    headerRight: 0,
    kind: 1,
    kindRight: 0,
    wrong: [],
  }
  const say = (text: string) => score.wrong.push(`${name}: ${text}`)
  if (reading.isDirective === gold.is_directive) score.kindRight++
  else say(`isDirective ${reading.isDirective}`)
  if (!gold.is_directive) return score
  const header: [string, unknown, unknown][] = [
    ['number', gold.number, reading.number],
    ['date', gold.date, reading.date],
  ]
  if (gold.date_partial) header.push(['datePartial', gold.date_partial, reading.datePartial])
  if (gold.issuer) header.push(['issuer', gold.issuer, reading.issuer])
  if (gold.based_on) header.push(['basedOn', gold.based_on.join(), reading.basedOn.join()])
  for (const [field, right, said] of header) {
    score.header++
    if (right === said) score.headerRight++
    else say(`${field} ${said}, not ${right}`)
  }
  const taken = new Set<number>()
  for (const task of gold.tasks) {
    const at = reading.tasks.findIndex(
      (said, index) => !taken.has(index) && begins(said.text, task.text, gold.ocr === true),
    )
    if (at < 0) {
      if (!task.optional) {
        score.asked++
        say(`missed «${task.text}»`)
      }
      continue
    }
    taken.add(at)
    const said = reading.tasks[at]!
    if (task.optional) continue
    score.asked++
    score.found++
    if ([task.unit, ...(task.alt_units ?? [])].some((unit) => nameKey(unit) === nameKey(said.unit))) score.unit++
    else say(`«${task.text}» given to ${said.unit}, not ${task.unit}`)
    const due = labelOfAll(said.deadlines, reading.date)
    const right = [task.deadline, ...(task.alt_deadlines ?? [])].some(
      (one) => one.kind === due.kind && one.value === due.value,
    )
    if (right) score.deadline++
    else say(`«${task.text}» due ${JSON.stringify(due)}, not ${JSON.stringify(task.deadline)}`)
    if (task.deadline.kind !== 'none') {
      score.stated++
      if (right) score.statedRight++
    }
    if (said.target === task.target) score.target++
    else say(`«${task.text}» target ${said.target}, not ${task.target}`)
  }
  const optional = gold.tasks.filter((task) => task.optional).length
  score.said += score.found + Math.max(0, reading.tasks.length - taken.size)
  for (const [index, task] of reading.tasks.entries()) if (!taken.has(index)) say(`extra «${task.text.slice(0, 60)}»`)
  score.said = Math.max(score.found, score.said - Math.max(0, optional - taken.size))
  return score
}

function begins(said: string, gold: string, ocr: boolean): boolean {
  const right = fold(gold)
  const start = fold(said).slice(0, right.length)
  return ocr ? similarity(start, right) > 0.75 : start === right
}

export function add(scores: Score[]): Score {
  const [first, ...rest] = scores
  return rest.reduce(
    (sum, one) => ({
      asked: sum.asked + one.asked,
      said: sum.said + one.said,
      found: sum.found + one.found,
      unit: sum.unit + one.unit,
      deadline: sum.deadline + one.deadline,
      stated: sum.stated + one.stated,
      statedRight: sum.statedRight + one.statedRight,
      target: sum.target + one.target,
      header: sum.header + one.header,
      headerRight: sum.headerRight + one.headerRight,
      kind: sum.kind + one.kind,
      kindRight: sum.kindRight + one.kindRight,
      wrong: [...sum.wrong, ...one.wrong],
    }),
    first!,
  )
}
