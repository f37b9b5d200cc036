// Who a browser is: its cookie is a link of the kind `device`, which speaks in a private chat of its own on the web channel.
import { randomBytes } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Sender } from '../chat/incoming.js'
import type { Tx } from '../db/db.js'
import { accounts, chats, persons } from '../db/schema/people.js'
import { type Chat, ensureChat, findChatById, talkChat } from '../office/people/store.js'
import { whoIs } from '../office/people/who.js'
import { findLink, insertLink, type Link, useLinkOnce } from '../post/links.js'
import type { Actor } from '../talk/entry.js'

export interface Device {
  chat: Chat
  sender: Sender
  /** Undefined for somebody who holds no role (any more, or not yet). */
  actor: Actor | undefined
}

/** The device of a cookie; undefined when it is unknown, too old or revoked. */
export async function findDevice(tx: Tx, token: string, now: Date): Promise<Device | undefined> {
  const link = await findLink(tx, token, now)
  if (link?.kind !== 'device' || link.chatId === null) return undefined
  const chat = await findChatById(tx, link.chatId)
  if (!chat) return undefined
  const [account] = await tx
    .select({ name: persons.name })
    .from(accounts)
    .innerJoin(persons, eq(persons.id, accounts.personId))
    .where(and(eq(accounts.channelId, chat.channelId), eq(accounts.externalId, chat.externalId)))
  const sender = { externalId: chat.externalId, name: account?.name ?? chat.title ?? '' }
  return { chat, sender, actor: await whoIs(tx, talkChat(chat), sender, now) }
}

/** Trades an acting link for a device of its person. Returns the cookie's token; undefined when the link was used meanwhile. */
export async function tradeLink(
  tx: Tx,
  link: Link & { personId: number },
  channelId: number,
  now: Date,
): Promise<string | undefined> {
  if (!(await useLinkOnce(tx, link.id, now))) return undefined
  const [known] = await tx
    .select({ externalId: accounts.externalId })
    .from(accounts)
    .where(and(eq(accounts.channelId, channelId), eq(accounts.personId, link.personId)))
  const externalId = known?.externalId ?? newAccount()
  if (!known) await tx.insert(accounts).values({ channelId, externalId, personId: link.personId })
  const chat = await ensureChat(tx, channelId, { externalId, kind: 'private' }, now)
  if (chat.communeId === null) await tx.update(chats).set({ communeId: link.communeId }).where(eq(chats.id, chat.id))
  return openDevice(tx, { communeId: link.communeId, personId: link.personId, chatId: chat.id }, now)
}

/** A device for somebody new, who comes with an invitation. `name` as the person typed it. */
export async function openStranger(
  tx: Tx,
  input: { communeId: number; name: string },
  channelId: number,
  now: Date,
): Promise<{ token: string; device: Device }> {
  const chat = await ensureChat(tx, channelId, { externalId: newAccount(), kind: 'private', title: input.name }, now)
  const token = await openDevice(tx, { communeId: input.communeId, personId: null, chatId: chat.id }, now)
  return { token, device: { chat, sender: { externalId: chat.externalId, name: input.name }, actor: undefined } }
}

async function openDevice(
  tx: Tx,
  device: { communeId: number; personId: number | null; chatId: number },
  now: Date,
): Promise<string> {
  return (await insertLink(tx, { ...device, kind: 'device' }, now)).token
}

/** Says nothing about the person: it is part of what is stored with each update. */
function newAccount(): string {
  return `w${randomBytes(9).toString('base64url').replace(/[-_]/g, '0')}`
}
