// Figures and days asked for where choices are numbered: a small number is the answer, not one of the choices below the question.
import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { directives } from '../../src/db/schema/directives.js'
import { channels } from '../../src/db/schema/people.js'
import type { Draft } from '../../src/office/directives/draft.js'
import { openOffice } from '../office/indicators/office.js'
import { numberOf, openNumbered } from './numbered.js'

it('a small figure is no choice, and the choices have numbers all the same', async () => {
  const world = await openOffice()
  await world.database.db.update(channels).set({ platform: 'zalo' })
  const type = async (text: string) => {
    await world.says('Dũng', 'riêng', text)
    return (await world.said('riêng', 'Dũng')).at(-1)!
  }
  const asked = await type(numberOf(await type('/solieu'), 'Nhập'))
  const none = numberOf(asked, 'Chưa có số liệu')
  expect(Number(none)).toBeGreaterThan(900)
  const why = await type(none)
  expect(why.text).toContain('vì sao chưa có số liệu')
  expect(Number(numberOf(why, 'Huỷ'))).toBeGreaterThan(900)
  expect((await type('2')).text).toMatch(/CT01[\s\S]*2/)
  expect((await type('3')).text).not.toContain('vì sao chưa có số liệu')
  await world.close()
})

it('a day of the month typed for a setting is no choice', async () => {
  const { world } = await openNumbered()
  await world.taps('Hoa', 'riêng', 'settings.ask:communeReportsBy')
  const asked = (await world.said('riêng', 'Hoa')).at(-1)!
  expect(Number(numberOf(asked, 'Giữ nguyên'))).toBeGreaterThan(900)
  await world.close()
})

it('what is typed of work, a day of the month, a target or a number, is no choice', async () => {
  const { world } = await openNumbered()
  await world.says('Hoa', 'riêng', '/giaoviec KT báo cáo kết quả giải ngân trước 31/12')
  const [draft] = await world.database.db.select().from(directives).where(eq(directives.state, 'draft'))
  const task = (draft!.draft as Draft).tasks[0]!.id
  for (const field of ['monthly', 'target', 'header']) {
    await world.said()
    await world.taps(
      'Hoa',
      'riêng',
      field === 'header' ? `draft.askHeader:${draft!.id}` : `draft.ask:${draft!.id}:${task}:${field}`,
    )
    const asked = (await world.said('riêng', 'Hoa')).at(-1)!
    expect(Number(numberOf(asked, 'Quay lại')), asked.text).toBeGreaterThan(900)
  }
  await world.close()
})
