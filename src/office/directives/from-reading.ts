// The first draft: what the reader found, with the commune's own units in it. Pure.
import { noSuchDayIn } from '../../calendar/no-such-day.js'
import type { Day } from '../../lib/day.js'
import { capitalised, shorten } from '../../lib/vietnamese.js'
import { type Draft, type DraftDoubt, type DraftTask, distinctRules, lacksDeadline } from './draft.js'
import { SUPERIOR_DOUBT } from './edits.js'
import type { Doubt, Reading, ReadTask } from './reader/reading.js'
import { isSuperior, meansCommune } from './superior.js'
import { cooperatingUnits, leadUnits, type UnitsKnown } from './units.js'

const LONGEST_TEXT = 4000
const LONGEST_QUOTE = 400
const LONGEST_DOUBT = 160

/** What the draft itself says of its number, its day and its units. */
const shownElsewhere = new Set([
  'doubt-no-number',
  'doubt-blank-number',
  'doubt-no-date',
  'doubt-blank-date',
  'doubt-unknown-unit',
])

/** `today` marks days that are already past. */
export function draftOf(reading: Reading, known: UnitsKnown, today: Day): Draft {
  const superior = isSuperior(reading.issuer, known.units)
  const read = reading.tasks.map((task, index) => draftTask(task, index, reading, known, today))
  const tasks = superior ? read.map((task) => forCommune(task, known)) : read
  return {
    kind: 'letter',
    header: {
      number: cut(reading.number, 50),
      issuedOn: reading.date,
      datePartial: reading.datePartial,
      issuer: cut(reading.issuer, 200),
      subject: cut(reading.subject, 500),
      basedOn: reading.basedOn.slice(0, 20),
      legalBasis: reading.legalBasis.slice(0, 20),
      urgency: reading.urgency,
      badOcr: reading.badOcr,
      provisional: false,
      ...(superior ? { superior } : {}),
    },
    doubts: reading.doubts
      .filter((one) => one.taskIndex === undefined && !shownElsewhere.has(one.code))
      .map((one) => draftDoubt(one)),
    tasks,
    nextTask: tasks.length + 1,
    trackingFor: null,
    trackingSettled: false,
    foreignAgreed: false,
    undo: [],
    editors: [],
  }
}

function draftTask(task: ReadTask, index: number, reading: Reading, known: UnitsKnown, today: Day): DraftTask {
  const lines = reading.lines
    .slice(task.place.line, task.place.end)
    .join(' ')
    .replace(/^\s*[-–+•*]\s*/, '')
    .trim()
  const quote = shorten(lines, LONGEST_QUOTE)
  const brief = shorten(lines, LONGEST_DOUBT)
  const lead = leadUnits({ words: task.unitWords, name: task.unit, named: task.namedUnits }, brief, known)
  const together = cooperatingUnits(task.coUnits, brief, known)
  const rules = rulesOf(task, index, reading)
  // Nothing is left to ask of a period that was found to be none.
  const settled = rules.length < task.deadlines.length ? 'doubt-no-period' : undefined
  const read = reading.doubts.filter(
    (one) => one.taskIndex === index && !shownElsewhere.has(one.code) && one.code !== settled,
  )
  const doubts = [...read.map((one) => draftDoubt(one)), ...lead.doubts]
  return {
    id: index + 1,
    clause: task.clause,
    // What stood behind its unit in the sentence begins a card now; what a scan may have got wrong stays as it is.
    text: shorten(reading.badOcr ? task.text : capitalised(task.text), LONGEST_TEXT),
    unitWords: shorten(task.unitWords || task.unit, 200),
    unitIds: lead.unitIds,
    coUnitIds: together.unitIds.filter((id) => !lead.unitIds.includes(id)),
    rules,
    inherited: task.inherited,
    trackingOn: null,
    target: cut(task.target, 300),
    product: cut(task.product, 300),
    area: task.area,
    optional: task.optional,
    dropped: task.optional,
    retyped: false,
    quote,
    doubts: [...doubts, ...together.doubts, ...timeDoubts(rules, doubts, brief, today)],
  }
}

/** Without a deadline; of a day that does not exist the letter's words are kept, for cards and reports to quote. */
function rulesOf(task: ReadTask, index: number, reading: Reading): DraftTask['rules'] {
  const rules = task.deadlines.length > 0 ? distinctRules(task.deadlines) : [{ kind: 'none' as const, words: '' }]
  if (!lacksDeadline({ rules })) return rules
  const wrong = reading.doubts.find((one) => one.taskIndex === index && one.code === 'doubt-no-such-day')
  const words = wrong && noSuchDayIn(wrong.quote)
  return words ? [{ kind: 'none', words }] : rules
}

/** A superior knows nothing of the commune's units: what is the commune's waits for one, what is others' is left aside. */
function forCommune(task: DraftTask, known: UnitsKnown): DraftTask {
  const words = task.unitWords
  const others = task.doubts.filter((one) => one.about !== 'unit' && one.about !== 'coUnit')
  const bare = { ...task, unitIds: [], coUnitIds: [] }
  if (!meansCommune(words, known.units)) return { ...bare, dropped: true, elsewhere: true, doubts: [] }
  const quote = shorten(task.quote, LONGEST_DOUBT)
  return { ...bare, doubts: [...others, { code: SUPERIOR_DOUBT, args: { words }, quote, about: 'unit' }] }
}

/** What only a look at today, or at the rule itself, brings up. */
function timeDoubts(rules: DraftTask['rules'], known: readonly DraftDoubt[], quote: string, today: Day): DraftDoubt[] {
  if (lacksDeadline({ rules }) || known.some((one) => one.about === 'deadline')) return []
  return rules.flatMap((rule): DraftDoubt[] => {
    if (rule.kind === 'recurring' && rule.cadences.every((one) => one.every === 'unstated'))
      return [{ code: 'directives-doubt-period', args: { words: rule.words }, quote, about: 'deadline' }]
    if ((rule.kind === 'date' || rule.kind === 'period') && rule.due < today)
      return [{ code: 'directives-doubt-past', args: { words: rule.words || rule.due }, quote, about: 'deadline' }]
    return []
  })
}

function draftDoubt(doubt: Doubt): DraftDoubt {
  return { code: doubt.code, args: doubt.args, quote: shorten(doubt.quote, LONGEST_DOUBT), about: aboutOf(doubt.code) }
}

function aboutOf(code: string): DraftDoubt['about'] {
  if (/co-?unit|cooperat/i.test(code)) return 'coUnit'
  if (/unit/i.test(code)) return 'unit'
  if (/deadline|day|date|year|time|period/i.test(code)) return 'deadline'
  if (/ocr|text|word/i.test(code)) return 'text'
  return 'other'
}

function cut(text: string | null, most: number): string | null {
  return text === null ? null : shorten(text, most)
}
