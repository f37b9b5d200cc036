// The file of a notice: fetched and looked at outside transactions; then it is a draft like any other.
import { SendError } from '../../chat/transport.js'
import type { Tx } from '../../db/db.js'
import { insertFile, saveFile } from '../../files/store.js'
import { UserError } from '../../lib/errors.js'
import { translator } from '../../lib/i18n.js'
import { clean, shorten } from '../../lib/vietnamese.js'
import type { AnyChoreKind, ChoreKind } from '../../post/chores.js'
import { ANSWER, queueMessage } from '../../post/outbox.js'
import { eraseHandedOver } from '../../post/removal.js'
import type { StampInFile } from '../assignments/evidence/fetching.js'
import { runsByContent } from '../assignments/evidence/runnable.js'
import { findChatById } from '../people/store.js'
import { insertNotice, previewOf, slotOf } from './draft.js'
import { lockNotice } from './store.js'

export const NOTICE_FILE = 'notices.file'

export interface NoticeFile {
  communeId: number
  personId: number
  chatId: number
  channelId: number
  handle: string
  name: string
  type: string
  /** The caption, or the file's name. */
  text: string
  ref: string
  updateId: number
}

interface Kept {
  sha256: string
  size: number
}

export interface NoticeHooks {
  stampInFile: StampInFile
}

function fileChore(hooks: NoticeHooks): ChoreKind<NoticeFile, Kept> {
  return {
    kind: NOTICE_FILE,
    async work({ channelId, handle, name }, tools) {
      const bytes = await fetched(() => tools.transportFor(channelId).fetchFile(handle))
      if (bytes.byteLength === 0) throw new UserError('notices-file-empty')
      if (runsByContent(bytes)) throw new UserError('notices-runs', { name: shorten(name, 60) })
      if (await hooks.stampInFile(bytes, name)) throw new UserError('talk-secret')
      return saveFile(tools.filesFolder, bytes)
    },
    async finish(tx, { input }, kept, now) {
      const { communeId, personId, chatId, name, type, text } = input
      const fileName =
        shorten(
          clean(name)
            .replace(/[\s/\\]+/g, ' ')
            .trim(),
          120,
        ) || 'thong-bao'
      const fileId = await insertFile(tx, { communeId, ...kept, name: fileName, type }, now)
      const id = await insertNotice(tx, { communeId, personId, text, fileId }, now)
      const notice = await lockNotice(tx, communeId, id)
      if (!notice) throw new Error(`no notice ${id}`)
      const t = translator((await findChatById(tx, chatId))?.locale ?? 'vi')
      const shown = await previewOf(tx, { communeId, notice, t }, now)
      await queueMessage(
        tx,
        {
          chatId,
          communeId,
          key: `notice:${id}:draft`,
          slot: slotOf(id),
          class: ANSWER,
          message: { spans: [{ bold: t('notices-heading') }, `\n${shown.text}`], choices: shown.choices },
        },
        now,
      )
    },
    async failed(tx, { id, input }, error, now) {
      const isSecret = error instanceof UserError && error.code === 'talk-secret'
      const { updateId, chatId, ref } = input
      if (isSecret) await eraseHandedOver(tx, { updateId, choreId: id, chatId, ref }, now)
      await say(tx, input, id, error instanceof UserError ? error : new UserError('notices-file-failed'), now)
    },
  }
}

async function fetched(fetch: () => Promise<{ bytes: Uint8Array }>): Promise<Uint8Array> {
  try {
    return (await fetch()).bytes
  } catch (error) {
    if (error instanceof SendError && (error.kind === 'rejected' || error.kind === 'gone'))
      throw new UserError('notices-file-failed')
    throw error
  }
}

async function say(tx: Tx, input: NoticeFile, choreId: number, error: UserError, now: Date): Promise<void> {
  const { chatId, communeId } = input
  const t = translator((await findChatById(tx, chatId))?.locale ?? 'vi')
  const message = { spans: [t(error.code, error.args)] }
  await queueMessage(tx, { chatId, communeId, key: `notice-file:${choreId}`, class: ANSWER, message }, now)
}

export function noticeChores(hooks: NoticeHooks): AnyChoreKind[] {
  return [fileChore(hooks)] as unknown as AnyChoreKind[]
}
