// What the bot is going to say. One row is one platform call; the row is written in the transaction that made it necessary.
import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { type Message, plainText } from '../chat/message.js'
import type { Capabilities } from '../chat/transport.js'
import type { Tx } from '../db/db.js'
import { files } from '../db/schema/files.js'
import { channels, chats } from '../db/schema/people.js'
import { outbox } from '../db/schema/post.js'
import { type Locale, type Translate, translator } from '../lib/i18n.js'
import { fitMessage } from './fit.js'
import { fileLink } from './links.js'
import { keepOffers, numberChoices, openNumbers, spellOut } from './offers.js'
import { capabilitiesOf } from './platforms.js'

export const ANSWER = 0
export const CARD = 1
export const DIGEST = 2

/**
 * As the partial indexes have it: a statement that is kept may be planned without its parameters, and for `state = $1` none of them
 * serves, so that it reads every message there ever was or is planned anew each time.
 */
export const isQueued = sql`${outbox.state} = 'queued'`
/** Not said yet. */
export const isComing = sql`${outbox.state} in ('queued', 'sending', 'held')`

export interface Outgoing {
  chatId: number
  communeId?: number
  /** `what:which:when-or-version:whom`. Queued again under the same key, it is not said twice. */
  key: string
  /** A message that changes in place; a newer body replaces a queued one. */
  slot?: string
  class: 0 | 1 | 2
  /** "assignment:17": lets an answer withdraw what it made pointless. */
  about?: string
  notBefore?: Date
  expiresAt?: Date
  /** It only brings up to date what stands there already: where nothing can be changed in place it is not said. */
  refresh?: boolean
  /** The account whom this answers: where choices are numbered, a number typed next in a group counts as theirs alone. */
  answers?: string | undefined
  message: Message
}

/** Queues a message. Long texts become several rows. Nothing happens when the key was used before. */
export async function queueMessage(tx: Tx, outgoing: Outgoing, now: Date): Promise<void> {
  const place = await placeOf(tx, outgoing.chatId)
  if (place.capabilities.buttons) await insertParts(tx, outgoing, place.capabilities, now)
  else await queueNumbered(tx, outgoing, place, now)
}

/** Where there are no buttons: choices become numbers, and what could only be changed in place is left unsaid. */
async function queueNumbered(tx: Tx, outgoing: Outgoing, place: Place, now: Date): Promise<void> {
  const { chatId, key, slot, message, answers } = outgoing
  const { capabilities } = place
  const [known] = await tx
    .select({ key: outbox.key })
    .from(outbox)
    .where(
      outgoing.refresh && !capabilities.edit
        ? and(eq(outbox.chatId, chatId), eq(outbox.slot, slot ?? ''), isQueued)
        : eq(outbox.key, key),
    )
  if (outgoing.refresh && !capabilities.edit ? !known : known) return
  const t = translator(place.locale)
  const numbered = numberChoices(message, await openNumbers(tx, { chatId, slot }, now))
  const file = capabilities.documentsOut ? undefined : await fileWords(tx, message, t, now)
  const hint = t(place.kind === 'group' ? 'zalo-choose-group' : 'zalo-choose', {
    number: String(numbered.find((offer) => !offer.own)?.number ?? numbered[0]?.number ?? 1),
  })
  const spelled = spellOut(message, { numbered, hint, ...(file ? { file } : {}) })
  if (plainText(spelled.spans).trim() === '') return
  const answered = answers !== undefined && place.kind === 'group' ? { answers } : {}
  const last = await insertParts(tx, { ...outgoing, message: { ...spelled, ...answered } }, capabilities, now)
  if (last !== undefined) await keepOffers(tx, { chatId, key: last, numbered }, now)
}

/** What is said in place of a file that cannot be sent: where to fetch it. Without pages of our own a picture is left out, it only shows what the text says. */
async function fileWords(tx: Tx, message: Message, t: Translate, now: Date): Promise<string | undefined> {
  if (message.fileId === undefined) return undefined
  const [file] = await tx
    .select({ name: files.name, communeId: files.communeId })
    .from(files)
    .where(eq(files.id, message.fileId))
  if (!file) return undefined
  const link = await fileLink(tx, { communeId: file.communeId, fileId: message.fileId }, now)
  if (link) return t(message.picture ? 'zalo-picture-link' : 'zalo-file-link', { name: file.name, link })
  return message.picture ? undefined : t('zalo-file-left-out', { name: file.name })
}

/** The keys under which the further rows of a long message may lie. */
export function furtherKeys(key: string): string[] {
  return [2, 3, 4, 5, 6].map((part) => `${key}~${part}`)
}

/** Returns the key of the row that holds the last part, or undefined when it was said before. */
async function insertParts(
  tx: Tx,
  outgoing: Outgoing,
  capabilities: Capabilities,
  now: Date,
): Promise<string | undefined> {
  let last: string | undefined
  for (const [index, message] of fitMessage(outgoing.message, capabilities).entries()) {
    const suffix = index === 0 ? '' : `~${index + 1}`
    last = await insertRow(
      tx,
      { ...outgoing, key: outgoing.key + suffix, ...(outgoing.slot ? { slot: outgoing.slot + suffix } : {}), message },
      now,
    )
  }
  return last
}

/**
 * Queues messages that have no slot, for any number of chats, in two statements where the platform has buttons. Otherwise as
 * `queueMessage`: a key that was used before is not said again.
 */
export async function queueMessages(tx: Tx, list: readonly Omit<Outgoing, 'slot'>[], now: Date): Promise<void> {
  if (list.length === 0) return
  const platforms = await platformsOf(
    tx,
    list.map((outgoing) => outgoing.chatId),
  )
  const rows: (typeof outbox.$inferInsert)[] = []
  for (const outgoing of list) {
    const platform = platforms.get(outgoing.chatId)
    if (!platform) throw new Error(`no chat ${outgoing.chatId}`)
    const capabilities = capabilitiesOf(platform)
    if (!capabilities.buttons) {
      await queueMessage(tx, outgoing, now)
      continue
    }
    for (const [index, message] of fitMessage(outgoing.message, capabilities).entries()) {
      const key = index === 0 ? outgoing.key : `${outgoing.key}~${index + 1}`
      rows.push(rowValues({ ...outgoing, key, message }, now))
    }
  }
  for (let from = 0; from < rows.length; from += BATCH)
    await tx
      .insert(outbox)
      .values(rows.slice(from, from + BATCH))
      .onConflictDoNothing({ target: outbox.key })
}

const BATCH = 500

async function platformsOf(tx: Tx, chatIds: readonly number[]) {
  const rows = await tx
    .select({ id: chats.id, platform: channels.platform })
    .from(chats)
    .innerJoin(channels, eq(channels.id, chats.channelId))
    .where(inArray(chats.id, [...new Set(chatIds)]))
  return new Map(rows.map((row) => [row.id, row.platform]))
}

function rowValues(outgoing: Outgoing, now: Date) {
  const { chatId, key, slot, about, message, notBefore, expiresAt, communeId } = outgoing
  return {
    chatId,
    communeId: communeId ?? null,
    key,
    slot: slot ?? null,
    class: outgoing.class,
    about: about ?? null,
    body: message,
    notBefore: notBefore ?? null,
    expiresAt: expiresAt ?? null,
    createdAt: now,
  }
}

/** Returns the key of the row, another one when it took the place of a queued row of its slot. */
async function insertRow(tx: Tx, outgoing: Outgoing, now: Date): Promise<string | undefined> {
  const { chatId, slot, message, key } = outgoing
  const values = rowValues(outgoing, now)
  for (;;) {
    if (slot) {
      const replaced = await tx
        .update(outbox)
        .set({ body: message, about: values.about })
        .where(and(eq(outbox.chatId, chatId), eq(outbox.slot, slot), isQueued))
        .returning({ key: outbox.key })
      if (replaced[0]) return replaced[0].key
    }
    const [row] = await tx.insert(outbox).values(values).onConflictDoNothing().returning({ key: outbox.key })
    if (row || !slot) return row?.key
    const [known] = await tx.select({ id: outbox.id }).from(outbox).where(eq(outbox.key, key))
    if (known) return undefined
    // Another transaction queued a message for the slot meanwhile: the newer body takes its place.
  }
}

/** Deletes queued messages about these subjects: an answer made them pointless. Those being sent are not touched. */
export async function withdrawQueued(tx: Tx, about: string[], classes: number[] = [CARD, DIGEST]): Promise<number> {
  if (about.length === 0) return 0
  const gone = await tx
    .delete(outbox)
    .where(and(inArray(outbox.about, about), isQueued, inArray(outbox.class, classes), isNull(outbox.slot)))
    .returning({ id: outbox.id })
  return gone.length
}

/** What the platform of a chat can do. */
export async function chatCapabilities(tx: Tx, chatId: number): Promise<Capabilities> {
  return (await placeOf(tx, chatId)).capabilities
}

/** The bot's words for a chat: in its language, and for what its platform can do. For what is no reply there: chores, what others are told. */
export async function chatWords(tx: Tx, chatId: number): Promise<Translate> {
  const { locale, capabilities } = await placeOf(tx, chatId)
  return translator(locale, { typed: !capabilities.buttons })
}

interface Place {
  capabilities: Capabilities
  kind: 'private' | 'group'
  locale: Locale
}

async function placeOf(tx: Tx, chatId: number): Promise<Place> {
  const [row] = await tx
    .select({ platform: channels.platform, kind: chats.kind, locale: chats.locale })
    .from(chats)
    .innerJoin(channels, eq(channels.id, chats.channelId))
    .where(eq(chats.id, chatId))
  if (!row) throw new Error(`no chat ${chatId}`)
  return { capabilities: capabilitiesOf(row.platform), kind: row.kind, locale: row.locale }
}

/** The newest message waiting for a chat: to see whether something was said since. */
export async function lastQueued(tx: Tx, chatId: number): Promise<number | undefined> {
  const [row] = await tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.chatId, chatId), isComing))
    .orderBy(desc(outbox.id))
    .limit(1)
  return row?.id
}
