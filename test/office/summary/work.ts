// Carries out the slow work of a test's world, as the loop of chores would.
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Tx } from '../../../src/db/db.js'
import { chores } from '../../../src/db/schema/post.js'
import { type SummaryOrder, summaryChores } from '../../../src/office/summary/chores.js'
import type { ChoreTools } from '../../../src/post/chores.js'
import type { World } from '../../support/world.js'

const folder = mkdtemp(join(tmpdir(), 'dondoc-summary-'))
export const filesFolder = () => folder

/** Does everything that waits; returns how much there was. */
export async function drawAll(world: World): Promise<number> {
  const { db } = world.database
  const [kind] = summaryChores()
  const rows = await db
    .select()
    .from(chores)
    .where(and(isNull(chores.doneAt), eq(chores.kind, kind!.kind)))
    .orderBy(asc(chores.id))
  const tools = {
    filesFolder: await folder,
    now: world.now,
    log: { error: (...args: unknown[]) => Promise.reject(new Error(JSON.stringify(args))) },
    read: <T>(fn: (tx: Tx) => Promise<T>) => db.transaction((tx) => fn(tx as unknown as Tx)),
    transportFor: () => {
      throw new Error('a summary needs no transport')
    },
  } as unknown as ChoreTools
  for (const row of rows) {
    const input = row.input as unknown as SummaryOrder
    const result = await kind!.work(input, tools)
    await world.write(async (tx) => {
      await kind!.finish(tx, { id: row.id, communeId: row.communeId ?? undefined, input }, result, world.now)
      await tx.update(chores).set({ doneAt: world.now }).where(eq(chores.id, row.id))
    })
  }
  return rows.length
}
