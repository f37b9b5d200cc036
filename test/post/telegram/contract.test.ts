import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTelegramEmulator } from '../../../src/demo/telegram/emulator.js'
import type { Fault, FaultKind } from '../../../src/demo/telegram/faults.js'
import { makeTelegramTransport } from '../../../src/post/transports/telegram/transport.js'
import { type Stage, type Trouble, transportContract } from '../transport-contract.js'

const faults: Record<Trouble, Pick<Fault, 'retryAfter'> & { kind: FaultKind }> = {
  throttled: { kind: '429', retryAfter: 3 },
  'server-error': { kind: '500' },
  'gateway-error': { kind: '502-html' },
  'lost-before': { kind: 'drop-before' },
  'lost-after': { kind: 'drop-after' },
}

async function openStage(): Promise<Stage> {
  const telegram = await startTelegramEmulator({ limits: 'none' })
  const bot = telegram.addBot({ username: 'thu_bot', name: 'Thử', readsAll: true })
  const an = telegram.addUser({ name: 'Nguyễn Văn An' })
  const binh = telegram.addUser({ name: 'Trần Thị Bình' })
  const group = telegram.addGroup({ title: 'Phòng Kinh tế', by: an })
  telegram.addToGroup(group.id, bot.id, an.id)
  telegram.say(an.id, an.id, '/start')
  telegram.say(binh.id, binh.id, '/start')
  telegram.block(binh.id, bot.id)
  const folder = await mkdtemp(join(tmpdir(), 'dondoc-contract-'))
  const bytes = Buffer.from('Công văn số 85/UBND-VHXH')
  const path = join(folder, 'abc')
  await writeFile(path, bytes)
  const options = { token: bot.token, apiRoot: telegram.url, fetchTimeout: 5 }
  return {
    transport: makeTelegramTransport(options),
    stranger: makeTelegramTransport({ ...options, token: '111222333:AAAbbbCCCdddEEEfffGGGhhhIIIjjjKKKll' }),
    nowhere: makeTelegramTransport({ ...options, apiRoot: 'http://127.0.0.1:9' }),
    secret: bot.token.split(':')[1]!,
    person: String(an.id),
    group: String(group.id),
    closed: String(binh.id),
    shown: (chat) =>
      telegram
        .messages(Number(chat))
        .filter((message) => message.from.isBot && !message.deleted && !message.service)
        .map((message) => ({
          ref: String(message.id),
          text: message.text,
          buttons: message.buttons.map((row) => row.map((button) => button.text)),
          ...(message.file ? { file: message.file } : {}),
        })),
    says: (chat, text) => void telegram.say(an.id, Number(chat), text),
    sendsFile: (chat, file) => void telegram.sendFile(an.id, Number(chat), file),
    taps: async (chat, ref, label) => (await telegram.tap(an.id, Number(chat), Number(ref), label))?.text,
    deletes: (chat, ref) => telegram.deleteMessage(an.id, Number(chat), Number(ref)),
    trouble: (kind) => telegram.fault({ ...faults[kind], times: 1 }),
    calm: () => telegram.clearFaults(),
    file: { path, name: 'CV 85.txt', type: 'text/plain', bytes },
    async close() {
      await telegram.close()
      await rm(folder, { recursive: true })
    },
  }
}

transportContract('Telegram', openStage)
