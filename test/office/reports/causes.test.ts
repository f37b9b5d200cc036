// Why work is late: told in private to those who may know it, in no group (PRODUCT.md section 5).
import { and, eq } from 'drizzle-orm'
import { readSheet } from 'read-excel-file/node'
import { afterEach, expect, it } from 'vitest'
import { assignments, latenesses } from '../../../src/db/schema/assignments.js'
import { posts } from '../../../src/db/schema/people.js'
import type { World } from '../../support/world.js'
import { made, openCommune, wordsOf } from './office.js'

let world: World
afterEach(() => world.close())

async function openLate() {
  world = await openCommune()
  const { communeId, database, persons } = world
  const [late] = await database.db
    .update(assignments)
    .set({ status: 'late', promisedOn: '2026-10-25' })
    .where(and(eq(assignments.communeId, communeId), eq(assignments.number, 1)))
    .returning()
  await database.db.insert(latenesses).values({
    communeId,
    assignmentId: late!.id,
    cause: 'own',
    reason: 'thiếu người làm',
    remedy: 'điều thêm người',
    promisedOn: '2026-10-25',
    responsible: 'Trần Văn Thận',
    reportedBy: persons.Bình,
    reportedAt: world.now,
  })
  return world.units.KT
}

const telling = /thiếu người làm|điều thêm người|Trần Văn Thận|chủ quan/i

async function filesFor(who: 'Bình' | 'Hoa', place: 'KT' | 'riêng', unit: number) {
  await world.taps(who, place, `reports.excel:2026-09:${unit}`)
  await world.taps(who, place, `reports.word:2026-09:${unit}`)
  const files = await made(world)
  // The same bytes made for somebody else are one file.
  const [book, paper] = ['.xlsx', '.docx'].map((ending) => files.findLast((file) => file.name.endsWith(ending)))
  const sheets = await Promise.all(
    ['Thông tin chung', 'Danh sách nhiệm vụ'].map((name) => readSheet(Buffer.from(book!.bytes), name)),
  )
  return { excel: JSON.stringify(sheets), word: wordsOf(paper!.bytes).join('\n') }
}

it('in the unit’s group neither the summary nor its files tell it, only the day that was promised', async () => {
  const unit = await openLate()
  await world.taps('Bình', 'KT', `summary.detail:2026-09:${unit}:x`)
  const shown = (await world.said('KT')).at(-1)!
  expect(shown.text).toContain('Cộng: ')
  expect(shown.text).not.toMatch(telling)
  expect(shown.buttons.flat().join(' ')).not.toMatch(telling)
  expect(await world.taps('Bình', 'KT', `summary.list:2026-09:${unit}:own:any:0:x`)).toMatchObject({ alert: true })
  const { excel, word } = await filesFor('Bình', 'KT', unit)
  for (const text of [excel, word]) {
    expect(text).not.toMatch(telling)
    expect(text).toContain('25/10/2026')
  }
})

it('who leads the unit reads it in private, and so does the officer', async () => {
  const unit = await openLate()
  for (const who of ['Bình', 'Hoa'] as const) {
    await world.taps(who, 'riêng', `summary.detail:2026-09:${unit}:x`)
    expect((await world.said('riêng', who)).at(-1)!.text).toContain('chủ quan 1')
    const { excel, word } = await filesFor(who, 'riêng', unit)
    for (const text of [excel, word]) expect(text).toContain('thiếu người làm')
  }
})

it('a contact of the unit does not, in private neither', async () => {
  const unit = await openLate()
  await world.database.db.update(posts).set({ role: 'contact' }).where(eq(posts.personId, world.persons.Bình))
  await world.taps('Bình', 'riêng', `summary.detail:2026-09:${unit}:x`)
  expect((await world.said('riêng', 'Bình')).at(-1)!.text).not.toMatch(telling)
  const { excel, word } = await filesFor('Bình', 'riêng', unit)
  for (const text of [excel, word]) expect(text).not.toMatch(telling)
})
