// Changing what a commune chose: merged under a lock, recorded with old and new, applied at once.
import { eq } from 'drizzle-orm'
import type { Tx } from '../../../db/db.js'
import { communes } from '../../../db/schema/communes.js'
import { record } from '../../trail/record.js'
import type { ByActor } from '../actions.js'
import { lookAgain } from '../relook.js'
import { readSettings, type Settings } from '../settings.js'
import { lockCommune } from '../store.js'

/**
 * Changes settings; `change` is given those that count now. Reminders planned under the old ones are planned anew. False when that
 * changes nothing.
 */
export async function changeSettings(
  tx: Tx,
  input: ByActor & { change: (settings: Settings) => Partial<Settings> },
  now: Date,
): Promise<boolean> {
  const { communeId, actorId } = input
  await lockCommune(tx, communeId)
  const [row] = await tx.select({ settings: communes.settings }).from(communes).where(eq(communes.id, communeId))
  if (!row) throw new Error(`no commune ${communeId}`)
  const before = readSettings(row.settings)
  const change = input.change(before)
  const after = readSettings({ ...row.settings, ...change })
  const names = (Object.keys(change) as (keyof Settings)[]).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  )
  if (names.length === 0) return false
  const pick = (all: Settings) => Object.fromEntries(names.map((name) => [name, all[name]]))
  await tx
    .update(communes)
    .set({ settings: { ...row.settings, ...pick(after) } })
    .where(eq(communes.id, communeId))
  await record(
    tx,
    {
      communeId,
      subject: `commune:${communeId}`,
      action: 'commune.settings',
      actorId,
      before: pick(before),
      after: pick(after),
    },
    now,
  )
  await lookAgain(tx, communeId, now)
  return true
}
