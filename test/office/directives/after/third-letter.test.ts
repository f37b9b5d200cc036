// A letter that takes one's place and carries out a third: nothing is asked for twice.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { alsoAskedBy } from '../../../../src/db/schema/assignments.js'
import { another, correction, first, monthly, ofEconomy, ofOffice, reporting } from './letters.js'
import { allUnits, type Office, openOffice } from './office.js'

let office: Office
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.desk.close())

describe('a letter that succeeds one and carries out a third', () => {
  const superior = first
    .replace('112/UBND-VHXH', '90/UBND-VHXH')
    .replace('ngày 14 tháng 9', 'ngày 07 tháng 9')
    .replace(
      /Thực hiện Công văn số 2210[\s\S]*(?=Yêu cầu các cơ quan, đơn vị nghiêm túc)/,
      `${ofEconomy}\n\n${reporting}\n\n`,
    )
  const carrying = (number: number, sections: string) =>
    another({
      number,
      day: 'ngày 14 tháng 9',
      subject: 'V/v công khai dự toán và chế độ báo cáo',
      named: 'Công văn số 90/UBND-VHXH ngày 07/9/2026 của Ủy ban nhân dân xã',
      sections,
    })

  it('says of a letter that gave nothing new which work bears its number as well', async () => {
    await office.issue(superior)
    const id = await office.issue(carrying(112, [ofEconomy, reporting].join('\n\n')))
    await office.desk.world.taps('Hoa', 'riêng', `directive.state:${id}`)
    const { text } = await office.desk.screen()
    expect(text).toMatch(/\d+ việc đã giao trước được gắn thêm số văn bản này: #\d+/)
    expect(text).not.toContain('Không còn việc nào ở đây')
  })

  it('leaves what is attached to the third attached, once, also where it no longer names it', async () => {
    const third = await office.issue(superior)
    const old = await office.issue(carrying(112, [ofOffice, ofEconomy, reporting].join('\n\n')))
    expect(await office.desk.world.database.db.select().from(alsoAskedBy)).toHaveLength(6)
    office.to('2026-09-21')
    const text = another({
      number: 120,
      day: 'ngày 21 tháng 9',
      subject: 'V/v đính chính Công văn số 112/UBND-VHXH ngày 14/9/2026',
      named: 'Công văn số 112/UBND-VHXH ngày 14/9/2026 của Ủy ban nhân dân xã',
      sections: [ofOffice.replace('tháng 10/2026', 'tháng 11/2026'), ofEconomy, reporting].join('\n\n'),
    })
    const id = await office.succeed(old, 'corrects', text)
    expect((await office.press(id))?.text).toBe('Đã gửi, không phát sinh việc mới.')
    const [published, ...more] = await office.find('KT', 'công khai dự toán')
    expect(more).toEqual([])
    expect([published!.directiveId, published!.also]).toEqual([
      third,
      [{ number: '120/UBND-VHXH', issuedOn: '2026-09-21', clause: 'mục 2, gạch đầu dòng 1', dueOn: '2026-09-30' }],
    ])
    office.to('2026-10-01', '07:31')
    await office.tick()
    for (const unit of allUnits)
      expect(
        (await office.find(unit, monthly)).map((one) => one.period),
        unit,
      ).toEqual(['2026-09', '2026-10'])
    const [rule] = await office.find('VP', 'Quy chế làm việc')
    expect([rule!.directiveId, rule!.legalDueOn]).toEqual([id, '2026-11-30'])
  })

  it('another day that it names itself is shown beside its number', async () => {
    await office.issue(superior)
    await office.desk.world.said()
    const early = ofEconomy.replace('30/9/2026', '25/9/2026')
    const id = await office.desk.paste(carrying(112, [ofOffice, early, reporting].join('\n\n')))
    await office.desk.world.taps('Hoa', 'riêng', `draft.preview:${id}`)
    const both = '30/9/2026 (CV 112/UBND-VHXH ngày 14/9/2026 ghi 25/9/2026)'
    expect((await office.desk.screen()).text).toContain(both)
    await office.press(id)
    const told = (await office.desk.world.said('KT')).find((one) => one.text.includes('cũng yêu cầu'))
    expect(told?.text).toContain(both)
    const [published] = await office.find('KT', 'công khai dự toán')
    expect(published!.legalDueOn).toBe('2026-09-30')
    const card = (await office.desk.world.history(office.desk.world.groups.KT)).findLast(
      (one) => one.slot === `card:${published!.id}`,
    )
    expect(card!.text).toContain('CV 112/UBND-VHXH ngày 14/9/2026, mục 2, gạch đầu dòng 1 (văn bản này ghi 25/9/2026)')
    expect(card!.text).toContain('Thời hạn: 30/9/2026')
  })

  it('recalled, the third hands what a corrected letter still asks for over to it, with the duty', async () => {
    const third = await office.issue(superior)
    const old = await office.issue(carrying(112, [ofOffice, ofEconomy, reporting].join('\n\n')))
    const only = another({
      number: 120,
      day: 'ngày 14 tháng 9',
      subject: 'V/v đính chính Công văn số 112/UBND-VHXH ngày 14/9/2026',
      named: 'Công văn số 112/UBND-VHXH ngày 14/9/2026 của Ủy ban nhân dân xã',
      sections: ofOffice.replace('tháng 10/2026', 'tháng 11/2026'),
    })
    await office.press(await office.succeed(old, 'corrects', only))
    await office.desk.world.taps('Hoa', 'riêng', `directive.recallYes:${third}`)
    expect((await office.find('KT', 'công khai dự toán')).map((one) => [one.status, one.directiveId])).toEqual([
      ['unanswered', old],
    ])
    office.to('2026-10-01', '07:31')
    await office.tick()
    for (const unit of allUnits)
      expect(
        (await office.find(unit, monthly)).map((one) => [one.period, one.directiveId]),
        unit,
      ).toEqual([
        ['2026-09', old],
        ['2026-10', old],
      ])
  })

  it('recalled, the third tells the group and the officer what goes on under the other letter, until when, with its card', async () => {
    const { world } = office.desk
    const third = await office.issue(superior)
    const early = ofEconomy.replace('30/9/2026', '25/9/2026')
    const own = await office.issue(carrying(112, [ofOffice, early].join('\n\n')))
    const [published] = await office.find('KT', 'công khai dự toán')
    expect([published!.directiveId, published!.legalDueOn]).toEqual([third, '2026-09-30'])
    await world.said()
    await world.taps('Hoa', 'riêng', `directive.recallYes:${third}`)
    const goesOn = `– #${published!.number} (KT): CV 112/UBND-VHXH ngày 14/9/2026, hạn 25/9/2026 (trước là 30/9/2026)`
    const said = await world.said()
    const told = said.filter((one) => one.chatId === world.groups.KT)
    const line = told.findIndex((one) => one.text.includes(`Việc vẫn thực hiện theo văn bản khác:\n${goesOn}`))
    expect(line).toBeGreaterThanOrEqual(0)
    const card = told.findIndex((one) => one.slot === `card:${published!.id}`)
    expect(card).toBeGreaterThan(line)
    expect(told[card]?.text).toContain('Thời hạn: 25/9/2026')
    const outcome = said.find((one) => one.chatId === world.privates.Hoa && one.text.includes('vẫn thực hiện'))
    expect(outcome?.text).toContain(goesOn)
    expect((await office.find('KT', 'công khai dự toán'))[0]?.directiveId).toBe(own)
    const others = said.filter((one) => one.chatId === world.groups.PVHCC).map((one) => one.text)
    expect(others.join('\n')).not.toContain('theo văn bản khác')
  })

  it('a letter that was corrected is corrected again with what the correction took over', async () => {
    const old = await office.issue(first)
    office.to('2026-09-21')
    await office.press(await office.succeed(old, 'corrects', correction))
    const [rule] = await office.find('VP', 'Quy chế làm việc')
    office.to('2026-09-22')
    const again = another({
      number: 125,
      day: 'ngày 22 tháng 9',
      subject: 'V/v đính chính Công văn số 112/UBND-VHXH ngày 14/9/2026',
      named: 'Công văn số 112/UBND-VHXH ngày 14/9/2026 của Ủy ban nhân dân xã',
      sections: ofOffice.replace('tháng 10/2026', 'tháng 11/2026'),
    })
    const id = await office.succeed(old, 'corrects', again)
    expect((await office.press(id))?.text).toBe('Đã gửi, không phát sinh việc mới.')
    expect(
      (await office.find('VP', 'Quy chế làm việc')).map((one) => [one.number, one.directiveId, one.legalDueOn]),
    ).toEqual([[rule!.number, id, '2026-11-30']])
    office.to('2026-10-01', '07:31')
    await office.tick()
    for (const unit of allUnits) expect(await office.find(unit, monthly), unit).toHaveLength(2)
  })
})
