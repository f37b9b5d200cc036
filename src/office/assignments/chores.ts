// Slow and later work of this slice: fetching evidence, and taking `Hoàn tác` off the cards once its ten minutes are over.
import type { Message, Span } from '../../chat/message.js'
import type { Tx } from '../../db/db.js'
import type { Translate } from '../../lib/i18n.js'
import type { AnyChoreKind, Chore, ChoreKind } from '../../post/chores.js'
import { ANSWER, chatWords, queueMessage } from '../../post/outbox.js'
import { findQuestion, reopenQuestion } from '../../talk/questions.js'
import { findChatById, privateChats } from '../people/store.js'
import { SETTLE } from './change.js'
import {
  type EvidenceFile,
  eraseSecrets,
  type Fetched,
  fetchEvidence,
  nameOf,
  type StampInFile,
} from './evidence/fetching.js'
import { closeInvitations } from './evidence/giving.js'
import { askConfirmation } from './evidence/officers.js'
import { askChoices, askSlot, givenSlot, readAsked } from './evidence/question.js'
import { countComing, FETCH, fileEvidence, type Reported } from './evidence/store.js'
import { refreshScreens } from './screens.js'
import { sheetIn, sheetOut } from './sheet/chores.js'
import { takeBackReport } from './undo.js'
import { settleUrges } from './urged.js'

export interface AssignmentHooks {
  /** The stamp of a state secret in this text ("MẬT"), if it has one. */
  secretStamp: (text: string) => string | undefined
  stampInFile: StampInFile
}

export function assignmentChores(hooks: AssignmentHooks): AnyChoreKind[] {
  return [evidenceChore(hooks), settleChore, sheetOut, sheetIn(hooks)] as unknown as AnyChoreKind[]
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
  album?: string
  /** Of a document that came with the files; kept once nothing of them was secret. */
  documentNumber?: string
}

function evidenceChore(hooks: AssignmentHooks): ChoreKind<EvidenceInput, Fetched> {
  return {
    kind: FETCH,
    work: (input, tools) => fetchEvidence(hooks.stampInFile, input, tools),
    async finish(tx, chore, { kept, refused }, now) {
      const { input, communeId } = chore
      if (communeId === undefined) throw new Error(`chore ${chore.id} has no commune`)
      const isSecret = refused.some(({ why }) => why === 'secret')
      const document = isSecret ? undefined : input.documentNumber
      const ids = await keep(tx, chore, communeId, { files: kept, document }, now)
      const back = kept.length === 0 ? await takeBack(tx, communeId, input, now) : []
      const standing = ids.filter((id) => !back.includes(id))
      await settleUrges(tx, { communeId, ids: standing, what: 'report' }, now)
      await askConfirmation(tx, communeId, standing, now)
      await eraseSecrets(tx, { choreId: chore.id, chatId: input.chatId }, refused, now)
      if (back.length > 0) await askAnew(tx, chore, refused, now)
      else if (refused.length > 0) await sayRefused(tx, chore, { refused, standing }, now)
    },
    async failed(tx, chore, _error, now) {
      const { input, communeId } = chore
      if (communeId === undefined) return
      const ids = await keep(tx, chore, communeId, { files: [], document: input.documentNumber }, now)
      await settleUrges(tx, { communeId, ids, what: 'report' }, now)
      await askConfirmation(tx, communeId, ids, now)
      await say(tx, chore, 'evidence-failed', (t, work) => [t('assignments-evidence-failed', { work })], now)
    },
  }
}

/** Files what was given under the reports it was given for. Returns the assignments that stand as they were reported. */
function keep(
  tx: Tx,
  { input }: Chore<EvidenceInput>,
  communeId: number,
  { files, document }: { files: Fetched['kept']; document: string | undefined },
  now: Date,
): Promise<number[]> {
  const { personId, reports, at } = input
  return fileEvidence(tx, { communeId, personId, givenAt: new Date(at), reports, files, document }, now)
}

/** No report stands on files that were all refused, unless there is more of it or more is coming. Returns the assignments without one. */
async function takeBack(tx: Tx, communeId: number, input: EvidenceInput, now: Date): Promise<number[]> {
  const back: number[] = []
  for (const { id, reportedAt } of input.reports) {
    if ((await countComing(tx, communeId, id)) > 0) continue
    const report = { communeId, assignmentId: id, reportedAt: new Date(reportedAt) }
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
  const t = await chatWords(tx, chatId)
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
  const text = lines(await chatWords(tx, chatId), writeNumbers(numbers)).join('\n')
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
