// Who may press a unit, and telling those who did once the unit answers. The pressing itself is the reminders' (`reminders/urge`).
import { and, asc, eq, inArray } from 'drizzle-orm'
import { action } from '../../chat/action.js'
import type { Choice } from '../../chat/message.js'
import type { Tx } from '../../db/db.js'
import { requests } from '../../db/schema/assignments.js'
import { chats } from '../../db/schema/people.js'
import { writeShortDay } from '../../lib/day.js'
import type { Translate } from '../../lib/i18n.js'
import { type Actor, leaderRoles, type Role, roles, unitRoles } from '../../talk/entry.js'
import { tellPeople } from '../people/notify.js'
import { listHolders, privateChats } from '../people/store.js'
import { groupBy } from './grouping.js'
import { needsReport } from './status.js'
import { viewsOf } from './store.js'
import type { AssignmentView } from './view.js'

/** `Nhắc` is the officer's, `Yêu cầu báo cáo` the leader's. */
export type Presser = 'officer' | 'leader'
export const pressers: readonly Role[] = ['officer', ...leaderRoles]

/** As what this person presses units, if at all. */
export function presserOf(actor: Pick<Actor, 'roles'>): Presser | undefined {
  if (actor.roles.some((role) => leaderRoles.includes(role))) return 'leader'
  return actor.roles.includes('officer') ? 'officer' : undefined
}

/** Who reads a card in private, and so which buttons it has. */
export interface CardReader {
  presser: Presser
  /** Also somebody who answers; a leader alone only looks on. */
  answers: boolean
}

export function readerOf(actor: Pick<Actor, 'roles'>): CardReader | undefined {
  const presser = presserOf(actor)
  if (!presser) return undefined
  return { presser, answers: actor.roles.some((role) => role === 'officer' || unitRoles.includes(role)) }
}

/** As what the owners of these private chats read cards; other chats are missing. */
export async function readersOf(
  tx: Tx,
  communeId: number,
  chatIds: readonly number[],
  now: Date,
): Promise<Map<number, CardReader>> {
  if (chatIds.length === 0) return new Map()
  const own = await tx
    .select({ id: chats.id })
    .from(chats)
    .where(and(inArray(chats.id, [...chatIds]), eq(chats.kind, 'private')))
  if (own.length === 0) return new Map()
  const holders = await listHolders(tx, communeId, roles, now)
  const addresses = await privateChats(tx, [...new Set(holders.map((holder) => holder.personId))])
  const found = new Map<number, CardReader>()
  for (const { chatId, personId } of addresses) {
    const held = holders.filter((holder) => holder.personId === personId).map((holder) => holder.role)
    const reader = readerOf({ roles: held })
    if (reader && own.some((chat) => chat.id === chatId)) found.set(chatId, reader)
  }
  return found
}

/** The button that presses the unit for one piece of work; none when there is nothing to press for. */
export function urgeRow(t: Translate, view: Pick<AssignmentView, 'id' | 'status'>, presser: Presser): Choice[] {
  if (!needsReport(view.status)) return []
  return [{ label: t(`assignments-button-urge-${presser}`), action: action('assignment.urge', view.id) }]
}

/** What the unit did, in the trail's words. */
export type AnswerKind =
  | 'accept'
  | 'start'
  | 'report'
  | 'finish'
  | 'delay'
  | 'maintain'
  | 'struggle'
  | 'difficulty'
  | 'extension'
const answers: readonly string[] = [
  'accept',
  'start',
  'report',
  'finish',
  'delay',
  'maintain',
  'struggle',
  'difficulty',
  'extension',
]

export function isAnswer(what: string): what is AnswerKind {
  return answers.includes(what)
}

/** Closes what was pressed for, and tells whoever pressed what the unit answered; not those who recorded it themselves. */
export async function settleUrges(
  tx: Tx,
  input: { communeId: number; ids: readonly number[]; what: string; byId?: number },
  now: Date,
): Promise<void> {
  const { communeId, ids, what } = input
  if (ids.length === 0 || !(isAnswer(what) || what === 'withdraw')) return
  const settled = await tx
    .update(requests)
    .set({ state: 'answered', decidedAt: now })
    .where(
      and(
        eq(requests.communeId, communeId),
        inArray(requests.assignmentId, [...ids]),
        eq(requests.kind, 'urge'),
        eq(requests.state, 'open'),
      ),
    )
    .returning({ id: requests.id, assignmentId: requests.assignmentId, askedBy: requests.askedBy })
  if (settled.length === 0 || !isAnswer(what)) return
  const urged = [...new Set(settled.map((row) => row.assignmentId))].sort((a, b) => a - b)
  const views = await viewsOf(tx, communeId, urged)
  for (const [personId, rows] of groupBy(settled, (row) => row.askedBy)) {
    if (personId === null) continue
    const mine = views.filter(
      (view) =>
        rows.some((row) => row.assignmentId === view.id) && (input.byId ?? view.statusBy?.personId) !== personId,
    )
    for (const [unit, own] of groupBy(mine, (view) => view.unit.name))
      await tellPeople(
        tx,
        {
          communeId,
          personIds: [personId],
          key: `urged:${Math.min(...rows.map((row) => row.id))}:${own[0]?.unit.id ?? 0}`,
          message: (t) => ({
            spans: [
              { bold: t('assignments-urged-told', { unit }) },
              ...own.map((view) => `\n${answerLine(t, view, what)}`),
            ],
            choices: [
              own.slice(0, 4).map((view) => ({
                label: t('assignments-button-show', { number: view.number }),
                action: action('assignment.show', view.id),
              })),
            ],
          }),
        },
        now,
      )
  }
}

function answerLine(t: Translate, view: AssignmentView, what: AnswerKind): string {
  const day =
    what === 'delay' && view.promisedOn
      ? `, ${t('assignments-urged-promised', { day: writeShortDay(view.promisedOn) })}`
      : ''
  return `#${view.number}: ${t(`assignments-trail-${what}`)}${day}`
}

/** The requests to press that are still open, by their ids; what was answered meanwhile is missing. */
export async function listOpenUrges(
  tx: Tx,
  communeId: number,
  ids: readonly number[],
): Promise<{ id: number; assignmentId: number }[]> {
  if (ids.length === 0) return []
  return tx
    .select({ id: requests.id, assignmentId: requests.assignmentId })
    .from(requests)
    .where(
      and(
        eq(requests.communeId, communeId),
        inArray(requests.id, [...ids]),
        eq(requests.kind, 'urge'),
        eq(requests.state, 'open'),
      ),
    )
    .orderBy(asc(requests.id))
}
