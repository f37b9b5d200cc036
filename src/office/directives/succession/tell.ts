// Every group that got the old letter is told that another took its place, and what became of its work.
import type { Tx } from '../../../db/db.js'
import type { Translate } from '../../../lib/i18n.js'
import { withdrawQueued } from '../../../post/outbox.js'
import { cardSlot } from '../../assignments/cards.js'
import { refreshList } from '../../assignments/group-lists.js'
import { headerMessage } from '../../assignments/messages.js'
import { groupsOf } from '../../assignments/screens.js'
import { isReported } from '../../assignments/status.js'
import { viewsOf } from '../../assignments/store.js'
import { writeLetter } from '../../assignments/words.js'
import { headerOf, letterNameOf, type MovedDay, movedDays } from '../issue/work.js'
import { directiveName } from '../letter.js'
import { groupsToldOf, owedBy } from '../owed.js'
import type { View } from '../screen.js'
import type { Directive } from '../store.js'
import { type ChangedWork, changedWorks } from './changed.js'
import type { SuccessionKind } from './family.js'
import { type Succession, touchedLetters } from './plan.js'
import { changedList, endedLines, movedList, numbered, numberList } from './screen.js'
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
    reopenedIds: readonly number[]
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
  const concerned = [...works.map((work) => work.unit.id), ...succession.ended.map((one) => one.unitId)]
  const served = await groupsOf(tx, communeId, [...new Set(concerned)])
  const unitsIn = new Map(served.map((group) => [group.chatId, group.unitIds]))
  const everyone = new Map<number, GroupChat>([...got, ...served].map((group) => [group.chatId, group]))
  // Where nothing of what is replaced has gone out yet, nothing of it goes out any more.
  if (kind === 'replaces')
    for (const chatId of unreached(got)) {
      everyone.delete(chatId)
      // The cards of what is kept are queued again below the new letter's header.
      const again = old.draft.kind === 'letter' ? input.keptIds : []
      const slots = [...input.withdrawnIds, ...again].map(cardSlot)
      for (const { id } of letters) await dropWaiting(tx, { directiveId: id, chatIds: [chatId], slots })
    }
  if (kind === 'replaces')
    await withdrawQueued(
      tx,
      letters.map((letter) => aboutOf(letter.id)),
    )
  const changed = changedWorks(view)
  const other = new Set([...moved.map((one) => one.id), ...changed.map((one) => one.work.id)])
  const ids = {
    kept: new Set(input.keptIds.filter((id) => !other.has(id))),
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
        const lines = [succeededText(t, kind, old, directive)]
        const [kept, withdrawn] = [numbers(ids.kept), numbers(ids.withdrawn)]
        if (kept !== '') lines.push(t('directives-told-kept', { numbers: kept }))
        const isMine = (id: number) => mine.some((work) => work.id === id)
        lines.push(
          ...changeLines(t, {
            moved: moved.filter((one) => isMine(one.id)),
            changed: changed.filter((one) => isMine(one.work.id)),
            reopenedIds: input.reopenedIds,
          }),
        )
        if (withdrawn !== '') lines.push(t('directives-told-withdrawn', { numbers: withdrawn }))
        const ended = succession.ended.filter((one) => unitsIn.get(chatId)?.includes(one.unitId))
        lines.push(...endedLines(view, ended, t))
        return lines.join('\n')
      },
    },
    now,
  )
  if (old.draft.kind !== 'letter') return
  for (const letter of touchedLetters(succession)) await noteOld(tx, { view, succession, letter }, now)
}

/** What has another day, what asks for something else, and whose report does not count for it. */
function changeLines(
  t: Translate,
  input: { moved: readonly MovedDay[]; changed: readonly ChangedWork[]; reopenedIds: readonly number[] },
): string[] {
  const { moved, changed, reopenedIds } = input
  const isChanged = (id: number) => changed.some((one) => one.work.id === id)
  const lines: string[] = []
  const days = moved.filter((one) => !isChanged(one.id))
  if (days.length > 0) lines.push(t('directives-told-moved', { days: movedList(t, days) }))
  const both = moved.filter((one) => isChanged(one.id))
  if (both.length > 0) lines.push(t('directives-told-moved-only', { days: movedList(t, both) }))
  const reported = changed.map((one) => one.work).filter((work) => isReported(work) && !reopenedIds.includes(work.id))
  const reopened = changed.map((one) => one.work).filter((work) => reopenedIds.includes(work.id))
  return [...lines, ...wordingLines(t, { changed: changed.map(numbered), reported, reopened })]
}

/** Of one group or unit: what asks for something else, and which reports count for it (`reported`) or do not (`reopened`). */
export function wordingLines(
  t: Translate,
  input: {
    changed: Parameters<typeof changedList>[1]
    reported: readonly { number: number }[]
    reopened: readonly { number: number }[]
  },
): string[] {
  const { changed, reported, reopened } = input
  return [
    ...(changed.length > 0 ? [t('directives-told-changed', { changes: changedList(t, changed) })] : []),
    ...(reported.length > 0 ? [t('directives-told-count', { numbers: listOf(reported) })] : []),
    ...(reopened.length > 0 ? [t('directives-told-reopened', { numbers: listOf(reopened) })] : []),
  ]
}

function unreached(groups: readonly ToldGroup[]): number[] {
  const reached = new Set(groups.filter((group) => group.reached).map((group) => group.chatId))
  return [...new Set(groups.map((group) => group.chatId))].filter((chatId) => !reached.has(chatId))
}

/** "CV 112 … được thay thế bằng CV 121 …"; of work given by hand, which may have kept its words, that it was corrected. */
export function succeededText(t: Translate, kind: SuccessionKind, old: Directive, directive: Directive): string {
  const names = { old: calledOf(t, old), next: calledOf(t, directive) }
  if (old.draft.kind === 'letter') return t(`directives-told-${kind}`, names)
  return t(names.old === names.next ? 'directives-told-amended' : 'directives-told-corrects', names)
}

function calledOf(t: Translate, { draft }: Directive): string {
  return draft.kind === 'order' ? directiveName(t, draft) : writeLetter(t, letterNameOf(draft))
}

/** The old header says what replaces it; its lists show what is left to them, those that have nothing left say so too. */
async function noteOld(
  tx: Tx,
  { view, succession, letter }: { view: View; succession: Succession; letter: Directive },
  now: Date,
): Promise<void> {
  const { directive } = view
  const { communeId } = directive
  const { kind } = succession
  const next = letterNameOf(directive.draft)
  const header = headerOf({ ...view, directive: letter })
  const places = await slotsOf(tx, communeId, letter.id)
  const filled =
    kind === 'replaces' ? [] : await followLists(tx, { succession, letter, places, next: directive.id }, now)
  await rewrite(
    tx,
    {
      communeId,
      mark: `by${directive.id}`,
      places: places.filter((place) => !filled.includes(`${place.chatId} ${place.slot}`)),
      message: (t, slot) => {
        const note = t(`directives-note-${kind}`, { next: writeLetter(t, next) })
        if (slot !== headerSlot(letter.id))
          return { spans: [t('directives-note-list', { old: calledOf(t, letter), next: writeLetter(t, next) })] }
        const { spans, ...rest } = headerMessage(t, header, [])
        return { ...rest, spans: [{ bold: note }, '\n', ...spans] }
      },
    },
    now,
  )
}

/** What went over to the new letter stands no more in the lists of the old one. Returns the places ("chat slot") that show something still. */
async function followLists(
  tx: Tx,
  input: { succession: Succession; letter: Directive; places: readonly (GroupChat & { slot: string })[]; next: number },
  now: Date,
): Promise<string[]> {
  const { succession, letter, places, next } = input
  const { communeId, id } = letter
  const listing = new Set(places.filter((place) => place.slot !== headerSlot(id)).map((place) => place.chatId))
  const works = [...succession.kept.flatMap((one) => one.works), ...succession.withdrawn, ...succession.untouched]
  const filled: string[] = []
  for (const chat of await groupsOf(tx, communeId, [...new Set(works.map((work) => work.unit.id))])) {
    if (!listing.has(chat.chatId)) continue
    const slots = await refreshList(tx, { communeId, chat, name: { kind: 'list', of: id }, mark: `by${next}` }, now)
    filled.push(...slots.map((slot) => `${chat.chatId} ${slot}`))
  }
  return filled
}

function listOf(works: readonly { number: number }[]): string {
  return numberList(works.map((work) => work.number))
}
