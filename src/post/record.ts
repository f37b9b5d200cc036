// Writing down what became of messages: one transaction for all whose answers came in meanwhile. Only messages still
// taken under our own epoch are touched.
import { and, eq, gt, inArray, lt, notInArray, sql } from 'drizzle-orm'
import type { Capabilities } from '../chat/transport.js'
import type { Tx } from '../db/db.js'
import { chats } from '../db/schema/people.js'
import { fileHandles, outbox, questions, screens } from '../db/schema/post.js'
import { holdChat, moveChat, releaseHeld } from './chats.js'
import type { Claimed } from './claim.js'
import type { PostHooks } from './hooks.js'
import type { Verdict } from './verdict.js'

/** That the program died is seldom a message's doing: it is given up only when one has been under way at so many deaths. */
const MOST_DEATHS = 40

export interface Outcome {
  row: Claimed
  verdict: Verdict
}

export interface RecordContext {
  channelId: number
  epoch: number
  hooks: PostHooks
  now: Date
}

/** Writes the outcomes of a channel's messages. */
export async function recordOutcomes(tx: Tx, outcomes: readonly Outcome[], context: RecordContext): Promise<void> {
  await recordSent(tx, outcomes, context)
  for (const { row, verdict } of outcomes) if (verdict.kind !== 'sent') await recordOther(tx, row, verdict, context)
}

interface SentRow {
  row: Claimed
  ref: string
  fileHandle: string | undefined
}

async function recordSent(tx: Tx, outcomes: readonly Outcome[], context: RecordContext): Promise<void> {
  const { channelId, epoch, now } = context
  const sent: SentRow[] = outcomes.flatMap(({ row, verdict }) =>
    verdict.kind === 'sent' ? [{ row, ref: verdict.delivered.ref, fileHandle: verdict.delivered.fileHandle }] : [],
  )
  if (sent.length === 0) return
  await tx
    .update(outbox)
    .set({ state: 'sent', ref: sql`told.ref`, sentAt: now, lastError: null })
    .from(
      sql`json_to_recordset(${asJson(sent.map(({ row, ref }) => ({ id: row.id, ref })))}::json) as told(id bigint, ref text)`,
    )
    .where(and(sql`${outbox.id} = told.id`, eq(outbox.state, 'sending'), eq(outbox.epoch, epoch)))
  const shown = newest(sent.filter(({ row }) => row.slot !== undefined))
  if (shown.length > 0) {
    await tx
      .insert(screens)
      .values(shown.map(({ row, ref }) => ({ chatId: row.chatId, slot: row.slot ?? '', ref, shownAt: now })))
      .onConflictDoUpdate({
        target: [screens.chatId, screens.slot],
        set: { ref: sql`excluded.ref`, shownAt: sql`excluded.shown_at` },
      })
  }
  const asked = sent.flatMap(({ row, ref }) => (row.body.ask ? [{ id: row.body.ask.questionId, ref }] : []))
  if (asked.length > 0) {
    await tx
      .update(questions)
      .set({ ref: sql`told.ref` })
      .from(sql`json_to_recordset(${asJson(asked)}::json) as told(id bigint, ref text)`)
      .where(sql`${questions.id} = told.id`)
  }
  const handles = new Map<number, string>()
  for (const { row, fileHandle } of sent) {
    if (row.file && fileHandle && row.file.handle === undefined) handles.set(row.file.id, fileHandle)
  }
  if (handles.size > 0) {
    await tx
      .insert(fileHandles)
      .values([...handles].map(([fileId, handle]) => ({ fileId, channelId, handle })))
      .onConflictDoUpdate({
        target: [fileHandles.fileId, fileHandles.channelId],
        set: { handle: sql`excluded.handle` },
      })
  }
  // A message got through to a chat that counted as unreachable: what was held for it follows.
  for (const { row } of sent) if (row.unreachable) await releaseHeld(tx, row.chatId)
}

/** The last of each chat and slot. */
function newest(sent: readonly SentRow[]): SentRow[] {
  return [...new Map(sent.map((entry) => [`${entry.row.chatId} ${entry.row.slot}`, entry])).values()]
}

function asJson(rows: readonly { id: number; ref: string }[]): string {
  return JSON.stringify(rows)
}

async function recordOther(
  tx: Tx,
  row: Claimed,
  verdict: Exclude<Verdict, { kind: 'sent' }>,
  context: RecordContext,
): Promise<void> {
  const { channelId, hooks, now } = context
  switch (verdict.kind) {
    case 'again': {
      if (verdict.dropScreen && row.slot !== undefined) {
        await tx.delete(screens).where(and(eq(screens.chatId, row.chatId), eq(screens.slot, row.slot)))
      }
      if (verdict.dropHandle && row.file) {
        await tx
          .delete(fileHandles)
          .where(and(eq(fileHandles.fileId, row.file.id), eq(fileHandles.channelId, channelId)))
      }
      await requeue(tx, row, context, {
        lastError: verdict.reason,
        ...(verdict.unknown ? { unknowns: row.unknowns + 1 } : {}),
        ...(verdict.plain ? { body: verdict.plain } : {}),
      })
      return
    }
    case 'throttled':
      await tx
        .update(chats)
        .set({ throttledAt: now, throttledSeconds: verdict.seconds })
        .where(eq(chats.id, row.chatId))
      await requeue(tx, row, context, { lastError: verdict.reason })
      return
    case 'revoked':
      await requeue(tx, row, context, { lastError: verdict.reason })
      return
    case 'held':
      await leaveSending(tx, row, context, { state: 'held', lastError: verdict.reason })
      if (await holdChat(tx, row.chatId, verdict.reason, now)) {
        await hooks.onUnreachable(tx, row.chatId, verdict.reason, now)
      }
      return
    case 'moved':
      await requeue(tx, row, context, { lastError: null })
      if (await moveChat(tx, row.chatId, verdict.to)) await hooks.onMoved(tx, row.chatId, verdict.to, now)
      return
    case 'refused':
      await refuse(tx, row, verdict, context)
  }
}

async function refuse(
  tx: Tx,
  row: Claimed,
  { reason, unknown = false }: { reason: string; unknown?: boolean },
  context: RecordContext,
): Promise<void> {
  const change = { state: 'refused' as const, lastError: reason, ...(unknown ? { unknowns: row.unknowns + 1 } : {}) }
  if (!(await leaveSending(tx, row, context, change))) return
  const { id: outboxId, chatId, communeId, key, about } = row
  await context.hooks.onRefused(tx, { outboxId, chatId, communeId, key, about, reason, unknown }, context.now)
}

type Change = Partial<typeof outbox.$inferInsert>

async function leaveSending(tx: Tx, row: { id: number }, context: { epoch: number }, change: Change): Promise<boolean> {
  const changed = await tx
    .update(outbox)
    .set(change)
    .where(and(eq(outbox.id, row.id), eq(outbox.state, 'sending'), eq(outbox.epoch, context.epoch)))
    .returning({ id: outbox.id })
  return changed.length > 0
}

/** Back into the queue, unless a newer body of the same screen waits there already. */
async function requeue(
  tx: Tx,
  row: { id: number; chatId: number; slot: string | undefined },
  context: { epoch: number },
  change: Change,
): Promise<void> {
  const newer =
    row.slot === undefined
      ? []
      : await tx
          .select({ id: outbox.id })
          .from(outbox)
          .where(
            and(
              eq(outbox.chatId, row.chatId),
              eq(outbox.slot, row.slot),
              eq(outbox.state, 'queued'),
              gt(outbox.id, row.id),
            ),
          )
          .limit(1)
  await leaveSending(tx, row, context, { ...change, state: newer.length > 0 ? 'expired' : 'queued' })
}

/**
 * Messages that an earlier holder of the lease took and never said more about: it died, or lost the lease, in the middle.
 * They may have been sent. Edits are simply repeated; the rest as the platform allows.
 */
export async function recoverSending(
  tx: Tx,
  capabilities: Pick<Capabilities, 'repeatUnknown' | 'edit'>,
  context: RecordContext,
): Promise<number> {
  const { channelId, epoch } = context
  const rows = await tx
    .select({
      id: outbox.id,
      chatId: outbox.chatId,
      communeId: outbox.communeId,
      key: outbox.key,
      slot: outbox.slot,
      about: outbox.about,
      unknowns: outbox.unknowns,
      epoch: outbox.epoch,
      ref: screens.ref,
    })
    .from(outbox)
    .innerJoin(chats, and(eq(chats.id, outbox.chatId), eq(chats.channelId, channelId)))
    .leftJoin(screens, and(eq(screens.chatId, outbox.chatId), eq(screens.slot, outbox.slot)))
    .where(and(sql`${outbox.state} = 'sending'`, lt(sql`coalesce(${outbox.epoch}, 0)`, epoch)))
    .orderBy(outbox.id)
  if (rows.length === 0) return 0
  await tx
    .update(outbox)
    .set({ epoch })
    .where(
      inArray(
        outbox.id,
        rows.map((row) => row.id),
      ),
    )
  const reason = 'the program stopped before it had the answer'
  for (const found of rows) {
    const row = {
      ...found,
      communeId: found.communeId ?? undefined,
      slot: found.slot ?? undefined,
      about: found.about ?? undefined,
    }
    const isEdit = capabilities.edit && row.ref !== null
    const unknowns = row.unknowns + 1
    if (isEdit || (capabilities.repeatUnknown && unknowns <= MOST_DEATHS)) {
      await requeue(tx, row, context, { lastError: reason, ...(isEdit ? {} : { unknowns }) })
      continue
    }
    if (!(await leaveSending(tx, row, context, { state: 'refused', lastError: reason, unknowns }))) continue
    const { id: outboxId, chatId, communeId, key, about } = row
    await context.hooks.onRefused(tx, { outboxId, chatId, communeId, key, about, reason, unknown: true }, context.now)
  }
  return rows.length
}

/** Puts back what was taken under our own epoch without our knowing, except the messages that are known. */
export async function requeueStrays(tx: Tx, known: readonly number[], context: RecordContext): Promise<void> {
  const rows = await tx
    .select({ id: outbox.id, chatId: outbox.chatId, slot: outbox.slot })
    .from(outbox)
    .innerJoin(chats, and(eq(chats.id, outbox.chatId), eq(chats.channelId, context.channelId)))
    .where(
      and(
        eq(outbox.state, 'sending'),
        eq(outbox.epoch, context.epoch),
        known.length > 0 ? notInArray(outbox.id, [...known]) : undefined,
      ),
    )
  for (const row of rows) await requeue(tx, { ...row, slot: row.slot ?? undefined }, context, {})
}
