// What is asked: `/tongket`, `tháng 6`, `quý 2`, `KT`, or both; and whose figures this person may see.
import { type Period, readPeriod, type Span } from '../../calendar/period.js'
import { spanIn } from '../../calendar/regimes.js'
import { dayOf } from '../../lib/day.js'
import { UserError } from '../../lib/errors.js'
import { shorten } from '../../lib/vietnamese.js'
import type { Actor } from '../../talk/entry.js'
import type { Settings } from '../communes/settings.js'
import type { UnitWithAliases } from '../communes/store.js'
import { matchUnit } from '../communes/unit-key.js'

export interface SummaryRequest {
  /** As of now when missing. */
  period: Period | undefined
  /** The whole of what the person may see when missing. */
  unitId: number | undefined
}

/** Reads the words after the command. Throws a `UserError` that quotes them when they name neither a period nor a unit. */
export function readRequest(words: string, units: readonly UnitWithAliases[], now: Date): SummaryRequest {
  const text = words.trim().slice(0, 200)
  if (text === '') return { period: undefined, unitId: undefined }
  const periodIn = (part: string) => readPeriod(part, dayOf(now))
  const unitIn = (part: string) => {
    const match = matchUnit(units, part)
    return match?.sure ? match.unit.id : undefined
  }
  const period = periodIn(text)
  if (period) return { period, unitId: undefined }
  const unitId = unitIn(text)
  if (unitId !== undefined) return { period: undefined, unitId }
  const parts = text.split(/\s+/)
  for (let at = 1; at < parts.length; at++) {
    const [first, second] = [parts.slice(0, at).join(' '), parts.slice(at).join(' ')]
    for (const [one, other] of [
      [first, second],
      [second, first],
    ] as const) {
      const found = { period: periodIn(one), unitId: unitIn(other) }
      if (found.period && found.unitId !== undefined) return found
    }
  }
  throw new UserError('summary-not-understood', { words: shorten(text, 60) })
}

/** A period key from a button; undefined for "now". */
export function periodSpan(period: Period | undefined, settings: Settings): Span | undefined {
  return period ? spanIn(period, settings) : undefined
}

/** Officers and leaders see the commune. */
export function seesAll(actor: Actor): boolean {
  return actor.roles.some((role) => role === 'officer' || role === 'chairman' || role === 'leader')
}

/** May this person see more than one unit? */
export function seesMore(actor: Actor): boolean {
  return seesAll(actor) || new Set(actor.units.map((unit) => unit.unitId)).size > 1
}

/** The units whose figures this person gets; undefined is all. Throws a `UserError` for a unit that is not theirs to see. */
export function unitsFor(actor: Actor, unitId: number | undefined): number[] | undefined {
  if (seesAll(actor)) return unitId === undefined ? undefined : [unitId]
  const own = [...new Set(actor.units.map((unit) => unit.unitId))]
  if (unitId === undefined) return own
  if (!own.includes(unitId)) throw new UserError('summary-own-only')
  return [unitId]
}
