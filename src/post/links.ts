// Links to the program's own pages: a token that is kept only as its SHA-256, what it opens, and until when.
import { createHash, randomBytes } from 'node:crypto'
import { and, eq, gt, inArray, isNull, or } from 'drizzle-orm'
import type { Tx } from '../db/db.js'
import { accounts, channels, chats, links } from '../db/schema/people.js'

export type Link = typeof links.$inferSelect
export type LinkKind = Link['kind']

const HOUR = 3600_000

/** How long each kind is good, in milliseconds. An acting link is also good only once. */
export const linkLifetime: Record<LinkKind, number> = {
  read: 31 * 24 * HOUR,
  act: 24 * HOUR,
  device: 30 * 24 * HOUR,
  file: 7 * 24 * HOUR,
}

/** Where the pages are reached, without a slash at the end; undefined where this installation has none (`PUBLIC_URL`). */
export async function publicAddress(tx: Tx): Promise<string | undefined> {
  const [row] = await tx.select({ address: channels.username }).from(channels).where(eq(channels.platform, 'web'))
  return row?.address ? row.address.replace(/\/+$/, '') : undefined
}

export type NewLink = Pick<Link, 'communeId' | 'kind'> &
  Partial<Pick<Link, 'personId' | 'unitId' | 'chatId' | 'fileId'>>

/** Makes a link. The token (22 characters) is returned and nowhere else. */
export async function insertLink(tx: Tx, link: NewLink, now: Date): Promise<{ token: string; expiresAt: Date }> {
  const token = randomBytes(16).toString('base64url')
  const expiresAt = new Date(now.getTime() + linkLifetime[link.kind])
  await tx.insert(links).values({ ...link, tokenHash: hashToken(token), createdAt: now, expiresAt })
  return { token, expiresAt }
}

/** The link of this token while it is good; an acting one only until it was used. */
export async function findLink(tx: Tx, token: string, now: Date): Promise<Link | undefined> {
  const [row] = await tx
    .select()
    .from(links)
    .where(and(eq(links.tokenHash, hashToken(token)), isNull(links.revokedAt), gt(links.expiresAt, now)))
  return row && (row.kind !== 'act' || row.usedAt === null) ? row : undefined
}

/** Marks an acting link as used; false when somebody was faster. */
export async function useLinkOnce(tx: Tx, id: number, now: Date): Promise<boolean> {
  const used = await tx
    .update(links)
    .set({ usedAt: now })
    .where(and(eq(links.id, id), isNull(links.usedAt), isNull(links.revokedAt)))
    .returning({ id: links.id })
  return used.length > 0
}

/**
 * Ends a person's links of a commune at once, with the browsers that speak for them: one that came with an invitation was nobody's
 * when it was opened. Returns how many were good until now.
 */
export async function revokeLinks(tx: Tx, whose: { communeId: number; personId: number }, now: Date): Promise<number> {
  const speaking = tx
    .select({ id: chats.id })
    .from(chats)
    .innerJoin(accounts, and(eq(accounts.channelId, chats.channelId), eq(accounts.externalId, chats.externalId)))
    .where(eq(accounts.personId, whose.personId))
  const ended = await tx
    .update(links)
    .set({ revokedAt: now })
    .where(
      and(
        eq(links.communeId, whose.communeId),
        or(eq(links.personId, whose.personId), and(eq(links.kind, 'device'), inArray(links.chatId, speaking))),
        isNull(links.revokedAt),
        gt(links.expiresAt, now),
      ),
    )
    .returning({ id: links.id })
  return ended.length
}

/** The address of a link. */
export function linkAddress(address: string, token: string): string {
  return `${address}/l/${token}`
}

/** A link under which a unit's open work can be seen; undefined where there are no pages. */
export async function readLink(
  tx: Tx,
  unit: { communeId: number; unitId: number },
  now: Date,
): Promise<string | undefined> {
  const address = await publicAddress(tx)
  if (!address) return undefined
  const { token } = await insertLink(tx, { ...unit, kind: 'read' }, now)
  return linkAddress(address, token)
}

/** A link to one file; undefined where there are no pages. */
export async function fileLink(
  tx: Tx,
  file: { communeId: number; fileId: number },
  now: Date,
): Promise<string | undefined> {
  const address = await publicAddress(tx)
  if (!address) return undefined
  const { token } = await insertLink(tx, { ...file, kind: 'file' }, now)
  return linkAddress(address, token)
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
