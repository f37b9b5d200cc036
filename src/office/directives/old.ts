// A letter of last year, by now: it is doubted, and offered `Chỉ lưu` or `Vẫn giao`. Pure.
import { daysBetween, partsOf } from '../../lib/day.js'
import type { View } from './screen.js'

/** A letter of the last days of December that is dealt with in January is not old. */
const GRACE_DAYS = 31

export function isOld(view: Pick<View, 'directive' | 'today'>): boolean {
  const { draft } = view.directive
  const { issuedOn } = draft.header
  if (draft.kind !== 'letter' || !issuedOn) return false
  return partsOf(issuedOn).year < partsOf(view.today).year && daysBetween(issuedOn, view.today) > GRACE_DAYS
}
