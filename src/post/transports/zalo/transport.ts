// Zalo's Bot Platform behind the post's contract. It has no buttons, edits, deletions, files or menus; a send that brought no
// answer may have happened and cannot be asked about, so after one the platform is first seen to be well before the next.
import type { Incoming } from '../../../chat/incoming.js'
import { plainText } from '../../../chat/message.js'
import { type Delivered, type Delivery, type RawUpdate, SendError, type Transport } from '../../../chat/transport.js'
import { downloadFile } from '../download.js'
import { zaloCapabilities } from './capabilities.js'
import { field, makeZaloClient, Refused } from './client.js'
import { callError, noFortune, sendRefusal } from './errors.js'
import { envelopeOf, eventsIn, readEvent } from './read.js'

export interface ZaloTransportOptions {
  token: string
  /** `https://bot-api.zaloplatforms.com`, or a local server. */
  apiRoot: string
  /** Seconds a call may take, and a poll beyond the time it asks to wait. */
  fetchTimeout?: number
}

/** The longest a poll waits on the server, in seconds. */
const LONGEST_POLL = 30

export function makeZaloTransport({ token, apiRoot, fetchTimeout = 30 }: ZaloTransportOptions): Transport {
  const client = makeZaloClient({ token, apiRoot, timeout: fetchTimeout * 1000 })
  const fortune = noFortune()
  let selfId: string | undefined
  const names = new Set<string>()
  /** The last send brought no answer. */
  let isDoubtful = false

  return {
    capabilities: zaloCapabilities,
    envelope: envelopeOf,
    read,
    identity,
    poll,
    receiveBy,
    deliver,
    fetchFile,
    answerChoice: async () => {},
    async showWorking(externalChatId) {
      await client.call('sendChatAction', { chat_id: externalChatId, action: 'typing' }).catch(() => {})
    },
    async remove() {
      throw new SendError('rejected', 'the platform deletes nothing')
    },
    hearsAll: async () => false,
    setCommands: async () => {},
  }

  /** Own words come back; they at least tell under which name people mention the bot. */
  function read(raw: unknown): Incoming | undefined {
    const [event] = eventsIn(raw)
    const from = field(field(event, 'message'), 'from')
    const name = field(from, 'display_name')
    if (selfId !== undefined && field(from, 'id') === selfId && typeof name === 'string' && name !== '') names.add(name)
    return readEvent(raw, { id: selfId, names: [...names] })
  }

  async function identity() {
    const me = await attempt(() => client.call('getMe'))
    const id = field(me, 'id')
    const account = field(me, 'account_name')
    const shown = field(me, 'display_name')
    if (typeof id !== 'string' && typeof id !== 'number') throw new SendError('unknown', 'getMe gave no id')
    selfId = String(id)
    for (const name of [account, shown]) if (typeof name === 'string' && name !== '') names.add(name)
    const username = typeof account === 'string' ? account : selfId
    return { externalId: selfId, username, hearsAll: false, groups: field(me, 'can_join_groups') === true }
  }

  /** One event at most, told once and never again. There is nothing to confirm. */
  async function poll(_confirmed: string | undefined, seconds: number, signal: AbortSignal) {
    const wait = Math.min(LONGEST_POLL, seconds)
    let result: unknown
    try {
      result = await client.call(
        'getUpdates',
        { timeout: String(wait) },
        { timeout: (wait + fetchTimeout) * 1000, signal },
      )
    } catch (error) {
      // Nothing came in time.
      if (!(error instanceof Refused) || error.code !== 408) throw callError(error, fortune)
    }
    const updates = eventsIn(result).flatMap((event): RawUpdate[] => {
      const update = envelopeOf(event)
      return update ? [update] : []
    })
    return { updates, cursor: undefined }
  }

  async function receiveBy(mode: { polling: true } | { webhookUrl: string; secret: string }): Promise<void> {
    if ('polling' in mode) await attempt(() => client.call('deleteWebhook'))
    else await attempt(() => client.call('setWebhook', { url: mode.webhookUrl, secret_token: mode.secret }))
  }

  /** Nothing can be changed in place: what has a reference already is said anew. */
  async function deliver({ externalChatId, message, file }: Delivery): Promise<Delivered> {
    if (file) throw new SendError('rejected', 'the platform takes no files')
    if (isDoubtful) await beWell()
    let result: unknown
    try {
      result = await client.call('sendMessage', { chat_id: externalChatId, text: plainText(message.spans) })
    } catch (error) {
      const refusal = sendRefusal(error, externalChatId, fortune)
      if (refusal.kind === 'unknown') isDoubtful = true
      throw refusal
    }
    fortune.successes += 1
    fortune.quotaRefusals = 0
    fortune.forbidden.delete(externalChatId)
    return { ref: String(field(result, 'message_id') ?? '') }
  }

  /** Throws `unreachable` while the platform does not answer a question that changes nothing. */
  async function beWell(): Promise<void> {
    try {
      await client.call('getMe')
    } catch (error) {
      if (error instanceof Refused) throw callError(error, fortune)
      throw new SendError('unreachable', error instanceof Error ? error.message : 'no answer')
    }
    isDoubtful = false
  }

  /** The handle of a picture is its address. Only the platform's own kind is followed. */
  async function fetchFile(handle: string) {
    const isOwn = URL.canParse(handle) && new URL(handle).origin === new URL(apiRoot).origin
    if (!isOwn && !handle.startsWith('https://')) throw new SendError('rejected', 'not an address of a picture')
    return { bytes: await downloadFile(handle, zaloCapabilities.maxDownload, fetchTimeout * 1000) }
  }

  async function attempt<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call()
    } catch (error) {
      throw callError(error, fortune)
    }
  }
}
