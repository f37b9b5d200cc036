// The document of a sent report: written outside transactions, then kept, filed as evidence of the duty, and given out.

import { writePeriod } from '../../../calendar/period.js'
import { action } from '../../../chat/action.js'
import type { Tx } from '../../../db/db.js'
import { insertFile, saveFile } from '../../../files/store.js'
import { translator } from '../../../lib/i18n.js'
import { fold } from '../../../lib/vietnamese.js'
import type { ChoreKind } from '../../../post/chores.js'
import { ANSWER, queueMessage } from '../../../post/outbox.js'
import { askConfirmation, fileEvidence } from '../../assignments/evidence/store.js'
import { findUnit } from '../../communes/store.js'
import { findChatById, privateChatsOfRoles } from '../../people/store.js'
import { docxType } from '../paper.js'
import { DOCUMENT, type DocumentInput } from './actions.js'
import { writeDocument } from './document.js'
import { readUnitMonth } from './prefill.js'
import { placesOf } from './show.js'
import { additionsOf, findReport, type UnitReport, writeReport } from './store.js'

interface Written {
  /** Missing when the report was reopened before it was written. */
  file?: { sha256: string; size: number; name: string }
}

export const documentChore: ChoreKind<DocumentInput, Written> = {
  kind: DOCUMENT,
  async work({ communeId, reportId, sentAt }, tools) {
    const read = await tools.read(async (tx) => {
      const report = await findReport(tx, communeId, reportId)
      if (report?.state !== 'sent') return undefined
      // As of the moment it was sent, so that the paper says what the head saw.
      const at = new Date(report.sentAt?.getTime() ?? sentAt)
      const month = await readUnitMonth(tx, { communeId, unitId: report.unitId, month: report.period }, at)
      return { month, added: additionsOf(report) }
    })
    if (!read) return {}
    const bytes = await writeDocument(read.month, read.added)
    const name = `bao-cao-${read.month.month}-${fold(read.month.unit.shortName).replace(/ /g, '-') || 'don-vi'}.docx`
    return { file: { ...(await saveFile(tools.filesFolder, bytes)), name } }
  },
  async finish(tx, { input }, { file }, now) {
    const { communeId, reportId } = input
    const report = await findReport(tx, communeId, reportId)
    if (report && file) {
      const fileId = await insertFile(tx, { communeId, ...file, type: docxType }, now)
      await writeReport(tx, report, { fileId })
      await giveOut(tx, input, { ...report, fileId }, now)
    }
    await fileUnderDuty(tx, input, file ? [{ ...file, type: docxType }] : [], now)
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
  files: { sha256: string; size: number; name: string; type: string }[],
  now: Date,
): Promise<void> {
  if (!duty) return
  const reports = [duty]
  const ids = await fileEvidence(tx, { communeId, personId, givenAt: new Date(sentAt), reports, files }, now)
  for (const id of ids) await askConfirmation(tx, communeId, id, now, { filesGiven: files.length > 0 })
}

/** To where it was sent, to the unit, and to the officers, who may reopen it; once for a sending, also when a duty is closed by it later. */
async function giveOut(
  tx: Tx,
  input: DocumentInput,
  { unitId, period, sentAt, fileId }: UnitReport & { fileId: number },
  now: Date,
): Promise<void> {
  const { communeId, reportId } = input
  const unit = await findUnit(tx, communeId, unitId)
  const officers = await privateChatsOfRoles(tx, communeId, ['officer'], now)
  const sentFrom = await findChatById(tx, input.chatId)
  const here = sentFrom && !sentFrom.common ? [{ chatId: sentFrom.id, locale: sentFrom.locale }] : []
  const places = [...here, ...(await placesOf(tx, communeId, unitId, now)), ...officers]
  const seen = new Set<number>()
  for (const { chatId, locale } of places) {
    if (seen.has(chatId)) continue
    seen.add(chatId)
    const t = translator(locale)
    const isOfficer = officers.some((one) => one.chatId === chatId)
    const words = t('indicators-report-document', { period: writePeriod(period), unit: unit?.name ?? '' })
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
        message: { spans: [words], fileId, ...(choices ? { choices } : {}) },
      },
      now,
    )
  }
}
