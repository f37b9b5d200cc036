// A letter's text becomes a draft with its answer, in one transaction; or it is recognised, or found to be no directive.
import { and, eq, isNull } from 'drizzle-orm'
import { action } from '../../../chat/action.js'
import type { Choice } from '../../../chat/message.js'
import type { Tx } from '../../../db/db.js'
import { questions } from '../../../db/schema/post.js'
import { insertFile } from '../../../files/store.js'
import { dayOf } from '../../../lib/day.js'
import { isKey, type Locale, type Translate, translator } from '../../../lib/i18n.js'
import { addChore } from '../../../post/chores.js'
import { chatWords, queueMessage } from '../../../post/outbox.js'
import { closeQuestion } from '../../../talk/questions.js'
import { oneLine } from '../../communes/names.js'
import { findCommune, listUnits, lockCommune } from '../../communes/store.js'
import { record } from '../../trail/record.js'
import type { Draft } from '../draft.js'
import { SUCCESSOR_QUESTION } from '../edits.js'
import { draftOf } from '../from-reading.js'
import { outcomeScreen } from '../issue/outcome.js'
import { letterName } from '../letter.js'
import type { Reading } from '../reader/reading.js'
import { answerScreen } from '../review/answer.js'
import { closedScreen } from '../review/closed.js'
import { draftSlot, sendScreen, viewOf } from '../screen.js'
import { type Directive, findDirective, findSameLetter, insertDirective, textHash } from '../store.js'
import { OFFER_KIND, type Offered } from './offer.js'

/** Who sent it and where the answer goes. */
export interface Letterbox {
  communeId: number
  personId: number
  channelId: number
  chatId: number
  externalChatId: string
  locale: Locale
  /** The message that says that it is being read. */
  reading?: string
}

export interface NewFileRow {
  sha256: string
  name: string
  type: string
  size: number
}

export interface Received {
  text: string
  reading: Reading
  /** The letter's file, once its bytes are safe. */
  file?: NewFileRow
  /** The file's name, when it is a plain text that is called something else. */
  misnamed?: string
  /** Taken as a directive whatever the reader thinks. */
  insist: boolean
  /** What would be needed to take it all the same, should it be none. */
  offered: Offered
}

/** Would this be kept? A file's bytes are stored only then. */
export function isKept(reading: Reading, insist: boolean): boolean {
  return insist || (reading.isDirective && reading.tasks.length > 0)
}

export async function receiveLetter(tx: Tx, box: Letterbox, key: string, letter: Received, now: Date): Promise<void> {
  const t = await chatWords(tx, box.chatId)
  // Of two officers who send the same letter at once the second finds the first's.
  await lockCommune(tx, box.communeId)
  const hash = textHash(letter.text)
  const same = await findSameLetter(tx, box.communeId, hash)
  if (same) return recognise(tx, box, key, same, t, now)
  if (!isKept(letter.reading, letter.insist)) return offer(tx, box, key, letter, t, now)
  const { communeId, personId } = box
  const commune = await findCommune(tx, communeId)
  const units = await listUnits(tx, communeId)
  const read = draftOf(letter.reading, { units, collectives: commune.settings.collectives }, dayOf(now))
  const draft = { ...read, ...(await succeeding(tx, box, now)) }
  const fileId = letter.file && (await insertFile(tx, { communeId, ...letter.file }, now))
  const id = await insertDirective(
    tx,
    {
      communeId,
      text: letter.text,
      textHash: hash,
      draft,
      createdBy: personId,
      ...(fileId === undefined ? {} : { fileId }),
    },
    now,
  )
  await record(
    tx,
    {
      communeId,
      subject: `directive:${id}`,
      action: 'directive.receive',
      actorId: personId,
      after: { number: draft.header.number, tasks: draft.tasks.length, ...(fileId === undefined ? {} : { fileId }) },
    },
    now,
  )
  const directive = await findDirective(tx, communeId, id)
  if (!directive) throw new Error(`directive ${id} not found`)
  await sendScreen(
    tx,
    { chatId: box.chatId, communeId, key, slot: draftSlot(id) },
    answerScreen(await viewOf(tx, directive, t, now)),
    now,
  )
}

/** The letter was asked for with `Thay thế` or `Đính chính`: it takes that one's place. */
async function succeeding(tx: Tx, box: Letterbox, now: Date): Promise<Pick<Draft, 'decisions'>> {
  const question = await findQuestionOf(tx, box, SUCCESSOR_QUESTION)
  if (!question) return {}
  await closeQuestion(tx, question.id, now)
  const id = Number(question.data.directive)
  const kind = question.data.kind === 'corrects' ? ('corrects' as const) : ('replaces' as const)
  return { decisions: { succeeds: { id, kind } } }
}

async function findQuestionOf(tx: Tx, box: Letterbox, name: string) {
  const [row] = await tx
    .select()
    .from(questions)
    .where(
      and(
        eq(questions.chatId, box.chatId),
        eq(questions.personId, box.personId),
        eq(questions.action, name),
        isNull(questions.closedAt),
      ),
    )
    .limit(1)
  return row
}

/** The same letter again: says so and shows the one that is there. */
async function recognise(tx: Tx, box: Letterbox, key: string, same: Directive, t: Translate, now: Date): Promise<void> {
  const name = letterName(t, same.draft.header)
  const words = t(
    same.state === 'issued'
      ? 'directives-same-issued'
      : same.state === 'draft'
        ? 'directives-same-draft'
        : 'directives-same-stored',
    { name },
  )
  await say(tx, box, `${key}:same`, words, [], now)
  const view = await viewOf(tx, same, t, now)
  await sendScreen(
    tx,
    { chatId: box.chatId, communeId: box.communeId, key, slot: draftSlot(same.id) },
    same.state === 'issued'
      ? await outcomeScreen(tx, view)
      : same.state === 'draft'
        ? answerScreen(view)
        : closedScreen(view),
    now,
  )
}

const OFFER_HOURS = 24

/** No directive, or nothing to do in it: nothing is kept unless the officer insists within a day. */
async function offer(tx: Tx, box: Letterbox, key: string, letter: Received, t: Translate, now: Date): Promise<void> {
  const { reading } = letter
  const choreId = await addChore(
    tx,
    {
      kind: OFFER_KIND,
      communeId: box.communeId,
      input: { ...letter.offered, box },
      runAt: new Date(now.getTime() + OFFER_HOURS * 3_600_000),
    },
    now,
  )
  const why = reading.why !== undefined && isKey(reading.why) ? t(reading.why) : ''
  const misnamed = letter.misnamed === undefined ? '' : t('directives-misnamed', { name: oneLine(letter.misnamed, 80) })
  const words = [misnamed, ...(reading.isDirective ? [t('directives-no-tasks')] : [t('directives-no-directive'), why])]
    .filter((line) => line !== '')
    .join(' ')
  await say(
    tx,
    box,
    key,
    `${words}\n\n${t('directives-no-directive-choice')}`,
    [
      [
        { label: t('directives-button-insist'), action: action('intake.insist', choreId) },
        { label: t('directives-button-skip'), action: action('intake.skip', choreId) },
      ],
    ],
    now,
  )
}

/** A plain answer into the chat of a letterbox. */
export async function say(
  tx: Tx,
  box: Pick<Letterbox, 'chatId' | 'communeId'>,
  key: string,
  text: string,
  choices: Choice[][],
  now: Date,
): Promise<void> {
  await queueMessage(
    tx,
    {
      chatId: box.chatId,
      communeId: box.communeId,
      key,
      class: 0,
      message: { spans: [text], ...(choices.length > 0 ? { choices } : {}) },
    },
    now,
  )
}

/** "Đang đọc văn bản…" is over: the message says so, above the answer. */
export async function endReading(
  tx: Tx,
  box: Letterbox,
  outcome: 'directives-read' | 'directives-read-not',
  now: Date,
): Promise<void> {
  const { chatId, communeId, reading } = box
  if (reading === undefined) return
  const message = { spans: [translator(box.locale)(outcome)] }
  await queueMessage(
    tx,
    { chatId, communeId, key: `${reading}:${outcome}`, slot: reading, class: 0, refresh: true, message },
    now,
  )
}
