// Telling the officers at once whom the bot can no longer reach, and when it can again.

import { and, eq } from 'drizzle-orm'
import type { Tx } from '../../../db/db.js'
import { accounts } from '../../../db/schema/people.js'
import type { Translate } from '../../../lib/i18n.js'
import { holdChat, releaseHeld } from '../../../post/chats.js'
import { listUnits } from '../../communes/store.js'
import { record } from '../../trail/record.js'
import { tellPeople } from '../notify.js'
import { listPosts } from '../posts.js'
import { type Holder, listHolders } from '../store.js'
import { officeName } from '../wording.js'
import { findChat, listServed } from './actions.js'

/**
 * The bot cannot write to this chat any more: `removed` (from a group), `restricted` (it may not write there), `blocked`
 * (by a person) or a platform's own word. Bindings stay; what is addressed to it waits. Tells each commune's officers once.
 */
export async function loseChat(tx: Tx, input: { chatId: number; reason: string }, now: Date): Promise<void> {
  await holdChat(tx, input.chatId, input.reason, now)
  const since = (await findChat(tx, input.chatId)).unreachableAt ?? now
  const known = ['removed', 'restricted', 'blocked'].includes(input.reason) ? input.reason : 'other'
  await tellReach(tx, input.chatId, `unreachable:${since.getTime()}`, `people-lost-${known}`, now)
}

/** The chat is there again. What was held for it goes out; officers who were told of the loss are told of this too. */
export async function regainChat(tx: Tx, chatId: number, now: Date): Promise<boolean> {
  if ((await findChat(tx, chatId)).unreachableAt === null) return false
  await releaseHeld(tx, chatId)
  await tellReach(tx, chatId, `reachable:${now.getTime()}`, 'people-regained', now)
  return true
}

async function tellReach(tx: Tx, chatId: number, key: string, words: string, now: Date): Promise<void> {
  const chat = await findChat(tx, chatId)
  const tellers =
    chat.kind === 'group' ? await aboutGroup(tx, chat.communeId, chatId) : await aboutPerson(tx, chat, now)
  for (const { communeId, whom, not } of tellers) {
    await record(tx, { communeId, subject: `chat:${chatId}`, action: words.replace('people-', 'chat.') }, now)
    const officers = (await listHolders(tx, communeId, ['officer'], now)).filter((one: Holder) => one.personId !== not)
    await tellPeople(
      tx,
      {
        communeId,
        key: `${key}:${chatId}:${communeId}`,
        personIds: officers.map((one) => one.personId),
        message: (t) => ({
          spans: [
            t(words, {
              chat: chatName(t, chat),
              whom: whom(t),
            }),
          ],
        }),
      },
      now,
    )
  }
}

function chatName(t: Translate, { kind, title }: { kind: string; title: string | null }): string {
  if (kind !== 'group') return title || t('people-chat-private')
  return title ? t('people-chat-titled', { title }) : t('people-chat-group')
}

interface Teller {
  communeId: number
  whom: (t: Translate) => string
  /** The person it is about is not told. */
  not: number | undefined
}

async function aboutGroup(tx: Tx, communeId: number | null, chatId: number): Promise<Teller[]> {
  if (communeId === null) return []
  const served = await listServed(tx, communeId, chatId)
  const names = (await listUnits(tx, communeId)).filter((unit) => served.includes(unit.id)).map((unit) => unit.name)
  return [
    { communeId, not: undefined, whom: (t) => (names.length > 0 ? names.join('; ') : t('people-group-of-no-unit')) },
  ]
}

async function aboutPerson(tx: Tx, chat: { channelId: number; externalId: string }, now: Date): Promise<Teller[]> {
  const [account] = await tx
    .select({ personId: accounts.personId })
    .from(accounts)
    .where(and(eq(accounts.channelId, chat.channelId), eq(accounts.externalId, chat.externalId)))
  if (!account) return []
  const posts = await listPosts(tx, { personId: account.personId }, now)
  return [...new Set(posts.map((post) => post.communeId))].map((communeId) => ({
    communeId,
    not: account.personId,
    whom: (t) => {
      const mine = posts.filter((post) => post.communeId === communeId)
      return `${mine[0]?.name ?? ''} (${mine.map((post) => officeName(t, post.role, post.unit)).join(', ')})`
    },
  }))
}
