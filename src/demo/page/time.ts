// Moving the demo's business time: to the next moment at which something is due, to a morning, by a day, to a date.
import { addDays, dayOf, instantOf, timeOf, weekdayOf } from '../../lib/day.js'
import type { Stage } from '../stage.js'

export type ClockMove = 'next' | 'morning' | 'day' | { day: string; time: string }

/** Holidays that have the same date every year; the moon's ones only the program's own calendar knows. */
const fixedHolidays = ['01-01', '04-30', '05-01', '09-02']
/** A jump over more than this many moments goes straight to its end. */
const mostStops = 120

/** Where a move leads, or undefined when nothing is due ever again. */
export async function destination(stage: Stage, move: ClockMove): Promise<Date | undefined> {
  const now = stage.clock.now()
  if (move === 'next') {
    await stage.program.runDue()
    return await stage.program.nextMoment()
  }
  if (move === 'morning') return nextMorning(now)
  if (move === 'day') return instantOf(addDays(dayOf(now), 1), timeOf(now))
  return instantOf(move.day, move.time)
}

/** 08:00 of the next day that looks like a working day. */
export function nextMorning(now: Date): Date {
  let day = addDays(dayOf(now), 1)
  while (weekdayOf(day) > 5 || fixedHolidays.includes(day.slice(5))) day = addDays(day, 1)
  return instantOf(day, '08:00')
}

/** Lets time pass: stops at every moment on the way at which something is due, so that it happens at its hour. */
export async function passTime(stage: Stage, to: Date): Promise<void> {
  await stage.program.runDue()
  let before = stage.clock.now()
  for (let stops = 0; stops < mostStops; stops++) {
    const next = await stage.program.nextMoment()
    if (!next || next >= to || next <= before) break
    await stage.moveTo(next)
    before = next
  }
  await stage.moveTo(to)
}
