// A letter sent as a file: fetched, checked for a secret stamp before anything of it is kept, read, and only then stored.
import { SendError } from '../../../chat/transport.js'
import { saveFile } from '../../../files/store.js'
import { dayOf } from '../../../lib/day.js'
import { UserError } from '../../../lib/errors.js'
import { translator } from '../../../lib/i18n.js'
import type { ChoreKind } from '../../../post/chores.js'
import { chatWords } from '../../../post/outbox.js'
import { oneLine } from '../../communes/names.js'
import { listUnits } from '../../communes/store.js'
import { extractText } from '../extract/extract.js'
import { readText } from '../read.js'
import type { Reading } from '../reader/reading.js'
import { secretStamp } from '../reader/stamp.js'
import { eraseMessages, eraseStored } from './erase.js'
import type { SentFile } from './offer.js'
import { endReading, isKept, type Letterbox, type NewFileRow, receiveLetter, say } from './receive.js'

export interface FileLetter {
  box: Letterbox
  file: SentFile
  insist: boolean
}

type Read = { secret: true } | { secret: false; text: string; reading: Reading; file?: NewFileRow; misnamed?: string }

const types: Record<string, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  doc: 'application/msword',
  pdf: 'application/pdf',
  txt: 'text/plain',
}

export const fileReading: ChoreKind<FileLetter, Read> = {
  kind: 'directive.read',
  async work({ box, file, insist }, tools) {
    const bytes = await fetchBytes(tools.transportFor(box.channelId), file.handle)
    const { text, kind } = await extractText(bytes, file.name)
    if (secretStamp(text)) return { secret: true }
    const units = await tools.read((tx) => listUnits(tx, box.communeId))
    const reading = await readText(text, { knownUnits: units, today: dayOf(tools.now) }, oneLine(file.name, 80))
    if (!isKept(reading, insist))
      return { secret: false, text, reading, ...(isMisnamed(kind, file.name) ? { misnamed: file.name } : {}) }
    const { sha256, size } = await saveFile(tools.filesFolder, bytes)
    const type = types[kind] ?? 'application/octet-stream'
    return { secret: false, text, reading, file: { sha256, size, type, name: oneLine(file.name, 120) || 'van-ban' } }
  },
  async finish(tx, chore, read, now) {
    const { box, file, insist } = chore.input
    await eraseStored(tx, { messages: [], choreId: chore.id })
    await endReading(tx, box, read.secret ? 'directives-read-not' : 'directives-read', now)
    if (read.secret) {
      await eraseMessages(tx, { ...box, messages: [file] }, now)
      await say(tx, box, `refused:${chore.id}`, translator(box.locale)('talk-secret'), [], now)
      return
    }
    await receiveLetter(
      tx,
      box,
      `letter:${chore.id}`,
      {
        text: read.text,
        reading: read.reading,
        insist,
        offered: { file },
        ...(read.file ? { file: read.file } : {}),
        ...(read.misnamed === undefined ? {} : { misnamed: read.misnamed }),
      },
      now,
    )
  },
  async failed(tx, chore, error, now) {
    const { box, file } = chore.input
    await eraseStored(tx, { messages: [], choreId: chore.id })
    await endReading(tx, box, 'directives-read-not', now)
    const t = await chatWords(tx, box.chatId)
    const words =
      error instanceof UserError
        ? t(error.code, error.args)
        : t('directives-file-failed', { name: oneLine(file.name, 80) })
    await say(tx, box, `failed:${chore.id}`, words, [], now)
  },
}

/** A plain text that is called a Word file or a PDF. */
function isMisnamed(kind: string, name: string): boolean {
  return kind === 'txt' && /\.(?:docx?|pdf)$/i.test(name.trim())
}

async function fetchBytes(
  transport: { fetchFile(handle: string): Promise<{ bytes: Uint8Array }> },
  handle: string,
): Promise<Uint8Array> {
  try {
    return (await transport.fetchFile(handle)).bytes
  } catch (error) {
    if (error instanceof SendError && (error.kind === 'rejected' || error.kind === 'gone'))
      throw new UserError('directives-file-gone')
    throw error
  }
}
