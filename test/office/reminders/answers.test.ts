// What answers do to reminders, through the real actions: silence, going on, aiming elsewhere, beginning anew.
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Day } from '../../../src/lib/day.js'
import { addDays, instantOf } from '../../../src/lib/day.js'
import { acceptAssignment, askSupplement, reportDone, reportLateness } from '../../../src/office/assignments/actions.js'
import { askExtension, decideExtension } from '../../../src/office/assignments/extension/actions.js'
import { runReminders } from '../../../src/office/reminders/job.js'
import { openWorld, type World } from '../../support/world.js'
import { give } from './work.js'

let world: World
let id: number
beforeEach(async () => {
  world = await openWorld({ entries: [], now: instantOf('2026-09-01', '09:00') })
  id = await give(world, { unit: 'KT', legalDueOn: '2026-09-25', status: 'accepted' })
})
afterEach(() => world.close())

/** The days on which the unit's group is reminded, tick by tick. */
async function reminded(from: Day, to: Day): Promise<string[]> {
  const heard: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1))
    for (const time of ['08:00', '14:00']) {
      world.now = instantOf(day, time)
      await runReminders(world.database.db, world.now)
      if ((await world.said('KT')).length > 0) heard.push(`${day} ${time}`)
    }
  return heard
}
const does = async (when: Date, run: (tx: Parameters<Parameters<World['write']>[0]>[0]) => Promise<unknown>) => {
  world.now = when
  await world.write(run)
  await world.said()
}

it('Đã nhận ends nothing but the chase for receipt', async () => {
  expect(await reminded('2026-09-02', '2026-09-18')).toEqual(['2026-09-18 08:00'])
  const actor = await world.actor('Bình')
  await does(instantOf('2026-09-18', '10:00'), (tx) => acceptAssignment(tx, { actor, assignmentId: id }, world.now))
  expect(await reminded('2026-09-19', '2026-09-22')).toEqual(['2026-09-22 08:00'])
})

it('a report silences, Yêu cầu bổ sung begins anew', async () => {
  const [actor, officer] = [await world.actor('Bình'), await world.actor('Hoa')]
  await reminded('2026-09-17', '2026-09-18')
  await does(instantOf('2026-09-18', '10:00'), (tx) => reportDone(tx, { actor, assignmentId: id }, world.now))
  expect(await reminded('2026-09-19', '2026-09-23')).toEqual([])
  await does(instantOf('2026-09-23', '15:00'), (tx) =>
    askSupplement(tx, { actor: officer, assignmentId: id, reason: 'Thiếu số liệu' }, world.now),
  )
  expect(await reminded('2026-09-24', '2026-09-25')).toEqual([
    '2026-09-24 08:00',
    '2026-09-25 08:00',
    '2026-09-25 14:00',
  ])
})

it('an extension that is asked for silences; refused the chase goes on, granted it aims at the new day', async () => {
  const [actor, chairman] = [await world.actor('Bình'), await world.actor('Đức')]
  const ask = (until: Day) => (tx: never) =>
    askExtension(tx, { actor, assignmentId: id, until, reason: 'chờ số liệu' }, world.now)
  let request = 0
  await does(instantOf('2026-09-17', '10:00'), async (tx) => {
    request = (await ask('2026-10-09')(tx as never)).id
  })
  expect(await reminded('2026-09-18', '2026-09-23')).toEqual([])
  await does(instantOf('2026-09-23', '16:00'), (tx) =>
    decideExtension(tx, { actor: chairman, requestId: request, grant: false }, world.now),
  )
  expect(await reminded('2026-09-24', '2026-09-24')).toEqual(['2026-09-24 08:00'])
  await does(instantOf('2026-09-24', '10:00'), async (tx) => {
    request = (await ask('2026-10-09')(tx as never)).id
  })
  await does(instantOf('2026-09-24', '11:00'), (tx) =>
    decideExtension(tx, { actor: chairman, requestId: request, grant: true }, world.now),
  )
  expect(await reminded('2026-09-25', '2026-10-09')).toEqual([
    '2026-10-02 08:00',
    '2026-10-06 08:00',
    '2026-10-08 08:00',
    '2026-10-09 08:00',
    '2026-10-09 14:00',
  ])
})

it('a promised day takes the place of the milestones planned under the old one', async () => {
  const actor = await world.actor('Bình')
  await reminded('2026-09-17', '2026-09-18')
  await does(instantOf('2026-09-21', '10:00'), (tx) =>
    reportLateness(
      tx,
      {
        actor,
        assignmentId: id,
        cause: 'own',
        reason: 'thiếu người',
        remedy: 'bố trí thêm',
        promisedOn: '2026-10-15',
        responsible: 'Bình',
      },
      world.now,
    ),
  )
  expect(await reminded('2026-09-22', '2026-10-07')).toEqual([])
  expect(await reminded('2026-10-08', '2026-10-08')).toEqual(['2026-10-08 08:00'])
})

it('an extension granted beyond the promised day takes the place of the promise', async () => {
  const [actor, chairman] = [await world.actor('Bình'), await world.actor('Đức')]
  const lateness = { cause: 'own', reason: 'thiếu người', remedy: 'bố trí thêm', responsible: 'Bình' } as const
  await does(instantOf('2026-09-21', '10:00'), (tx) =>
    reportLateness(tx, { ...lateness, actor, assignmentId: id, promisedOn: '2026-09-22' }, world.now),
  )
  await does(instantOf('2026-09-21', '11:00'), async (tx) => {
    const { id: requestId } = await askExtension(
      tx,
      { actor, assignmentId: id, until: '2026-12-15', reason: 'chờ số liệu' },
      world.now,
    )
    await decideExtension(tx, { actor: chairman, requestId, grant: true }, world.now)
  })
  expect(await reminded('2026-09-22', '2026-12-07')).toEqual([])
  expect(await reminded('2026-12-08', '2026-12-08')).toEqual(['2026-12-08 08:00'])
})
