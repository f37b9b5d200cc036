// A unit that joins a duty when this period's day has passed: it is told, with the day, that it owes the duty from the next period on.
import { occurrences } from '../../../calendar/due.js'
import type { WorkCalendar } from '../../../calendar/work-calendar.js'
import type { Tx } from '../../../db/db.js'
import { addDays, type Day, writeDay } from '../../../lib/day.js'
import { type Translate, translator } from '../../../lib/i18n.js'
import { CARD, queueMessage } from '../../../post/outbox.js'
import { groupBy } from '../../assignments/grouping.js'
import { groupsOf } from '../../assignments/screens.js'
import { joinedDuties } from '../owed.js'
import type { Directive } from '../store.js'
import { aboutOf } from '../succession/standing.js'

export interface Joining {
  unit: { id: number; name: string }
  text: string
  /** The first day by which it is owed. */
  due: Day
}

/** As far ahead as the assignments look for the next turn of a duty. */
const LOOK_AHEAD = 400

export async function joiningOf(tx: Tx, directive: Directive, today: Day, cal: WorkCalendar): Promise<Joining[]> {
  return (await joinedDuties(tx, directive)).flatMap(({ unit, text, rule, openedThrough }): Joining[] => {
    if (rule.kind !== 'recurring') return []
    const next = openedThrough === null ? today : addDays(openedThrough, 1)
    const from = next > today ? next : today
    const [turn] = occurrences(rule, from, addDays(from, LOOK_AHEAD), cal)
    return turn ? [{ unit, text, due: turn.due }] : []
  })
}

/** A line for each duty; units that owe it by the same day stand in one. */
export function joiningLines(t: Translate, joining: readonly Joining[]): string[] {
  return [...groupBy(joining, (one) => `${one.due} ${one.text}`).values()].flatMap((same) =>
    same.slice(0, 1).map(({ text, due }) => {
      const names = same.map((one) => one.unit.name).join(', ')
      return t('directives-told-later', { units: names, day: writeDay(due), text })
    }),
  )
}

/** In the groups of these units. A unit without a group is the officer's to tell. */
export async function tellJoining(
  tx: Tx,
  input: { directive: Directive; joining: readonly Joining[]; notBefore: Date | undefined },
  now: Date,
): Promise<void> {
  const { directive, joining, notBefore } = input
  const { communeId, id } = directive
  for (const { chatId, locale, unitIds } of await groupsOf(tx, communeId, [
    ...new Set(joining.map((one) => one.unit.id)),
  ]))
    await queueMessage(
      tx,
      {
        chatId,
        communeId,
        key: `later:${id}:${chatId}`,
        class: CARD,
        about: aboutOf(id),
        ...(notBefore ? { notBefore } : {}),
        message: {
          spans: [
            joiningLines(
              translator(locale),
              joining.filter((one) => unitIds.includes(one.unit.id)),
            ).join('\n'),
          ],
        },
      },
      now,
    )
}
