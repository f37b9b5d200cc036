// Tasks and a letter to open work of.
import { directives } from '../../../src/db/schema/directives.js'
import type { NewTask } from '../../../src/office/assignments/open.js'
import type { World } from '../../support/world.js'

export const newTask = (world: World, over: Partial<NewTask>): NewTask => ({
  communeId: world.communeId,
  position: 1,
  text: 'Rà soát thủ tục hành chính',
  area: 'thu-tuc',
  leadUnitIds: [world.units.KT],
  coUnitIds: [],
  rules: [{ kind: 'date', due: '2026-09-30', words: 'trước ngày 30/9/2026', before: true }],
  ...over,
})

/** The id of a letter with nothing in it. */
export async function newLetter(world: World): Promise<number> {
  const [row] = await world.database.db
    .insert(directives)
    .values({
      communeId: world.communeId,
      number: '85/UBND-VHXH',
      issuedOn: '2026-09-10',
      text: 'x',
      textHash: 'x',
      draft: {},
      createdBy: world.persons.Hoa,
      createdAt: world.now,
    })
    .returning()
  return row!.id
}
