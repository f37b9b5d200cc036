// Gửi nhầm, rút lại: which messages the platform is asked to delete, and what the officer hears of those that stay.
import { and, eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { outbox } from '../../../../src/db/schema/post.js'
import { moveChat } from '../../../../src/post/chats.js'
import { first } from './letters.js'
import { type Office, openOffice } from './office.js'

let office: Office
let letter: number
beforeEach(async () => {
  office = await openOffice()
  letter = await office.issue(first)
})
afterEach(() => office.desk.close())

/** The platform has taken what waited for this group. Returns its references. */
async function delivered(unit: 'KT' | 'VP'): Promise<string[]> {
  const { world } = office.desk
  const waiting = and(eq(outbox.chatId, world.groups[unit]), eq(outbox.state, 'queued'))
  const rows = await world.database.db.select({ id: outbox.id }).from(outbox).where(waiting)
  for (const { id } of rows)
    await world.database.db
      .update(outbox)
      .set({ state: 'sent', ref: String(1000 + id), sentAt: world.now })
      .where(eq(outbox.id, id))
  expect(rows.length).toBeGreaterThan(1)
  return rows.map(({ id }) => String(1000 + id))
}

/** Takes the letter back; what the officer reads at once. */
async function recalled(): Promise<string> {
  const { world } = office.desk
  await world.taps('Hoa', 'riêng', `directive.recallYes:${letter}`)
  return (await world.said('riêng')).at(-1)?.text ?? ''
}

it('what a group got is deleted', async () => {
  const refs = await delivered('KT')
  expect(await recalled()).toContain(`xoá ${refs.length} tin`)
  await office.desk.work()
  expect(office.desk.removed.sort()).toEqual(refs.sort())
  expect(await office.desk.world.said('riêng')).toEqual([])
})

it('of a group that became a supergroup nothing is deleted by the old numbers: there they are other people’s messages', async () => {
  const old = await delivered('KT')
  const { world } = office.desk
  await world.write((tx) => moveChat(tx, world.groups.KT, '-1009002001'))
  expect(await recalled()).toMatch(new RegExp(`Tin nền tảng không cho xoá.*:\n– Nhóm KT: ${old.length} tin`))
  await office.desk.work()
  expect(office.desk.removed).toEqual([])
})

it('what the platform refuses to delete is told to the officer, by group; what somebody deleted before is not', async () => {
  const [one, two, ...rest] = await delivered('KT')
  const all = await delivered('VP')
  office.desk.kept.set(one!, 'rejected').set(two!, 'gone')
  await recalled()
  await office.desk.work()
  const told = (await office.desk.world.said('riêng')).map(({ text }) => text)
  expect(told).toEqual([
    expect.stringMatching(
      /^Văn bản 112\/UBND-VHXH ngày 14\/9\/2026 đã được rút lại, nhưng nền tảng không cho xoá 1 tin trong Nhóm KT/,
    ),
  ])
  expect(office.desk.removed.sort()).toEqual([...rest, ...all].sort())
})

it('a platform that wants a pause after every two is asked about the rest after it, until all is deleted', async () => {
  const refs = [...(await delivered('KT')), ...(await delivered('VP'))]
  await recalled()
  for (let minute = 0; minute < 2 * refs.length; minute++) {
    office.desk.removals.left = 2
    await office.desk.work().catch(() => {})
    office.desk.world.now = new Date(office.desk.world.now.getTime() + 61_000)
  }
  expect(office.desk.removed.sort()).toEqual(refs.sort())
  expect(await office.desk.world.said('riêng')).toEqual([])
})
