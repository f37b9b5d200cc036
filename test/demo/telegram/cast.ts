// A raw client and a small world for the emulator's tests.
import {
  type BotAccount,
  type EmulatorOptions,
  startTelegramEmulator,
  type TelegramEmulator,
} from '../../../src/demo/telegram/emulator.js'
import type { Envelope, WireMessage, WireUpdate } from '../../../src/demo/telegram/wire.js'

export class Client {
  constructor(
    readonly telegram: TelegramEmulator,
    readonly bot: BotAccount,
  ) {}

  async call(method: string, params: object = {}): Promise<Envelope> {
    const response = await fetch(`${this.telegram.url}/bot${this.bot.token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
    })
    return (await response.json()) as Envelope
  }

  /** The result; throws what the server refused. */
  async result<T = unknown>(method: string, params: object = {}): Promise<T> {
    const envelope = await this.call(method, params)
    if (!envelope.ok) throw new Error(envelope.description)
    return envelope.result as T
  }

  send(chatId: number, text: string, more: object = {}): Promise<WireMessage> {
    return this.result<WireMessage>('sendMessage', { chat_id: chatId, text, ...more })
  }

  /** The refusal's text, or the result as JSON when there was none. */
  async refusal(method: string, params: object): Promise<string> {
    const envelope = await this.call(method, params)
    return envelope.ok ? JSON.stringify(envelope.result) : `${envelope.error_code} ${envelope.description}`
  }

  async upload(method: string, params: Record<string, string>, files: Record<string, File>): Promise<Envelope> {
    const form = new FormData()
    for (const [name, value] of Object.entries(params)) form.set(name, value)
    for (const [name, file] of Object.entries(files)) form.set(name, file)
    const response = await fetch(`${this.telegram.url}/bot${this.bot.token}/${method}`, { method: 'POST', body: form })
    return (await response.json()) as Envelope
  }

  private cursor = 0

  /** New updates, confirmed. */
  async updates(params: object = {}): Promise<WireUpdate[]> {
    const found = await this.result<WireUpdate[]>('getUpdates', { offset: this.cursor, ...params })
    if (found.length > 0) {
      this.cursor = Math.max(...found.map((update) => update.update_id)) + 1
      await this.result('getUpdates', { offset: this.cursor, limit: 1 })
    }
    return found
  }

  /** What kinds of things the new updates say, in order, with a word on each. */
  async news(): Promise<string[]> {
    return (await this.updates()).map(describe)
  }
}

function describe(update: WireUpdate): string {
  const { message, edited_message: edited, callback_query: tap, my_chat_member: me, chat_member: other } = update
  if (tap) return `tap ${tap.data}`
  if (me) return `me ${me.old_chat_member.status} → ${me.new_chat_member.status}`
  if (other) return `member ${other.old_chat_member.status} → ${other.new_chat_member.status}`
  if (edited) return `edited ${edited.text}`
  if (message?.new_chat_members) return `joined ${message.new_chat_members[0]?.first_name}`
  if (message?.left_chat_member) return `left ${message.left_chat_member.first_name}`
  if (message?.new_chat_title) return `title ${message.new_chat_title}`
  if (message?.migrate_to_chat_id) return 'migrate to'
  if (message?.migrate_from_chat_id) return 'migrate from'
  return message?.document ? `file ${message.document.file_name}` : `text ${message?.text}`
}

export async function commune(options: EmulatorOptions = {}) {
  const telegram = await startTelegramEmulator(options)
  const bot = new Client(telegram, telegram.addBot({ username: 'dondoc_bot', name: 'Đôn Đốc' }))
  const an = telegram.addUser({ name: 'Nguyễn Văn An', username: 'nguyen_van_an', language: 'vi' })
  const bich = telegram.addUser({ name: 'Trần Thị Bích' })
  const group = telegram.addGroup({ title: 'Văn phòng', by: an, kind: 'supergroup', members: [bich] })
  telegram.addToGroup(group.id, bot.bot.id, an.id)
  return { telegram, bot, an, bich, group }
}

/** A PNG of this size as far as its header tells. */
export function png(width: number, height: number): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.from('89504e470d0a1a0a0000000d49484452000000000000000008020000000000000000', 'hex')
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return new Uint8Array(bytes)
}
