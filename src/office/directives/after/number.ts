// Tạm gửi, chưa vào số: once number and day are known, every message that was sent without them says them.
import { and, eq } from 'drizzle-orm'
import type { Tx } from '../../../db/db.js'
import { tasks } from '../../../db/schema/assignments.js'
import type { Day } from '../../../lib/day.js'
import { UserError } from '../../../lib/errors.js'
import { countUnits, headerMessage } from '../../assignments/messages.js'
import { assignmentsOfLetter } from '../../assignments/moving.js'
import { groupsOf, refreshScreens } from '../../assignments/screens.js'
import { viewsOf } from '../../assignments/store.js'
import { record } from '../../trail/record.js'
import { touchAssignments } from '../attach/actions.js'
import { type DraftHeader, keptTasks, lacksHeader } from '../draft.js'
import { headerOf, taskText } from '../issue/work.js'
import { owedLater } from '../owed.js'
import { needDirective } from '../review/actions.js'
import type { View } from '../screen.js'
import { type Directive, keepDraft } from '../store.js'
import { headerSlot, rewrite, slotsOf } from '../succession/standing.js'

/** Can number and day of this letter still be completed after it was issued? */
export function isIncomplete(directive: Directive): boolean {
  return directive.state === 'issued' && directive.draft.kind === 'letter' && lacksHeader(directive.draft)
}

export interface Completion {
  directive: Directive
  done: boolean
  /** Assignments whose messages changed. */
  count: number
}

/** Fills in what was typed. What still lacks its other half stays provisional. Throws `UserError` for a letter of another commune. */
export async function completeHeader(
  tx: Tx,
  input: { communeId: number; directiveId: number; actorId: number; number?: string; issuedOn?: Day },
  viewOf: (directive: Directive) => Promise<View>,
  now: Date,
): Promise<Completion> {
  const { communeId, directiveId, actorId, number, issuedOn } = input
  const directive = await needDirective(tx, communeId, directiveId)
  if (!isIncomplete(directive)) return { directive, done: false, count: 0 }
  if (number === undefined && issuedOn === undefined) throw new UserError('directives-text-empty')
  const before = directive.draft.header
  const header: DraftHeader = { ...before, ...(number ? { number } : {}), ...(issuedOn ? { issuedOn } : {}) }
  const draft = { ...directive.draft, header }
  header.provisional = lacksHeader(draft)
  await keepDraft(tx, { communeId, id: directiveId, draft })
  const completed: Directive = { ...directive, draft, number: header.number, issuedOn: header.issuedOn }
  if (header.badOcr) await renameTasks(tx, completed)
  await record(
    tx,
    {
      communeId,
      subject: `directive:${directiveId}`,
      action: 'directive.complete',
      actorId,
      before: { number: before.number, issuedOn: before.issuedOn },
      after: { number: header.number, issuedOn: header.issuedOn },
    },
    now,
  )
  const ids = (await assignmentsOfLetter(tx, communeId, directiveId)).map((one) => one.id)
  await touchAssignments(tx, communeId, ids, now)
  await refreshScreens(tx, communeId, ids, now)
  await renameHeaders(tx, await viewOf(completed), ids, now)
  return { directive: completed, done: true, count: ids.length }
}

/** Of a bad scan the tasks themselves name the letter. */
async function renameTasks(tx: Tx, { communeId, id, draft }: Directive): Promise<void> {
  for (const [index, task] of keptTasks(draft).entries())
    await tx
      .update(tasks)
      .set({ text: taskText(draft, task) })
      .where(and(eq(tasks.communeId, communeId), eq(tasks.directiveId, id), eq(tasks.position, index + 1)))
}

async function renameHeaders(tx: Tx, view: View, ids: readonly number[], now: Date): Promise<void> {
  const { communeId, id } = view.directive
  const works = await viewsOf(tx, communeId, ids)
  const later = await owedLater(tx, view.directive)
  const concerned = [...works, ...later].map((one) => one.unit.id)
  const served = await groupsOf(tx, communeId, [...new Set(concerned)])
  const places = (await slotsOf(tx, communeId, id)).filter((place) => place.slot === headerSlot(id))
  for (const place of places) {
    const unitIds = served.find((group) => group.chatId === place.chatId)?.unitIds ?? []
    const mine = works.filter((work) => unitIds.includes(work.unit.id))
    const joining = later
      .filter((one) => unitIds.includes(one.unit.id))
      .map(({ unit, count }) => ({ unit: unit.name, count }))
    await rewrite(
      tx,
      {
        communeId,
        places: [place],
        mark: `numbered${now.getTime()}`,
        message: (t) => headerMessage(t, headerOf(view), countUnits(mine), joining),
      },
      now,
    )
  }
}
