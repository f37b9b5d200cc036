// Whether this machine's clock can be trusted with what is planned for a time (DESIGN.md: three times). It is compared with the
// platform's and the database's at the start, every ten minutes, and at once after it jumped.
import type { Database } from '../db/db.js'
import { checkClock } from './doctor/machine.js'
import type { OperationSettings } from './settings.js'

export interface ClockWatch {
  /** Compares again if it is time to: rarely while all is well, each time while it is not. */
  look(): Promise<void>
  /** False before the first comparison, while clocks are apart, and after a jump that nobody has looked at yet. */
  trusted(): boolean
  /** What is wrong, in words for the operator. */
  wrong(): string | undefined
}

const EVERY = 10 * 60_000
/** A jump of more than a minute is looked at. */
const JUMP = 60_000

export function watchClock(
  database: Database,
  config: OperationSettings,
  elapsed: () => number,
  wall: () => number = Date.now,
): ClockWatch {
  let looked: { at: number; offset: number } | undefined
  let wrong: string | undefined
  const offset = () => wall() - elapsed()
  const jumped = () => looked !== undefined && Math.abs(offset() - looked.offset) > JUMP
  return {
    async look() {
      if (looked && wrong === undefined && elapsed() - looked.at < EVERY && !jumped()) return
      const found = await checkClock(database, config)
      looked = { at: elapsed(), offset: offset() }
      wrong = found.find((one) => one.grade === 'bad')?.text
    },
    trusted: () => looked !== undefined && wrong === undefined && !jumped(),
    wrong: () => wrong,
  }
}
