// A commune on a platform without buttons, with two pieces of work given to one unit, and the numbers of what was said there.
import { eq } from 'drizzle-orm'
import { assignments } from '../../src/db/schema/assignments.js'
import { channels } from '../../src/db/schema/people.js'
import { allEntries } from '../../src/slices.js'
import { type Given, give } from '../office/assignments/given.js'
import { openWorld, type Said, type World } from '../support/world.js'

export async function openNumbered(): Promise<{ world: World; work: Given[] }> {
  const world = await openWorld({ entries: allEntries() })
  await world.database.db.update(channels).set({ platform: 'zalo' })
  const { work } = await give(world, [{ unit: 'KT' }, { unit: 'KT' }])
  return { world, work }
}

/** The number under which a message offers a choice; words that no number has where it does not. */
export const numberOf = (said: Said, label: string) =>
  new RegExp(`^(\\d+)\\. .*${label}`, 'm').exec(said.text)?.[1] ?? `no ${label} in: ${said.text}`

export async function statusOf(world: World, id: number) {
  return (await world.database.db.select().from(assignments).where(eq(assignments.id, id)))[0]!.status
}
