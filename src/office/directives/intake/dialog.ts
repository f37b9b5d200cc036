// What an officer sends in private: a file, a forwarded message, a pasted text. Everything else is not for this desk.
import { action } from '../../../chat/action.js'
import type { Happening } from '../../../chat/incoming.js'
import type { Choice, Span } from '../../../chat/message.js'
import type { Tx } from '../../../db/db.js'
import { dayOf, timeOf, writeDay } from '../../../lib/day.js'
import { UserError } from '../../../lib/errors.js'
import { clean, plain } from '../../../lib/vietnamese.js'
import { addChore } from '../../../post/chores.js'
import { chatCapabilities } from '../../../post/outbox.js'
import { idArgument } from '../../../talk/argument.js'
import type { Ack, Answer, ChoiceEntry, CommandEntry, Ctx, OtherEntry, Role } from '../../../talk/entry.js'
import { reply } from '../../../talk/reply.js'
import { oneLine } from '../../communes/names.js'
import { letterLine } from '../letter.js'
import { joinLines, label } from '../screen.js'
import { listDirectives } from '../store.js'
import { eraseStored } from './erase.js'
import { fileReading } from './file.js'
import { closeOffer, messagesOf } from './offer.js'
import { collectText, isCollecting, LETTER_LENGTH, pasting } from './paste.js'
import type { Letterbox } from './receive.js'

const officer: readonly Role[] = ['officer']

/** A forwarded message is meant as a letter when it says more than a greeting. */
const FORWARDED_LENGTH = 40

export const intakeCommands: Record<string, CommandEntry> = {
  vanban: { who: officer, where: 'private', run: explain },
}

export const intakeChoices: Record<string, ChoiceEntry> = {
  'intake.insist': { who: officer, where: 'private', run: insist },
  'intake.skip': { who: officer, where: 'private', run: skip },
}

export const intakeOthers: OtherEntry[] = [
  {
    who: officer,
    where: 'private',
    accepts: (ctx) => ctx.chat.kind === 'private' && ctx.incoming.happening.kind === 'file',
    // A workbook is no letter: it may be the sheet that was given out days ago.
    claims: async (_tx, { chat, incoming: { happening } }) =>
      chat.kind === 'private' &&
      happening.kind === 'file' &&
      happening.file.kind === 'document' &&
      !/\.xlsx$/i.test(happening.file.name),
    run: async (tx, ctx) => {
      if (ctx.incoming.happening.kind === 'file') await takeFile(tx, ctx, ctx.incoming.happening)
    },
  },
  {
    who: officer,
    where: 'private',
    accepts: (ctx) => ctx.chat.kind === 'private' && ctx.incoming.happening.kind === 'text',
    claims: async (tx, { chat, incoming: { happening } }) =>
      chat.kind === 'private' && (isLetterLike(happening) || (await isCollecting(tx, chat.id))),
    run: async (tx, ctx) => {
      const taken = await takeText(tx, ctx, isLetterLike(ctx.incoming.happening))
      if (!taken) await reply(tx, ctx, ctx.t('talk-hint'))
    },
  },
]

/**
 * For a question of this desk that got a letter instead of an answer: true when it was taken as one. `longAnswer`: the question may be
 * answered at length, so only a text as long as an app's longest message is a letter.
 */
export async function takeInstead(tx: Tx, ctx: Ctx, answer: Answer, longAnswer: boolean): Promise<boolean> {
  const { happening } = ctx.incoming
  if (answer.kind === 'file') {
    if (happening.kind !== 'file') return false
    await takeFile(tx, ctx, happening)
    return true
  }
  const letterLike = longAnswer ? answer.text.length > 4000 : isLetterLike(happening)
  return takeText(tx, ctx, letterLike)
}

function isLetterLike(happening: Happening): boolean {
  if (happening.kind !== 'text') return false
  const text = happening.text.trim()
  if (text.length > LETTER_LENGTH || hasLetterhead(text)) return true
  return happening.forwarded === true && text.length >= FORWARDED_LENGTH
}

/** A short letter pasted with its head: whose it is, and on another line its number. */
function hasLetterhead(text: string): boolean {
  const lines = text.split('\n').map((line) => plain(line).trim())
  const isIssuer = (line: string) =>
    /^(?:uy ban nhan dan|ubnd|hoi dong nhan dan|dang uy|so [a-z]|phong [a-z])/.test(line)
  return lines.length >= 4 && lines.some(isIssuer) && lines.some((line) => /^so ?: ?\d* ?\/ ?[a-z]/.test(line))
}

function letterbox(ctx: Ctx): Letterbox {
  return {
    communeId: ctx.actor.communeId,
    personId: ctx.actor.personId,
    channelId: ctx.chat.channelId,
    chatId: ctx.chat.id,
    externalChatId: ctx.chat.externalId,
    locale: ctx.chat.locale,
    reading: readingSlot(ctx),
  }
}

function readingSlot(ctx: Ctx): string {
  return `reading:${ctx.updateId}`
}

async function takeText(tx: Tx, ctx: Ctx, letterLike: boolean): Promise<boolean> {
  const { happening } = ctx.incoming
  if (happening.kind !== 'text') return false
  const part = { updateId: ctx.updateId, text: clean(happening.text), ref: happening.ref }
  const taken = await collectText(tx, { box: letterbox(ctx), part, letterLike }, ctx.now)
  if (taken === 'first') await reply(tx, ctx, ctx.t('directives-reading'), { slot: readingSlot(ctx) })
  if (taken === 'refused') await reply(tx, ctx, ctx.t('directives-refused-part'))
  return taken !== 'no'
}

async function takeFile(tx: Tx, ctx: Ctx, happening: Extract<Happening, { kind: 'file' }>): Promise<void> {
  const { file } = happening
  if (file.kind === 'photo') throw new UserError('directives-photo')
  const name = oneLine(file.name, 120)
  if (file.kind !== 'document') throw new UserError('directives-file-kind', { name })
  if (file.size === 0) throw new UserError('directives-file-empty', { name })
  const { maxDownload } = await chatCapabilities(tx, ctx.chat.id)
  if (file.size > maxDownload)
    throw new UserError('directives-file-big', { name, most: Math.floor(maxDownload / 1024 / 1024) })
  const sent = {
    updateId: ctx.updateId,
    ref: happening.ref,
    handle: file.handle,
    name,
    type: file.type,
    size: file.size,
  }
  await addChore(
    tx,
    {
      kind: fileReading.kind,
      communeId: ctx.actor.communeId,
      input: { box: letterbox(ctx), file: sent, insist: false },
    },
    ctx.now,
  )
  await reply(tx, ctx, ctx.t('directives-reading'), { slot: readingSlot(ctx) })
}

/** `Vẫn lưu và giao` */
async function insist(tx: Tx, ctx: Ctx, [id]: string[]): Promise<Ack | undefined> {
  const offer = await closeOffer(
    tx,
    { communeId: ctx.actor.communeId, chatId: ctx.chat.id, choreId: idArgument(id) },
    ctx.now,
  )
  if (!offer) return { text: ctx.t('directives-offer-gone'), alert: true }
  const box = letterbox(ctx)
  const chore =
    'file' in offer
      ? { kind: fileReading.kind, input: { box, file: offer.file, insist: true } }
      : { kind: pasting.kind, input: { box, parts: offer.parts, insist: true } }
  await addChore(tx, { ...chore, communeId: ctx.actor.communeId }, ctx.now)
  await reply(tx, ctx, ctx.t('directives-reading'), { slot: readingSlot(ctx) })
  return undefined
}

/** `Bỏ qua` */
async function skip(tx: Tx, ctx: Ctx, [id]: string[]): Promise<Ack | undefined> {
  const offer = await closeOffer(
    tx,
    { communeId: ctx.actor.communeId, chatId: ctx.chat.id, choreId: idArgument(id) },
    ctx.now,
  )
  if (!offer) return { text: ctx.t('directives-offer-gone'), alert: true }
  await eraseStored(tx, { messages: messagesOf(offer) })
  await reply(tx, ctx, ctx.t('directives-skipped'))
  return undefined
}

const MOST_LISTED = 8

/** `/vanban`: how to hand a letter in, what waits, what was issued last. */
async function explain(tx: Tx, ctx: Ctx): Promise<void> {
  const { t } = ctx
  const waiting = await listDirectives(tx, ctx.actor.communeId, 'draft', MOST_LISTED)
  const issued = await listDirectives(tx, ctx.actor.communeId, 'issued', MOST_LISTED)
  const lines: (string | Span[])[] = [t('directives-explain')]
  const choices: Choice[][] = []
  let number = 0
  const add = (title: string, list: typeof waiting, line: (one: (typeof waiting)[number]) => string) => {
    if (list.length === 0) return
    lines.push('', [{ bold: title }])
    const row: Choice[] = []
    for (const one of list) {
      number += 1
      lines.push(`${number}. ${line(one)}`)
      row.push({ label: label(String(number)), action: action('draft.open', one.id) })
    }
    choices.push(row)
  }
  add(t('directives-waiting'), waiting, (one) =>
    t('directives-waiting-line', { letter: letterLine(t, one), by: one.createdByName, when: moment(one.createdAt) }),
  )
  add(t('directives-last'), issued, (one) =>
    t('directives-last-line', { letter: letterLine(t, one), when: moment(one.issuedAt ?? one.createdAt) }),
  )
  if (number > 0) lines.push('', t('directives-open-hint'))
  await reply(tx, ctx, joinLines(lines, t('directives-more')), choices.length > 0 ? { choices } : {})
}

function moment(at: Date): string {
  return `${timeOf(at)} ${writeDay(dayOf(at))}`
}
