// `Nhắc` and `Yêu cầu báo cáo`: recorded, at most once a day per person and piece of work, said in the unit's group (a common group
// or none: to the head in private). Asked for later, it is a chore that says only what is still unanswered then.
import type { Tx } from '../../../db/db.js'
import { dayOf, instantOf } from '../../../lib/day.js'
import { UserError } from '../../../lib/errors.js'
import { translator } from '../../../lib/i18n.js'
import { addChore, type ChoreKind } from '../../../post/chores.js'
import { ANSWER, queueMessage } from '../../../post/outbox.js'
import type { Actor } from '../../../talk/entry.js'
import { subjectOf } from '../../assignments/change.js'
import { showCard } from '../../assignments/screens.js'
import { needsReport } from '../../assignments/status.js'
import { lockAssignments, viewsOf } from '../../assignments/store.js'
import { listOpenUrges, type Presser, presserOf } from '../../assignments/urged.js'
import type { AssignmentView } from '../../assignments/view.js'
import { recordAll } from '../../trail/record.js'
import { headsOf } from '../address.js'
import { loadOffice } from '../morning.js'
import { channelsOf } from '../store.js'
import { urgeMessage } from './messages.js'
import { insertUrges, isUrgent, pressedSince } from './store.js'

/** How the unit heard: in its group, its head in private, or not at all: then the officer has to pass it on. */
export type Heard = 'group' | 'head' | 'nobody' | 'later'

export interface Pressed {
  works: AssignmentView[]
  heard: Heard
}

/** Presses one unit for its work. Throws a `UserError` when it has answered, or was pressed by this person today already. */
export async function pressUnit(
  tx: Tx,
  input: { actor: Actor; ids: readonly number[]; later?: Date | undefined },
  now: Date,
): Promise<Pressed> {
  const { actor, later } = input
  const { communeId, personId } = actor
  const presser = presserOf(actor)
  if (!presser) throw new UserError('talk-not-yours')
  const owing = (await lockAssignments(tx, communeId, input.ids)).filter((row) => needsReport(row.status))
  if (owing.length === 0) throw new UserError('reminders-urge-answered')
  const since = instantOf(dayOf(now))
  const pressed = await pressedSince(tx, { communeId, personId, ids: owing.map((row) => row.id), since })
  const ids = owing.filter((row) => !pressed.has(row.id)).map((row) => row.id)
  if (ids.length === 0) throw new UserError('reminders-urge-today')
  const urges = await insertUrges(tx, { communeId, personId, ids }, now)
  await recordAll(
    tx,
    ids.map((id) => ({
      communeId,
      subject: subjectOf(id),
      action: 'assignment.urge',
      actorId: personId,
      after: { as: presser, ...(later ? { notBefore: later.toISOString() } : {}) },
    })),
    now,
  )
  const works = ordered(await viewsOf(tx, communeId, ids), input.ids)
  const chairs = presser === 'leader' && actor.roles.includes('chairman')
  const order: UrgeOrder = { communeId, urges, presser, by: actor.name, ...(chairs ? { chairs } : {}) }
  if (!later) return { works, heard: await sayUrge(tx, order, now) }
  await addChore(tx, { kind: LATER, communeId, input: order, runAt: later }, now)
  return { works, heard: 'later' }
}

function ordered(views: readonly AssignmentView[], ids: readonly number[]): AssignmentView[] {
  return [...views].sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}

/** A pressing that is to be said; it must survive JSON. */
interface UrgeOrder {
  communeId: number
  /** `requests.id` */
  urges: number[]
  presser: Presser
  by: string
  /** It is the chairman who asks. */
  chairs?: boolean
}

/** Says it to the unit, for what is still unanswered. */
async function sayUrge(tx: Tx, order: UrgeOrder, now: Date): Promise<Heard> {
  const { communeId, presser, by, chairs = false } = order
  const open = await listOpenUrges(tx, communeId, order.urges)
  const ids = [...new Set(open.map((one) => one.assignmentId))]
  const works = (await viewsOf(tx, communeId, ids)).filter((view) => needsReport(view.status))
  const [first] = works
  if (!first) return 'nobody'
  const unitId = first.unit.id
  const office = await loadOffice(tx, communeId, now)
  const urge = { presser, by, chairs, works, today: dayOf(now), urgent: await isUrgent(tx, communeId, ids) }
  const key = `urge:${Math.min(...order.urges)}`
  const about = works.length === 1 ? { about: subjectOf(first.id) } : {}
  const group = office.groups.get(unitId)
  const all = headsOf(unitId, office)
  if (group && !group.common && !group.unreachable) {
    const channel = (await channelsOf(tx, [group.chatId])).get(group.chatId)
    const heads = all.filter((head) => head.channelId === channel)
    const { chatId, locale } = group
    await queueMessage(
      tx,
      {
        chatId,
        communeId,
        key: `${key}:${chatId}`,
        class: ANSWER,
        ...about,
        message: urgeMessage(translator(locale), { ...urge, heads }),
      },
      now,
    )
    if (works.length === 1) await showCard(tx, { chatId, locale, view: first, key: `${key}:card:${chatId}` }, now)
    return 'group'
  }
  const told = new Set<number>()
  for (const { chatId, locale } of all) {
    if (chatId === null || told.has(chatId)) continue
    told.add(chatId)
    const words = translator(locale ?? 'vi')
    await queueMessage(
      tx,
      {
        chatId,
        communeId,
        key: `${key}:${chatId}`,
        class: ANSWER,
        ...about,
        message: urgeMessage(words, { ...urge, heads: [] }),
      },
      now,
    )
    if (works.length === 1)
      await showCard(tx, { chatId, locale: locale ?? 'vi', view: first, key: `${key}:card:${chatId}` }, now)
  }
  return told.size > 0 ? 'head' : 'nobody'
}

const LATER = 'reminders.urge'

/** What was put off until the office opens. */
export const urgeChore: ChoreKind<UrgeOrder, object> = {
  kind: LATER,
  work: async () => ({}),
  finish: async (tx, chore, _result, now) => {
    await sayUrge(tx, chore.input, now)
  },
  failed: async () => {},
}
