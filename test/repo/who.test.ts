// Every command, button, question and typed answer says who may use it, and a stranger gets nowhere with any of them.
import { getTableName, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { schema } from '../../src/db/schema/all.js'
import { allEntries } from '../../src/slices.js'
import { roles } from '../../src/talk/entry.js'
import { openWorld, type World } from '../support/world.js'

/**
 * What somebody without a role may use: joining, help, and their own data. `people.claim` is "Tôi là lãnh đạo đơn vị": it
 * asks the officers, who decide.
 */
const open = new Set<string>(['/start', '/trogiup', '/dulieu', 'people.claim'])

interface Named {
  name: string
  who: 'anyone' | readonly string[]
}

const named: Named[] = allEntries().flatMap((entries) => [
  ...Object.entries(entries.commands ?? {}).map(([name, entry]) => ({ name: `/${name}`, who: entry.who })),
  ...Object.entries(entries.choices ?? {}).map(([name, entry]) => ({ name, who: entry.who })),
  ...Object.entries(entries.replies ?? {}).map(([name, entry]) => ({ name: `reply ${name}`, who: entry.who })),
])

let world: World
beforeAll(async () => {
  world = await openWorld({ entries: allEntries() })
})
afterAll(() => world.close())

/** How many rows each table has, but for the update itself and what is said in answer. */
async function counts(): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  for (const table of Object.values(schema)) {
    const name = getTableName(table)
    if (name === 'inbox' || name === 'outbox') continue
    const [row] = await world.database.db.select({ count: sql`count(*)`.mapWith(Number) }).from(table)
    found[name] = row!.count
  }
  return found
}

it('the test sees the whole program', () => {
  expect(named.filter((entry) => entry.name.startsWith('/')).length).toBeGreaterThan(8)
  expect(named.length).toBeGreaterThan(60)
})

it('each names roles that exist', () => {
  for (const { name, who } of named) {
    if (who === 'anyone') continue
    expect(who.length, name).toBeGreaterThan(0)
    expect(
      who.every((role) => (roles as readonly string[]).includes(role)),
      name,
    ).toBe(true)
  }
})

it("a stranger's command or tap changes nothing, in private and in a unit's group", async () => {
  const before = await counts()
  for (const { name } of named) {
    for (const place of ['riêng', 'KT'] as const) {
      if (name.startsWith('/')) {
        if (!open.has(name)) await world.says('người lạ', place, `${name} 1`)
      } else if (!name.startsWith('reply ') && !open.has(name)) {
        const ack = await world.taps('người lạ', place, `${name}:1:1:1`)
        expect(ack?.text, `${name} in ${place}`).toBeTruthy()
      }
    }
  }
  expect(await counts()).toEqual(before)
})

it("another commune's officer changes nothing here with forged buttons", async () => {
  const before = await counts()
  const ours = [world.units.KT, world.persons.Bình, 1, 2]
  for (const { name } of named) {
    if (name.startsWith('/') || name.startsWith('reply ')) continue
    for (const id of ours) {
      await world
        .happens('Nga', 'riêng', { kind: 'choice', data: `${name}:${id}:${id}:${id}`, choiceId: 'forged' })
        .catch((error: unknown) => {
          throw new Error(`${name}:${id}: ${error instanceof Error ? error.stack : String(error)}`)
        })
    }
  }
  const after = await counts()
  // What she does in her own commune (a question opened there) is hers; nothing of ours may have changed.
  for (const table of [
    'posts',
    'units',
    'unit_aliases',
    'chat_units',
    'assignments',
    'directives',
    'evidence',
    'latenesses',
  ]) {
    expect(after[table], table).toBe(before[table])
  }
})
