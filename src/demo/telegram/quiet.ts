// Waiting until nothing is under way any more: no update on its way to a bot, no call running, a short silence.
import { setTimeout as pause } from 'node:timers/promises'
import { dropExpired, pendingUpdates } from './updates.js'
import type { World } from './world.js'

export interface QuietOptions {
  /** How long nothing may have happened. */
  ms?: number
  timeoutMs?: number
}

/**
 * Resolves after a silence. An update counts as under way until the bot has confirmed it; a bot that has never asked
 * for updates is not waited for, nor one whose updates are held. Throws when it does not become quiet in time.
 */
export async function quiet(world: World, { ms = 50, timeoutMs = 30_000 }: QuietOptions = {}): Promise<void> {
  const end = performance.now() + timeoutMs
  for (;;) {
    const waiting = undelivered(world)
    const silent = performance.now() - world.activity.last
    if (waiting === 0 && world.activity.running === 0 && silent >= ms) return
    if (performance.now() > end)
      throw new Error(`not quiet after ${timeoutMs} ms: ${waiting} updates, ${world.activity.running} calls under way`)
    await pause(waiting === 0 && world.activity.running === 0 ? Math.max(1, ms - silent) : 5)
  }
}

function undelivered(world: World): number {
  let count = 0
  for (const { mailbox } of world.bots.values()) {
    if (!mailbox.fetched || mailbox.held) continue
    dropExpired(world, mailbox)
    count += pendingUpdates(mailbox)
  }
  return count
}
