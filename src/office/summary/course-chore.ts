// Drawing an indicator over time, outside transactions.
import { type Period, writePeriod } from '../../calendar/period.js'
import type { Tx } from '../../db/db.js'
import { insertFile, saveFile } from '../../files/store.js'
import { type Locale, type Translate, translator } from '../../lib/i18n.js'
import { addChore, type ChoreKind } from '../../post/chores.js'
import { queueMessage } from '../../post/outbox.js'
import { communeCalendar, findCommune } from '../communes/store.js'
import { currentMonth } from '../indicators/asked.js'
import { combine, figurePeriods, isLevel, meets, rateOf } from '../indicators/indicator.js'
import { readReporters } from '../indicators/reporters.js'
import { findIndicator, listFigures, listTargets } from '../indicators/store.js'
import { writeTarget } from '../indicators/words.js'
import { type Course, drawCourse, periodsUpTo, shortPeriod } from './course.js'
import { drawPng } from './drawing.js'

export interface CourseOrder {
  communeId: number
  chatId: number
  locale: Locale
  indicatorId: number
  /** All units when null. */
  unitIds: number[] | null
  /** As of now when null. */
  period: Period | null
  screen: string
}

const COURSE = 'summary.course'

export async function orderCourse(tx: Tx, order: CourseOrder, now: Date): Promise<void> {
  const key = `course:${order.screen}:${order.chatId}`
  await addChore(tx, { kind: COURSE, communeId: order.communeId, input: order, key }, now)
}

/** The figures of the periods up to the one asked for; undefined when there is none at all. */
export async function readCourse(tx: Tx, order: CourseOrder, t: Translate, now: Date): Promise<Course | undefined> {
  const { communeId, indicatorId, unitIds } = order
  const indicator = await findIndicator(tx, communeId, indicatorId)
  if (!indicator) return undefined
  const month = order.period ?? currentMonth(now, await communeCalendar(tx, communeId))
  // The last period of its own that ends within or before the one asked for.
  const last = figurePeriods(indicator.every, month).at(-1) ?? figurePeriods(indicator.every, month.slice(0, 4))[0]
  if (!last) return undefined
  const periods = periodsUpTo(last)
  const { answering } = await readReporters(tx, communeId)
  // What one unit reports was reported before by those that went into it.
  const ofUnits = (unitId: number) =>
    unitIds === null ||
    unitIds.includes(unitId) ||
    (indicator.unitId !== null && unitIds.includes(answering.get(unitId)?.id ?? 0))
  const given = (await listFigures(tx, communeId, periods)).filter(
    (one) => one.indicatorId === indicatorId && ofUnits(one.unitId),
  )
  if (given.length === 0) return undefined
  const target = (await listTargets(tx, communeId, Number(last.slice(0, 4)))).get(indicatorId)
  const points = periods.map((period) => {
    const own = given.filter((one) => one.period === period)
    // Percentages of several units without counts cannot be added up (domain.md 6.6).
    const addable = own.length < 2 || !isLevel(indicator.measure) || own.every((one) => one.denominator !== null)
    const whole = addable ? combine(indicator, own) : undefined
    return { label: shortPeriod(period), value: whole && rateOf(whole) }
  })
  const first = points.findIndex((point) => point.value !== undefined)
  const { name } = await findCommune(tx, communeId)
  return {
    title: `${indicator.code} · ${indicator.name}`,
    subtitle: `${name} · ${writePeriod(last)}${indicator.measure === '%' ? ' · %' : ` · ${indicator.measure}`}`,
    unit: indicator.measure,
    points: first > 0 ? points.slice(Math.min(first, points.length - 3)) : points,
    target: target && {
      value: target.value,
      label: t('summary-indicator-goal', { target: writeTarget(t, target, indicator.measure) }),
    },
    meets: (value) => !target || meets(value, target),
  }
}

interface Drawn {
  file?: { sha256: string; size: number }
  title?: string
}

export const courseChore: ChoreKind<CourseOrder, Drawn> = {
  kind: COURSE,
  async work(order, tools) {
    const course = await tools.read((tx) => readCourse(tx, order, translator(order.locale), tools.now))
    if (!course) return {}
    const file = await saveFile(tools.filesFolder, await drawPng(drawCourse(course).svg))
    return { file, title: course.title }
  },
  async finish(tx, { input: order }, { file, title = '' }, now) {
    const t = translator(order.locale)
    const { communeId, chatId } = order
    const key = `course:${order.screen}:${chatId}`
    if (!file) {
      await queueMessage(
        tx,
        { chatId, communeId, class: 0, key, message: { spans: [t('summary-indicator-none')] } },
        now,
      )
      return
    }
    const fileId = await insertFile(
      tx,
      { communeId, ...file, name: `chi-tieu-${order.screen}.png`, type: 'image/png' },
      now,
    )
    await queueMessage(
      tx,
      { chatId, communeId, class: 0, key, message: { spans: [title], fileId, picture: true } },
      now,
    )
  },
  async failed(tx, { input: order }, _error, now) {
    const { communeId, chatId, screen } = order
    const message = { spans: [translator(order.locale)('summary-failed')] }
    await queueMessage(tx, { chatId, communeId, class: 0, key: `course:${screen}:failed:${chatId}`, message }, now)
  },
}
