// Whom the bot can no longer reach, told to the officers of every commune it concerns.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { units } from '../../../src/db/schema/communes.js'
import { posts } from '../../../src/db/schema/people.js'
import { loseChat, regainChat } from '../../../src/office/people/groups/reach.js'
import { openWorld, type World } from '../../support/world.js'

let world: World
beforeEach(async () => {
  world = await openWorld({ entries: [] })
})
afterEach(() => world.close())

it('an officer of two communes hears of each that a head of both blocked the bot, and that the head is back', async () => {
  const { otherCommuneId: communeId, persons, now, privates, database } = world
  const [unit] = await database.db
    .insert(units)
    .values({ communeId, name: 'Phòng Hạ tầng', shortName: 'HT', position: 1 })
    .returning()
  await database.db.insert(posts).values([
    { communeId, personId: persons.Hoa, role: 'officer', unitId: null, from: now },
    { communeId, personId: persons.Bình, role: 'head', unitId: unit!.id, from: now },
  ])
  await world.write((tx) => loseChat(tx, { chatId: privates.Bình, reason: 'blocked' }, now))
  const lost = (await world.said('riêng', 'Hoa')).map((one) => one.text)
  expect(lost).toHaveLength(2)
  expect(lost.join('\n')).toContain('Phòng Kinh tế')
  expect(lost.join('\n')).toContain('Phòng Hạ tầng')
  await world.write((tx) => loseChat(tx, { chatId: privates.Bình, reason: 'blocked' }, now))
  expect(await world.said('riêng', 'Hoa')).toEqual([])
  await world.write((tx) => regainChat(tx, privates.Bình, now))
  expect(await world.said('riêng', 'Hoa')).toHaveLength(2)
})
