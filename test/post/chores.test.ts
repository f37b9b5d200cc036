import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { SendError } from '../../src/chat/transport.js'
import { chores, lease } from '../../src/db/schema/post.js'
import { UserError } from '../../src/lib/errors.js'
import { type AnyChoreKind, addChore, appendToChore, type ChoreKind } from '../../src/post/chores.js'
import { queueMessage } from '../../src/post/outbox.js'
import { openTestDatabase, type TestDatabase } from '../support/database.js'
import { openPostWorld, type PostWorld } from './office.js'

let database: TestDatabase
let world: PostWorld
let chatId: number
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

interface Sum {
  numbers: number[]
}

/** Adds numbers and says the sum; `work` may be replaced. */
function adding(work: (input: Sum) => Promise<number> = async ({ numbers }) => numbers.reduce((a, b) => a + b, 0)) {
  const failures: unknown[] = []
  const kind: ChoreKind<Sum, number> = {
    kind: 'test.add',
    work,
    async finish(tx, chore, sum, now) {
      await queueMessage(tx, { chatId, key: `sum:${chore.id}`, class: 0, message: { spans: [`Tổng ${sum}`] } }, now)
    },
    async failed(tx, chore, error, now) {
      failures.push(error)
      await queueMessage(
        tx,
        { chatId, key: `fail:${chore.id}`, class: 0, message: { spans: ['Không cộng được'] } },
        now,
      )
    },
  }
  return { kind: kind as AnyChoreKind, failures }
}

async function open(kind: AnyChoreKind): Promise<void> {
  world = await openPostWorld(database, { chores: [kind] })
  chatId = await world.chat('-5')
}

const add = (input: Sum, more: { key?: string; runAt?: Date } = {}) =>
  world.database.db.transaction((tx) => addChore(tx, { kind: 'test.add', input, ...more }, world.clock.now()))
const rows = () => world.database.db.select().from(chores).orderBy(chores.id)
const texts = () => world.platform.calls.map((call) => call.text)

it('a chore is worked on once, and what it found is said', async () => {
  await open(adding().kind)
  await add({ numbers: [1, 2, 3] })
  await world.post.runOnce()
  await world.post.runOnce()
  expect(texts()).toEqual(['Tổng 6'])
  expect(await rows()).toMatchObject([{ doneAt: world.clock.now(), failedAt: null }])
})

it('a chore for later waits for its time', async () => {
  await open(adding().kind)
  await add({ numbers: [1] }, { runAt: new Date(world.clock.now().getTime() + 2000) })
  await world.post.runOnce()
  expect(texts()).toEqual([])
  world.clock.pass(2000)
  await world.post.runOnce()
  expect(texts()).toEqual(['Tổng 1'])
})

it('parts that arrive one by one are collected, and read together when no more come', async () => {
  await open(adding().kind)
  const { db } = world.database
  const later = () => new Date(world.clock.now().getTime() + 1500)
  await add({ numbers: [1] }, { key: 'paste:5:7', runAt: later() })
  const again = await add({ numbers: [99] }, { key: 'paste:5:7' })
  expect(again).toBe((await rows())[0]?.id)
  world.clock.pass(1000)
  const append = () =>
    db.transaction((tx) =>
      appendToChore<Sum>(tx, 'paste:5:7', (input) => ({ numbers: [...input.numbers, 2] }), later()),
    )
  expect(await append()).toBe(true)
  world.clock.pass(1000)
  await world.post.runOnce()
  expect(texts()).toEqual([])
  world.clock.pass(1000)
  await world.post.runOnce()
  expect(texts()).toEqual(['Tổng 3'])
  expect(await append()).toBe(false)
  // Once it is done, its key is free again.
  await add({ numbers: [5] }, { key: 'paste:5:7' })
  expect(await rows()).toHaveLength(2)
})

it('a part that arrives while the others are being read is not lost', async () => {
  let late: (() => Promise<unknown>) | undefined
  const { kind } = adding(async ({ numbers }) => {
    await late?.()
    late = undefined
    return numbers.reduce((a, b) => a + b, 0)
  })
  await open(kind)
  late = () =>
    world.database.db.transaction((tx) =>
      appendToChore<Sum>(tx, 'p', (input) => ({ numbers: [...input.numbers, 2] }), world.clock.now()),
    )
  await add({ numbers: [1] }, { key: 'p' })
  await world.post.runOnce()
  expect(texts()).toEqual(['Tổng 3'])
})

it('a refusal ends a chore at once and is told', async () => {
  const { kind, failures } = adding(() => Promise.reject(new UserError('too-big')))
  await open(kind)
  await add({ numbers: [1] })
  await world.post.runOnce()
  expect(texts()).toEqual(['Không cộng được'])
  expect(failures).toMatchObject([{ code: 'too-big' }])
  expect((await rows())[0]?.failedAt).toEqual(world.clock.now())
})

it('an error is tried again three times with pauses, then told', async () => {
  let tries = 0
  const { kind } = adding(() => {
    tries += 1
    return Promise.reject(new Error('no network'))
  })
  await open(kind)
  await add({ numbers: [1] })
  const after: number[] = []
  for (let seconds = 0; seconds <= 160; seconds += 5) {
    await world.post.runOnce()
    after.push(tries)
    world.clock.pass(5000)
  }
  expect([after[0], after[1], after[7], after[31]]).toEqual([1, 2, 3, 4])
  expect(texts()).toEqual(['Không cộng được'])
  expect(await rows()).toMatchObject([{ attempts: 4, lastError: 'no network' }])
})

it('work waits for hours while the platform is away, and as long as the platform asks', async () => {
  let tries = 0
  let error: SendError = new SendError('unreachable', 'no network')
  const { kind } = adding(() => {
    tries += 1
    return tries > 60 ? Promise.resolve(7) : Promise.reject(error)
  })
  await open(kind)
  await add({ numbers: [1] })
  for (let minutes = 0; minutes < 60; minutes += 2) {
    await world.post.runOnce()
    world.clock.pass(120_000)
  }
  expect(tries).toBe(30)
  error = new SendError('throttled', 'Too Many Requests', { retryAfter: 600 })
  await world.post.runOnce()
  for (const [minutes, then] of [[5, 31] as const, [5, 32] as const]) {
    world.clock.pass(minutes * 60_000)
    await world.post.runOnce()
    expect(tries).toBe(then)
  }
  expect(texts()).toEqual([])
  error = new SendError('unreachable', 'no network')
  for (let minutes = 0; minutes < 80; minutes += 2) {
    world.clock.pass(120_000)
    await world.post.runOnce()
  }
  expect(texts()).toEqual(['Tổng 7'])
})

it('an error of its own after the platform was away has its tries still', async () => {
  let tries = 0
  const { kind } = adding(() => {
    tries += 1
    if (tries <= 6) return Promise.reject(new SendError('unreachable', 'no network'))
    return tries === 7 ? Promise.reject(new SendError('unknown', 'timeout')) : Promise.resolve(7)
  })
  await open(kind)
  await add({ numbers: [1] })
  for (let times = 0; times < 9; times++) {
    await world.post.runOnce()
    world.clock.pass(120_000)
  }
  expect(texts()).toEqual(['Tổng 7'])
})

it('and not for ever', async () => {
  const { kind } = adding(() => Promise.reject(new SendError('unreachable', 'no network')))
  await open(kind)
  await add({ numbers: [1] })
  for (let minutes = 0; minutes < 8 * 60; minutes += 2) {
    await world.post.runOnce()
    world.clock.pass(120_000)
  }
  expect(texts()).toEqual(['Không cộng được'])
})

it('an error that passes leaves only its result', async () => {
  let tries = 0
  const { kind } = adding(async () => {
    tries += 1
    if (tries === 1) throw new Error('once')
    return 7
  })
  await open(kind)
  await add({ numbers: [1] })
  await world.post.runOnce()
  world.clock.pass(5000)
  await world.post.runOnce()
  expect(texts()).toEqual(['Tổng 7'])
})

it('a chore of a kind nobody knows is set aside in the end and holds up no other', async () => {
  await open(adding().kind)
  await world.database.db.insert(chores).values({ kind: 'gone.kind', input: {}, runAt: new Date(0) })
  await add({ numbers: [1] })
  for (let i = 0; i < 5; i++) {
    await world.post.runOnce()
    world.clock.pass(200_000)
  }
  expect(texts()).toEqual(['Tổng 1'])
  expect((await rows()).find((row) => row.kind === 'gone.kind')?.failedAt).toBeTruthy()
})

it('when telling of a failure fails too, the chore is set aside all the same', async () => {
  const { kind } = adding(() => Promise.reject(new UserError('too-big')))
  kind.failed = () => Promise.reject(new Error('a bug'))
  await open(kind)
  await add({ numbers: [1] })
  await world.post.runOnce()
  expect((await rows())[0]?.failedAt).toEqual(world.clock.now())
})

it('work that ends after the lease was lost writes nothing; whoever holds it does the work again', async () => {
  let lose = true
  const { kind } = adding(async ({ numbers }) => {
    if (lose) await world.database.db.update(lease).set({ epoch: 99, until: new Date(0) })
    lose = false
    return numbers.length
  })
  await open(kind)
  await add({ numbers: [1] })
  await world.post.runOnce().catch(() => {})
  expect(texts()).toEqual([])
  world.restart()
  await world.post.runOnce()
  expect(texts()).toEqual(['Tổng 1'])
  const [row] = await world.database.db.select().from(chores).where(eq(chores.kind, 'test.add'))
  expect(row?.attempts).toBe(0)
})
