// Who is speaking: the person behind an account, with the roles they hold in this chat's commune at this moment.
import { and, eq, gt, gte, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import type { Sender } from '../../chat/incoming.js'
import type { Tx } from '../../db/db.js'
import { absences, accounts, persons, posts } from '../../db/schema/people.js'
import { dayOf } from '../../lib/day.js'
import type { Actor, Role, TalkChat } from '../../talk/entry.js'

/** What a person holds: their posts of all communes, and the units for which they answer today in somebody's place. */
export type Held = Awaited<ReturnType<typeof heldBy>>

/**
 * The actor of an update, or undefined for somebody who holds no role here. A group belongs to one commune; in private a
 * person of several communes speaks for the one the chat was set to, else the first.
 */
export async function whoIs(tx: Tx, chat: TalkChat, sender: Sender | undefined, now: Date): Promise<Actor | undefined> {
  return sender && actorIn(chat, sender, await heldBy(tx, chat.channelId, sender, now))
}

/** The same of what they hold, read beside the chat. */
export function actorIn(chat: TalkChat, sender: Sender, held: Held): Actor | undefined {
  const rows = held.filter((row) => row.post !== null)
  const communeId =
    chat.kind === 'group' || rows.some((row) => row.communeId === chat.communeId) ? chat.communeId : rows[0]?.communeId
  const mine = rows.filter((row) => row.communeId === communeId)
  const first = mine[0]
  if (!first || communeId === undefined) return undefined
  const stoodIn = held.flatMap((row) =>
    row.post === null && row.communeId === communeId && row.unitId !== null ? [row.unitId] : [],
  )
  return {
    personId: first.personId,
    accountId: sender.externalId,
    name: first.name,
    communeId,
    roles: [...new Set([...mine.map((row) => row.role), ...stoodIn.map(() => 'deputy' as const)])],
    units: [
      ...mine.flatMap((row) => (row.unitId === null ? [] : [{ unitId: row.unitId, role: row.role }])),
      ...stoodIn.map((unitId) => ({ unitId, role: 'deputy' as const })),
    ],
  }
}

/** What the person behind an account holds; nothing of an account that nobody knows. */
export async function heldBy(tx: Tx, channelId: number, sender: Sender, now: Date) {
  const account = { channelId, externalId: sender.externalId }
  return unionAll(postsHeld(tx, account, now), unitsStoodIn(tx, account, now)).orderBy(sql`post`)
}

interface Account {
  channelId: number
  externalId: string
}

/** The posts of the person behind an account, of all communes, by their ids. */
function postsHeld(tx: Tx, account: Account, now: Date) {
  return tx
    .select({
      personId: persons.id,
      name: persons.name,
      communeId: posts.communeId,
      role: posts.role,
      unitId: posts.unitId,
      post: sql<number | null>`${posts.id}`.as('post'),
    })
    .from(accounts)
    .innerJoin(persons, eq(persons.id, accounts.personId))
    .innerJoin(posts, and(eq(posts.personId, persons.id), or(isNull(posts.to), gt(posts.to, now))))
    .where(and(eq(accounts.channelId, account.channelId), eq(accounts.externalId, account.externalId)))
}

/** The units for which this person answers today in place of a head or deputy who is away and still holds that post: as if with a post, without its id. */
function unitsStoodIn(tx: Tx, account: Account, now: Date) {
  const today = dayOf(now)
  return tx
    .selectDistinct({
      personId: accounts.personId,
      name: sql<string>`''`,
      communeId: absences.communeId,
      role: sql<Role>`'deputy'`,
      unitId: sql<number | null>`${absences.unitId}`,
      post: sql<number | null>`null::bigint`.as('post'),
    })
    .from(accounts)
    .innerJoin(absences, eq(absences.standInId, accounts.personId))
    .innerJoin(
      posts,
      and(
        eq(posts.communeId, absences.communeId),
        eq(posts.personId, absences.personId),
        eq(posts.unitId, absences.unitId),
        inArray(posts.role, ['head', 'deputy']),
        or(isNull(posts.to), gt(posts.to, now)),
      ),
    )
    .where(
      and(
        eq(accounts.channelId, account.channelId),
        eq(accounts.externalId, account.externalId),
        isNull(absences.endedAt),
        lte(absences.from, today),
        gte(absences.to, today),
      ),
    )
}
