// A letter that names a day no calendar has: cards and reports say so instead of that it names none.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { translator } from '../../../../src/lib/i18n.js'
import { viewsOf } from '../../../../src/office/assignments/store.js'
import { writeDeadline } from '../../../../src/office/assignments/words.js'
import { clearLetter, type Desk, openDesk } from '../desk.js'
import { given, pasted, press } from '../press.js'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const wrongDay = clearLetter.replace('hoàn thành trước ngày 31/12/2026', 'hoàn thành trước ngày 31/11/2026')
const words = 'văn bản ghi ngày không có trong lịch ("trước ngày 31/11/2026")'

async function deadlines(): Promise<string[]> {
  const ids = (await given(desk)).map((one) => one.id)
  const views = await desk.world.write((tx) => viewsOf(tx, desk.world.communeId, ids))
  return views.map((view) => writeDeadline(translator('vi'), view))
}

it('says so in the preview and on the card, and quotes it', async () => {
  const id = await pasted(desk, wrongDay)
  expect((await desk.draft(id)).draft.tasks[3]?.rules).toEqual([{ kind: 'none', words: 'trước ngày 31/11/2026' }])
  await press(desk, 'Giao việc')
  await press(desk, 'Giao việc')
  expect((await deadlines()).filter((one) => one === words)).toHaveLength(1)
  // A task without any day is still said to have none.
  expect(await deadlines()).toContain('văn bản không ghi ngày cụ thể')
})

it('also beside a tracking date', async () => {
  await pasted(desk, wrongDay)
  await desk.world.taps('Hoa', 'riêng', 'Thời hạn')
  await press(desk, '31/12')
  await press(desk, 'Giao việc')
  await press(desk, 'Giao việc')
  expect(await deadlines()).toContain(
    'mốc theo dõi 31/12/2026 (văn bản ghi ngày không có trong lịch: "trước ngày 31/11/2026")',
  )
})
