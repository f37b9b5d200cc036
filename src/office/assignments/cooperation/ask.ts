// Kính đề nghị phối hợp: who cooperates is asked in its group, once for a letter or for work given by hand.
import type { Tx } from '../../../db/db.js'
import { translator } from '../../../lib/i18n.js'
import { CARD, queueMessage } from '../../../post/outbox.js'
import type { ListChat } from '../group-lists.js'
import { cooperationMessage } from './message.js'
import { type Asked, requestsOf } from './store.js'

/** Queues a message for each of the group's units that is asked. */
export async function askToCooperate(
  tx: Tx,
  input: {
    communeId: number
    /** The letter, or the order that gave the work. */
    directiveId: number
    group: Pick<ListChat, 'chatId' | 'locale' | 'unitIds'>
    asked: readonly Asked[]
    notBefore?: Date | undefined
  },
  now: Date,
): Promise<void> {
  const { communeId, directiveId, group, notBefore } = input
  const t = translator(group.locale)
  for (const request of requestsOf(input.asked))
    if (group.unitIds.includes(request.unit.id))
      await queueMessage(
        tx,
        {
          chatId: group.chatId,
          communeId,
          key: `cooperate:${directiveId}:${request.unit.id}:${group.chatId}`,
          class: CARD,
          about: `directive:${directiveId}`,
          ...(notBefore ? { notBefore } : {}),
          message: cooperationMessage(t, request),
        },
        now,
      )
}
