// A small commune around a scripted bot, for tests of the page: it asks, answers, edits and sums up as the real one does.
import { deflateSync } from 'node:zlib'
import { sampleLetter } from '../../../src/demo/letters/sample.js'
import type { Playground } from '../../../src/demo/page/playground.js'
import type { DemoProgram, DemoSeat } from '../../../src/demo/program.js'
import { openStage } from '../../../src/demo/stage.js'
import type { WireMessage, WireUpdate } from '../../../src/demo/telegram/wire.js'
import { addDays, dayOf, instantOf } from '../../../src/lib/day.js'

interface Unit {
  chatId: number
  unit: string
  head: { id: number; title: string }
}

const units = ['Văn phòng HĐND và UBND', 'Phòng Kinh tế', 'Phòng Văn hóa - Xã hội', 'Trung tâm Phục vụ hành chính công']
const heads = [
  ['Phạm Quốc An', 'Chánh VP An', 'Chánh Văn phòng', '#3c7ebf'],
  ['Lê Thị Bình', 'Chị Bình', 'Trưởng phòng Kinh tế', '#b0652b'],
  ['Trần Thị Chi', 'Chị Chi', 'Trưởng phòng Văn hóa - Xã hội', '#8a56b8'],
  ['Võ Tiến Dũng', 'Anh Dũng', 'Giám đốc Trung tâm Phục vụ hành chính công', '#2f8f83'],
  ['Hồ Văn Giang', 'Anh Giang', 'Giám đốc Trung tâm Dịch vụ sự nghiệp công', '#5f7d3a'],
] as const

/** Four groups (one unit has none), the officer in all of them. */
export async function openFakePlayground(): Promise<Playground> {
  const groups: Unit[] = []
  const stage = await openStage({
    start: instantOf('2026-09-14', '08:05'),
    open: (seat) => runScriptedBot(seat, groups),
    logLevel: 'silent',
  })
  const { emulator, bot } = stage
  const arrive = (name: string, title: string) => ({ ...emulator.addUser({ name, language: 'vi' }), title })
  const officer = arrive('Nguyễn Thị Hoa', 'Cán bộ Hoa')
  const chairman = arrive('Đỗ Minh Đức', 'Chủ tịch Đức')
  const leader = arrive('Phan Văn Vỹ', 'PCT Vỹ')
  const people = [
    { person: officer, role: 'Cán bộ VHXH', accent: '#c0453c' },
    ...heads.map(([name, title, role, accent]) => ({ person: arrive(name, title), role, accent })),
    { person: leader, role: 'Phó Chủ tịch phụ trách', accent: '#4b64c4' },
    { person: chairman, role: 'Chủ tịch', accent: '#a8871d' },
  ]
  units.forEach((unit, index) => {
    const head = people[index + 1]!.person
    const group = emulator.addGroup({
      title: `${unit} – xã An Khánh`,
      by: officer,
      members: [head],
      kind: 'supergroup',
    })
    emulator.addToGroup(group.id, bot.id, officer.id)
    groups.push({ chatId: group.id, unit, head })
  })
  for (const { person } of people) emulator.open(person.id, `https://t.me/dondoc_demo_bot?start=moi${person.id}`)
  await emulator.quiet()
  const bytes = new TextEncoder().encode(sampleLetter)
  const type = 'text/plain'
  return {
    stage,
    people,
    groups: groups.map(({ chatId, unit }) => ({ chatId, title: unit, unit })),
    letters: [
      {
        title: 'Công văn 112/UBND-VHXH',
        note: 'Đẩy mạnh cải cách hành chính, 5 đơn vị, 12 việc',
        fileName: 'CV 112 UBND-VHXH.txt',
        type,
        bytes,
      },
      {
        title: 'Công văn của thành phố',
        note: 'Chọn đơn vị cho từng việc',
        fileName: 'CV 2210 thành phố.txt',
        type,
        bytes,
      },
      {
        title: 'Bản quét, nhận dạng lỗi',
        note: 'Chữ sai nhiều, vẫn giữ số, ngày, hạn',
        fileName: 'quet 085.txt',
        type,
        bytes,
      },
    ],
  }
}

type Row = [text: string, data: string, style?: string][]
const keyboard = (...rows: Row[]) => ({
  inline_keyboard: rows.map((row) =>
    row.map(([text, data, style]) => ({ text, callback_data: data, ...(style ? { style } : {}) })),
  ),
})

async function runScriptedBot(seat: DemoSeat, groups: Unit[]): Promise<DemoProgram> {
  const stopping = new AbortController()
  const state = {
    officer: 0,
    issued: false,
    reported: new Set<number>(),
    dueAt: undefined as Date | undefined,
    file: undefined as string | undefined,
  }

  async function call<T = WireMessage>(method: string, params: object | FormData): Promise<T> {
    const isForm = params instanceof FormData
    const response = await fetch(`${seat.apiRoot}/bot${seat.token}/${method}`, {
      method: 'POST',
      body: isForm ? params : JSON.stringify(params),
      ...(isForm ? {} : { headers: { 'content-type': 'application/json' } }),
      signal: stopping.signal,
    })
    const envelope = (await response.json()) as { result: T; description?: string }
    if (envelope.description) throw new Error(envelope.description)
    return envelope.result
  }
  const send = (chat_id: number, text: string, more: object = {}) =>
    call('sendMessage', { chat_id, text, parse_mode: 'HTML', ...more })

  const read = keyboard(
    [['Xem từng việc', 'read.tasks']],
    [
      ['Giao việc', 'read.issue', 'primary'],
      ['Huỷ', 'read.drop'],
    ],
  )
  const letter =
    '📌 <b>CV 112/UBND-VHXH ngày 14/9/2026</b>\nV/v đẩy mạnh cải cách hành chính những tháng cuối năm 2026\nCăn cứ: Công văn 2210/UBND-KSTTHC\n\n<b>12 nhiệm vụ, 14 lượt giao cho 5 đơn vị</b>\n4 việc chưa có thời hạn.'
  const card = (state: string) =>
    `📌 <b>#17 · CV 112/UBND-VHXH ngày 14/9/2026, mục 2</b>\nĐẩy nhanh tiến độ giải ngân, phấn đấu hoàn thành 100% kế hoạch vốn đầu tư công.\nThời hạn: <b>31/12/2026</b> ("trước ngày 31/12/2026")\nChỉ tiêu: 100%\nTình trạng: ${state}`
  const answers = keyboard(
    [
      ['Đã nhận', 'task.seen'],
      ['Đang thực hiện', 'task.going'],
    ],
    [['Báo cáo hoàn thành', 'task.done', 'success']],
    [['Khó khăn, chậm, gia hạn', 'task.late']],
  )

  async function issue(file: string | undefined) {
    state.issued = true
    state.dueAt = instantOf(addDays(dayOf(seat.clock.now()), 3), '08:00')
    for (const { chatId, head } of groups) {
      const caption = 'Văn bản chính thức gửi qua hệ thống quản lý văn bản; tin này để theo dõi, đôn đốc.'
      if (file) await call('sendDocument', { chat_id: chatId, document: file, caption })
      await send(chatId, `<a href="tg://user?id=${head.id}">${head.title}</a> chủ trì.\n${card('Chưa trả lời')}`, {
        reply_markup: answers,
      })
    }
  }

  async function tapped(update: WireUpdate) {
    const query = update.callback_query
    if (!query) return
    const { id, data, from, message } = query
    const place = { chat_id: message.chat.id, message_id: message.message_id }
    const answer = (text: string, show_alert = false) =>
      call('answerCallbackQuery', { callback_query_id: id, text, show_alert })
    if (data === 'read.tasks') {
      await answer('')
      await call('editMessageText', {
        ...place,
        text: `${letter}\n\n1. Rà soát Quy chế làm việc · VP · quý III/2026\n2. Giải ngân vốn đầu tư công · KT · 31/12/2026\n3. Kế hoạch tự kiểm tra · VHXH · 25/9/2026`,
        parse_mode: 'HTML',
        reply_markup: read,
      })
    } else if (data === 'read.issue') {
      await answer('Đang gửi tới 4 nhóm')
      await call('editMessageText', { ...place, text: `${letter}\n\nĐã giao lúc 08:05.`, parse_mode: 'HTML' })
      await issue(state.file)
    } else if (data === 'task.seen' || data === 'task.going') {
      const words = data === 'task.seen' ? 'Đã nhận' : 'Đang thực hiện'
      await answer(`Đã ghi: ${words}`)
      await call('editMessageText', {
        ...place,
        text: card(`${words} (${from.first_name}, 08:06)`),
        parse_mode: 'HTML',
        reply_markup: answers,
      })
    } else if (data === 'task.done') {
      await answer('')
      await send(
        message.chat.id,
        `<a href="tg://user?id=${from.id}">${from.first_name}</a>, đề nghị gửi minh chứng: tệp, ảnh hoặc số văn bản.`,
        { reply_markup: { force_reply: true, selective: true, input_field_placeholder: 'Minh chứng của việc #17' } },
      )
      await send(message.chat.id, 'Hoặc:', { reply_markup: keyboard([['Không có minh chứng', 'task.bare']]) })
    } else if (data === 'task.late') await answer('Mục này mở trong trò chuyện riêng với bot.', true)
    else if (data === 'task.bare') {
      await answer('Đã ghi nhận báo cáo')
      await reported(message.chat.id)
    } else await answer('Đã ghi nhận')
  }

  async function reported(chatId: number) {
    state.reported.add(chatId)
    const unit = groups.find((group) => group.chatId === chatId)?.unit
    await send(state.officer, `<b>#17</b> ${unit} báo cáo hoàn thành.`, {
      reply_markup: keyboard([
        ['Xác nhận', 'task.yes', 'success'],
        ['Yêu cầu bổ sung', 'task.more'],
      ]),
    })
  }

  async function said(message: WireMessage) {
    const { chat, text = '', document, from } = message
    if (!from) return
    if (text.startsWith('/start') && state.officer === 0) state.officer = from.id
    if (text.startsWith('/start'))
      await send(
        chat.id,
        `Xin chào ${from.first_name}. Tài khoản đã được gắn với <b>UBND xã An Khánh</b>.\nĐồng chí gõ /trogiup để xem các việc có thể làm ở đây.`,
      )
    else if (text.startsWith('/tongket')) await summary(chat.id)
    else if (text === '/hong')
      await send(
        chat.id,
        '<b>Đậm <i>và nghiêng</i></b> &lt;img src=x onerror=alert(1)&gt; https://example.org/a?b=1 và @ai_do',
        {
          reply_markup: {
            inline_keyboard: [
              [{ text: 'Trang ngoài', url: 'https://example.org/' }],
              [{ text: 'Không bấm được', disabled: {} }],
            ],
          },
        },
      )
    else if (text.startsWith('/'))
      await send(
        chat.id,
        '<b>Việc đang mở</b>\n#17 Giải ngân vốn đầu tư công · 31/12/2026\nGõ /tongket để xem tổng kết.',
      )
    else if (message.reply_to_message && chat.id < 0) await reported(chat.id)
    else if (chat.id > 0 && (document || text.length > 600)) {
      state.file = document?.file_id
      await call<true>('sendChatAction', { chat_id: chat.id, action: 'typing' })
      await send(chat.id, letter, { reply_markup: read, reply_parameters: { message_id: message.message_id } })
    } else if (chat.id > 0)
      await send(chat.id, 'Tôi chưa hiểu tin này. Đồng chí gõ /trogiup để xem các việc có thể làm ở đây.')
  }

  async function summary(chatId: number) {
    const form = new FormData()
    form.set('chat_id', String(chatId))
    form.set(
      'caption',
      'UBND xã An Khánh, đến 08:05 ngày 14/9/2026\n14 việc: 1 hoàn thành, 12 trong hạn, 1 quá hạn.\nQuá hạn: Phòng Kinh tế 1.\nChưa trả lời: Văn phòng HĐND và UBND.',
    )
    form.set('photo', new File([chart()], 'tongket.png', { type: 'image/png' }))
    form.set(
      'reply_markup',
      JSON.stringify(
        keyboard([
          ['Theo đơn vị', 's.units'],
          ['Quá hạn', 's.late'],
        ]),
      ),
    )
    await call('sendPhoto', form)
  }

  async function poll() {
    let offset = 0
    while (!stopping.signal.aborted) {
      const updates = await call<WireUpdate[]>('getUpdates', { offset, timeout: 20 }).catch(() => [])
      for (const update of updates) {
        offset = update.update_id + 1
        await (update.message ? said(update.message) : tapped(update))
      }
    }
  }
  await call<true>('setMyCommands', {
    commands: [
      ['viec', 'Việc đang mở'],
      ['tongket', 'Tổng kết'],
      ['quahan', 'Việc quá hạn'],
      ['trogiup', 'Trợ giúp'],
    ].map(([command, description]) => ({ command, description })),
  })
  const polling = poll()

  return {
    addCommune: async () => 'https://t.me/dondoc_demo_bot?start=moi',
    async runDue() {
      if (!state.dueAt || seat.clock.now() < state.dueAt) return
      state.dueAt = instantOf(addDays(dayOf(seat.clock.now()), 4), '08:00')
      for (const { chatId, unit } of groups)
        if (!state.reported.has(chatId))
          await send(chatId, `<b>${unit}: việc cần báo cáo</b>\n#17 Giải ngân vốn đầu tư công, hạn 31/12/2026`)
    },
    settled: async () => undefined,
    nextMoment: async () => state.dueAt,
    async stop() {
      stopping.abort()
      await polling
    },
  }
}

/** A picture of bars, 720 by 400. */
function chart(): Uint8Array<ArrayBuffer> {
  const [width, height] = [720, 400]
  const bars = [
    [0.9, [46, 139, 87]],
    [0.55, [31, 115, 183]],
    [0.3, [224, 161, 0]],
    [0.12, [179, 38, 30]],
  ] as const
  const rows = Buffer.alloc((width * 3 + 1) * height, 255)
  for (let y = 0; y < height; y++) {
    rows[y * (width * 3 + 1)] = 0
    const bar = bars[Math.floor(y / 100)]
    if (!bar || y % 100 < 26 || y % 100 > 74) continue
    for (let x = 30; x < 30 + bar[0] * 660; x++) rows.set(bar[1], y * (width * 3 + 1) + 1 + x * 3)
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const parts = [part('IHDR', head), part('IDAT', deflateSync(rows)), part('IEND', Buffer.alloc(0))]
  return new Uint8Array(Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts]))
}

function part(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc(named), 4)
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)])
}

function crc(bytes: Buffer): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return (sum ^ 0xffffffff) >>> 0
}
