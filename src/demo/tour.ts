// The story of a month, played on the real program through the emulator: joining, a letter, answers, a milestone morning,
// /tongket. What should be so is checked as it goes; when it is not, the story stops and says where.
import { instantOf } from '../lib/day.js'
import { type Cast, join, makeCast } from './joining.js'
import type { DemoLetter } from './letters/letters.js'
import type { Stage } from './stage.js'
import { printTranscript } from './transcript.js'
import { checkZalo, moveToZalo, printZalo } from './zalo-unit.js'

export interface TourOptions {
  commune: string
  letter: DemoLetter
  /** The letter is somebody's own: what is in it is not known beforehand. */
  own: boolean
  print(line: string): void
}

/** A letter of somebody's own that the bot does not take: what it said is all there is to tell. */
export class LetterRefused extends Error {
  override name = 'LetterRefused'
}

export async function playTour(stage: Stage, options: TourOptions): Promise<void> {
  const { print } = options
  let scene = 0
  const tell = (text: string) => print(`\n\n═══ ${++scene}. ${text} ═══`)
  printTranscript(stage, print)
  printZalo(stage, print)
  const cast = makeCast(stage, options.commune)
  await join(stage, cast, tell)
  const before = stage.emulator.messages(cast.officer.id).length
  await readLetter(stage, cast, options, tell)
  await answer(stage, cast, tell)
  await moveToZalo(stage, cast, tell)
  await passDays(stage, cast, options.own, tell)
  await sumUp(stage, cast, tell)
  if (stage.emulator.messages(cast.officer.id).length <= before) throw new Error('the officer was told nothing')
  checkZalo(stage)
  if (stage.emulator.stats.tooMany > 0) throw new Error('the platform had to slow the bot down')
}

async function readLetter(
  stage: Stage,
  cast: Cast,
  { letter, own }: TourOptions,
  tell: (text: string) => void,
): Promise<void> {
  const { officer } = cast
  const chat = officer.id
  const press = (label: string) => stage.press(officer, chat, label)
  tell(`Cán bộ Hoa gửi văn bản ${letter.fileName}`)
  await stage.sendFile(officer, chat, { name: letter.fileName, type: letter.type, bytes: letter.bytes })
  if (own && !stage.find(chat, { button: 'Xem từng việc' }))
    throw new LetterRefused('bot không nhận văn bản này để giao việc, lý do ở tin cuối của bot.')
  expectSaid(stage, chat, 'nhiệm vụ')

  if (stage.find(chat, { button: 'Số, ngày văn bản' })) {
    tell('Văn bản chưa có số, ngày: bot hỏi, cán bộ Hoa bổ sung')
    await press('Số, ngày văn bản')
    await stage.say(officer, chat, '85/UBND-VHXH ngày 14/9/2026')
  }

  tell('Cán bộ Hoa xem từng việc: sửa lời văn, thời hạn, đơn vị; bỏ một việc')
  await press('Xem từng việc')
  const numbers = taskNumbers(stage, chat)
  const [first = '1', second = first, third = second] = own ? numbers.slice(-3) : ['2', '4', '12']
  await press(first)
  await press('Nội dung')
  await stage.say(
    officer,
    chat,
    'Bảo đảm 100% văn bản đi, đến được xử lý và ký số trên hệ thống quản lý văn bản và điều hành.',
  )
  await press('Thời hạn')
  await press('Cuối quý')
  await press('Danh sách')
  await openTask(stage, cast, second)
  await press('Đơn vị')
  const other = [...cast.heads.map(({ unit }) => unit), cast.withoutGroup].find((unit) =>
    stage.find(chat, { button: unit }),
  )
  if (other) await press(other)
  await press('Xong')
  await press('Danh sách')
  await openTask(stage, cast, third)
  await press('Bỏ việc này')
  await press('Danh sách')
  await press('Về văn bản')

  if (stage.find(chat, { button: 'Thời hạn cho' })) {
    tell('Việc nào văn bản không ghi thời hạn thì đặt một mốc theo dõi')
    await press('Thời hạn cho')
    await press('31/12')
  }
  tell('Xem trước từng nhóm nhận gì, rồi Giao việc; bấm hai lần vẫn chỉ giao một lần')
  await press('Giao việc')
  for (let asked = 0; asked < 5 && !stage.find(chat, { text: 'Xem trước khi giao' }); asked++) {
    // The letter of another commune: the bot asks again. What a unit owes that this commune does not have is left out.
    await press(
      stage.find(chat, { button: 'Vẫn giao' })
        ? 'Vẫn giao'
        : (buttonLike(stage, chat, /^Bỏ \d+ việc chưa có đơn vị/) ?? 'Giao việc'),
    )
  }
  expectSaid(stage, chat, 'Xem trước khi giao')
  const preview = stage.find(chat, { button: 'Giao việc' })
  if (!preview) throw new Error('nothing to press after the preview')
  const twice = [
    stage.emulator.tap(officer.id, chat, preview.id, 'Giao việc'),
    stage.emulator.tap(officer.id, chat, preview.id, 'Giao việc'),
  ]
  await Promise.all(twice)
  await stage.settle()
  expectSaid(stage, chat, 'đã giao')
  for (const { group } of cast.heads) {
    const headers = stage.emulator
      .messages(group.id)
      .filter((message) => message.text.includes('để theo dõi, đôn đốc') && message.text.includes('Giao '))
    if (headers.length > 1) throw new Error(`the group ${group.title} got the letter ${headers.length} times`)
  }
}

/** Opens a task from the list, on whichever page it stands. */
async function openTask(stage: Stage, cast: Cast, number: string): Promise<void> {
  const chat = cast.officer.id
  let isBack = false
  for (let pages = 0; pages < 20; pages++) {
    const list = stage.find(chat, { text: 'Trang ' }) ?? stage.find(chat, { button: 'Về văn bản' })
    const button = list?.buttons
      .flat()
      .find((one) => one.text === number || one.text.startsWith(`${number} `) || one.text.startsWith(`${number}.`))
    if (list && button) {
      await stage.emulator.tap(cast.officer.id, chat, list.id, button.text)
      await stage.settle()
      return
    }
    // The list opens on the page of the task that was looked at last: from its end it is gone through backwards.
    const forward = list?.buttons
      .flat()
      .find((one) => one.text.startsWith('▶') || one.text.endsWith('▶') || one.text.endsWith('›'))
    isBack ||= !forward
    const next = isBack ? list?.buttons.flat().find((one) => one.text.startsWith('◀')) : forward
    if (!list || !next)
      throw new Error(
        `task ${number} is on no page; there are: ${list?.buttons
          .flat()
          .map((one) => one.text)
          .join(' | ')}`,
      )
    await stage.emulator.tap(cast.officer.id, chat, list.id, next.text)
    await stage.settle()
  }
}

/** The label of a button that looks like this, where one is shown. */
function buttonLike(stage: Stage, chat: number, shape: RegExp): string | undefined {
  return stage.emulator
    .messages(chat)
    .flatMap((message) => (message.deleted ? [] : message.buttons.flat()))
    .map((button) => button.text)
    .find((text) => shape.test(text))
}

/** The numbers on the buttons of the list that is shown. */
function taskNumbers(stage: Stage, chat: number): string[] {
  const list = stage.find(chat, { button: 'Về văn bản' })
  return (list?.buttons.flat() ?? [])
    .map((button) => /^\d+/.exec(button.text)?.[0])
    .filter((text): text is string => text !== undefined)
}

async function answer(stage: Stage, cast: Cast, tell: (text: string) => void): Promise<void> {
  const { officer } = cast
  const working = cast.heads.filter(
    ({ group }) => numbersIn(stage, group.id) || stage.find(group.id, { button: 'Đã nhận' }),
  )
  if (working.length === 0) throw new Error('no group got any work')

  tell('Các đơn vị xác nhận đã nhận; người lạ bấm thì không có gì thay đổi')
  for (const { person, group } of working) {
    const button = buttonLike(stage, group.id, /^Đã nhận/)
    if (!button) continue
    const watched = stage.find(group.id, { button })
    if (stage.emulator.chatsOf(cast.stranger.id).some((chat) => chat.id === group.id) && watched) {
      const refused = await stage.press(cast.stranger, group.id, button)
      if (stage.emulator.message(group.id, watched.id)?.text !== watched.text)
        throw new Error("a stranger's tap changed a card")
      if (!refused.includes('không có quyền')) throw new Error(`a stranger was told: ${refused}`)
    }
    await stage.press(
      person,
      group.id,
      stage.find(group.id, { button: 'Đã nhận cả văn bản' }) ? 'Đã nhận cả văn bản' : button,
    )
  }

  const able: Head[] = []
  for (const head of working) if (await openCard(stage, head)) able.push(head)
  const pick = (unit: string) =>
    able.find((head) => head.unit === unit && !taken.has(head)) ?? able.find((head) => !taken.has(head))
  const taken = new Set<Head>()

  const first = pick('Phòng Văn hóa - Xã hội')
  if (first) {
    taken.add(first)
    tell(`${first.person.title} báo cáo hoàn thành, kèm minh chứng; cán bộ Hoa xác nhận`)
    await reportDone(stage, first, {
      name: 'KH-tu-kiem-tra.docx',
      type: 'application/msword',
      text: 'Kế hoạch tự kiểm tra công tác cải cách hành chính',
    })
    await stage.press(officer, officer.id, 'Xác nhận')
  }

  const second = pick('Văn phòng HĐND và UBND')
  if (second) {
    taken.add(second)
    tell(`${second.person.title} báo cáo, cán bộ Hoa yêu cầu bổ sung`)
    await reportDone(stage, second, { name: 'quy-che.txt', type: 'text/plain', text: 'Dự thảo quy chế làm việc' })
    await stage.press(officer, officer.id, 'Yêu cầu bổ sung')
    await stage.say(officer, officer.id, 'Đề nghị gửi bản đã ký, có số và ngày ban hành.')
  }

  const late = pick('Phòng Kinh tế')
  if (late) {
    taken.add(late)
    tell(`${late.person.title} báo cáo chậm tiến độ trong trò chuyện riêng; nhóm chỉ thấy ngày dự kiến`)
    await stage.press(late.person, late.group.id, 'Khó khăn, chậm, gia hạn')
    const own = late.person.id
    await stage.press(late.person, own, 'Chậm tiến độ')
    await stage.press(late.person, own, 'Bên ngoài (khách quan)')
    await stage.say(late.person, own, 'Đang chờ phân bổ vốn bổ sung')
    await stage.say(late.person, own, 'Làm việc với Sở Tài chính, hoàn thiện hồ sơ từng công trình')
    await stage.say(late.person, own, `15/10 ${late.person.name}`)
    if (!stage.emulator.messages(late.group.id).some((message) => message.text.includes('dự kiến 15/10')))
      throw new Error('the group does not see the promised date')
  }

  const typing = pick('Trung tâm Phục vụ hành chính công') ?? working.find((head) => numbersIn(stage, head.group.id))
  const list = typing && numbersIn(stage, typing.group.id)
  if (typing && list) {
    tell(`${typing.person.title} gõ câu trả lời, trả lời vào tin của bot`)
    await stage.say(typing.person, typing.group.id, `${list.numbers.slice(0, 2).join(',')} dang lam`, {
      replyTo: list.id,
    })
  }

  const copy = buttonLike(stage, officer.id, /^Sao chép gửi Zalo/)
  if (copy) {
    tell(`${cast.withoutGroup} chưa có nhóm: cán bộ Hoa sao chép gửi Zalo và ghi câu trả lời thay`)
    await stage.press(officer, officer.id, copy)
    const theirs = /#(\d+)/.exec(stage.find(officer.id, { text: `Kính gửi ${cast.withoutGroup}` })?.text ?? '')?.[1]
    if (theirs) await stage.say(officer, officer.id, `DVSNC ${theirs} da nhan`)
  }
}

type Head = Cast['heads'][number]

/** Makes sure a card that can be reported on stands in the unit's group; false when the unit owes nothing of the kind. */
async function openCard(stage: Stage, head: Head): Promise<boolean> {
  const ready = () => stage.find(head.group.id, { button: 'Báo cáo hoàn thành' }) !== undefined
  const list = numbersIn(stage, head.group.id)
  // Work that goes on for ever has no completion to report.
  for (const number of ready() || !list ? [] : list.numbers) {
    await stage.emulator.tap(head.person.id, head.group.id, list?.id ?? 0, number)
    await stage.settle()
    if (ready()) break
  }
  return ready()
}

/** The newest numbered list of a group, with the numbers on its buttons. */
function numbersIn(stage: Stage, chat: number): { id: number; numbers: string[] } | undefined {
  for (const message of stage.emulator
    .messages(chat)
    .filter((one) => one.from.isBot && !one.deleted)
    .reverse()) {
    const numbers = message.buttons
      .flat()
      .map((button) => button.text)
      .filter((text) => /^\d+$/.test(text))
    if (numbers.length > 0) return { id: message.id, numbers }
  }
  return undefined
}

async function reportDone(stage: Stage, head: Head, file: { name: string; type: string; text: string }): Promise<void> {
  await stage.press(head.person, head.group.id, 'Báo cáo hoàn thành')
  const question = stage.find(head.group.id, { button: 'Không có minh chứng' })
  if (!question) throw new Error('no question for evidence')
  await stage.sendFile(head.person, head.group.id, {
    name: file.name,
    type: file.type,
    bytes: new TextEncoder().encode(file.text),
    replyTo: question.id,
  })
  expectSaid(stage, head.group.id, 'Chờ xác nhận')
}

async function passDays(stage: Stage, cast: Cast, own: boolean, tell: (text: string) => void): Promise<void> {
  const digests = (chat: number) =>
    stage.emulator.messages(chat).filter((message) => message.from.isBot && !message.deleted)
  tell('Thứ Bảy 19/9: ngày nghỉ, không nhóm nào nhận tin')
  await stage.moveTo(instantOf('2026-09-18', '18:00'))
  const counts = new Map(cast.heads.map(({ group }) => [group.id, digests(group.id).length]))
  await stage.moveTo(instantOf('2026-09-19', '08:00'))
  await stage.moveTo(instantOf('2026-09-19', '14:00'))
  for (const { group } of cast.heads)
    if (digests(group.id).length !== counts.get(group.id)) throw new Error(`${group.title} was reminded on a day off`)

  tell('Sáng thứ Tư 23/9: còn 7 ngày đến 30/9, mỗi nhóm một tin nhắc; ai đã báo cáo thì không nhắc')
  await stage.moveTo(instantOf('2026-09-23', '07:59'))
  for (const { group } of cast.heads) counts.set(group.id, digests(group.id).length)
  await stage.moveTo(instantOf('2026-09-23', '08:00'))
  for (let again = 0; again < 3; again++)
    await stage.moveTo(new Date(instantOf('2026-09-23', '08:01').getTime() + again * 60_000))
  let reminded = 0
  for (const { group } of cast.heads) {
    const more = digests(group.id).length - (counts.get(group.id) ?? 0)
    if (more > 1) throw new Error(`${group.title} got ${more} digests in one morning`)
    reminded += more
  }
  if (!own && reminded < 3) throw new Error(`only ${reminded} groups were reminded`)
}

async function sumUp(stage: Stage, cast: Cast, tell: (text: string) => void): Promise<void> {
  const { chairman } = cast
  tell('Chủ tịch gõ /tongket: một ảnh và không quá 12 dòng; mở tiếp từng đơn vị và việc quá hạn')
  await stage.moveTo(instantOf('2026-10-02', '16:00'))
  await stage.say(chairman, chairman.id, '/tongket')
  const messages = stage.emulator.messages(chairman.id).filter((message) => message.from.isBot)
  if (!messages.some((message) => message.file?.kind === 'photo')) throw new Error('the chairman got no picture')
  const first = stage.find(chairman.id, { button: 'Theo đơn vị' })
  if (!first) throw new Error('the summary has no button "Theo đơn vị"')
  const lines = first.text.split('\n').length
  if (lines > 12) throw new Error(`the summary has ${lines} lines`)
  await stage.press(chairman, chairman.id, 'Theo đơn vị')
  if (stage.find(chairman.id, { button: 'Quá hạn' })) await stage.press(chairman, chairman.id, 'Quá hạn')
}

function expectSaid(stage: Stage, chat: number, text: string): void {
  if (!stage.find(chat, { text })) {
    const last = stage.emulator
      .messages(chat)
      .slice(-2)
      .map((message) => message.text)
      .join('\n---\n')
    throw new Error(`the bot should have said "${text}"; the last it said:\n${last}`)
  }
}
