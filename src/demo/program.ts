// What the demo needs of the real program. main.ts supplies it, so that the demo knows nothing of the program's inside.
import type { MovableClock } from '../lib/clock.js'

export interface DemoProgram {
  /** Creates a commune as the operator does on the command line; the result is the first officer's link. */
  addCommune(name: string): Promise<string>
  /** Runs every job that is due by the clock now. */
  runDue(): Promise<void>
  /** Resolves when nothing received is unhandled and nothing that may go out now is unsent. */
  settled(): Promise<void>
  /** The next moment at which something is due to happen. */
  nextMoment(): Promise<Date | undefined>
  stop(): Promise<void>
}

export interface DemoSeat {
  token: string
  apiRoot: string
  /** The bot's second platform. */
  zalo: { token: string; apiRoot: string }
  clock: MovableClock
  /** A folder of its own for the embedded database and the files; removed afterwards. */
  dataDir: string
  /** Nothing is logged below this. */
  logLevel: 'silent' | 'warn' | 'info'
}

export type OpenProgram = (seat: DemoSeat) => Promise<DemoProgram>
