// Named moments of the running program, published for whoever observes the process (`node:diagnostics_channel`).
// The tests that kill the program at an exact moment subscribe from a preloaded file; without a subscriber it costs nothing.
import { channel } from 'node:diagnostics_channel'

const moments = channel('dondoc:moment')

export type Moment =
  | 'migrate.began'
  | 'migrate.done'
  | 'inbox.received'
  | 'inbox.stored'
  | 'handling.began'
  | 'handling.written'
  | 'handling.committed'
  | 'outbox.claimed'
  | 'outbox.delivered'
  | 'outbox.recorded'
  | 'chore.worked'
  | 'job.written'
  | 'file.written'

/** Says that the program is at this point now. */
export function moment(name: Moment): void {
  if (moments.hasSubscribers) moments.publish(name)
}
