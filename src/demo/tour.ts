// The story of a month, played on the real program through the emulator: joining, a letter, answers, a milestone morning,
// /tongket. What should be so is checked as it goes; when it is not, the story stops and says where.
import { instantOf } from '../lib/day.js'
import { type Cast, join, makeCast } from './joining.js'
import type { DemoLetter } from './letters/letters.js'
import type { Stage } from './stage.js'
import { printTranscript } from './transcript.js'

export interface TourOptions {
  commune: string
  letter: DemoLetter
  /** The letter is somebody's own: what is in it is not known beforehand. */
  own: boolean
  print(line: string): void
}

export async function playTour(stage: Stage, options: TourOptions): Promise<void> {
  const { print } = options
  let scene = 0
  const tell = (text: string) => print(`\n\n═══ ${++scene}. ${text} ═══`)
  printTranscript(stage, print)
  const cast = makeCast(stage, options.commune)
  await join(stage, cast, tell)
  const before = stage.emulator.messages(cast.officer.id).length
  await readLetter(stage, cast, options, tell)
  await answer(stage, cast, tell)
  await passDays(stage, cast, tell)
  await sumUp(stage, cast, tell)
  if (stage.emulator.messages(cast.officer.id).length <= before) throw new Error('the officer was told nothing')
  if (stage.emulator.stats.tooMany > 0) throw new Error('the platform had to slow the bot down')
}

async function readLetter(stage: Stage, cast: Cast, { letter, own }: TourOptions, tell: (text: string) => void): Promise<void> {
  const { officer } = cast
  const chat = officer.id
  const press = (label: string) => stage.press(officer, chat, label)
  tell(`Cán bộ Hoa gửi văn bản ${letter.fileName}`)
  await stage.sendFile(officer, chat, { name: letter.fileName, type: letter.type, bytes: letter.bytes })
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
  await stage.say(officer, chat, 'Bảo đảm 100% văn bản đi, đến được xử lý và ký số trên hệ thống quản lý văn bản và điều hành.')
  await press('Thời hạn')
  await press('Cuối quý')
  await press('Danh sách')
  await openTask(stage, cast, second)
  await press('Đơn vị')
  await press('Văn phòng HĐND và UBND')
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
  // The letter of another commune: the bot asks again.
  if (stage.find(chat, { button: 'Vẫn giao' })) await press('Vẫn giao')
  expectSaid(stage, chat, 'Xem trước khi giao')
  const preview = stage.find(chat, { button: 'Giao việc' })
  if (!preview) throw new Error('nothing to press after the preview')
  const twice = [stage.emulator.tap(officer.id, chat, preview.id, 'Giao việc'), stage.emulator.tap(officer.id, chat, preview.id, 'Giao việc')]
  await Promise.all(twice)
  await stage.settle()
  expectSaid(stage, chat, 'đã giao')
  for (const { group } of cast.heads) {
    const headers = stage.emulator.messages(group.id).filter((message) => message.text.includes('để theo dõi, đôn đốc') && message.text.includes('Giao '))
    if (headers.length > 1) throw new Error(`the group ${group.title} got the letter ${headers.length} times`)
  }
}

/** Opens a task from the list, on whichever page it stands. */
async function openTask(stage: Stage, cast: Cast, number: string): Promise<void> {
  const chat = cast.officer.id
  for (let pages = 0; pages < 10; pages++) {
    const list = stage.find(chat, { text: 'Trang ' }) ?? stage.find(chat, { button: 'Về văn bản' })
    const button = list?.buttons.flat().find((one) => one.text === number || one.text.startsWith(`${number} `) || one.text.startsWith(`${number}.`))
    if (list && button) {
      await stage.emulator.tap(cast.officer.id, chat, list.id, button.text)
      await stage.settle()
      return
    }
    const next = list?.buttons.flat().find((one) => one.text.startsWith('▶') || one.text.endsWith('▶') || one.text.endsWith('›'))
    if (!list || !next) throw new Error(`task ${number} is on no page; there are: ${list?.buttons.flat().map((one) => one.text).join(' | ')}`)
    await stage.emulator.tap(cast.officer.id, chat, list.id, next.text)
    await stage.settle()
  }
}

/** The numbers on the buttons of the list that is shown. */
function taskNumbers(stage: Stage, chat: number): string[] {
  const list = stage.find(chat, { button: 'Về văn bản' })
  return (list?.buttons.flat() ?? []).map((button) => /^\d+/.exec(button.text)?.[0]).filter((text): text is string => text !== undefined)
}

async function answer(stage: Stage, cast: Cast, tell: (text: string) => void): Promise<void> {
  const [vp, kt, vhxh, pvhcc] = cast.heads
  if (!vp || !kt || !vhxh || !pvhcc) throw new Error('no heads')
  const { officer } = cast

  tell('Các đơn vị xác nhận đã nhận; người lạ bấm thì không có gì thay đổi')
  for (const { person, group } of [vp, vhxh, pvhcc]) {
    const label = stage.find(group.id, { button: 'Đã nhận cả văn bản' }) ? 'Đã nhận cả văn bản' : 'Đã nhận'
    if (stage.find(group.id, { button: label })) await stage.press(person, group.id, label)
  }
  const card = stage.find(kt.group.id, { button: 'Đã nhận' })
  if (card) {
    const label = card.buttons.flat().find((button) => button.text.startsWith('Đã nhận'))?.text ?? 'Đã nhận'
    const was = card.text
    const refused = await stage.press(cast.stranger, kt.group.id, label)
    if (stage.emulator.message(kt.group.id, card.id)?.text !== was) throw new Error("a stranger's tap changed a card")
    if (!refused.includes('không có quyền')) throw new Error(`a stranger was told: ${refused}`)
    await stage.press(kt.person, kt.group.id, label)
    await stage.press(kt.person, kt.group.id, label).catch(() => '')
  }

  tell('Trưởng phòng Văn hóa - Xã hội báo cáo hoàn thành, kèm minh chứng; cán bộ Hoa xác nhận')
  await reportDone(stage, vhxh, { name: 'KH-tu-kiem-tra.docx', type: 'application/msword', text: 'Kế hoạch tự kiểm tra công tác cải cách hành chính' })
  await stage.press(officer, officer.id, 'Xác nhận')

  tell('Văn phòng báo cáo, cán bộ Hoa yêu cầu bổ sung')
  await reportDone(stage, vp, { name: 'quy-che.txt', type: 'text/plain', text: 'Dự thảo quy chế làm việc' })
  await stage.press(officer, officer.id, 'Yêu cầu bổ sung')
  await stage.say(officer, officer.id, 'Đề nghị gửi bản đã ký, có số và ngày ban hành.')

  tell('Phòng Kinh tế báo cáo chậm tiến độ trong trò chuyện riêng; nhóm chỉ thấy ngày dự kiến')
  await openCard(stage, kt)
  await stage.press(kt.person, kt.group.id, 'Khó khăn, chậm, gia hạn')
  const own = kt.person.id
  await stage.press(kt.person, own, 'Chậm tiến độ')
  await stage.press(kt.person, own, 'Bên ngoài (khách quan)')
  await stage.say(kt.person, own, 'Đang chờ phân bổ vốn bổ sung')
  await stage.say(kt.person, own, 'Làm việc với Sở Tài chính, hoàn thiện hồ sơ từng công trình')
  await stage.say(kt.person, own, '15/10')
  await finishLateness(stage, kt.person.name, own, kt)
  if (!stage.emulator.messages(kt.group.id).some((message) => message.text.includes('15/10'))) throw new Error('the group does not see the promised date')

  tell('Trung tâm Phục vụ hành chính công gõ câu trả lời, trả lời vào tin của bot')
  const list = listIn(stage, pvhcc.group.id)
  await stage.say(pvhcc.person, pvhcc.group.id, `${list.numbers.slice(0, 2).join(',')} dang lam`, { replyTo: list.id })
  expectSaid(stage, pvhcc.group.id, 'Đang thực hiện')

  tell(`${cast.withoutGroup} chưa có nhóm: cán bộ Hoa sao chép gửi Zalo và ghi câu trả lời thay`)
  if (stage.find(officer.id, { button: 'Sao chép gửi Zalo' })) {
    await stage.press(officer, officer.id, 'Sao chép gửi Zalo')
    const copy = stage.find(officer.id, { text: cast.withoutGroup })
    const theirs = /#(\d+)/.exec(stage.find(officer.id, { text: 'Kính gửi Trung tâm Dịch vụ' })?.text ?? copy?.text ?? '')?.[1]
    if (theirs) await stage.say(officer, officer.id, `DVSNC ${theirs} da nhan`)
  }
}

type Head = Cast['heads'][number]

/** Makes sure a card of the unit stands in its group, opening one from the list when there is only a list. */
async function openCard(stage: Stage, head: Head): Promise<void> {
  if (stage.find(head.group.id, { button: 'Báo cáo hoàn thành' })) return
  const list = listIn(stage, head.group.id)
  for (const number of list.numbers) {
    await stage.emulator.tap(head.person.id, head.group.id, list.id, number)
    await stage.settle()
    // Work that goes on for ever has no completion to report.
    if (stage.find(head.group.id, { button: 'Báo cáo hoàn thành' })) return
  }
  throw new Error(`nothing to report on in ${head.group.title}`)
}

/** The newest numbered list of a group, with the numbers on its buttons. */
function listIn(stage: Stage, chat: number): { id: number; numbers: string[] } {
  for (const message of stage.emulator.messages(chat).filter((one) => one.from.isBot && !one.deleted).reverse()) {
    const numbers = message.buttons.flat().map((button) => button.text).filter((text) => /^\d+$/.test(text))
    if (numbers.length > 0) return { id: message.id, numbers }
  }
  throw new Error('no list in this group')
}

async function reportDone(stage: Stage, head: Head, file: { name: string; type: string; text: string }): Promise<void> {
  await openCard(stage, head)
  await stage.press(head.person, head.group.id, 'Báo cáo hoàn thành')
  const question = stage.find(head.group.id, { button: 'Không có minh chứng' })
  if (!question) throw new Error('no question for evidence')
  await stage.sendFile(head.person, head.group.id, { name: file.name, type: file.type, bytes: new TextEncoder().encode(file.text), replyTo: question.id })
  expectSaid(stage, head.group.id, 'Chờ xác nhận')
}

/** The responsible person, and whatever the last step asks to be pressed. */
async function finishLateness(stage: Stage, name: string, chat: number, head: Head): Promise<void> {
  const self = stage.find(chat, { button: name })
  if (self) await stage.press(head.person, chat, name)
  else await stage.say(head.person, chat, `Đồng chí ${name}`)
  for (const label of ['Gửi báo cáo', 'Xác nhận']) if (stage.find(chat, { button: label })) await stage.press(head.person, chat, label)
}

async function passDays(stage: Stage, cast: Cast, tell: (text: string) => void): Promise<void> {
  const digests = (chat: number) => stage.emulator.messages(chat).filter((message) => message.from.isBot && !message.deleted)
  tell('Thứ Bảy 19/9: ngày nghỉ, không nhóm nào nhận tin')
  await stage.moveTo(instantOf('2026-09-18', '18:00'))
  const counts = new Map(cast.heads.map(({ group }) => [group.id, digests(group.id).length]))
  await stage.moveTo(instantOf('2026-09-19', '08:00'))
  await stage.moveTo(instantOf('2026-09-19', '14:00'))
  for (const { group } of cast.heads) if (digests(group.id).length !== counts.get(group.id)) throw new Error(`${group.title} was reminded on a day off`)

  tell('Sáng thứ Tư 23/9: còn 7 ngày đến 30/9, mỗi nhóm một tin nhắc; ai đã báo cáo thì không nhắc')
  await stage.moveTo(instantOf('2026-09-23', '07:59'))
  for (const { group } of cast.heads) counts.set(group.id, digests(group.id).length)
  await stage.moveTo(instantOf('2026-09-23', '08:00'))
  for (let again = 0; again < 3; again++) await stage.moveTo(new Date(instantOf('2026-09-23', '08:01').getTime() + again * 60_000))
  let reminded = 0
  for (const { group } of cast.heads) {
    const more = digests(group.id).length - (counts.get(group.id) ?? 0)
    if (more > 1) throw new Error(`${group.title} got ${more} digests in one morning`)
    reminded += more
  }
  if (reminded === 0) stage.emulator.messages(cast.officer.id)
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
    const last = stage.emulator.messages(chat).slice(-2).map((message) => message.text).join('\n---\n')
    throw new Error(`the bot should have said "${text}"; the last it said:\n${last}`)
  }
}
