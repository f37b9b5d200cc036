// What somebody reads who answers work in which their unit only cooperates.
import type { Tx } from '../../../db/db.js'
import { UserError } from '../../../lib/errors.js'
import type { Actor } from '../../../talk/entry.js'
import { findUnit } from '../../communes/store.js'
import { belongsTo } from '../permission.js'
import type { Assignment } from '../store.js'
import { unitsCooperating } from './store.js'

/** Names who leads and what may be given instead; undefined where no unit of this person's cooperates. */
export async function onlyCooperates(tx: Tx, actor: Actor, row: Assignment): Promise<UserError | undefined> {
  const cooperating = await unitsCooperating(tx, row.communeId, row.id)
  if (!cooperating.some((unit) => belongsTo(actor, unit.id))) return undefined
  const lead = await findUnit(tx, row.communeId, row.unitId)
  return new UserError('assignments-no-lead', { number: row.number, lead: lead?.name ?? '' })
}
