// Reminders are only ever sent; what people do about them are answers to the work itself.
import type { Entries } from '../../talk/entry.js'

export function reminderEntries(): Entries {
  return {}
}
