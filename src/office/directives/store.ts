// Letters as kept: the draft while it is checked, and what became of it. Every read names the commune.
import { createHash } from 'node:crypto'
import { and, desc, eq, inArray, or, sql } from 'drizzle-orm'
import type { Tx } from '../../db/db.js'
import { directives } from '../../db/schema/directives.js'
import { persons } from '../../db/schema/people.js'
import { fold } from '../../lib/vietnamese.js'
import { type Draft, readDraft } from './draft.js'

type Row = typeof directives.$inferSelect

export interface Directive extends Omit<Row, 'draft' | 'draftVersion'> {
  draft: Draft
  version: number
}

/** A letter in a list, without its text and its draft. */
export interface ListedDirective {
  id: number
  number: string | null
  issuedOn: string | null
  subject: string | null
  state: Row['state']
  createdAt: Date
  createdByName: string
  issuedAt: Date | null
}

/** The same for two copies of a letter, however their lines are broken and whichever way tones are placed. */
export function textHash(text: string): string {
  return createHash('sha256').update(fold(text)).digest('hex')
}

export async function insertDirective(
  tx: Tx,
  input: { communeId: number; text: string; textHash: string; fileId?: number; draft: Draft; createdBy: number },
  now: Date,
): Promise<number> {
  const [row] = await tx
    .insert(directives)
    .values({
      ...columnsOf(input.draft),
      communeId: input.communeId,
      text: input.text,
      textHash: input.textHash,
      fileId: input.fileId ?? null,
      draft: input.draft,
      createdBy: input.createdBy,
      createdAt: now,
    })
    .returning({ id: directives.id })
  if (!row) throw new Error('directive not stored')
  return row.id
}

/** What lists and other slices read without opening the draft. */
function columnsOf(draft: Draft) {
  const { number, issuedOn, issuer, subject, superior = false } = draft.header
  return { number, issuedOn, issuer, subject, superior }
}

export async function findDirective(tx: Tx, communeId: number, id: number): Promise<Directive | undefined> {
  const [row] = await tx
    .select()
    .from(directives)
    .where(and(eq(directives.communeId, communeId), eq(directives.id, id)))
  return row && directiveOf(row)
}

/** The same, locked until the transaction ends: of two officers at once the second reads what the first made of it. */
export async function lockDirective(tx: Tx, communeId: number, id: number): Promise<Directive | undefined> {
  const [row] = await tx
    .select()
    .from(directives)
    .where(and(eq(directives.communeId, communeId), eq(directives.id, id)))
    .for('update')
  return row && directiveOf(row)
}

function directiveOf(row: Row): Directive {
  const { draft, draftVersion, ...rest } = row
  return { ...rest, draft: readDraft(draft), version: draftVersion }
}

/** The letter with this text that waits or was issued; one that was cancelled may come again. */
export async function findSameLetter(tx: Tx, communeId: number, hash: string): Promise<Directive | undefined> {
  const [row] = await tx
    .select()
    .from(directives)
    .where(
      and(
        eq(directives.communeId, communeId),
        eq(directives.textHash, hash),
        or(inArray(directives.state, ['draft', 'issued']), sql`${directives.draft}->>'stored' = 'true'`),
      ),
    )
    .orderBy(desc(directives.id))
    .limit(1)
  return row && directiveOf(row)
}

/** Keeps the next version of a draft; false when somebody else was faster. */
export async function saveDraft(
  tx: Tx,
  input: { communeId: number; id: number; version: number; draft: Draft },
): Promise<boolean> {
  const saved = await tx
    .update(directives)
    .set({ ...columnsOf(input.draft), draft: input.draft, draftVersion: input.version + 1 })
    .where(
      and(
        eq(directives.communeId, input.communeId),
        eq(directives.id, input.id),
        eq(directives.draftVersion, input.version),
        eq(directives.state, 'draft'),
      ),
    )
    .returning({ id: directives.id })
  return saved.length > 0
}

/** Keeps what became of a letter that is no longer a draft; its row is locked by the caller. */
export async function keepDraft(tx: Tx, input: { communeId: number; id: number; draft: Draft }): Promise<void> {
  await tx
    .update(directives)
    .set({ ...columnsOf(input.draft), draft: input.draft })
    .where(and(eq(directives.communeId, input.communeId), eq(directives.id, input.id)))
}

/** Moves a letter on; false when it is no longer in the state it should leave, or another version. */
export async function setDirectiveState(
  tx: Tx,
  input: {
    communeId: number
    id: number
    from: Row['state']
    to: Row['state']
    version?: number
    issuedBy?: number
    draft?: Draft
  },
  now: Date,
): Promise<boolean> {
  const moved = await tx
    .update(directives)
    .set({
      state: input.to,
      ...(input.to === 'issued' ? { issuedAt: now, issuedBy: input.issuedBy ?? null } : {}),
      ...(input.draft ? { draft: input.draft } : {}),
    })
    .where(
      and(
        eq(directives.communeId, input.communeId),
        eq(directives.id, input.id),
        eq(directives.state, input.from),
        input.version === undefined ? undefined : eq(directives.draftVersion, input.version),
      ),
    )
    .returning({ id: directives.id })
  return moved.length > 0
}

/** The newest letters in a state, without the tasks given by hand. */
export async function listDirectives(
  tx: Tx,
  communeId: number,
  state: Row['state'],
  most: number,
): Promise<ListedDirective[]> {
  return tx
    .select({
      id: directives.id,
      number: directives.number,
      issuedOn: directives.issuedOn,
      subject: directives.subject,
      state: directives.state,
      createdAt: directives.createdAt,
      createdByName: persons.name,
      issuedAt: directives.issuedAt,
    })
    .from(directives)
    .innerJoin(persons, eq(persons.id, directives.createdBy))
    .where(
      and(
        eq(directives.communeId, communeId),
        eq(directives.state, state),
        sql`${directives.draft}->>'kind' = 'letter'`,
      ),
    )
    .orderBy(desc(directives.id))
    .limit(most)
}

export async function personName(tx: Tx, id: number): Promise<string> {
  const [row] = await tx.select({ name: persons.name }).from(persons).where(eq(persons.id, id))
  return row?.name ?? '?'
}
