// Choices where there are no buttons: each gets a number of its chat, printed below the text, and keeps it while it is open.
import { and, asc, eq, exists, gt, gte, isNull, like, lt, or } from 'drizzle-orm'
import { type Choice, type Message, plainText, type Span } from '../chat/message.js'
import type { Tx } from '../db/db.js'
import { offers, outbox } from '../db/schema/post.js'

export interface Offer {
  number: number
  label: string
  action: string
  /** The text calls it by this number already, so no line is printed for it. */
  own: boolean
}

/** A printed number means the same for so many days, unless its message is said anew before. */
export const OPEN_DAYS = 3
const DAY = 86_400_000
/** So long, in milliseconds, a number that means nothing more is not given to anything else: it may be typed twice, or be on its way. */
const REST = 15 * 60_000

/** Where the numbers begin below a question that numbers answer: a figure is seldom one of them. */
const FAR = 901

/** What a number was printed for. */
export interface Printed {
  number: number
  label: string
  action: string
}

/** The numbers of a chat, for what is to be said there next. */
export interface Numbers {
  /** They mean something, or did a moment ago. */
  taken: readonly Printed[]
  /** What this screen offered before, the oldest first. */
  shown: readonly Printed[]
}

/** Gives every choice its own number, the one it had on this screen, or the lowest that is free in the chat and in the message's text. Pure. */
export function numberChoices({ choices = [], spans, ask }: Message, { taken, shown }: Numbers): Offer[] {
  const all = choices.flat()
  // What is ticked stays where it stands, whatever its action says of the others.
  const ticking = new Set([...shown, ...all].filter((one) => mark.test(one.label)).map((one) => verb(one.action)))
  const nameOf = (one: Omit<Printed, 'number'>) =>
    ticking.has(verb(one.action)) ? `${verb(one.action)} ${bare(one.label)}` : one.action
  const isOfAnother = (one: Printed) =>
    taken.some((other) => other.number === one.number && nameOf(other) !== nameOf(one))
  const kept = new Map(shown.filter((one) => !isOfAnother(one)).map((one) => [nameOf(one), one.number]))
  const used = new Set([...all.flatMap((choice) => ownNumber(choice) ?? []), ...listed(plainText(spans))])
  const isFree = (number: number) => !used.has(number) && !taken.some((one) => one.number === number)
  let next = ask?.takesNumbers ? FAR : 1
  return all.map((choice) => {
    const { label, action } = choice
    const own = ownNumber(choice)
    if (own !== undefined) return { number: own, label, action, own: true }
    let number = kept.get(nameOf(choice))
    if (number === undefined || used.has(number)) {
      while (!isFree(next)) next += 1
      number = next
    }
    used.add(number)
    return { number, label, action, own: false }
  })
}

/** Ticked or not. */
const mark = /^[✓○]\s|\s✓$/u
const verb = (action: string) => action.split(':', 1)[0] ?? ''
const bare = (label: string) => label.replace(mark, '')

/** Whether a choice is one of a list to be ticked, whose action carries what else is ticked. */
export const isTick = (label: string): boolean => mark.test(label)

/** Whether two choices are of the same thing, though the screen went on meanwhile. */
export function isSameThing(one: Omit<Printed, 'number'>, other: Omit<Printed, 'number'>): boolean {
  return verb(one.action) === verb(other.action) && bare(one.label) === bare(other.label)
}

/** The numbers under which a text lists something itself. */
function listed(text: string): number[] {
  return [...text.matchAll(/^\s*(\d{1,3})[.)]\s/gm)].map((found) => Number(found[1]))
}

/** "17", "#17", "4 ⚠": what the text lists under that number. */
function ownNumber(choice: Choice): number | undefined {
  if (choice.number !== undefined) return choice.number
  const found = /^#?(\d{1,6})(?![.,/\d])[^\p{L}\d]*$/u.exec(choice.label)
  return found ? Number(found[1]) : undefined
}

/** The message with its choices as numbered lines, its links spelled out, without what needs buttons or files. Pure. */
export function spellOut(
  message: Message,
  { numbered, hint, file }: { numbered: readonly Offer[]; hint?: string; file?: string },
): Message {
  const { choices: _choices, fileId: _file, picture: _picture, spans, ...rest } = message
  const lines = numbered.filter((offer) => !offer.own).map((offer) => `${offer.number}. ${offer.label}`)
  const below = [...lines, ...(hint && numbered.length > 0 ? [hint] : [])]
  const parts = [
    spans.map(plainSpan).join(''),
    ...(file ? [file] : []),
    ...(below.length > 0 ? [`\n${below.join('\n')}`] : []),
  ].filter((part) => part !== '')
  return { ...rest, spans: [parts.join('\n').replace(/^\n+/, '')] }
}

function plainSpan(span: Span): string {
  if (typeof span === 'string') return span
  if ('bold' in span) return span.bold
  if ('italic' in span) return span.italic
  if ('link' in span) return span.link === span.url ? span.url : `${span.link} (${span.url})`
  return span.mention
}

/** The numbers of a chat, after those that are too old, or whose screen is said anew, mean nothing more. */
export async function openNumbers(
  tx: Tx,
  { chatId, slot }: { chatId: number; slot: string | undefined },
  now: Date,
): Promise<Numbers> {
  const oldest = new Date(now.getTime() - OPEN_DAYS * DAY)
  // By its key, not by its chat: what a chat was ever told stays as rows.
  const screen =
    slot === undefined
      ? undefined
      : exists(
          tx
            .select({ key: outbox.key })
            .from(outbox)
            .where(
              and(
                eq(outbox.key, offers.offeredIn),
                or(eq(outbox.slot, slot), like(outbox.slot, `${slot.replace(/[%_\\]/g, '\\$&')}~%`)),
              ),
            ),
        )
  await tx
    .update(offers)
    .set({ closedAt: now })
    .where(and(eq(offers.chatId, chatId), isNull(offers.closedAt), or(lt(offers.offeredAt, oldest), screen)))
  const printed = { number: offers.number, label: offers.label, action: offers.action }
  const taken = await tx
    .select(printed)
    .from(offers)
    .where(and(eq(offers.chatId, chatId), notClosedBefore(new Date(now.getTime() - REST))))
  const shown = screen
    ? await tx
        .select(printed)
        .from(offers)
        .where(and(eq(offers.chatId, chatId), screen, gt(offers.offeredAt, oldest), notClosedBefore(oldest)))
        .orderBy(asc(offers.id))
    : []
  return { taken, shown }
}

/** Open, or closed since then. So is all that was offered since: said of it, an index spares reading what the chat was ever offered. */
export function notClosedBefore(since: Date) {
  return or(isNull(offers.closedAt), gte(offers.closedAt, since))
}

export async function keepOffers(
  tx: Tx,
  input: { chatId: number; key: string; numbered: readonly Offer[] },
  now: Date,
): Promise<void> {
  const { chatId, key, numbered } = input
  if (numbered.length === 0) return
  await tx
    .insert(offers)
    .values(
      numbered.map(({ number, label, action }) => ({ chatId, number, label, action, offeredIn: key, offeredAt: now })),
    )
}
