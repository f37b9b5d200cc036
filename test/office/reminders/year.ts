// A stretch of a real commune's life: six groups, letters, recurring duties, and people who answer on time, late or never. The
// real actions, jobs and outbox with a moved clock; only the platform is missing: what is queued counts as sent.
import { and, asc, eq, isNull, lte, or } from 'drizzle-orm'
import { isWorkingDay, makeWorkCalendar } from '../../../src/calendar/work-calendar.js'
import { type Message, plainText } from '../../../src/chat/message.js'
import type { Db, Tx } from '../../../src/db/db.js'
import { assignments } from '../../../src/db/schema/assignments.js'
import { outbox } from '../../../src/db/schema/post.js'
import { runDue } from '../../../src/jobs.js'
import { addDays, type Day, dayOf, daysBetween, instantOf, timeOf } from '../../../src/lib/day.js'
import type { Log } from '../../../src/lib/log.js'
import {
  acceptAssignment,
  askSupplement,
  confirmReport,
  maintainAssignment,
  reportDone,
  reportLateness,
  startAssignment,
} from '../../../src/office/assignments/actions.js'
import { askExtension, decideExtension } from '../../../src/office/assignments/extension/actions.js'
import { type ChatYear, giveDuties, habits, issue, seedTown } from './year-town.js'

export interface YearOptions {
  from: Day
  days: number
  /** Assignments from letters over the whole stretch. */
  letters: number
  /** Where the random numbers begin. */
  seed: number
}

export interface Year {
  chats: ChatYear[]
  workingDays: number
  isWorkingDay(day: Day): boolean
  opened: number
  failures: unknown[]
}

interface Plan {
  at: Date
  run(tx: Tx, now: Date): Promise<unknown>
}

export async function playYear(db: Db, options: YearOptions): Promise<Year> {
  let state = options.seed
  const random = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
  const cal = makeWorkCalendar()
  const start = instantOf(options.from, '09:00')
  const town = await seedTown(db, start)
  const failures: unknown[] = []
  const log = { error: (fields: unknown) => failures.push(fields) } as unknown as Log
  const plans: Plan[] = []
  const isOpenDay = (day: Day) => isWorkingDay(cal, day)

  /** A random moment of the first working day on or after this one. */
  const officeMoment = (day: Day) => {
    let at = day
    while (!isOpenDay(at)) at = addDays(at, 1)
    return instantOf(at, `${String(8 + random(9)).padStart(2, '0')}:${String(random(60)).padStart(2, '0')}`)
  }
  const plan = (at: Date, run: Plan['run']) => plans.push({ at, run })

  /** What the people of its unit are going to do about a piece of work. */
  const foresee = (row: typeof assignments.$inferSelect) => {
    const unit = town.units.find((one) => one.id === row.unitId)!
    const { head } = unit
    const habit = habits[unit.shortName]!
    const opened = dayOf(row.createdAt)
    const input = { actor: head, assignmentId: row.id }
    if (random(10) < 8) plan(officeMoment(addDays(opened, random(3))), (tx, now) => acceptAssignment(tx, input, now))
    if (row.standing) {
      plan(officeMoment(addDays(opened, 10)), (tx, now) => maintainAssignment(tx, input, now))
      return
    }
    const due = row.legalDueOn ?? row.trackingOn ?? addDays(opened, 60)
    const span = Math.max(1, daysBetween(opened, due))
    if (random(3) === 0)
      plan(officeMoment(addDays(opened, Math.floor(span / 2))), (tx, now) => startAssignment(tx, input, now))
    const dice = random(1000) / 1000
    let reportOn: Day | undefined
    if (dice < habit.onTime) reportOn = addDays(due, -random(Math.min(10, span)))
    else if (dice < habit.onTime + habit.late) {
      reportOn = addDays(due, 1 + random(30))
      const before = addDays(due, -random(3))
      const excuse = random(4)
      if (excuse < 2)
        plan(officeMoment(before), (tx, now) =>
          reportLateness(
            tx,
            {
              ...input,
              cause: 'own',
              reason: 'Nhiều việc cùng thời hạn',
              remedy: 'Bố trí thêm người',
              promisedOn: addDays(dayOf(now), 3 + random(20)),
              responsible: head.name,
            },
            now,
          ),
        )
      else if (excuse === 2)
        plan(officeMoment(before), async (tx, now) => {
          const request = await askExtension(
            tx,
            { ...input, until: addDays(due, 5 + random(20)), reason: 'chờ số liệu' },
            now,
          )
          const grant = random(4) > 0
          plan(officeMoment(addDays(dayOf(now), 1 + random(3))), (later, then) =>
            decideExtension(later, { actor: town.chairman, requestId: request.id, grant }, then),
          )
        })
    }
    if (!reportOn) return
    const report = async (tx: Tx, now: Date) => {
      await reportDone(tx, { ...input, documentNumber: `${random(200)}/BC` }, now)
      const again = random(10) === 0
      plan(officeMoment(addDays(dayOf(now), 1)), (later, then) =>
        again
          ? askSupplement(later, { actor: town.officer, assignmentId: row.id, reason: 'Thiếu số liệu' }, then)
          : confirmReport(later, { actor: town.officer, assignmentId: row.id }, then),
      )
      if (again) plan(officeMoment(addDays(dayOf(now), 4 + random(10))), report)
    }
    plan(officeMoment(reportOn < opened ? opened : reportOn), report)
  }
  let lastSeen = 0
  const foreseeNew = async () => {
    const rows = await db
      .select()
      .from(assignments)
      .where(eq(assignments.communeId, town.communeId))
      .orderBy(asc(assignments.id))
    for (const row of rows) if (row.id > lastSeen) foresee(row)
    lastSeen = Math.max(lastSeen, ...rows.map((row) => row.id))
    return rows.length
  }

  await db.transaction((tx) => giveDuties(tx as unknown as Tx, town, start))
  const chatYears = new Map(town.chats.map((chat) => [chat.id, chat.year]))
  const send = async (now: Date) => {
    const rows = await db
      .update(outbox)
      .set({ state: 'sent', sentAt: now })
      .where(and(eq(outbox.state, 'queued'), or(isNull(outbox.notBefore), lte(outbox.notBefore, now))))
      .returning({ key: outbox.key, chatId: outbox.chatId, body: outbox.body })
    for (const row of rows) note(chatYears.get(row.chatId), row, now)
  }
  const tick = async (now: Date) => {
    await runDue(db, now, log)
    await send(now)
  }

  let given = 0
  let opened = 0
  for (let passed = 0; passed < options.days; passed++) {
    const day = addDays(options.from, passed)
    const wanted = Math.round((options.letters * (passed + 1)) / options.days)
    // A letter brings a dozen tasks or so; now and then one comes after hours.
    if (wanted - given >= 12 || (passed === options.days - 1 && wanted > given)) {
      const size = wanted - given
      given = wanted
      const at = random(6) === 0 ? instantOf(day, '17:40') : officeMoment(day)
      plan(at, (tx, now) => issue(tx, town, { size, random }, now))
    }
    const times = ['07:25', '07:30', '08:00', '08:01', '11:45', '13:30', '14:00', '14:01', '17:30'].map((time) =>
      instantOf(day, time),
    )
    const end = instantOf(addDays(day, 1))
    for (;;) {
      const next = plans.filter((one) => one.at < end).sort((a, b) => a.at.getTime() - b.at.getTime())[0]
      const time = times[0]
      if (time && (!next || time <= next.at)) {
        times.shift()
        await tick(time)
        continue
      }
      if (!next) break
      plans.splice(plans.indexOf(next), 1)
      try {
        await db.transaction((tx) => next.run(tx as unknown as Tx, next.at))
      } catch (error) {
        // Refused, as it would be on the screen: answered before, withdrawn, in the past.
        if (!(error instanceof Error && error.name === 'UserError')) throw error
      }
      await tick(new Date(next.at.getTime() + 60_000))
      opened = await foreseeNew()
    }
    opened = await foreseeNew()
  }
  let workingDays = 0
  for (let passed = 0; passed < options.days; passed++) if (isOpenDay(addDays(options.from, passed))) workingDays++
  return { chats: town.chats.map((chat) => chat.year), workingDays, isWorkingDay: isOpenDay, opened, failures }
}

function note(year: ChatYear | undefined, row: { key: string; body: Message }, now: Date): void {
  if (!year) return
  if (!row.key.startsWith('digest:')) {
    year.others += 1
    return
  }
  const text = plainText(row.body.spans)
  // A long digest is several rows; it counts once.
  const first = !row.key.includes('~')
  if (first) year.digests.set(dayOf(now), (year.digests.get(dayOf(now)) ?? 0) + 1)
  year.longest = Math.max(year.longest, text.length)
  year.texts.push({ at: now, text })
}

/** Rows of a table: what each chat got. */
export function tableOf(year: Year): string[] {
  const heading = 'chat                       days 0  days 1  days 2  days >2  digests  longest  other messages'
  return [
    heading,
    ...year.chats.map((chat) => {
      const counts = [...chat.digests.values()]
      const days = (count: number) => counts.filter((one) => one === count).length
      const cells = [
        year.workingDays - counts.length,
        days(1),
        days(2),
        counts.filter((one) => one > 2).length,
        counts.reduce((sum, one) => sum + one, 0),
        chat.longest,
        chat.others,
      ]
      const widths = [7, 8, 8, 9, 9, 9, 16]
      return chat.name.padEnd(26) + cells.map((cell, index) => String(cell).padStart(widths[index]!)).join('')
    }),
  ]
}

/** What must never be: a third digest, a day off, the night or the noon rest, an overdue unit named in a common group. */
export function faultsOf(year: Year): string[] {
  const faults: string[] = []
  for (const chat of year.chats) {
    for (const [day, count] of chat.digests) {
      if (count > 2) faults.push(`${chat.name}: ${count} digests on ${day}`)
      if (!year.isWorkingDay(day)) faults.push(`${chat.name}: a digest on ${day}, a day off`)
    }
    for (const { at, text } of chat.texts) {
      const time = timeOf(at)
      if (time < '07:30' || time >= '17:00' || (time >= '11:30' && time < '13:30'))
        faults.push(`${chat.name}: a digest at ${time}`)
      if (chat.kind === 'common' && /Quá hạn|Chậm mốc|Chưa xác nhận/.test(text))
        faults.push(`${chat.name}: names who is behind on ${dayOf(at)}`)
    }
  }
  return faults
}
