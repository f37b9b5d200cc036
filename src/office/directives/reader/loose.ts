// Letters in prose, without items: who is told to do what, sentence by sentence; what names nobody goes on with the task before it.
import type { DeadlineRule } from '../../../calendar/rule.js'
import { shorten } from '../../../lib/vietnamese.js'
import { attributeOf } from './attributes.js'
import { isBareAppeal, isClosing, isEnclosure, isFarewell } from './closings.js'
import { deadlinesIn } from './deadlines.js'
import { addAttribute, addWords, type Draft, draftOf } from './drafts.js'
import { dayOf } from './json.js'
import { opensWithVerb } from './openers.js'
import type { Paragraph } from './paragraphs.js'
import { plain, searched } from './plain.js'
import { type Asked, requestIn, sentencesOf } from './requests.js'
import { everybody, type Scope, type Walk } from './scope.js'
import { isFormal, isInformation } from './sections.js'
import { joint } from './sentences.js'
import { isGeneric, nameKey } from './unit-names.js'

/** "… nghiêm túc triển khai các nội dung sau.": what follows, a paragraph each, is asked for. */
const announcesList =
  /(?:noi dung|nhiem vu|cong viec|yeu cau|giai phap)[^.:]{0,40}(?:sau|sau day|nhu sau|cu the)\s*[.:]$/

interface Prose {
  walk: Walk
  issuer: string | null
  inherited: DeadlineRule[]
  /** The task that a sentence without a unit goes on with. */
  last: Draft | undefined
  /** What goes on with each task; taken in at the end, so that none is read again and again. */
  more: Map<Draft, { words: string; end: number }[]>
  owners: Set<string>
  isListed: boolean
  unread: Paragraph[]
  /** The preamble is over: a task was found, or "như sau:". */
  isBegun: boolean
}

/** Adds the tasks to the walk, and returns the paragraphs behind the first of them in which nothing was understood. */
export function looseTasks(walk: Walk, paragraphs: Paragraph[], scope: Scope, issuer: string | null): Paragraph[] {
  const { inherited } = scope
  const prose: Prose = {
    walk,
    issuer,
    inherited,
    last: undefined,
    more: new Map(),
    owners: new Set(),
    isListed: false,
    unread: [],
    isBegun: false,
  }
  for (const paragraph of paragraphs)
    if (!paragraph.row && !isQuoted(paragraph.text) && !saysWhen(prose, paragraph) && !readParagraph(prose, paragraph))
      prose.unread.push(paragraph)
  for (const [draft, words] of prose.more) {
    const { rules } = draft
    addWords(walk.letter, draft, words)
    if (draft.rules.every((rule) => rule.kind === 'none')) draft.rules = rules
  }
  return prose.unread
}

/** “…Thường xuyên theo dõi, đôn đốc …”: the words of an earlier letter, a paragraph of their own. */
function isQuoted(text: string): boolean {
  return text.length > 60 && /^["“][^"“”]+["”][\s.;]*$/u.test(text)
}

/** "Thời gian treo cờ: từ ngày 28/8 đến hết ngày 03/9/2026.": the day of all that has none. */
function saysWhen(prose: Prose, { words }: Paragraph): boolean {
  const attribute = attributeOf(words)
  if (attribute && attribute.kind !== 'time' && attribute.kind !== 'task') {
    if (prose.last) addAttribute(prose.walk.letter, prose.last, attribute)
    return true
  }
  const value = attribute?.kind === 'time' ? attribute.value : timeTold.test(plain(words.slice(0, 200))) ? words : ''
  const { rules } = deadlinesIn(value, prose.walk.letter.time, true)
  if (rules.length === 0) return false
  give(prose, rules)
  return true
}

/** "Thời gian hoàn thành việc phát thẻ chậm nhất đến ngày 26/7." */
const timeTold =
  /^(?:thoi (?:gian|han)|tien do|han)(?: [a-z]+){1,8} ?: ?(?:tu|truoc|cham nhat|muon nhat|khong (?:muon|tre|cham) hon|den|het|trong|ngay) |^(?:thoi (?:gian|han)|tien do|han) (?:hoan thanh|thuc hien|gui|nop|bao cao|treo|cap|phat|thu|dang ky)(?: [a-z]+){0,10},? (?:la |xong )?(?:truoc|cham nhat|muon nhat|khong (?:muon|tre|cham) hon|den|tu|trong) /

function give(prose: Prose, rules: DeadlineRule[], owner?: string): void {
  if (owner === undefined) prose.inherited = rules
  for (const draft of prose.walk.drafts)
    if (draft.inherited.length === 0 && (owner === undefined || draft.owner?.name === owner)) draft.inherited = rules
}

/** False when it stands behind the first task and nothing in it was understood. */
function readParagraph(prose: Prose, paragraph: Paragraph): boolean {
  const { walk } = prose
  const at = { path: '', line: paragraph.line, end: paragraph.end }
  let here: Draft | undefined
  let isRead = !prose.isBegun
  let isEnd = false
  if (announcesList.test(plain(paragraph.words))) prose.isListed = true
  if (paragraph.words.endsWith(':')) {
    prose.isBegun = true
    isRead = true
  }
  for (const sentence of sentencesOf(paragraph.words, walk.letter.book)) {
    const asked = requestIn(walk.letter.book, sentence, prose.issuer)
    const isMore = here !== undefined && (!asked || isOfTheSame(sentence, asked)) && !isFarewell(sentence)
    if (
      isInformation(sentence) ||
      isEnclosure(sentence) ||
      isFormal(sentence) ||
      (!isMore && closes(prose, sentence, asked))
    ) {
      isRead = true
      isEnd = true
    } else if (onlyWhen(prose, asked)) isRead = true
    else if (asked && !isMore) here = add(prose, at, asked, 'sentence')
    else if (here) goOn(prose, here, sentence, paragraph)
    else if (isReportRule(prose, sentence, paragraph)) isRead = true
    else if (prose.isListed && !prose.last && opensWithVerb(plain(sentence)))
      here = add(prose, at, { text: sentence, owner: undefined }, 'heading')
    else if (!prose.last || isEnd) continue
    else if (prose.isListed && opensWithVerb(plain(sentence)))
      here = add(prose, at, { text: sentence, owner: undefined }, 'heading')
    else if (goesOn.test(sentence)) {
      here = prose.last
      goOn(prose, here, sentence, paragraph)
    } else if (opensWithVerb(plain(sentence)) && !sentence.endsWith(':'))
      here = add(prose, at, { text: sentence, owner: prose.last.owner }, prose.last.ownerFrom)
  }
  return isRead || here !== undefined
}

/** "Giao Sở A tổng hợp báo cáo. Yêu cầu hoàn thiện, gửi … trước ngày 24/5.", "Trường hợp vượt thẩm quyền, đề nghị báo cáo …": of whom nobody is named. */
function isOfTheSame(sentence: string, { owner }: Asked): boolean {
  if (owner) return false
  const order = /^(?:Yêu cầu|Đề nghị) (?=\p{Ll})/u.exec(sentence)?.[0]
  if (order) return opensWithVerb(plain(sentence.slice(order.length, order.length + 100)))
  return /^(?:Trường hợp|Đối với|Nếu) [^.;]{5,200}, (?:đề nghị|yêu cầu) /u.test(sentence)
}

/** What begins so is about the task before it, even in a paragraph of its own. */
const goesOn = new RegExp(`${joint.source}|^(?:Cụ thể|Trong đó|Lưu ý|Nhiệm vụ này|Nội dung này|Việc này)[,:]?\\s`, 'u')

/** "thực hiện tốt một số nhiệm vụ sau: Tổ chức tổng vệ sinh …". */
const toWhatFollows =
  /^(?:thực hiện|triển khai|tập trung)(?: \p{Ll}+){0,4} (?:nội dung|nhiệm vụ|công việc|yêu cầu) sau(?: đây)?:\s+(?=\p{Lu})/u

function add(
  prose: Prose,
  at: { path: string; line: number; end: number },
  asked: Asked,
  from: Draft['ownerFrom'],
): Draft {
  const draft = draftOf(prose.walk.letter, asked.text.replace(toWhatFollows, ''), at, asked.owner, from)
  draft.inherited = prose.inherited
  prose.walk.drafts.push(draft)
  prose.last = draft
  prose.isBegun = true
  prose.owners.add(nameKey(asked.owner?.name ?? ''))
  return draft
}

function goOn(prose: Prose, draft: Draft, words: string, { line, end: below }: Paragraph): void {
  const isApart = (prose.unread.at(-1)?.line ?? -1) > draft.line
  if (isApart) prose.walk.framing.push({ line, end: below })
  const end = isApart ? draft.end : below
  const more = prose.more.get(draft)
  if (more) more.push({ words, end })
  else prose.more.set(draft, [{ words, end }])
}

/** An appeal to carry the letter out, whom to tell of difficulties. What asks one unit for something of its own is none. */
function closes(prose: Prose, sentence: string, asked: Asked | undefined): boolean {
  if (sentence.length > searched) return false
  if (asked && isBareAppeal(asked.text)) return true
  if (!isClosing(sentence) && !isFarewell(sentence)) return false
  if (deadlinesIn(sentence, prose.walk.letter.time).rules.length > 0) return false
  if (!asked) return true
  if (isConcrete(asked.text)) return false
  if (isFarewell(sentence)) return true
  return prose.last !== undefined && (!asked.owner || isGeneric(asked.owner.name))
}

/** "Các thôn thực hiện trước ngày 24/3/2026.": the day of what was asked before. */
function onlyWhen(prose: Prose, asked: Asked | undefined): boolean {
  if (!asked || !prose.last) return false
  const name = asked.owner?.name ?? everybody
  if (!isGeneric(name) && nameKey(name) !== nameKey(prose.last.owner?.name ?? everybody)) return false
  const low = plain(asked.text.slice(0, 200))
  const done =
    /^(?:khan truong |to chuc |trien khai )*(?:thuc hien|hoan thanh|trien khai)(?: xong)?(?: (?:cac )?(?:noi dung|nhiem vu|viec)(?: neu)? tren)?,? (?=truoc|trong|cham nhat|muon nhat|khong (?:muon|tre|cham) hon|xong|den|tu )/.exec(
      low,
    )
  if (!done || !/^[^,;]{3,60}$/.test(low.slice(done[0].length))) return false
  const { rules } = deadlinesIn(asked.text, prose.walk.letter.time)
  if (rules.length === 0) return false
  give(prose, rules, isGeneric(name) ? undefined : prose.last.owner?.name)
  return true
}

/**
 * "Báo cáo gửi về Sở Nội vụ trước ngày 15/9/2026": when the report asked for before it is due. Where nobody was asked for one, it is the day of
 * the one unit there is; where there are several, the officer is asked.
 */
function isReportRule(prose: Prose, sentence: string, paragraph: Paragraph): boolean {
  if (!prose.last || sentence.length > searched) return false
  if (!/^(?:bao cao|van ban|ket qua|so lieu|danh sach|ho so|noi dung bao cao)(?![a-z])/.test(plain(sentence)))
    return false
  const { letter, drafts, doubts } = prose.walk
  const { rules } = deadlinesIn(sentence, letter.time)
  if (rules.length === 0) return false
  if (prose.owners.size < 2) {
    goOn(prose, prose.last, sentence, paragraph)
    return true
  }
  const asked = drafts.findLast((draft) => /bao cao|tong hop|gui/.test(plain(draft.text)))
  if (asked && /^[^.;:]{0,80} gui (?:ve|qua|toi|den)/.test(plain(sentence))) {
    if (asked.rules.every((rule) => rule.kind === 'none')) asked.rules = rules
    return true
  }
  const due = dayOf(sentence, letter.time)
  if (due === undefined) return false
  doubts.push({ code: 'doubt-closing-deadline', args: { date: due }, quote: shorten(paragraph.text, 300) })
  return true
}

/** Something to hand in or to make, not an appeal to carry the letter out. */
function isConcrete(text: string): boolean {
  return /^(?:bao cao|gui|nop|cu |dang ky|ra soat|thong ke|tong hop|cung cap|xay dung|lap |tham muu|chuan bi|kiem tra|bo tri|cap nhat|hoan thanh|chu tri)/.test(
    plain(text),
  )
}
