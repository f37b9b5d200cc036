// `/thongbao`: a text or a file for information to every unit's group, seen before it goes, with `Đã nhận`.
import { and, eq } from 'drizzle-orm'
import { isOfficeHour, nextOfficeMoment } from '../../calendar/work-calendar.js'
import type { Tx } from '../../db/db.js'
import { notices, noticeUnits } from '../../db/schema/notices.js'
import { dayOf } from '../../lib/day.js'
import { UserError } from '../../lib/errors.js'
import { translator } from '../../lib/i18n.js'
import { shorten } from '../../lib/vietnamese.js'
import { addChore } from '../../post/chores.js'
import { ANSWER, CARD, queueMessage } from '../../post/outbox.js'
import { idArgument } from '../../talk/argument.js'
import { type Ack, type Answer, type Ctx, type Entries, type OpenQuestion, roles } from '../../talk/entry.js'
import { closeQuestion, openQuestion } from '../../talk/questions.js'
import { reply } from '../../talk/reply.js'
import { runsByName } from '../assignments/evidence/runnable.js'
import { openingText } from '../communes/opening.js'
import { communeCalendar, findCommune } from '../communes/store.js'
import { tellPeople } from '../people/notify.js'
import { record } from '../trail/record.js'
import { NOTICE_FILE, type NoticeFile } from './chores.js'
import { insertNotice, previewOf, reachOf, slotOf } from './draft.js'
import { groupMessage, receivedButton, senderMessage } from './messages.js'
import { listAddressed, lockNotice, type Notice, noteReceived } from './store.js'

const senders = ['officer', 'chairman', 'leader'] as const
const QUESTION = 'notices.text'
/** Room for the heading and who received it, within one message. */
const MOST = 3000

export function noticeEntries(): Entries {
  return {
    commands: { thongbao: { who: senders, where: 'private', run: start } },
    choices: {
      'notices.send': { who: senders, run: send },
      'notices.drop': { who: senders, run: drop },
      'notices.nudge': { who: senders, run: nudge },
      'notices.received': { who: roles, run: receive },
    },
    replies: { [QUESTION]: { who: senders, takes: () => true, run: take } },
  }
}

async function start(tx: Tx, ctx: Ctx, words: string): Promise<void> {
  if (words.trim() !== '') return draft(tx, ctx, { text: words.trim(), fileId: null })
  const { communeId, personId, accountId } = ctx.actor
  const questionId = await openQuestion(
    tx,
    { communeId, chatId: ctx.chat.id, personId, action: QUESTION, data: {} },
    ctx.now,
  )
  await reply(tx, ctx, ctx.t('notices-ask'), { ask: { questionId, placeholder: ctx.t('notices-heading'), accountId } })
}

async function take(tx: Tx, ctx: Ctx, question: OpenQuestion, answer: Answer): Promise<void> {
  if (answer.kind === 'text') {
    await draft(tx, ctx, { text: answer.text.trim(), fileId: null })
    await closeQuestion(tx, question.id, ctx.now)
    return
  }
  const { file, caption } = answer
  if (runsByName(file.name)) throw new UserError('notices-runs', { name: shorten(file.name, 60) })
  const { happening } = ctx.incoming
  const input: NoticeFile = {
    communeId: ctx.actor.communeId,
    personId: ctx.actor.personId,
    chatId: ctx.chat.id,
    channelId: ctx.chat.channelId,
    handle: file.handle,
    name: file.name,
    type: file.type,
    text: shorten((caption ?? '').trim() || file.name, MOST),
    ref: 'ref' in happening ? (happening.ref ?? '') : '',
    updateId: ctx.updateId,
  }
  await closeQuestion(tx, question.id, ctx.now)
  await addChore(
    tx,
    { kind: NOTICE_FILE, communeId: input.communeId, input, key: `${NOTICE_FILE}:${ctx.updateId}` },
    ctx.now,
  )
  await reply(tx, ctx, ctx.t('notices-file-coming'))
}

async function draft(tx: Tx, ctx: Ctx, given: { text: string; fileId: number | null }): Promise<void> {
  if (given.text === '') throw new UserError('notices-empty')
  if (given.text.length > MOST) throw new UserError('notices-too-long', { most: MOST, length: given.text.length })
  const { communeId, personId } = ctx.actor
  const id = await insertNotice(tx, { communeId, personId, ...given }, ctx.now)
  const notice = await lockNotice(tx, communeId, id)
  if (notice) await preview(tx, ctx, notice)
}

async function preview(tx: Tx, ctx: Ctx, notice: Notice): Promise<void> {
  const { text, choices } = await previewOf(tx, { communeId: ctx.actor.communeId, notice, t: ctx.t }, ctx.now)
  await reply(tx, ctx, [{ bold: ctx.t('notices-heading') }, `\n${text}`], { slot: slotOf(notice.id), choices })
}

/** The notice of a button that stands only in its sender's private chat. */
async function ownNotice(tx: Tx, ctx: Ctx, args: string[]): Promise<Notice> {
  if (ctx.chat.kind !== 'private') throw new UserError('talk-only-private')
  const notice = await lockNotice(tx, ctx.actor.communeId, idArgument(args[0]))
  if (!notice) throw new UserError('talk-old-button')
  return notice
}

async function send(tx: Tx, ctx: Ctx, args: string[]): Promise<Ack> {
  const { t, actor, now } = ctx
  const { communeId } = actor
  const notice = await ownNotice(tx, ctx, args)
  if (notice.state !== 'draft') return { text: t(`notices-already-${notice.state}`), alert: true }
  const { served, groups, without } = await reachOf(tx, communeId)
  if (groups.length === 0) throw new UserError('notices-no-group')
  const { settings } = await findCommune(tx, communeId)
  const cal = await communeCalendar(tx, communeId)
  const opens = nextOfficeMoment(cal, settings.officeHours, now)
  const later = args[1] === 'later' && !isOfficeHour(cal, settings.officeHours, now)
  await tx
    .update(notices)
    .set({ state: 'sent', sentAt: now })
    .where(and(eq(notices.communeId, communeId), eq(notices.id, notice.id)))
  await tx
    .insert(noticeUnits)
    .values(served.map(({ unitId, chatId }) => ({ communeId, noticeId: notice.id, unitId, chatId })))
  await record(
    tx,
    {
      communeId,
      subject: `notice:${notice.id}`,
      action: 'notice.send',
      actorId: actor.personId,
      after: { units: served.map((one) => one.unitId) },
    },
    now,
  )
  const sent = { ...notice, state: 'sent' as const }
  const all = await listAddressed(tx, communeId, notice.id)
  for (const chatId of groups) {
    const own = all.filter((one) => one.chatId === chatId)
    await queueMessage(
      tx,
      {
        chatId,
        communeId,
        key: `notice:${notice.id}:${chatId}`,
        slot: slotOf(notice.id),
        class: CARD,
        ...(later ? { notBefore: opens } : {}),
        message: groupMessage(translator(own[0]?.locale ?? 'vi'), sent, own),
      },
      now,
    )
  }
  const { spans, choices } = senderMessage(t, sent, all)
  await reply(tx, ctx, spans, { slot: slotOf(notice.id), ...(choices ? { choices } : {}) })
  if (without.length > 0) await reply(tx, ctx, t('notices-copy', { units: without.join(', '), text: notice.text }))
  return {
    text: later
      ? t('notices-later', { when: openingText(t, opens, now) })
      : t('notices-done', { count: groups.length }),
  }
}

async function drop(tx: Tx, ctx: Ctx, args: string[]): Promise<Ack> {
  const notice = await ownNotice(tx, ctx, args)
  if (notice.state !== 'draft') return { text: ctx.t(`notices-already-${notice.state}`), alert: true }
  await tx
    .update(notices)
    .set({ state: 'dropped' })
    .where(and(eq(notices.communeId, notice.communeId), eq(notices.id, notice.id)))
  await reply(tx, ctx, ctx.t('notices-dropped'), { slot: slotOf(notice.id) })
  return { text: ctx.t('notices-dropped') }
}

/** For the units of this group that the presser belongs to; an officer for all of them. */
async function receive(tx: Tx, ctx: Ctx, args: string[]): Promise<Ack> {
  const { t, actor, chat, now } = ctx
  const { communeId, personId } = actor
  const notice = await lockNotice(tx, communeId, idArgument(args[0]))
  if (notice?.state !== 'sent') throw new UserError('talk-old-button')
  const all = await listAddressed(tx, communeId, notice.id)
  const here = chat.kind === 'group' ? all.filter((one) => one.chatId === chat.id) : all
  const isOfficer = actor.roles.includes('officer') && chat.kind === 'group'
  const mine = here.filter((one) => isOfficer || actor.units.some((unit) => unit.unitId === one.unitId))
  if (mine.length === 0) throw new UserError('talk-not-yours')
  const unitIds = mine.map((one) => one.unitId)
  const count = await noteReceived(tx, { communeId, noticeId: notice.id, unitIds, personId }, now)
  if (count === 0) return { text: t('notices-received-before') }
  await refresh(tx, notice, [...new Set(mine.map((one) => one.chatId))], now)
  return { text: t('notices-received') }
}

/** Brings the group's message and the sender's up to date. */
async function refresh(tx: Tx, notice: Notice, chatIds: readonly number[], now: Date): Promise<void> {
  const { communeId } = notice
  const all = await listAddressed(tx, communeId, notice.id)
  const version = all.filter((one) => one.receivedAt !== null).length
  for (const chatId of chatIds) {
    const own = all.filter((one) => one.chatId === chatId)
    await queueMessage(
      tx,
      {
        chatId,
        communeId,
        key: `notice:${notice.id}:${chatId}:${version}`,
        slot: slotOf(notice.id),
        class: ANSWER,
        refresh: true,
        message: groupMessage(translator(own[0]?.locale ?? 'vi'), notice, own),
      },
      now,
    )
  }
  await tellPeople(
    tx,
    {
      communeId,
      key: `notice:${notice.id}:sender:${version}`,
      personIds: [notice.createdBy],
      slot: slotOf(notice.id),
      message: (t) => senderMessage(t, notice, all),
    },
    now,
  )
}

/** Units that have not received it are asked to, in working hours. */
async function nudge(tx: Tx, ctx: Ctx, args: string[]): Promise<Ack> {
  const { t, actor, now } = ctx
  const { communeId } = actor
  const notice = await ownNotice(tx, ctx, args)
  if (notice.state !== 'sent') throw new UserError('talk-old-button')
  const open = (await listAddressed(tx, communeId, notice.id)).filter((one) => one.receivedAt === null)
  if (open.length === 0) return { text: t('notices-all-received') }
  const { settings } = await findCommune(tx, communeId)
  const cal = await communeCalendar(tx, communeId)
  const closed = !isOfficeHour(cal, settings.officeHours, now)
  const opens = nextOfficeMoment(cal, settings.officeHours, now)
  const chatIds = [...new Set(open.map((one) => one.chatId))]
  for (const chatId of chatIds) {
    const own = open.filter((one) => one.chatId === chatId)
    const words = translator(own[0]?.locale ?? 'vi')
    await queueMessage(
      tx,
      {
        chatId,
        communeId,
        // Once a day is enough, however often it is pressed.
        key: `notice:${notice.id}:nudge:${dayOf(now)}:${chatId}`,
        class: CARD,
        ...(closed ? { notBefore: opens } : {}),
        message: {
          spans: [
            words('notices-nudge', { units: own.map((one) => one.unit).join(', '), text: shorten(notice.text, 200) }),
          ],
          choices: [[receivedButton(words, notice.id)]],
        },
      },
      now,
    )
  }
  return { text: t('notices-nudged', { count: chatIds.length }) }
}
