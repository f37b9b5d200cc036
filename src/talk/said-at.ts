// When something was written, where that was not just now: the program or the network was away, and the platform kept it meanwhile.
import type { OpenCtx } from './entry.js'

/** What is handled sooner than this, in milliseconds, came at once; clocks may be as far apart (operations/clock.ts). */
const AT_ONCE = 2 * 60_000
/** Platforms keep messages for a day (telegram.md); what says it is much older has a clock of its own. */
const KEPT = 48 * 3600_000

/** The platform's time of a message that had to wait; undefined for one that came at once, and for a tap, which has none. */
export function saidAt({ incoming, now }: Pick<OpenCtx, 'incoming' | 'now'>): Date | undefined {
  const { kind } = incoming.happening
  const waited = now.getTime() - incoming.at.getTime()
  return (kind === 'text' || kind === 'file') && waited > AT_ONCE && waited <= KEPT ? incoming.at : undefined
}
