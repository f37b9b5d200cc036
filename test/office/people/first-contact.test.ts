// Whoever meets the bot is told once in private who runs it and what it keeps, whichever way they came; and is shown what works here.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { channels } from '../../../src/db/schema/people.js'
import { groupA, openStage, type Stage } from './stage.js'

let stage: Stage
let communeId: number
beforeEach(async () => {
  stage = await openStage()
  communeId = await stage.commune('UBND xã Đường An', 'Hoa')
  await stage.happens('Hoa', { kind: 'membership', bot: 'member' }, groupA, 'Nhóm KT')
  await stage.taps('Hoa', '○ Phòng Kinh tế', groupA)
  await stage.taps('Hoa', 'Xong', groupA)
})
afterEach(() => stage.close())

const runs = 'Đây là trợ lý theo dõi, đôn đốc nhiệm vụ của UBND xã Đường An.'
const keeps = 'Tôi lưu họ tên, tài khoản nhắn tin'

async function becomesHead(who: string): Promise<void> {
  await stage.taps(who, 'Tôi là lãnh đạo đơn vị', groupA)
  await stage.said('Hoa')
  await stage.taps('Hoa', 'Đồng ý')
}

it('a head accepted in the group is told at the first /start, once', async () => {
  await becomesHead('Bình')
  await stage.says('Bình', '/start')
  const texts = (await stage.said('Bình')).map((one) => one.text)
  expect(texts[0]).toContain(`${runs}\n${keeps}`)
  expect(texts.at(-1)).toContain('/viec –')
  await stage.says('Bình', '/start')
  expect((await stage.said('Bình')).map((one) => one.text).join('\n')).not.toContain(keeps)
})

it('a head accepted in the group who can be written to is told with the news', async () => {
  await stage.says('Bình', '/ngonngu')
  await stage.said('Bình')
  await becomesHead('Bình')
  const [told] = await stage.said('Bình')
  expect(told?.text).toContain(`${runs}\n${keeps}`)
  expect(told?.text).toContain('Đồng chí đã được ghi nhận: Trưởng đơn vị, Phòng Kinh tế')
})

it('who holds an office already is not introduced again', async () => {
  await stage.says('Lan', '/ngonngu')
  await stage.holds('Lan', communeId, 'leader')
  await stage.said('Lan')
  await becomesHead('Lan')
  expect((await stage.said('Lan')).map((one) => one.text).join('\n')).not.toContain(keeps)
})

it('the help leaves out what can only answer that it does not work here', async () => {
  const help = async () => {
    await stage.says('Hoa', '/trogiup')
    return (await stage.said('Hoa')).at(-1)?.text ?? ''
  }
  await stage.said('Hoa')
  const before = await help()
  expect(before).toContain('/dulieu –')
  expect(before).not.toContain('/lienket')
  expect(before).not.toContain('/ketnoi')
  await stage.db.insert(channels).values([
    { platform: 'web', externalId: 'web', username: 'https://dondoc.example' },
    { platform: 'zalo', externalId: '800', username: 'Đôn Đốc' },
  ])
  const after = await help()
  expect(after).toContain('/lienket –')
  expect(after).toContain('/ketnoi –')
})

it('/moi asks into which office somebody is invited', async () => {
  await stage.says('Hoa', '/moi')
  expect((await stage.said('Hoa')).at(-1)?.text).toContain('Đồng chí muốn mời vào vai trò nào?')
})
