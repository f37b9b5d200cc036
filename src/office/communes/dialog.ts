// What officers do with their commune: its units, its calendar, what it chose.
import type { Entries } from '../../talk/entry.js'
import { calendarEntries } from './calendar/dialog.js'
import { preferenceEntries } from './preferences/dialog.js'
import { setupChoices } from './setup.js'
import { type CommuneHooks, showUnits, unitChoices, unitReplies } from './units.js'

const who = ['officer'] as const

export function communeEntries(hooks: CommuneHooks = {}): Entries {
  return {
    commands: {
      donvi: { who, where: 'private', run: (tx, ctx) => showUnits(tx, ctx, true) },
      ...calendarEntries.commands,
      ...preferenceEntries.commands,
    },
    choices: { ...setupChoices, ...unitChoices(hooks), ...calendarEntries.choices, ...preferenceEntries.choices },
    replies: { ...unitReplies, ...calendarEntries.replies, ...preferenceEntries.replies },
  }
}
