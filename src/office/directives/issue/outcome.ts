// What became of a letter that was issued: who got it, who has no group, who has not acknowledged it.
import { and, asc, eq, inArray, ne } from 'drizzle-orm'
import { action } from '../../../chat/action.js'
import type { Choice, Span } from '../../../chat/message.js'
import type { Tx } from '../../../db/db.js'
import { alsoAskedBy, assignments, tasks } from '../../../db/schema/assignments.js'
import { outbox } from '../../../db/schema/post.js'
import { dayOf, timeOf, writeDay } from '../../../lib/day.js'
import { shorten } from '../../../lib/vietnamese.js'
import { isComing } from '../../../post/outbox.js'
import type { ListChat } from '../../assignments/group-lists.js'
import { groupsOf, unitsWithoutGroup } from '../../assignments/screens.js'
import { momentText } from '../../communes/opening.js'
import { isIncomplete } from '../after/number.js'
import { chosenMoment, ofLetter } from '../after/sending.js'
import type { Draft } from '../draft.js'
import { directiveName, letterName } from '../letter.js'
import { askedBy, owedLater } from '../owed.js'
import { missingHeader } from '../review/answer.js'
import { oneLine } from '../review/list.js'
import { joinLines, label, rowsOf, type Screen, shortUnitName, unitName, type View } from '../screen.js'
import { type Directive, findDirective, personName } from '../store.js'
import { isInForce } from '../succession/family.js'
import { numberList } from '../succession/screen.js'
import { handedBy } from './by-hand.js'
import { type Delivery, deliveriesOf, fates } from './delivery.js'

interface Owed {
  id: number
  number: number
  unitId: number
  status: string
  createdAt: Date
}

/** Every assignment of a letter, or of a task given by hand; not what was withdrawn, or folded into other work by a merger. */
export async function liveOf(tx: Tx, directive: Directive): Promise<Owed[]> {
  const { communeId, id, draft } = directive
  if (draft.given && draft.given.length === 0) return []
  return tx
    .select({
      id: assignments.id,
      number: assignments.number,
      unitId: assignments.unitId,
      status: assignments.status,
      createdAt: assignments.createdAt,
    })
    .from(assignments)
    .innerJoin(tasks, and(eq(tasks.communeId, assignments.communeId), eq(tasks.id, assignments.taskId)))
    .where(
      and(
        eq(assignments.communeId, communeId),
        ne(assignments.status, 'withdrawn'),
        draft.given ? ofOrder(draft) : eq(tasks.directiveId, id),
      ),
    )
    .orderBy(asc(assignments.number))
}

/** Of a duty also the later periods; not what went over to the order that corrected this one. */
function ofOrder({ given = [], givenTasks = [] }: Draft) {
  return givenTasks.length > 0 ? inArray(tasks.id, givenTasks) : inArray(assignments.id, given)
}

/** The numbers of work given before that this letter asks for as well. */
async function tiedTo(tx: Tx, { communeId, id }: Directive): Promise<number[]> {
  const rows = await tx
    .selectDistinct({ number: assignments.number })
    .from(alsoAskedBy)
    .innerJoin(tasks, and(eq(tasks.communeId, alsoAskedBy.communeId), eq(tasks.id, alsoAskedBy.taskId)))
    .innerJoin(
      assignments,
      and(eq(assignments.communeId, alsoAskedBy.communeId), eq(assignments.id, alsoAskedBy.assignmentId)),
    )
    .where(and(eq(alsoAskedBy.communeId, communeId), eq(tasks.directiveId, id), ne(assignments.status, 'withdrawn')))
    .orderBy(asc(assignments.number))
  return rows.map((row) => row.number)
}

export async function outcomeScreen(tx: Tx, view: View): Promise<Screen> {
  return (await outcomeOf(tx, view)).screen
}

/** The same, and whether anything of it still waits to be sent. */
export async function outcomeOf(tx: Tx, view: View): Promise<{ screen: Screen; goingOut: boolean }> {
  const { directive, t } = view
  const { id, communeId, draft } = directive
  const owed = await liveOf(tx, directive)
  const inForce = isInForce(directive)
  const asked = inForce ? await askedBy(tx, directive) : []
  const later = inForce ? await owedLater(tx, directive) : []
  const freed = (inForce ? await handedBy(tx, directive) : undefined)?.freed ?? new Map<number, number[]>()
  const concerned = [...new Set([...owed.map((one) => one.unitId), ...[...asked, ...later].map((one) => one.unit.id)])]
  const groups = await groupsOf(tx, communeId, concerned)
  const deliveries = await deliveriesOf(tx, { directive, works: owed, groups }, view.now)
  const alone = await unitsWithoutGroup(tx, communeId, [...concerned, ...freed.keys()])
  const silent = owed.filter((one) => one.status === 'unanswered').length
  const lines: (string | Span[])[] = [[{ bold: await titleOf(tx, view) }]]
  if (draft.kind === 'order') lines.push(shorten(oneLine(draft.tasks[0]?.text ?? ''), 400))
  // What is older than the letter came over from the one whose place it took.
  const { issuedAt } = directive
  const kept = issuedAt ? owed.filter((one) => one.createdAt < issuedAt).length : 0
  const sum = { count: owed.length, units: new Set(owed.map((one) => one.unitId)).size }
  const tied = inForce && draft.kind === 'letter' ? await tiedTo(tx, directive) : []
  if (owed.length === 0 && tied.length === 0)
    lines.push(t(asked.length > 0 ? 'directives-issued-sum-asked' : 'directives-issued-sum-none'))
  else if (owed.length > 0)
    lines.push(kept > 0 ? t('directives-issued-sum-kept', { ...sum, kept }) : t('directives-issued-sum', sum))
  if (tied.length > 0) lines.push(t('directives-issued-attached', { count: tied.length, numbers: numberList(tied) }))
  const lineOf = (ids: readonly number[]) => {
    const unit = ids.map((unitId) => unitName(view, unitId)).join(', ')
    const count = owed.filter((one) => ids.includes(one.unitId)).length
    const items = asked.filter((one) => ids.includes(one.unit.id)).length
    const what = count > 0 ? (items > 0 ? 'unit-asked' : 'unit') : items > 0 ? 'asked' : 'later'
    const gone = ids.flatMap((unitId) => freed.get(unitId) ?? [])
    if (what === 'later' && gone.length > 0) return t('directives-issued-freed', { unit, numbers: numberList(gone) })
    return t(`directives-issued-${what}`, { unit, count, items })
  }
  const ownOf = (group: ListChat) => group.unitIds.filter((unitId) => concerned.includes(unitId))
  const of = (group: ListChat) => deliveries.byChat.get(group.chatId)
  for (const fate of fates) {
    const these = groups.filter((group) => of(group)?.fate === fate)
    if (these.length > 0) lines.push('', t(`directives-issued-groups-${fate}`))
    for (const group of these) lines.push(lineOf(ownOf(group)) + markOf(view, group, of(group)))
  }
  if (alone.length > 0) {
    lines.push('', t('directives-issued-alone'))
    for (const unitId of alone) lines.push(lineOf([unitId]))
  }
  lines.push(...(await fateLines(tx, view)))
  const { sent, waiting } = draft.kind === 'letter' ? deliveries : { sent: 0, waiting: 0 }
  const { opens } = deliveries
  if (draft.paused) lines.push('', t('directives-paused', { sent }), ...pausedLines(view))
  else if (opens)
    lines.push(
      '',
      t(sent > 0 ? 'directives-sending-rest' : 'directives-sending-later', {
        sent,
        count: deliveries.waiting,
        when: momentText(t, opens),
      }),
    )
  else if (waiting > 0) lines.push('', t('directives-sending', { sent, waiting }))
  const missing = isIncomplete(directive) ? missingHeader(t, draft) : undefined
  if (missing) lines.push('', t('directives-number-missing', { missing }))
  if (silent === 0 && owed.length > 0) lines.push('', t('directives-all-acknowledged'))
  const missed = groups.filter((group) => ['held', 'refused', 'unknown', 'none'].includes(of(group)?.fate ?? 'sent'))
  const handed = inForce ? [...new Set([...alone, ...missed.flatMap(ownOf)])] : []
  const copies = handed.slice(0, 30).map(
    (unitId): Choice => ({
      label: label(
        handed.length === 1
          ? t('directives-button-copy')
          : t('directives-button-copy-unit', { unit: shortUnitName(view, unitId) }),
      ),
      action: action('directive.copy', id, unitId),
    }),
  )
  const screen = {
    spans: joinLines(lines, t('directives-more')),
    choices: [
      ...rowsOf(copies, 1),
      ...(silent > 0 ? [[{ label: t('directives-button-silent'), action: action('directive.silent', id) }]] : []),
      ...letterRows(view, waiting),
    ],
  }
  return { screen, goingOut: deliveries.goingOut }
}

/** When what was stopped will go out, if it goes on now. */
function pausedLines({ directive, now, t }: View): string[] {
  const until = chosenMoment(directive, now)
  return until ? [t('directives-paused-until', { when: momentText(t, until) })] : []
}

/** That others read in the group as well, and what of a letter is missing there. */
function markOf({ t }: View, group: ListChat, delivery: Delivery | undefined): string {
  const marks = group.common ? [t('directives-issued-common')] : []
  if (delivery?.fate === 'refused' && delivery.partly)
    marks.push(
      delivery.refused.length > 0
        ? t('directives-issued-missing', { numbers: numberList(delivery.refused) })
        : t('directives-issued-missing-some'),
    )
  return marks.length > 0 ? ` (${marks.join('; ')})` : ''
}

/** Does anything of it still wait, be it for its turn or for a group to be there again? */
export async function isGoingOut(tx: Tx, directive: Directive): Promise<boolean> {
  const { communeId, id: directiveId } = directive
  const ids = (await liveOf(tx, directive)).map((one) => one.id)
  const [row] = await tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(ofLetter(tx, { communeId, directiveId, ids }), isComing))
    .limit(1)
  return row !== undefined
}

/** What can be done with the letter itself, or with the task given by hand, as long as it is in force. */
function letterRows({ directive, t }: View, waiting: number): Choice[][] {
  if (!isInForce(directive)) return []
  const { id, draft } = directive
  const button = (what: string, name: string, ...args: string[]): Choice => ({
    label: t(`directives-button-${what}`),
    action: action(`directive.${name}`, id, ...args),
  })
  const recall: Choice[] = [{ ...button('recall', 'recall'), style: 'danger' }]
  if (draft.kind === 'order') return [[button('corrects', 'amend')], recall]
  const rows: Choice[][] = []
  if (draft.paused) rows.push([button('resume', 'resume')])
  else if (waiting > 0) rows.push([button('stop', 'stop'), button('refresh', 'state')])
  if (isIncomplete(directive)) rows.push([button('header', 'number')])
  return [...rows, [button('replaces', 'change', 'replaces'), button('corrects', 'change', 'corrects')], recall]
}

/** That another letter took its place. */
async function fateLines(tx: Tx, { directive, t }: View): Promise<string[]> {
  const { fate } = directive.draft
  if (fate?.kind !== 'replaced' && fate?.kind !== 'corrected') return []
  const next = await findDirective(tx, directive.communeId, fate.by)
  if (!next) return []
  const name = directiveName(t, next.draft)
  if (directive.draft.kind === 'letter') return ['', t(`directives-fate-${fate.kind}`, { next: name })]
  const same = name === directiveName(t, directive.draft)
  return ['', t(same ? 'directives-fate-amended' : 'directives-fate-corrected', { next: name })]
}

async function titleOf(tx: Tx, view: View): Promise<string> {
  const { directive, t } = view
  if (directive.draft.kind === 'order') return t('directives-order-given')
  const name = letterName(t, directive.draft.header)
  const at = directive.issuedAt
  if (!at || directive.issuedBy === null) return t('directives-issued', { name })
  return t('directives-issued-by', {
    name,
    by: await personName(tx, directive.issuedBy),
    when: `${timeOf(at)} ${writeDay(dayOf(at))}`,
  })
}

/** `Đơn vị chưa nhận`: unit by unit what nobody has acknowledged. */
export async function silentScreen(tx: Tx, view: View): Promise<Screen> {
  const { directive, t } = view
  const owed = await liveOf(tx, directive)
  const lines: (string | Span[])[] = [[{ bold: t('directives-silent-title') }]]
  const urges: Choice[] = []
  for (const unit of view.units) {
    const mine = owed.filter((one) => one.unitId === unit.id)
    const silent = mine.filter((one) => one.status === 'unanswered')
    if (silent.length === 0) continue
    const numbers = silent.map((one) => `#${one.number}`)
    const shown = numbers.slice(0, 20).join(', ')
    urges.push({
      label: label(t('assignments-urge-unit-officer', { unit: unit.shortName, count: silent.length })),
      action: action('urge.silent', directive.id, unit.id),
    })
    lines.push(
      t('directives-silent-unit', {
        unit: unit.name,
        count: silent.length,
        all: mine.length,
        numbers: numbers.length > 20 ? t('directives-and-more', { shown, count: numbers.length - 20 }) : shown,
      }),
    )
  }
  if (lines.length === 1) lines.push(t('directives-all-acknowledged'))
  return {
    spans: joinLines(lines, t('directives-more')),
    choices: [
      ...rowsOf(urges.slice(0, 30), 2),
      [{ label: t('directives-button-back'), action: action('draft.show', directive.id) }],
    ],
  }
}
