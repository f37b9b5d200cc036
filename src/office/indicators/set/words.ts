// What stands behind `/chitieu`: a year, to see its targets, or the code of an indicator.
import { action } from '../../../chat/action.js'
import type { Choice } from '../../../chat/message.js'
import type { Tx } from '../../../db/db.js'
import { UserError } from '../../../lib/errors.js'
import { shorten } from '../../../lib/vietnamese.js'
import type { Ctx } from '../../../talk/entry.js'
import { reply } from '../../../talk/reply.js'
import { sameCode } from '../figures/reading.js'
import { listIndicators, listTargets } from '../store.js'
import { writeTarget } from '../words.js'
import { yearOf } from './actions.js'
import { showIndicator, showSet, slot } from './screens.js'

const yearNamed = /^(?:năm\s+|nam\s+)?(20\d\d)$/iu

export async function showNamed(tx: Tx, ctx: Ctx, words: string): Promise<void> {
  const said = words.trim()
  const year = Number(yearNamed.exec(said)?.[1] ?? 0)
  if (said === '' || year === yearOf(ctx.now)) return showSet(tx, ctx, true)
  if (year > 0) return showYear(tx, ctx, year)
  const found = (await listIndicators(tx, ctx.actor.communeId)).find((one) => sameCode(said, one.code))
  if (!found)
    throw new UserError('indicators-set-words', { words: shorten(said, 60), next: String(yearOf(ctx.now) + 1) })
  return showIndicator(tx, ctx, found.id, true)
}

/** Another year's targets are there to be seen; those of the next may be copied from this one's. */
async function showYear(tx: Tx, ctx: Ctx, year: number): Promise<void> {
  const { t } = ctx
  const { communeId } = ctx.actor
  const now = yearOf(ctx.now)
  const targets = await listTargets(tx, communeId, year)
  const lines = (await listIndicators(tx, communeId)).flatMap(({ id, code, name, measure }) => {
    const target = targets.get(id)
    return target ? [`${code}. ${shorten(name, 80)}: ${writeTarget(t, target, measure)}`] : []
  })
  const isCopied = year === now + 1 && lines.length === 0 && (await listTargets(tx, communeId, now)).size > 0
  const copy: Choice[] = isCopied
    ? [
        {
          label: t('indicators-button-copy', { from: String(now), to: String(year) }),
          action: action('indicators.copy', now),
        },
      ]
    : []
  const said = { year: String(year), now: String(now), count: lines.length }
  await reply(
    tx,
    ctx,
    [
      { bold: t(lines.length > 0 ? 'indicators-year-title' : 'indicators-year-none', said) },
      ...lines.map((line) => `\n${line}`),
      `\n${t('indicators-year-aside', said)}`,
    ],
    {
      slot,
      fresh: true,
      choices: [copy, [{ label: t('indicators-button-back'), action: action('indicators.set') }]].filter(
        (row) => row.length > 0,
      ),
    },
  )
}
