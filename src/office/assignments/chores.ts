// Slow and later work of this slice: fetching evidence, and taking `Hoàn tác` off the cards once its ten minutes are over.
import type { Message, Span } from '../../chat/message.js'
import { SendError } from '../../chat/transport.js'
import type { Tx } from '../../db/db.js'
import { saveFile } from '../../files/store.js'
import { type Translate, translator } from '../../lib/i18n.js'
import { clean, shorten } from '../../lib/vietnamese.js'
import type { AnyChoreKind, Chore, ChoreKind, ChoreTools } from '../../post/chores.js'
import { ANSWER, queueMessage } from '../../post/outbox.js'
import { eraseHandedOver } from '../../post/removal.js'
import { findQuestion, reopenQuestion } from '../../talk/questions.js'
import { findChatById, privateChats } from '../people/store.js'
import { SETTLE } from './change.js'
import { closeInvitations } from './evidence/giving.js'
import { askChoices, askSlot, givenSlot, readAsked } from './evidence/question.js'
import { runsByContent } from './evidence/runnable.js'
import { askConfirmation, countComing, FETCH, type FetchedFile, fileEvidence, type Reported } from './evidence/store.js'
import { refreshScreens } from './screens.js'
import { sheetIn, sheetOut } from './sheet/chores.js'
import { takeBackReport } from './undo.js'
import { settleUrges } from './urged.js'

export interface AssignmentHooks {
  /** The stamp of a state secret in this text ("MẬT"), if it has one. */
  secretStamp(text: string): string | undefined
}

export function assignmentChores(hooks: AssignmentHooks): AnyChoreKind[] {
  return [evidenceChore(hooks), settleChore, sheetOut, sheetIn(hooks)] as unknown as AnyChoreKind[]
}

export interface EvidenceFile {
  handle: string
  name: string
  type: string
  /** The message it came in, and the inbox row: a secret has to go from both. */
  ref: string
  updateId: number
}

export interface EvidenceInput {
  channelId: number
  /** Where it was given. */
  chatId: number
  personId: number
  questionId: number
  /** When it was given, milliseconds. */
  at: number
  reports: Reported[]
  numbers: number[]
  files: EvidenceFile[]
}

type Trouble = 'runs' | 'empty' | 'big' | 'secret'
interface Fetched {
  kept: FetchedFile[]
  refused: { file: EvidenceFile; why: Trouble }[]
}

function evidenceChore(hooks: AssignmentHooks): ChoreKind<EvidenceInput, Fetched> {
  return {
    kind: FETCH,
    async work(input, tools) {
      const kept: FetchedFile[] = []
      const refused: Fetched['refused'] = []
      for (const file of input.files) {
        const bytes = await fetchFile(input.channelId, file, tools)
        const why = bytes ? troubleWith(hooks, file, bytes) : 'big'
        if (why || !bytes) refused.push({ file, why: why ?? 'big' })
        else kept.push({ ...(await saveFile(tools.filesFolder, bytes)), name: nameOf(file), type: file.type })
      }
      return { kept, refused }
    },
    async finish(tx, chore, { kept, refused }, now) {
      const { input, communeId } = chore
      if (communeId === undefined) throw new Error(`chore ${chore.id} has no commune`)
      const { personId, reports } = input
      const ids = await fileEvidence(
        tx,
        { communeId, personId, givenAt: new Date(input.at), reports, files: kept },
        now,
      )
      const back = kept.length === 0 ? await takeBack(tx, communeId, input, now) : []
      const standing = ids.filter((id) => !back.includes(id))
      await settleUrges(tx, { communeId, ids: standing, what: 'report' }, now)
      for (const id of standing) await askConfirmation(tx, communeId, id, now)
      if (refused.length > 0) await eraseSecrets(tx, chore, refused, now)
      if (back.length > 0) await askAnew(tx, chore, refused, now)
      else if (refused.length > 0) await sayRefused(tx, chore, { refused, standing }, now)
    },
    async failed(tx, chore, _error, now) {
      const { input, communeId } = chore
      if (communeId === undefined) return
      const { personId, reports } = input
      const ids = await fileEvidence(tx, { communeId, personId, givenAt: new Date(input.at), reports, files: [] }, now)
      await settleUrges(tx, { communeId, ids, what: 'report' }, now)
      for (const id of ids) await askConfirmation(tx, communeId, id, now)
      await say(tx, chore, 'evidence-failed', (t, work) => [t('assignments-evidence-failed', { work })], now)
    },
  }
}

/** No report stands on files that were all refused, unless there is more of it or more is coming. Returns the assignments without one. */
async function takeBack(tx: Tx, communeId: number, input: EvidenceInput, now: Date): Promise<number[]> {
  const back: number[] = []
  for (const { id, reportedAt } of input.reports) {
    if ((await countComing(tx, communeId, id)) > 0) continue
    const report = { communeId, assignmentId: id, reportedAt: new Date(reportedAt), actorId: input.personId }
    if (await takeBackReport(tx, report, now)) back.push(id)
  }
  return back
}

/** The report was not made after all: the question is open again, in a new message, and the one answered says so. */
async function askAnew(tx: Tx, chore: Chore<EvidenceInput>, refused: Fetched['refused'], now: Date): Promise<void> {
  const { chatId, questionId, personId, numbers } = chore.input
  const chat = await findChatById(tx, chatId)
  const question = await findQuestion(tx, questionId)
  if (!chat || !question) return
  const t = translator(chat.locale)
  const work = writeNumbers(numbers)
  const queue = (key: string, message: Message, slot: string, refresh?: true) =>
    queueMessage(
      tx,
      {
        chatId,
        ...(chore.communeId === undefined ? {} : { communeId: chore.communeId }),
        key: `${key}:${chore.id}`,
        class: ANSWER,
        slot,
        ...(refresh ? { refresh } : {}),
        message,
      },
      now,
    )
  // In private the question still stands as it was asked.
  if (chat.kind === 'group')
    await queue('evidence-back', { spans: [t('assignments-evidence-back', { work })] }, askSlot(questionId), true)
  const [person] = await privateChats(tx, [personId])
  const mention: Span[] =
    chat.kind === 'group' && person ? [{ mention: person.name, accountId: person.accountId }, ': '] : []
  const spans = [...mention, [...refusedWords(t, refused, work), t('assignments-evidence-again', { work })].join('\n')]
  await closeInvitations(tx, { chat: { id: chatId }, actor: { personId }, now })
  // Every time it is a message of its own, and each of them can be replied to.
  const slot = givenSlot(questionId, `again${chore.id}`)
  if (readAsked(question.data).mode !== 'report') return queue('evidence-again', { spans }, slot)
  await reopenQuestion(tx, questionId)
  const ask = {
    questionId,
    placeholder: t('assignments-evidence-placeholder'),
    ...(person ? { accountId: person.accountId } : {}),
  }
  await queue('evidence-again', { spans, choices: askChoices(t, questionId, 'report'), ask }, slot)
}

/** The bytes, or undefined when the platform will not give them (too big). Anything else is thrown and tried again. */
async function fetchFile(channelId: number, file: EvidenceFile, tools: ChoreTools): Promise<Uint8Array | undefined> {
  try {
    return (await tools.transportFor(channelId).fetchFile(file.handle)).bytes
  } catch (error) {
    if (error instanceof SendError && error.kind === 'rejected') return undefined
    throw error
  }
}

function troubleWith(hooks: AssignmentHooks, file: EvidenceFile, bytes: Uint8Array): Trouble | undefined {
  if (bytes.byteLength === 0) return 'empty'
  if (runsByContent(bytes)) return 'runs'
  if (/^text\//.test(file.type) || /\.txt$/i.test(file.name)) {
    const text = new TextDecoder('utf-8').decode(bytes.subarray(0, 100_000))
    if (hooks.secretStamp(clean(text))) return 'secret'
  }
  return undefined
}

function nameOf(file: EvidenceFile): string {
  return (
    shorten(
      clean(file.name)
        .replace(/[\s/\\]+/g, ' ')
        .trim(),
      120,
    ) || 'minh-chung'
  )
}

async function eraseSecrets(
  tx: Tx,
  chore: Chore<EvidenceInput>,
  refused: Fetched['refused'],
  now: Date,
): Promise<void> {
  const { chatId } = chore.input
  for (const { file, why } of refused)
    if (why === 'secret')
      await eraseHandedOver(tx, { updateId: file.updateId, choreId: chore.id, chatId, ref: file.ref }, now)
}

/** What was wrong with each file; of what is secret not even the name is said. */
function refusedWords(t: Translate, refused: Fetched['refused'], work: string): string[] {
  const words = refused.map(({ file, why }) =>
    t(`assignments-evidence-${why}`, why === 'secret' ? { work } : { name: nameOf(file), work }),
  )
  return [...new Set(words)]
}

/** What was refused of a report that stands all the same, and that it does. */
async function sayRefused(
  tx: Tx,
  chore: Chore<EvidenceInput>,
  { refused, standing }: { refused: Fetched['refused']; standing: readonly number[] },
  now: Date,
): Promise<void> {
  const { reports, numbers } = chore.input
  const kept = numbers.filter((_, index) => standing.includes(reports[index]?.id ?? 0))
  await say(
    tx,
    chore,
    'evidence-refused',
    (t, work) => [
      ...refusedWords(t, refused, work),
      ...(kept.length > 0 ? [t('assignments-evidence-stands', { work: writeNumbers(kept) })] : []),
    ],
    now,
  )
}

const writeNumbers = (numbers: readonly number[]) => numbers.map((number) => `#${number}`).join(', ')

async function say(
  tx: Tx,
  chore: Chore<EvidenceInput>,
  key: string,
  lines: (t: Translate, work: string) => string[],
  now: Date,
): Promise<void> {
  const { chatId, numbers } = chore.input
  const chat = await findChatById(tx, chatId)
  if (!chat) return
  const text = lines(translator(chat.locale), writeNumbers(numbers)).join('\n')
  await queueMessage(
    tx,
    {
      chatId,
      ...(chore.communeId === undefined ? {} : { communeId: chore.communeId }),
      key: `${key}:${chore.id}`,
      class: ANSWER,
      message: { spans: [text] },
    },
    now,
  )
}

const settleChore: ChoreKind<{ ids: number[] }, null> = {
  kind: SETTLE,
  work: async () => null,
  async finish(tx, chore, _result, now) {
    if (chore.communeId !== undefined)
      await refreshScreens(tx, chore.communeId, chore.input.ids, now, `-settled${chore.id}`)
  },
  async failed() {},
}
