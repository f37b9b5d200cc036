// One-time codes that let an account take an office, kept only as their SHA-256; and the one with which a commune begins.
import { createHash, randomBytes } from 'node:crypto'
import type { Tx } from '../../db/db.js'
import { invites } from '../../db/schema/people.js'
import type { Role } from '../../talk/entry.js'
import { record } from '../trail/record.js'
import { createCommune } from './actions.js'

/** Seven days, in milliseconds. */
const lifetime = 7 * 86_400_000

/** Creates a commune, its name as it is kept, with the one-time code of its first officer. The operator gave it, so nobody has to confirm. */
export async function addCommune(
  tx: Tx,
  input: { name: string },
  now: Date,
): Promise<{ communeId: number; name: string; code: string }> {
  const commune = await createCommune(tx, input, now)
  return { communeId: commune.id, name: commune.name, code: await inviteOfficer(tx, { communeId: commune.id }, now) }
}

/** The operator's invitation of an officer, needing no confirmation: for the first one, or when all accounts were lost. */
export async function inviteOfficer(tx: Tx, input: { communeId: number }, now: Date): Promise<string> {
  const { code } = await storeInvite(
    tx,
    { communeId: input.communeId, role: 'officer', unitId: null, issuedBy: null },
    now,
  )
  return code
}

/** Stores an invitation. The code is returned and nowhere else: whoever has it may use it once. */
export async function storeInvite(
  tx: Tx,
  input: { communeId: number; role: Role; unitId: number | null; issuedBy: number | null },
  now: Date,
): Promise<{ code: string; expiresAt: Date }> {
  const code = randomBytes(16).toString('base64url')
  const expiresAt = new Date(now.getTime() + lifetime)
  const [row] = await tx
    .insert(invites)
    .values({ ...input, codeHash: hashCode(code), issuedAt: now, expiresAt })
    .returning({ id: invites.id })
  if (!row) throw new Error('invitation not stored')
  await record(
    tx,
    {
      communeId: input.communeId,
      subject: `invite:${row.id}`,
      action: 'invite.issue',
      actorId: input.issuedBy ?? undefined,
      after: { role: input.role, unitId: input.unitId },
    },
    now,
  )
  return { code, expiresAt }
}

export function hashCode(code: string): string {
  return createHash('sha256').update(code).digest('hex')
}
