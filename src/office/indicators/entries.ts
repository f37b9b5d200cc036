// Everything of this slice: the set, the figures, the units' monthly reports.
import type { AnyChoreKind } from '../../post/chores.js'
import type { Entries } from '../../talk/entry.js'
import { figureEntries } from './figures/dialog.js'
import { evidenceChore } from './figures/evidence/chores.js'
import { evidenceEntries } from './figures/evidence/dialog.js'
import { documentChore } from './report/chores.js'
import { reportEntries } from './report/dialog.js'
import { setEntries } from './set/dialog.js'
import { type IndicatorHooks, sheetIn, sheetOut } from './sheet/chores.js'
import { sheetEntries } from './sheet/dialog.js'
import { tieEntries } from './tie.js'

export function indicatorEntries(): Entries {
  const parts = [setEntries, figureEntries, evidenceEntries, reportEntries, sheetEntries, tieEntries]
  return {
    commands: Object.assign({}, ...parts.map((part) => part.commands)),
    choices: Object.assign({}, ...parts.map((part) => part.choices)),
    replies: Object.assign({}, ...parts.map((part) => part.replies)),
    typed: parts.flatMap((part) => part.typed ?? []),
    belows: parts.flatMap((part) => part.belows ?? []),
    others: parts.flatMap((part) => part.others ?? []),
  }
}

export function indicatorChores(hooks: IndicatorHooks): AnyChoreKind[] {
  return [documentChore, sheetOut, sheetIn(hooks), evidenceChore(hooks.stampInFile)] as unknown as AnyChoreKind[]
}
