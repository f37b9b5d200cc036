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
  const account = { channelId: chat.channelId, externalId: sender.externalId }
  const [rows, away] = await Promise.all([postsHeld(tx, account, now), unitsStoodIn(tx, account, now)])
  const communeId =
    chat.kind === 'group' || rows.some((row) => row.communeId === chat.communeId) ? chat.communeId : rows[0]?.communeId
  const mine = rows.filter((row) => row.communeId === communeId)
  const first = mine[0]
  if (!first || communeId === undefined) return undefined
  const stoodIn = away.filter((row) => row.communeId === communeId).map((row) => row.unitId)
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

interface Account {
  channelId: number
  externalId: string
}

/** The posts of the person behind an account, of all communes, oldest first. */
function postsHeld(tx: Tx, account: Account, now: Date) {
  return tx
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
    .where(and(eq(accounts.channelId, account.channelId), eq(accounts.externalId, account.externalId)))
    .orderBy(posts.id)
}

/** The units for which this person answers today in place of a head or deputy who is away and still holds that post. */
function unitsStoodIn(tx: Tx, account: Account, now: Date) {
  const today = dayOf(now)
  return tx
    .selectDistinct({ communeId: absences.communeId, unitId: absences.unitId })
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
