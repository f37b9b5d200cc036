// A read sheet put to effect: the set all at once or not at all, figures one by one.
import type { Tx } from '../../../db/db.js'
import type { Target } from '../indicator.js'
import { readReporters } from '../reporters.js'
import { addIndicator, type By, changeIndicator, setTarget } from '../set/actions.js'
import { type Indicator, listIndicators, listTargets } from '../store.js'
import type { SheetRow } from './set-sheet.js'

/** An indicator as it was, and the row that changed it. */
export interface Changed {
  old: Indicator
  before: Target | undefined
  row: SheetRow
}

export interface Applied {
  added: Indicator[]
  changed: Changed[]
}

/** Adds what is new and changes what differs; indicators that are not in the sheet stay as they are. A `UserError` undoes all. */
export async function applySetSheet(
  tx: Tx,
  input: By & { rows: readonly SheetRow[]; year: number },
  now: Date,
): Promise<Applied> {
  const { communeId, actorId, year } = input
  const by = { communeId, actorId }
  const known = new Map((await listIndicators(tx, communeId)).map((one) => [one.code, one]))
  const targets = await listTargets(tx, communeId, year)
  const { answering } = await readReporters(tx, communeId)
  const result: Applied = { added: [], changed: [] }
  for (const row of input.rows) {
    const { line: _, code, target, ...read } = row
    const old = code === undefined ? undefined : known.get(code)
    const own = old?.unitId ?? null
    // Under the name of the unit that goes on stands what a merged one reported.
    const rest = own !== null && answering.get(own)?.id === read.unitId ? { ...read, unitId: own } : read
    if (!old) {
      const made = await addIndicator(tx, { ...by, code, ...rest }, now)
      if (target) await setTarget(tx, { ...by, indicatorId: made.id, year, target }, now)
      result.added.push(made)
      continue
    }
    const before = targets.get(old.id)
    const retargeted = before?.value !== target?.value || before?.comparison !== target?.comparison
    if (!retargeted && !differs(old, rest)) continue
    await changeIndicator(tx, { ...by, indicatorId: old.id, change: rest }, now)
    await setTarget(tx, { ...by, indicatorId: old.id, year, target }, now)
    result.changed.push({ old, before, row })
  }
  return result
}

function differs(old: Indicator, rest: Omit<SheetRow, 'line' | 'code' | 'target'>): boolean {
  return (Object.keys(rest) as (keyof typeof rest)[]).some((key) => old[key] !== rest[key])
}
