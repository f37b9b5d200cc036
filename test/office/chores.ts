// Slow work of any slice carried out once, as the loop of chores would.
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asc, eq, isNull } from 'drizzle-orm'
import type { Tx } from '../../src/db/db.js'
import { chores } from '../../src/db/schema/post.js'
import { UserError } from '../../src/lib/errors.js'
import type { AnyChoreKind, ChoreTools } from '../../src/post/chores.js'
import type { World } from '../support/world.js'

const folder = mkdtemp(join(tmpdir(), 'dondoc-chores-'))
export const filesFolder = () => folder

/** Carries out the open chores of these kinds; how many there were. `sent` are the files the platform would hand out, by handle. */
export async function workChores(
  world: World,
  kinds: readonly AnyChoreKind[],
  sent: Record<string, Uint8Array> = {},
): Promise<number> {
  const { db } = world.database
  const rows = await db.select().from(chores).where(isNull(chores.doneAt)).orderBy(asc(chores.id))
  const tools = {
    filesFolder: await folder,
    now: world.now,
    log: { error: (...args: unknown[]) => Promise.reject(new Error(JSON.stringify(args))) },
    transportFor: () => ({ fetchFile: async (handle: string) => ({ bytes: sent[handle] }) }),
    read: <T>(fn: (tx: Tx) => Promise<T>) => db.transaction((tx) => fn(tx as unknown as Tx)),
  } as unknown as ChoreTools
  let count = 0
  for (const row of rows) {
    const kind = kinds.find((one) => one.kind === row.kind)
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
