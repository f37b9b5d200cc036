// Once a month is locked no older message offers to lock it, in whichever officer's chat it stands.
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Choice } from '../../../src/chat/message.js'
import type { PersonName, World } from '../../support/world.js'
import { openOffice } from './office.js'

let world: World
beforeEach(async () => {
  world = await openOffice()
})
afterEach(() => world.close())

/** What every message in an officer's chat offers by now, by its place: a changed one has its newest words. */
async function offered(who: PersonName) {
  const slots = new Map<string, Choice[]>()
  for (const one of await world.history(world.privates[who]))
    if (one.slot !== null) slots.set(one.slot, one.message.choices?.flat() ?? [])
  return slots
}

it('the lists shown before lose the button and keep the others; the colleague’s too', async () => {
  await world.says('Lan', 'riêng', '/solieu')
  await world.says('Hoa', 'riêng', '/solieu')
  const [old] = await world.said('riêng', 'Hoa')
  await world.says('Hoa', 'riêng', '/solieu')
  await world.said()
  await world.taps('Hoa', 'riêng', 'Khoá kỳ')
  await world.said()
  await world.taps('Hoa', 'riêng', 'Vẫn khoá')
  await world.said()

  const hers = await offered('Hoa')
  const before = hers.get(`figures-before:${old!.id}`)!
  expect(before.map((one) => one.label)).toContain('KT')
  expect(before.some((one) => one.action.startsWith('indicators.lock'))).toBe(false)
  expect(hers.get('figures')!.map((one) => one.action)).toContain('indicators.unlock:2026-09')
  const his = (await offered('Lan')).get('figures')!
  expect(his.map((one) => one.label)).toContain('KT')
  expect(his.some((one) => one.action.startsWith('indicators.lock'))).toBe(false)
})

it('locking one unit leaves the button for all', async () => {
  await world.says('Lan', 'riêng', '/solieu')
  await world.said()
  await world.taps('Hoa', 'riêng', `indicators.lockAnyway:2026-09:${world.units.KT}`)
  const his = (await offered('Lan')).get('figures')!
  expect(his.map((one) => one.action)).toContain('indicators.lock:2026-09')
})
