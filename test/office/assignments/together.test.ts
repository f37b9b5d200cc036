import { asc, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Tx } from '../../../src/db/db.js'
import { assignments, statuses } from '../../../src/db/schema/assignments.js'
import { events } from '../../../src/db/schema/trail.js'
import { UserError } from '../../../src/lib/errors.js'
import * as actions from '../../../src/office/assignments/actions.js'
import { follow, isRefusal, type Move, moves, type Status } from '../../../src/office/assignments/status.js'
import { undoAnswer } from '../../../src/office/assignments/undo.js'
import type { Actor, Role } from '../../../src/talk/entry.js'
import { later } from '../../support/steps.js'
import type { World } from '../../support/world.js'
import { give, openOffice, rowOf } from './given.js'

let world: World
beforeAll(async () => {
  world = await openOffice()
})
afterAll(() => world.close())

type Act = (tx: Tx, input: actions.Answer, now: Date) => Promise<{ changed: boolean }>
const lateness = { cause: 'own', reason: 'a', remedy: 'b', promisedOn: '2027-01-15', responsible: 'c' } as const
const acts: Record<Exclude<Move, 'finish'>, Act> = {
  accept: actions.acceptAssignment,
  start: actions.startAssignment,
  report: actions.reportDone,
  amend: (tx, input, now) => actions.amendReport(tx, { ...input, documentNumber: '1/BC' }, now),
  retract: actions.retractReport,
  delay: (tx, input, now) => actions.reportLateness(tx, { ...input, ...lateness }, now),
  confirm: actions.confirmReport,
  supplement: (tx, input, now) => actions.askSupplement(tx, { ...input, reason: 'thiếu' }, now),
  reopen: actions.reopen,
  withdraw: actions.withdraw,
  maintain: actions.maintainAssignment,
  struggle: actions.struggleWith,
}
const names = Object.keys(acts) as (keyof typeof acts)[]

function actorOf(role: Role | 'other head'): Actor {
  const unitId = role === 'other head' ? world.units.VP : world.units.KT
  const held: Role = role === 'other head' ? 'head' : role
  const isOfUnit = held === 'head' || held === 'deputy' || held === 'contact'
  return {
    personId: world.persons.Bình,
    accountId: '1',
    name: 'Bình',
    communeId: world.communeId,
    roles: [held],
    units: isOfUnit ? [{ unitId, role: held }] : [],
  }
}

describe('every action and role', () => {
  const unit = ['accept', 'start', 'report', 'amend', 'retract', 'maintain', 'struggle']
  const settle = ['confirm', 'supplement', 'reopen', 'withdraw']
  const may: Record<string, string[]> = {
    head: [...unit, 'delay'],
    deputy: [...unit, 'delay'],
    contact: unit,
    officer: [...unit, 'delay', ...settle],
    leader: [],
    chairman: [],
    'other head': [],
  }
  it.each(Object.keys(may) as (Role | 'other head')[])('%s', async (role) => {
    const { work } = await give(world, [{}])
    const id = work[0]!.id
    const allowed: string[] = []
    for (const name of names) {
      await world.write(async (tx) => {
        try {
          await tx.transaction(async (inner) => {
            await acts[name](inner as unknown as Tx, { actor: actorOf(role), assignmentId: id }, world.now)
            throw new UserError('allowed')
          })
        } catch (error) {
          if (!(error instanceof UserError)) throw error
          if (error.code === 'allowed') allowed.push(name)
        }
      })
    }
    expect(allowed.sort()).toEqual([...may[role]!].sort())
    expect(await rowOf(world, id)).toMatchObject({ status: 'unanswered', version: 1 })
  })

  it('the table of this test names every move', () => {
    expect([...names, 'finish'].sort()).toEqual([...moves].sort())
  })
})

describe('two people at once', () => {
  it('both tap: one effect, both are answered', async () => {
    const { work } = await give(world, [{}])
    const id = work[0]!.id
    const officer = { ...actorOf('officer'), personId: world.persons.Hoa }
    const [one, two] = await Promise.all([
      world.write((tx) => actions.acceptAssignment(tx, { actor: actorOf('head'), assignmentId: id }, world.now)),
      world.write((tx) => actions.acceptAssignment(tx, { actor: officer, assignmentId: id }, world.now)),
    ])
    expect([one.changed, two.changed].sort()).toEqual([false, true])
    expect((await rowOf(world, id)).version).toBe(2)
    const trail = await world.database.db
      .select()
      .from(events)
      .where(eq(events.subject, `assignment:${id}`))
      .orderBy(events.id)
    expect(trail).toHaveLength(2)
  })

  it('a head undoes while the officer confirms: one of them wins, the state is whole', async () => {
    const { work } = await give(world, [{}])
    const id = work[0]!.id
    const officer = { ...actorOf('officer'), personId: world.persons.Hoa }
    await world.write((tx) => actions.reportDone(tx, { actor: actorOf('head'), assignmentId: id }, world.now))
    const [undone, confirmed] = await Promise.all([
      world.write((tx) => undoAnswer(tx, { actor: actorOf('head'), assignmentId: id }, world.now)),
      world.write((tx) => actions.confirmReport(tx, { actor: officer, assignmentId: id }, world.now)),
    ])
    expect([undone.changed, confirmed.changed].sort()).toEqual([false, true])
    expect((await rowOf(world, id)).status).toBe(confirmed.changed ? 'done' : 'unanswered')
  })

  it('accepting everything while one of it is answered neither waits for ever nor doubles', async () => {
    const { directiveId, work } = await give(world, [{}, {}, {}, {}])
    const officer = { ...actorOf('officer'), personId: world.persons.Hoa }
    await Promise.all([
      world.write((tx) =>
        actions.acceptAll(
          tx,
          { actor: actorOf('head'), name: { kind: 'list', of: directiveId }, unitIds: [world.units.KT] },
          world.now,
        ),
      ),
      ...[...work]
        .reverse()
        .map((one) =>
          world.write((tx) => actions.acceptAssignment(tx, { actor: officer, assignmentId: one.id }, world.now)),
        ),
    ])
    for (const one of work) expect(await rowOf(world, one.id)).toMatchObject({ status: 'accepted', version: 2 })
  })
})

describe('any sequence of actions', () => {
  it('leaves a legal status, and the trail tells exactly how it came about', async () => {
    const step = fc.record({
      name: fc.constantFrom(...names, 'undo' as const),
      role: fc.constantFrom('head' as const, 'officer' as const, 'contact' as const),
      minutes: fc.integer({ min: 0, max: 12 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), fc.boolean(), async (steps, standing) => {
        const rules = standing ? [{ kind: 'standing' as const, words: 'thường xuyên' }] : []
        const { work } = await give(world, [{ rules }])
        const id = work[0]!.id
        for (const { name, role, minutes } of steps) {
          later(world, minutes)
          const input = { actor: actorOf(role), assignmentId: id }
          const act = name === 'undo' ? undoAnswer : acts[name]
          await world
            .write((tx) => act(tx, input, world.now))
            .catch((error: unknown) => {
              if (!(error instanceof UserError)) throw error
            })
        }
        const row = await rowOf(world, id)
        const trail = await world.database.db
          .select()
          .from(events)
          .where(eq(events.subject, `assignment:${id}`))
          .orderBy(asc(events.id))
        expect(statuses).toContain(row.status)
        expect(row.version).toBe(trail.length)
        let status: Status = 'unanswered'
        for (const event of trail.slice(1)) {
          expect(event.before!.status).toBe(status)
          const to = event.after!.status as Status
          const move = event.action.replace('assignment.', '') as Move
          if (event.action !== 'assignment.undo') expect(follow(move, status, standing)).toBe(to)
          expect(isRefusal(to)).toBe(false)
          status = to
        }
        expect(row.status).toBe(status)
        const reported = row.status === 'awaiting' || row.status === 'done'
        if (row.status !== 'withdrawn') expect(row.reportedAt !== null).toBe(reported)
        expect(row.doneAt !== null && row.status !== 'withdrawn').toBe(row.status === 'done')
        await world.database.db.update(assignments).set({ nextLookAt: null }).where(eq(assignments.id, id))
      }),
      { numRuns: 25 },
    )
  }, 120_000)
})
