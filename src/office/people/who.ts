// Who is speaking: the person behind an account, with the roles they hold in this chat's commune at this moment.
import { and, eq, gt, gte, inArray, isNull, lte, or } from 'drizzle-orm'
import type { Sender } from '../../chat/incoming.js'
import type { Tx } from '../../db/db.js'
import { absences, accounts, persons, posts } from '../../db/schema/people.js'
import { dayOf } from '../../lib/day.js'
import type { Actor, TalkChat } from '../../talk/entry.js'

/**
 * The actor of an update, or undefined for somebody who holds no role here. A group belongs to one commune; in private a
 * person of several communes speaks for the one the chat was set to, else the first.
 */
export async function whoIs(tx: Tx, chat: TalkChat, sender: Sender | undefined, now: Date): Promise<Actor | undefined> {
  if (!sender) return undefined
  const rows = await tx
    .select({
      personId: persons.id,
      name: persons.name,
      communeId: posts.communeId,
      role: posts.role,
      unitId: posts.unitId,
    })
    .from(accounts)
    .innerJoin(persons, eq(persons.id, accounts.personId))
    .innerJoin(posts, and(eq(posts.personId, persons.id), or(isNull(posts.to), gt(posts.to, now))))
    .where(and(eq(accounts.channelId, chat.channelId), eq(accounts.externalId, sender.externalId)))
    .orderBy(posts.id)
  const communeId =
    chat.kind === 'group' || rows.some((row) => row.communeId === chat.communeId) ? chat.communeId : rows[0]?.communeId
  const mine = rows.filter((row) => row.communeId === communeId)
  const first = mine[0]
  if (!first || communeId === undefined) return undefined
  const stoodIn = await unitsStoodIn(tx, { communeId, personId: first.personId }, now)
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

/** The units for which this person answers today in place of a head or deputy who is away and still holds that post. */
async function unitsStoodIn(tx: Tx, who: { communeId: number; personId: number }, now: Date): Promise<number[]> {
  const today = dayOf(now)
  const rows = await tx
    .selectDistinct({ unitId: absences.unitId })
    .from(absences)
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
        eq(absences.standInId, who.personId),
        eq(absences.communeId, who.communeId),
        isNull(absences.endedAt),
        lte(absences.from, today),
        gte(absences.to, today),
      ),
    )
  return rows.map((row) => row.unitId)
}
