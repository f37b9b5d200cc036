// A commune with indicators to test in, and its slow work carried out as the loop of chores would.
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Tx } from '../../../src/db/db.js'
import { indicators } from '../../../src/db/schema/indicators.js'
import { chores } from '../../../src/db/schema/post.js'
import { instantOf } from '../../../src/lib/day.js'
import { UserError } from '../../../src/lib/errors.js'
import { assignmentEntries } from '../../../src/office/assignments/dialog.js'
import { indicatorChores, indicatorEntries } from '../../../src/office/indicators/entries.js'
import { createSet } from '../../../src/office/indicators/set/actions.js'
import type { ChoreTools } from '../../../src/post/chores.js'
import { openWorld, type World } from '../../support/world.js'

const folder = mkdtemp(join(tmpdir(), 'dondoc-indicators-'))
export const filesFolder = () => folder
export const at = (day: string, time = '09:00') => instantOf(day, time)

/** Tuesday 15 September 2026, the day figures of tháng 9 are asked. */
export async function openOffice(options: { set?: boolean; now?: Date } = {}): Promise<World> {
  const entries = [assignmentEntries({ secretStamp: () => undefined }), indicatorEntries()]
  const world = await openWorld({ entries, now: at('2026-07-01') })
  if (options.set !== false)
    await world.write((tx) => createSet(tx, { communeId: world.communeId, actorId: world.persons.Hoa }, world.now))
  world.now = options.now ?? at('2026-09-15')
  return world
}

export async function codeOf(world: World, code: string): Promise<number> {
  const [row] = await world.database.db
    .select()
    .from(indicators)
    .where(and(eq(indicators.communeId, world.communeId), eq(indicators.code, code)))
  return row!.id
}

/** Files the platform would hand out, by handle. */
export async function workAll(world: World, sent: Record<string, Uint8Array> = {}): Promise<number> {
  const { db } = world.database
  const rows = await db.select().from(chores).where(isNull(chores.doneAt)).orderBy(asc(chores.id))
  const tools = {
    filesFolder: await folder,
    now: world.now,
    log: { error: (...args: unknown[]) => Promise.reject(new Error(JSON.stringify(args))) },
    read: <T>(fn: (tx: Tx) => Promise<T>) => db.transaction((tx) => fn(tx as unknown as Tx)),
    transportFor: () => ({ fetchFile: async (handle: string) => ({ bytes: sent[handle] }) }),
  } as unknown as ChoreTools
  let count = 0
  for (const row of rows) {
    const kind = indicatorChores().find((one) => one.kind === row.kind)
    if (!kind) continue
    const chore = { id: row.id, communeId: row.communeId ?? undefined, input: row.input as unknown }
    try {
      const result = await kind.work(chore.input, tools)
      await world.write((tx) => kind.finish(tx, chore, result, world.now))
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      await world.write((tx) => kind.failed(tx, chore, error, world.now))
    }
    await db.update(chores).set({ doneAt: world.now }).where(eq(chores.id, row.id))
    count += 1
  }
  return count
}
