// A clause of the body that stands alone: whose it is, how many tasks it holds, or why it is none.
import { allReport, saidInBracket, subjectWithin, timeFirst } from './assigned.js'
import type { Clause } from './clauses.js'
import { isFarewell } from './closings.js'
import { addAttribute } from './drafts.js'
import { emit } from './emit.js'
import { isAskedBetween, isTimetable } from './objects.js'
import { opensTask } from './openers.js'
import { ownUnit } from './own-unit.js'
import { countWords, plain } from './plain.js'
import { askedAbove, leadsIn, onDuty } from './requests.js'
import { isTaskTable } from './rows.js'
import { ownerFrom, type Scope, type Walk } from './scope.js'
import { isAgreement, isInformation } from './sections.js'
import {
  asksLoosely,
  eachSubject,
  itemSentences,
  sharesOut,
  unitParts,
  unitSentences,
  withoutTopic,
} from './sentences.js'
import { unitTask } from './unit-task.js'
import { isUnread, readUnit } from './units.js'

/** Offices that a heading names by what they have in common. */
const ofMany = /^các (?:sở|phòng|cơ quan|đơn vị|ban|ngành|đoàn thể)(?![^:]*:)/iu

/** A clause without lower items: a task, several, or what asks for nothing. */
export function leaf(walk: Walk, clause: Clause, scope: Scope, next: Clause | undefined): void {
  const words = withoutTopic(clause.words, walk.letter.book)
  if (words.replace(/[\s./-]+/g, '') === '') {
    walk.framing.push({ line: clause.line, end: clause.end })
    return
  }
  // "Phát phiếu đến từng hộ theo tiến độ sau:" and a table of villages: the sentence is what is asked.
  const isOfTable = next !== undefined && next.rows.length > 0 && !isTaskTable(next) && opensTask(plain(words))
  if (words.endsWith(':') && (next || !clause.marker) && !isOfTable) {
    walk.framing.push({ line: clause.line, end: clause.end })
    // "Quốc hội yêu cầu Chính phủ thực hiện các nhiệm vụ sau:" alone below "Điều 2.": whom the items beside it are for.
    if (!clause.marker && next?.marker)
      scope.owner =
        askedAbove(words, walk.letter.book) ??
        onDuty(words, walk.letter.book) ??
        leadsIn(words, walk.letter.book) ??
        scope.owner
    return
  }
  if (!clause.marker && sharesOut(words, scope.owner?.each ?? [])) {
    emit(walk, clause, words, scope, 'heading')
    return
  }
  // Below "C. CÁC PHÒNG THUỘC SỞ": "Phòng A tham mưu …. Phòng B hướng dẫn …".
  const isOfMany = !clause.marker && ofMany.test(scope.owner?.words ?? '')
  // Behind the last item of a unit, without a number: "Cục A hướng dẫn …; Trung tâm B bảo đảm …".
  const others = !clause.marker && scope.ofUnit ? unitParts(words, walk.letter.book) : []
  if (others.length > 0) {
    for (const one of others) unitTask(walk, { ...clause, words: one.words }, one.unit, scope)
    return
  }
  if (!scope.ofUnit || isOfMany) {
    const each = isOfMany
      ? eachSubject(words, walk.letter.book)
      : words === clause.words && clause.marker && !/;\s/.test(words)
        ? itemSentences(words, walk.letter.book, walk.letter.time)
        : unitSentences(words, walk.letter.book, walk.letter.time)
    if (each.length > 0) {
      for (const one of each) unitTask(walk, { ...clause, words: one.words }, one.unit, scope)
      return
    }
  }
  const unit = ownUnit(walk, readUnit(words, walk.letter.book))
  // "Chủ đầu tư: Ban Quản lý dự án khu vực 2.": who it is, and nothing asked.
  if (unit && /^(?:chủ đầu tư|nhà thầu)$/iu.test(unit.words) && readUnit(unit.rest, walk.letter.book)?.rest === '') {
    walk.framing.push({ line: clause.line, end: clause.end })
    return
  }
  // A whole sentence whose verb was not known is no heading: nothing asked for is lost.
  if (isInformation(words) || (!clause.marker && isFarewell(words))) {
    walk.framing.push({ line: clause.line, end: clause.end })
    return
  }
  const isAsked =
    unit?.rest === '' &&
    unit.lead !== '' &&
    countWords(words) > 8 &&
    (/[.;]$/.test(words) || (unit.lead === 'moi' && scope.ofUnit))
  if (unit && isUnread(unit, words, walk.letter.book)) {
    // Below a heading it may also be one of those named: then it is shown as left out.
    if (unit.rest !== '') emit(walk, clause, words, scope, 'heading')
    else if (scope.depth === 0)
      walk.doubts.push({ code: 'doubt-empty-heading', args: { unit: unit.name }, quote: words })
    return
  }
  if (unit && unit.rest === '' && !isAsked) {
    walk.framing.push({ line: clause.line, end: clause.end })
    if (clause.marker && scope.depth === 0)
      walk.doubts.push({ code: 'doubt-empty-heading', args: { unit: unit.name }, quote: words })
    return
  }
  if ((!unit && isTimetable(walk, words)) || isAgreement(unit?.rest ?? words)) {
    walk.framing.push({ line: clause.line, end: clause.end })
    return
  }
  const all = clause.marker || unit ? undefined : allReport(words, walk.letter.book)
  if (all) {
    emit(walk, clause, all.text, { ...scope, owner: ownerFrom(all.unit) }, 'sentence')
    return
  }
  if (!clause.marker && scope.depth === 0 && !unit && !isAskedBetween(walk, words, next)) return
  if (!clause.marker && !unit && !asksLoosely(words, scope.ofUnit, walk.letter.time)) return
  if (unit && !isAsked && (unit.lead !== 'doi voi' || unit.end === 'colon')) {
    const isCut = words !== clause.words
    unitTask(walk, { ...clause, words }, unit, { ...scope, depth: scope.depth + (isCut ? 1 : 0) })
    return
  }
  const after = timeFirst(words, walk.letter.book)
  if (after) {
    const draft = emit(walk, clause, words, { ...scope, owner: ownerFrom(after.unit) }, 'sentence')
    addAttribute(walk.letter, draft, { kind: 'time', value: after.time })
    return
  }
  const subject = subjectWithin(words, walk.letter.book, scope.ofUnit)
  const draft = subject
    ? emit(walk, clause, words, { ...scope, owner: ownerFrom(subject) }, 'sentence')
    : emit(walk, clause, words, scope, 'heading')
  for (const attribute of saidInBracket(words)) addAttribute(walk.letter, draft, attribute)
}
