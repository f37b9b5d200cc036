// The reminders' job: looks at the work whose look is due, queues one digest per chat, and sets the next looks. Asked once a
// minute, at start-up and when the demo's clock jumps; it goes by what is due, so it does not matter how often or how late.
import type { Db, Tx } from '../../db/db.js'
import { addDays, dayOf, instantOf } from '../../lib/day.js'
import { moment } from '../../lib/moment.js'
import { DIGEST, queueMessages } from '../../post/outbox.js'
import { recordAll } from '../trail/record.js'
import { type Morning, type MorningDigest, planMorning } from './morning.js'
import { listDue, setLooks, withdrawDigests } from './store.js'

export interface ReminderCounts {
  /** Assignments looked at. */
  looked: number
  /** Digests queued, or written anew because one not yet sent had become wrong. */
  digests: number
  /** Lines of units' digests. */
  lines: number
}

/**
 * Reminds of everything due by `now`. Each commune has a transaction of its own; one that fails does not stop the others. Once `stopping`,
 * the communes that have not had their turn stay due.
 */
export async function runReminders(db: Db, now: Date, stopping?: AbortSignal): Promise<ReminderCounts> {
  const counts: ReminderCounts = { looked: 0, digests: 0, lines: 0 }
  const failures: unknown[] = []
  const due = [...(await listDue(db, now))]
  const work = async () => {
    for (let next = due.pop(); next && !stopping?.aborted; next = due.pop()) {
      const [communeId, ids] = next
      try {
        const morning = await db.transaction((tx) => remindCommune(tx, communeId, ids, now))
        counts.looked += morning.looks.size
        counts.digests += morning.digests.length
        counts.lines += morning.events.length
      } catch (error) {
        failures.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work))
  if (failures.length === 1) throw failures[0]
  if (failures.length > 1) throw new AggregateError(failures, 'reminders failed')
  return counts
}

// Communes at a time: taps and the sender need connections too. The embedded database takes them one by one.
const SIDE_BY_SIDE = 3

async function remindCommune(tx: Tx, communeId: number, ids: readonly number[], now: Date): Promise<Morning> {
  const morning = await planMorning(tx, { communeId, ids, lock: true }, now)
  await withdrawDigests(tx, morning.withdrawn)
  await queueMessages(
    tx,
    morning.digests.map((digest) => digestRow(communeId, digest, now)),
    now,
  )
  await recordAll(tx, morning.events, now)
  await setLooks(tx, communeId, morning.looks)
  moment('job.written')
  return morning
}

function digestRow(communeId: number, digest: MorningDigest, now: Date) {
  return {
    chatId: digest.chatId,
    communeId,
    key: digest.key,
    class: DIGEST,
    expiresAt: instantOf(addDays(dayOf(now), 1)),
    ...(digest.notBefore ? { notBefore: digest.notBefore } : {}),
    message: digest.message,
  } as const
}
