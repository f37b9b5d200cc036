// Pasted and forwarded letters. Apps cut long texts into several messages: they are collected for two seconds and put together.
import { and, eq, gte, inArray, isNull, lte, sql } from 'drizzle-orm'
import type { Tx } from '../../../db/db.js'
import { chores, inbox } from '../../../db/schema/post.js'
import { dayOf } from '../../../lib/day.js'
import { UserError } from '../../../lib/errors.js'
import { translator } from '../../../lib/i18n.js'
import { clean } from '../../../lib/vietnamese.js'
import { addChore, appendToChore, type ChoreKind } from '../../../post/chores.js'
import { chatWords } from '../../../post/outbox.js'
import { listUnits } from '../../communes/store.js'
import { readText } from '../read.js'
import { readMarker } from '../reader/marker.js'
import type { Reading } from '../reader/reading.js'
import { secretStamp } from '../reader/stamp.js'
import { eraseMessages, eraseStored } from './erase.js'
import type { Part } from './offer.js'
import { endReading, type Letterbox, receiveLetter, say } from './receive.js'

/** Longer texts are letters, not talk. */
export const LETTER_LENGTH = 400
/** A message of this length may have been cut by the app (at 4,096, at the last space or line before). */
const CUT_LENGTH = 3500
const WAIT_MS = 2000
const MOST_PARTS = 60
/** Messages so close to a refused one are parts of the same text. */
const NEIGHBOUR_MS = 5000

export interface Pasted {
  box: Letterbox
  parts: Part[]
  insist: boolean
  tooLong?: boolean
}

export type Taken = 'first' | 'next' | 'no' | 'refused'

/** Takes a text as a letter, or as another part of the one that is being collected. `no`: it is ordinary talk. */
export async function collectText(
  tx: Tx,
  input: { box: Letterbox; part: Part; letterLike: boolean },
  now: Date,
): Promise<Taken> {
  const { box, part, letterLike } = input
  const key = keyOf(box.chatId)
  const runAt = new Date(now.getTime() + WAIT_MS)
  const open = await openPaste(tx, key)
  const last = open?.parts.at(-1)
  if (open && !letterLike && (last?.text.length ?? 0) < CUT_LENGTH) return 'no'
  if (!open && !letterLike) return 'no'
  if (await refusedNearby(tx, [part.updateId])) {
    await eraseMessages(tx, { ...box, messages: [part] }, now)
    return 'refused'
  }
  const appended =
    open &&
    (await appendToChore<Pasted>(
      tx,
      key,
      (pasted) =>
        pasted.parts.length < MOST_PARTS ? { ...pasted, parts: [...pasted.parts, part] } : { ...pasted, tooLong: true },
      runAt,
    ))
  if (appended) return 'next'
  await addChore(
    tx,
    { kind: pasting.kind, communeId: box.communeId, input: { box, parts: [part], insist: false }, key, runAt },
    now,
  )
  return 'first'
}

/** Whether the parts of a letter are coming in this chat, and the last one was cut. */
export async function isCollecting(tx: Tx, chatId: number): Promise<boolean> {
  const open = await openPaste(tx, keyOf(chatId))
  return (open?.parts.at(-1)?.text.length ?? 0) >= CUT_LENGTH
}

const keyOf = (chatId: number) => `paste:${chatId}`

async function openPaste(tx: Tx, key: string): Promise<Pasted | undefined> {
  const [row] = await tx
    .select({ input: chores.input })
    .from(chores)
    .where(and(eq(chores.key, key), isNull(chores.doneAt), isNull(chores.failedAt)))
  return row?.input as Pasted | undefined
}

/** A message of the same lane was refused as secret moments before or after one of these. */
async function refusedNearby(tx: Tx, updateIds: readonly number[]): Promise<boolean> {
  const own = await tx
    .select()
    .from(inbox)
    .where(inArray(inbox.id, [...updateIds]))
  const [first] = own
  if (!first) return false
  const times = own.map((row) => row.receivedAt.getTime())
  const near = await tx
    .select({ id: inbox.id })
    .from(inbox)
    .where(
      and(
        eq(inbox.channelId, first.channelId),
        eq(inbox.lane, first.lane),
        gte(inbox.receivedAt, new Date(Math.min(...times) - NEIGHBOUR_MS)),
        lte(inbox.receivedAt, new Date(Math.max(...times) + NEIGHBOUR_MS)),
        sql`${inbox.raw} = '{}'::jsonb`,
      ),
    )
    .limit(1)
  return near.length > 0
}

/** The parts as one text. Where the app cut at a space the sentence goes on; where it cut at a line a new one begins. */
export function joinParts(parts: readonly Pick<Part, 'updateId' | 'text'>[]): string {
  const sorted = [...parts].sort((a, b) => a.updateId - b.updateId)
  return sorted.reduce((whole, { text }, index) => {
    const next = clean(text).trim()
    if (index === 0) return next
    return `${whole}${/[.;:!?…/]["”)]*$/.test(whole) || readMarker(next) ? '\n' : ' '}${next}`
  }, '')
}

type Read = { secret: true } | { secret: false; text: string; reading: Reading }

/** Reads what was collected. */
export const pasting: ChoreKind<Pasted, Read> = {
  kind: 'directive.paste',
  async work(input, tools) {
    if (input.tooLong) throw new UserError('directives-paste-long', { most: MOST_PARTS })
    const text = joinParts(input.parts)
    if (secretStamp(text)) return { secret: true }
    const units = await tools.read((tx) => listUnits(tx, input.box.communeId))
    return { secret: false, text, reading: await readText(text, { knownUnits: units, today: dayOf(tools.now) }) }
  },
  async finish(tx, chore, read, now) {
    const { box, parts, insist } = chore.input
    await eraseStored(tx, { messages: [], choreId: chore.id })
    const updateIds = parts.map((part) => part.updateId)
    const refused = read.secret || (await refusedNearby(tx, updateIds))
    await endReading(tx, box, refused ? 'directives-read-not' : 'directives-read', now)
    if (refused) {
      await eraseMessages(tx, { ...box, messages: parts }, now)
      const words = translator(box.locale)(read.secret ? 'talk-secret' : 'directives-refused-part')
      await say(tx, box, `refused:${chore.id}`, words, [], now)
      return
    }
    await receiveLetter(
      tx,
      box,
      `letter:${chore.id}`,
      { text: read.text, reading: read.reading, insist, offered: { parts } },
      now,
    )
  },
  async failed(tx, chore, error, now) {
    const { box } = chore.input
    await eraseStored(tx, { messages: [], choreId: chore.id })
    await endReading(tx, box, 'directives-read-not', now)
    const t = await chatWords(tx, box.chatId)
    const words = error instanceof UserError ? t(error.code, error.args) : t('directives-read-failed')
    await say(tx, box, `failed:${chore.id}`, words, [], now)
  },
}
