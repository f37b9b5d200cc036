// What a commune's reminders say now: which work, in whose digest, and when each piece is looked at again. Only reads.
import type { Message } from '../../chat/message.js'
import type { Tx } from '../../db/db.js'
import { type Day, dayOf, instantOf } from '../../lib/day.js'
import { translator } from '../../lib/i18n.js'
import { groupBy } from '../assignments/grouping.js'
import { needsReport, timingOf } from '../assignments/status.js'
import { communeCalendar, findCommune } from '../communes/store.js'
import { unitChats } from '../people/store.js'
import type { TrailEvent } from '../trail/record.js'
import { headsOf, type Line, linesFor, linesForListener, type Office } from './address.js'
import { digestMessage } from './messages.js'
import { afterNoonRest, type Decision, decide, type Half, halfOf, isMissed, type Rules, type Section } from './plan.js'
import {
  channelsOf,
  ESCALATE,
  findDigests,
  loadDue,
  loadHolders,
  loadOpen,
  loadPassed,
  loadPast,
  loadSaid,
  loadUnits,
  REMIND,
  type Reminder,
  type Work,
} from './store.js'

export interface MorningDigest {
  chatId: number
  key: string
  message: Message
  notBefore: Date | undefined
  numbers: number[]
}

export interface Morning {
  digests: MorningDigest[]
  /** Keys of digests not yet sent that are written anew, or that nothing is left of. */
  withdrawn: string[]
  looks: Map<number, Date | null>
  events: TrailEvent[]
}

/** In one private chat somebody may hear of several communes: each has a digest of its own there. */
export function digestKey(communeId: number, chatId: number, day: Day, half: Half): string {
  return `digest:${chatId}:${communeId}:${day}:${half}`
}

export async function planMorning(
  tx: Tx,
  input: { communeId: number; ids: readonly number[]; lock: boolean },
  now: Date,
): Promise<Morning> {
  const { communeId } = input
  const works = await loadDue(tx, input, now)
  const empty: Morning = { digests: [], withdrawn: [], looks: new Map(), events: [] }
  if (works.length === 0) return empty
  const { settings } = await findCommune(tx, communeId)
  const rules = { cal: await communeCalendar(tx, communeId), settings }
  const past = await loadPast(
    tx,
    communeId,
    works.map((work) => work.id),
  )
  const office = await loadOffice(tx, communeId, now)
  const day = dayOf(now)
  const half = halfOf(now, settings)

  const decisions = new Map<number, Decision>()
  let lines: Line[] = []
  for (const work of works) {
    const before = past.get(work.id)
    // Partners are asked to cooperate, never chased.
    if (!before || office.units.get(work.unitId)?.kind === 'partner') continue
    const decision = decide(work, before, now, rules)
    decisions.set(work.id, decision)
    if (decision.section) lines.push(...linesFor(work, decision.section, office))
    for (const listener of decision.tell) lines.push(...linesForListener(work, listener, office))
  }

  const existing = await findDigests(tx, [
    ...new Set(lines.map((line) => digestKey(communeId, line.chatId, day, half))),
  ])
  // A digest that is out cannot take more: what is left waits for the next one.
  lines = lines.filter((line) => isOpen(existing.get(digestKey(communeId, line.chatId, day, half))))

  const morning = empty
  const reopened = new Map([...existing].filter(([, row]) => isOpen(row)).map(([key]) => [key, [] as Line[]]))
  const touched = works.filter((work) => (past.get(work.id)?.lastAt ?? NEVER) >= instantOf(day))
  if (touched.length > 0 || reopened.size > 0)
    await readUnsent(tx, { communeId, day, works, touched, past, office }, reopened)
  const byKey = groupBy(lines, (line) => digestKey(communeId, line.chatId, day, half))
  for (const [key, kept] of reopened) {
    morning.withdrawn.push(key)
    const all = [...kept, ...(byKey.get(key) ?? [])]
    if (all.length > 0) byKey.set(key, all)
  }
  const chatIds = [...new Set([...byKey.values()].flatMap((all) => all[0]?.chatId ?? []))]
  const channels = await channelsOf(tx, chatIds)
  const mornings = await findDigests(
    tx,
    half === 'pm' ? chatIds.map((chatId) => digestKey(communeId, chatId, day, 'am')) : [],
  )
  const missed = await countMissed(tx, { communeId, all: [...byKey.values()], office, rules }, now)
  for (const [key, all] of byKey) {
    const [first] = all
    if (!first) continue
    const second = key.endsWith(':pm') && mornings.has(digestKey(communeId, first.chatId, day, 'am'))
    const digest = { day, second, units: office.units }
    const heads = first.private ? [] : headsNamed(all, office, channels.get(first.chatId))
    morning.digests.push({
      chatId: first.chatId,
      key,
      message: digestMessage(translator(first.locale), { ...digest, heads, lines: all, missed: missed.get(all) }),
      notBefore: afterNoonRest(now, settings),
      numbers: [...new Set(all.map((line) => line.work.number))].sort((a, b) => a - b),
    })
  }

  const said = new Set(lines.filter((line) => line.part === 'unit' || line.part === 'ungrouped').map((l) => l.work.id))
  for (const work of works) {
    const decision = decisions.get(work.id)
    const wasSaid = !decision?.section || said.has(work.id)
    morning.looks.set(work.id, (wasSaid ? decision?.next : decision?.otherwise) ?? null)
  }
  morning.events = trailOf(communeId, lines, day, half)
  return morning
}

/**
 * How much the units of each digest have overdue or behind in all: a heading that counts only today's turns would be read as the number,
 * and silence as none. Never in a common group.
 */
async function countMissed(
  tx: Tx,
  input: { communeId: number; all: readonly Line[][]; office: Office; rules: Rules },
  now: Date,
): Promise<Map<Line[], Map<Section, number>>> {
  const { communeId, office, rules } = input
  const common = new Set([...office.groups.values()].flatMap((group) => (group.common ? [group.chatId] : [])))
  const speaking = input.all.filter((lines) => lines.some((line) => line.part === 'unit' && !common.has(line.chatId)))
  const unitsOf = (lines: readonly Line[]) => {
    const own = lines.filter((line) => line.part === 'unit').map((line) => line.work.unitId)
    const served = [...office.groups].filter(([, group]) => !group.common && group.chatId === lines[0]?.chatId)
    return new Set([...own, ...served.map(([unitId]) => unitId)])
  }
  const unitIds = [...new Set(speaking.flatMap((lines) => [...unitsOf(lines)]))]
  const passed = await loadPassed(tx, communeId, unitIds, dayOf(now))
  return new Map(
    speaking.map((lines) => {
      const units = unitsOf(lines)
      const counts = new Map<Section, number>()
      for (const work of passed) {
        const timing = timingOf(work, now, rules.cal, rules.settings)
        if (units.has(work.unitId) && isMissed(timing)) counts.set(timing, (counts.get(timing) ?? 0) + 1)
      }
      return [lines, counts]
    }),
  )
}

const NEVER = new Date(0)

function isOpen(row: { state: string } | undefined): boolean {
  return !row || row.state === 'queued' || row.state === 'held'
}

/** Who can be told in a commune now. */
export async function loadOffice(tx: Tx, communeId: number, now: Date): Promise<Office> {
  const units = await loadUnits(tx, communeId)
  const groups = await unitChats(tx, communeId)
  return {
    units: new Map(units.map((unit) => [unit.id, unit])),
    groups: new Map(groups.map((group) => [group.unitId, group])),
    holders: await loadHolders(tx, communeId, now),
  }
}

/**
 * Reads again what of today's unsent digests still holds, for those that a piece of work looked at now stands in: it may have been
 * reported since. Fills `reopened` with their remaining lines.
 */
async function readUnsent(
  tx: Tx,
  input: {
    communeId: number
    day: Day
    works: readonly Work[]
    touched: readonly Work[]
    past: ReadonlyMap<number, { pending: boolean }>
    office: Office
  },
  reopened: Map<string, Line[]>,
): Promise<void> {
  const { communeId, day, office } = input
  const since = instantOf(day)
  const keysOf = ({ said }: { said: Reminder }) =>
    said.day === day ? said.chats.map((chatId) => digestKey(communeId, chatId, said.day, said.half)) : []
  const own = await loadSaid(tx, { communeId, ids: input.touched.map((work) => work.id), since })
  const unsent = await findDigests(tx, [...new Set(own.flatMap(keysOf))])
  for (const [key, row] of unsent) if (isOpen(row)) reopened.set(key, [])
  if (reopened.size === 0) return
  const open = new Map((await loadOpen(tx, communeId)).map((work) => [work.id, work]))
  for (const one of await loadSaid(tx, { communeId, ids: [...open.keys()], since })) {
    const work = open.get(one.id)
    const { said } = one
    if (!work || !stillHolds(work, said, input.past.get(work.id)?.pending ?? false)) continue
    for (const chatId of said.chats) {
      const where = placeOf(chatId, office)
      if (where && said.day === day)
        reopened
          .get(digestKey(communeId, chatId, said.day, said.half))
          ?.push({ ...where, chatId, part: said.part, section: said.section, work })
    }
  }
}

function stillHolds(work: Work, said: Reminder, pending: boolean): boolean {
  if (!needsReport(work.status) || pending) return false
  return said.section !== 'receipt' || work.status === 'unanswered'
}

function placeOf(chatId: number, { groups, holders }: Office): Pick<Line, 'locale' | 'private'> | undefined {
  for (const group of groups.values()) if (group.chatId === chatId) return { locale: group.locale, private: false }
  const holder = holders.find((one) => one.chatId === chatId)
  return holder && { locale: holder.locale ?? 'vi', private: true }
}

function headsNamed(lines: readonly Line[], office: Office, channelId: number | undefined) {
  const ids = [...new Set(lines.map((line) => line.work.unitId))]
  const heads = ids.flatMap((unitId) => headsOf(unitId, office)).filter((head) => head.channelId === channelId)
  return [...new Map(heads.map(({ name, accountId }) => [accountId, { name, accountId }])).values()]
}

/** One line of the trail per work and part: what was said, where, and under which deadline. */
function trailOf(communeId: number, lines: readonly Line[], day: Day, half: Half): TrailEvent[] {
  const found = new Map<string, TrailEvent & { after: { chats: number[] } }>()
  for (const { work, part, section, chatId } of lines) {
    const key = `${work.id} ${part}`
    const known = found.get(key)
    if (known) known.after.chats.push(chatId)
    else {
      const due = work.standing ? null : (work.extendedTo ?? work.legalDueOn ?? work.trackingOn)
      const after: Reminder = { part, section, day, half, due, chats: [chatId] }
      found.set(key, {
        communeId,
        subject: `assignment:${work.id}`,
        action: part === 'unit' || part === 'ungrouped' ? REMIND : ESCALATE,
        after: { ...after },
      })
    }
  }
  return [...found.values()]
}
