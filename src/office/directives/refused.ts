// A message that the platform will not take: the officers are told which work it was about, what the group sees now, and what to do.
import { and, eq, lt } from 'drizzle-orm'
import { plainText } from '../../chat/message.js'
import type { Tx } from '../../db/db.js'
import { assignments } from '../../db/schema/assignments.js'
import { units } from '../../db/schema/communes.js'
import { outbox } from '../../db/schema/post.js'
import type { Translate } from '../../lib/i18n.js'
import { shorten } from '../../lib/vietnamese.js'
import type { RefusedMessage } from '../../post/hooks.js'
import { listUnits } from '../communes/store.js'
import { listServed } from '../people/groups/actions.js'
import { tellOfficers } from '../people/notify.js'
import { findChatById } from '../people/store.js'
import { directiveName } from './letter.js'
import { findDirective } from './store.js'

/** Trouble with a private chat is not passed on: officers would be told of themselves. */
export async function tellRefused(tx: Tx, refused: RefusedMessage, now: Date): Promise<void> {
  const { chatId, outboxId } = refused
  const chat = await findChatById(tx, chatId)
  if (!chat?.communeId || chat.kind !== 'group') return
  const { communeId } = chat
  const [row] = await tx.select({ slot: outbox.slot, body: outbox.body }).from(outbox).where(eq(outbox.id, outboxId))
  const words = shorten(row ? plainText(row.body.spans).replace(/\s+/g, ' ') : '', 200)
  const named = await workNamed(tx, communeId, [row?.slot ?? '', refused.about ?? ''])
  const served = await listServed(tx, communeId, chatId)
  const names = (await listUnits(tx, communeId)).filter((unit) => served.includes(unit.id)).map((unit) => unit.name)
  const changes = row?.slot ? await isShown(tx, { chatId, slot: row.slot, outboxId }) : false
  await tellOfficers(
    tx,
    {
      communeId,
      key: `refused:${outboxId}`,
      message: (t) => ({
        spans: [
          t(changes ? 'directives-refused-change' : 'directives-refused', {
            title: chat.title || t('people-group-untitled'),
            units: names.length > 0 ? shorten(names.join('; '), 200) : t('people-group-of-no-unit'),
            what: named?.(t) ?? `“${words}”`,
            reason: shorten(refused.reason, 200),
          }),
        ],
      }),
    },
    now,
  )
}

/** What a message is about, by its slot or its subject: one piece of work, or a letter. */
async function workNamed(
  tx: Tx,
  communeId: number,
  names: readonly string[],
): Promise<((t: Translate) => string) | undefined> {
  const idOf = (pattern: RegExp) => names.flatMap((name) => pattern.exec(name)?.[1] ?? []).map(Number)[0]
  const assignmentId = idOf(/^(?:card|assignment):(\d{1,15})/)
  if (assignmentId !== undefined) {
    const [work] = await tx
      .select({ number: assignments.number, unit: units.name })
      .from(assignments)
      .innerJoin(units, and(eq(units.communeId, assignments.communeId), eq(units.id, assignments.unitId)))
      .where(and(eq(assignments.communeId, communeId), eq(assignments.id, assignmentId)))
    if (work) return (t) => t('directives-refused-work', { number: work.number, unit: work.unit })
  }
  const directiveId = idOf(/^(?:list|header|directive):(\d{1,15})/)
  const directive = directiveId ? await findDirective(tx, communeId, directiveId) : undefined
  return directive && ((t) => directiveName(t, directive.draft))
}

/** An earlier state of it stands in the group. */
async function isShown(tx: Tx, where: { chatId: number; slot: string; outboxId: number }): Promise<boolean> {
  const [row] = await tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      and(
        eq(outbox.chatId, where.chatId),
        eq(outbox.slot, where.slot),
        eq(outbox.state, 'sent'),
        lt(outbox.id, where.outboxId),
      ),
    )
    .limit(1)
  return row !== undefined
}
