// Messages that were handed to the platform and whose answers are still out.

/** How long, in milliseconds, an answer may wait to be written down together with those that are still out. */
const GATHER = 25

export interface InAir {
  left(): void
  landed(): void
  /**
   * Resolves when no answer is out any more, at the latest after `GATHER`: what left together is written down together, and a
   * database that works in this very thread does not make the others' answers look late to the pacer.
   */
  gathered(): Promise<void>
}

export function makeInAir(): InAir {
  let count = 0
  let allLanded: (() => void) | undefined
  return {
    left() {
      count += 1
    },
    landed() {
      count -= 1
      if (count === 0) allLanded?.()
    },
    async gathered() {
      if (count === 0) return
      await new Promise<void>((done) => {
        const timer = setTimeout(done, GATHER)
        allLanded = () => {
          clearTimeout(timer)
          done()
        }
      })
      allLanded = undefined
    },
  }
}
