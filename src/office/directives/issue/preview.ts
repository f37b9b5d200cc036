// Before a letter is issued: exactly what each group gets, and what still stands in the way.
import { action } from '../../../chat/action.js'
import { type Choice, type Message, plainText, type Span } from '../../../chat/message.js'
import { partsOf, writeDay } from '../../../lib/day.js'
import type { Translate } from '../../../lib/i18n.js'
import { cooperationMessage } from '../../assignments/cooperation/message.js'
import { type Asked, requestsOf } from '../../assignments/cooperation/store.js'
import type { ListChat } from '../../assignments/group-lists.js'
import { groupBy } from '../../assignments/grouping.js'
import { listLines } from '../../assignments/lists.js'
import { attachedMessage, previewFor } from '../../assignments/messages.js'
import type { AssignmentView, WorkView } from '../../assignments/view.js'
import { isDoubtful, keptTasks, lacksHeader, lacksNumber } from '../draft.js'
import { letterName, otherCommune } from '../letter.js'
import { isOld } from '../old.js'
import { missingHeader } from '../review/answer.js'
import { numberOf } from '../review/list.js'
import { joinLines, label, MOST_TEXT, rowsOf, type Screen, unitNames, type View } from '../screen.js'
import { succeedScreen, successionLines, unsettledCandidates, wholeRows } from '../succession/screen.js'
import { attachedWorks, cooperationOf, countLate, headerOf, issueAction, type PlannedWork } from './work.js'

/** Who gets what: a group with its units, or a unit that has none. */
export interface Receiver {
  /** The first of its units: names it in buttons. */
  key: number
  unitIds: number[]
  hasGroup: boolean
  common: boolean
  /** Its group gets nothing now; what is said waits. */
  unreachable: boolean
  items: WorkView[]
  /** Given before; it gets this letter's number too. */
  attached: AssignmentView[]
  /** Owed from the next period on by units that join. */
  later: WorkView[]
  /** What it is asked to cooperate in. */
  asked: Asked[]
}

/** Every group and unit without a group that has to do with the draft; `groups` are those of the units concerned. */
export function receiversOf(view: View, { now, later }: PlannedWork, groups: readonly ListChat[]): Receiver[] {
  const work = { items: now, later, attached: attachedWorks(view), asked: cooperationOf(view) }
  const kept = keptTasks(view.directive.draft)
  const concerned = new Set(kept.flatMap((task) => [...task.unitIds, ...task.coUnitIds]))
  const grouped = groups.flatMap((group): Receiver[] => {
    const unitIds = group.unitIds.filter((id) => concerned.has(id))
    const [key] = unitIds
    return key === undefined ? [] : [receiver(work, key, unitIds, group)]
  })
  const served = new Set(grouped.flatMap((one) => one.unitIds))
  const alone = view.units
    .filter((unit) => concerned.has(unit.id) && !served.has(unit.id))
    .map((unit) => receiver(work, unit.id, [unit.id]))
  return [...grouped, ...alone]
}

function receiver(
  work: Pick<Receiver, 'items' | 'later' | 'attached' | 'asked'>,
  key: number,
  unitIds: number[],
  group?: ListChat,
): Receiver {
  const own = <Work extends { unit: { id: number } }>(list: readonly Work[]) =>
    list.filter((one) => unitIds.includes(one.unit.id))
  const { items, later, attached, asked } = work
  return {
    key,
    unitIds,
    hasGroup: group !== undefined,
    common: group?.common ?? false,
    unreachable: group?.unreachable ?? false,
    items: own(items),
    later: own(later),
    attached: own(attached),
    asked: own(asked),
  }
}

/** What has to be settled first; undefined when the letter can be issued. */
export function obstacleScreen(view: View): Screen | undefined {
  const { directive, commune, t } = view
  const { id, version, draft } = directive
  const kept = keptTasks(draft)
  const title: Span[] = [{ bold: draft.kind === 'order' ? t('directives-order-title') : letterName(t, draft.header) }]
  const back: Choice = { label: t('directives-button-back'), action: action('draft.show', id) }
  if (kept.length === 0)
    return {
      spans: joinLines([title, t('directives-block-empty')], ''),
      choices: [[{ label: t('directives-button-tasks'), action: action('draft.list', id, 0) }, back]],
    }
  // By the view nobody's place is taken: all of it would be given once more.
  if (draft.decisions?.succeeds && !view.succession)
    return {
      spans: joinLines([title, t(`directives-block-gone-${draft.kind}`)], ''),
      choices: [
        [{ label: t(`directives-button-anew-${draft.kind}`), action: action('draft.apart', id, version) }],
        [back],
      ],
    }
  const homeless = kept.filter((task) => !task.unitIds.some((unitId) => view.units.some((unit) => unit.id === unitId)))
  const [first] = homeless
  if (first) {
    const numbers = homeless.map((task) => numberOf(view, task)).join(', ')
    return {
      spans: joinLines(
        [title, t('directives-block-no-unit', { count: homeless.length, numbers })],
        t('directives-more'),
      ),
      choices: [
        [{ label: t('directives-button-choose-unit'), action: action('draft.units', id, first.id, 'l') }],
        ...(kept.length > homeless.length
          ? [
              [
                {
                  label: label(t('directives-button-drop-unowned', { count: homeless.length })),
                  action: action('draft.dropUnowned', id, version),
                },
              ],
            ]
          : []),
        [{ label: t('directives-button-list'), action: action('draft.list', id, 0) }, back],
      ],
    }
  }
  const other = otherCommune(draft.header.issuer, commune.name)
  if (other && !draft.foreignAgreed)
    return {
      spans: joinLines([title, t('directives-block-foreign', { other, own: commune.name })], ''),
      choices: [
        [
          { label: t('directives-button-issue-anyway'), action: action('draft.ours', id, version), style: 'danger' },
          back,
        ],
      ],
    }
  const candidates = unsettledCandidates(view)
  const candidate = candidates.find((one) => one.sameNumber) ?? candidates[0]
  // Issued beside it, the old letter would stay in force.
  if (candidate) return succeedScreen(view, candidate)
  if (isOld(view) && !draft.decisions?.oldAgreed)
    return {
      spans: joinLines([title, t('directives-block-old', { year: draft.header.issuedOn?.slice(0, 4) ?? '' })], ''),
      choices: [
        [
          { label: t('directives-button-store'), action: action('draft.store', id, version), style: 'primary' },
          { label: t('directives-button-issue-anyway'), action: action('draft.oldAgreed', id, version, 'p') },
        ],
        [back],
      ],
    }
  if (lacksHeader(draft) && !draft.header.provisional)
    return {
      spans: joinLines([title, missingHeader(t, draft) ?? '', t('directives-block-header')], ''),
      choices: [
        [{ label: t('directives-button-header'), action: action('draft.askHeader', id) }],
        [{ label: t('directives-button-provisional'), action: action('draft.provisional', id, version, 'p') }],
        [back],
      ],
    }
  return undefined
}

/** All receivers on one screen; `Giao việc` on it issues this version and no other. */
export function previewScreen(view: View, work: PlannedWork, receivers: readonly Receiver[]): Screen {
  const { directive, t } = view
  const { id } = directive
  const more = t('directives-more')
  const head: (string | Span[])[] = [
    [{ bold: t('directives-preview-title') }],
    ...noteLines(view, work),
    ...unreachableLines(view, receivers),
    '',
  ]
  const room = MOST_TEXT - plainText(joinLines(head, more)).length - more.length
  const sections = receivers.map((one) => ({
    title: receiverLine(view, one),
    lines: [
      ...listLines(t, one.items, one),
      ...(one.later.length > 0 ? [t('directives-preview-later'), ...listLines(t, one.later, one)] : []),
      ...(one.attached.length > 0
        ? [
            t('directives-preview-attached', { count: one.attached.length }),
            ...listLines(t, one.attached, { common: one.common, days: true }),
          ]
        : []),
      ...cooperationMessages(t, one).flatMap(({ spans }) => plainText(spans).split('\n')),
    ],
  }))
  const size = sections.reduce(
    (sum, one) => sum + one.title.length + one.lines.reduce((all, line) => all + line.length + 1, 3),
    0,
  )
  const whole = size <= room
  const perSection = whole ? Infinity : 3
  const body = sections.flatMap(({ title, lines }): (string | Span[])[] => {
    const shown = lines.slice(0, perSection)
    const rest = lines.length - shown.length
    return [[{ bold: title }], ...shown, ...(rest > 0 ? [t('directives-preview-rest', { count: rest })] : []), '']
  })
  const opens = receivers.map((one) => ({
    label: label(t('directives-button-open-group', { units: unitNames(view, one.unitIds, true) })),
    action: action('draft.group', id, one.key, 0),
  }))
  return {
    spans: joinLines([...head, ...body], more),
    choices: [
      [
        { label: t('directives-button-issue'), action: issueAction(view, work), style: 'primary' },
        { label: t('directives-button-back'), action: action('draft.show', id) },
      ],
      ...wholeRows(view, 'p'),
      ...rowsOf(opens.slice(0, 60), receivers.length > 12 ? 4 : 2),
    ],
  }
}

function receiverLine(view: View, one: Receiver): string {
  const { t } = view
  const names = unitNames(view, one.unitIds, false)
  const units = one.hasGroup
    ? t(one.common ? 'directives-preview-common' : 'directives-preview-own', { units: names })
    : names
  if (one.items.length + one.later.length === 0 && one.attached.length > 0)
    return t('directives-preview-only-attached', { units })
  if (one.items.length === 0 && one.later.length > 0)
    return t(one.hasGroup ? 'directives-preview-group-later' : 'directives-preview-alone-later', { units })
  if (one.items.length === 0)
    return t(one.hasGroup ? 'directives-preview-group-cooperates' : 'directives-preview-alone-cooperates', { units })
  const line = t(one.hasGroup ? 'directives-preview-group' : 'directives-preview-alone', {
    units,
    count: one.items.length,
  })
  const carried = one.items.filter((item) => item.number !== undefined).length
  return carried > 0 ? `${line} (${t('directives-preview-carried', { count: carried })})` : line
}

/** Units whose groups get nothing now. */
function unreachableLines(view: View, receivers: readonly Receiver[]): string[] {
  const lost = receivers.filter((one) => one.unreachable).flatMap((one) => one.unitIds)
  return lost.length > 0 ? [view.t('directives-preview-unreachable', { units: unitNames(view, lost, false) })] : []
}

/** What has to be known of the groups that a task given by hand goes to: who else reads it, and who gets nothing now. */
export function orderLines(view: View, receivers: readonly Receiver[]): string[] {
  const common = receivers.filter((one) => one.common).flatMap((one) => one.unitIds)
  return [
    ...(common.length > 0 ? [view.t('directives-order-common', { units: unitNames(view, common, false) })] : []),
    ...unreachableLines(view, receivers),
    ...receivers.flatMap((one) => orderLaterLines(view, one)),
  ]
}

/** Who joins a duty when this period's day has passed, and by when it owes the next. */
function orderLaterLines(view: View, { later, hasGroup }: Receiver): string[] {
  return [...groupBy(later, (one) => one.legalDueOn)].map(([due, works]) => {
    const ids = works.map((one) => one.unit.id)
    const words = { units: unitNames(view, ids, false), day: due === null ? '' : writeDay(due) }
    return view.t(hasGroup ? 'directives-order-later' : 'directives-order-later-alone', words)
  })
}

/** What the officer should know although it does not stand in the way. */
function noteLines(view: View, work: PlannedWork): string[] {
  const { directive, t, today } = view
  const { draft } = directive
  const lines: string[] = []
  if (draft.kind === 'letter') lines.push(letterName(t, draft.header))
  if (draft.header.provisional)
    lines.push(
      t(lacksNumber(draft.header) ? 'directives-preview-provisional' : 'directives-preview-provisional-undated'),
    )
  const doubts = keptTasks(draft).filter(isDoubtful).length
  if (doubts > 0) lines.push(t('directives-preview-doubts', { count: doubts }))
  const count = work.now.filter((one) => one.number === undefined).length
  lines.push(count > 0 ? t('directives-preview-count', { count }) : t('directives-preview-none'))
  const late = countLate(work)
  if (late > 0) lines.push(t('directives-preview-late', { count: late }))
  const { issuedOn } = draft.header
  if (issuedOn && partsOf(issuedOn).year < partsOf(today).year)
    lines.push(t('directives-preview-old', { year: String(partsOf(issuedOn).year) }))
  lines.push(...successionLines(view))
  return lines
}

/** One for each of its units that is asked to cooperate. */
function cooperationMessages(t: Translate, { asked }: Receiver): Message[] {
  return requestsOf(asked).map((request) => cooperationMessage(t, request))
}

/** Exactly what one group gets, message by message. */
export function groupScreen(view: View, one: Receiver, page: number): Screen {
  const { directive, t } = view
  const messages: Message[] = [
    ...(one.items.length + one.later.length + one.attached.length + one.asked.length > 0
      ? previewFor(t, { header: headerOf(view), items: one.items, later: one.later, common: one.common })
      : []),
    ...(one.attached.length > 0 ? [attachedMessage(t, { items: one.attached, common: one.common })] : []),
    ...cooperationMessages(t, one),
  ]
  const at = Math.min(Math.max(0, page), Math.max(0, messages.length - 1))
  const shown = messages[at]
  const lines: (string | Span[])[] = [
    [{ bold: receiverLine(view, one) }],
    ...(messages.length > 1 ? [t('directives-preview-message', { number: at + 1, count: messages.length })] : []),
    ...(shown?.fileId === undefined ? [] : [t('directives-preview-file')]),
    '',
    ...(shown ? [shown.spans] : []),
  ]
  const turn: Choice[] = []
  if (at > 0) turn.push({ label: '◀', action: action('draft.group', directive.id, one.key, at - 1) })
  if (at < messages.length - 1) turn.push({ label: '▶', action: action('draft.group', directive.id, one.key, at + 1) })
  return {
    spans: joinLines(lines, t('directives-more')),
    choices: [
      ...(turn.length > 0 ? [turn] : []),
      [{ label: t('directives-button-back'), action: action('draft.preview', directive.id) }],
    ],
  }
}

/** After hours: at once, or when the office opens. */
export function afterHoursScreen(view: View, work: PlannedWork, opens: string): Screen {
  return hoursScreen(view.t, opens, {
    now: issueAction(view, work, 'issueNow'),
    later: issueAction(view, work, 'issueLater'),
    back: action('draft.preview', view.directive.id),
  })
}

/** The same for what was stopped. */
export function resumeHoursScreen({ directive: { id }, t }: View, opens: string): Screen {
  return hoursScreen(t, opens, {
    now: action('directive.resume', id, 'now'),
    later: action('directive.resume', id, 'later'),
    back: action('directive.state', id),
  })
}

function hoursScreen(t: Translate, opens: string, then: Record<'now' | 'later' | 'back', string>): Screen {
  return {
    spans: [t('directives-after-hours', { when: opens })],
    choices: [
      [
        { label: t('directives-button-now'), action: then.now },
        { label: label(opens), action: then.later, style: 'primary' },
      ],
      [{ label: t('directives-button-back'), action: then.back }],
    ],
  }
}
