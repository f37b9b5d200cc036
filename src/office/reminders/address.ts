// Who hears of which work: the unit's own group, its head in private, the officer, the leader in charge. Pure.
import type { Locale } from '../../lib/i18n.js'
import type { Role } from '../../talk/entry.js'
import type { UnitChat } from '../people/store.js'
import type { Listener, Section } from './plan.js'
import type { Holder, Part, ReminderUnit, Work } from './store.js'

/** Who can be told in a commune, as of now. */
export interface Office {
  units: ReadonlyMap<number, ReminderUnit>
  groups: ReadonlyMap<number, UnitChat>
  holders: readonly Holder[]
}

/** One line of one chat's digest. */
export interface Line {
  chatId: number
  locale: Locale
  private: boolean
  part: Part
  section: Section
  work: Work
  /** The unit's group takes no messages now: it may not have heard of it. Told to those above only. */
  unreached?: true
}

/** A common group never lists who is behind, nor who has not even confirmed. */
const shownInCommon: readonly Section[] = ['last', 'today', 'coming']

export function linesFor(work: Work, section: Section, office: Office): Line[] {
  const group = office.groups.get(work.unitId)
  const reachable = group && !group.unreachable ? group : undefined
  if (reachable && (!reachable.common || shownInCommon.includes(section)))
    return [{ chatId: reachable.chatId, locale: reachable.locale, private: false, part: 'unit', section, work }]
  const heads = headsOf(work.unitId, office)
  const own = inPrivate(heads, { part: 'unit', section, work })
  if (reachable && own.length > 0) return own
  const officers = office.holders.filter((holder) => holder.role === 'officer')
  return [...own, ...inPrivate(officers, { part: 'ungrouped', section, work, ...reachOf(work, office) })]
}

/** Officers hear of all overdue work; the leader in charge of the unit's, where none is named the chairman. */
export function linesForListener(work: Work, listener: Listener, office: Office): Line[] {
  const line = { part: listener, section: 'overdue', work, ...reachOf(work, office) } as const
  return inPrivate(listeners(work.unitId, listener, office), line)
}

function reachOf(work: Work, office: Office): Pick<Line, 'unreached'> {
  return office.groups.get(work.unitId)?.unreachable ? { unreached: true } : {}
}

function listeners(unitId: number, listener: Listener, { units, holders }: Office): readonly Holder[] {
  if (listener === 'officer') return having(holders, 'officer')
  const inCharge = units.get(unitId)?.leaderId
  const leads = holders.filter(
    (holder) => holder.personId === inCharge && (holder.role === 'leader' || holder.role === 'chairman'),
  )
  if (leads.length > 0) return leads
  const chairmen = having(holders, 'chairman')
  return chairmen.length > 0 ? chairmen : having(holders, 'leader')
}

function having(holders: readonly Holder[], role: Role): readonly Holder[] {
  return holders.filter((holder) => holder.role === role)
}

/** The unit's head, or while the post is empty, the deputies. */
export function headsOf(unitId: number, { holders }: Office): readonly Holder[] {
  const own = holders.filter((holder) => holder.unitId === unitId)
  const heads = having(own, 'head')
  return heads.length > 0 ? heads : having(own, 'deputy')
}

function inPrivate(holders: readonly Holder[], line: Pick<Line, 'part' | 'section' | 'work' | 'unreached'>): Line[] {
  const seen = new Set<number>()
  return holders.flatMap(({ chatId, locale }) => {
    if (chatId === null || seen.has(chatId)) return []
    seen.add(chatId)
    return [{ ...line, chatId, locale: locale ?? 'vi', private: true }]
  })
}
