// Work given in a test: a letter with its tasks, opened and announced, and chores carried out without a platform.
import { and, asc, eq, isNull, lte } from 'drizzle-orm'
import { assignments } from '../../../src/db/schema/assignments.js'
import { directives } from '../../../src/db/schema/directives.js'
import { chores } from '../../../src/db/schema/post.js'
import { UserError } from '../../../src/lib/errors.js'
import { announceDirective } from '../../../src/office/assignments/announce.js'
import { assignmentChores } from '../../../src/office/assignments/chores.js'
import { assignmentEntries } from '../../../src/office/assignments/dialog.js'
import { insertTasks, type NewTask, openAssignments } from '../../../src/office/assignments/open.js'
import { stampInFile } from '../../../src/office/directives/stamp-in-file.js'
import { stampInWords } from '../../../src/office/directives/stamp-in-words.js'
import type { ChoreTools } from '../../../src/post/chores.js'
import { openWorld, type UnitKey, type World } from '../../support/world.js'

export function openOffice(): Promise<World> {
  return openWorld({ entries: [assignmentEntries()], secretStamp: stampInWords })
}

export interface Given {
  id: number
  number: number
  unitId: number
}

/** Issues a letter with one task per entry; the rows come back in the order of the numbers. */
export async function give(
  world: World,
  list: ({ unit?: UnitKey } & Partial<Omit<NewTask, 'communeId' | 'directiveId' | 'position'>>)[],
  letter: { number?: string | null } = {},
): Promise<{ directiveId: number; work: Given[] }> {
  return world.write(async (tx) => {
    const [directive] = await tx
      .insert(directives)
      .values({
        communeId: world.communeId,
        number: letter.number === undefined ? '85/UBND-VHXH' : letter.number,
        issuedOn: '2026-07-24',
        issuer: 'UBND xã Đường An',
        subject: 'cải cách hành chính',
        state: 'issued',
        text: 'x',
        textHash: 'x',
        draft: {},
        createdBy: world.persons.Hoa,
        createdAt: world.now,
      })
      .returning()
    const directiveId = directive!.id
    const tasks = list.map(
      ({ unit = 'KT', ...over }, index): NewTask => ({
        communeId: world.communeId,
        directiveId,
        position: index,
        text: `Rà soát thủ tục hành chính lần ${index + 1}`,
        area: 'other',
        leadUnitIds: [world.units[unit]],
        coUnitIds: [],
        rules: [{ kind: 'period', of: 'quarter', due: '2026-09-30', words: 'trong quý III/2026' }],
        ...over,
      }),
    )
    const stored = await insertTasks(tx, tasks, world.now)
    const opened = await openAssignments(
      tx,
      {
        communeId: world.communeId,
        taskIds: stored.map((one) => one.taskId),
        issuedOn: '2026-07-24',
        actorId: world.persons.Hoa,
      },
      world.now,
    )
    await announceDirective(
      tx,
      {
        communeId: world.communeId,
        directiveId,
        header: {
          number: '85/UBND-VHXH',
          issuedOn: '2026-07-24',
          issuer: 'UBND xã Đường An',
          subject: 'cải cách hành chính',
        },
        assignmentIds: opened.map((one) => one.id),
        actorId: world.persons.Hoa,
      },
      world.now,
    )
    return { directiveId, work: opened.map(({ id, number, unitId }) => ({ id, number, unitId })) }
  })
}

export async function rowOf(world: World, id: number) {
  const [row] = await world.database.db.select().from(assignments).where(eq(assignments.id, id))
  return row!
}

/** Carries out what chores are due; `files` are the platform's bytes by handle. */
export async function doChores(world: World, files: Record<string, Uint8Array> = {}, folder = ''): Promise<void> {
  const kinds = new Map(assignmentChores({ secretStamp: stampInWords, stampInFile }).map((kind) => [kind.kind, kind]))
  const tools = {
    transportFor: () => ({
      fetchFile: async (handle: string) => {
        const bytes = files[handle]
        if (!bytes) throw new Error(`no bytes for ${handle}`)
        return { bytes }
      },
    }),
    filesFolder: folder,
    now: world.now,
    read: world.write,
  } as unknown as ChoreTools
  const due = await world.database.db
    .select()
    .from(chores)
    .where(and(isNull(chores.doneAt), isNull(chores.failedAt), lte(chores.runAt, world.now)))
    .orderBy(asc(chores.id))
  for (const row of due) {
    const kind = kinds.get(row.kind)
    if (!kind) continue
    const chore = { id: row.id, communeId: row.communeId ?? undefined, input: row.input }
    try {
      const result = await kind.work(row.input, tools)
      await world.write(async (tx) => {
        await tx.update(chores).set({ doneAt: world.now }).where(eq(chores.id, row.id))
        await kind.finish(tx, chore, result, world.now)
      })
    } catch (error) {
      if (!(error instanceof UserError) && !(error instanceof Error && error.message.startsWith('no bytes')))
        throw error
      await world.write(async (tx) => {
        await tx.update(chores).set({ failedAt: world.now }).where(eq(chores.id, row.id))
        await kind.failed(tx, chore, error, world.now)
      })
    }
  }
}
