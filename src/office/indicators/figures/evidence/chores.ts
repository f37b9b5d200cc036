// Files that prove figures: fetched outside transactions, then filed; what cannot be kept is told with its reason.
import type { Tx } from '../../../../db/db.js'
import { insertFile } from '../../../../files/store.js'
import { translator } from '../../../../lib/i18n.js'
import type { Chore, ChoreKind } from '../../../../post/chores.js'
import { ANSWER, queueMessage } from '../../../../post/outbox.js'
import {
  type EvidenceFile,
  eraseSecrets,
  type Fetched,
  fetchEvidence,
  nameOf,
  type StampInFile,
} from '../../../assignments/evidence/fetching.js'
import { findChatById } from '../../../people/store.js'
import { reportMonth } from '../../indicator.js'
import { refreshReportsOf } from '../../report/show.js'
import { type FigureKey, fileFigureEvidence } from './store.js'

export const FETCH = 'indicators.evidence'

export interface EvidenceInput {
  channelId: number
  /** Where it was given. */
  chatId: number
  personId: number
  onBehalfOf?: number
  unitId: number
  figures: FigureKey[]
  /** Of a document that came with the files. */
  documentNumber?: string
  /** The figures as they were said: "CT05, tháng 9/2026". */
  what: string
  /** When it was given, milliseconds. */
  at: number
  files: EvidenceFile[]
  album?: string
}

export function evidenceChore(stampInFile: StampInFile): ChoreKind<EvidenceInput, Fetched> {
  return {
    kind: FETCH,
    work: (input, tools) => fetchEvidence(stampInFile, input, tools),
    async finish(tx, chore, { kept, refused }, now) {
      const { input, communeId } = chore
      if (communeId === undefined) throw new Error(`chore ${chore.id} has no commune`)
      const { unitId, figures, personId, onBehalfOf, chatId, documentNumber } = input
      const given = { communeId, unitId, figures, personId, onBehalfOf, givenAt: new Date(input.at) }
      for (const file of kept)
        await fileFigureEvidence(tx, { ...given, fileId: await insertFile(tx, { communeId, ...file }, now) }, now)
      if (documentNumber !== undefined && !refused.some(({ why }) => why === 'secret'))
        await fileFigureEvidence(tx, { ...given, documentNumber }, now)
      for (const month of new Set(figures.map(({ period }) => reportMonth(period))))
        await refreshReportsOf(tx, { communeId, month, unitId }, now)
      await eraseSecrets(tx, { choreId: chore.id, chatId }, refused, now)
      // Of what is secret not even the name is said, and once is enough.
      const said = refused.map(({ file, why }) => (why === 'secret' ? { why } : { why, name: nameOf(file) }))
      for (const one of new Map(said.map((each) => [JSON.stringify(each), each])).values())
        await say(tx, chore, `indicators-evidence-${one.why}`, 'name' in one ? { name: one.name } : {}, now)
    },
    failed: (tx, chore, _error, now) => say(tx, chore, 'indicators-evidence-failed', {}, now),
  }
}

async function say(
  tx: Tx,
  chore: Chore<EvidenceInput>,
  words: string,
  args: { name?: string },
  now: Date,
): Promise<void> {
  const { communeId } = chore
  const { chatId, what } = chore.input
  const chat = await findChatById(tx, chatId)
  if (!chat || communeId === undefined) return
  const key = `${words}:${chore.id}:${args.name ?? ''}`.slice(0, 200)
  const message = { spans: [translator(chat.locale)(words, { ...args, what })] }
  await queueMessage(tx, { chatId, communeId, class: ANSWER, key, message }, now)
}
