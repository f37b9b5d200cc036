// The screens of `/chitieu`: the set by area, one indicator, and the choices for its unit, period and area.
import { writePeriod } from '../../../calendar/period.js'
import { action } from '../../../chat/action.js'
import type { Choice } from '../../../chat/message.js'
import type { Tx } from '../../../db/db.js'
import { dayOf } from '../../../lib/day.js'
import type { Translate } from '../../../lib/i18n.js'
import { shorten } from '../../../lib/vietnamese.js'
import type { Ctx } from '../../../talk/entry.js'
import { reply } from '../../../talk/reply.js'
import { communeCalendar, listUnits } from '../../communes/store.js'
import { currentMonth } from '../asked.js'
import { areas, everies, isArea, type Target } from '../indicator.js'
import { readReporters } from '../reporters.js'
import { type Indicator, listIndicators, listTargets } from '../store.js'
import { writeTarget } from '../words.js'
import { needIndicator, yearOf } from './actions.js'

export const slot = 'indicators'

export function inRows(choices: Choice[], width: number): Choice[][] {
  return Array.from({ length: Math.ceil(choices.length / width) }, (_, row) =>
    choices.slice(row * width, (row + 1) * width),
  )
}

/** An unknown area (from an older version, or a file) is shown under "other". */
export function areaName(t: Translate, area: string): string {
  return t(`indicators-area-${isArea(area) ? area : 'other'}`)
}

export async function showSet(tx: Tx, ctx: Ctx, fresh = false): Promise<void> {
  const { t } = ctx
  const { communeId } = ctx.actor
  const all = await listIndicators(tx, communeId)
  const add: Choice = { label: t('indicators-button-add'), action: action('indicators.add') }
  const fromCatalogue: Choice = { label: t('indicators-button-catalogue'), action: action('indicators.create') }
  if (all.length === 0) {
    await reply(tx, ctx, t('indicators-none'), { slot, fresh, choices: [[fromCatalogue], [add]] })
    return
  }
  const year = yearOf(ctx.now)
  const targets = await listTargets(tx, communeId, year)
  const next = await listTargets(tx, communeId, year + 1)
  const previous = await listTargets(tx, communeId, year - 1)
  const lines = areas.flatMap((area) => {
    const own = all.filter((one) => areaOf(one) === area)
    return own.length > 0 ? [t('indicators-area-line', { area: areaName(t, area), count: own.length })] : []
  })
  const untargeted = all.filter((one) => !targets.has(one.id)).length
  const copy = (from: number, to: number): Choice[] => [
    {
      label: t('indicators-button-copy', { from: String(from), to: String(to) }),
      action: action('indicators.copy', from),
    },
  ]
  await reply(
    tx,
    ctx,
    [
      { bold: t('indicators-set-title', { count: all.length, year: String(year) }) },
      `\n${lines.join('\n')}`,
      untargeted > 0 ? `\n${t('indicators-untargeted', { count: untargeted, year: String(year) })}` : '',
    ],
    {
      slot,
      fresh,
      choices: [
        ...inRows(
          areas
            .filter((area) => all.some((one) => areaOf(one) === area))
            .map((area) => ({ label: areaName(t, area), action: action('indicators.area', area) })),
          2,
        ),
        [add, fromCatalogue],
        ...(previous.size > 0 && targets.size < previous.size ? [copy(year - 1, year)] : []),
        ...(targets.size > 0 && next.size === 0 && dayOf(ctx.now).slice(5, 7) >= '10' ? [copy(year, year + 1)] : []),
        [
          { label: t('indicators-button-sheet-out'), action: action('indicators.sheetOut') },
          { label: t('indicators-button-sheet-in'), action: action('indicators.sheetIn') },
        ],
      ],
    },
  )
}

function areaOf(indicator: Indicator): string {
  return isArea(indicator.area) ? indicator.area : 'other'
}

export async function showArea(tx: Tx, ctx: Ctx, area: string): Promise<void> {
  const { t } = ctx
  const { communeId } = ctx.actor
  const own = (await listIndicators(tx, communeId)).filter((one) => areaOf(one) === area)
  const targets = await listTargets(tx, communeId, yearOf(ctx.now))
  const { answering } = await readReporters(tx, communeId)
  const lines = own.map((one) => {
    const unit = one.unitId === null ? t('indicators-every-unit') : (answering.get(one.unitId)?.shortName ?? '')
    const parts = [one.name, targetOf(t, one, targets.get(one.id)), t(`indicators-every-${one.every}`), unit]
    return `${one.code}. ${parts.filter((part) => part !== '').join(' · ')}`
  })
  await reply(tx, ctx, [{ bold: areaName(t, area) }, `\n${lines.join('\n') || t('indicators-area-empty')}`], {
    slot,
    choices: [
      ...inRows(
        own.map((one) => ({ label: one.code, action: action('indicators.show', one.id) })),
        4,
      ),
      [{ label: t('indicators-button-back'), action: action('indicators.set') }],
    ],
  })
}

function targetOf(t: Translate, indicator: Indicator, target: Target | undefined): string {
  return target ? writeTarget(t, target, indicator.measure) : ''
}

export async function showIndicator(tx: Tx, ctx: Ctx, id: number, fresh = false): Promise<void> {
  const { t } = ctx
  const row = await needIndicator(tx, ctx.actor.communeId, id)
  const year = yearOf(ctx.now)
  const targets = await listTargets(tx, ctx.actor.communeId, year)
  const current = currentMonth(ctx.now, await communeCalendar(tx, ctx.actor.communeId))
  const { answering } = await readReporters(tx, ctx.actor.communeId)
  const unit = row.unitId === null ? t('indicators-every-unit') : (answering.get(row.unitId)?.name ?? '')
  const lines = [
    t('indicators-line-area', { area: areaName(t, row.area) }),
    t('indicators-line-measure', {
      measure: row.measure,
      manner: t(`indicators-manner-${row.share ? 'share' : 'value'}`),
    }),
    t('indicators-line-target', { year: String(year), target: writeTarget(t, targets.get(row.id), row.measure) }),
    t('indicators-line-direction', { direction: t(`indicators-direction-${row.direction}`) }),
    t('indicators-line-every', { every: t(`indicators-every-${row.every}`) }),
    ...(row.askedFrom !== null && row.askedFrom > current
      ? [t('indicators-line-from', { month: writePeriod(row.askedFrom) })]
      : []),
    t('indicators-line-unit', { unit }),
    ...(row.evidence ? [t('indicators-line-evidence', { evidence: row.evidence })] : []),
    ...(row.maxScore === null
      ? []
      : [t('indicators-line-score', { set: row.setName ?? '', score: String(row.maxScore).replace('.', ',') })]),
  ]
  const button = (key: string, name: string): Choice => ({ label: t(key), action: action(name, row.id) })
  await reply(tx, ctx, [{ bold: `${row.code}. ${row.name}` }, `\n${lines.join('\n')}`], {
    slot,
    fresh,
    choices: [
      [button('indicators-button-target', 'indicators.target'), button('indicators-button-unit', 'indicators.units')],
      [button('indicators-button-every', 'indicators.everies'), button('indicators-button-area', 'indicators.areas')],
      [button('indicators-button-rename', 'indicators.rename')],
      [{ ...button('indicators-button-close', 'indicators.close'), style: 'danger' }],
      [{ label: t('indicators-button-back'), action: action('indicators.area', areaOf(row)) }],
    ],
  })
}

/** Asks which unit, period or area by buttons. */
export async function showOptions(tx: Tx, ctx: Ctx, id: number, what: 'unit' | 'every' | 'area'): Promise<void> {
  const { t } = ctx
  const row = await needIndicator(tx, ctx.actor.communeId, id)
  const options =
    what === 'unit'
      ? [
          { label: t('indicators-every-unit'), value: 0 },
          ...(await listUnits(tx, ctx.actor.communeId))
            .filter((unit) => unit.kind === 'unit')
            .map((unit) => ({ label: shorten(unit.name, 60), value: unit.id })),
        ]
      : what === 'every'
        ? everies.map((every) => ({ label: t(`indicators-every-${every}`), value: every }))
        : areas.map((area) => ({ label: areaName(t, area), value: area }))
  await reply(tx, ctx, [{ bold: `${row.code}. ${row.name}` }, `\n${t(`indicators-which-${what}`)}`], {
    slot,
    choices: [
      ...inRows(
        options.map(({ label, value }) => ({ label, action: action('indicators.put', row.id, what, value) })),
        what === 'unit' ? 1 : 2,
      ),
      [{ label: t('indicators-button-back'), action: action('indicators.show', row.id) }],
    ],
  })
}
