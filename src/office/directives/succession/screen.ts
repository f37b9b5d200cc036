// Thay thế, Đính chính, or another letter with the same number: what the officer is asked, and what it will change. Pure.
import { action } from '../../../chat/action.js'
import type { Choice, Span } from '../../../chat/message.js'
import { type Day, writeDay } from '../../../lib/day.js'
import type { Translate } from '../../../lib/i18n.js'
import { oneLine, shorten } from '../../../lib/vietnamese.js'
import { groupBy } from '../../assignments/grouping.js'
import { type MovedDay, movedDays } from '../issue/work.js'
import { directiveName, letterName } from '../letter.js'
import { joinLines, label, type Screen, unitNames, type View } from '../screen.js'
import type { Candidate } from './candidates.js'
import { type ChangedWork, changedWorks, reportsOfOld } from './changed.js'
import type { Beside, SuccessionKind } from './family.js'
import type { Succession } from './plan.js'
import type { Changed } from './wording.js'

/** Issued letters that have the draft's number, or whose place it says it takes, as long as nobody has said what it is to them. */
export function unsettledCandidates({ directive, candidates }: View): readonly Candidate[] {
  const { decisions } = directive.draft
  return decisions?.apart || decisions?.succeeds ? [] : candidates
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
  const { kind, old, kept, withdrawn, ended, untouched, beside } = succession
  const numbers = (works: readonly { number: number }[]) => numberList([...new Set(works.map((work) => work.number))])
  const changed = changedWorks(view)
  const other = new Set([...moved.map((one) => one.id), ...changed.map((one) => one.work.id)])
  const keptWorks = kept.flatMap((one) => one.works).filter((work) => !other.has(work.id))
  const reported = reportsOfOld(view)
  // Work given by hand is corrected, whatever becomes of it.
  const what = old.draft.kind === 'order' ? 'corrects' : kind
  const lines = [t(`directives-succession-${what}`, { name: directiveName(t, old.draft) })]
  if (keptWorks.length > 0) lines.push(t('directives-succession-kept', { numbers: numbers(keptWorks) }))
  if (moved.length > 0) lines.push(t('directives-succession-moved', { days: movedList(t, moved) }))
  if (reported.length > 0) {
    const fate = view.directive.draft.decisions?.reportsCount ? 'count' : 'reopened'
    lines.push(t(`directives-succession-${fate}`, { numbers: numbers(reported) }))
  }
  if (withdrawn.length > 0) lines.push(t('directives-succession-withdrawn', { numbers: numbers(withdrawn) }))
  lines.push(...endedLines(view, ended).map((line) => `– ${line}`))
  lines.push(...besideLines(t, kind, beside))
  // Behind what is lost, for it is long.
  if (changed.length > 0)
    lines.push(t('directives-succession-changed', { changes: changedList(t, changed.map(numbered), MOST_CHANGED) }))
  if (untouched.length > 0) lines.push(t('directives-succession-untouched', { numbers: numbers(untouched) }))
  return lines
}

/** "Từ kỳ sau không phải thực hiện nữa (Phòng Kinh tế): “Báo cáo …”" */
export function endedLines(view: View, ended: Succession['ended'], t = view.t): string[] {
  return [...groupBy(ended, (one) => one.text)].map(([text, parts]) => {
    const units = unitNames(
      view,
      parts.map((one) => one.unitId),
      false,
    )
    return t('directives-succession-ended', { units, text: shorten(oneLine(text), 100) })
  })
}

/** A correction is replaced, or corrected, without the letter it corrected: what goes on because of that one, and of others like it. */
function besideLines(t: Translate, kind: SuccessionKind, { staying, whole }: Beside): string[] {
  const lines = staying.map(({ letter, numbers, goesOn }) => {
    const works = [
      ...(numbers.length > 0 ? [numberList(numbers)] : []),
      ...(goesOn ? [t('directives-stays-duties')] : []),
    ]
    return t(`directives-succession-stays-${kind}`, { name: directiveName(t, letter.draft), works: works.join(', ') })
  })
  return whole && lines.length > 0
    ? [...lines, t('directives-succession-whole', { name: directiveName(t, whole.draft) })]
    : lines
}

/** Replaces what the replaced letter corrected as well. `from` is where it is pressed. */
export function wholeRows({ directive, t, succession }: View, from: 'a' | 'p'): Choice[][] {
  const { whole, staying } = succession?.beside ?? {}
  if (!whole || !staying?.length) return []
  return [
    [
      {
        label: label(t('directives-button-succeed-whole', { name: directiveName(t, whole.draft) })),
        action: action('draft.succeed', directive.id, directive.version, whole.id, 'replaces', from),
      },
    ],
  ]
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
  if (succession)
    return [
      ...countRow(view),
      ...wholeRows(view, 'a'),
      [{ label: t('directives-button-not-succeed'), action: action('draft.apart', id, version) }],
    ]
  if (directive.draft.decisions?.apart) return []
  return candidates.slice(0, 2).map((one) => [
    {
      label: label(t('directives-button-succeed', { number: one.number ?? '' })),
      action: action('draft.successor', id, one.id),
    },
  ])
}

/** Whether reports made for the old words count for the new ones: the officer may say so, and take it back. */
function countRow(view: View): Choice[][] {
  const { directive, t } = view
  if (reportsOfOld(view).length === 0) return []
  const on = !directive.draft.decisions?.reportsCount
  return [
    [
      {
        label: t(on ? 'directives-button-reports-count' : 'directives-button-reports-reopen'),
        action: action('draft.reportsCount', directive.id, directive.version, on ? 1 : 0),
      },
    ],
  ]
}

export function numbered({ work, changed }: ChangedWork): { number: number; changed: readonly Changed[] } {
  return { number: work.number, changed }
}

/** Of changes on a screen no more than so many characters: what each group gets is to be seen too. */
const MOST_CHANGED = 1500

/** "#3–#4 (“50 hộ” → “80 hộ”); #7 (“60%” → “95%”)"; beyond `most` characters only how much more there is. */
export function changedList(
  t: Translate,
  works: readonly { number: number; changed: readonly Changed[] }[],
  most = Infinity,
): string {
  const changes = new Map<string, number[]>()
  for (const { number, changed } of works) {
    const words = writeChanged(t, changed)
    changes.set(words, [...(changes.get(words) ?? []), number])
  }
  const told: string[] = []
  let length = 0
  let left = works.length
  for (const [words, numbers] of changes) {
    const line = `${numberList(numbers)} (${words})`
    length += line.length + 2
    if (told.length > 0 && length > most) break
    told.push(line)
    left -= numbers.length
  }
  const shown = told.join('; ')
  return left > 0 ? t('directives-changes-more', { shown, count: left }) : shown
}

/** So many places are told, the others are seen in the text. */
const MOST_TOLD = 3

function writeChanged(t: Translate, changed: readonly Changed[]): string {
  const quoted = (words: string) => (words === '' ? t('directives-changed-nothing') : `“${words}”`)
  const told = changed.slice(0, MOST_TOLD).map((one) => `${quoted(one.before)} → ${quoted(one.after)}`)
  return [...told, ...(changed.length > MOST_TOLD ? ['…'] : [])].join(', ')
}
