// What the platform took of a letter's messages, or of a task's cards, group by group: only that was passed on.
import { asc } from 'drizzle-orm'
import type { Tx } from '../../../db/db.js'
import { outbox } from '../../../db/schema/post.js'
import { cardSlot } from '../../assignments/cards.js'
import { groupBy } from '../../assignments/grouping.js'
import type { ListChat } from '../../assignments/screens.js'
import { ofLetter } from '../after/sending.js'

/**
 * `sent`: the platform took all of it. `waiting`: its turn has not come. `stopped`: taken back by `Dừng gửi`. `held`: the group gets
 * nothing now. `refused`: the platform will not take some of it. `unknown`: nobody knows whether it arrived.
 */
export const fates = ['sent', 'waiting', 'stopped', 'held', 'refused', 'unknown'] as const
export type Fate = (typeof fates)[number]

export interface Delivery {
  fate: Fate
  /** Numbers of the work whose own messages were refused. */
  refused: number[]
  /** Some of it arrived. */
  partly: boolean
}

type State = 'sent' | 'waiting' | 'held' | 'refused' | 'unknown'

/** For each of the groups what became of what was said there. What is older than messages are kept counts as sent. */
export async function deliveriesOf(
  tx: Tx,
  input: {
    communeId: number
    directiveId: number
    works: readonly { id: number; number: number; unitId: number }[]
    groups: readonly ListChat[]
    paused: boolean
  },
): Promise<Map<number, Delivery>> {
  const { works, groups, paused, communeId, directiveId } = input
  const rows = await tx
    .select({
      chatId: outbox.chatId,
      key: outbox.key,
      slot: outbox.slot,
      state: outbox.state,
      unknowns: outbox.unknowns,
    })
    .from(outbox)
    .where(await ofLetter(tx, { communeId, directiveId, ids: works.map((work) => work.id) }))
    .orderBy(asc(outbox.id))
  const byChat = groupBy(rows, (row) => row.chatId)
  return new Map(
    groups.map((group) => {
      const mine = works.filter((work) => group.unitIds.includes(work.unitId))
      const said = groupBy(byChat.get(group.chatId) ?? [], (row) => row.slot ?? row.key)
      const states = new Map([...said].flatMap(([name, all]) => stateOf(all, group).map((state) => [name, state])))
      const has = (state: State) => [...states.values()].includes(state)
      const shown = (id: number) => states.get(cardSlot(id)) === 'sent'
      const listed = [...states.keys()].some((name) => name.startsWith(`list:${directiveId}:`))
      const whole = states.get(`header:${directiveId}`) === 'sent' && (listed || mine.every((work) => shown(work.id)))
      const fate: Fate = has('refused')
        ? 'refused'
        : has('held')
          ? 'held'
          : has('unknown')
            ? 'unknown'
            : has('waiting')
              ? 'waiting'
              : paused && !whole
                ? 'stopped'
                : 'sent'
      const refused = mine.filter((work) => states.get(cardSlot(work.id)) === 'refused').map((work) => work.number)
      return [group.chatId, { fate, refused, partly: has('sent') }]
    }),
  )
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
