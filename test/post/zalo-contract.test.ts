// Zalo keeps the contract of transports.
import { startZaloEmulator } from '../../src/demo/zalo/emulator.js'
import { makeZaloTransport } from '../../src/post/transports/zalo/transport.js'
import { type Trouble, transportContract } from './transport-contract.js'

const kinds = {
  throttled: '429',
  'server-error': '500',
  'gateway-error': '502-html',
  'lost-before': 'drop-before',
  'lost-after': 'drop-after',
} as const satisfies Record<Trouble, string>

transportContract('Zalo', async () => {
  const zalo = await startZaloEmulator({ grace: 60_000 })
  const bot = zalo.addBot({ name: 'Bot Đôn Đốc' })
  const person = zalo.addUser({ name: 'Nguyễn Văn An' })
  const group = zalo.addGroup({ title: 'Phòng Kinh tế', by: person })
  zalo.say(person.id, person.id, 'Xin chào')
  zalo.shareBotLink(group.id, person.id, bot.id)
  zalo.confirmBot(group.id, person.id, bot.id)
  const make = (token: string, apiRoot: string) => makeZaloTransport({ token, apiRoot, fetchTimeout: 5 })
  return {
    transport: make(bot.token, `${zalo.url}/`),
    stranger: make('1234567:nobody-knows-this', zalo.url),
    nowhere: make(bot.token, 'http://127.0.0.1:59999'),
    secret: bot.token,
    person: person.id,
    group: group.id,
    closed: 'ffffffffffffffff',
    shown: (chat) =>
      zalo
        .messages(chat)
        .filter((message) => message.from.isBot)
        .map((message) => ({ ref: message.id, text: message.text, buttons: [] })),
    says: (chat, text) => void zalo.say(person.id, chat, text),
    trouble: (kind) => zalo.fault({ kind: kinds[kind], method: 'sendMessage' }),
    calm: () => zalo.clearFaults(),
    tellsOnce: true,
    handle: 'http://127.0.0.1:59999/photo/1',
    file: { path: '/nowhere', name: 'cv.txt', type: 'text/plain', bytes: new Uint8Array() },
    close: () => zalo.close(),
  }
})
