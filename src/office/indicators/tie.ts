// A task with a target tied to the indicator that measures it: `/gan 17 CT05`, or by whoever issues it (`tieTask`).
import { and, eq } from 'drizzle-orm'
import type { Tx } from '../../db/db.js'
import { tasks } from '../../db/schema/assignments.js'
import { UserError } from '../../lib/errors.js'
import { shorten } from '../../lib/vietnamese.js'
import type { Ctx, Entries } from '../../talk/entry.js'
import { reply } from '../../talk/reply.js'
import { findByNumber } from '../assignments/store.js'
import { record } from '../trail/record.js'
import { sameCode } from './figures/reading.js'
import { listIndicators } from './store.js'
import { suggestIndicator } from './suggest.js'

/** Ties a task of the commune to one of its indicators, or unties it. */
export async function tieTask(
  tx: Tx,
  input: { communeId: number; actorId: number; taskId: number; indicatorId: number | null },
  now: Date,
): Promise<void> {
  const { communeId, actorId, taskId, indicatorId } = input
  const key = and(eq(tasks.communeId, communeId), eq(tasks.id, taskId))
  const [task] = await tx.select({ indicatorId: tasks.indicatorId }).from(tasks).where(key).for('update')
  if (!task) throw new UserError('assignments-unknown')
  if (task.indicatorId === indicatorId) return
  if (indicatorId !== null && !(await listIndicators(tx, communeId)).some((one) => one.id === indicatorId))
    throw new UserError('indicators-unknown')
  await tx.update(tasks).set({ indicatorId }).where(key)
  await record(
    tx,
    {
      communeId,
      subject: `task:${taskId}`,
      action: 'task.tie',
      actorId,
      before: { indicatorId: task.indicatorId },
      after: { indicatorId },
    },
    now,
  )
}

async function tie(tx: Tx, ctx: Ctx, words: string): Promise<void> {
  const { communeId, personId } = ctx.actor
  const found = /^#?(\d{1,7})(?:\s+(\S{1,20}(?:\s\d{1,4})?))?$/.exec(words.trim())
  if (!found?.[1]) throw new UserError('indicators-tie-how')
  const assignment = await findByNumber(tx, communeId, Number(found[1]))
  if (!assignment) throw new UserError('indicators-tie-no-work', { number: Number(found[1]) })
  const indicators = await listIndicators(tx, communeId)
  const number = assignment.number
  const code = found[2]
  if (code === undefined) {
    const [task] = await tx
      .select()
      .from(tasks)
      .where(and(eq(tasks.communeId, communeId), eq(tasks.id, assignment.taskId)))
    const tied = indicators.find((one) => one.id === task?.indicatorId)
    const suggested = task && suggestIndicator(indicators, { text: task.text, target: task.target, area: task.area })
    if (tied) return reply(tx, ctx, ctx.t('indicators-tie-is', { number, code: tied.code, name: tied.name }))
    if (suggested)
      return reply(tx, ctx, ctx.t('indicators-tie-perhaps', { number, code: suggested.code, name: suggested.name }))
    throw new UserError('indicators-tie-how')
  }
  const removes = /^(?:-|bỏ|bo)$/iu.test(code)
  const indicator = indicators.find((one) => sameCode(code, one.code))
  if (!indicator && !removes) throw new UserError('indicators-tie-no-code', { code: shorten(code, 20) })
  const indicatorId = indicator?.id ?? null
  await tieTask(tx, { communeId, actorId: personId, taskId: assignment.taskId, indicatorId }, ctx.now)
  const said = indicator
    ? ctx.t('indicators-tied', { number, code: indicator.code, name: indicator.name })
    : ctx.t('indicators-untied', { number })
  await reply(tx, ctx, said)
}

export const tieEntries: Entries = {
  commands: { gan: { who: ['officer'], where: 'private', run: tie } },
}
