// How often an address may be wrong about a link, and a device may speak. Kept in memory: a restart forgives.

export interface Tries {
  /** Counts one more; false when it was too many within the time. */
  take(who: string): boolean
  /** Whether no more are left, without counting. */
  spent(who: string): boolean
}

/** At most `most` within `milliseconds` for each name; `elapsed` is a clock that only runs forward. */
export function makeTries(most: number, milliseconds: number, elapsed: () => number): Tries {
  const found = new Map<string, { since: number; count: number }>()
  const current = (who: string) => {
    const entry = found.get(who)
    if (entry && elapsed() - entry.since < milliseconds) return entry
    found.delete(who)
    return undefined
  }
  return {
    spent: (who) => (current(who)?.count ?? 0) >= most,
    take(who) {
      const entry = current(who)
      if (entry) {
        entry.count += 1
        return entry.count <= most
      }
      // Names come from outside: their number has an end, the oldest go first.
      const [oldest] = found.size >= 10_000 ? found.keys() : []
      if (oldest !== undefined) found.delete(oldest)
      found.set(who, { since: elapsed(), count: 1 })
      return true
    },
  }
}
