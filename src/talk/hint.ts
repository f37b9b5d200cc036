// What is said of a message that was not understood, by who wrote it. Pure.
import type { Actor } from './entry.js'

/** Somebody who answers for a unit and does not send letters. */
export function isOfUnit(actor: Actor | undefined): boolean {
  return actor !== undefined && actor.units.length > 0 && !actor.roles.includes('officer')
}

/** The key of the locale. */
export function hintFor(actor: Actor | undefined): string {
  if (!actor) return 'talk-stranger'
  return isOfUnit(actor) ? 'talk-hint-unit' : 'talk-hint'
}
