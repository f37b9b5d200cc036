// Groups of a platform that tells no titles: officers hear of them by whom they serve.
import { eq, inArray } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { chats, chatUnits } from '../../../src/db/schema/people.js'
import { outbox } from '../../../src/db/schema/post.js'
import { queueMessage } from '../../../src/post/outbox.js'
import { allEntries, postHooks } from '../../../src/slices.js'
import { openWorld, type World } from '../../support/world.js'

let world: World
beforeEach(async () => {
  world = await openWorld({ entries: allEntries() })
  await world.database.db
    .update(chats)
    .set({ title: null })
    .where(inArray(chats.id, Object.values(world.groups)))
})
afterEach(() => world.close())

const told = async () => (await world.said('riêng', 'Hoa')).map((one) => one.text).join('\n')

it('who asks to be a head is named with the units of the group', async () => {
  await world.taps('người lạ', 'KT', 'people.claim')
  expect(await told()).toContain('người lạ ở nhóm của Phòng Kinh tế đề nghị được ghi nhận là lãnh đạo đơn vị')
})

it('a message nobody knows to have arrived is told of with the group of these units', async () => {
  await world.write((tx) =>
    queueMessage(
      tx,
      { chatId: world.groups.KT, communeId: world.communeId, key: 'x', class: 1, message: { spans: ['thẻ'] } },
      world.now,
    ),
  )
  const [row] = await world.database.db.select().from(outbox).where(eq(outbox.chatId, world.groups.KT))
  const refused = {
    communeId: world.communeId,
    outboxId: row!.id,
    chatId: world.groups.KT,
    key: row!.key,
    about: undefined,
    reason: 'x',
  }
  await world.write((tx) => postHooks.onRefused(tx, { ...refused, unknown: true }, world.now))
  expect(await told()).toContain('gửi tới “nhóm của Phòng Kinh tế” đã đến hay chưa')
  await world.write((tx) => postHooks.onRefused(tx, { ...refused, unknown: false }, world.now))
  expect(await told()).toContain('vào nhóm “không có tên” (Phòng Kinh tế)')
})

it('/donvi names a group that serves several units by them, and setup says “nhóm khác”', async () => {
  await world.database.db.insert(chatUnits).values({
    communeId: world.communeId,
    chatId: world.groups.KT,
    unitId: world.units.DVSNC,
  })
  await world.says('Hoa', 'riêng', '/donvi')
  expect(await told()).toContain('Nhóm: Phòng Kinh tế, Trung tâm Dịch vụ sự nghiệp công')
  await world.taps('Hoa', 'VP', 'people.group')
  const said = (await world.said('VP')).at(-1)!
  expect(said.buttons.flat()).toContain('○ Phòng Kinh tế (đang ở nhóm khác)')
})
