// What would be sent at a moment if nothing changed until then: `dondoc remind --at TIME --dry-run`. Writes nothing.
import { and, eq, inArray } from 'drizzle-orm'
import { type Message, plainText } from '../../chat/message.js'
import type { Tx } from '../../db/db.js'
import { communes } from '../../db/schema/communes.js'
import { accounts, chats, persons } from '../../db/schema/people.js'
import { dayOf, timeOf, writeDay } from '../../lib/day.js'
import { translator } from '../../lib/i18n.js'
import { planMorning } from './morning.js'
import { listDue } from './store.js'

/** A digest as it would be sent. */
export interface DryDigest {
  communeId: number
  chatId: number
  key: string
  message: Message
  /** Numbers of the work in it. */
  numbers: number[]
}

/** The digests of this moment, of all communes or one. */
export async function digestsAt(tx: Tx, communeId: number | undefined, at: Date): Promise<DryDigest[]> {
  const found: DryDigest[] = []
  for (const [commune, ids] of await listDue(tx, at, communeId)) {
    const morning = await planMorning(tx, { communeId: commune, ids, lock: false }, at)
    for (const { chatId, key, message, numbers } of morning.digests)
      found.push({ communeId: commune, chatId, key, message, numbers })
  }
  return found
}

/** The same to be read on a terminal: who gets what. */
export async function dryRun(tx: Tx, communeId: number | undefined, at: Date): Promise<string> {
  const t = translator('vi')
  const when = `${timeOf(at)} ${writeDay(dayOf(at))}`
  const digests = await digestsAt(tx, communeId, at)
  if (digests.length === 0) return t('reminders-dry-nothing', { when })
  const names = await namesOf(tx, digests)
  const texts = digests.map((digest) => {
    const heading = t('reminders-dry-to', {
      commune: names.communes.get(digest.communeId) ?? '',
      chat: names.chats.get(digest.chatId) ?? String(digest.chatId),
    })
    return `${heading}\n${plainText(digest.message.spans)}`
  })
  return [t('reminders-dry-count', { when, count: String(digests.length) }), ...texts].join('\n\n')
}

async function namesOf(tx: Tx, digests: readonly DryDigest[]) {
  const communeRows = await tx
    .select({ id: communes.id, name: communes.name })
    .from(communes)
    .where(inArray(communes.id, [...new Set(digests.map((digest) => digest.communeId))]))
  const chatRows = await tx
    .select({ id: chats.id, title: chats.title, externalId: chats.externalId, person: persons.name })
    .from(chats)
    .leftJoin(accounts, and(eq(accounts.channelId, chats.channelId), eq(accounts.externalId, chats.externalId)))
    .leftJoin(persons, eq(persons.id, accounts.personId))
    .where(inArray(chats.id, [...new Set(digests.map((digest) => digest.chatId))]))
  return {
    communes: new Map(communeRows.map((row) => [row.id, row.name])),
    chats: new Map(chatRows.map((row) => [row.id, row.title ?? row.person ?? row.externalId])),
  }
}
