// Which screen of a letter to show: the one that was asked for, or what became of the letter meanwhile.
import type { Tx } from '../../../db/db.js'
import type { Ack, Ctx } from '../../../talk/entry.js'
import { matchesScreen } from '../attach/screen.js'
import { type DraftTask, findTask } from '../draft.js'
import type { Edit } from '../edits.js'
import { outcomeScreen } from '../issue/outcome.js'
import { orderStage, stageScreen } from '../issue/stage.js'
import { draftSlot, type Screen, showScreen, type View, viewOf } from '../screen.js'
import type { Directive } from '../store.js'
import { succeedScreen } from '../succession/screen.js'
import { editDraft } from './actions.js'
import { answerScreen } from './answer.js'
import { closedScreen } from './closed.js'
import { foldScreen, unitListScreen } from './fold.js'
import { listScreen } from './list.js'
import { partsScreen } from './parts.js'
import { taskScreen, unitsScreen, whenScreen } from './task.js'
import { timesScreen } from './times.js'

export type ScreenName =
  | { kind: 'answer' }
  | { kind: 'list'; page: number }
  | { kind: 'task'; task: number }
  | { kind: 'units'; task: number; role: 'l' | 'c' }
  | { kind: 'when'; task: number; mode: 'd' | 'm' }
  | { kind: 'times' }
  | { kind: 'fold' }
  | { kind: 'unitList'; unit: number; page: number }
  | { kind: 'parts'; task: number }
  | { kind: 'matches' }
  | { kind: 'succeed'; other: number }
  | { kind: 'preview' }

function screenOf(view: View, name: Exclude<ScreenName, { kind: 'preview' }>): Screen {
  const { draft } = view.directive
  const withTask = (make: (task: DraftTask) => Screen): Screen => {
    const task = 'task' in name ? findTask(draft, name.task) : undefined
    // It was merged into another one meanwhile.
    return task ? make(task) : listScreen(view, 0)
  }
  switch (name.kind) {
    case 'answer':
      return answerScreen(view)
    case 'list':
      return listScreen(view, name.page)
    case 'task':
      return withTask((task) => taskScreen(view, task))
    case 'units':
      return withTask((task) => unitsScreen(view, task, name.role))
    case 'when':
      return withTask((task) => whenScreen(view, task, name.mode))
    case 'times':
      return timesScreen(view)
    case 'fold':
      return foldScreen(view)
    case 'unitList':
      return unitListScreen(view, name.unit, name.page)
    case 'parts':
      return withTask((task) => partsScreen(view, task))
    case 'matches':
      return view.matches.list.length > 0 ? matchesScreen(view) : answerScreen(view)
    case 'succeed': {
      const candidate = view.candidates.find((one) => one.id === name.other)
      return candidate ? succeedScreen(view, candidate) : answerScreen(view)
    }
  }
}

/** Shows a screen of a letter; of one that is no longer a draft what became of it. */
export async function showDraft(
  tx: Tx,
  ctx: Ctx,
  directive: Directive,
  name: ScreenName,
  options: { fresh?: boolean } = {},
): Promise<void> {
  const view = await viewOf(tx, directive, ctx.t, ctx.now)
  const screen =
    directive.state === 'draft'
      ? name.kind === 'preview'
        ? await stageScreen(tx, view)
        : name.kind === 'answer' && directive.draft.kind === 'order'
          ? await orderStage(tx, view)
          : screenOf(view, name)
      : directive.state === 'issued' || (directive.draft.given && directive.draft.fate?.kind !== 'recalled')
        ? await outcomeScreen(tx, view)
        : closedScreen(view)
  await showScreen(tx, ctx, draftSlot(directive.id), screen, options)
}

/** Carries out an edit and shows the screen with what it is now, also when a colleague was faster. */
export async function editAndShow(
  tx: Tx,
  ctx: Ctx,
  input: { directiveId: number; version?: number; edit: Edit },
  name: ScreenName,
  options: { fresh?: boolean } = {},
): Promise<Ack | undefined> {
  const edited = await editDraft(
    tx,
    {
      ...input,
      communeId: ctx.actor.communeId,
      editor: { personId: ctx.actor.personId, name: ctx.actor.name },
    },
    ctx.now,
  )
  await showDraft(tx, ctx, edited.directive, name, options)
  if (edited.outcome === 'stale') {
    const words = edited.by === '' ? ctx.t('directives-stale-units') : ctx.t('directives-stale', { by: edited.by })
    return { text: words, alert: true }
  }
  if (edited.outcome === 'closed') return { text: ctx.t('directives-not-waiting'), alert: true }
  return undefined
}
