// Every slice of the office, gathered for app.ts: what people can do, slow work, and what is told when the post has trouble.
import { and, eq } from 'drizzle-orm'
import { plainText } from './chat/message.js'
import type { Tx } from './db/db.js'
import { accounts, persons } from './db/schema/people.js'
import { outbox } from './db/schema/post.js'
import { translator } from './lib/i18n.js'
import { shorten } from './lib/vietnamese.js'
import { openWorkLines, postOpenWork } from './office/assignments/announce.js'
import { assignmentChores } from './office/assignments/chores.js'
import { tellDeciders } from './office/assignments/deciders.js'
import { assignmentEntries } from './office/assignments/dialog.js'
import { foreseeMerge, mergeWork } from './office/assignments/merging.js'
import { communeEntries } from './office/communes/dialog.js'
import { groupName } from './office/communes/group-name.js'
import { directiveChores, directiveEntries } from './office/directives/entries.js'
import { replaceInDrafts } from './office/directives/gone.js'
import { tellRefused } from './office/directives/refused.js'
import { stampInFile } from './office/directives/stamp-in-file.js'
import { stampInWords } from './office/directives/stamp-in-words.js'
import { indicatorChores, indicatorEntries } from './office/indicators/entries.js'
import { showFigureTrail } from './office/indicators/figures/history.js'
import { mergeReports } from './office/indicators/report/merging.js'
import { noticeChores } from './office/notices/chores.js'
import { noticeEntries } from './office/notices/dialog.js'
import { peopleEntries } from './office/people/dialog.js'
import { resumeMoved } from './office/people/groups/actions.js'
import { loseChat } from './office/people/groups/reach.js'
import type { GoneUnit, MergedWork } from './office/people/hooks.js'
import { menuChore } from './office/people/menu.js'
import { tellPeople } from './office/people/notify.js'
import { ensureChat, findChatById, listHolders } from './office/people/store.js'
import { reminderChores, reminderEntries } from './office/reminders/dialog.js'
import { reportChores, reportEntries } from './office/reports/dialog.js'
import { summaryChores } from './office/summary/chores.js'
import { summaryEntries } from './office/summary/dialog.js'
import type { AnyChoreKind } from './post/chores.js'
import type { RefusedMessage } from './post/hooks.js'
import { ANSWER, queueMessage } from './post/outbox.js'
import type { PostHooks } from './post/post.js'
import { removalChore } from './post/removal.js'
import type { Entries } from './talk/entry.js'

/** In the order in which files and plain texts are offered to them. */
export function allEntries(): Entries[] {
  return [
    communeEntries({ decidersChanged: tellDeciders }),
    peopleEntries({
      unitsBound: postOpenWork,
      openWork: openWorkLines,
      unitGone,
      foreseeMerge,
      decidersChanged: tellDeciders,
    }),
    assignmentEntries({ otherTrail: showFigureTrail }),
    indicatorEntries(),
    directiveEntries(),
    noticeEntries(),
    reminderEntries(),
    summaryEntries(),
    reportEntries(),
  ]
}

/** Work first: it is moved before drafts are looked at. */
async function unitGone(tx: Tx, gone: GoneUnit, now: Date): Promise<MergedWork> {
  const { intoId } = gone
  const work =
    intoId === undefined ? { moved: 0, reports: 0, withdrawn: 0 } : await mergeWork(tx, { ...gone, intoId }, now)
  if (intoId !== undefined) await mergeReports(tx, { ...gone, intoId }, now)
  await replaceInDrafts(tx, gone)
  if (intoId !== undefined) await tellDeciders(tx, gone.communeId, now)
  return work
}

export function allChores(): AnyChoreKind[] {
  return [
    removalChore,
    menuChore,
    ...assignmentChores({ secretStamp: stampInWords, stampInFile }),
    ...indicatorChores({ secretStamp: stampInWords, stampInFile }),
    ...directiveChores(),
    ...noticeChores({ stampInFile }),
    ...reminderChores(),
    ...summaryChores(),
    ...reportChores(),
  ] as AnyChoreKind[]
}

export const postHooks: PostHooks = {
  async onParked(tx, row, incoming, number, now) {
    const chat = await ensureChat(tx, row.channelId, incoming.chat, now)
    const t = translator(chat.locale)
    await queueMessage(
      tx,
      {
        chatId: chat.id,
        key: `parked:${row.id}`,
        class: ANSWER,
        message: { spans: [t('talk-failed', { code: number })] },
      },
      now,
    )
  },
  async onUnreachable(tx, chatId, reason, now) {
    await loseChat(tx, { chatId, reason }, now)
  },
  async onMoved(tx, chatId, to, now) {
    await resumeMoved(tx, { chatId, to }, { unitsBound: postOpenWork }, now)
  },
  async onRefused(tx, refused, now) {
    if (refused.unknown) return tellUnknown(tx, refused, now)
    await tellRefused(tx, refused, now)
  },
}

/** Nobody knows whether it arrived and it is not said again: the officers see what it was, and to whom. */
async function tellUnknown(tx: Tx, { outboxId, chatId, key }: RefusedMessage, now: Date): Promise<void> {
  const chat = await findChatById(tx, chatId)
  const prefix = 'unknown:'
  // What tells of another one is not told of again.
  if (!chat?.communeId || key.startsWith(prefix)) return
  const [row] = await tx.select({ body: outbox.body }).from(outbox).where(eq(outbox.id, outboxId))
  const words = shorten(row ? plainText(row.body.spans).replace(/\s+/g, ' ') : '', 200)
  const [person] =
    chat.kind === 'private'
      ? await tx
          .select({ id: persons.id, name: persons.name })
          .from(accounts)
          .innerJoin(persons, eq(persons.id, accounts.personId))
          .where(and(eq(accounts.channelId, chat.channelId), eq(accounts.externalId, chat.externalId)))
      : []
  const named = await groupName(tx, chatId)
  const officers = await listHolders(tx, chat.communeId, ['officer'], now)
  await tellPeople(
    tx,
    {
      communeId: chat.communeId,
      key: `${prefix}${outboxId}`,
      personIds: officers.map((one) => one.personId).filter((id) => id !== person?.id),
      message: (t) => ({
        spans: [t('talk-unknown', { title: person?.name ?? named(t), words })],
      }),
    },
    now,
  )
}
