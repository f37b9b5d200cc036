// Of a letter that was taken back: what goes on under another letter, and the day it has there from now on.
import type { Tx } from '../../../db/db.js'
import type { Translate } from '../../../lib/i18n.js'
import { viewsOf } from '../../assignments/store.js'
import type { AssignmentView } from '../../assignments/view.js'
import { writeDue, writeDueNamed, writeLetter, writeNumber } from '../../assignments/words.js'

/** A piece of work as it was under the letter taken back, and as it is now. */
export interface GoingOn {
  was: AssignmentView
  now: AssignmentView
}

/** Of what these were, those that another letter took over, in the order of their numbers. */
export async function goingOnOf(
  tx: Tx,
  communeId: number,
  before: readonly AssignmentView[],
  ids: readonly number[],
): Promise<GoingOn[]> {
  const views = await viewsOf(tx, communeId, ids)
  return views
    .flatMap((now) => {
      const was = before.find((one) => one.id === now.id)
      return was ? [{ was, now }] : []
    })
    .sort((a, b) => a.now.number - b.now.number)
}

/** "– #36 (KT): CV 140/UBND-KT ngày 1/10/2026, hạn 12/10/2026 (trước là 15/10/2026)". */
export function goingOnLine(t: Translate, { was, now }: GoingOn): string {
  const [due, before] = [writeDue(t, now), writeDue(t, was)]
  return t('directives-goes-on-line', {
    number: writeNumber(now),
    unit: now.unit.shortName,
    letter: now.letter ? writeLetter(t, now.letter) : '',
    due: due === '' ? t('directives-rule-none') : writeDueNamed(t, now),
    moved: due === before || before === '' ? '' : ` ${t('directives-goes-on-before', { due: before })}`,
  })
}
