// Which of the commune's units a letter means: a named unit, several of them, or a collective that stands for all. Pure.
import { fold } from '../../lib/vietnamese.js'
import type { UnitWithAliases } from '../communes/store.js'
import { matchUnit } from '../communes/unit-key.js'
import type { DraftDoubt } from './draft.js'
import { splitUnits } from './reader/unit-lists.js'
import { isGeneric } from './reader/unit-names.js'

export interface Meant {
  unitIds: number[]
  doubts: DraftDoubt[]
}

/** What the commune said before about its collectives, by their folded words. */
export type Collectives = Record<string, number[]>

export interface UnitsKnown {
  units: readonly UnitWithAliases[]
  collectives: Collectives
}

/** "các phòng chuyên môn": only the offices, and the Văn phòng, which is usually meant too. */
const officesOnly = /^(?:thu truong |truong |lanh dao )?(?:cac )?phong (?:ban )?chuyen mon$/

/** The units that lead a task. `words` as the letter has them, `name` in canonical wording, `named` when they are listed one by one. */
export function leadUnits(
  task: { words: string; name: string; named: readonly string[] },
  quote: string,
  known: UnitsKnown,
): Meant {
  if (task.named.length > 0) return several(task.named, quote, known, 'unit')
  const words = task.words || task.name
  const remembered = rememberedUnits(words, known) ?? rememberedUnits(task.name, known)
  if (remembered) return { unitIds: remembered, doubts: [] }
  const one = matchUnit([...known.units], task.name) ?? matchUnit([...known.units], words)
  if (one?.sure) return { unitIds: [one.unit.id], doubts: [] }
  if (isCollective(words) || isCollective(task.name)) return collective(words, quote, known)
  const parts = splitUnits(words)
  if (parts.length > 1) return several(parts, quote, known, 'unit')
  return single(words, quote, known, 'unit')
}

export function cooperatingUnits(words: readonly string[], quote: string, known: UnitsKnown): Meant {
  const ids: number[] = []
  const doubts: DraftDoubt[] = []
  for (const each of words) {
    // "các đơn vị liên quan" names nobody: nothing to tick and nothing to ask.
    if (isCollective(each)) continue
    const meant = single(each, quote, known, 'coUnit')
    ids.push(...meant.unitIds)
    doubts.push(...meant.doubts)
  }
  return { unitIds: [...new Set(ids)], doubts }
}

export function isCollective(words: string): boolean {
  return words.trim() !== '' && isGeneric(words)
}

/** The key under which a commune remembers what a collective meant. */
export function collectiveKey(words: string): string {
  return fold(words).slice(0, 200)
}

function rememberedUnits(words: string, known: UnitsKnown): number[] | undefined {
  const ids = known.collectives[collectiveKey(words)]?.filter((id) => known.units.some((unit) => unit.id === id))
  return ids && ids.length > 0 ? ids : undefined
}

function collective(words: string, quote: string, known: UnitsKnown): Meant {
  const own = known.units.filter((unit) => unit.kind === 'unit')
  const offices = officesOnly.test(fold(words))
    ? own.filter((unit) => /^(?:phong|van phong) /.test(fold(unit.name)))
    : []
  const meant = offices.length > 0 ? offices : own
  const doubts: DraftDoubt[] =
    offices.length > 0
      ? [{ code: 'directives-doubt-collective', args: { words, count: meant.length }, quote, about: 'unit' }]
      : []
  return { unitIds: meant.map((unit) => unit.id), doubts }
}

function several(names: readonly string[], quote: string, known: UnitsKnown, about: 'unit' | 'coUnit'): Meant {
  const all = names.map((name) => {
    const ids = rememberedUnits(name, known)
    if (ids) return { unitIds: ids, doubts: [] }
    // "Các phòng, đơn vị; Công an xã": everybody, and the Công an.
    return isCollective(name) ? collective(name, quote, known) : single(name, quote, known, about)
  })
  return { unitIds: [...new Set(all.flatMap((one) => one.unitIds))], doubts: all.flatMap((one) => one.doubts) }
}

function single(words: string, quote: string, known: UnitsKnown, about: 'unit' | 'coUnit'): Meant {
  if (words.trim() === '')
    return { unitIds: [], doubts: [{ code: 'directives-doubt-unit-missing', args: {}, quote, about }] }
  const found = matchUnit([...known.units], words)
  if (!found) return { unitIds: [], doubts: [{ code: 'directives-doubt-unit-unknown', args: { words }, quote, about }] }
  if (found.sure) return { unitIds: [found.unit.id], doubts: [] }
  return {
    unitIds: [found.unit.id],
    doubts: [{ code: 'directives-doubt-unit-unsure', args: { words, unit: found.unit.name }, quote, about }],
  }
}
