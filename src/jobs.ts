// What happens by the clock. One tick a minute asks "what is due by now?"; start-up and the demo's clock ask the same.
import cron, { type ScheduledTask } from 'node-cron'
import type { Db, Tx } from './db/db.js'
import type { Log } from './lib/log.js'
import { openDuePeriods } from './office/assignments/open.js'
import { openUnitReports } from './office/indicators/report/job.js'
import { warnOfQuota } from './office/people/warnings.js'
import { type Heard, noticeGaps } from './office/reminders/gap.js'
import { runReminders } from './office/reminders/job.js'
import { nextWorkMoment } from './office/reminders/moments.js'
import { nextSummary, runSummaries } from './office/summary/job.js'
import { forgetHourly } from './post/retention.js'

/** Told of every job that ran: its name, and whether it got to its end. */
export type JobSeen = (name: string, well: boolean) => void

/**
 * Runs every job for what is due at `now`; `heard` are the platforms that answer now. A job that fails is logged and does not stop the others;
 * once `stopping` no other is begun. Returns what each did.
 */
export async function runDue(
  db: Db,
  now: Date,
  log: Log,
  seen: JobSeen = () => {},
  heard: readonly Heard[] = [],
  stopping?: AbortSignal,
): Promise<Record<string, unknown>> {
  const done: Record<string, unknown> = {}
  const jobs: Record<string, () => Promise<unknown>> = {
    periods: () => db.transaction((tx) => openDuePeriods(tx, undefined, now)),
    unitReports: () => openUnitReports(db, now),
    gaps: () => noticeGaps(db, heard, now),
    reminders: () => runReminders(db, now, stopping),
    summaries: () => runSummaries(db, now),
    quota: () => warnOfQuota(db, now),
    retention: () => forgetHourly(db, now),
  }
  for (const [name, job] of Object.entries(jobs)) {
    if (stopping?.aborted) break
    try {
      done[name] = await job()
      seen(name, true)
    } catch (error) {
      log.error({ job: name, err: error }, 'job failed')
      seen(name, false)
    }
  }
  return done
}

/** The next moment after `now` at which people hear something by the clock: the demo's clock stops there. */
export async function nextMoment(tx: Tx, now: Date): Promise<Date | undefined> {
  const moments = [await nextWorkMoment(tx, now), await nextSummary(tx, now)].filter((at) => at !== undefined)
  return moments.sort((a, b) => a.getTime() - b.getTime())[0]
}

/** Ticks once a minute, in Viet Nam's time. */
export function startTick(tick: () => Promise<void>, log: Log): { stop(): Promise<void> } {
  cron.setLogger({
    info: (message) => log.debug({ cron: true }, String(message)),
    warn: (message) => log.warn({ cron: true }, String(message)),
    error: (message, error) => log.error({ cron: true, err: error ?? message }, 'tick failed'),
    debug: () => {},
  })
  const task: ScheduledTask = cron.schedule('* * * * *', tick, {
    timezone: 'Asia/Ho_Chi_Minh',
    name: 'due',
    noOverlap: true,
  })
  return {
    async stop() {
      await task.destroy()
    },
  }
}
