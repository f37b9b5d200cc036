// What `/metrics` tells, from the state of the post and of the jobs.
import type { PostState } from './post/state.js'

/** Since the start: when a job last got to its end (Unix seconds), and how often it failed. */
export interface JobRecord {
  last: number
  errors: number
}

/** By the metric's name, without the `dondoc_` in front. */
export function figuresOf(state: PostState, jobs: ReadonlyMap<string, JobRecord>): Record<string, number> {
  const sum = (pick: (channel: PostState['channels'][number]) => number) =>
    state.channels.reduce((total, channel) => total + pick(channel), 0)
  return {
    up: 1,
    leading: state.leading ? 1 : 0,
    inbox_waiting: state.inbox.waiting,
    inbox_oldest_seconds: state.inbox.oldestMs / 1000,
    inbox_parked: state.inbox.parked,
    ...Object.fromEntries(
      state.outbox.flatMap((one) => [
        [`outbox_waiting_class_${one.class}`, one.waiting],
        [`outbox_oldest_seconds_class_${one.class}`, one.oldestMs / 1000],
      ]),
    ),
    outbox_held: state.held,
    outbox_refused: state.refused,
    outbox_unknown: state.unknowns,
    chores_waiting: state.chores.waiting,
    chores_failed: state.chores.failed,
    updates_total: sum((channel) => channel.updates),
    sends_total: sum((channel) => channel.sends),
    edits_total: sum((channel) => channel.edits),
    throttled_total: sum((channel) => channel.throttled),
    ...Object.fromEntries(
      [...jobs].flatMap(([name, job]) => [
        [`job_${name}_last_run_seconds`, job.last],
        [`job_${name}_errors_total`, job.errors],
      ]),
    ),
  }
}
