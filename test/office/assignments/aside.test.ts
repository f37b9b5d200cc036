import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { latenesses, requests } from '../../../src/db/schema/assignments.js'
import { units } from '../../../src/db/schema/communes.js'
import { chats, posts } from '../../../src/db/schema/people.js'
import { readReason } from '../../../src/office/assignments/steps.js'
import { later } from '../../support/steps.js'
import type { World } from '../../support/world.js'
import { give, openOffice, rowOf } from './given.js'

let world: World
let id: number
let number: number
beforeEach(async () => {
  world = await openOffice()
  const { work } = await give(world, [{}])
  id = work[0]!.id
  number = work[0]!.number
  await world.said()
})
afterEach(() => world.close())

describe('Khó khăn, chậm, gia hạn', () => {
  it('opens in private; who never started the bot is told what to do', async () => {
    expect((await world.taps('Bình', 'KT', 'Khó khăn, chậm, gia hạn'))?.text).toBe(
      'Mời đồng chí xem tin riêng với bot.',
    )
    const [menu] = await world.said()
    expect(menu!.chatId).toBe(world.privates.Bình)
    expect(menu!.buttons).toEqual([['Chậm tiến độ'], ['Khó khăn, vướng mắc'], ['Xin gia hạn']])
    await world.database.db.update(chats).set({ externalId: '1' }).where(eq(chats.id, world.privates.Bình))
    expect(await world.taps('Bình', 'KT', `assignment.trouble:${id}`)).toMatchObject({
      text: expect.stringContaining('chọn Bắt đầu (Start)'),
      alert: true,
    })
  })
})

describe('Chậm tiến độ', () => {
  it('takes four steps by buttons, the group sees only the new day, the officers everything', async () => {
    await world.taps('Bình', 'KT', 'Khó khăn, chậm, gia hạn')
    await world.taps('Bình', 'riêng', 'Chậm tiến độ')
    expect((await world.said('riêng', 'Bình')).at(-1)!.buttons).toEqual([
      ['Từ phía đơn vị (chủ quan)'],
      ['Bên ngoài (khách quan)'],
      ['Huỷ'],
    ])
    await world.taps('Bình', 'riêng', 'Bên ngoài (khách quan)')
    await world.taps('Bình', 'riêng', 'Chờ số liệu của đơn vị phối hợp')
    await world.taps('Bình', 'riêng', 'Làm việc trực tiếp')
    expect((await world.said('riêng', 'Bình')).at(-1)!.buttons).toEqual([
      ['Thứ sáu tuần này (18/9)'],
      ['Thứ sáu tuần sau (25/9)'],
      ['Cuối tháng (30/9)'],
      ['Huỷ'],
    ])
    await world.taps('Bình', 'riêng', 'Cuối tháng')
    expect(await rowOf(world, id)).toMatchObject({
      status: 'late',
      promisedOn: '2026-09-30',
      legalDueOn: '2026-09-30',
      nextLookAt: world.now,
    })
    const said = await world.said()
    const card = said.find((one) => one.slot === `card:${id}`)!
    expect(card.text).toContain('Tình trạng: Đã báo cáo, dự kiến 30/9 (Bình, 09:00 14/9)')
    expect(card.text).not.toContain('số liệu')
    expect(said.find((one) => one.chatId === world.privates.Hoa)!.text).toBe(
      [
        `Phòng Kinh tế báo chậm tiến độ việc #${number}`,
        'CV 85/UBND-VHXH ngày 24/7/2026',
        'Rà soát thủ tục hành chính lần 1',
        'Nguyên nhân: Bên ngoài (khách quan). Chờ số liệu của đơn vị phối hợp',
        'Kế hoạch khắc phục: Làm việc trực tiếp với đơn vị phối hợp',
        'Dự kiến xong: 30/9/2026. Chịu trách nhiệm: Bình',
      ].join('\n'),
    )
    expect(said.filter((one) => one.chatId === world.privates.Bình).at(-1)!.buttons).toEqual([['Hoàn tác']])
    await world.taps('Bình', 'riêng', 'Hoàn tác')
    expect(await rowOf(world, id)).toMatchObject({ status: 'unanswered', promisedOn: null })
    expect(await world.database.db.select().from(latenesses)).toEqual([])
  })

  it('takes typed answers, names the day it did not understand, and goes on after a restart', async () => {
    await world.taps('Bình', 'riêng', `lateness.start:${id}`)
    await world.says('Bình', 'riêng', 'ốm')
    expect((await world.said('riêng', 'Bình')).at(-1)!.text).toBe(
      'Đồng chí bấm chọn nguyên nhân trước, hoặc gõ: khách quan, chủ quan.',
    )
    await world.says('Bình', 'riêng', 'chu quan')
    await world.says('Bình', 'riêng', 'Đồng chí phụ trách nghỉ ốm')
    await world.says('Bình', 'riêng', 'Giao người khác làm')
    await world.says('Bình', 'riêng', 'khi nào xong thì xong')
    expect((await world.said('riêng', 'Bình')).at(-1)!.text).toContain('Chưa hiểu ngày "khi nào xong thì xong"')
    await world.says('Bình', 'riêng', '31/9')
    expect((await world.said('riêng', 'Bình')).at(-1)!.text).toContain('"31/9" không phải là một ngày')
    later(world, 60 * 24)
    await world.says('Bình', 'riêng', '15/10, đ/c Trần Văn B')
    expect(await rowOf(world, id)).toMatchObject({ status: 'late', promisedOn: '2026-10-15' })
    expect(await world.database.db.select().from(latenesses)).toMatchObject([
      {
        cause: 'own',
        reason: 'Đồng chí phụ trách nghỉ ốm',
        remedy: 'Giao người khác làm',
        promisedOn: '2026-10-15',
        responsible: 'Trần Văn B',
        reportedBy: world.persons.Bình,
      },
    ])
  })

  it('keeps the reason that is typed where the cause is asked for', async () => {
    await world.taps('Bình', 'riêng', `lateness.start:${id}`)
    await world.says('Bình', 'riêng', 'Chờ tỉnh phân bổ vốn')
    expect((await world.said('riêng', 'Bình')).at(-1)!.text).toBe(
      `Việc #${number} chậm tiến độ. Nguyên nhân từ đâu?\nLý do đã ghi: Chờ tỉnh phân bổ vốn`,
    )
    await world.taps('Bình', 'riêng', 'Bên ngoài')
    await world.taps('Bình', 'riêng', 'Bố trí thêm người')
    await world.taps('Bình', 'riêng', 'Cuối tháng')
    expect(await world.database.db.select().from(latenesses)).toMatchObject([
      { cause: 'outside', reason: 'Chờ tỉnh phân bổ vốn', promisedOn: '2026-09-30' },
    ])
  })

  it('of two reasons typed there the newer is kept, sign for sign', async () => {
    await world.taps('Bình', 'riêng', `lateness.start:${id}`)
    await world.says('Bình', 'riêng', 'Chờ tỉnh phân bổ vốn')
    await world.says('Bình', 'riêng', 'Chờ Sở trả lời (2 lần); chưa có mẫu')
    expect((await world.said('riêng', 'Bình')).at(-1)!.text).toContain(
      'Lý do đã ghi: Chờ Sở trả lời (2 lần); chưa có mẫu',
    )
    await world.says('Bình', 'riêng', 'khách quan: chờ mẫu (đợt 2)')
    await world.taps('Bình', 'riêng', 'Bố trí thêm người')
    await world.taps('Bình', 'riêng', 'Cuối tháng')
    expect(await world.database.db.select().from(latenesses)).toMatchObject([
      { cause: 'outside', reason: 'chờ mẫu (đợt 2)' },
    ])
  })

  it('a typed "17 trễ 25/9 do …, khách quan" asks for the remedy alone', async () => {
    await world.says('Bình', 'riêng', `${number} tre 25/9 do thieu kinh phi, khach quan`)
    expect((await world.said('riêng', 'Bình')).at(-1)!.text).toContain('kế hoạch khắc phục')
    await world.taps('Bình', 'riêng', 'Bố trí thêm người')
    expect(await world.database.db.select().from(latenesses)).toMatchObject([
      { cause: 'outside', reason: 'thieu kinh phi', promisedOn: '2026-09-25' },
    ])
  })

  it('recorded by an officer, the head of the unit is responsible, not who wrote it down', async () => {
    await world.says('Hoa', 'riêng', `${number} tre 25/9 do thieu nhan luc, khach quan`)
    await world.taps('Hoa', 'riêng', 'Bố trí thêm người')
    expect(await world.database.db.select().from(latenesses)).toMatchObject([
      { reason: 'thieu nhan luc', responsible: 'Bình', reportedBy: world.persons.Hoa },
    ])
  })

  it('can be cancelled, and the buttons of one person do nothing for another', async () => {
    await world.taps('Bình', 'riêng', `lateness.start:${id}`)
    const said = (await world.said('riêng', 'Bình')).at(-1)!
    const cause = said.message.choices![0]![0]!.action
    expect((await world.taps('Chi', 'riêng', cause))?.alert).toBe(true)
    await world.taps('Bình', 'riêng', 'Huỷ')
    expect((await world.taps('Bình', 'riêng', cause))?.alert).toBe(true)
    expect((await rowOf(world, id)).status).toBe('unanswered')
  })

  it('a typed "17 trễ 25/9 do …" asks only what is missing', async () => {
    await world.says('Bình', 'KT', `${number} trễ 25/9 do chưa có hướng dẫn`)
    expect((await world.said('KT')).at(-1)!.text).toBe('Mời đồng chí xem tin riêng với bot.')
    await world.taps('Bình', 'riêng', 'Bên ngoài')
    await world.taps('Bình', 'riêng', 'Bố trí thêm người')
    expect(await world.database.db.select().from(latenesses)).toMatchObject([
      { cause: 'outside', reason: 'chưa có hướng dẫn', promisedOn: '2026-09-25', responsible: 'Bình' },
    ])
    // An ordinary sentence is left alone.
    await world.said()
    await world.says('Bình', 'KT', `${number} chậm quá tuần này mệt`)
    expect(await world.said()).toEqual([])
  })
})

describe('Khó khăn, vướng mắc', () => {
  it('goes to the officers and the leader in charge, and the answer comes back once', async () => {
    await world.database.db.update(units).set({ leaderId: world.persons.Vỹ }).where(eq(units.id, world.units.KT))
    await world.says('Bình', 'riêng', `${number} vướng: chưa có số liệu công an`)
    const said = await world.said()
    expect(
      said
        .filter((one) => one.slot?.startsWith('difficulty-told'))
        .map((one) => one.chatId)
        .sort(),
    ).toEqual([world.privates.Hoa, world.privates.Lan, world.privates.Vỹ].sort())
    await world.taps('Vỹ', 'riêng', 'Trả lời')
    await world.taps('Hoa', 'riêng', 'Trả lời')
    await world.said()
    await world.says('Vỹ', 'riêng', 'Tôi sẽ làm việc với Công an xã')
    expect((await world.said('riêng', 'Bình')).at(-1)!.text).toBe(
      `Việc #${number}: đ/c Vỹ trả lời khó khăn của đơn vị. Tôi sẽ làm việc với Công an xã`,
    )
    await world.says('Hoa', 'riêng', 'Đã ghi nhận')
    expect((await world.said('riêng', 'Hoa')).at(-1)!.text).toBe('Yêu cầu này đã được giải quyết lúc 09:00 14/9.')
    expect(await world.database.db.select().from(requests)).toMatchObject([
      { kind: 'difficulty', state: 'answered', decidedBy: world.persons.Vỹ, askedBy: world.persons.Bình },
    ])
  })
})

describe('typed', () => {
  it('an extension is asked of whoever decides, by name; a contact is told who may; without a reason it is asked for', async () => {
    await world.says('Bình', 'KT', `${number} xin gia han den 31/10 vi cho huong dan`)
    const said = await world.said()
    expect(said.filter((one) => one.chatId === world.groups.KT).at(-1)!.text).toContain('riêng')
    expect(said.filter((one) => one.chatId === world.privates.Bình).at(-1)!.text).toBe(
      `Đã chuyển đề nghị gia hạn việc #${number} đến 31/10/2026 cho đ/c Đức.`,
    )
    const asked = said.find((one) => one.slot?.startsWith('extension-told'))!
    expect(asked.chatId).toBe(world.privates.Đức)
    expect(asked.text).toContain('Lý do: cho huong dan')
    await world.database.db.update(posts).set({ role: 'contact' }).where(eq(posts.personId, world.persons.Bình))
    await world.says('Bình', 'KT', `${number} xin gia hạn đến 31/10`)
    expect((await world.said('KT')).at(-1)!.text).toContain('do trưởng hoặc phó đơn vị thực hiện')
  })

  it('an officer reports for a unit that is named in front; a wrong one is said', async () => {
    await world.says('Hoa', 'riêng', `KT ${number} tre 25/9 do thieu nhan luc`)
    expect((await world.said('riêng')).at(-1)!.text).toContain('thieu nhan luc')
    await world.says('Hoa', 'riêng', `VP ${number} tre 25/9 do thieu nhan luc`)
    expect((await world.said('riêng')).at(-1)!.text).toContain('thuộc Phòng Kinh tế, không phải Văn phòng')
    await world.says('Bình', 'KT', `Sở 17 trễ 25/9 nhé`)
    expect(await world.said('KT')).toEqual([])
  })
})

describe('Xin gia hạn', () => {
  it('the leader in charge grants it once; the legal day stays on the card', async () => {
    await world.database.db.update(units).set({ leaderId: world.persons.Vỹ }).where(eq(units.id, world.units.KT))
    await world.taps('Bình', 'riêng', `extension.start:${id}`)
    await world.says('Bình', 'riêng', '20/9')
    expect((await world.said('riêng', 'Bình')).at(-1)!.text).toContain('không sau thời hạn hiện tại (30/9/2026)')
    await world.taps('Bình', 'riêng', `extension.start:${id}`)
    await world.says('Bình', 'riêng', '15/10 do chờ số liệu của Công an')
    const asked = (await world.said()).find((one) => one.slot?.startsWith('extension-told'))!
    expect(asked.chatId).toBe(world.privates.Vỹ)
    expect(asked.text).toContain('Lý do: chờ số liệu của Công an')
    const grant = asked.message.choices![0]![0]!.action
    expect((await world.taps('Đức', 'riêng', grant))?.text).toBe('Yêu cầu này do lãnh đạo phụ trách đơn vị quyết định.')
    expect((await world.taps('Hoa', 'riêng', grant))?.alert).toBe(true)
    expect((await world.taps('Vỹ', 'riêng', 'Đồng ý'))?.text).toBe(
      `Việc #${number}: đ/c Vỹ đồng ý gia hạn đến 15/10/2026.`,
    )
    expect((await world.taps('Vỹ', 'riêng', grant))?.text).toContain('đã được giải quyết')
    expect(await rowOf(world, id)).toMatchObject({
      extendedTo: '2026-10-15',
      legalDueOn: '2026-09-30',
      nextLookAt: world.now,
    })
    const said = await world.said()
    expect(said.find((one) => one.slot === `card:${id}`)!.text).toContain(
      'Thời hạn: 30/9/2026 ("trong quý III/2026") · Gia hạn: 15/10/2026',
    )
    expect(said.find((one) => one.chatId === world.privates.Bình)!.text).toContain('đồng ý gia hạn')
  })

  it('refused, the reason may follow, once, from who refused', async () => {
    await world.database.db.update(units).set({ leaderId: world.persons.Vỹ }).where(eq(units.id, world.units.KT))
    await world.taps('Bình', 'riêng', `extension.start:${id}`)
    await world.says('Bình', 'riêng', '15/10 do chờ số liệu của Công an')
    await world.said()
    await world.taps('Vỹ', 'riêng', 'Không đồng ý')
    const asked = (await world.said('riêng', 'Vỹ')).at(-1)!
    expect([asked.text, asked.buttons]).toEqual([
      `Việc #${number}: đã báo đơn vị là không đồng ý gia hạn. Đồng chí gõ lý do nếu muốn gửi kèm cho đơn vị.`,
      [['Không nêu lý do']],
    ])
    await world.says('Vỹ', 'riêng', 'Tỉnh đã chốt ngày kiểm tra')
    const said = await world.said()
    expect(said.filter((one) => one.chatId === world.privates.Bình).at(-1)!.text).toBe(
      `Việc #${number}: đ/c Vỹ cho biết lý do không đồng ý gia hạn: Tỉnh đã chốt ngày kiểm tra`,
    )
    expect(said.find((one) => one.slot?.startsWith('extension-told'))!.text).toContain('Lý do: Tỉnh đã chốt ngày')
    await world.says('Bình', 'riêng', `/nhatky ${number}`)
    expect((await world.said('riêng', 'Bình')).at(-1)!.text).toContain(
      'Vỹ: nêu lý do không đồng ý gia hạn. Tỉnh đã chốt ngày kiểm tra',
    )
    await world.says('Vỹ', 'riêng', 'cảm ơn', String(asked.id))
    expect((await world.said('riêng', 'Vỹ')).at(-1)!.text).toContain('đã')
    expect(await world.said('riêng', 'Bình')).toEqual([])
  })

  it('typed in private, "N trễ" and "N vướng" begin the dialog; in a group they are left alone', async () => {
    for (const words of ['trễ', 'bi cham roi', 'vướng ạ', 'có khó khăn'])
      await world.says('Bình', 'KT', `${number} ${words}`)
    expect(await world.said('KT')).toEqual([])
    await world.says('Bình', 'riêng', `${number} trễ rồi ạ`)
    expect((await world.said('riêng', 'Bình')).at(-1)!.text).toContain('Nguyên nhân từ đâu?')
    await world.says('Bình', 'riêng', `${number} đang vướng`)
    await world.says('Bình', 'riêng', 'chờ số liệu của Công an')
    expect((await world.said('riêng', 'Bình')).at(-1)!.text).toContain(`Đã ghi khó khăn của việc #${number}`)
    // Sent once more, nobody hears of it a second time.
    await world.said()
    await world.says('Bình', 'KT', `${number} vướng: chờ số liệu của Công an`)
    expect((await world.said('KT')).at(-1)!.text).toContain('Đã ghi khó khăn')
    expect(await world.said('riêng', 'Hoa')).toEqual([])
  })

  it('the work reported meanwhile ends the dialog: later words are no reason', async () => {
    const [other] = (await give(world, [{}])).work
    await world.says('Bình', 'riêng', `${number} trễ 25/9 do thiếu kinh phí`)
    await world.says('Hoa', 'riêng', `KT ${number} xong`)
    await world.said()
    await world.says('Bình', 'riêng', 'chưa có văn bản hướng dẫn')
    expect((await world.said('riêng', 'Bình')).at(-1)!.text).toContain('Tôi chưa hiểu tin này')
    expect(await world.database.db.select().from(latenesses)).toEqual([])
    // Of other work it goes on, and an answer typed in between is one, whichever way round.
    await world.says('Bình', 'riêng', `${other!.number} trễ 25/9`)
    const [third] = (await give(world, [{}])).work
    await world.says('Bình', 'riêng', `kt xong ${third!.number}`)
    expect((await rowOf(world, third!.id)).status).toBe('awaiting')
    await world.says('Bình', 'riêng', 'khách quan do thiếu kinh phí')
    await world.says('Bình', 'riêng', 'họp lại')
    expect(await world.database.db.select().from(latenesses)).toMatchObject([
      { assignmentId: other!.id, reason: 'thiếu kinh phí', remedy: 'họp lại' },
    ])
  })

  it('another report in between does not end the dialog, nor does the invitation to give evidence', async () => {
    const [other] = (await give(world, [{}])).work
    await world.says('Bình', 'riêng', `${number} trễ 25/9`)
    await world.says('Bình', 'riêng', `${other!.number} xong`)
    await world.says('Bình', 'riêng', 'khách quan')
    await world.says('Bình', 'riêng', 'do vi pham ban ve')
    await world.says('Bình', 'riêng', 'họp lại')
    expect(await world.database.db.select().from(latenesses)).toMatchObject([
      { cause: 'outside', reason: 'vi pham ban ve', remedy: 'họp lại' },
    ])
    await world.says('Bình', 'riêng', '45/BC-KT')
    expect((await world.said('riêng', 'Bình')).at(-1)!.text).toContain('Minh chứng: 45/BC-KT')
  })

  it.each([
    ['do dac xong moi lam', 'do dac xong moi lam'],
    ['Do chờ Sở', 'chờ Sở'],
    ['lý do: thiếu vốn', 'thiếu vốn'],
    ['vì', 'vì'],
  ])('"%s" is kept as the reason "%s"', (text, reason) => {
    expect(readReason(text)).toBe(reason)
  })

  it('of two refused one after the other each may be given its reason, by a reply', async () => {
    const [second] = (await give(world, [{}])).work
    await world.database.db.update(units).set({ leaderId: world.persons.Vỹ }).where(eq(units.id, world.units.KT))
    const asked: string[] = []
    for (const one of [id, second!.id]) {
      await world.taps('Bình', 'riêng', `extension.start:${one}`)
      await world.says('Bình', 'riêng', '15/10 do chờ số liệu của Công an')
      await world.said()
      await world.taps('Vỹ', 'riêng', 'Không đồng ý')
      asked.push(String((await world.said('riêng', 'Vỹ')).at(-1)!.id))
    }
    await world.says('Vỹ', 'riêng', 'Đã gia hạn hai lần', asked[0])
    expect((await world.said('riêng', 'Bình')).at(-1)!.text).toContain(`Việc #${number}: đ/c Vỹ cho biết lý do`)
    await world.says('Vỹ', 'riêng', 'Tỉnh đã chốt ngày kiểm tra')
    expect((await world.said('riêng', 'Bình')).at(-1)!.text).toContain(`Việc #${second!.number}: đ/c Vỹ cho biết`)
  })

  it('refused without a reason, later words are no reason', async () => {
    await world.database.db.update(units).set({ leaderId: world.persons.Vỹ }).where(eq(units.id, world.units.KT))
    for (const end of ['Không nêu lý do', undefined]) {
      await world.taps('Bình', 'riêng', `extension.start:${id}`)
      await world.says('Bình', 'riêng', '15/10 do chờ số liệu của Công an')
      await world.taps('Vỹ', 'riêng', 'Không đồng ý')
      if (end) await world.taps('Vỹ', 'riêng', end)
      else later(world, 11)
      await world.said()
      await world.says('Vỹ', 'riêng', 'cảm ơn đồng chí')
      expect(await world.said('riêng', 'Bình')).toEqual([])
    }
  })

  it('a contact may tell a difficulty, but neither lateness nor an extension', async () => {
    const { posts } = await import('../../../src/db/schema/people.js')
    await world.database.db.update(posts).set({ role: 'contact' }).where(eq(posts.personId, world.persons.Bình))
    await world.taps('Bình', 'KT', 'Khó khăn, chậm, gia hạn')
    expect((await world.said('riêng', 'Bình'))[0]!.buttons).toEqual([['Khó khăn, vướng mắc']])
    expect((await world.taps('Bình', 'riêng', `lateness.start:${id}`))?.alert).toBe(true)
    expect((await world.taps('Bình', 'riêng', `extension.start:${id}`))?.alert).toBe(true)
    expect((await world.taps('Bình', 'KT', 'Đã nhận'))?.text).toBe(`Việc #${number}: Đã nhận.`)
  })
})
