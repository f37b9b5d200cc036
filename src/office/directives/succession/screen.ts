// Thay thế, Đính chính, or another letter with the same number: what the officer is asked, and what it will change. Pure.
import { action } from '../../../chat/action.js'
import type { Choice, Span } from '../../../chat/message.js'
import { type Day, writeDay } from '../../../lib/day.js'
import type { Translate } from '../../../lib/i18n.js'
import { type MovedDay, movedDays } from '../issue/work.js'
import { directiveName, letterName } from '../letter.js'
import { joinLines, label, type Screen, type View } from '../screen.js'
import type { Candidate } from './candidates.js'

/** An issued letter with the draft's number about which nothing has been said yet. */
export function twinOf(view: View): Candidate | undefined {
  const { decisions } = view.directive.draft
  if (decisions?.apart || decisions?.succeeds) return undefined
  return view.candidates.find((one) => one.sameNumber)
}

export function succeedScreen(view: View, candidate: Candidate): Screen {
  const { directive, t } = view
  const { id, version, draft } = directive
  const name = letterName(t, candidate)
  const lines: (string | Span[])[] = [
    [{ bold: letterName(t, draft.header) }],
    t(candidate.sameNumber ? 'directives-succeed-twin' : 'directives-succeed-ask', { name }),
    t('directives-succeed-explain'),
  ]
  const choose = (kind: 'replaces' | 'corrects'): Choice => ({
    label: t(`directives-button-${kind}`),
    action: action('draft.succeed', id, version, candidate.id, kind),
  })
  return {
    spans: joinLines(lines, t('directives-more')),
    choices: [
      [choose('replaces'), choose('corrects')],
      [{ label: t('directives-button-apart'), action: action('draft.apart', id, version) }],
      [{ label: t('directives-button-back-letter'), action: action('draft.show', id) }],
    ],
  }
}

/** What becomes of the old letter's work, in a few lines. */
export function successionLines(view: View): string[] {
  const { succession, t } = view
  if (!succession) return []
  const moved = movedDays(view)
  const { kind, old, kept, withdrawn, untouched } = succession
  const numbers = (works: readonly { number: number }[]) => numberList([...new Set(works.map((work) => work.number))])
  const keptWorks = kept.flatMap((one) => one.works).filter((work) => moved.every((one) => one.id !== work.id))
  // Work given by hand is corrected, whatever becomes of it.
  const what = old.draft.kind === 'order' ? 'corrects' : kind
  const lines = [t(`directives-succession-${what}`, { name: directiveName(t, old.draft) })]
  if (keptWorks.length > 0) lines.push(t('directives-succession-kept', { numbers: numbers(keptWorks) }))
  if (moved.length > 0) lines.push(t('directives-succession-moved', { days: movedList(t, moved) }))
  if (withdrawn.length > 0) lines.push(t('directives-succession-withdrawn', { numbers: numbers(withdrawn) }))
  if (untouched.length > 0) lines.push(t('directives-succession-untouched', { numbers: numbers(untouched) }))
  return lines
}

/** "#3–#4 (30/9/2026 → 31/10/2026); #7 (chưa có thời hạn → 15/10/2026)" */
export function movedList(t: Translate, moved: readonly MovedDay[]): string {
  const day = (one: Day | null) => (one ? writeDay(one) : t('directives-rule-none'))
  const changes = new Map<string, number[]>()
  for (const { number, before, after } of moved) {
    const change = `${day(before)} → ${day(after)}`
    changes.set(change, [...(changes.get(change) ?? []), number])
  }
  return [...changes].map(([change, numbers]) => `${numberList(numbers)} (${change})`).join('; ')
}

/** "#3–#7, #12" */
export function numberList(numbers: readonly number[]): string {
  const sorted = [...numbers].sort((a, b) => a - b)
  const runs: [number, number][] = []
  for (const number of sorted) {
    const last = runs.at(-1)
    if (last && last[1] === number - 1) last[1] = number
    else runs.push([number, number])
  }
  return runs.map(([from, to]) => (from === to ? `#${from}` : `#${from}–#${to}`)).join(', ')
}

/** On the answer: what may be replaced, and how to say so or take it back. */
export function succeedRows(view: View): Choice[][] {
  const { directive, t, succession, candidates } = view
  const { id, version } = directive
  if (succession) return [[{ label: t('directives-button-not-succeed'), action: action('draft.apart', id, version) }]]
  if (directive.draft.decisions?.apart) return []
  return candidates.slice(0, 2).map((one) => [
    {
      label: label(t('directives-button-succeed', { number: one.number ?? '' })),
      action: action('draft.successor', id, one.id),
    },
  ])
}
