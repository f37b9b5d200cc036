// What the platform took of a letter's messages, or of a task's cards, group by group: only that was passed on.
import { and, asc, inArray, like } from 'drizzle-orm'
import type { Tx } from '../../../db/db.js'
import { outbox } from '../../../db/schema/post.js'
import { cardSlot } from '../../assignments/cards.js'
import type { ListChat } from '../../assignments/group-lists.js'
import { groupBy } from '../../assignments/grouping.js'
import { ofLetter } from '../after/sending.js'
import type { Directive } from '../store.js'

/**
 * `sent`: the platform took all of it. `waiting`: its turn has not come. `stopped`: taken back by `Dừng gửi`. `held`: the group gets
 * nothing now. `refused`: the platform will not take some of it. `unknown`: nobody knows whether it arrived. `none`: nothing of it was
 * ever said there, as in a group that came later. `done`: neither, and by then all of it was done.
 */
export const fates = ['sent', 'waiting', 'stopped', 'held', 'refused', 'unknown', 'none', 'done'] as const
export type Fate = (typeof fates)[number]

export interface Delivery {
  fate: Fate
  /** Numbers of the work whose own messages were refused. */
  refused: number[]
  /** Some of it arrived. */
  partly: boolean
}

type State = 'sent' | 'waiting' | 'held' | 'refused' | 'unknown'

export interface Deliveries {
  byChat: ReadonlyMap<number, Delivery>
  /** How many messages went out, and how many wait for their turn. */
  sent: number
  waiting: number
  /** What waits is not to go out before this moment. */
  opens: Date | undefined
  /** Something still waits, be it for its turn or for a group to be there again. */
  goingOut: boolean
}

/** For each of the groups what became of what was said there. Of a message that was forgotten the row says so still. */
export async function deliveriesOf(
  tx: Tx,
  input: {
    directive: Directive
    works: readonly { id: number; number: number; unitId: number; status: string }[]
    groups: readonly ListChat[]
  },
  now: Date,
): Promise<Deliveries> {
  const { works, groups, directive } = input
  const { id: directiveId, communeId } = directive
  const { kind, paused } = directive.draft
  const rows = await tx
    .select({
      chatId: outbox.chatId,
      key: outbox.key,
      slot: outbox.slot,
      state: outbox.state,
      unknowns: outbox.unknowns,
      notBefore: outbox.notBefore,
    })
    .from(outbox)
    .where(ofLetter(tx, { communeId, directiveId, ids: works.map((work) => work.id) }))
    .orderBy(asc(outbox.id))
  const rowsOf = groupBy(rows, (row) => row.chatId)
  const unsaid = groups.filter((group) => !rowsOf.has(group.chatId))
  const openList = kind === 'order' && unsaid.length > 0 ? await withOpenList(tx, unsaid) : new Set<number>()
  const byChat = new Map(
    groups.map((group) => {
      const mine = works.filter((work) => group.unitIds.includes(work.unitId))
      const said = groupBy(rowsOf.get(group.chatId) ?? [], (row) => row.slot ?? row.key)
      const states = new Map([...said].flatMap(([name, all]) => stateOf(all, group).map((state) => [name, state])))
      const has = (state: State) => [...states.values()].includes(state)
      const shown = (id: number) => states.get(cardSlot(id)) === 'sent'
      const listed = [...states.keys()].some((name) => name.startsWith(`list:${directiveId}:`))
      const whole = states.get(`header:${directiveId}`) === 'sent' && (listed || mine.every((work) => shown(work.id)))
      const isStopped = paused === true ? !whole : (paused?.includes(group.chatId) ?? false)
      // What is done is not said anew in a group that came later.
      const isOwed = mine.length === 0 || mine.some((work) => work.status !== 'done')
      const isSaid = states.size > 0 || openList.has(group.chatId)
      const fate: Fate = has('refused')
        ? 'refused'
        : has('held')
          ? 'held'
          : has('unknown')
            ? 'unknown'
            : has('waiting')
              ? 'waiting'
              : isStopped
                ? 'stopped'
                : isSaid
                  ? 'sent'
                  : isOwed
                    ? 'none'
                    : 'done'
      const refused = mine.filter((work) => states.get(cardSlot(work.id)) === 'refused').map((work) => work.number)
      return [group.chatId, { fate, refused, partly: has('sent') }]
    }),
  )
  const count = (...of: string[]) => rows.filter((row) => of.includes(row.state)).length
  const waiting = count('queued', 'sending')
  const opens = opensAt(
    rows.filter((row) => row.state === 'queued' || row.state === 'sending'),
    now,
  )
  return { byChat, sent: count('sent'), waiting, opens, goingOut: waiting + count('held') > 0 }
}

/** The first moment at which any of these goes out, when that is still to come for all of them. */
function opensAt(rows: readonly { notBefore: Date | null }[], now: Date): Date | undefined {
  const moments = rows.flatMap(({ notBefore }) => (notBefore && notBefore > now ? [notBefore.getTime()] : []))
  return moments.length > 0 && moments.length === rows.length ? new Date(Math.min(...moments)) : undefined
}

/** Groups that came later and were told of much work given by hand in one list. */
async function withOpenList(tx: Tx, groups: readonly ListChat[]): Promise<Set<number>> {
  const chatIds = groups.map((group) => group.chatId)
  const rows = await tx
    .selectDistinct({ chatId: outbox.chatId })
    .from(outbox)
    .where(and(inArray(outbox.chatId, chatIds), like(outbox.slot, 'list:0:%')))
  return new Set(rows.map((row) => row.chatId))
}

/** Of all that was said in one place, the oldest first. It was shown once the platform took any of it. */
function stateOf(rows: readonly { state: string; unknowns: number }[], group: ListChat): State[] {
  const states = rows.filter((row) => row.state !== 'expired')
  const last = states.at(-1)
  if (!last) return []
  if (states.some((row) => row.state === 'sent')) return ['sent']
  if (last.state === 'refused') return [last.unknowns > 0 ? 'unknown' : 'refused']
  return [last.state === 'held' || group.unreachable ? 'held' : 'waiting']
}
