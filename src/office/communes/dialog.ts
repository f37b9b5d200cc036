// What officers do with their commune's units.
import type { Entries } from '../../talk/entry.js'
import { setupChoices } from './setup.js'
import { showUnits, unitChoices, unitReplies } from './units.js'

const who = ['officer'] as const

export function communeEntries(): Entries {
  return {
    commands: {
      donvi: { who, where: 'private', run: (tx, ctx) => showUnits(tx, ctx, true) },
    },
    choices: { ...setupChoices, ...unitChoices },
    replies: { ...unitReplies },
  }
}
