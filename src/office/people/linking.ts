// `/ketnoi`: the same person on a second platform. A one-time code, shown in private here, is sent to the bot there.
import { randomBytes } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import type { Sender } from '../../chat/incoming.js'
import type { Tx } from '../../db/db.js'
import { accounts, channels } from '../../db/schema/people.js'
import { questions } from '../../db/schema/post.js'
import { UserError } from '../../lib/errors.js'
import { type Ctx, type Entries, roles } from '../../talk/entry.js'
import { reply } from '../../talk/reply.js'
import { hashCode } from '../communes/invitation.js'
import { record } from '../trail/record.js'
import { tellPeople } from './notify.js'
import { listPosts } from './posts.js'

/** Kept as a question that nobody has to answer: `questions.action`. */
const KIND = 'people.link'
const LIFETIME = 60 * 60_000

export const linkingEntries: Entries = {
  commands: { ketnoi: { who: roles, where: 'private', run: offerLink } },
}

/** Bots of the commune besides the one that is spoken to. */
export async function otherPlatforms(tx: Tx, channelId: number, communeId: number) {
  return (await tx.select().from(channels)).filter(
    (one) => one.platform !== 'web' && one.id !== channelId && (one.communeId === null || one.communeId === communeId),
  )
}

async function offerLink(tx: Tx, ctx: Ctx): Promise<void> {
  const { t, actor, chat, now } = ctx
  const others = await otherPlatforms(tx, chat.channelId, actor.communeId)
  if (others.length === 0) throw new UserError('people-link-nowhere')
  const code = randomBytes(16).toString('base64url')
  await tx.insert(questions).values({
    communeId: actor.communeId,
    chatId: chat.id,
    personId: actor.personId,
    action: KIND,
    data: { codeHash: hashCode(code), expiresAt: now.getTime() + LIFETIME },
    askedAt: now,
    // Closed from the start, so that no text is taken for its answer.
    closedAt: now,
  })
  const bots = others.map((one) => one.username).join(', ')
  await reply(tx, ctx, t('people-link-offer', { bots }))
  await reply(tx, ctx, `/start ${code}`)
}

/**
 * Joins the sender's account to the person who made this code. Undefined when it is no such code. Throws a `UserError` when the
 * code is too old, or the account or the platform is taken.
 */
export async function useLink(
  tx: Tx,
  input: { code: string; channelId: number; sender: Sender },
  now: Date,
): Promise<{ personId: number; communeId: number } | undefined> {
  const { channelId, sender } = input
  const [found] = await tx
    .select()
    .from(questions)
    .where(and(eq(questions.action, KIND), sql`${questions.data} ->> 'codeHash' = ${hashCode(input.code)}`))
    .for('update')
  if (!found || found.communeId === null) return undefined
  const { personId, communeId } = found
  if (found.data.usedAt !== undefined || Number(found.data.expiresAt) <= now.getTime())
    throw new UserError('people-link-expired')
  const mine = await tx.select().from(accounts).where(eq(accounts.personId, personId))
  if (mine.some((one) => one.channelId === channelId && one.externalId !== sender.externalId))
    throw new UserError('people-link-other')
  const [known] = await tx
    .select()
    .from(accounts)
    .where(and(eq(accounts.channelId, channelId), eq(accounts.externalId, sender.externalId)))
  if (known && known.personId !== personId && (await listPosts(tx, { personId: known.personId }, now)).length > 0)
    throw new UserError('people-link-taken')
  // Told first, so that it reaches the account that was there before.
  await tellLinked(tx, { personId, communeId, name: sender.name }, now)
  await tx
    .insert(accounts)
    .values({ channelId, externalId: sender.externalId, personId, username: sender.username ?? null })
    .onConflictDoUpdate({ target: [accounts.channelId, accounts.externalId], set: { personId } })
  await tx
    .update(questions)
    .set({ data: { ...found.data, usedAt: now.getTime() } })
    .where(eq(questions.id, found.id))
  await record(
    tx,
    {
      communeId,
      subject: `person:${personId}`,
      action: 'person.link',
      actorId: personId,
      after: { channelId },
    },
    now,
  )
  return { personId, communeId }
}

/** Tells the person that another account is theirs now. */
async function tellLinked(
  tx: Tx,
  input: { personId: number; communeId: number; name: string },
  now: Date,
): Promise<void> {
  const { personId, communeId, name } = input
  await tellPeople(
    tx,
    {
      communeId,
      key: `linked:${personId}:${now.getTime()}`,
      personIds: [personId],
      message: (t) => ({ spans: [t('people-link-told', { name })] }),
    },
    now,
  )
}
