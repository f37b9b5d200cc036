// Changing a draft. Two officers at once do not overwrite each other: an edit made on an older version is not carried out.
import type { Tx } from '../../../db/db.js'
import { UserError } from '../../../lib/errors.js'
import { record } from '../../trail/record.js'
import { applyEdit, type Edit, type Editor, onlyEditedBy } from '../edits.js'
import { type Directive, lockDirective, saveDraft, setDirectiveState } from '../store.js'

export interface EditInput {
  communeId: number
  directiveId: number
  /** The version the person saw; missing when what they saw of the changed field was compared already. */
  version?: number
  edit: Edit
  editor: Editor
}

export type Edited =
  | { outcome: 'done'; directive: Directive }
  /** Somebody else (`by`) changed it meanwhile: nothing happened, here is what it is now. */
  | { outcome: 'stale'; directive: Directive; by: string }
  /** It was issued or cancelled. */
  | { outcome: 'closed'; directive: Directive }

/** Throws `UserError` when there is no such letter in the commune, or the edit makes no sense. */
export async function editDraft(tx: Tx, input: EditInput, now: Date): Promise<Edited> {
  const { communeId, edit, editor } = input
  const directive = await needDirective(tx, communeId, input.directiveId)
  if (directive.state !== 'draft') return { outcome: 'closed', directive }
  const stale = staleBy(directive, input.version, editor.personId)
  if (stale !== undefined) return { outcome: 'stale', directive, by: stale }
  const draft = applyEdit(directive.draft, edit, editor, directive.version + 1)
  const saved = await saveDraft(tx, { communeId, id: directive.id, version: directive.version, draft })
  if (!saved) throw new Error(`draft ${directive.id} changed under its lock`)
  await record(
    tx,
    {
      communeId,
      subject: `directive:${directive.id}`,
      action: 'directive.edit',
      actorId: editor.personId,
      before: { version: directive.version },
      after: { ...edit, version: directive.version + 1 },
    },
    now,
  )
  return { outcome: 'done', directive: { ...directive, draft, version: directive.version + 1, ...headerOf(draft) } }
}

/** Who changed the draft since this version, when it was not the person alone; undefined when the version is fine. */
export function staleBy(directive: Directive, version: number | undefined, personId: number): string | undefined {
  if (version === undefined || version === directive.version) return undefined
  if (onlyEditedBy(directive.draft, personId, version, directive.version)) return undefined
  return directive.draft.editors.findLast((one) => one.by !== personId)?.name ?? ''
}

function headerOf(draft: Directive['draft']) {
  const { number, issuedOn, issuer, subject, superior = false } = draft.header
  return { number, issuedOn, issuer, subject, superior }
}

/** A letter of this commune, locked. Throws `UserError` for any other id. */
export async function needDirective(tx: Tx, communeId: number, id: number): Promise<Directive> {
  const directive = await lockDirective(tx, communeId, id)
  if (!directive) throw new UserError('directives-unknown')
  return directive
}

/** Cancels a draft; it can be taken up again. */
export async function dropDraft(
  tx: Tx,
  input: { communeId: number; directiveId: number; actorId: number },
  now: Date,
): Promise<boolean> {
  return move(tx, { ...input, from: 'draft', to: 'dropped', action: 'directive.drop' }, now)
}

/** `Chỉ lưu`: kept and recognised, nothing given; it can be taken up again. */
export async function storeDraft(
  tx: Tx,
  input: { communeId: number; directiveId: number; version: number; actorId: number },
  now: Date,
): Promise<boolean> {
  const { communeId, directiveId, version, actorId } = input
  const directive = await needDirective(tx, communeId, directiveId)
  if (directive.state !== 'draft' || staleBy(directive, version, actorId) !== undefined) return false
  const draft = { ...directive.draft, stored: true }
  const moved = await setDirectiveState(tx, { communeId, id: directiveId, from: 'draft', to: 'dropped', draft }, now)
  if (moved)
    await record(
      tx,
      {
        communeId,
        subject: `directive:${directiveId}`,
        action: 'directive.store',
        actorId,
        before: { state: 'draft' },
        after: { state: 'dropped', stored: true },
      },
      now,
    )
  return moved
}

export async function reviveDraft(
  tx: Tx,
  input: { communeId: number; directiveId: number; actorId: number },
  now: Date,
): Promise<boolean> {
  return move(tx, { ...input, from: 'dropped', to: 'draft', action: 'directive.revive' }, now)
}

async function move(
  tx: Tx,
  input: {
    communeId: number
    directiveId: number
    actorId: number
    from: 'draft' | 'dropped'
    to: 'draft' | 'dropped'
    action: string
  },
  now: Date,
): Promise<boolean> {
  const { communeId, directiveId, from, to } = input
  const directive = await needDirective(tx, communeId, directiveId)
  const { stored: _, ...draft } = directive.draft
  const moved = await setDirectiveState(tx, { communeId, id: directiveId, from, to, draft }, now)
  if (moved)
    await record(
      tx,
      {
        communeId,
        subject: `directive:${directiveId}`,
        action: input.action,
        actorId: input.actorId,
        before: { state: from },
        after: { state: to },
      },
      now,
    )
  return moved
}
