// The document of a sent report: written outside transactions, then kept, filed as evidence of the duty, and given out.

import { writePeriod } from '../../../calendar/period.js'
import { action } from '../../../chat/action.js'
import type { Tx } from '../../../db/db.js'
import { insertFile, saveFile } from '../../../files/store.js'
import { translator } from '../../../lib/i18n.js'
import { fold } from '../../../lib/vietnamese.js'
import type { ChoreKind } from '../../../post/chores.js'
import { ANSWER, queueMessage } from '../../../post/outbox.js'
import { askConfirmation } from '../../assignments/evidence/officers.js'
import { fileEvidence, type NewEvidence } from '../../assignments/evidence/store.js'
import { findUnit } from '../../communes/store.js'
import { findChatById, listHolders, privateChats, privateChatsOfRoles, unitChats } from '../../people/store.js'
import { docxType } from '../paper.js'
import { DOCUMENT, type DocumentInput, documentOf } from './actions.js'
import { writeDocument } from './document.js'
import { tellsCauses } from './prefill.js'
import { monthOf } from './sent.js'
import { placesOf } from './show.js'
import { additionsOf, findReport, type UnitReport, writeReport } from './store.js'

interface Written {
  /** Missing when the report was reopened before it was written. */
  file?: { sha256: string; size: number; name: string }
  /** It tells why work is late. */
  confidential?: boolean
}

export const documentChore: ChoreKind<DocumentInput, Written> = {
  kind: DOCUMENT,
  async work({ communeId, reportId }, tools) {
    const read = await tools.read(async (tx) => {
      const report = await findReport(tx, communeId, reportId)
      if (report?.state !== 'sent') return undefined
      return { month: await monthOf(tx, report, tools.now), added: additionsOf(report), at: report.sentAt ?? undefined }
    })
    if (!read) return {}
    const bytes = await writeDocument(read.month, read.added, read.at)
    const name = `bao-cao-${read.month.month}-${fold(read.month.unit.shortName).replace(/ /g, '-') || 'don-vi'}.docx`
    return { file: { ...(await saveFile(tools.filesFolder, bytes)), name }, confidential: tellsCauses(read.month) }
  },
  async finish(tx, { input }, { file, confidential = false }, now) {
    const { communeId, reportId } = input
    const report = await findReport(tx, communeId, reportId)
    if (report && file) {
      const fileId = await insertFile(tx, { communeId, ...file, type: docxType }, now)
      await writeReport(tx, report, { fileId })
      await giveOut(tx, input, { ...report, fileId, confidential }, now)
    }
    const announced = report ? { announced: documentOf(report) } : {}
    await fileUnderDuty(tx, input, file ? [{ ...file, type: docxType, confidential, ...announced }] : [], now)
  },
  async failed(tx, { id, input }, _error, now) {
    await fileUnderDuty(tx, input, [], now)
    const t = translator('vi')
    await queueMessage(
      tx,
      {
        chatId: input.chatId,
        communeId: input.communeId,
        key: `unitreport:failed:${id}`,
        class: ANSWER,
        message: { spans: [t('indicators-report-failed')] },
      },
      now,
    )
  },
}

/** The document is the evidence of the duty it closed; then the officers, who have it, are asked to confirm. */
async function fileUnderDuty(
  tx: Tx,
  { communeId, personId, duty, sentAt }: DocumentInput,
  files: NewEvidence[],
  now: Date,
): Promise<void> {
  if (!duty) return
  const reports = [duty]
  const ids = await fileEvidence(tx, { communeId, personId, givenAt: new Date(sentAt), reports, files }, now)
  await askConfirmation(tx, communeId, ids, now, { filesGiven: files.length > 0 })
}

/**
 * To where it was sent, to the unit, and to the officers, who may reopen it; once for a sending, also when a duty is closed by it later.
 * One that tells why work is late goes to those who lead the unit in private; the group hears where it is.
 */
async function giveOut(
  tx: Tx,
  input: DocumentInput,
  { unitId, period, sentAt, fileId, confidential }: UnitReport & { fileId: number; confidential: boolean },
  now: Date,
): Promise<void> {
  const { communeId, reportId } = input
  const unit = await findUnit(tx, communeId, unitId)
  const officers = await privateChatsOfRoles(tx, communeId, ['officer'], now)
  const sentFrom = await findChatById(tx, input.chatId)
  const here = sentFrom && !sentFrom.common ? [{ chatId: sentFrom.id, locale: sentFrom.locale }] : []
  const leading = confidential ? await leadersOf(tx, communeId, unitId, now) : []
  const unitPlaces = [...here, ...(await placesOf(tx, communeId, unitId, now))]
  const groups = new Set((await unitChats(tx, communeId, [unitId])).map((one) => one.chatId))
  const places = [...unitPlaces, ...leading, ...officers]
  const seen = new Set<number>()
  for (const { chatId, locale } of places) {
    if (seen.has(chatId)) continue
    seen.add(chatId)
    const t = translator(locale)
    const isOfficer = officers.some((one) => one.chatId === chatId)
    const isAside = confidential && groups.has(chatId)
    const said = { period: writePeriod(period), unit: unit?.name ?? '' }
    const words = isAside ? t('indicators-report-paper-aside') : t('indicators-report-document', said)
    const choices = isOfficer
      ? [[{ label: t('indicators-button-reopen'), action: action('unitreport.reopen', reportId) }]]
      : undefined
    await queueMessage(
      tx,
      {
        chatId,
        communeId,
        key: `unitreport:document:${reportId}:${sentAt?.getTime() ?? input.sentAt}:${chatId}`,
        class: ANSWER,
        message: { spans: [words], ...(isAside ? {} : { fileId }), ...(choices ? { choices } : {}) },
      },
      now,
    )
  }
}

/** The private chats of head and deputies. */
async function leadersOf(tx: Tx, communeId: number, unitId: number, now: Date) {
  const holders = (await listHolders(tx, communeId, ['head', 'deputy'], now)).filter((one) => one.unitId === unitId)
  const ids = holders.map((one) => one.personId)
  return (await privateChats(tx, ids)).filter((one) => !one.unreachable)
}
