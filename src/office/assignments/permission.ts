// Who may do what with an assignment. Pure; asked on the server for every tap and every typed answer.
import { type Actor, leaderRoles, type Role, unitRoles } from '../../talk/entry.js'
import type { Refusal } from './status.js'

/** `view`: read it. `settle`: confirm, ask for more, reopen, withdraw. `explain`: lateness and extension. `answer`: the rest. */
export type What = 'view' | 'answer' | 'explain' | 'settle'

/** Why this person may not do it, or undefined when they may. */
export function mayAnswer(actor: Actor, assignment: { unitId: number }, what: What): Refusal | undefined {
  const isOfficer = actor.roles.includes('officer')
  if (what === 'settle') return isOfficer ? undefined : 'assignments-no-officer'
  const held = rolesIn(actor, assignment.unitId)
  if (what === 'view')
    return isOfficer || held.length > 0 || actor.roles.some((role) => leaderRoles.includes(role))
      ? undefined
      : 'assignments-no-yours'
  if (held.includes('head') || held.includes('deputy') || isOfficer) return undefined
  if (held.includes('contact')) return what === 'explain' ? 'assignments-no-contact' : undefined
  return actor.roles.some((role) => leaderRoles.includes(role)) ? 'assignments-no-leader' : 'assignments-no-yours'
}

/** May this person read why work of the unit is late? Officers, leaders, and who leads the unit (PRODUCT.md section 5). */
export function seesCauses(actor: Actor, unitId: number): boolean {
  const isLeader = actor.roles.some((role) => leaderRoles.includes(role))
  return isLeader || mayAnswer(actor, { unitId }, 'explain') === undefined
}

/** The roles in which this person answers for a unit. */
function rolesIn(actor: Actor, unitId: number): Role[] {
  return actor.units.flatMap((post) => (post.unitId === unitId && unitRoles.includes(post.role) ? [post.role] : []))
}

/** Does this person answer for the unit, rather than in its stead? */
export function answersFor(actor: Actor, unitId: number): boolean {
  return rolesIn(actor, unitId).length > 0
}

/** Does this person belong to the unit in whatever role? Then somebody else has to confirm its reports. */
export function belongsTo(actor: Actor, unitId: number): boolean {
  return actor.units.some((post) => post.unitId === unitId)
}
