// Who may run an entry and where, and what it leaves for the tapper to read.
import type { Ack, Actor, OpenCtx, Where, Who } from './entry.js'

export function allowed(who: Exclude<Who, 'anyone'>, ctx: OpenCtx): ctx is OpenCtx & { actor: Actor } {
  return ctx.actor?.roles.some((role) => who.includes(role)) ?? false
}

/** Why it is not done in this kind of chat; undefined when it may be. */
export function misplaced({ where = 'any' }: { where?: Where }, ctx: OpenCtx): string | undefined {
  if (where === 'any' || where === ctx.chat.kind) return undefined
  return where === 'private' ? 'talk-only-private' : 'talk-only-group'
}

/** What an entry answered; most say nothing to the tapper. */
export async function told(running: Promise<Ack | undefined> | Promise<void>): Promise<Ack | undefined> {
  return (await running) ?? undefined
}
