// A commune at the beginning of September and the reminder job run at one moment after another: what the tests of reminders share.
import { instantOf } from '../../../src/lib/day.js'
import { runReminders } from '../../../src/office/reminders/job.js'
import { openWorld, type World } from '../../support/world.js'

export const at = (day: string, time = '08:00') => instantOf(day, time)

export async function openMorning(): Promise<World> {
  const world = await openWorld({ entries: [], now: at('2026-09-01', '09:00') })
  world.now = at('2026-09-03', '09:00')
  return world
}

/** Runs the job at this moment; returns what it queued, by chat, and counts it as sent. */
export async function run(world: World, day: string, time = '08:00') {
  world.now = at(day, time)
  await runReminders(world.database.db, world.now)
  return world.said()
}

export const nameOf = (world: World, chatId: number) =>
  Object.entries({ ...world.groups, ...world.privates }).find(([, id]) => id === chatId)?.[0] ?? String(chatId)

/** The lines said in each chat, by the chat's name. */
export const summary = (world: World, said: { chatId: number; text: string }[]) =>
  Object.fromEntries(said.map(({ chatId, text }) => [nameOf(world, chatId), text.split('\n').filter((line) => line)]))
