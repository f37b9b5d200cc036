// What most conversations in tests do: time passes, and the last thing said is looked at.
import type { PersonName, Place, Said, World } from './world.js'

export function later(world: World, minutes: number): void {
  world.now = new Date(world.now.getTime() + minutes * 60_000)
}

/** What was said last in a place since it was last looked at; in private to the officer unless another is named. */
export async function lastIn(world: World, place: Place, who: PersonName = 'Hoa'): Promise<Said> {
  const said = (await world.said(place, who)).at(-1)
  if (!said) throw new Error(`nothing was said in ${place}`)
  return said
}
