// What an officer's corrections teach: the next letter with these words is sure.
import type { Tx } from '../../../db/db.js'
import { UserError } from '../../../lib/errors.js'
import { fold } from '../../../lib/vietnamese.js'
import { addAlias } from '../../communes/actions.js'
import { rememberCollectives } from '../../communes/store.js'
import { matchUnit } from '../../communes/unit-key.js'
import { type DraftDoubt, keptTasks } from '../draft.js'
import { sameIds } from '../edits.js'
import { readMarker } from '../reader/marker.js'
import { splitUnits } from '../reader/unit-lists.js'
import type { View } from '../screen.js'
import { collectiveKey, isCollective } from '../units.js'

/**
 * Do these words stand in the letter as a whole name: a heading, a cell, what is before a colon? The beginning of a longer heading
 * ("Phòng Văn hóa" of "Phòng Văn hóa - Xã hội, Phòng Kinh tế") teaches nothing. Pure.
 */
export function isPrintedWhole(text: string, words: string): boolean {
  const key = fold(words)
  if (key === '') return false
  const whole = fold(text.replace(/[*_#]+/g, ' ').replace(/\s+/g, ' '))
  if (!` ${whole} `.includes(` ${key} `)) return false
  return text
    .replace(/[*_#]+/g, ' ')
    .split('\n')
    .some((line) => {
      const rest = readMarker(line.trim())?.rest ?? line
      return rest.split(/[:\t|]/).some((cell) => fold(cell) === key)
    })
}

/** Nobody said yet which unit it is. What a collective is taken for stands in the preview, and issuing says that it is right. */
function isOpenQuestion({ about, code }: DraftDoubt): boolean {
  return about === 'unit' && code !== 'directives-doubt-collective'
}

/** What the officer corrected makes the next letter sure: a unit's name, and what a collective means here. */
export async function learn(tx: Tx, view: View, actorId: number, now: Date): Promise<void> {
  const { directive, units, commune } = view
  const { communeId, draft } = directive
  const meant = new Map<string, { words: string; unitIds: number[] } | undefined>()
  for (const task of keptTasks(draft)) {
    if (task.unitWords === '') continue
    const key = fold(task.unitWords)
    const known = meant.get(key)
    // Words that came to mean different units in one letter teach nothing, nor what was issued with the question still open.
    if (task.doubts.some(isOpenQuestion)) meant.set(key, undefined)
    else if (!meant.has(key)) meant.set(key, { words: task.unitWords, unitIds: task.unitIds })
    else if (known && !sameIds(known.unitIds, task.unitIds)) meant.set(key, undefined)
  }
  const collectives: Record<string, number[]> = {}
  const own = units.filter((unit) => unit.kind === 'unit').map((unit) => unit.id)
  for (const one of meant.values()) {
    if (!one) continue
    if (isCollective(one.words)) {
      const key = collectiveKey(one.words)
      const before = commune.settings.collectives[key] ?? own
      if (!sameIds(before, one.unitIds)) collectives[key] = one.unitIds
    } else {
      const [unitId] = one.unitIds
      if (unitId === undefined || one.unitIds.length > 1 || one.words.length > 120) continue
      // Two names are no name of one of them: the other would be given nothing, and nobody asked.
      if (splitUnits(one.words).length > 1) continue
      if (!matchUnit(units, one.words)?.sure && isPrintedWhole(directive.text, one.words))
        await learnAlias(tx, { communeId, actorId, unitId, alias: one.words }, now)
    }
  }
  if (Object.keys(collectives).length > 0) await rememberCollectives(tx, communeId, collectives)
}

/** A name that another unit has already stays that unit's. */
async function learnAlias(
  tx: Tx,
  input: { communeId: number; actorId: number; unitId: number; alias: string },
  now: Date,
): Promise<void> {
  try {
    await addAlias(tx, input, now)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
  }
}
