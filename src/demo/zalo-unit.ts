// The unit without a group comes to the bot on Zalo: no buttons there, so everything is answered with numbers and words, and
// the bot hears only what mentions it. The officer is on both platforms and is told everything once.
import type { Cast } from './joining.js'
import type { Stage } from './stage.js'
import type { ZaloUser } from './zalo/emulator.js'
import type { Message } from './zalo/world.js'

/** Zalo takes no longer message; the emulator refuses one. */
const MOST = 2000

interface Place {
  stage: Stage
  officer: ZaloUser
  head: ZaloUser
  groupId: string
}

export async function moveToZalo(stage: Stage, cast: Cast, tell: (text: string) => void): Promise<void> {
  const { emulator: zalo, bot } = stage.zalo
  const { officer } = cast

  tell('Cán bộ Hoa dùng thêm Zalo: /ketnoi, cùng một người nên không bị báo hai lần')
  await stage.say(officer, officer.id, '/ketnoi')
  const line = /\/start \S+/.exec(stage.find(officer.id, { text: '/start ' })?.text ?? '')?.[0]
  if (!line) throw new Error('/ketnoi gave no line to send')
  const place: Place = {
    stage,
    officer: zalo.addUser({ name: officer.name }),
    head: zalo.addUser({ name: 'Ngô Thị Giang' }),
    groupId: '',
  }
  await say(place, place.officer, place.officer.id, line)
  expectSaid(place, place.officer.id, 'Đã kết nối')

  tell(`${cast.withoutGroup} dùng nhóm Zalo: bot vào nhóm, cán bộ Hoa chọn đơn vị bằng số`)
  place.groupId = zalo.addGroup({ title: cast.withoutGroup, by: place.head, members: [place.officer] }).id
  zalo.shareBotLink(place.groupId, place.officer.id, bot.id)
  zalo.confirmBot(place.groupId, place.head.id, bot.id)
  await say(place, place.officer, place.groupId, '/nhom')
  await choose(place, place.officer, place.groupId, cast.withoutGroup)
  await choose(place, place.officer, place.groupId, 'Xong')
  expectSaid(place, place.groupId, cast.withoutGroup)

  tell('Giám đốc Trung tâm nhận vai bằng số trong nhóm Zalo; cán bộ Hoa đồng ý bằng số trong trò chuyện riêng')
  await say(place, place.head, place.head.id, '/start')
  await choose(place, place.head, place.groupId, 'Tôi là lãnh đạo đơn vị')
  await choose(place, place.officer, place.officer.id, 'Đồng ý')

  const work = openWork(place)
  if (work !== undefined) {
    tell(
      'Trả lời trong nhóm Zalo: gõ số việc để xem, hoặc trả lời ngay bằng chữ; ai nói chuyện khác thì bot không nghe thấy',
    )
    await say(place, place.head, place.groupId, String(work))
    expectSaid(place, place.groupId, `#${work}`)
    const heard = zalo.messages(place.groupId).length
    zalo.say(place.officer.id, place.groupId, 'Chiều nay họp lúc 14 giờ nhé')
    await stage.settle()
    if (zalo.messages(place.groupId).length !== heard + 1) throw new Error('the bot answered what was not meant for it')
    await say(place, place.head, place.groupId, `${work} dang lam`)
    expectSaid(place, place.groupId, 'Đang thực hiện')
  }
  checkZalo(stage)
  // From now on the officer is told on Telegram again: where somebody was last heard from.
  await stage.say(officer, officer.id, '/viec')
}

/** What must be so at any time: nothing was too long, nothing was said twice in a row. */
export function checkZalo({ zalo: { emulator } }: Stage): void {
  for (const chat of emulator.chats()) {
    const said = emulator.messages(chat.id).filter((message) => message.from.isBot)
    for (const message of said) if (message.text.length > MOST) throw new Error(`too long for Zalo: ${message.text}`)
  }
  const refused = Object.entries(emulator.stats.refusals).filter(([what]) => !what.startsWith('Request Timeout'))
  if (refused.length > 0) throw new Error(`Zalo refused: ${JSON.stringify(refused)}`)
  if (emulator.stats.lost > 0) throw new Error(`${emulator.stats.lost} events on Zalo were lost`)
}

/** Says something; in the group it mentions the bot, since nothing else gets through. */
async function say({ stage, groupId }: Place, who: ZaloUser, chatId: string, text: string): Promise<void> {
  stage.zalo.emulator.say(who.id, chatId, text, { mention: chatId === groupId })
  await stage.settle()
}

/** Types the number under which the bot last printed this choice. */
async function choose(place: Place, who: ZaloUser, chatId: string, label: string): Promise<void> {
  for (const { text } of said(place, chatId).reverse()) {
    const line = text.split('\n').find((one) => /^\d+\. /.test(one) && one.includes(label))
    const number = /^\d+/.exec(line ?? '')?.[0]
    if (!number) continue
    await say(place, who, chatId, number)
    // The message was meant for somebody else, or another one stands below it: the bot asks which was meant.
    if (said(place, chatId).at(-1)?.text.startsWith(`Số ${number} `)) await choose(place, who, chatId, label)
    return
  }
  throw new Error(`nothing numbered says "${label}"; the last the bot said:\n${lastSaid(place, chatId)}`)
}

/** The number of a piece of work the group was shown, one that can be worked on. */
function openWork(place: Place): number | undefined {
  const list = said(place, place.groupId)
    .reverse()
    .find(({ text }) => /^\d+\. .+ – \d/m.test(text))
  const found = /^(\d+)\. .+ – \d/m.exec(list?.text ?? '')?.[1]
  return found === undefined ? undefined : Number(found)
}

function said({ stage }: Place, chatId: string): Message[] {
  return stage.zalo.emulator.messages(chatId).filter((message) => message.from.isBot)
}

function lastSaid(place: Place, chatId: string): string {
  return said(place, chatId)
    .slice(-2)
    .map((message) => message.text)
    .join('\n---\n')
}

function expectSaid(place: Place, chatId: string, text: string): void {
  if (!said(place, chatId).some((message) => message.text.includes(text)))
    throw new Error(`the bot should have said "${text}" on Zalo; the last it said:\n${lastSaid(place, chatId)}`)
}

/** Prints every message on Zalo until the result is called. */
export function printZalo({ zalo: { emulator } }: Stage, print: (line: string) => void): () => void {
  let last = ''
  const onChange = ({ chatId, messageId }: { chatId: string; messageId: string }) => {
    const chat = emulator.chats().find((one) => one.id === chatId)
    const message = chat && emulator.messages(chatId).find((one) => one.id === messageId)
    if (!message) return
    const title = chat.kind === 'group' ? `Nhóm Zalo ${chat.title}` : `${chat.title} ↔ bot (Zalo)`
    if (title !== last) print(`\n── ${title} ${'─'.repeat(Math.max(3, 76 - title.length))}`)
    last = title
    const [first, ...rest] = message.text.split('\n')
    print(`${message.from.isBot ? '🤖' : '👤'} ${message.from.name}: ${first ?? ''}`)
    for (const line of rest) print(`     ${line}`)
  }
  emulator.on('change', onChange)
  return () => emulator.off('change', onChange)
}
