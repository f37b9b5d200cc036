// A letter that waits for the morning is replaced before any of it went out.
import { and, asc, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { outbox } from '../../../../src/db/schema/post.js'
import { another, first, ofEconomy, ofOffice, reporting } from './letters.js'
import { openOffice } from './office.js'

const replacement = another({
  number: 121,
  day: 'ngày 14 tháng 9',
  subject: 'V/v thay thế Công văn số 112/UBND-VHXH ngày 14/9/2026',
  named: 'Công văn số 112/UBND-VHXH ngày 14/9/2026 của Ủy ban nhân dân xã',
  sections: [ofOffice, ofEconomy, reporting].join('\n\n'),
})

it('the groups get the new letter only, its header first', async () => {
  const office = await openOffice()
  const { world } = office.desk
  office.to('2026-09-14', '18:00')
  const old = await office.desk.paste(first)
  await world.said()
  await world.taps('Hoa', 'riêng', `draft.issueLater:${old}:${(await office.desk.draft(old)).version}`)
  await world.taps('Hoa', 'riêng', `directive.change:${old}:replaces`)
  const id = await office.desk.paste(replacement)
  expect((await office.desk.draft(id)).draft.decisions?.succeeds).toEqual({ id: old, kind: 'replaces' })
  await world.taps('Hoa', 'riêng', `draft.issueLater:${id}:${(await office.desk.draft(id)).version}`)
  for (const unit of ['VP', 'KT', 'PVHCC'] as const) {
    const waiting = await world.database.db
      .select({ slot: outbox.slot, notBefore: outbox.notBefore })
      .from(outbox)
      .where(and(eq(outbox.chatId, world.groups[unit]), eq(outbox.state, 'queued')))
      .orderBy(asc(outbox.id))
    const works = (await office.given())
      .filter((one) => one.unit.shortName === unit && one.status !== 'withdrawn')
      .sort((a, b) => a.position - b.position)
    expect(
      waiting.map((row) => row.slot),
      unit,
    ).toEqual([`header:${id}`, ...works.map((one) => `card:${one.id}`)])
    for (const row of waiting) expect(row.notBefore?.toISOString()).toBe('2026-09-15T00:30:00.000Z')
  }
  await office.desk.close()
})
