// When the office opens next, in words.
import { dayOf, daysBetween, timeOf, writeDay } from '../../lib/day.js'
import type { Translate } from '../../lib/i18n.js'

/** "07:30 hôm sau", "13:30 hôm nay", "07:30 ngày 21/9/2026". */
export function openingText(t: Translate, opens: Date, now: Date): string {
  const time = timeOf(opens)
  const days = daysBetween(dayOf(now), dayOf(opens))
  if (days === 0) return t('communes-opens-today', { time })
  if (days === 1) return t('communes-opens-tomorrow', { time })
  return momentText(t, opens)
}

/** "07:30 ngày 21/9/2026": true also when it is read tomorrow. */
export function momentText(t: Translate, at: Date): string {
  return t('communes-opens-day', { time: timeOf(at), day: writeDay(dayOf(at)) })
}
