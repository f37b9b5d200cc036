// Taking and leaving an office. Duties belong to the post: an ended one stays on record, its powers end at once.
import { and, asc, eq, gt, gte, inArray, isNull, ne, or } from 'drizzle-orm'
import type { Tx } from '../../db/db.js'
import { communes, units } from '../../db/schema/communes.js'
import { absences, chats, invites, persons, posts } from '../../db/schema/people.js'
import { questions } from '../../db/schema/post.js'
import { dayOf } from '../../lib/day.js'
import { UserError } from '../../lib/errors.js'
import { addChore } from '../../post/chores.js'
import { revokeLinks } from '../../post/links.js'
import { type Actor, leaderRoles, type Role, unitRoles } from '../../talk/entry.js'
import { lockCommune } from '../communes/store.js'
import { record } from '../trail/record.js'
import { tellPeople } from './notify.js'
import { allPrivateChats } from './store.js'

export interface Post {
  id: number
  communeId: number
  personId: number
  name: string
  role: Role
  unitId: number | null
  /** The unit's name, for a post in a unit. */
  unit: string | null
}

/** The chore that gives a person's private chats the menu of what they can do there. */
export const MENU = 'people.menu'

/** After the transaction, since the platform is asked. Reads what holds then, so it may be ordered once too often. */
export async function orderMenu(tx: Tx, personId: number, now: Date): Promise<void> {
  await addChore(tx, { kind: MENU, input: { personId } }, now)
}

export interface Office {
  communeId: number
  role: Role
  unitId?: number | undefined
}

/** Whether somebody with these roles may invite to this office: officers, leaders and the chairman to any, a head to contact of the own unit. */
export function mayInvite(actor: Pick<Actor, 'roles' | 'units'>, role: Role, unitId?: number | null): boolean {
  if (actor.roles.some((own) => own === 'officer' || leaderRoles.includes(own))) return true
  return role === 'contact' && actor.units.some((own) => own.role === 'head' && own.unitId === unitId)
}

/** Whether the actor may end this post: officers and the chairman any, a head the contacts of the own unit, everyone the own. */
export function mayEnd(actor: Actor, post: Pick<Post, 'communeId' | 'personId' | 'role' | 'unitId'>): boolean {
  if (post.communeId !== actor.communeId) return false
  if (post.personId === actor.personId) return true
  if (actor.roles.includes('officer') || actor.roles.includes('chairman')) return true
  return post.role === 'contact' && actor.units.some((own) => own.role === 'head' && own.unitId === post.unitId)
}

/** The posts held at this moment, those of one person, unit or commune when named. */
export async function listPosts(
  tx: Tx,
  filter: { communeId?: number; personId?: number; unitId?: number },
  now: Date,
): Promise<Post[]> {
  return tx
    .select({
      id: posts.id,
      communeId: posts.communeId,
      personId: posts.personId,
      name: persons.name,
      role: posts.role,
      unitId: posts.unitId,
      unit: units.name,
    })
    .from(posts)
    .innerJoin(persons, eq(persons.id, posts.personId))
    .leftJoin(units, and(eq(units.communeId, posts.communeId), eq(units.id, posts.unitId)))
    .where(
      and(
        filter.communeId === undefined ? undefined : eq(posts.communeId, filter.communeId),
        filter.personId === undefined ? undefined : eq(posts.personId, filter.personId),
        filter.unitId === undefined ? undefined : eq(posts.unitId, filter.unitId),
        or(isNull(posts.to), gt(posts.to, now)),
      ),
    )
    .orderBy(asc(posts.id))
}

/** The communes in which a person holds an office now. */
export async function listCommunesOf(tx: Tx, personId: number, now: Date): Promise<{ id: number; name: string }[]> {
  const rows = await tx
    .select({ id: communes.id, name: communes.name })
    .from(posts)
    .innerJoin(communes, eq(communes.id, posts.communeId))
    .where(and(eq(posts.personId, personId), or(isNull(posts.to), gt(posts.to, now))))
    .orderBy(asc(posts.id))
  return rows.filter((row, index) => rows.findIndex((other) => other.id === row.id) === index)
}

export interface Given {
  postId: number
  /** False when the person held it already. */
  fresh: boolean
  /** Who held it until now: there is one chairman, and one head in a unit. */
  replaced: Post[]
}

/** Puts a person into an office. The last holder of an office that only one can hold leaves it. */
export async function givePost(
  tx: Tx,
  input: Office & { personId: number; actorId?: number | undefined },
  now: Date,
): Promise<Given> {
  await lockCommune(tx, input.communeId)
  const unitId = input.unitId ?? null
  if (unitRoles.includes(input.role) !== (unitId !== null)) throw new Error(`${input.role} and unit ${unitId}`)
  const all = await listPosts(tx, { communeId: input.communeId }, now)
  const same = all.filter((post) => post.role === input.role && post.unitId === unitId)
  const held = same.find((post) => post.personId === input.personId)
  if (held) return { postId: held.id, fresh: false, replaced: [] }
  const [row] = await tx
    .insert(posts)
    .values({ communeId: input.communeId, personId: input.personId, role: input.role, unitId, from: now })
    .returning({ id: posts.id })
  if (!row) throw new Error('post not stored')
  const after = { personId: input.personId, role: input.role, unitId }
  await record(
    tx,
    { communeId: input.communeId, subject: `post:${row.id}`, action: 'post.give', actorId: input.actorId, after },
    now,
  )
  const replaced = input.role === 'head' || input.role === 'chairman' ? same : []
  // Another office of the same person in the same unit is taken up in this one.
  const merged = all.filter((post) => unitId !== null && post.unitId === unitId && post.personId === input.personId)
  for (const post of [...replaced, ...merged]) await closePost(tx, post, input.actorId, now)
  await settleChat(tx, input.personId, input.communeId, now)
  await orderMenu(tx, input.personId, now)
  return { postId: row.id, fresh: true, replaced }
}

/**
 * Ends an office with everything that hangs on it. `actor` is missing when the operator does it. The last officer cannot
 * leave: somebody must be able to let others in. Throws a `UserError`; returns the post as it was.
 */
export async function endPost(tx: Tx, input: { postId: number; actor?: Actor }, now: Date): Promise<Post> {
  const post = await findPost(tx, input.postId, now)
  if (!post || (input.actor && post.communeId !== input.actor.communeId)) throw new UserError('people-no-post')
  if (input.actor && !mayEnd(input.actor, post)) throw new UserError('talk-not-yours')
  await lockCommune(tx, post.communeId)
  const held = await listPosts(tx, { communeId: post.communeId }, now)
  if (!held.some((one) => one.id === post.id)) throw new UserError('people-no-post')
  if (post.role === 'officer' && !held.some((one) => one.role === 'officer' && one.personId !== post.personId))
    throw new UserError('people-last-officer')
  await closePost(tx, post, input.actor?.personId, now)
  return post
}

export async function findPost(tx: Tx, postId: number, now: Date): Promise<Post | undefined> {
  const [row] = await tx
    .select({ communeId: posts.communeId })
    .from(posts)
    .where(and(eq(posts.id, postId), or(isNull(posts.to), gt(posts.to, now))))
  if (!row) return undefined
  return (await listPosts(tx, { communeId: row.communeId }, now)).find((post) => post.id === postId)
}

/**
 * Ends a post, and with it the invitations the person may no longer give, open questions (unless the person `goesOn` with the same duty in
 * another unit) and the charge of units.
 */
export async function closePost(
  tx: Tx,
  post: Post,
  actorId: number | undefined,
  now: Date,
  { goesOn = false }: { goesOn?: boolean } = {},
): Promise<void> {
  const ended = await tx
    .update(posts)
    .set({ to: now })
    .where(and(eq(posts.communeId, post.communeId), eq(posts.id, post.id), isNull(posts.to)))
    .returning({ id: posts.id })
  if (ended.length === 0) return
  await record(
    tx,
    {
      communeId: post.communeId,
      subject: `post:${post.id}`,
      action: 'post.end',
      actorId,
      before: { personId: post.personId, role: post.role, unitId: post.unitId },
    },
    now,
  )
  const left = await listPosts(tx, { communeId: post.communeId, personId: post.personId }, now)
  await cancelInvites(tx, post, left, now)
  await revokeLinks(tx, { communeId: post.communeId, personId: post.personId }, now)
  const asked = and(
    eq(questions.communeId, post.communeId),
    eq(questions.personId, post.personId),
    isNull(questions.closedAt),
  )
  if (!goesOn) await tx.update(questions).set({ closedAt: now }).where(asked)
  if (!left.some((one) => leaderRoles.includes(one.role))) {
    await tx
      .update(units)
      .set({ leaderId: null })
      .where(and(eq(units.communeId, post.communeId), eq(units.leaderId, post.personId)))
  }
  const stays = left.some((one) => one.unitId === post.unitId && (one.role === 'head' || one.role === 'deputy'))
  if (post.unitId !== null && !stays) await endStandIn(tx, post, post.unitId, now)
  if (left.length === 0) await settleChat(tx, post.personId, undefined, now, post.communeId)
  await orderMenu(tx, post.personId, now)
}

/** Who stood in for the holder of a post does so no longer once it has ended, and is told. */
async function endStandIn(tx: Tx, post: Post, unitId: number, now: Date): Promise<void> {
  const ended = await tx
    .update(absences)
    .set({ endedAt: now })
    .where(
      and(
        eq(absences.communeId, post.communeId),
        eq(absences.personId, post.personId),
        eq(absences.unitId, unitId),
        isNull(absences.endedAt),
        gte(absences.to, dayOf(now)),
      ),
    )
    .returning({ standInId: absences.standInId })
  const holders = (await listPosts(tx, { communeId: post.communeId, unitId }, now)).map((one) => one.personId)
  const personIds = ended.flatMap((row) => row.standInId ?? []).filter((personId) => !holders.includes(personId))
  await tellPeople(
    tx,
    {
      communeId: post.communeId,
      key: `standin-over:${post.id}`,
      personIds,
      message: (t) => ({ spans: [t('people-away-handed', { name: post.name, unit: post.unit ?? '' })] }),
    },
    now,
  )
}

async function cancelInvites(tx: Tx, post: Post, left: readonly Post[], now: Date): Promise<void> {
  const open = await tx
    .select({ id: invites.id, role: invites.role, unitId: invites.unitId })
    .from(invites)
    .where(
      and(
        eq(invites.communeId, post.communeId),
        eq(invites.issuedBy, post.personId),
        isNull(invites.decidedAt),
        // His own request to be head of a unit (see claims) is for the officers to decide.
        or(isNull(invites.usedBy), ne(invites.usedBy, post.personId)),
      ),
    )
  const powers = {
    roles: left.map((one) => one.role),
    units: left.flatMap((one) => (one.unitId === null ? [] : [{ unitId: one.unitId, role: one.role }])),
  }
  const void_ = open.filter((invite) => !mayInvite(powers, invite.role, invite.unitId)).map((invite) => invite.id)
  if (void_.length === 0) return
  await tx
    .update(invites)
    .set({ decidedAt: now, accepted: false })
    .where(and(eq(invites.communeId, post.communeId), inArray(invites.id, void_)))
}

/**
 * The commune for which a person speaks in private: the first one joined until they choose another. With `left`, a chat
 * set to that commune goes to one where the person still holds an office, or to none.
 */
async function settleChat(
  tx: Tx,
  personId: number,
  joined: number | undefined,
  now: Date,
  left?: number,
): Promise<void> {
  const mine = await allPrivateChats(tx, [personId])
  if (mine.length === 0) return
  const communeId = joined ?? (await listCommunesOf(tx, personId, now))[0]?.id ?? null
  await tx
    .update(chats)
    .set({ communeId })
    .where(
      and(
        inArray(
          chats.id,
          mine.map((chat) => chat.chatId),
        ),
        left === undefined ? isNull(chats.communeId) : eq(chats.communeId, left),
      ),
    )
}
