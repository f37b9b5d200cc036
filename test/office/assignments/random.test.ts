// Random people press and type anything anywhere: whatever they do, the statuses, the trail and the borders of the commune hold.
import { and, asc, eq, inArray, like } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { assignments, statuses } from '../../../src/db/schema/assignments.js'
import { chats } from '../../../src/db/schema/people.js'
import { inbox, outbox } from '../../../src/db/schema/post.js'
import { events } from '../../../src/db/schema/trail.js'
import { assignmentEntries } from '../../../src/office/assignments/dialog.js'
import { follow, isRefusal, type Move, moves, type Status } from '../../../src/office/assignments/status.js'
import type { PersonName, Place, World } from '../../support/world.js'
import { give, openOffice } from './given.js'

let world: World
beforeAll(async () => {
  world = await openOffice()
})
afterAll(() => world.close())

/** Those who may answer come more often than those who may not. */
const people: PersonName[] = [
  'Bình',
  'Bình',
  'Bình',
  'Bình',
  'Hoa',
  'Hoa',
  'Hoa',
  'Chi',
  'Vỹ',
  'Hoa',
  'Lan',
  'Đức',
  'Vỹ',
  'An',
  'Bình',
  'Chi',
  'Dũng',
  'người lạ',
  'Nga',
]
const places: Place[] = ['riêng', 'riêng', 'KT', 'KT', 'VP', 'KT', 'VHXH', 'PVHCC']
/** Every button there is, pressed whether or not it is shown. */
const all = Object.keys(assignmentEntries().choices ?? {})
const usual = ['accept', 'start', 'done', 'confirm', 'supplement', 'reopen', 'undo', 'maintain', 'struggle', 'retract']
const buttons = [...all, ...Array.from({ length: 6 }, () => usual.map((verb) => `assignment.${verb}`)).flat()]
const words = ['xong', 'da nhan', 'đang làm', 'trễ 25/12 do thiếu kinh phí', 'vướng: chờ số liệu', 'ok chưa?']
const answers = ['12/BC-KT', 'thiếu kinh phí', '25/12', 'Trần Văn B', 'Huỷ', 'đề nghị bổ sung số liệu', '1', '2']

type Doing =
  | { kind: 'press'; button: string; which: number; more: string[] }
  | { kind: 'type'; which: number; words: string }
  | { kind: 'say'; text: string }
  | { kind: 'shown'; which: number }
  | { kind: 'wait'; minutes: number }

const which = fc.nat({ max: 4 })
const doing: fc.Arbitrary<Doing> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('press' as const),
      button: fc.constantFrom(...buttons),
      which,
      more: fc.oneof(
        { weight: 4, arbitrary: fc.constant<string[]>([]) },
        {
          weight: 1,
          arbitrary: fc.array(fc.constantFrom('own', 'outside', '0', '1', 'x', '2026-12-25'), { maxLength: 2 }),
        },
      ),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('type' as const), which, words: fc.constantFrom(...words) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('say' as const), text: fc.constantFrom(...answers) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('shown' as const), which: fc.nat({ max: 200 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.constantFrom(1, 12, 600) }) },
)
const step = fc.record({ who: fc.constantFrom(...people), place: fc.constantFrom(...places), doing })

it('eighty random actions of random people break no rule, ten times over', async () => {
  const runs = fc.sample(fc.array(step, { minLength: 80, maxLength: 80 }), { numRuns: 10, seed: 85 })
  let changes = 0
  for (const run of runs) {
    const { work } = await give(world, [
      {},
      {},
      { unit: 'VHXH' },
      { unit: 'VP' },
      { rules: [{ kind: 'standing', words: 'thường xuyên' }] },
    ])
    for (const one of run) await act(one, work)
    changes += await verify(work.map((one) => one.id))
  }
  // The actions are not all refused.
  expect(changes).toBeGreaterThan(30)
}, 240_000)

async function act(
  { who, place, doing: what }: { who: PersonName; place: Place; doing: Doing },
  work: readonly { id: number; number: number }[],
): Promise<void> {
  switch (what.kind) {
    case 'press': {
      const { id } = work[what.which]!
      await world.taps(who, place, [what.button, id, ...what.more].join(':'))
      return
    }
    case 'type':
      return world.says(who, place, `${work[what.which]!.number} ${what.words}`)
    case 'say':
      return world.says(who, place, what.text)
    case 'shown': {
      const rows = await world.database.db.select({ body: outbox.body }).from(outbox).orderBy(asc(outbox.id))
      const shown = rows.slice(-60).flatMap(({ body }) => (body.choices ?? []).flat())
      const choice = shown[what.which % Math.max(1, shown.length)]
      if (choice) await world.taps(who, place, choice.action)
      return
    }
    case 'wait':
      world.now = new Date(world.now.getTime() + what.minutes * 60_000)
  }
}

/** Checks these assignments; returns how many changes their trail has. */
async function verify(ids: readonly number[]): Promise<number> {
  const { db } = world.database
  const rows = await db
    .select()
    .from(assignments)
    .where(inArray(assignments.id, [...ids]))
  let changes = 0
  for (const row of rows) {
    expect(statuses).toContain(row.status)
    const trail = await db
      .select()
      .from(events)
      .where(and(eq(events.communeId, row.communeId), eq(events.subject, `assignment:${row.id}`)))
      .orderBy(asc(events.id))
    let status: Status = 'unanswered'
    for (const event of trail) {
      const after = (event.after as { status?: Status } | null)?.status
      const before = (event.before as { status?: Status } | null)?.status
      if (after === undefined || before === undefined) continue
      changes += 1
      expect(before, `${event.action} of #${row.number} begins where the last change ended`).toBe(status)
      const name = event.action.replace(/^assignment\./, '')
      // Who asks for something has received the work.
      const move = name === 'extension' || name === 'difficulty' ? 'accept' : name
      if ((moves as readonly string[]).includes(move)) {
        const to = follow(move as Move, before, row.standing)
        expect(isRefusal(to), `${before} → ${after} by ${move}`).toBe(false)
        expect(after).toBe(to)
      } else expect(move).toBe('undo')
      status = after
    }
    expect(row.status, `#${row.number} is what its trail says`).toBe(status)
  }
  // Nothing was said outside the commune but answers to those who wrote from there.
  const outside = await db
    .select({ key: outbox.key, external: chats.externalId, communeId: chats.communeId })
    .from(outbox)
    .innerJoin(chats, eq(chats.id, outbox.chatId))
  const foreign = outside.filter((row) => row.communeId !== world.communeId)
  expect(foreign.filter((row) => !row.key.startsWith('reply:'))).toEqual([])
  const parked = await db.select().from(inbox).where(eq(inbox.state, 'parked'))
  expect(parked).toEqual([])
  const strangers = await db
    .select({ id: events.id })
    .from(events)
    .where(
      and(
        like(events.subject, 'assignment:%'),
        inArray(events.actorId, [world.persons['người lạ'], world.persons.Nga]),
      ),
    )
    .orderBy(events.id)
  expect(strangers, 'a stranger or another commune’s officer changed something').toEqual([])
  return changes
}
