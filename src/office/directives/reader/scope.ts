// What is known while the tree is walked: whose section it is, what was said above, what has been found.
import type { DeadlineRule } from '../../../calendar/rule.js'
import type { Attribute } from './attributes.js'
import type { Draft, Letter, Owner } from './drafts.js'
import type { Doubt, Place } from './reading.js'
import { canonicalName } from './unit-names.js'
import type { UnitStart } from './units.js'

export interface Scope {
  owner: Owner | undefined
  inherited: DeadlineRule[]
  /** Said before the tasks it is about. */
  pending: Attribute[]
  /** The section is a unit's own. */
  ofUnit: boolean
  /** The unit is to direct others: whom the items below name, it directs. */
  directs?: boolean
  depth: number
}

export interface Walk {
  letter: Letter
  drafts: Draft[]
  framing: Place[]
  doubts: Doubt[]
  /** A plan, not a công văn: its purposes and requirements ask for nothing. */
  inPlan: boolean
}

export const everybody = 'Các cơ quan, đơn vị'

export function ownerFrom(unit: UnitStart): Owner {
  return { name: unit.name || canonicalName(unit.words), words: unit.words, each: unit.each }
}
