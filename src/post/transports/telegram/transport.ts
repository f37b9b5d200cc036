// Telegram behind the post's contract, by grammY's API client alone: no bot object, no middleware, no retries of its own.
import { access } from 'node:fs/promises'
import { Api, InputFile } from 'grammy'
import type { BotCommandScope, LanguageCode, Message as TelegramMessage } from 'grammy/types'
import {
  type CommandScope,
  type Delivered,
  type Delivery,
  SendError,
  type SendFile,
  type Transport,
} from '../../../chat/transport.js'
import { downloadFile } from '../download.js'
import { telegramCapabilities } from './capabilities.js'
import { isNotModified, sendError } from './errors.js'
import { allowedUpdates, envelopeOf, readUpdate } from './read.js'
import { keyboardOf, markupOf, renderSpans } from './render.js'

export interface TelegramOptions {
  token: string
  /** `https://api.telegram.org`, or a local server. */
  apiRoot: string
  /** Seconds a call may take, and a poll beyond the time it asks to wait. */
  fetchTimeout?: number
}

/** The longest a poll waits on the server. */
const LONGEST_POLL = 50

export function makeTelegramTransport({ token, apiRoot, fetchTimeout = 30 }: TelegramOptions): Transport {
  const root = apiRoot.replace(/\/+$/, '')
  // grammY sets one time limit per client; a poll is a call that takes long on purpose.
  const api = new Api(token, { apiRoot: root, timeoutSeconds: fetchTimeout })
  const polling = new Api(token, { apiRoot: root, timeoutSeconds: LONGEST_POLL + fetchTimeout })
  let self: { id: number; readsAll: boolean } | undefined

  return {
    capabilities: telegramCapabilities,
    envelope: envelopeOf,
    read: readUpdate,
    identity,
    poll,
    receiveBy,
    deliver,
    answerChoice,
    showWorking,
    remove,
    fetchFile,
    hearsAll,
    setCommands,
  }

  async function identity() {
    const me = await attempt(() => api.getMe())
    self = { id: me.id, readsAll: me.can_read_all_group_messages }
    return { externalId: String(me.id), username: me.username, hearsAll: me.can_read_all_group_messages }
  }

  async function poll(confirmed: string | undefined, seconds: number, signal: AbortSignal) {
    const updates = await attempt(() =>
      polling.raw.getUpdates(
        {
          ...(confirmed === undefined ? {} : { offset: Number(confirmed) + 1 }),
          limit: 100,
          timeout: Math.min(LONGEST_POLL, seconds),
          allowed_updates: allowedUpdates,
        },
        // grammY names the signal of the abort-controller package; Node's own is one.
        signal as Parameters<typeof polling.raw.getUpdates>[1],
      ),
    )
    const last = updates.at(-1)
    return {
      updates: updates.flatMap((update) => envelopeOf(update) ?? []),
      cursor: last ? String(last.update_id) : confirmed,
    }
  }

  async function receiveBy(mode: { polling: true } | { webhookUrl: string; secret: string }): Promise<void> {
    if ('polling' in mode) {
      await attempt(() => api.deleteWebhook())
      return
    }
    await attempt(() => api.setWebhook(mode.webhookUrl, { secret_token: mode.secret, allowed_updates: allowedUpdates }))
  }

  async function deliver({ externalChatId, message, file }: Delivery, ref?: string): Promise<Delivered> {
    const { text, entities } = renderSpans(message.spans)
    if (ref !== undefined) {
      const keyboard = keyboardOf(message)
      const target = {
        chat_id: externalChatId,
        message_id: Number(ref),
        // Left out, the buttons would be taken away.
        ...(keyboard ? { reply_markup: keyboard } : {}),
      }
      try {
        await (message.fileId === undefined
          ? api.raw.editMessageText({ ...target, text, entities, link_preview_options: { is_disabled: true } })
          : api.raw.editMessageCaption({ ...target, caption: text, caption_entities: entities }))
      } catch (error) {
        if (!isNotModified(error)) throw sendError(error, 'edit')
      }
      return { ref }
    }
    const markup = markupOf(message)
    const target = {
      chat_id: externalChatId,
      ...(message.silent ? { disable_notification: true } : {}),
      ...(message.replyTo === undefined
        ? {}
        : { reply_parameters: { message_id: Number(message.replyTo), allow_sending_without_reply: true } }),
      ...(markup ? { reply_markup: markup } : {}),
    }
    if (!file) {
      const sent = await attempt(
        () => api.raw.sendMessage({ ...target, text, entities, link_preview_options: { is_disabled: true } }),
        'send',
      )
      return { ref: String(sent.message_id) }
    }
    const content = await contentOf(file)
    const captioned = { ...target, caption: text, caption_entities: entities }
    const sent: TelegramMessage = await attempt(
      async () =>
        message.picture
          ? await api.raw.sendPhoto({ ...captioned, photo: content })
          : await api.raw.sendDocument({ ...captioned, document: content }),
      'send',
    )
    const handle = sent.document?.file_id ?? sent.photo?.at(-1)?.file_id
    return { ref: String(sent.message_id), ...(handle ? { fileHandle: handle } : {}) }
  }

  async function contentOf(file: SendFile): Promise<string | InputFile> {
    if (file.handle !== undefined) return file.handle
    try {
      await access(file.path)
    } catch {
      throw new SendError('rejected', `the file ${file.name} is not on the disk`)
    }
    return new InputFile(file.path, file.name)
  }

  async function answerChoice(choiceId: string, text?: string, alert?: boolean): Promise<void> {
    const answer = {
      callback_query_id: choiceId,
      ...(text ? { text: text.slice(0, 200) } : {}),
      ...(alert ? { show_alert: true } : {}),
    }
    try {
      await api.raw.answerCallbackQuery(answer)
    } catch (error) {
      // Too old, or the platform is away: the effect stands. What was lost on the way is tried once more.
      if (sendError(error, 'other').kind !== 'unknown') return
      await api.raw.answerCallbackQuery(answer).catch(() => {})
    }
  }

  async function showWorking(externalChatId: string): Promise<void> {
    await api.raw.sendChatAction({ chat_id: externalChatId, action: 'typing' }).catch(() => {})
  }

  async function remove(externalChatId: string, ref: string): Promise<void> {
    await attempt(() => api.raw.deleteMessage({ chat_id: externalChatId, message_id: Number(ref) }))
  }

  async function fetchFile(handle: string) {
    const file = await attempt(() => api.raw.getFile({ file_id: handle }))
    const { maxDownload } = telegramCapabilities
    if (!file.file_path) throw new SendError('rejected', 'the platform gives no address for the file')
    if ((file.file_size ?? 0) > maxDownload) throw new SendError('rejected', 'file is too big')
    return { bytes: await downloadFile(`${root}/file/bot${token}/${file.file_path}`, maxDownload, fetchTimeout * 1000) }
  }

  async function hearsAll(externalChatId: string): Promise<boolean> {
    if (!self) await identity()
    if (!self || self.readsAll) return true
    const { id } = self
    const member = await attempt(() => api.raw.getChatMember({ chat_id: externalChatId, user_id: id }))
    return member.status === 'administrator' || member.status === 'creator'
  }

  async function setCommands(
    scope: CommandScope,
    commands: { command: string; description: string }[],
    language?: string,
  ): Promise<void> {
    await attempt(() =>
      api.raw.setMyCommands({
        commands,
        scope: scopeOf(scope),
        ...(language ? { language_code: language as LanguageCode } : {}),
      }),
    )
  }
}

/** Runs a call; whatever it throws becomes a `SendError`. */
async function attempt<T>(call: () => Promise<T>, doing: 'send' | 'other' = 'other'): Promise<T> {
  try {
    return await call()
  } catch (error) {
    throw sendError(error, doing)
  }
}

function scopeOf(scope: CommandScope): BotCommandScope {
  if ('externalChatId' in scope) return { type: 'chat', chat_id: scope.externalChatId }
  return { type: scope.kind === 'private' ? 'all_private_chats' : 'all_group_chats' }
}
