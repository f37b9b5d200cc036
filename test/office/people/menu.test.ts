// The command menu in a person's own chat follows the offices held, the commune chosen and the chat's language.
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { posts } from '../../../src/db/schema/people.js'
import { chores } from '../../../src/db/schema/post.js'
import { silentLog } from '../../../src/lib/log.js'
import { commandMenus, menuChore } from '../../../src/office/people/menu.js'
import { closePost, givePost, listPosts } from '../../../src/office/people/posts.js'
import type { ChoreTools } from '../../../src/post/chores.js'
import { allEntries } from '../../../src/slices.js'
import { openWorld, type World } from '../../support/world.js'

let world: World
let set: Map<string, string[]>
beforeEach(async () => {
  world = await openWorld({ entries: allEntries() })
  set = new Map()
})
afterEach(() => world.close())

/** Does what was ordered; which commands each chat has then. */
async function work(): Promise<void> {
  const tools = {
    transportFor: () => ({
      setCommands: async (scope: { externalChatId: string }, commands: { command: string; description: string }[]) => {
        set.set(
          scope.externalChatId,
          commands.map((one) => `${one.command}: ${one.description}`),
        )
      },
    }),
    log: silentLog(),
    now: world.now,
    read: world.write,
  } as unknown as ChoreTools
  for (const row of await world.database.db.select().from(chores).where(eq(chores.kind, 'people.menu')))
    await menuChore.work(row.input as { personId: number }, tools)
  await world.database.db.delete(chores)
}

const commandsOf = () => [...set.values()][0]?.map((line) => line.split(':')[0])

it('a head is shown what a head can do, in the language of the chat; who holds nothing only what is open to everybody', async () => {
  const { communeId } = world
  const personId = world.persons['người lạ']
  await world.write((tx) => givePost(tx, { communeId, role: 'head', unitId: world.units.DVSNC, personId }, world.now))
  await work()
  expect(set.size).toBe(1)
  expect(commandsOf()).toEqual(expect.arrayContaining(['viec', 'tongket', 'bangtraloi', 'vang', 'trogiup']))
  for (const other of ['vanban', 'donvi', 'caidat', 'thongbao']) expect(commandsOf()).not.toContain(other)
  expect([...set.values()][0]).toContain('viec: Việc đang mở')

  await world.taps('người lạ', 'riêng', 'people.locale:en')
  await work()
  expect([...set.values()][0]?.find((line) => line.startsWith('viec: '))).not.toContain('Việc đang mở')

  const [held] = await world.write((tx) => listPosts(tx, { personId }, world.now))
  await world.write((tx) => closePost(tx, held!, undefined, world.now))
  await work()
  expect(commandsOf()?.sort()).toEqual(['dulieu', 'ngonngu', 'trogiup'])
})

it('an officer who becomes chairman as well has both; /start sets it again', async () => {
  await world.database.db.insert(posts).values({
    communeId: world.communeId,
    personId: world.persons.Hoa,
    role: 'chairman',
    unitId: null,
    from: world.now,
  })
  await world.says('Hoa', 'riêng', '/start')
  await work()
  expect(commandsOf()).toEqual(expect.arrayContaining(['vanban', 'donvi', 'baocao', 'tongket']))
})

it('the menus of all chats, in both languages, stay what stands where nobody is known yet', () => {
  expect(commandMenus().map(({ scope, language }) => [scope, language])).toEqual([
    [{ kind: 'private' }, undefined],
    [{ kind: 'private' }, 'en'],
    [{ kind: 'groups' }, undefined],
    [{ kind: 'groups' }, 'en'],
  ])
})
