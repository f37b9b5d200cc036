// A commune with indicators to test in, and its slow work carried out as the loop of chores would.
import { and, asc, eq } from 'drizzle-orm'
import writeXlsxFile from 'write-excel-file/node'
import { figures, indicators } from '../../../src/db/schema/indicators.js'
import { posts } from '../../../src/db/schema/people.js'
import { instantOf } from '../../../src/lib/day.js'
import { assignmentEntries } from '../../../src/office/assignments/dialog.js'
import { stampInFile } from '../../../src/office/directives/stamp-in-file.js'
import { stampInWords } from '../../../src/office/directives/stamp-in-words.js'
import { indicatorChores, indicatorEntries } from '../../../src/office/indicators/entries.js'
import { showFigureTrail } from '../../../src/office/indicators/figures/history.js'
import { createSet } from '../../../src/office/indicators/set/actions.js'
import { openWorld, type PersonName, type Place, type UnitKey, type World } from '../../support/world.js'
import { filesFolder, workChores } from '../chores.js'

export { filesFolder }

export const at = (day: string, time = '09:00') => instantOf(day, time)

/** Tuesday 15 September 2026, the day figures of tháng 9 are asked. */
export async function openOffice(options: { set?: boolean; now?: Date } = {}): Promise<World> {
  const entries = [assignmentEntries({ otherTrail: showFigureTrail }), indicatorEntries()]
  const world = await openWorld({ entries, secretStamp: stampInWords, now: at('2026-07-01') })
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
export function workAll(world: World, sent: Record<string, Uint8Array> = {}): Promise<number> {
  return workChores(world, indicatorChores({ secretStamp: stampInWords, stampInFile }), sent)
}

/** Of last month, tháng 8, or an earlier one, a share of PVHCC is known already: what is far from it now is asked back. */
export async function lastMonth(
  world: World,
  code: string,
  numerator: number,
  denominator: number,
  period = '2026-08',
): Promise<void> {
  await world.database.db.insert(figures).values({
    communeId: world.communeId,
    indicatorId: await codeOf(world, code),
    unitId: world.units.PVHCC,
    period,
    numerator,
    denominator,
    reportedAt: world.now,
  })
}

/** Every figure, in the order in which they came. */
export const keptFigures = (world: World) => world.database.db.select().from(figures).orderBy(asc(figures.id))

/** What was said last there. */
export const lastSaid = async (world: World, place: Place, who: PersonName = 'Hoa') =>
  (await world.said(place, who)).at(-1)

/** The bytes of an `.xlsx` with these rows. */
export const sheetOf = async (rows: (string | number)[][]) =>
  new Uint8Array(await writeXlsxFile(rows.map((row) => row.map((value) => ({ value })))).toBuffer())

/** The stranger becomes the contact of a unit. */
export async function appointContact(world: World, unit: UnitKey): Promise<void> {
  const { communeId, persons, units, now } = world
  await world.database.db
    .insert(posts)
    .values({ communeId, personId: persons['người lạ'], role: 'contact', unitId: units[unit], from: now })
}
