// Letters that took each other's places: which are in force, what corrected a letter, and what stays in force beside one that is replaced.
import { and, eq, inArray, ne } from 'drizzle-orm'
import type { Tx } from '../../../db/db.js'
import { directiveLinks } from '../../../db/schema/directives.js'
import { isOpen } from '../../assignments/status.js'
import { viewsOf } from '../../assignments/store.js'
import { owedBy, runningDuties, tasksOf } from '../owed.js'
import { type Directive, findDirective } from '../store.js'

export type SuccessionKind = 'replaces' | 'corrects'

/** Issued, or given by hand, and neither replaced nor withdrawn since. A letter may be corrected more than once. */
export function isInForce(directive: Pick<Directive, 'state' | 'draft'>): boolean {
  const { fate, given } = directive.draft
  return (directive.state === 'issued' || given !== undefined) && (fate === undefined || fate.kind === 'corrected')
}

/** The letter that this one replaced or corrected, and which of the two. */
export async function succeededBy(
  tx: Tx,
  { communeId, id }: Directive,
): Promise<{ letter: Directive; kind: SuccessionKind } | undefined> {
  const [link] = await tx
    .select({ id: directiveLinks.otherId, kind: directiveLinks.kind })
    .from(directiveLinks)
    .where(
      and(
        eq(directiveLinks.communeId, communeId),
        eq(directiveLinks.directiveId, id),
        ne(directiveLinks.kind, 'carries-out'),
      ),
    )
  if (!link || link.kind === 'carries-out') return undefined
  const letter = await findDirective(tx, communeId, link.id)
  return letter && { letter, kind: link.kind }
}

/** What it replaced or corrected, what that one did, and so on to the first. */
export async function ancestorsOf(tx: Tx, directive: Directive): Promise<Directive[]> {
  const found = new Map<number, Directive>()
  for (let one = await succeededBy(tx, directive); one; one = await succeededBy(tx, one.letter)) {
    if (found.has(one.letter.id)) break
    found.set(one.letter.id, one.letter)
  }
  return [...found.values()]
}

/** What corrected this letter, or took the place of what did, and so on; in force or not. */
export async function successorsOf(tx: Tx, communeId: number, id: number): Promise<number[]> {
  const family = new Set<number>()
  let newest = [id]
  while (newest.length > 0) {
    const links = await tx
      .select({ id: directiveLinks.directiveId })
      .from(directiveLinks)
      .where(
        and(
          eq(directiveLinks.communeId, communeId),
          inArray(directiveLinks.otherId, newest),
          ne(directiveLinks.kind, 'carries-out'),
        ),
      )
      .orderBy(directiveLinks.directiveId)
    newest = [...new Set(links.map((link) => link.id))].filter((one) => one !== id && !family.has(one))
    for (const one of newest) family.add(one)
  }
  return [...family]
}

/** Those of them that are in force: what they took over is the old letter's too. */
export async function correctionsOf(tx: Tx, { communeId, id }: Directive): Promise<Directive[]> {
  return inForce(tx, communeId, await successorsOf(tx, communeId, id))
}

async function inForce(tx: Tx, communeId: number, ids: readonly number[]): Promise<Directive[]> {
  const found: Directive[] = []
  for (const id of ids) {
    const letter = await findDirective(tx, communeId, id)
    if (letter && isInForce(letter)) found.push(letter)
  }
  return found
}

/** A letter that stays in force although one that corrected it, or was corrected by it, is replaced. */
export interface Staying {
  letter: Directive
  /** Numbers of what units still have to do because of it. */
  numbers: number[]
  /** Its duties open again in periods to come. */
  goesOn: boolean
}

export interface Beside {
  /** Those because of which anything is still owed. */
  staying: Staying[]
  /** The letter in force that the replaced one goes back to: replacing that one replaces all of them. */
  whole: Directive | undefined
}

/** What stays in force beside a letter of which everything goes (`gone`: it and its corrections). */
export async function besideOf(tx: Tx, old: Directive, gone: readonly Directive[]): Promise<Beside> {
  const { communeId } = old
  const ancestors = await ancestorsOf(tx, old)
  const root = ancestors.at(-1)
  if (!root) return { staying: [], whole: undefined }
  const left = new Set(gone.map((letter) => letter.id))
  const others = [root.id, ...(await successorsOf(tx, communeId, root.id))].filter((id) => !left.has(id))
  const staying: Staying[] = []
  for (const letter of await inForce(tx, communeId, others)) {
    const ids = (await owedBy(tx, letter)).map((work) => work.id)
    const open = (await viewsOf(tx, communeId, ids)).filter((work) => isOpen(work.status))
    const goesOn = (await runningDuties(tx, communeId, tasksOf(tx, letter))).length > 0
    if (open.length > 0 || goesOn) staying.push({ letter, numbers: open.map((work) => work.number), goesOn })
  }
  return { staying, whole: ancestors.filter((letter) => isInForce(letter)).at(-1) }
}
