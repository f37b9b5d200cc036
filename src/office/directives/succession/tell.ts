// Every group that got the old letter is told that another took its place, and what became of its work.
import type { Tx } from '../../../db/db.js'
import type { Translate } from '../../../lib/i18n.js'
import { withdrawQueued } from '../../../post/outbox.js'
import { cardSlot } from '../../assignments/cards.js'
import { headerMessage } from '../../assignments/messages.js'
import { groupsOf, queueList } from '../../assignments/screens.js'
import { viewsOf } from '../../assignments/store.js'
import type { AssignmentView } from '../../assignments/view.js'
import { writeLetter } from '../../assignments/words.js'
import { headerOf, letterNameOf, movedDays } from '../issue/work.js'
import { directiveName } from '../letter.js'
import { groupsToldOf, owedBy } from '../owed.js'
import type { View } from '../screen.js'
import type { Directive } from '../store.js'
import type { Succession } from './plan.js'
import { movedList, numberList } from './screen.js'
import {
  aboutOf,
  dropWaiting,
  type GroupChat,
  headerSlot,
  rewrite,
  slotsOf,
  type ToldGroup,
  tellGroups,
} from './standing.js'

export async function tellSuccession(
  tx: Tx,
  input: {
    view: View
    succession: Succession
    keptIds: readonly number[]
    withdrawnIds: readonly number[]
    notBefore: Date | undefined
  },
  now: Date,
): Promise<void> {
  const { view, succession, notBefore } = input
  const { directive } = view
  const { communeId } = directive
  const { old, kind } = succession
  const works = await viewsOf(tx, communeId, [...input.keptIds, ...input.withdrawnIds])
  const letters = [old, ...succession.corrections]
  const got: ToldGroup[] = []
  for (const letter of letters) got.push(...(await groupsToldOf(tx, letter, await owedBy(tx, letter))))
  const moved = movedDays(view)
  const served = await groupsOf(tx, communeId, [...new Set(works.map((work) => work.unit.id))])
  const unitsIn = new Map(served.map((group) => [group.chatId, group.unitIds]))
  const everyone = new Map<number, GroupChat>([...got, ...served].map((group) => [group.chatId, group]))
  // Where nothing of what is replaced has gone out yet, nothing of it goes out any more.
  if (kind === 'replaces')
    for (const chatId of unreached(got)) {
      everyone.delete(chatId)
      const slots = input.withdrawnIds.map(cardSlot)
      for (const { id } of letters) await dropWaiting(tx, { directiveId: id, chatIds: [chatId], slots })
    }
  if (kind === 'replaces')
    await withdrawQueued(
      tx,
      letters.map((letter) => aboutOf(letter.id)),
    )
  const withOtherDays = new Set(moved.map((one) => one.id))
  const ids = {
    kept: new Set(input.keptIds.filter((id) => !withOtherDays.has(id))),
    withdrawn: new Set(input.withdrawnIds),
  }
  await tellGroups(
    tx,
    {
      communeId,
      groups: [...everyone.values()],
      key: `succession:${directive.id}`,
      notBefore,
      words: (t, chatId) => {
        const mine = works.filter((work) => unitsIn.get(chatId)?.includes(work.unit.id))
        const numbers = (set: ReadonlySet<number>) => listOf(mine.filter((work) => set.has(work.id)))
        const lines = [t(`directives-told-${kind}`, { old: calledOf(t, old), next: calledOf(t, directive) })]
        const [kept, withdrawn] = [numbers(ids.kept), numbers(ids.withdrawn)]
        if (kept !== '') lines.push(t('directives-told-kept', { numbers: kept }))
        const days = moved.filter((one) => mine.some((work) => work.id === one.id))
        if (days.length > 0) lines.push(t('directives-told-moved', { days: movedList(t, days) }))
        if (withdrawn !== '') lines.push(t('directives-told-withdrawn', { numbers: withdrawn }))
        return lines.join('\n')
      },
    },
    now,
  )
  if (old.draft.kind !== 'letter') return
  // What corrected a letter is replaced with it.
  for (const letter of kind === 'replaces' ? [old, ...succession.corrections] : [old])
    await noteOld(tx, { view, succession: { ...succession, old: letter } }, now)
}

function unreached(groups: readonly ToldGroup[]): number[] {
  const reached = new Set(groups.filter((group) => group.reached).map((group) => group.chatId))
  return [...new Set(groups.map((group) => group.chatId))].filter((chatId) => !reached.has(chatId))
}

function calledOf(t: Translate, { draft }: Directive): string {
  return draft.kind === 'order' ? directiveName(t, draft) : writeLetter(t, letterNameOf(draft))
}

/** The old header says what replaces it; lists that have nothing left too. */
async function noteOld(tx: Tx, { view, succession }: { view: View; succession: Succession }, now: Date): Promise<void> {
  const { directive } = view
  const { communeId } = directive
  const { old, kind, untouched } = succession
  const next = letterNameOf(directive.draft)
  const header = headerOf({ ...view, directive: old })
  const places = await slotsOf(tx, communeId, old.id)
  await rewrite(
    tx,
    {
      communeId,
      mark: `by${directive.id}`,
      places: kind === 'replaces' ? places : places.filter((place) => place.slot === headerSlot(old.id)),
      message: (t, slot) => {
        const note = t(`directives-note-${kind}`, { next: writeLetter(t, next) })
        if (slot !== headerSlot(old.id)) return { spans: [note] }
        const { spans, ...rest } = headerMessage(t, header, [])
        return { ...rest, spans: [{ bold: note }, '\n', ...spans] }
      },
    },
    now,
  )
  if (kind === 'replaces' || untouched.length === 0) return
  const shown = new Set(places.filter((place) => place.slot !== headerSlot(old.id)).map((place) => place.chatId))
  const only = new Set(untouched.map((work) => work.id))
  for (const chat of await groupsOf(tx, communeId, [...new Set(untouched.map((work) => work.unit.id))]))
    if (shown.has(chat.chatId)) await queueList(tx, { communeId, chat, name: { kind: 'list', of: old.id }, only }, now)
}

function listOf(works: readonly Pick<AssignmentView, 'number'>[]): string {
  return numberList(works.map((work) => work.number))
}
