// Who answers for late work when nobody is named.
import type { Tx } from '../../db/db.js'
import { type Actor, unitRoles } from '../../talk/entry.js'
import { listHolders } from '../people/store.js'

/** Whoever reports for the own unit; else the unit's head, its deputy where there is none: an officer who records it is not responsible. */
export async function responsibleFor(tx: Tx, actor: Actor, unitId: number, now: Date): Promise<string> {
  if (actor.units.some((post) => post.unitId === unitId && unitRoles.includes(post.role))) return actor.name
  const holders = await listHolders(tx, actor.communeId, ['head', 'deputy'], now)
  const own = holders.filter((one) => one.unitId === unitId)
  return (own.find((one) => one.role === 'head') ?? own[0])?.name ?? 'Thủ trưởng đơn vị'
}
