// How the cost of work grows with its size, compared within one run: no time of the clock decides.
import { expect } from 'vitest'

/** Milliseconds this process computed. */
function spent(work: () => void): number {
  const from = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(from)
  return (user + system) / 1000
}

/** What a pause for collecting garbage and a pattern's first use may take, in milliseconds. */
const slack = 30

/**
 * Fails when work four times as large takes more than `most` times as long: four where it grows with the size, sixteen with the square, sixty-four
 * with the cube. The least of several tries counts: whatever else the machine does only adds.
 */
export function expectGrowth(
  name: string,
  work: (size: number) => void,
  { size, most }: { size: number; most: number },
): void {
  work(size)
  const tries: [number, number][] = []
  for (let at = 0; at < 5; at++) {
    tries.push([spent(() => work(size)), spent(() => work(size * 4))])
    const [one, four] = [0, 1].map((side) => Math.min(...tries.map((pair) => pair[side] ?? 0)))
    if ((four ?? 0) <= (one ?? 0) * most + slack) return
    // Hopeless: what grows that fast is not tried five times. Once may have been the machine.
    if (at > 0 && (four ?? 0) > (one ?? 0) * most * 4 + slack * 10) break
  }
  expect.fail(`${name}: ${tries.map((pair) => pair.map(Math.round).join(' → ')).join(', ')} ms`)
}
