// readLetter: the text of a letter to what it is, what it asks of whom by when, and what is unclear about it.
import type { DeadlineRule } from '../../../calendar/rule.js'
import type { Day } from '../../../lib/day.js'
import { defineShortNames } from './abbreviations.js'
import { type Attribute, attributeOf } from './attributes.js'
import { clausesOf } from './clauses.js'
import { isHandIn } from './closings.js'
import { deadlinesIn } from './deadlines.js'
import { lettersDoubts } from './doubts.js'
import { draftOf, finish, type Owner } from './drafts.js'
import { basesIn, forWhom, type Header, readHeader } from './header.js'
import { isInvitation, isMeetingNotice, withoutGuests } from './invitation.js'
import { whyNoDirective } from './kind.js'
import { looseTasks } from './loose.js'
import { normalise } from './normalise.js'
import { isBadOcr } from './ocr.js'
import { opensTask, opensWithVerb } from './openers.js'
import { type Paragraph, paragraphsOf } from './paragraphs.js'
import { type Parts, partsOf } from './parts.js'
import { countWords, plain, withDigits } from './plain.js'
import { givePointsTheirTimes, timesPoints } from './points.js'
import type { Place, Reading, ReadOptions, ReadTask } from './reading.js'
import { askedAbove, askedOfSome, onDuty } from './requests.js'
import { everybody, ownerFrom, type Scope, type Walk } from './scope.js'
import { isDayLine } from './sections.js'
import { statedIn } from './stated.js'
import { dayFrom, type TimeContext } from './times.js'
import { canonicalName, inFull, isGeneric, isPartner } from './unit-names.js'
import { bookOf, readUnit, splitNames, type UnitBook } from './units.js'
import { walkChildren } from './walk.js'

export function readLetter(given: string, options: ReadOptions = {}): Reading {
  const text = given.normalize('NFC')
  const normal = normalise(text)
  const lines = normal.map((line) => line.text)
  const badOcr = isBadOcr(lines)
  const header = readHeader(lines)
  const inPlan = header.type !== null || lines.some((line) => planOpening.test(plain(line)))
  const paragraphs = paragraphsOf(normal)
  const book = bookOf(options.knownUnits, !badOcr)
  if (!badOcr) defineShortNames(lines, book)
  const isHeading = (paragraph: Paragraph) => opensSection(paragraph, book)
  const isTask = (paragraph: Paragraph) => givesTask(paragraph, book)
  const parts = partsOf(paragraphs, header.end, inPlan, isHeading, isTask)
  const preamble = parts.preamble.map((paragraph) => paragraph.text).join('\n')
  const whole = text.slice(0, searchedForEvents)
  const isMessage = header.number === null && header.type === null && header.subject === null
  const time = {
    ...timeContext(header.date ?? sentOn(lines), header.datePartial, text, options, isMessage),
    ...(isNextYearsPlan(header) && { nextYearsPlan: true }),
    whole: { text: whole, low: plain(whole) },
  }
  const walk: Walk = {
    letter: { time, book },
    drafts: [],
    framing: [],
    doubts: [],
    inPlan,
  }
  // "Thời gian treo cờ: từ ngày 28/8 đến …" between the order and its items is said of them all.
  const isWhen = ({ words }: Paragraph) => attributeOf(words)?.kind === 'time'
  const order = parts.preamble.findLast((paragraph) => !isWhen(paragraph))?.text ?? ''
  const when = parts.preamble.filter(isWhen).flatMap(({ words }) => deadlinesIn(words, time, true).rules)
  const items =
    isInvitation(header) || isMeetingNotice(header, parts.body) ? withoutGuests(parts.body, order) : parts.body
  const timing = items.filter(timesPoints)
  const root = clausesOf(
    items.filter((paragraph) => !timing.includes(paragraph)),
    isHeading,
  )
  const handed = handedTo(parts.preamble, book)
  const scope: Scope = {
    owner: undefined,
    inherited: when.length > 0 ? when : inheritedFrom(order, parts.closing, time),
    pending: handed?.helpers ?? [],
    ofUnit: false,
    depth: 0,
  }
  walkChildren(walk, root, scope)
  for (const paragraph of parts.closing.filter(timesPoints)) givePointsTheirTimes(paragraph, walk.drafts, time)
  // What names no item of this letter is shown as left out.
  for (const paragraph of timing)
    if (givePointsTheirTimes(paragraph, walk.drafts, time))
      walk.framing.push({ line: paragraph.line, end: paragraph.end })
  const unread: Paragraph[] = []
  if (walk.drafts.length === 0)
    unread.push(...looseTasks(walk, [...parts.preamble, ...items, ...parts.closing], scope, header.issuer))
  else if (!walk.drafts.some((draft) => draft.owner || opensTask(plain(draft.text))))
    orderIsTask(walk, parts, scope, header.issuer)
  else if (parts.inAppendix) alsoAsked(walk, parts, scope, header.issuer)
  else askedBefore(walk, parts, scope, header.issuer)
  const asked =
    parts.recipients.length > 1
      ? [askedOfSome(order, parts.recipients, book)]
      : parts.recipients.length > 0
        ? []
        : parts.preamble.map(({ text }) => askedAbove(text, book))
  const fallback =
    handed?.owner ??
    onDuty(order, book) ??
    asked.findLast((one) => one !== undefined) ??
    defaultOwner(parts.recipients, walk)
  const commune = /(?:^|\s)(?:xã(?! hội)|phường|đặc khu)\s/iu.test(header.issuer ?? '')
  const tasks = walk.drafts.map((draft) => inShort(inCommune(finish(draft, fallback), commune), fallback))
  const why = whyNoDirective({
    header,
    text,
    body: [...parts.preamble, ...parts.body, ...parts.closing].map((paragraph) => paragraph.words).join('\n'),
    order,
    recipients: parts.recipients,
    tasks: tasks.length,
    asking: tasks.filter((task) => opensTask(plain(task.text)) || task.unit !== fallback.name).length,
    named: tasks.filter((task) => opensTask(plain(task.text)) && task.unit !== fallback.name && task.unit !== everybody)
      .length,
    dated: tasks.filter(({ deadlines }) => deadlines.some(({ kind }) => kind !== 'none')).length,
    ofAuthority: tasks.filter((task) => authority.test(task.unit)).length,
    articles: parts.body.filter((paragraph) => paragraph.marker?.style === 'article').length,
    listed: parts.body.filter(({ marker, words }) => marker && !attributeOf(words)).length,
    hasEnd: parts.to < (paragraphs.at(-1)?.end ?? 0),
  })
  const body = bodyOf(parts, tasks)
  const around = [...parts.preamble, ...parts.closing]
    .filter((paragraph) => !unread.includes(paragraph))
    .map(({ line, end }) => ({ line, end }))
  const framing = [...around, ...parts.between, ...walk.framing]
  const reading: Reading = {
    isDirective: why === undefined,
    ...(why !== undefined && { why }),
    number: header.number,
    date: header.date,
    datePartial: header.datePartial,
    issuer: header.issuer ?? issuerOf(order, walk),
    subject: header.subject,
    recipients: parts.recipients,
    ...basesIn(
      [header.subject ?? '', preamble].join('\n').replace(/(?<=\d\s?\/\s?\p{Lu}{2,6}) ?[-–] ?\n?(?=\p{Lu}{2})/gu, '-'),
      header.number,
    ),
    signer: parts.signer,
    urgency: header.urgency,
    badOcr,
    tasks,
    doubts: [],
    lines,
    body,
    framing,
    leftOut: leftOut(lines, body, [...tasks.map((task) => task.place), ...framing]),
  }
  reading.doubts = lettersDoubts(reading, walk, parts, header.scanned, options)
  return reading
}

/** "KẾ HOẠCH Cải cách hành chính năm 2027" of December 2026; one that also names its own year is of both. */
function isNextYearsPlan({ type, date, subject }: Header): boolean {
  if (!date || !/^(?:ke hoach|chuong trinh|de an|phuong an)/.test(type ?? '')) return false
  // "… dịp Tết Bính Ngọ 2026": what is done before Tết is done in the year of the letter too.
  if (/(?<!\p{L})tết(?!\p{L})/iu.test(subject ?? '')) return false
  const years = [...(subject ?? '').matchAll(/(?<!\d)20\d\d(?!\d)/g)].map(([year]) => Number(year))
  const own = Number(date.slice(0, 4))
  return Number(date.slice(5, 7)) >= 9 && years.length > 0 && years.every((year) => year === own + 1)
}

/** Whoever gives orders in a commune, not who gets them. */
const authority = /^(?:(?:Chủ tịch )?(?:UBND|[ỦU][ỷy] ban nhân dân)(?: xã| phường)?|Đảng ủy(?: xã| phường)?)$/u

/** A hundred pages; what is longer is no letter. */
const searchedForEvents = 200_000

/** The first part of a plan whose head was not copied. */
const planOpening = /^i\s*[.)/-]+\s*muc (?:dich|tieu)(?:(?:,| va| ?-) yeu cau)?\s*:?\s*$/

/** Items that only list what a report must hold: then the order sentence itself is the task. */
function orderIsTask(walk: Walk, parts: Parts, scope: Scope, issuer: string | null): void {
  const order: Walk = { ...walk, drafts: [], framing: [] }
  looseTasks(order, parts.preamble, scope, issuer)
  if (order.drafts.length === 0) return
  const due = walk.drafts.find((draft) => draft.rules.some((rule) => rule.kind !== 'none'))?.rules
  for (const draft of order.drafts) if (due && !draft.rules.some((rule) => rule.kind === 'date')) draft.rules = due
  walk.framing.push(...walk.drafts.map(({ line, end }) => ({ line, end })))
  walk.drafts = order.drafts
}

/** Above a table in the appendix the letter may ask for more, with its own days; what only points to the table does not. */
function alsoAsked(walk: Walk, parts: Parts, scope: Scope, issuer: string | null): void {
  const asked: Walk = { ...walk, drafts: [] }
  looseTasks(asked, [...parts.preamble, ...parts.closing], scope, issuer)
  const own = asked.drafts.flatMap((draft) => {
    const points = /(?:tai|theo|trong|o) (?:phu luc|danh muc|bang)[^,;.]*/.exec(plain(draft.text))
    if (!points) return [draft]
    // "… thực hiện nhiệm vụ tại Phụ lục, báo cáo kết quả trước ngày 30/9/2026."
    const rest = draft.text.slice(points.index + points[0].length).replace(/^[,;.\s]+/u, '')
    return opensTask(plain(rest)) ? [draftOf(walk.letter, rest, draft, draft.owner, draft.ownerFrom)] : []
  })
  walk.drafts = [...own.filter((draft) => draft.rules.some((rule) => rule.kind !== 'none')), ...walk.drafts]
}

/** "UBND xã giao Phòng Kinh tế rà soát hồ sơ trước ngày 15/6/2026. Các đơn vị thực hiện các nội dung sau:": an order of its own above the items. */
function askedBefore(walk: Walk, parts: Parts, scope: Scope, issuer: string | null): void {
  const asked: Walk = { ...walk, drafts: [], framing: [], doubts: [] }
  // Without what is told, and the sentence that leads in to the items.
  const before = parts.preamble.flatMap((paragraph) => {
    const orders = paragraph.words.split(/(?<=[.;])\s+/u).filter((one) => !one.endsWith(':') && ownOrder.test(one))
    return orders.map((words) => ({ ...paragraph, words, text: words }))
  })
  looseTasks(asked, before, { ...scope, inherited: [] }, issuer)
  // What a superior asks of the commune, or what was due before, is only told.
  const letterDay = walk.letter.time.letter ?? ''
  const own = asked.drafts.filter(
    ({ owner, rules }) =>
      owner &&
      !isGeneric(owner.name) &&
      !/^(?:chủ tịch )?(?:UBND|ủy ban nhân dân) (?:các )?(?:xã|phường|đặc khu)/iu.test(owner.words) &&
      rules.some((rule) => rule.kind !== 'none' && !('due' in rule && rule.due < letterDay)),
  )
  walk.drafts = [...own, ...walk.drafts]
}

const ownOrder =
  /(?:^|, )(?:(?:Chủ tịch )?(?:UBND|[ỦU][ỷy] ban nhân dân) (?:xã|phường|đặc khu)(?: \p{Lu}\p{L}*){0,4} )?(?:yêu cầu|giao|phân công) /iu

/** An unnumbered line that is nothing but a unit's name opens its section; so does a day of a timetable. */
function opensSection(paragraph: Paragraph, book: UnitBook): boolean {
  if (paragraph.row || countWords(paragraph.words) > 25) return false
  if (isDayLine(paragraph.words)) return true
  if (/[.;,]$/.test(paragraph.words)) return false
  const unit = readUnit(paragraph.words, book)
  return unit !== undefined && unit.rest === '' && unit.lead !== 'moi'
}

/** "Công an xã tuần tra …" without a number: a unit of its own, and what it is to do. */
function givesTask({ marker, row, words }: Paragraph, book: UnitBook): boolean {
  if (marker || row || words.endsWith(':')) return false
  const unit = readUnit(words, book)
  // "Đối với Sở Y tế: ban hành kế hoạch …" stands like "Sở Y tế ban hành kế hoạch …".
  const isNamed = unit?.end === 'verb' || (unit?.end === 'colon' && unit.lead === 'doi voi')
  return isNamed && !isGeneric(unit.words) && opensWithVerb(plain(unit.rest.slice(0, 80)))
}

/** In a commune's letter "Văn phòng" alone is its one office. */
function inCommune(task: ReadTask, commune: boolean): ReadTask {
  return commune && task.unit === 'Văn phòng' ? { ...task, unit: 'Văn phòng HĐND và UBND' } : task
}

/** "Trung tâm" alone, in a letter to one of that name, is that one. */
function inShort(task: ReadTask, only: Owner): ReadTask {
  return /^(?:Trung tâm|Phòng|Trạm|Ban|Chi cục|Trường)$/.test(task.unit) && only.name.startsWith(`${task.unit} `)
    ? { ...task, unit: only.name }
    : task
}

/** "Lúc: 08:12 ngày 03/06/2026", "[08:12, 03/6/2026] VP:": when a message was sent. It is no date of a letter, but "ngày mai" counts from it. */
function sentOn(lines: string[]): Day | null {
  for (const line of lines.slice(0, 8)) {
    const match = sentForms.map((form) => form.exec(withDigits(line))).find((found) => found !== null)
    if (match) return dayFrom(match[1], match[2], match[3])
  }
  return null
}
const clock = '\\d{1,2}[:h]\\d{2}(?::\\d{2})?'
const sentDay = '(\\d{1,2})/(\\d{1,2})/(20\\d{2})(?!\\d)'
/** How apps head a message that is passed on. */
const sentForms = [
  `^\\[${clock},? ${sentDay}\\]`,
  `^\\[${sentDay},? ${clock}\\]`,
  `^Lúc\\s*:\\s*${clock},? (?:ngày )?${sentDay}`,
  `^Từ\\s*: [^:]{2,80} [–-] ${sentDay},? ${clock}$`,
].map((form) => new RegExp(form, 'iu'))

function timeContext(
  date: string | null,
  partial: string | null,
  text: string,
  options: ReadOptions,
  isMessage: boolean,
): TimeContext {
  if (date) return { year: Number(date.slice(0, 4)), letter: date }
  if (partial) return { year: Number(partial.slice(0, 4)) }
  if (options.today) return { year: Number(options.today.slice(0, 4)), ...(isMessage && { said: options.today }) }
  const counts = new Map<number, number>()
  for (const match of text
    .slice(0, searchedForEvents)
    .replace(/20\d\d\s*[-–]\s*20\d\d/g, '')
    .matchAll(/(?<![\d/.-])(?:\d{1,2}[/.-]){0,2}(20[23]\d)(?!\d)/g)) {
    const year = Number(match[1])
    counts.set(year, (counts.get(year) ?? 0) + 1)
  }
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const often = [...counts].filter(([, count]) => count >= Math.min(2, all / 4)).map(([year]) => year)
  const latest = often.length > 0 ? Math.max(...often) : undefined
  return latest === undefined ? {} : { year: latest }
}

/** A time in the order sentence, or in a closing that says "các nội dung nêu trên", holds for all that have none. */
function inheritedFrom(order: string, closing: Paragraph[], time: TimeContext): DeadlineRule[] {
  const stated = (text: string) => statedIn(text, time)
  const last =
    order
      .replace(/\([^()]*từ (?:ngày )?\d[^)]*\)/giu, ' ')
      .split(/(?<=[.;])\s+/)
      .at(-1) ?? ''
  // "cao điểm 90 ngày (từ ngày A đến ngày B)" says how long the plan runs.
  const own = /:\s*$/.test(last)
    ? stated(orderOf(last).replace(purpose, '').replace(cited, ' ')).filter(
        // A day gone by is one that something was counted to.
        (rule) => !('due' in rule && rule.due && time.letter && rule.due < time.letter),
      )
    : []
  if (own.length > 0) return own
  const asksFor = /(?:cung cap|bao cao|gop y|thong ke|dang ky|tong hop|gui)[^.]*:\s*$/.test(plain(order))
  const handIn = asksFor ? closing.find((paragraph) => isHandIn(paragraph.text)) : undefined
  if (handIn) return stated(handIn.text)
  const end = closing
    .map((paragraph) => paragraph.text)
    .find(
      (text) =>
        /(?:noi dung|nhiem vu|cong viec|viec)(?: [a-z]+){0,3} (?:neu )?(?:tren|o tren)/.test(plain(text)) &&
        !/bao cao/.test(plain(text)),
    )
  return end ? stated(end) : []
}

/** Without the letters cited before it: "… về bình ổn thị trường cuối năm 2026, UBND xã yêu cầu …". */
function orderOf(sentence: string): string {
  const at = [...sentence.matchAll(/(?:yêu cầu|đề nghị|giao) (?=\p{L})/giu)].at(-1)?.index ?? 0
  return /\d\/\p{L}/u.test(sentence.slice(0, at)) ? sentence.slice(at) : sentence
}

/** "Để đảm bảo hỗ trợ 71.000 hộ trong năm 2026, Bộ Xây dựng đề nghị …": the year something is for. */
const purpose = /^(?:Để|Nhằm) [^,;:]{5,200} năm 20\d\d, (?=\p{Lu}[^,;:]{3,80} (?:yêu cầu|đề nghị|giao) )/u

/** What a letter that is cited is about, and what whoever writes has to report by when: nobody else's day. */
const cited =
  /(?:Thông báo|Công văn|Kế hoạch|Chỉ thị|Quyết định|Nghị quyết|Công điện|Văn bản) số [^,;:]{5,300}?(?=[,;:])|, (?:để )?(?:tổng hợp, )?báo cáo (?:Thủ tướng|Chính phủ|UBND tỉnh|Chủ tịch UBND tỉnh)[^,;:]{3,80}(?=,)/giu

/** The one addressee, or everybody. */
function defaultOwner(recipients: string[], walk: Walk): Owner {
  const [only] = recipients
  if (only === undefined || recipients.length > 1 || isGeneric(only) || isMany(only))
    return { name: everybody, words: recipients.join('; '), each: addressed(recipients, walk.letter.book) }
  return { name: readUnit(only, walk.letter.book)?.name ?? canonicalName(only), words: only, each: [] }
}

/** "Đơn vị được giao: Phòng Kinh tế" above the items: whose they all are, and who helps. "Chủ trì: Đồng chí …" only tells who led the meeting. */
function handedTo(preamble: Paragraph[], book: UnitBook): { owner: Owner; helpers: Attribute[] } | undefined {
  const said = preamble.find(({ words }) => forWhom.test(plain(words)))
  const unit = said && readUnit(attributeOf(said.words)?.value ?? '', book)
  if (unit?.rest !== '') return undefined
  const helpers = preamble.flatMap(({ words }) => attributeOf(words) ?? []).filter(({ kind }) => kind === 'with')
  return { owner: ownerFrom(unit), helpers }
}

/** "các đ/c trưởng phòng, GĐ TTPVHCC, trưởng CA xã!", "các phòng, các đơn vị": several in one line. */
function isMany(addressee: string): boolean {
  return /^các [^,;]+[,;] các |^các (?:đ\/c|đồng chí|anh,? chị) [^,;]+[,;] /iu.test(addressee)
}

/** The addressees one by one, without partners, when offices of the commune are among them and no "các đơn vị" is: those alone are asked. */
function addressed(recipients: string[], book: UnitBook): string[] {
  const each = recipients.flatMap((one) => splitNames(one, book.known))
  const own = new Set([...book.known.values()].filter((unit) => !unit.defined).map((unit) => unit.name))
  if (!each.some((name) => own.has(name)) || each.some(isGeneric)) return []
  return [...new Set(each)].filter((name) => !isPartner(name))
}

function issuerOf(order: string, walk: Walk): string | null {
  const sentences = order.split(/(?<=[.;])\s+|,\s+/)
  for (const sentence of sentences.toReversed()) {
    const match = /^(.{4,200}?)\s+(?:đã |có |)(?:yêu cầu|đề nghị|ý kiến chỉ đạo|ban hành|chỉ đạo)/u.exec(sentence)
    const unit = match?.[1] ? readUnit(match[1], walk.letter.book) : undefined
    if (unit && unit.rest === '' && !unit.lead) return inFull(unit.words.replace(/^Chủ tịch\s+/u, ''))
  }
  return null
}

function bodyOf(parts: Parts, tasks: ReadTask[]): Place {
  const to = Math.max(parts.to, ...tasks.map((task) => task.place.end))
  return { line: Math.min(parts.from, to), end: to }
}

function leftOut(lines: string[], body: Place, used: Place[]): number[] {
  const taken = new Set<number>()
  for (const place of used) for (let at = place.line; at < place.end; at++) taken.add(at)
  const left: number[] = []
  for (let at = body.line; at < body.end; at++) if (lines[at] !== '' && !taken.has(at)) left.push(at)
  return left
}
