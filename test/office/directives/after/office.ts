// An office whose letters are issued, corrected and replaced while the month goes on.
import { asc, inArray } from 'drizzle-orm'
import { assignments } from '../../../../src/db/schema/assignments.js'
import { assignmentEntries } from '../../../../src/office/assignments/dialog.js'
import { openDuePeriods } from '../../../../src/office/assignments/open.js'
import { viewsOf } from '../../../../src/office/assignments/store.js'
import type { AssignmentView } from '../../../../src/office/assignments/view.js'
import type { Ack } from '../../../../src/talk/entry.js'
import type { UnitKey } from '../../../support/world.js'
import { type Desk, openDesk } from '../desk.js'

export const allUnits: UnitKey[] = ['VP', 'KT', 'VHXH', 'PVHCC', 'DVSNC']

export interface Office {
  desk: Desk
  /** Pasted, read and issued. Returns its id. */
  issue(text: string): Promise<number>
  /** The letter that takes the place of this one, read and waiting. */
  succeed(id: number, kind: 'corrects' | 'replaces', text: string): Promise<number>
  /** Issues a letter that waits. */
  press(id: number): Promise<Ack | undefined>
  /** Everything given, in the order of the numbers. */
  given(): Promise<AssignmentView[]>
  /** Of it, what this unit was given with these words. */
  find(unit: UnitKey, words: string): Promise<AssignmentView[]>
  to(day: string, time?: string): void
  /** The duties look for what is due, as they do every minute. */
  tick(): Promise<unknown>
  answer(unit: UnitKey, words: string, status: 'done' | 'accepted'): Promise<void>
  /** The group's messages since the last look, the buttons aside. */
  heard(unit: UnitKey): Promise<string[]>
}

export async function openOffice(): Promise<Office> {
  const desk = await openDesk({ entries: [assignmentEntries()] })
  const { world } = desk
  const { db } = world.database
  const office: Office = {
    desk,
    async issue(text) {
      const id = await desk.paste(text)
      await office.press(id)
      const { state } = await desk.draft(id)
      if (state !== 'issued') throw new Error(`letter ${id} is ${state}`)
      return id
    },
    async succeed(id, kind, text) {
      await world.said()
      await world.taps('Hoa', 'riêng', `directive.change:${id}:${kind}`)
      const next = await desk.paste(text)
      const { succeeds } = (await desk.draft(next)).draft.decisions ?? {}
      if (succeeds?.id !== id || succeeds.kind !== kind) throw new Error(`letter ${next} takes nobody’s place`)
      await world.said()
      return next
    },
    async press(id) {
      const { version } = await desk.draft(id)
      return world.taps('Hoa', 'riêng', `draft.issue:${id}:${version}`)
    },
    async given() {
      const rows = await db.select().from(assignments).orderBy(asc(assignments.number))
      const ids = rows.map((row) => row.id)
      return world.write((tx) => viewsOf(tx, world.communeId, ids))
    },
    find: async (unit, words) =>
      (await office.given()).filter((one) => one.unit.shortName === unit && one.text.includes(words)),
    to(day, time = '08:00') {
      world.now = new Date(`${day}T${time}:00.000+07:00`)
    },
    tick: () => world.write((tx) => openDuePeriods(tx, world.communeId, world.now)),
    async answer(unit, words, status) {
      const ids = (await office.find(unit, words)).map((one) => one.id)
      await db.update(assignments).set({ status }).where(inArray(assignments.id, ids))
    },
    heard: async (unit) => (await world.said(unit)).map((one) => one.text),
  }
  return office
}
