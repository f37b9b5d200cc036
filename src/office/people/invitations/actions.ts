// Issuing, using and confirming invitations.
import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '../../../db/db.js'
import { communes } from '../../../db/schema/communes.js'
import { accounts, invites, persons } from '../../../db/schema/people.js'
import { UserError } from '../../../lib/errors.js'
import type { Actor, Role } from '../../../talk/entry.js'
import { unitRoles } from '../../../talk/entry.js'
import { needOpenUnit } from '../../communes/actions.js'
import { hashCode, storeInvite } from '../../communes/invitation.js'
import { record } from '../../trail/record.js'
import { type Given, givePost, mayInvite } from '../posts.js'

/** Those whose invitation takes effect only when whoever issued it confirms the account that used it. */
const confirmed: readonly Role[] = ['officer', 'leader', 'chairman']

export type Invite = typeof invites.$inferSelect

/** An invitation by somebody of the commune. Returns the code, which is kept nowhere, and the day it ends. */
export async function issueInvite(
  tx: Tx,
  input: { actor: Actor; role: Role; unitId?: number | undefined },
  now: Date,
): Promise<{ code: string; expiresAt: Date; unit: string | undefined }> {
  const { actor, role } = input
  const inUnit = unitRoles.includes(role)
  if (!mayInvite(actor, role, input.unitId)) throw new UserError('talk-not-yours')
  if (inUnit !== (input.unitId !== undefined)) throw new UserError('talk-old-button')
  const unit = input.unitId === undefined ? undefined : await needOpenUnit(tx, actor.communeId, input.unitId)
  const made = await storeInvite(
    tx,
    { communeId: actor.communeId, role, unitId: unit?.id ?? null, issuedBy: actor.personId },
    now,
  )
  return { ...made, unit: unit?.name }
}

export type Used =
  | { kind: 'joined'; invite: Invite; given: Given }
  | { kind: 'waiting'; invite: Invite }
  | { kind: 'again'; invite: Invite }

/**
 * Somebody opens an invitation. Head, deputy and contact take effect at once, as does the operator's; for officer, leader
 * and chairman the issuer is asked. Throws a `UserError` for a code that is unknown, used, expired or one's own.
 */
export async function useInvite(tx: Tx, input: { code: string; personId: number }, now: Date): Promise<Used> {
  const [found] = await tx
    .select({ invite: invites, commune: communes.name, issuer: persons.name })
    .from(invites)
    .innerJoin(communes, eq(communes.id, invites.communeId))
    .leftJoin(persons, eq(persons.id, invites.issuedBy))
    .where(eq(invites.codeHash, hashCode(input.code)))
  if (!found) throw new UserError('people-code-unknown')
  const { invite } = found
  const whom = { commune: found.commune, issuer: found.issuer ?? '' }
  const who = found.issuer === null ? 'operator' : 'issuer'
  if (invite.usedBy === input.personId && (invite.accepted ?? true)) return { kind: 'again', invite }
  if (invite.usedAt) throw new UserError(`people-code-used-${who}`, whom)
  if (invite.decidedAt || invite.expiresAt <= now) throw new UserError(`people-code-expired-${who}`, whom)
  if (invite.issuedBy === input.personId) throw new UserError('people-code-own')
  if (invite.unitId !== null) await needOpenUnit(tx, invite.communeId, invite.unitId)

  const waits = confirmed.includes(invite.role) && invite.issuedBy !== null
  const [used] = await tx
    .update(invites)
    .set({ usedBy: input.personId, usedAt: now, ...(waits ? {} : { decidedAt: now, accepted: true }) })
    .where(and(eq(invites.id, invite.id), isNull(invites.usedAt), isNull(invites.decidedAt)))
    .returning()
  if (!used) throw new UserError(`people-code-used-${who}`, whom)
  await record(
    tx,
    {
      communeId: invite.communeId,
      subject: `invite:${invite.id}`,
      action: 'invite.use',
      actorId: input.personId,
      after: { role: invite.role, unitId: invite.unitId, waits },
    },
    now,
  )
  if (waits) return { kind: 'waiting', invite: used }
  const given = await givePost(
    tx,
    { ...officeOf(used), personId: input.personId, actorId: invite.issuedBy ?? undefined },
    now,
  )
  return { kind: 'joined', invite: used, given }
}

/**
 * The issuer agrees to the account that used the invitation, or refuses it. Undefined when it was decided before
 * (a second tap). Only the issuer may, and only while still holding an office that may invite.
 */
export async function decideInvite(
  tx: Tx,
  input: { inviteId: number; accepted: boolean; actor: Actor },
  now: Date,
): Promise<{ invite: Invite; personId: number; given: Given | undefined } | undefined> {
  const { actor } = input
  const [invite] = await tx
    .select()
    .from(invites)
    .where(and(eq(invites.communeId, actor.communeId), eq(invites.id, input.inviteId)))
  if (!invite?.usedBy || invite.issuedBy === invite.usedBy) throw new UserError('talk-old-button')
  if (invite.issuedBy !== actor.personId) throw new UserError('people-not-your-invite')
  if (!mayInvite(actor, invite.role, invite.unitId)) throw new UserError('talk-not-yours')
  const [decided] = await tx
    .update(invites)
    .set({ decidedAt: now, accepted: input.accepted })
    .where(and(eq(invites.communeId, actor.communeId), eq(invites.id, invite.id), isNull(invites.decidedAt)))
    .returning()
  if (!decided) return undefined
  await record(
    tx,
    {
      communeId: actor.communeId,
      subject: `invite:${invite.id}`,
      action: input.accepted ? 'invite.accept' : 'invite.refuse',
      actorId: actor.personId,
      after: { personId: invite.usedBy, role: invite.role },
    },
    now,
  )
  const given = input.accepted
    ? await givePost(tx, { ...officeOf(decided), personId: invite.usedBy, actorId: actor.personId }, now)
    : undefined
  return { invite: decided, personId: invite.usedBy, given }
}

/** Name and, where there is one, user name: what an issuer can recognise a person by. */
export async function describePerson(tx: Tx, personId: number): Promise<string> {
  const [row] = await tx
    .select({ name: persons.name, username: accounts.username })
    .from(persons)
    .leftJoin(accounts, eq(accounts.personId, persons.id))
    .where(eq(persons.id, personId))
  if (!row) throw new Error(`no person ${personId}`)
  return row.username ? `${row.name} (@${row.username})` : row.name
}

function officeOf(invite: Invite): { communeId: number; role: Role; unitId: number | undefined } {
  return { communeId: invite.communeId, role: invite.role, unitId: invite.unitId ?? undefined }
}
