// What people do about reminders: press a unit. Everything else they do is an answer to the work itself.
import type { AnyChoreKind } from '../../post/chores.js'
import type { Entries } from '../../talk/entry.js'
import { urgeChore } from './urge/actions.js'
import { urgeEntries } from './urge/dialog.js'

export function reminderEntries(): Entries {
  return urgeEntries
}

export function reminderChores(): AnyChoreKind[] {
  return [urgeChore as AnyChoreKind]
}
