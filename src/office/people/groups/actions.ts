// Which group serves which units, and what happens when a chat is lost, found again, renamed or moved.
import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../../../db/db.js'
import { chats, chatUnits } from '../../../db/schema/people.js'
import { screens } from '../../../db/schema/post.js'
import { UserError } from '../../../lib/errors.js'
import { translator } from '../../../lib/i18n.js'
import { holdChat, moveChat, releaseHeld } from '../../../post/chats.js'
import { ANSWER, queueMessage } from '../../../post/outbox.js'
import { oneLine } from '../../communes/names.js'
import { listUnits, lockCommune } from '../../communes/store.js'
import { record } from '../../trail/record.js'
import type { PeopleHooks } from '../hooks.js'
import type { Chat } from '../store.js'

export async function findChat(tx: Tx, chatId: number): Promise<Chat> {
  const [row] = await tx.select().from(chats).where(eq(chats.id, chatId))
  if (!row) throw new Error(`no chat ${chatId}`)
  return row
}

/** The units served in a group. */
export async function listServed(tx: Tx, communeId: number, chatId: number): Promise<number[]> {
  const rows = await tx
    .select({ unitId: chatUnits.unitId })
    .from(chatUnits)
    .where(and(eq(chatUnits.communeId, communeId), eq(chatUnits.chatId, chatId)))
  return rows.map((row) => row.unitId)
}

/** Makes a group one of this commune's, so that its officers can say whom it serves. A group that serves another commune stays there. */
export async function claimGroup(
  tx: Tx,
  input: { chatId: number; communeId: number; actorId: number },
  now: Date,
): Promise<void> {
  const chat = await findChat(tx, input.chatId)
  if (chat.communeId === input.communeId) return
  if (chat.communeId !== null && (chat.common || (await listServed(tx, chat.communeId, chat.id)).length > 0))
    throw new UserError('people-group-elsewhere')
  await tx.update(chats).set({ communeId: input.communeId }).where(eq(chats.id, chat.id))
  await record(
    tx,
    {
      communeId: input.communeId,
      subject: `chat:${chat.id}`,
      action: 'chat.claim',
      actorId: input.actorId,
      after: { title: chat.title },
    },
    now,
  )
}

export interface Bound {
  /** The units this group serves that it did not serve before. */
  added: number[]
  unitIds: number[]
}

/**
 * Says which units a group serves: exactly these. A unit has one group, so it leaves the one it was in, which is told.
 * `common` makes it the group of all heads, which also serves the units that have no group.
 */
export async function bindGroup(
  tx: Tx,
  input: { communeId: number; chatId: number; unitIds: readonly number[]; common: boolean; actorId: number },
  hooks: PeopleHooks,
  now: Date,
): Promise<Bound> {
  const { communeId, chatId } = input
  await lockCommune(tx, communeId)
  const chat = await findChat(tx, chatId)
  if (chat.communeId !== communeId || chat.kind !== 'group') throw new UserError('people-group-elsewhere')
  const units = await listUnits(tx, communeId)
  const bindings = await tx.select().from(chatUnits).where(eq(chatUnits.communeId, communeId))
  const before = bindings.filter((one) => one.chatId === chatId).map((one) => one.unitId)
  const elsewhere = bindings.filter((one) => one.chatId !== chatId)
  const unitIds = input.common
    ? units.filter((unit) => unit.kind === 'unit' && !elsewhere.some((one) => one.unitId === unit.id)).map((u) => u.id)
    : units.filter((unit) => input.unitIds.includes(unit.id)).map((unit) => unit.id)
  const added = unitIds.filter((id) => !before.includes(id))
  const removed = before.filter((id) => !unitIds.includes(id))
  const common = input.common || unitIds.length > 1

  if (removed.length > 0)
    await tx.delete(chatUnits).where(and(eq(chatUnits.communeId, communeId), inArray(chatUnits.unitId, removed)))
  if (added.length > 0) {
    await tx.delete(chatUnits).where(and(eq(chatUnits.communeId, communeId), inArray(chatUnits.unitId, added)))
    await tx.insert(chatUnits).values(added.map((unitId) => ({ communeId, chatId, unitId })))
  }
  if (common !== chat.common) await tx.update(chats).set({ common }).where(eq(chats.id, chatId))
  if (added.length === 0 && removed.length === 0 && common === chat.common) return { added, unitIds }

  await record(
    tx,
    {
      communeId,
      subject: `chat:${chatId}`,
      action: 'chat.bind',
      actorId: input.actorId,
      before: { unitIds: before, common: chat.common },
      after: { unitIds, common },
    },
    now,
  )
  const left = new Set(elsewhere.filter((one) => added.includes(one.unitId)).map((one) => one.chatId))
  for (const old of left) {
    const gone = elsewhere.filter((one) => one.chatId === old && added.includes(one.unitId)).map((one) => one.unitId)
    const names = units.filter((unit) => gone.includes(unit.id)).map((unit) => unit.name)
    await leaveGroup(tx, { communeId, chatId: old, names }, now)
  }
  if (added.length > 0) await hooks.unitsBound?.(tx, { communeId, chatId, unitIds: added }, now)
  for (const old of left) await forwardHeld(tx, { communeId, chatId: old, to: chatId })
  return { added, unitIds }
}

/** What waited for units in a group that cannot be reached goes to their new one, once the old one serves nobody. */
async function forwardHeld(tx: Tx, input: { communeId: number; chatId: number; to: number }): Promise<void> {
  const old = await findChat(tx, input.chatId)
  if (!old.unreachableAt || (await listServed(tx, input.communeId, old.id)).length > 0) return
  await releaseHeld(tx, old.id, input.to)
}

/** Says in the old group that these units are served elsewhere now. */
export async function leaveGroup(
  tx: Tx,
  input: { communeId: number; chatId: number; names: string[] },
  now: Date,
): Promise<void> {
  const chat = await findChat(tx, input.chatId)
  if (chat.unreachableAt) return
  await queueMessage(
    tx,
    {
      chatId: chat.id,
      communeId: input.communeId,
      key: `group-left:${chat.id}:${now.getTime()}`,
      class: ANSWER,
      message: { spans: [translator(chat.locale)('people-group-left', { units: input.names.join('; ') })] },
    },
    now,
  )
}

export async function renameChat(tx: Tx, chatId: number, title: string): Promise<void> {
  await tx
    .update(chats)
    .set({ title: oneLine(title, 128) })
    .where(eq(chats.id, chatId))
}

/**
 * A group became a supergroup and has another id: bindings, history and what waits follow. `chatId` is the row under the
 * old id. Either of the two signals may come first, or a row for the new id may have been made by a message there.
 */
export async function followChat(
  tx: Tx,
  input: { chatId: number; to: string },
  hooks: PeopleHooks,
  now: Date,
): Promise<void> {
  const old = await findChat(tx, input.chatId)
  if (old.externalId === input.to) return
  const [stray] = await tx
    .select()
    .from(chats)
    .where(and(eq(chats.channelId, old.channelId), eq(chats.externalId, input.to)))
  if (stray) {
    const strayServes = stray.communeId !== null && (await listServed(tx, stray.communeId, stray.id)).length > 0
    // The move was followed before, or the new group was set up by hand: what is there stands.
    if (strayServes || stray.common || old.communeId === null) {
      await holdChat(tx, old.id, 'moved', now)
      return
    }
  }
  await moveChat(tx, old.id, input.to)
  if (old.unreachableAt) await releaseHeld(tx, old.id)
  await resumeMoved(tx, { chatId: old.id, from: old.externalId, to: input.to }, hooks, now)
}

/** After a chat got its new id: messages are numbered anew there, so no screen can be changed any more and open work is shown again. */
export async function resumeMoved(
  tx: Tx,
  input: { chatId: number; from?: string; to: string },
  hooks: PeopleHooks,
  now: Date,
): Promise<void> {
  const { chatId, from, to } = input
  const { communeId } = await findChat(tx, chatId)
  await tx.delete(screens).where(eq(screens.chatId, chatId))
  if (communeId === null) return
  const before = from === undefined ? {} : { before: { externalId: from } }
  await record(
    tx,
    { communeId, subject: `chat:${chatId}`, action: 'chat.move', ...before, after: { externalId: to } },
    now,
  )
  const unitIds = await listServed(tx, communeId, chatId)
  if (unitIds.length > 0) await hooks.unitsBound?.(tx, { communeId, chatId, unitIds }, now)
}
