// Reports put before the officers: each file once, whatever work it was given for, then each report with its buttons.
import { and, eq } from 'drizzle-orm'
import type { Tx } from '../../../db/db.js'
import { outbox } from '../../../db/schema/post.js'
import { translator } from '../../../lib/i18n.js'
import { ANSWER, isQueued, queueMessage } from '../../../post/outbox.js'
import { privateChatsOfRoles } from '../../people/store.js'
import { subjectOf } from '../change.js'
import { groupBy } from '../grouping.js'
import { forgetScreen } from '../screens.js'
import { type EvidenceItem, evidenceOf, viewsOf } from '../store.js'
import type { AssignmentView } from '../view.js'
import { confirmMessage, confirmSlot } from './confirmation.js'

interface Report {
  view: AssignmentView
  items: EvidenceItem[]
}

type Officer = Awaited<ReturnType<typeof privateChatsOfRoles>>[number]

/**
 * Puts reports before every officer in private: files first (unless they have them already), then each work with `Xác nhận` and `Yêu cầu
 * bổ sung`. What is added to a report changes the message they have.
 */
export async function askConfirmation(
  tx: Tx,
  communeId: number,
  assignmentIds: readonly number[],
  now: Date,
  { filesGiven = false } = {},
): Promise<void> {
  const views = (await viewsOf(tx, communeId, assignmentIds)).filter((view) => view.status === 'awaiting')
  if (views.length === 0) return
  const given = await evidenceOf(
    tx,
    communeId,
    views.map((view) => view.id),
  )
  const reports = views.map((view): Report => ({ view, items: given.get(view.id) ?? [] }))
  for (const to of await privateChatsOfRoles(tx, communeId, ['officer'], now)) {
    if (!filesGiven) await sendFiles(tx, { communeId, to, reports }, now)
    for (const report of reports) await askOf(tx, { communeId, to, report }, now)
  }
}

/** One file given for several at once is one message that names them all; given anew it comes anew. */
async function sendFiles(
  tx: Tx,
  { communeId, to, reports }: { communeId: number; to: Officer; reports: readonly Report[] },
  now: Date,
): Promise<void> {
  const t = translator(to.locale)
  const given = reports.flatMap(({ view, items }) =>
    items.flatMap(({ fileId, givenAt }) => (fileId === null ? [] : [{ view, fileId, givenAt }])),
  )
  const files = groupBy(given, ({ fileId, givenAt }) => `${fileId}:${givenAt.getTime()}`)
  for (const [key, [first, ...others]] of files) {
    if (!first) continue
    const of = [first, ...others].map(({ view }) => view)
    const numbers = of.map(({ number }) => `#${number}`).join(', ')
    const unit = [...new Set(of.map((view) => view.unit.name))].join('; ')
    const message = { spans: [t('assignments-confirm-file', { numbers, unit })], fileId: first.fileId }
    const { chatId } = to
    await queueMessage(tx, { chatId, communeId, key: `evidence:${key}:${chatId}`, class: ANSWER, message }, now)
  }
}

async function askOf(
  tx: Tx,
  { communeId, to, report }: { communeId: number; to: Officer; report: Report },
  now: Date,
): Promise<void> {
  const { chatId } = to
  const { view, items } = report
  const slot = confirmSlot(view.id)
  const first = `${slot}:report${view.reportedAt?.getTime() ?? 0}:${chatId}`
  const [told] = await tx.select({ id: outbox.id }).from(outbox).where(eq(outbox.key, first))
  if (!told) {
    // A new message, under its own key: what waits to change the old one goes.
    await forgetScreen(tx, chatId, slot)
    await tx.delete(outbox).where(and(eq(outbox.chatId, chatId), eq(outbox.slot, slot), isQueued))
  }
  await queueMessage(
    tx,
    {
      chatId,
      communeId,
      key: told ? `${slot}:${view.version}:${chatId}` : first,
      slot,
      class: ANSWER,
      about: subjectOf(view.id),
      message: confirmMessage(translator(to.locale), view, items),
    },
    now,
  )
}
