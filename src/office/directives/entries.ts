// What people can do with letters, and the slow work behind it. These entries take any text an officer writes in private, so they
// come last among the slices.
import type { AnyChoreKind } from '../../post/chores.js'
import type { Entries } from '../../talk/entry.js'
import {
  afterChoices,
  NUMBER_QUESTION,
  NUMBER_REST,
  numberEntry,
  numberRestEntry,
  successorEntry,
} from './after/dialog.js'
import { following } from './after/following.js'
import { deleting } from './after/take-down.js'
import { SUCCESSOR_QUESTION } from './edits.js'
import { intakeChoices, intakeCommands, intakeOthers } from './intake/dialog.js'
import { fileReading } from './intake/file.js'
import { forgetting } from './intake/offer.js'
import { pasting } from './intake/paste.js'
import { issueChoices, issueCommands } from './issue/dialog.js'
import { reviewChoices } from './review/dialog.js'
import { answerEntry, dayEntry, REST_QUESTION, restEntry } from './review/questions.js'

export function directiveEntries(): Entries {
  return {
    commands: { ...intakeCommands, ...issueCommands },
    choices: { ...intakeChoices, ...reviewChoices, ...issueChoices, ...afterChoices },
    replies: {
      'draft.answer': answerEntry,
      'draft.day': dayEntry,
      [REST_QUESTION]: restEntry,
      [NUMBER_QUESTION]: numberEntry,
      [NUMBER_REST]: numberRestEntry,
      [SUCCESSOR_QUESTION]: successorEntry,
    },
    others: intakeOthers,
  }
}

export function directiveChores(): AnyChoreKind[] {
  return [fileReading, pasting, forgetting, following, deleting] as AnyChoreKind[]
}
