// The answer to a letter: what it is, how many tasks it gives to whom, and what is not sure. Pure.
import { action } from '../../../chat/action.js'
import type { Choice, Span } from '../../../chat/message.js'
import { writeDay } from '../../../lib/day.js'
import { isKey, type Translate } from '../../../lib/i18n.js'
import { shorten } from '../../../lib/vietnamese.js'
import { writeLetter } from '../../assignments/words.js'
import { numberKey } from '../attach/match.js'
import { taskTimeText } from '../deadline.js'
import {
  type Draft,
  type DraftDoubt,
  type DraftHeader,
  type DraftTask,
  isDoubtful,
  keptTasks,
  lacksDeadline,
  lacksNumber,
  sumUp,
  tasksWithoutTime,
} from '../draft.js'
import { attachedWorks, countLate, issueAction, workOf } from '../issue/work.js'
import { letterName, otherCommune } from '../letter.js'
import { isOld } from '../old.js'
import { joinLines, label, type Screen, unitNames, type View } from '../screen.js'
import { succeedRows, successionLines, unsettledCandidates } from '../succession/screen.js'
import { namesCommune } from '../superior.js'
import { isFolded } from './fold.js'

const MOST_DOUBTS = 6

/** `notes`: what has to be known of the groups that a task given by hand goes to. */
export function answerScreen(view: View, notes: readonly string[] = []): Screen {
  const { directive, t } = view
  const { draft } = directive
  if (draft.kind === 'order') return orderScreen(view, notes)
  const lines: (string | Span[])[] = [[{ bold: letterName(t, draft.header) }], ...headerLines(view)]
  lines.push('', [{ bold: sumText(view) }])
  const optional = draft.tasks.filter((one) => one.optional && one.dropped).length
  if (optional > 0) lines.push(t('directives-optional', { count: optional }))
  lines.push(...letterLines(view), ...timeLines(view), ...doubtLines(view))
  return { spans: joinLines(lines, t('directives-more')), choices: answerChoices(view) }
}

/** `18 nhiệm vụ, 34 lượt giao cho 5 đơn vị`; and how much work that will be, where a task has several deadlines. */
function sumText(view: View): string {
  const { t, directive } = view
  const { tasks, turns, units } = sumUp(directive.draft)
  const works = workOf(view).now.length
  const sum = t('directives-sum', { tasks, turns, units })
  return works > turns ? `${sum} ${t('directives-sum-works', { works })}` : sum
}

function headerLines(view: View): string[] {
  const { t, commune, directive } = view
  const { header } = directive.draft
  const lines: string[] = []
  if (header.subject) lines.push(shorten(header.subject, 400))
  if (header.issuer) lines.push(t('directives-issuer', { issuer: header.issuer }))
  const basedOn = header.basedOn.filter((number) => !isSucceeded(view, number))
  if (basedOn.length > 0) lines.push(t('directives-based-on', { numbers: someOf(t, basedOn) }))
  if (header.legalBasis.length > 0) lines.push(t('directives-legal-basis', { numbers: someOf(t, header.legalBasis) }))
  if (header.urgency) lines.push(t(`directives-urgency-${header.urgency}`))
  const missing = missingHeader(t, directive.draft)
  if (missing) lines.push(header.provisional ? provisionalText(t, header, missing) : missing)
  const other = otherCommune(header.issuer, commune.name)
  if (other) lines.push(t('directives-other-commune', { other, own: commune.name }))
  return lines
}

function provisionalText(t: Translate, header: DraftHeader, missing: string): string {
  return t(lacksNumber(header) ? 'directives-provisional' : 'directives-provisional-undated', { missing })
}

/** "Chưa có số và ngày văn bản." */
export function missingHeader(t: Translate, draft: Draft): string | undefined {
  const number = lacksNumber(draft.header)
  const day = draft.header.issuedOn === null
  if (draft.kind === 'order' || (!number && !day)) return undefined
  return t(number && day ? 'directives-missing-both' : number ? 'directives-missing-number' : 'directives-missing-day')
}

/** A correction names the letter it corrects: it does not carry it out. */
function isSucceeded(view: View, number: string): boolean {
  const old = [view.succession?.old.number, ...unsettledCandidates(view).map((one) => one.number)]
  return old.some((one) => one != null && numberKey(one) === numberKey(number))
}

function someOf(t: Translate, list: readonly string[]): string {
  const shown = list.slice(0, 3).join(', ')
  return list.length > 3 ? t('directives-and-more', { shown, count: list.length - 3 }) : shown
}

/** How the letter stands to others: from above, carrying one out, taking the place of one. */
function letterLines(view: View): string[] {
  const { directive, t } = view
  const { draft } = directive
  const lines: string[] = []
  if (draft.header.superior) {
    lines.push(t('directives-superior'))
    const elsewhere = draft.tasks.filter((one) => one.elsewhere && one.dropped).length
    if (elsewhere > 0) lines.push(t('directives-elsewhere', { count: elsewhere }))
  }
  const attached = attachedWorks(view)
  if (attached.length > 0) {
    const letters = [...new Set(attached.map((work) => (work.letter ? writeLetter(t, work.letter) : '')))]
    lines.push(t('directives-attached', { count: attached.length, letters: letters.join('; ') }))
  }
  return [...lines, ...successionLines(view)]
}

function timeLines({ directive, t }: View): string[] {
  const { draft } = directive
  const undated = keptTasks(draft).filter((one) => lacksDeadline(one))
  const open = tasksWithoutTime(draft).length
  const lines: string[] = []
  if (open > 0) lines.push(t('directives-undated', { count: open }))
  if (undated.length > open)
    lines.push(
      draft.trackingFor
        ? t('directives-tracked', { count: undated.length - open, day: writeDay(draft.trackingFor) })
        : t('directives-tracked-own', { count: undated.length - open }),
    )
  return lines
}

/** Doubts first of the letter, then of its tasks; what several tasks have in common is said once. */
function doubtLines({ directive, t }: View): string[] {
  const { draft } = directive
  const heaps = new Map<string, { doubt: DraftDoubt; numbers: number[] }>()
  const add = (doubt: DraftDoubt, number?: number) => {
    const key = JSON.stringify([doubt.code, doubt.args, Object.keys(doubt.args).length > 0 ? '' : doubt.quote])
    const heap = heaps.get(key) ?? { doubt, numbers: [] }
    heaps.set(key, { doubt, numbers: number === undefined ? heap.numbers : [...heap.numbers, number] })
  }
  for (const doubt of draft.doubts) add(doubt)
  for (const [index, task] of draft.tasks.entries()) {
    if (!isDoubtful(task)) continue
    for (const doubt of task.doubts) add(doubt, index + 1)
    if (task.doubts.length === 0) add(unitMissing(task), index + 1)
  }
  const all = [...heaps.values()]
  if (all.length === 0) return []
  const lines = all
    .slice(0, MOST_DOUBTS)
    .map(({ doubt, numbers }) => `– ${placeText(t, numbers)}${doubtText(t, doubt)}`)
  const rest = all.length - lines.length
  return [
    '',
    t('directives-doubts', { count: all.length }),
    ...lines,
    ...(rest > 0 ? [t('directives-doubts-rest', { count: rest })] : []),
  ]
}

function unitMissing(task: DraftTask): DraftDoubt {
  return { code: 'directives-doubt-unit-missing', args: {}, quote: shorten(task.text, 120), about: 'unit' }
}

function placeText(t: Translate, numbers: readonly number[]): string {
  const [first] = numbers
  if (first === undefined) return ''
  if (numbers.length === 1) return `${t('directives-task-number', { number: first })}: `
  const shown = numbers.slice(0, 8).join(', ')
  return `${t('directives-task-numbers', { numbers: numbers.length > 8 ? `${shown}…` : shown })}: `
}

/** A doubt in words, with the letter's own words behind it. */
export function doubtText(t: Translate, doubt: DraftDoubt): string {
  const words = isKey(doubt.code) ? t(doubt.code, doubt.args) : t('directives-doubt')
  const quote = shorten(doubt.quote.trim(), 120)
  return quote === '' || words.includes(quote) ? words : `${words} “${quote}”`
}

function answerChoices(view: View): Choice[][] {
  const { directive, t, matches } = view
  const { id, version, draft } = directive
  const undated = tasksWithoutTime(draft).length
  const rows: Choice[][] = [
    [
      {
        label: t('directives-button-tasks'),
        action: isFolded(draft) ? action('draft.fold', id) : action('draft.list', id, 0),
      },
      { label: t('directives-button-issue'), action: action('draft.preview', id), style: 'primary' },
    ],
  ]
  if (lacksNumber(draft.header) || draft.header.issuedOn === null)
    rows.push([{ label: t('directives-button-header'), action: action('draft.askHeader', id) }])
  if (undated > 0 && !draft.trackingSettled)
    rows.push([{ label: label(t('directives-button-times', { count: undated })), action: action('draft.times', id) }])
  else if (draft.trackingSettled && keptTasks(draft).some((one) => lacksDeadline(one)))
    rows.push([{ label: t('directives-button-times-again'), action: action('draft.times', id) }])
  const unowned = keptTasks(draft).find((one) => one.unitIds.length === 0)
  if (draft.header.superior && unowned)
    rows.unshift([
      {
        label: t('directives-button-choose-unit'),
        action: action('draft.units', id, unowned.id, 'l'),
        style: 'primary',
      },
    ])
  if (matches.list.length > 0)
    rows.push([
      { label: t('directives-button-matches', { count: matches.list.length }), action: action('draft.matches', id) },
    ])
  rows.push(...succeedRows(view), ...storeRows(view))
  const last: Choice[] = []
  if (draft.undo.length > 0)
    last.push({ label: t('directives-button-undo'), action: action('draft.undo', id, version, 'a') })
  last.push({ label: t('directives-button-cancel'), action: action('draft.cancel', id, version), style: 'danger' })
  rows.push(last)
  return rows
}

/** A letter of last year is offered `Chỉ lưu` or `Vẫn giao`; a superior's may be kept until the commune's own comes. */
function storeRows(view: View): Choice[][] {
  const { directive, t } = view
  const { id, version, draft } = directive
  const store: Choice = { label: t('directives-button-store'), action: action('draft.store', id, version) }
  const toggle: Choice[] = mayBeSuperior(view)
    ? [
        {
          label: t(draft.header.superior ? 'directives-button-not-superior' : 'directives-button-superior'),
          action: action('draft.superior', id, version, draft.header.superior ? 0 : 1),
        },
      ]
    : []
  if (isOld(view) && !draft.decisions?.oldAgreed)
    return [
      [store, { label: t('directives-button-issue-anyway'), action: action('draft.oldAgreed', id, version) }],
      ...(toggle.length > 0 ? [toggle] : []),
    ]
  if (draft.header.superior) return [[store, ...toggle]]
  return toggle.length > 0 ? [toggle] : []
}

/** The letterhead does not say that it is the commune's own. */
function mayBeSuperior({ directive }: View): boolean {
  const { issuer, superior } = directive.draft.header
  return superior === true || (issuer !== null && !namesCommune(issuer))
}

/** A task given by hand: what was understood of it. */
function orderScreen(view: View, notes: readonly string[]): Screen {
  const { directive, t } = view
  const { id, version, draft } = directive
  const task = draft.tasks[0]
  const lines: (string | Span[])[] = [[{ bold: t('directives-order-title') }]]
  if (task) {
    const units = unitNames(view, task.unitIds, false)
    lines.push(shorten(task.text, 3000))
    lines.push(t('directives-lead', { units: units === '' ? t('directives-no-unit') : units }))
    if (task.coUnitIds.length > 0)
      lines.push(t('directives-cooperating', { units: unitNames(view, task.coUnitIds, false) }))
    lines.push(t('directives-deadline', { deadline: taskTimeText(t, draft, task) }))
    if (task.target) lines.push(t('directives-target', { target: task.target }))
    if (draft.header.urgency) lines.push(t(`directives-urgency-${draft.header.urgency}`))
    for (const doubt of task.doubts) lines.push(`– ${doubtText(t, doubt)}`)
  }
  const work = workOf(view)
  const late = countLate(work)
  if (late > 0) lines.push(t('directives-preview-late', { count: late }))
  lines.push(...notes, ...successionLines(view))
  return {
    spans: joinLines(lines, t('directives-more')),
    choices: [
      [
        { label: t('directives-button-issue'), action: issueAction(view, work), style: 'primary' },
        { label: t('directives-button-edit'), action: action('draft.task', id, task?.id ?? 1) },
        { label: t('directives-button-cancel'), action: action('draft.cancel', id, version), style: 'danger' },
      ],
    ],
  }
}
