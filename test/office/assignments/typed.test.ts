import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { events } from '../../../src/db/schema/trail.js'
import { isTypedAnswer, readAnswers, readNumbers, readTrouble } from '../../../src/office/assignments/typed.js'
import type { World } from '../../support/world.js'
import { give, openOffice, rowOf } from './given.js'

describe('what a typed answer says', () => {
  it.each([
    ['17 xong', [17], 'report', undefined],
    ['#17 hoàn thành', [17], 'report', undefined],
    ['17 hoan thanh.', [17], 'report', undefined],
    ['Việc 17 đã xong rồi ạ', [17], 'report', undefined],
    ['17 da nhan', [17], 'accept', undefined],
    ['17 đã nhận', [17], 'accept', undefined],
    ['17 đang làm', [17], 'start', undefined],
    ['17 dang lam', [17], 'start', undefined],
    ['17 ddang lamf', [17], 'start', undefined],
    ['1,3,5-9 xong', [1, 3, 5, 6, 7, 8, 9], 'report', undefined],
    ['1, 3 và 5 đã nhận', [1, 3, 5], 'accept', undefined],
    ['#1, #2 xong nhé', [1, 2], 'report', undefined],
    ['KT 17 xong', [17], 'report', 'kt'],
    ['Phòng Kinh tế 17 đang thực hiện', [17], 'start', 'phong kinh te'],
    ['KT việc số 17 xong', [17], 'report', 'kt'],
    ['xong việc 17', [17], 'report', undefined],
    ['xong #17', [17], 'report', undefined],
    ['kt xong 17', [17], 'report', 'kt'],
    ['TT DVSNC xong 3, 5', [3, 5], 'report', 'tt dvsnc'],
    ['kinh te 17 da nhan', [17], 'accept', 'kinh te'],
    ['kinh tế 17 đã nhận', [17], 'accept', 'kinh te'],
    ['kính báo cáo 17 xong', [17], 'report', undefined],
    ['KT nhận việc 17', [17], 'accept', 'kt'],
    ['KT hoàn thành #17', [17], 'report', 'kt'],
    ['Văn phòng xong 3', [3], 'report', 'van phong'],
    ['Văn hóa - Xã hội xong 3, 4', [3, 4], 'report', 'van hoa - xa hoi'],
  ] as const)('"%s"', (text, numbers, move, unit) => {
    expect(readAnswers(text)).toEqual([{ numbers: [...numbers], move, unit }])
  })

  it.each([
    'xong',
    'xong 17',
    '17',
    'Xong chưa đồng chí?',
    'còn 3 việc chưa xong',
    '17 chưa xong',
    '17 xong chưa',
    '17 xong thì báo tôi',
    'ngày 17/9 xong',
    '17 giờ họp',
    'đã nhận',
    '9-5 xong',
    '1-5000 xong',
    '0 xong',
    '17 xong\n18 chưa',
    'Tôi đã nhận 17 hồ sơ',
    '2 đồng chí đang làm',
    'mới xong 17',
    'hôm nay xong 17',
    'ảnh 12 hộ đã xong',
    'ảnh 12 đã xong',
    'Hình ảnh 3 đang làm',
    'gửi anh ảnh 17 hoàn thành',
    'Kinh tế nhận 5',
    'kt hoàn thành 12',
    'vẫn xong 17',
    'van xong 17',
  ])('"%s" is an ordinary sentence', (text) => {
    expect(readAnswers(text)).toBeUndefined()
  })

  it('numbers may be a list with stretches, up to sixty', () => {
    expect(readNumbers('1-60')).toHaveLength(60)
    expect(readNumbers('1-60,61')).toBeUndefined()
    expect(readNumbers('5-5')).toEqual([5])
    expect(readNumbers('1-2-3')).toBeUndefined()
    // After these there is no next number that differs: counting on would never end.
    expect(readNumbers('9'.repeat(20))).toBeUndefined()
    expect(readNumbers('9007199254740992-9007199254740999')).toBeUndefined()
  })

  it('another day is asked for in the words people use', () => {
    const words = '30/12 vì chờ số liệu'
    for (const said of [
      'xin gia hạn đến',
      'xin lùi đến',
      'đề nghị cho lùi thời hạn đến',
      'chưa xong, xin lùi đến',
      'chua xong xin gia han den',
    ])
      expect(readTrouble(`17 ${said} ${words}`)).toEqual({ number: 17, what: 'extension', words })
    expect(readTrouble('việc 17 lùi đến 30/12')).toBeUndefined()
    expect(readTrouble('17 chưa xong')).toBeUndefined()
    expect(readTrouble('xin gia hạn 5 đến 7 ngày nữa')).toBeUndefined()
    expect(readTrouble('xin gia hạn 5 đến 7 ngày nữa vì việc nhiều')).toBeUndefined()
    expect(readTrouble('xin gia hạn việc 5 đến 7 ngày nữa')).toMatchObject({ number: 5, what: 'extension' })
    for (const day of ['30/12', '10 tháng 8', 'ngày 10 tháng 8'])
      expect(readTrouble(`xin gia hạn 5 đến ${day}`), day).toMatchObject({ number: 5, what: 'extension' })
  })

  it('below a question that wants words only what is surely an answer is taken for one', () => {
    for (const text of [
      '22 xong',
      'KT xong 22',
      'Công an xã đã xong 22',
      'Văn phòng 22 xong',
      '22 chậm đến 30/12 do thiếu kinh phí',
    ])
      expect(isTypedAnswer(text), text).toBe(true)
    for (const text of [
      'Chủ đầu tư cam kết xong 2027',
      'Gói thầu 3 chậm tiến độ',
      'Nhà thầu bàn giao mặt bằng xong 12',
      'Chờ kết quả của Sở Tài chính',
    ])
      expect(isTypedAnswer(text), text).toBe(false)
  })

  it('only that there is trouble is read without words', () => {
    expect(readTrouble('17 trễ rồi ạ')).toEqual({ number: 17, what: 'late', words: '' })
    expect(readTrouble('viec 17 dang bi cham')).toEqual({ number: 17, what: 'late', words: '' })
    expect(readTrouble('KT 17 có khó khăn')).toEqual({ unit: 'KT', number: 17, what: 'difficulty', words: '' })
    expect(readTrouble('17 chậm nhất là mai')).toBeUndefined()
    expect(readTrouble('17 hộ khó khăn')).toBeUndefined()
  })

  it('a tick is an answer, other signs are none', () => {
    for (const text of ['17 ✅', 'việc 17 ✔️', '#17 ☑', '17 xong 👍🏼', '17 xong rồi ạ 🙏❤️'])
      expect(readAnswers(text), text).toMatchObject([{ numbers: [17], move: 'report' }])
    for (const text of ['17 👍', 'anh Nam 17 ✅', '✅', '17 hộ ✅']) expect(readAnswers(text), text).toBeUndefined()
    expect(readAnswers('việc 6: xong. việc 7: đang làm')).toMatchObject([{ move: 'report' }, { move: 'start' }])
  })

  it('a standing duty is kept up, and work is done by a hundred percent', () => {
    expect(readAnswers('9 dang duy tri')).toMatchObject([{ numbers: [9], move: 'maintain' }])
    expect(readAnswers('9, 10 vẫn đang duy trì tốt ạ')).toMatchObject([{ numbers: [9, 10], move: 'maintain' }])
    expect(readAnswers('17 hoàn thành 100% ạ')).toMatchObject([{ numbers: [17], move: 'report' }])
    expect(readAnswers('17 hoàn thành 80%')).toBeUndefined()
  })

  it('lateness and difficulty keep the words as typed', () => {
    expect(readTrouble('17 trễ 25/7 do thiếu kinh phí')).toEqual({
      number: 17,
      what: 'late',
      words: '25/7 do thiếu kinh phí',
    })
    expect(readTrouble('#17 tre thu sau tuan sau')).toEqual({ number: 17, what: 'late', words: 'thu sau tuan sau' })
    expect(readTrouble('17 vuong: cho so lieu cong an')).toEqual({
      number: 17,
      what: 'difficulty',
      words: 'cho so lieu cong an',
    })
    expect(readTrouble('18 xin gia han den 31/10 vi cho huong dan')).toEqual({
      number: 18,
      what: 'extension',
      words: '31/10 vi cho huong dan',
    })
    expect(readTrouble('việc 18 đề nghị gia hạn sang ngày 31/10')).toMatchObject({ what: 'extension', words: '31/10' })
    expect(readTrouble('DVSNC 17 tre 25/9 do thieu nhan luc')).toEqual({
      unit: 'DVSNC',
      number: 17,
      what: 'late',
      words: '25/9 do thieu nhan luc',
    })
    expect(readTrouble('Phòng Kinh tế việc 17 vướng: chờ số liệu')).toMatchObject({ unit: 'Phòng Kinh tế', number: 17 })
    for (const unit of ['TT DVSNC', 'vp hdnd', 'kinh te', 'Văn phòng HĐND và UBND'])
      expect(readTrouble(`${unit} 12 tre 20/10 do thieu kinh phi`), unit).toEqual({
        unit,
        number: 12,
        what: 'late',
        words: '20/10 do thieu kinh phi',
      })
    const later = { number: 22, what: 'extension', words: '30/9 vi cho so lieu' }
    for (const said of ['xin gia han 22 den', 'em xin gia hạn việc 22 đến ngày', 'đề nghị cho lùi thời hạn #22 sang'])
      expect(readTrouble(`${said} 30/9 vi cho so lieu`), said).toEqual(later)
    expect(readTrouble('KT xin gia han 22 den 30/9 vi cho so lieu')).toEqual({ unit: 'KT', ...later })
    for (const talk of [
      'xin gia hạn 22 ngày đến 30/9',
      'xin gia hạn đến 30/9',
      'đơn xin gia hạn của 22 hộ',
      'hôm nay mưa to 3 trễ 5 ngày',
      '17 gia hạn chưa',
      '17 xin gia hạn',
      'bão 3 chậm 5 ngày',
      'do mưa 3 trễ 5 ngày',
      'ngày 17 trễ 25 phút',
    ])
      expect(readTrouble(talk), talk).toBeUndefined()
    expect(readTrouble('17 vướng lắm')).toBeUndefined()
    expect(readTrouble('17 trễ quá')).toBeUndefined()
  })
})

describe('typed answers', () => {
  let world: World
  beforeAll(async () => {
    world = await openOffice()
  })
  afterAll(() => world.close())

  it('several at once are answered, said back, and one evidence serves all of them', async () => {
    const { work } = await give(world, [{}, {}, { unit: 'VHXH' }])
    const [a, b, c] = work
    await world.said()
    await world.says('Bình', 'KT', `${a!.number}-${c!.number},999 xong`)
    const said = await world.said('KT')
    const back = said.at(-1)!
    expect(back.text).toBe(
      [
        `Việc #${a!.number}, #${b!.number}: Chờ xác nhận.`,
        'Không có việc #999.',
        `Việc #${c!.number} không thuộc đơn vị của đồng chí; chưa có gì thay đổi.`,
        'Nếu có minh chứng, đồng chí trả lời tin này bằng tệp, ảnh hoặc số văn bản.',
      ].join('\n'),
    )
    expect((await rowOf(world, c!.id)).status).toBe('unanswered')
    await world.says('Bình', 'KT', '12/BC-KT', String(back.id))
    const confirm = (await world.said('riêng', 'Hoa')).filter((one) => one.slot?.startsWith('confirm'))
    expect(confirm.map((one) => one.slot)).toEqual([`confirm:${a!.id}`, `confirm:${b!.id}`])
    expect(confirm.every((one) => one.text.includes('Minh chứng: 12/BC-KT'))).toBe(true)
  })

  it('an officer records what a unit without a group sent by hand', async () => {
    const { work } = await give(world, [{ unit: 'DVSNC' }, { unit: 'KT' }])
    const [own, other] = work
    await world.said()
    await world.says('Hoa', 'riêng', `DVSNC ${own!.number} xong`)
    expect((await world.said('riêng', 'Hoa')).find((one) => one.slot === null)!.text).toContain(
      'Ghi thay đơn vị, gửi tay',
    )
    expect((await rowOf(world, own!.id)).status).toBe('awaiting')
    const [event] = await world.database.db
      .select()
      .from(events)
      .where(eq(events.subject, `assignment:${own!.id}`))
      .orderBy(events.id)
      .offset(1)
    expect(event).toMatchObject({ actorId: world.persons.Hoa, onBehalfOf: world.units.DVSNC })
    await world.says('Hoa', 'riêng', `DVSNC ${other!.number} xong`)
    expect((await world.said('riêng', 'Hoa')).at(-1)!.text).toBe(
      `Việc #${other!.number} thuộc Phòng Kinh tế, không phải Trung tâm Dịch vụ sự nghiệp công; chưa ghi nhận.`,
    )
  })

  it('a unit may be named by so much of its name as can be no other’s', async () => {
    const { work } = await give(world, [{ unit: 'VP' }, { unit: 'VHXH' }, { unit: 'DVSNC' }, { unit: 'KT' }])
    const [vp, vhxh, dvsnc, kt] = work.map((one) => one.number)
    for (const said of [`vp hdnd ${vp} da nhan`, `văn hóa ${vhxh} đã nhận`, `su nghiep cong ${dvsnc} da nhan`])
      await world.says('Hoa', 'riêng', said)
    await world.says('Hoa', 'riêng', `kinh te ${kt} da nhan`)
    for (const one of work) expect((await rowOf(world, one.id)).status, String(one.number)).toBe('accepted')
    // "Hành chính công" is PVHCC's alone, "công" three units'; "Hoa" is a person.
    for (const said of [`công ${kt} xong`, `Hoa ${vhxh} xong`, `trung tâm ${dvsnc} xong`])
      await world.says('Hoa', 'riêng', said)
    for (const one of work) expect((await rowOf(world, one.id)).status, String(one.number)).toBe('accepted')
  })

  it('talk is left alone in a group', async () => {
    const { work } = await give(world, [{}])
    await world.said()
    await world.says('Bình', 'KT', `hôm nay ${work[0]!.number} xong`)
    await world.says('người lạ', 'KT', `${work[0]!.number} xong`)
    expect(await world.said()).toEqual([])
    expect((await rowOf(world, work[0]!.id)).status).toBe('unanswered')
  })

  it('who has no part in it hears so when it was a reply to the bot', async () => {
    const { work } = await give(world, [{}])
    const [card] = await world.said('KT')
    await world.says('người lạ', 'KT', `${work[0]!.number} xong`, String(card!.id))
    await world.says('Đức', 'KT', `${work[0]!.number} xong`, String(card!.id))
    expect((await world.said('KT')).map((one) => one.text)).toEqual([
      expect.stringContaining('chưa được gắn với đơn vị nào'),
      expect.stringContaining('không có quyền làm việc này'),
    ])
    expect((await rowOf(world, work[0]!.id)).status).toBe('unanswered')
    // Below a colleague's words it is talk among them.
    for (const who of ['người lạ', 'Đức'] as const) await world.says(who, 'KT', `${work[0]!.number} xong`, '987654')
    expect(await world.said('KT')).toEqual([])
  })

  it('in private an ordinary sentence after a report is not taken as evidence', async () => {
    const { work } = await give(world, [{}])
    await world.says('Bình', 'riêng', `${work[0]!.number} xong`)
    await world.said()
    await world.says('Bình', 'riêng', 'cảm ơn đồng chí')
    expect((await world.said('riêng', 'Bình')).at(-1)!.text).toContain('Tôi chưa hiểu tin này')
    await world.says('Bình', 'riêng', 'văn bản số 45/BC-KT')
    expect((await world.said('riêng', 'Bình')).at(-1)!.text).toContain('Minh chứng: văn bản số 45/BC-KT')
  })
})

describe('said in a chat', () => {
  let world: World
  beforeAll(async () => {
    world = await openOffice()
  })
  afterAll(() => world.close())

  it('a reply to a card needs no number, says back what was understood, and leaves talk and others alone', async () => {
    const { work } = await give(world, [{}, { rules: [{ kind: 'date', due: '2026-09-30', words: 'trước 30/9' }] }])
    const [first, second] = work
    await world.said()
    const cards = await world.history(world.groups.KT)
    const cardOf = (id: number) => String(cards.find((one) => one.slot === `card:${id}`)!.id)
    const says = async (who: 'Bình' | 'Hoa', text: string, id = first!.id) => {
      await world.says(who, 'KT', text, cardOf(id))
      return (await rowOf(world, id)).status
    }
    for (const talk of ['xong chưa?', 'ok', 'tuần sau xong', 'chiều nay họp', '5 người đã nhận'])
      expect([talk, await says('Bình', talk)]).toEqual([talk, 'unanswered'])
    expect(await says('Hoa', 'đã nhận')).toBe('unanswered')
    expect(await world.said('KT')).toEqual([])
    expect(await says('Bình', 'da nhan a')).toBe('accepted')
    expect(await says('Bình', 'đang làm')).toBe('in-progress')
    await world.said()
    expect(await says('Bình', 'Xong, minh chứng BC 15/BC-KT')).toBe('awaiting')
    expect((await world.said('KT')).at(-1)?.text).toBe(`Việc #${first!.number}: Chờ xác nhận.\nMinh chứng: BC 15/BC-KT`)
    expect(await says('Bình', 'trễ 25/10 do thiếu kinh phí', second!.id)).toBe('unanswered')
    expect((await world.said('riêng', 'Bình')).at(-1)?.text).toContain(`Việc #${second!.number} chậm tiến độ.`)
    // A number of its own counts more than the card.
    await says('Bình', `${second!.number} đang làm`)
    expect((await rowOf(world, second!.id)).status).toBe('in-progress')
  })

  it('lateness says back the day typed with it; what was meant as another answer is no reason', async () => {
    const { number } = (await give(world, [{}])).work[0]!
    await world.says('Bình', 'riêng', `${number} trễ 25/10 do thiếu kinh phí`)
    expect((await world.said('riêng', 'Bình')).at(-1)!.text).toBe(
      `Việc #${number} chậm tiến độ. Nguyên nhân từ đâu?\nLý do đã ghi: thiếu kinh phí\nNgày dự kiến đã ghi: 25/10/2026`,
    )
    for (const words of [`${number} tre hom qua`, '3 xong 4 dang lam']) {
      await world.says('Bình', 'riêng', words)
      expect((await world.said('riêng', 'Bình')).at(-1)!.text).toContain(`Chưa hiểu "${words}", chưa ghi gì.`)
    }
    await world.says('Bình', 'riêng', '3 đơn vị chưa gửi số liệu')
    expect((await world.said('riêng', 'Bình')).at(-1)!.text).toContain('Lý do đã ghi: 3 đơn vị chưa gửi số liệu')
  })
})
