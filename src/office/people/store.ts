// Persons, their posts and their chats as kept.
import { and, asc, eq, gt, inArray, isNull, max, or, sql } from 'drizzle-orm'
import type { IncomingChat, Sender } from '../../chat/incoming.js'
import type { Capabilities } from '../../chat/transport.js'
import type { Tx } from '../../db/db.js'
import { units } from '../../db/schema/communes.js'
import { accounts, channels, chats, chatUnits, persons, posts } from '../../db/schema/people.js'
import { inbox } from '../../db/schema/post.js'
import type { Locale } from '../../lib/i18n.js'
import { capabilitiesOf } from '../../post/platforms.js'
import type { Role, TalkChat } from '../../talk/entry.js'
import { oneLine } from '../communes/names.js'

export type Chat = typeof chats.$inferSelect

/** The row of a chat the bot has just heard from; made at first contact. */
export async function ensureChat(
  tx: Tx,
  channelId: number,
  chat: IncomingChat,
  now: Date,
  language?: string,
): Promise<Chat> {
  const [known] = await tx
    .select()
    .from(chats)
    .where(and(eq(chats.channelId, channelId), eq(chats.externalId, chat.externalId)))
  if (known) return known
  const [row] = await tx
    .insert(chats)
    .values({
      channelId,
      externalId: chat.externalId,
      kind: chat.kind,
      title: chat.title ? oneLine(chat.title, 128) : null,
      locale: language?.startsWith('en') && chat.kind === 'private' ? 'en' : 'vi',
      createdAt: now,
    })
    .onConflictDoNothing()
    .returning()
  if (row) return row
  return ensureChat(tx, channelId, chat, now, language)
}

export function talkChat(chat: Chat): TalkChat {
  return {
    id: chat.id,
    channelId: chat.channelId,
    kind: chat.kind,
    externalId: chat.externalId,
    communeId: chat.communeId ?? undefined,
    locale: chat.locale,
    common: chat.common,
  }
}

/** The person behind an account; made at first contact. The name follows the platform's until a post names them. */
export async function ensurePerson(
  tx: Tx,
  channelId: number,
  sender: Sender,
  now: Date,
): Promise<{ id: number; name: string }> {
  const [known] = await tx
    .select({ id: persons.id, name: persons.name })
    .from(accounts)
    .innerJoin(persons, eq(persons.id, accounts.personId))
    .where(and(eq(accounts.channelId, channelId), eq(accounts.externalId, sender.externalId)))
  if (known) return known
  const [person] = await tx
    .insert(persons)
    .values({ name: oneLine(sender.name, 64) || sender.externalId, createdAt: now })
    .returning()
  if (!person) throw new Error('person not stored')
  await tx
    .insert(accounts)
    .values({ channelId, externalId: sender.externalId, personId: person.id, username: sender.username ?? null })
  return { id: person.id, name: person.name }
}

export interface Holder {
  personId: number
  name: string
  role: Role
  unitId: number | null
}

/** Who holds these roles in a commune at this moment. */
export async function listHolders(tx: Tx, communeId: number, roles: readonly Role[], now: Date): Promise<Holder[]> {
  return tx
    .select({ personId: posts.personId, name: persons.name, role: posts.role, unitId: posts.unitId })
    .from(posts)
    .innerJoin(persons, eq(persons.id, posts.personId))
    .where(
      and(eq(posts.communeId, communeId), inArray(posts.role, [...roles]), or(isNull(posts.to), gt(posts.to, now))),
    )
    .orderBy(asc(posts.id))
}

export interface Address {
  chatId: number
  locale: Locale
  personId: number
  name: string
  /** The platform's account, for mentions. */
  accountId: string
  /** They have blocked the bot: what is queued waits. */
  unreachable: boolean
}

/**
 * The private chat in which each of these persons is told things, where they have one. Of somebody on two platforms it is the
 * one last heard from, or the one on `channelId`.
 */
export async function privateChats(tx: Tx, personIds: readonly number[], channelId?: number): Promise<Address[]> {
  const all = await allPrivateChats(tx, personIds)
  const chosen = await preferChats(tx, all, channelId)
  return all.filter((one) => chosen.has(one.chatId))
}

/** A private chat that may be chosen. `platform`: where what is said does not reach people by itself, others come first. */
export interface Place {
  personId: number
  chatId: number
  unreachable: boolean
  channelId: number
  platform: Capabilities['platform']
}

/**
 * Of each person's chats the one to use: reachable before not, then the channel asked for, then where people are told, then the last
 * heard from.
 */
export async function preferChats(tx: Tx, all: readonly Place[], channelId?: number): Promise<Set<number>> {
  const byPerson = groupBy(all, (one) => one.personId)
  const several = [...byPerson.values()].filter((own) => own.length > 1).flat()
  if (several.length === 0) return new Set(all.map((one) => one.chatId))
  const heard = await tx
    .select({ chatId: chats.id, at: max(inbox.receivedAt) })
    .from(inbox)
    .innerJoin(chats, and(eq(chats.channelId, inbox.channelId), eq(chats.externalId, inbox.lane)))
    .where(
      inArray(
        chats.id,
        several.map((one) => one.chatId),
      ),
    )
    .groupBy(chats.id)
  const heardAt = new Map(heard.map((row) => [row.chatId, row.at?.getTime() ?? 0]))
  const rank = (one: Place) =>
    [
      one.unreachable ? 0 : 1,
      one.channelId === channelId ? 1 : 0,
      capabilitiesOf(one.platform).pushes ? 1 : 0,
      heardAt.get(one.chatId) ?? 0,
      one.chatId,
    ] as const
  const isBetter = (a: readonly number[], b: readonly number[]) => {
    const at = a.findIndex((value, index) => value !== b[index])
    return at >= 0 && (a[at] ?? 0) > (b[at] ?? 0)
  }
  return new Set(
    [...byPerson.values()].map(
      (own) => own.reduce((best, one) => (isBetter(rank(one), rank(best)) ? one : best)).chatId,
    ),
  )
}

/** All private chats of these persons with the bot. A private chat has its person's account as its id. */
export async function allPrivateChats(tx: Tx, personIds: readonly number[]): Promise<(Address & Place)[]> {
  if (personIds.length === 0) return []
  return tx
    .select({
      chatId: chats.id,
      channelId: chats.channelId,
      platform: channels.platform,
      locale: chats.locale,
      personId: persons.id,
      name: persons.name,
      accountId: accounts.externalId,
      unreachable: sql`${chats.unreachableAt} is not null`.mapWith(Boolean),
    })
    .from(accounts)
    .innerJoin(channels, eq(channels.id, accounts.channelId))
    .innerJoin(persons, eq(persons.id, accounts.personId))
    .innerJoin(
      chats,
      and(
        eq(chats.channelId, accounts.channelId),
        eq(chats.externalId, accounts.externalId),
        eq(chats.kind, 'private'),
      ),
    )
    .where(inArray(accounts.personId, [...personIds]))
    .orderBy(asc(chats.id))
}

/** The private chats of everyone who holds one of these roles. */
export async function privateChatsOfRoles(
  tx: Tx,
  communeId: number,
  roles: readonly Role[],
  now: Date,
): Promise<Address[]> {
  const holders = await listHolders(tx, communeId, roles, now)
  return privateChats(tx, [...new Set(holders.map((holder) => holder.personId))])
}

export interface UnitChat {
  unitId: number
  chatId: number
  locale: Locale
  /** A group of several units' heads. */
  common: boolean
  unreachable: boolean
}

/** The groups in which these units (all, when none are named) are served. A unit without a group is not in the result. */
export async function unitChats(tx: Tx, communeId: number, unitIds?: readonly number[]): Promise<UnitChat[]> {
  if (unitIds?.length === 0) return []
  const rows = await tx
    .select({
      unitId: chatUnits.unitId,
      chatId: chats.id,
      locale: chats.locale,
      common: chats.common,
      unreachableAt: chats.unreachableAt,
    })
    .from(chatUnits)
    .innerJoin(chats, eq(chats.id, chatUnits.chatId))
    .innerJoin(units, and(eq(units.communeId, chatUnits.communeId), eq(units.id, chatUnits.unitId)))
    .where(and(eq(chatUnits.communeId, communeId), unitIds ? inArray(chatUnits.unitId, [...unitIds]) : undefined))
    .orderBy(asc(units.position), asc(units.id))
  return rows.map(({ unreachableAt, ...row }) => ({ ...row, unreachable: unreachableAt !== null }))
}

export async function findChatById(tx: Tx, id: number): Promise<Chat | undefined> {
  const [row] = await tx.select().from(chats).where(eq(chats.id, id))
  return row
}

/** The person behind an account, if the bot has met them. */
export async function findPersonId(tx: Tx, channelId: number, externalId: string): Promise<number | undefined> {
  const [row] = await tx
    .select({ personId: accounts.personId })
    .from(accounts)
    .where(and(eq(accounts.channelId, channelId), eq(accounts.externalId, externalId)))
  return row?.personId
}

function groupBy<T, K>(all: readonly T[], keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const one of all) {
    const key = keyOf(one)
    const known = groups.get(key)
    if (known) known.push(one)
    else groups.set(key, [one])
  }
  return groups
}
