// Numbers in place of buttons: what a bare "2" means in a chat whose platform has none. It counts at once in answer to the
// message that printed it, or as the same person's next message within minutes; otherwise the bot asks which was meant. Typed twice, or
// before the answer came, it means what the person saw: as an old button does.
import { and, desc, eq, gt, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm'
import type { Action } from '../chat/action.js'
import { plainText } from '../chat/message.js'
import type { Tx } from '../db/db.js'
import { inbox, offers, outbox, questions } from '../db/schema/post.js'
import { shorten } from '../lib/vietnamese.js'
import { isSameThing, notClosedBefore, OPEN_DAYS, type Printed } from '../post/offers.js'
import { actionMeant, calledWith, choiceMeant } from './choice-now.js'
import type { OpenCtx } from './entry.js'
import { reply } from './reply.js'
import { saidAt } from './said-at.js'
import {
  choicesNamed,
  inOneList,
  isDecimal,
  listSeen,
  MOMENT,
  type Seen,
  seenAt,
  seenColumns,
  severalNumbers,
} from './spoken-choices.js'

const DAY = 86_400_000
/** Readings offered when a number may mean several things. */
const MOST_ASKED = 6
/** Choices named to somebody whose number is in no list. */
const MOST_NAMED = 20

/** The number a text consists of, or undefined. */
export function bareNumber(text: string): number | undefined {
  const found = /^\s*#?(\d{1,6})\s*[.)]?\s*$/.exec(text)
  return found ? Number(found[1]) : undefined
}

/** What was chosen: an action; `asked` when the bot had to ask back (it has then), or its answer is on its way already. */
type Chosen = { action: Action } | 'asked'

/** What a bare number chooses; undefined when the text is no such number, or means something else here. */
export async function chosenByNumber(
  tx: Tx,
  ctx: OpenCtx,
  text: string,
  replyTo: string | undefined,
): Promise<Chosen | undefined> {
  const number = bareNumber(text)
  if (number === undefined) return undefined
  const answered = replyTo === undefined ? undefined : await keyOf(tx, ctx, replyTo)
  return chosenAmong(tx, ctx, await listCandidates(tx, ctx, number, answered !== undefined), answered)
}

async function chosenAmong(
  tx: Tx,
  ctx: OpenCtx,
  all: readonly Seen[],
  answered: string | undefined,
  isNamed = false,
): Promise<Chosen | undefined> {
  if (answered !== undefined) {
    const there = all.find((one) => baseKey(one.key) === answered)
    // In answer to another message, it means what that one asks.
    return there && choose(tx, ctx, there)
  }
  const [first, ...others] = all
  if (!first) return undefined
  const isSame = others.every((one) => one.action === first.action)
  const asked = await newestQuestion(tx, ctx)
  if (asked !== undefined && asked > first.offeredAt) return undefined
  // The text lists it under this very number, so it can mean nothing else.
  if (isSame && isNumbered(first.label, first.number)) return choose(tx, ctx, first)
  // Nor can words that one choice alone has, whoever the list was for, as long as nothing else was offered since ("đã nhận" below a new
  // letter): what it does checks who may.
  if (isSame && isNamed && isRecent(ctx, first) && (await isNewest(tx, ctx, first))) return choose(tx, ctx, first)
  // What was asked back counts as long as its own screen does: that was said anew for the tick before.
  if (isSame && ((await isFresh(tx, ctx, first)) || (await isFresh(tx, ctx, await choiceMeant(tx, ctx, first)))))
    return choose(tx, ctx, first)
  if (others.length > 0 && ctx.chat.kind === 'private' && (await isNewest(tx, ctx, first)) && isRecent(ctx, first))
    return choose(tx, ctx, first)
  const words = isNamed
    ? ctx.t('zalo-which-words', { words: first.label })
    : ctx.t('zalo-which', { number: String(first.number) })
  await ask(tx, ctx, words, all)
  return 'asked'
}

async function choose(tx: Tx, ctx: OpenCtx, one: Seen): Promise<Chosen> {
  const action = await actionMeant(tx, ctx, one)
  return action === undefined ? 'asked' : { action }
}

/** What the words of a choice choose ("giao viec"), as its number would; where several choices have them the bot asks back. */
export async function chosenByWords(
  tx: Tx,
  ctx: OpenCtx,
  text: string,
  replyTo: string | undefined,
): Promise<{ action: Action } | 'asked' | undefined> {
  const { all, open, closed } = await listSeen(tx, ctx)
  const everywhere = choicesNamed(all, text)
  if (everywhere.length === 0) return undefined
  const answered = replyTo === undefined ? undefined : await keyOf(tx, ctx, replyTo)
  const still = choicesNamed(open, text)
  const plain = still.length > 0 ? still : choicesNamed(closed, text).slice(0, 1)
  const named = answered === undefined ? plain : everywhere.filter((one) => baseKey(one.key) === answered)
  const [first] = named
  if (!first) return undefined
  if (named.every((one) => one.action === first.action)) {
    const printed = await listCandidates(tx, ctx, first.number, answered !== undefined)
    // What else stands under its number was not named.
    const same = printed.filter((one) => one.action === first.action)
    return chosenAmong(tx, ctx, same.length > 0 ? same : [first], answered, true)
  }
  const asked = await newestQuestion(tx, ctx)
  if (asked !== undefined && asked > first.offeredAt) return undefined
  await ask(tx, ctx, ctx.t('zalo-which-words', { words: first.label }), named)
  return 'asked'
}

/**
 * What several numbers at once choose ("6,7,8"), as far as one alone would: in answer to their list, or soon after it; later the bot
 * asks back. Undefined where the text means something else.
 */
export async function chosenTogether(
  tx: Tx,
  ctx: OpenCtx,
  text: string,
  replyTo: string | undefined,
): Promise<Seen[] | 'asked' | undefined> {
  const numbers = severalNumbers(text)
  if (!numbers) return undefined
  const { all, open, closed } = await listSeen(tx, ctx)
  const answered = replyTo === undefined ? undefined : await keyOf(tx, ctx, replyTo)
  if (answered !== undefined)
    return inOneList(
      all.filter((one) => baseKey(one.key) === answered),
      numbers,
    )
  const found = inOneList(open, numbers) ?? inOneList(closed, numbers)
  const [first] = found ?? []
  if (!found || !first) return undefined
  // A question asked with the list, or since, reads numbers itself: figures, or what is to be reported.
  const asked = await newestQuestion(tx, ctx)
  if (asked !== undefined && (asked >= first.offeredAt || isDecimal(text))) return undefined
  const isElsewhere = open.some((one) => numbers.includes(one.number) && !hasAction(found, one))
  const isPlain = isElsewhere
    ? ctx.chat.kind === 'private' && isRecent(ctx, first) && (await isNewest(tx, ctx, first))
    : found.every((one) => isNumbered(one.label, one.number)) || (await isFresh(tx, ctx, first))
  if (isPlain) return found
  await ask(tx, ctx, ctx.t('zalo-which', { number: numbers.join(', ') }), found, found.length)
  return 'asked'
}

const hasAction = (all: readonly Seen[], { action }: Seen) => all.some((one) => one.action === action)

/** The key, without the mark of its part, of the message that stands under this reference. */
async function keyOf(tx: Tx, ctx: OpenCtx, ref: string): Promise<string | undefined> {
  const [row] = await tx
    .select({ key: outbox.key })
    .from(outbox)
    .where(and(eq(outbox.chatId, ctx.chat.id), eq(outbox.ref, ref)))
    .limit(1)
  return row && baseKey(row.key)
}

const baseKey = (key: string) => key.replace(/~\d+$/, '')

/**
 * Where this number is printed, the newest first: what the person had seen when they wrote it. What means nothing more is only meant
 * where nothing else is, or where it did a moment ago. `anytime`: in answer to its message it counts however old it is.
 */
async function listCandidates(
  tx: Tx,
  ctx: OpenCtx,
  number: number,
  anytime: boolean,
): Promise<(Seen & { closedAt: Date | null })[]> {
  const rows = await tx
    .select({ ...seenColumns, closedAt: offers.closedAt })
    .from(offers)
    .leftJoin(outbox, eq(outbox.key, offers.offeredIn))
    .where(
      and(
        eq(offers.chatId, ctx.chat.id),
        eq(offers.number, number),
        anytime ? undefined : gt(offers.offeredAt, new Date(ctx.now.getTime() - OPEN_DAYS * DAY)),
        or(isNull(outbox.state), inArray(outbox.state, ['sent', 'sending', 'refused'])),
        or(isNull(outbox.sentAt), lte(outbox.sentAt, saidAt(ctx) ?? ctx.now)),
      ),
    )
    .orderBy(desc(offers.id))
  const all = rows.map(seenAt)
  if (anytime) return all
  const isOpen = all.some((one) => one.closedAt === null)
  const since = ctx.now.getTime() - MOMENT
  if (!isOpen) return all.slice(0, 1)
  const open = all.filter((one) => one.closedAt === null)
  const isNews = (one: Printed) => !open.some((other) => isSameThing(one, other))
  return all.filter((one) => !one.closedAt || (one.closedAt.getTime() > since && isNews(one)))
}

/** When this person was last asked something here that is still open. */
async function newestQuestion(tx: Tx, ctx: OpenCtx): Promise<Date | undefined> {
  if (!ctx.actor) return undefined
  const [row] = await tx
    .select({ askedAt: questions.askedAt })
    .from(questions)
    .where(
      and(eq(questions.chatId, ctx.chat.id), eq(questions.personId, ctx.actor.personId), isNull(questions.closedAt)),
    )
    .orderBy(desc(questions.id))
    .limit(1)
  return row?.askedAt
}

function isRecent(ctx: OpenCtx, one: Seen): boolean {
  return ctx.now.getTime() - one.at.getTime() <= MOMENT
}

/** In private a number printed a moment ago is plain; in a group it must be this person's next word after it. */
async function isFresh(tx: Tx, ctx: OpenCtx, one: Seen): Promise<boolean> {
  if (!isRecent(ctx, one)) return false
  if (ctx.chat.kind === 'private') return true
  const from = ctx.incoming.from?.externalId
  if (from === undefined || (one.answers !== null && one.answers !== from)) return false
  return (await isNewest(tx, ctx, one)) && !(await hasSpokenSince(tx, ctx, from, one.at))
}

/** Whether nothing with numbers was said in the chat after it. */
async function isNewest(tx: Tx, ctx: OpenCtx, one: Seen): Promise<boolean> {
  const [newest] = await tx
    .select({ key: offers.offeredIn })
    .from(offers)
    .where(and(eq(offers.chatId, ctx.chat.id), notClosedBefore(one.offeredAt)))
    .orderBy(desc(offers.id))
    .limit(1)
  return newest?.key === one.key
}

async function hasSpokenSince(tx: Tx, ctx: OpenCtx, from: string, since: Date): Promise<boolean> {
  const [row] = await tx
    .select({ id: inbox.id })
    .from(inbox)
    .where(
      and(
        eq(inbox.channelId, ctx.chat.channelId),
        eq(inbox.lane, ctx.chat.externalId),
        gt(inbox.receivedAt, since),
        lt(inbox.id, ctx.updateId),
        sql`position(${JSON.stringify(from)} in ${inbox.raw}::text) > 0`,
      ),
    )
    .limit(1)
  return row !== undefined
}

/** Lists what the number, or the words, may mean, each with the line of its message that names the work ("#17 · CV 85…"). */
async function ask(tx: Tx, ctx: OpenCtx, words: string, all: readonly Seen[], most = MOST_ASKED): Promise<void> {
  const byAction = new Map<Action, Seen>()
  for (const one of all) {
    const meant = await choiceMeant(tx, ctx, one)
    byAction.set(meant.action, { ...one, label: meant.label, action: meant.action })
  }
  const distinct = [...byAction.values()].slice(0, most)
  const said = await tx
    .select({ key: outbox.key, body: outbox.body })
    .from(outbox)
    .where(
      inArray(
        outbox.key,
        distinct.flatMap((one) => [one.key, baseKey(one.key)]),
      ),
    )
  const lineOf = ({ key, label, number }: Seen) => {
    const row = said.find((one) => one.key === baseKey(key)) ?? said.find((one) => one.key === key)
    const lines = row ? plainText(row.body.spans).split('\n') : []
    // What the text lists under this very number says most.
    const own = isNumbered(label, number) ? lines.find((line) => line.startsWith(`${number}. `)) : undefined
    if (own !== undefined) return own.replace(/^\d+\. /, '')
    return lines.find((line) => /#\d/.test(line)) ?? lines.find((line) => line.trim() !== '') ?? ''
  }
  await reply(tx, ctx, words, {
    choices: distinct.map((one) => [{ label: calledWith(one.label, shorten(lineOf(one), 80)), action: one.action }]),
  })
}

/** Answers a number that no list here has: with those of the newest one. False where the text is no such number. */
export async function answerUnknownNumber(tx: Tx, ctx: OpenCtx, text: string): Promise<boolean> {
  const number = bareNumber(text)
  if (number === undefined) return false
  const newest = (await newestList(tx, ctx)).slice(0, MOST_NAMED)
  if (newest.length === 0) {
    await reply(tx, ctx, ctx.t('zalo-no-list', { number: String(number) }))
    return true
  }
  const lines = newest.map((one) => (isNumbered(one.label, one.number) ? one.label : `${one.number}. ${one.label}`))
  await reply(tx, ctx, `${ctx.t('zalo-no-number', { number: String(number) })}\n${lines.join('\n')}`, {
    choices: newest.map((one) => [one]),
    again: true,
  })
  return true
}

/** The label begins with this very number, so that it can mean nothing else. */
function isNumbered(label: string, number: number): boolean {
  return new RegExp(`^(?:\\p{L}+ )?#?${number}\\W*$`, 'u').test(label)
}

/** What the newest list that was sent here offers and still means. */
async function newestList(tx: Tx, ctx: OpenCtx): Promise<{ number: number; label: string; action: string }[]> {
  const open = await tx
    .select({ key: offers.offeredIn, number: offers.number, label: offers.label, action: offers.action })
    .from(offers)
    .innerJoin(outbox, eq(outbox.key, offers.offeredIn))
    .where(and(eq(offers.chatId, ctx.chat.id), isNull(offers.closedAt), eq(outbox.state, 'sent')))
    .orderBy(desc(offers.id))
  return open.filter((one) => one.key === open[0]?.key).sort((a, b) => a.number - b.number)
}
