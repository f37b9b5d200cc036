import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Incoming } from '../../src/chat/incoming.js'
import type { Tx } from '../../src/db/db.js'
import { channels, chats } from '../../src/db/schema/people.js'
import { inbox } from '../../src/db/schema/post.js'
import { UserError } from '../../src/lib/errors.js'
import { queueMessage } from '../../src/post/outbox.js'
import { openTestDatabase, type TestDatabase } from '../support/database.js'
import { openPostWorld, type PostWorld, type PostWorldOptions } from './office.js'
import { tapOf, textOf, update } from './platform.js'

let database: TestDatabase
let world: PostWorld
const open = async (options?: PostWorldOptions) => {
  world = await openPostWorld(database, options)
  return world
}
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

function words(incoming: Incoming): string {
  const { happening } = incoming
  return happening.kind === 'text' ? happening.text : happening.kind === 'choice' ? happening.data : happening.kind
}

it('an update is stored with the cursor, handled once, and confirmed only by the request after its storing', async () => {
  const seen: string[] = []
  await open({
    handle: async (_tx, _row, incoming) => {
      seen.push(words(incoming))
      return {}
    },
  })
  world.platform.push(update(textOf('5', 'một'), '101'), update(textOf('5', 'hai'), '102'))
  await world.post.runOnce()
  expect(seen).toEqual(['một', 'hai'])
  expect((await world.letters()).map((row) => [row.updateKey, row.state])).toEqual([
    ['101', 'done'],
    ['102', 'done'],
  ])
  expect(world.platform.confirmed.slice(0, 2)).toEqual([undefined, '102'])
  const [channel] = await world.database.db.select().from(channels)
  expect(channel?.cursor).toBe('102')
})

it('the same update seen twice, in one batch, later, or after a restart, acts once', async () => {
  const seen: string[] = []
  await open({
    handle: async (_tx, _row, incoming) => {
      seen.push(words(incoming))
      return {}
    },
  })
  const one = update(textOf('5', 'một'), '7')
  world.platform.push(one, one)
  await world.post.runOnce()
  world.platform.push(one)
  world.restart()
  await world.post.runOnce()
  await world.post.acceptWebhook(world.channelId, one.raw)
  await world.post.runOnce()
  expect(seen).toEqual(['một'])
})

it('updates of one chat are handled in order, and a chat whose update breaks does not hold up the others', async () => {
  const seen: string[] = []
  const parked: string[] = []
  await open({
    handle: async (tx, _row, incoming, now) => {
      await tx
        .insert(chats)
        .values({ channelId: world.channelId, externalId: `x${Math.random()}`, kind: 'group', createdAt: now })
      if (words(incoming) === 'hỏng') throw new TypeError('a bug')
      seen.push(words(incoming))
      return {}
    },
    hooks: {
      onParked: async (tx, row, incoming, number, now) => {
        parked.push(number)
        const [chat] = await tx
          .insert(chats)
          .values({ channelId: row.channelId, externalId: incoming.chat.externalId, kind: 'private', createdAt: now })
          .returning()
        await queueMessage(
          tx,
          { chatId: chat!.id, key: `parked:${row.id}`, class: 0, message: { spans: [`Sự cố ${number}`] } },
          now,
        )
      },
    },
  })
  world.platform.push(
    update(textOf('5', 'một')),
    update(textOf('5', 'hỏng')),
    update(textOf('5', 'hai')),
    update(textOf('6', 'ba')),
  )
  await world.post.runOnce()
  expect(seen.filter((text) => text !== 'ba')).toEqual(['một', 'hai'])
  expect(seen).toContain('ba')
  const broken = (await world.letters()).find((row) => row.state === 'parked')
  expect(broken?.attempts).toBe(3)
  expect(broken?.lastError).toContain('a bug')
  expect(parked).toHaveLength(1)
  expect(world.platform.calls.map((call) => call.text)).toEqual([`Sự cố ${parked[0]}`])
  // Nothing of the broken tries stayed: three updates that held, and the chat made when telling.
  expect(await world.database.db.select().from(chats)).toHaveLength(4)
})

it('an update that breaks once and then passes is handled, with the failure on record', async () => {
  let tries = 0
  await open({
    handle: async () => {
      tries += 1
      if (tries === 1) throw new Error('once')
      return {}
    },
  })
  world.platform.push(update(textOf('5', 'một')))
  await world.post.runOnce()
  expect(await world.letters()).toMatchObject([{ state: 'done', attempts: 1 }])
})

it('when even telling of a broken update fails, it is set aside all the same', async () => {
  await open({
    handle: () => Promise.reject(new Error('a bug')),
    hooks: { onParked: () => Promise.reject(new Error('another bug')) },
  })
  world.platform.push(update(textOf('5', 'một')))
  await world.post.runOnce()
  expect(await world.letters()).toMatchObject([{ state: 'parked', attempts: 3 }])
})

it('what is refused is undone as a whole, and said once', async () => {
  let chatId = 0
  await open({
    handle: async (tx, row, _incoming, now) => {
      await queueMessage(tx, { chatId, key: `half:${row.id}`, class: 0, message: { spans: ['nửa chừng'] } }, now)
      throw new UserError('talk-not-yours')
    },
    refuse: async (tx, _opened, refusal) => {
      await queueMessage(tx, { chatId, key: 'no', class: 0, message: { spans: [refusal.code] } }, world.clock.now())
      return {}
    },
  })
  chatId = await world.chat('5')
  world.platform.push(update(textOf('5', 'một')))
  await world.post.runOnce()
  expect(world.platform.calls.map((call) => call.text)).toEqual(['talk-not-yours'])
  expect(await world.letters()).toMatchObject([{ state: 'done', attempts: 0 }])
})

it('a tap is answered with what its handler said, after the commit', async () => {
  await open({
    handle: async (_tx, _row, incoming) =>
      incoming.happening.kind === 'choice'
        ? { ack: { choiceId: incoming.happening.choiceId, text: 'Đã ghi nhận', alert: true } }
        : {},
  })
  world.platform.push(update(tapOf('5', 'a.b', 'q1')))
  await world.post.runOnce()
  expect(world.platform.answers).toEqual([{ choiceId: 'q1', text: 'Đã ghi nhận', alert: true }])
})

it('a tap is answered blank when its handler has nothing to say, is parked, or has come before', async () => {
  await open({
    handle: async (_tx, _row, incoming) => {
      if (words(incoming) === 'a.bad') throw new Error('a bug')
      return {}
    },
  })
  const twice = update(tapOf('5', 'a.b', 'q1'))
  world.platform.push(twice, update(tapOf('5', 'a.bad', 'q2')))
  await world.post.runOnce()
  expect(world.platform.answers.map((answer) => [answer.choiceId, answer.text])).toEqual([
    ['q1', undefined],
    ['q2', undefined],
  ])
  await world.post.acceptWebhook(world.channelId, twice.raw)
  expect(world.platform.answers).toHaveLength(3)
})

it('a tap that takes too long is answered blank, and its effect stands', async () => {
  let go = () => {}
  await open({
    handle: async () => {
      await new Promise<void>((done) => {
        go = done
      })
      return { ack: { choiceId: 'q1', text: 'muộn' } }
    },
  })
  world.platform.push(update(tapOf('5', 'a.b', 'q1')))
  const running = world.post.runOnce()
  await expect.poll(() => world.platform.answers.length, { timeout: 3000 }).toBe(1)
  expect(world.platform.answers[0]?.text).toBeUndefined()
  go()
  await running
  expect(world.platform.answers).toHaveLength(1)
  expect(await world.letters()).toMatchObject([{ state: 'done' }])
})

it('where the platform does not say when a tap was made, it was made when it was received', async () => {
  const times: string[] = []
  await open({
    handle: async (_tx, _row, incoming) => {
      times.push(incoming.at.toISOString())
      return {}
    },
  })
  world.platform.push(update({ ...tapOf('5'), at: new Date(0) }))
  await world.post.runOnce()
  expect(times).toEqual([world.clock.now().toISOString()])
})

it('what says nothing to the bot is kept as known, without its content', async () => {
  await open({ handle: () => Promise.reject(new Error('must not be called')) })
  world.platform.push({ key: '9', lane: '5', raw: { poll: 'secret' } })
  await world.post.runOnce()
  expect(await world.letters()).toMatchObject([{ state: 'done', raw: {}, attempts: 0 }])
})

it('an update stored by a process that died is handled by the next one', async () => {
  let dead = true
  const seen: string[] = []
  const handle = async (_tx: Tx, _row: unknown, incoming: Incoming) => {
    if (dead) await new Promise(() => {})
    seen.push(words(incoming))
    return {}
  }
  await open({ handle })
  await world.post.acceptWebhook(world.channelId, update(textOf('5', 'đến khi chưa ai xử lý'), '50').raw)
  dead = false
  world.restart()
  await world.post.runOnce()
  expect(seen).toEqual(['đến khi chưa ai xử lý'])
})

it('an update that another process has handled meanwhile leaves nothing behind', async () => {
  await open({
    handle: () => Promise.reject(new Error('must not be called')),
    opening: (tx) =>
      tx
        .insert(chats)
        .values({ channelId: world.channelId, externalId: '77', kind: 'private', createdAt: new Date(0) }),
  })
  const { db } = world.database
  const real = db.transaction.bind(db)
  db.transaction = (async (...parts: Parameters<typeof real>) => {
    await db.update(inbox).set({ state: 'done' })
    return real(...parts)
  }) as typeof db.transaction
  world.platform.push(update(textOf('5', 'một')))
  await world.post.runOnce()
  db.transaction = real
  expect(await world.letters()).toMatchObject([{ state: 'done', attempts: 0 }])
  expect(await db.select().from(chats)).toEqual([])
})

it('while the database is away tappers are told, nothing is confirmed, and later everything is handled', async () => {
  const seen: string[] = []
  await open({
    handle: async (_tx, _row, incoming) => {
      seen.push(words(incoming))
      return {}
    },
  })
  await world.post.runOnce()
  const { db } = world.database
  // The database refuses every write of an update, as it does when it is full or being shut down.
  const broken = Object.assign(new Error('the database system is shutting down'), { code: '57P01' })
  const real = db.execute.bind(db)
  let refusals = 2
  db.execute = ((...parts: Parameters<typeof real>) => {
    if (refusals-- > 0) throw broken
    return real(...parts)
  }) as typeof db.execute
  world.platform.push(update(tapOf('5', 'a.b', 'q1'), '900'))
  await world.post.runOnce()
  db.execute = real
  expect(world.platform.answers[0]).toMatchObject({ choiceId: 'q1', alert: true })
  expect(world.platform.answers[0]?.text).toMatch(/đang bận/)
  expect(seen).toEqual(['a.b'])
  expect(world.platform.confirmed.filter((cursor) => cursor === '900')).toHaveLength(1)
})

it('a database that goes away while an update is handled is no failure of the update', async () => {
  let tries = 0
  await open({
    handle: async () => {
      tries += 1
      if (tries === 1) throw Object.assign(new Error('terminating connection'), { code: '57P01' })
      return {}
    },
  })
  world.platform.push(update(tapOf('5', 'a.b', 'q1')))
  await world.post.runOnce()
  expect(await world.letters()).toMatchObject([{ state: 'done', attempts: 0 }])
  // It was carried out after all: whoever pressed must not be told that it was not.
  expect(world.platform.answers[0]?.text).toMatch(/đang bận.*sẽ được ghi khi hệ thống trở lại/)
})

it('a handler may change its own stored update, as when a secret is erased', async () => {
  const { inbox } = await import('../../src/db/schema/post.js')
  await open({
    handle: async (tx, row) => {
      await tx.update(inbox).set({ raw: {} }).where(eq(inbox.id, row.id))
      return {}
    },
  })
  world.platform.push(update(textOf('5', 'MẬT')))
  await world.post.runOnce()
  expect(await world.letters()).toMatchObject([{ state: 'done', raw: {} }])
})

it('half characters and the character 0 are left out of what is stored, the rest is handled', async () => {
  const seen: string[] = []
  await open({
    handle: async (_tx, _row, incoming) => {
      seen.push(words(incoming))
      return {}
    },
  })
  world.platform.push(update(textOf('5', 'một\0 \ud800hai'), '301'), update(textOf('5', 'ba'), '302'))
  await world.post.runOnce()
  expect(seen).toEqual(['một \ufffdhai', 'ba'])
})

it('an update that no database takes is set aside without its words, and the others go on', async () => {
  const seen: string[] = []
  await open({
    handle: async (_tx, _row, incoming) => {
      seen.push(words(incoming))
      return {}
    },
  })
  world.platform.push(
    update(textOf('5', 'trước'), '401'),
    { ...update(textOf('6', 'không lưu được'), '402'), lane: '6\0' },
    update(textOf('7', 'sau'), '403'),
  )
  await world.post.runOnce()
  expect([...seen].sort()).toEqual(['sau', 'trước'])
  const [channel] = await world.database.db.select().from(channels)
  expect(channel?.cursor).toBe('403')
  const aside = (await world.letters()).find((row) => row.updateKey === '402')
  expect([aside?.state, aside?.raw]).toEqual(['parked', {}])
})
