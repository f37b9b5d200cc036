// Two clocks. `now` is business time and may be moved (demo, tests); `elapsed` only ever runs forward and is what
// pacing, back-off and timeouts use.

export interface Clock {
  /** The office's time. Days and hours are read from it in Asia/Ho_Chi_Minh. */
  now(): Date
  /** Milliseconds since some fixed moment of this process; monotonic, never moved. */
  elapsed(): number
}

export const systemClock: Clock = {
  now: () => new Date(),
  elapsed: () => performance.now(),
}

export interface MovableClock extends Clock {
  /** Sets business time; it keeps running from there. */
  set(at: Date): void
  /** Moves business time forward (or back) by so many milliseconds. */
  advance(milliseconds: number): void
}

/** A clock whose business time starts at `start` and runs from there, for the demo and for tests. */
export function movableClock(start: Date): MovableClock {
  let base = start.getTime()
  let since = performance.now()
  const now = () => new Date(base + (performance.now() - since))
  return {
    now,
    elapsed: () => performance.now(),
    set(at) {
      base = at.getTime()
      since = performance.now()
    },
    advance(milliseconds) {
      base = now().getTime() + milliseconds
      since = performance.now()
    },
  }
}
