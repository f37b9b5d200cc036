// What officers do with their commune: its units, its calendar, what it chose.
import type { Entries } from '../../talk/entry.js'
import { calendarEntries } from './calendar/dialog.js'
import { preferenceEntries } from './preferences/dialog.js'
import { setupChoices } from './setup.js'
import { showUnits, unitChoices, unitReplies } from './units.js'

const who = ['officer'] as const

export function communeEntries(): Entries {
  return {
    commands: {
      donvi: { who, where: 'private', run: (tx, ctx) => showUnits(tx, ctx, true) },
      ...calendarEntries.commands,
      ...preferenceEntries.commands,
    },
    choices: { ...setupChoices, ...unitChoices, ...calendarEntries.choices, ...preferenceEntries.choices },
    replies: { ...unitReplies, ...calendarEntries.replies, ...preferenceEntries.replies },
  }
}
