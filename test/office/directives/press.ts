// What officers do with a letter in most tests: it is pasted, read and looked at; a button is pressed by its label.
import { asc } from 'drizzle-orm'
import { assignments } from '../../../src/db/schema/assignments.js'
import type { Desk } from './desk.js'

export type Officer = 'Hoa' | 'Lan'

/** A letter that was read, its first screen seen. Returns its id. */
export async function pasted(desk: Desk, text: string): Promise<number> {
  const id = await desk.paste(text)
  await desk.world.said()
  return id
}

export async function press(desk: Desk, label: string, who: Officer = 'Hoa') {
  await desk.world.said()
  return desk.world.taps(who, 'riêng', label)
}

/** Everything that was given, in the order of the numbers. */
export const given = (desk: Desk) => desk.world.database.db.select().from(assignments).orderBy(asc(assignments.number))
