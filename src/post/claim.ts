// Which queued messages could go next, and taking them for sending. A message is taken under the lease, in a statement of
// its own, before the platform hears of it: whoever finds it taken by a dead process knows that it may have been sent.
import { and, eq, inArray, isNotNull, isNull, lte, or, sql } from 'drizzle-orm'
import type { Message } from '../chat/message.js'
import type { SendFile } from '../chat/transport.js'
import type { Db } from '../db/db.js'
import { files } from '../db/schema/files.js'
import { chats } from '../db/schema/people.js'
import { fileHandles, outbox, screens } from '../db/schema/post.js'
import { filePath } from '../files/store.js'
import { underEpoch } from './lease.js'
import { isQueued } from './outbox.js'

/** The messages of one class waiting for one chat. */
export interface Waiting {
  chatId: number
  group: boolean
  class: number
  /** The oldest: the one that goes first. */
  firstId: number
  count: number
  /** Some of them should have gone out earlier and no longer may. */
  expired: boolean
}

/** What could be sent by this channel now, as far as the clock goes. */
export async function listWaiting(db: Db, channelId: number, now: Date): Promise<Waiting[]> {
  return await db
    .select({
      chatId: outbox.chatId,
      group: sql<boolean>`${chats.kind} = 'group'`,
      class: outbox.class,
      firstId: sql`min(${outbox.id})`.mapWith(Number),
      count: sql`count(*)`.mapWith(Number),
      expired: sql<boolean>`coalesce(bool_or(${lte(outbox.expiresAt, now)}), false)`,
    })
    .from(outbox)
    .innerJoin(chats, and(eq(chats.id, outbox.chatId), eq(chats.channelId, channelId)))
    .where(and(isQueued, or(isNull(outbox.notBefore), lte(outbox.notBefore, now))))
    .groupBy(outbox.chatId, chats.kind, outbox.class)
}

/** Sets aside what is too late to be said. */
export async function expireQueued(db: Db, now: Date): Promise<void> {
  await db
    .update(outbox)
    .set({ state: 'expired' })
    .where(and(isQueued, isNotNull(outbox.expiresAt), lte(outbox.expiresAt, now)))
}

/** A message taken for sending. */
export interface Claimed {
  id: number
  communeId: number | undefined
  chatId: number
  externalChatId: string
  group: boolean
  /** The chat counted as unreachable: that it can be reached again is news. */
  unreachable: boolean
  class: number
  key: string
  slot: string | undefined
  about: string | undefined
  body: Message
  unknowns: number
  /** The message on the platform that it changes. */
  ref: string | undefined
  file: (SendFile & { id: number }) | undefined
}

/** Takes these messages, those that are still queued, in the order given. */
export async function claimMessages(
  db: Db,
  ids: readonly number[],
  epoch: number,
  filesFolder: string,
): Promise<Claimed[]> {
  const rows = await db
    .update(outbox)
    .set({ state: 'sending', epoch, attempts: sql`${outbox.attempts} + 1` })
    .from(chats)
    .where(and(eq(chats.id, outbox.chatId), inArray(outbox.id, [...ids]), isQueued, underEpoch(epoch)))
    .returning({
      id: outbox.id,
      communeId: outbox.communeId,
      chatId: outbox.chatId,
      channelId: chats.channelId,
      externalChatId: chats.externalId,
      kind: chats.kind,
      unreachableAt: chats.unreachableAt,
      class: outbox.class,
      key: outbox.key,
      slot: outbox.slot,
      about: outbox.about,
      body: outbox.body,
      unknowns: outbox.unknowns,
    })
  const refs = await screenRefs(db, rows)
  const attached = await attachedFiles(db, rows, filesFolder)
  const claimed = rows.map(({ channelId: _, kind, unreachableAt, ...row }) => ({
    ...row,
    communeId: row.communeId ?? undefined,
    slot: row.slot ?? undefined,
    about: row.about ?? undefined,
    group: kind === 'group',
    unreachable: unreachableAt !== null,
    ref: refs.get(`${row.chatId} ${row.slot}`),
    file: row.body.fileId === undefined ? undefined : attached.get(row.body.fileId),
  }))
  return claimed.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}

async function screenRefs(db: Db, rows: { chatId: number; slot: string | null }[]): Promise<Map<string, string>> {
  const slots = rows.flatMap((row) => (row.slot === null ? [] : [row.slot]))
  if (slots.length === 0) return new Map()
  const found = await db
    .select()
    .from(screens)
    .where(
      and(
        inArray(
          screens.chatId,
          rows.map((row) => row.chatId),
        ),
        inArray(screens.slot, slots),
      ),
    )
  return new Map(found.map((screen) => [`${screen.chatId} ${screen.slot}`, screen.ref]))
}

async function attachedFiles(
  db: Db,
  rows: { channelId: number; body: Message }[],
  filesFolder: string,
): Promise<Map<number, SendFile & { id: number }>> {
  const ids = rows.flatMap((row) => row.body.fileId ?? [])
  const channelId = rows[0]?.channelId
  if (ids.length === 0 || channelId === undefined) return new Map()
  const found = await db
    .select({ id: files.id, sha256: files.sha256, name: files.name, type: files.type, handle: fileHandles.handle })
    .from(files)
    .leftJoin(fileHandles, and(eq(fileHandles.fileId, files.id), eq(fileHandles.channelId, channelId)))
    .where(inArray(files.id, ids))
  return new Map(
    found.map(({ sha256, handle, ...file }) => [
      file.id,
      { ...file, path: filePath(filesFolder, sha256), ...(handle ? { handle } : {}) },
    ]),
  )
}
