// A letter waits that is to take another one's place, and something happens to that one meanwhile.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { another, correction, first, ofEconomy, ofOffice, reporting } from './letters.js'
import { type Office, openOffice } from './office.js'

let office: Office
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.desk.close())

const replacing = (number: number, sections: string) =>
  another({
    number,
    day: 'ngày 21 tháng 9',
    subject: 'V/v thay thế Công văn số 112/UBND-VHXH ngày 14/9/2026',
    named: 'Công văn số 112/UBND-VHXH ngày 14/9/2026 của Ủy ban nhân dân xã',
    sections,
  })
const both = [ofOffice, reporting].join('\n\n')

const preview = async (id: number) => {
  await office.desk.world.taps('Hoa', 'riêng', `draft.preview:${id}`)
  return office.desk.screen()
}
const counted = async () => (await office.given()).filter((one) => one.status !== 'withdrawn').length

it('replaced by somebody else meanwhile, it is not given a second time, and the officer is told', async () => {
  const letter = await office.issue(first)
  office.to('2026-09-21')
  const late = await office.succeed(letter, 'replaces', replacing(125, both))
  await preview(late)
  const quick = await office.succeed(letter, 'replaces', replacing(126, ofEconomy))
  await office.press(quick)
  const before = await counted()
  // By the version it has now: the one that was previewed is not even that.
  await office.press(late)
  expect((await office.desk.draft(late)).state).toBe('draft')
  expect(await counted()).toBe(before)
  const { text, buttons } = await office.desk.screen()
  expect(text).toContain('không còn hiệu lực')
  expect(buttons).toEqual([['Giao như văn bản mới'], ['Quay lại']])
  // Once the officer says that it stands for itself, it is given.
  await office.desk.world.taps('Hoa', 'riêng', 'Giao như văn bản mới')
  await preview(late)
  await office.press(late)
  expect((await office.desk.draft(late)).state).toBe('issued')
})

it('corrected by somebody else meanwhile, what was previewed is not issued, but shown as it is now', async () => {
  const letter = await office.issue(first)
  office.to('2026-09-21')
  const late = await office.succeed(letter, 'replaces', replacing(125, both))
  await preview(late)
  const { version } = await office.desk.draft(late)
  const corrected = await office.succeed(letter, 'corrects', correction)
  await office.press(corrected)
  const ack = await office.desk.world.taps('Hoa', 'riêng', `draft.issue:${late}:${version}`)
  expect(ack).toMatchObject({ alert: true, text: expect.stringContaining('đã thay đổi sau khi đồng chí xem trước') })
  expect((await office.desk.draft(late)).state).toBe('draft')
})

it('withdrawn by somebody else meanwhile, the same', async () => {
  const letter = await office.issue(first)
  office.to('2026-09-21')
  const late = await office.succeed(letter, 'replaces', replacing(125, both))
  await preview(late)
  const { version } = await office.desk.draft(late)
  await office.desk.world.taps('Hoa', 'riêng', `directive.recallYes:${letter}`)
  await office.desk.world.taps('Hoa', 'riêng', `draft.issue:${late}:${version}`)
  expect((await office.desk.draft(late)).state).toBe('draft')
  expect((await office.desk.screen()).text).toContain('không còn hiệu lực')
})

it('“Thay thế cả” pressed twice counts once; pressed when that letter is no longer in force, or after the draft was issued, it changes nothing', async () => {
  const { world } = office.desk
  const letter = await office.issue(first)
  office.to('2026-09-21')
  const corrected = await office.succeed(letter, 'corrects', correction)
  await office.press(corrected)
  const draft = async (number: number) =>
    office.succeed(
      corrected,
      'replaces',
      another({
        number,
        day: 'ngày 24 tháng 9',
        subject: 'V/v thay thế Công văn số 120/UBND-VHXH ngày 21/9/2026',
        named: 'Công văn số 120/UBND-VHXH ngày 21/9/2026 của Ủy ban nhân dân xã',
        sections: both,
      }),
    )
  const whole = async (id: number) => {
    const { choices = [] } = (await world.history(world.privates.Hoa)).findLast(
      (one) => one.slot === `draft:${id}`,
    )!.message
    return choices.flat().find((one) => one.action.startsWith('draft.succeed:'))!.action
  }
  const [one, other] = [await draft(125), await draft(126)]
  await preview(one)
  const press = await whole(one)
  await world.taps('Hoa', 'riêng', press)
  await world.taps('Hoa', 'riêng', press)
  expect((await office.desk.draft(one)).draft.decisions).toMatchObject({ succeeds: { id: letter, kind: 'replaces' } })
  await preview(other)
  const late = await whole(other)
  await office.press(one)
  const given = await counted()
  expect(await world.taps('Hoa', 'riêng', press)).toMatchObject({ alert: true })
  expect((await world.taps('Hoa', 'riêng', late))?.text).toContain('không còn hiệu lực')
  await office.press(other)
  expect(await counted()).toBe(given)
  expect((await office.desk.draft(other)).state).toBe('draft')
})
