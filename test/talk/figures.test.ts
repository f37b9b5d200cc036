// Figures asked for where choices are numbered: a small number is the figure, not one of the choices below the question.
import { expect, it } from 'vitest'
import { channels } from '../../src/db/schema/people.js'
import { openOffice } from '../office/indicators/office.js'
import { numberOf } from './numbered.js'

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
