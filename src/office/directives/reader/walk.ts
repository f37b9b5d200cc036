// From the tree of the body to tasks: which clause is a heading, a lead-in, a task, or says something about its neighbours.

import { allReport } from './assigned.js'
import { type Attribute, attributeOf, bareLabel, isTime, partedAttributes } from './attributes.js'
import { type Clause, isAttribute, withCommonLast } from './clauses.js'
import { isHandIn } from './closings.js'
import { coUnitsIn } from './co-units.js'
import { doubtHeading } from './doubts.js'
import { addAttribute, addWords } from './drafts.js'
import { emit } from './emit.js'
import { knowLabels } from './labels.js'
import { leaf } from './leaf.js'
import {
  areObjects,
  asksItself,
  headsTasks,
  isFundingAlone,
  isHeading,
  isOneTask,
  isShortTask,
  isTopicOfAsides,
  listBelow,
  ordersBelow,
  placesApart,
  withLabel,
} from './objects.js'
import { opensTask, opensWithVerb } from './openers.js'
import { ownUnit } from './own-unit.js'
import { countWords, plain, withoutEnd } from './plain.js'
import { askedAbove, requestIn } from './requests.js'
import { isPlanTable, isTaskTable, tableTasks } from './rows.js'
import { withHeads } from './same-bullets.js'
import { ownerFrom, type Scope, type Walk } from './scope.js'
import { isApproval, isFormal, isIdle, isOutline, isTold } from './sections.js'
import { eachSubject, isSaidWhole, isSentence, isState, isTimed, moreFollows, withoutTopic } from './sentences.js'
import { statedInHeading } from './stated.js'
import { isGeneric } from './unit-names.js'
import { unitTask } from './unit-task.js'
import { readUnit, type UnitBook } from './units.js'

export function walkChildren(walk: Walk, given: Clause, scope: Scope): void {
  const parent = withHeads(withCommonLast(given, scope.ofUnit), walk.letter.book)
  knowLabels(parent, walk.letter.book)
  const own: Scope = { ...scope, pending: [...scope.pending] }
  const from = walk.drafts.length
  let after = 0
  for (const [at, child] of parent.children.entries()) {
    if (at < after) continue
    const listed = listBelow(walk, parent, at)
    if (listed) {
      const unit = readUnit(listed.words, walk.letter.book)
      if (unit?.end === 'verb') wholeTask(walk, listed, unit.rest, { ...own, owner: ownerFrom(unit), ofUnit: true })
      else wholeTask(walk, listed, listed.words, own)
      after = at + 1 + listed.children.length
      continue
    }
    const attribute = child.rows.length === 0 ? attributeOf(child.words) : undefined
    const inAside = attribute?.kind === 'aside' ? readUnit(attribute.value, walk.letter.book) : undefined
    if (inAside && inAside.rest !== '' && !paysItself.test(plain(inAside.rest))) unitTask(walk, child, inAside, own)
    else if (attribute?.kind === 'time' && tellsWhoDoes(attribute.value, walk.letter.book))
      walkClause(walk, { ...child, words: attribute.value }, own, parent.children[at + 1])
    else if (attribute && attribute.kind !== 'task') attributeClause(walk, child, attribute, from, own)
    else if (attribute && attribute.value !== '' && child.children.length === 0)
      emit(walk, child, attribute.value, own, 'heading')
    else if (attribute) walkClause(walk, { ...child, words: attribute.value }, own, parent.children[at + 1])
    else walkClause(walk, child, own, parent.children[at + 1], parent)
  }
}

/** "Kinh phí: các chi hội tự cân đối từ quỹ hội": where the money comes from. */
const paysItself = /^(?:tu )?(?:can doi|bao dam|dam bao|chi tra)(?: kinh phi)? (?:tu|trong) /

/** "Thời gian báo cáo: các đơn vị gửi kết quả trước ngày 31/5/2026.": behind the label stands who is to do what, not only when. */
function tellsWhoDoes(value: string, book: UnitBook): boolean {
  const unit = readUnit(value, book)
  return unit?.end === 'verb' && countWords(unit.rest) > 2 && !isTime(unit.rest)
}

/** Gives what a line says to the tasks before it in the same item that lack it, else to those that follow. */
function attributeClause(walk: Walk, clause: Clause, attribute: Attribute, from: number, scope: Scope): void {
  walk.framing.push({ line: clause.line, end: clause.end })
  if (attribute.kind === 'frame' || headsTasks(walk, clause, attribute)) {
    for (const child of clause.children) {
      const inner = attributeOf(child.words) ?? (child.children.length > 0 ? bareLabel(child.words) : undefined)
      if (inner && inner.kind !== 'task') attributeClause(walk, child, inner, from, scope)
      else walkClause(walk, child, scope)
    }
    return
  }
  // "Ghi chú: Danh sách gửi về Văn phòng trước ngày 11/6/2026.": shown as left out.
  if (attribute.kind === 'aside' && isHandIn(attribute.value)) walk.framing.pop()
  const orders = attribute.kind === 'aside' ? ordersBelow(walk, clause) : []
  for (const order of orders) leaf(walk, order, scope, undefined)
  const below = clause.children.filter((child) => child.rows.length === 0 && !orders.includes(child))
  for (const child of below) walk.framing.push({ line: child.line, end: child.end })
  const value = [attribute.value, ...below.map(({ words }) => withoutEnd(words, '.;'))].filter(Boolean).join('; ')
  // "II. Thời gian: từ ngày 23 tháng Chạp đến hết mùng 6 Tết" is how long the plan runs.
  if (attribute.kind === 'time' && walk.inPlan && clause.marker && scope.depth === 0 && walk.drafts.length === 0)
    if (/^tu [^.;]* den /.test(plain(value))) return
  // "1. Mục tiêu: trồng 3.000 cây, tỷ lệ sống từ 95%" is what all of the plan is to reach.
  if (attribute.kind === 'target' && walk.inPlan && clause.marker && scope.depth === 0 && walk.drafts.length === 0)
    return
  // "2. Chủ trì: Đồng chí Nguyễn Văn A - Chủ tịch HĐND" is who chairs the meeting.
  if (
    attribute.kind === 'lead' &&
    clause.marker &&
    walk.drafts.length === from &&
    /^(?:dong chi|d\/c|ong|ba) /.test(plain(value))
  )
    return
  for (const part of partedAttributes({ ...attribute, value })) {
    const took = walk.drafts.slice(from).filter((draft) => addAttribute(walk.letter, draft, part))
    if (took.length === 0) scope.pending = [...scope.pending.filter((one) => one.kind !== part.kind), part]
  }
}

function walkClause(walk: Walk, clause: Clause, scope: Scope, next?: Clause, parent?: Clause): void {
  if (clause.rows.length > 0) {
    tableTasks(walk, clause, scope)
    return
  }
  if (isApproval(clause) || isTold(clause.words) || isFundingAlone(walk, clause)) {
    walk.framing.push({ line: clause.line, end: clause.end })
    for (const order of ordersBelow(walk, clause)) leaf(walk, order, scope, undefined)
    return
  }
  if (clause.words !== '' && (isIdle(clause.words, walk.inPlan) || isFormal(clause.words))) {
    // "Tiến độ thực hiện" above a table that says who does what by when.
    for (const child of clause.children) if (isPlanTable(child)) tableTasks(walk, child, scope)
    for (const order of ordersBelow(walk, clause)) leaf(walk, order, scope, undefined)
    return
  }
  if (isOutline(clause.words, walk.inPlan) && !clause.children.some((child) => asksItself(walk, child))) return
  if (clause.children.length === 0) leaf(walk, clause, scope, next)
  else if (clause.children.every(isAttribute) && !isHeading(walk, clause)) {
    const from = walk.drafts.length
    if (isTopicOfAsides(clause)) walk.framing.push({ line: clause.line, end: clause.end })
    else leaf(walk, clause, scope, undefined)
    const own = { ...scope, pending: [] }
    for (const child of clause.children) attributeClause(walk, child, attributeOf(child.words) as Attribute, from, own)
  } else section(walk, clause, scope, parent)
}

/** A heading, a lead-in, or a task with lower items. */
function section(walk: Walk, clause: Clause, scope: Scope, parent: Clause | undefined): void {
  const words = withoutTopic(clause.words, walk.letter.book)
  const unit = ownUnit(walk, readUnit(words, walk.letter.book))
  const rest = unit ? unit.rest : words
  // "Đối với Phòng A có trách nhiệm:" is still that office's.
  const isDuty = /^(?:(?:co|chiu) trach nhiem|co nhiem vu)\s*:?$/.test(plain(rest))
  const owner =
    unit && (isDuty || !(unit.lead === 'doi voi' && unit.end === 'verb'))
      ? ownerFrom(unit)
      : unit || !rest.endsWith(':')
        ? undefined
        : // "2. Trong năm 2026, yêu cầu các cấp ủy thực hiện các nhiệm vụ sau:".
          askedAbove(words, walk.letter.book)
  const inner: Scope = {
    ...scope,
    owner: owner ?? scope.owner,
    ofUnit: owner !== undefined || scope.ofUnit,
    directs: owner !== undefined && /^chi dao\s*:$/.test(plain(rest)),
    depth: scope.depth + 1,
  }
  const stated = statedInHeading(rest, walk.letter.time)
  if (stated.length > 0) inner.inherited = stated
  const together = rest.endsWith(':') ? coUnitsIn(rest, walk.letter.book) : []
  if (together.length > 0) inner.pending = [...inner.pending, { kind: 'with', value: together.join('; ') }]
  const items = clause.children.filter((child) => child.marker || child.rows.length > 0)
  const isTopic =
    unit?.end === 'colon' &&
    items.length > 0 &&
    countWords(rest) < 16 &&
    (!opensTask(plain(rest)) || /^chỉ tiêu /iu.test(rest)) &&
    stated.length === 0
  if (rest === '' || (items.length > 0 && isState(rest)) || (isTopic && !rest.endsWith(':'))) {
    walk.framing.push({ line: clause.line, end: clause.end })
    walkChildren(walk, clause, inner)
  } else if (isOneTask({ ...clause, words: rest })) wholeTask(walk, clause, rest, inner)
  else if (rest.endsWith(':')) {
    const [table] = items
    const parted = placesApart(walk, clause, rest, items)
    if (parted) {
      wholeTask(walk, parted.where, rest, inner)
      walkChildren(walk, parted.others, inner)
    } else if (items.length > 0 && opensTask(plain(rest)) && areObjects(walk, rest, items))
      wholeTask(walk, clause, rest, inner)
    else if (items.length === 1 && table && table.rows.length > 0 && !isTaskTable(table) && opensTask(plain(rest)))
      // "Phát phiếu đến từng hộ theo tiến độ sau:" and a table of villages.
      emit(walk, { ...clause, end: table.end }, rest, inner, unit ? 'sentence' : 'heading')
    else {
      walk.framing.push({ line: clause.line, end: clause.end })
      walkChildren(walk, clause, inner)
    }
  } else if (
    isSentence(rest, unit !== undefined) ||
    isTimed(rest, walk.letter.time) ||
    (items.length === 0 && (isShortTask({ ...clause, words: rest }) || isSaidWhole(rest))) ||
    (unit?.end === 'colon' && items.length === 0 && opensWithVerb(plain(rest)))
  ) {
    const each = items.length === 0 && !scope.ofUnit ? eachSubject(words, walk.letter.book) : []
    if (each.length > 0) {
      for (const one of each) unitTask(walk, { ...clause, words: one.words }, one.unit, scope)
      appendLoose(walk, clause, scope)
      return
    }
    if (stated.length > 0 && moreFollows(rest, walk.letter.time)) inner.inherited = scope.inherited
    emit(walk, clause, rest, inner, unit ? 'sentence' : 'heading')
    // Its day is its own: what follows without a number has another owner.
    if (items.length === 0) appendLoose(walk, clause, { ...inner, inherited: scope.inherited })
    else walkChildren(walk, clause, inner)
  } else {
    walk.framing.push({ line: clause.line, end: clause.end })
    if (!unit && parent && clause.children.length > 0) doubtHeading(walk, clause, parent)
    const from = walk.drafts.length
    walkChildren(walk, clause, inner)
    // "3/ Họp dân xong trong tháng 6" and below it only who signs.
    const isRota = /^(?:phan cong|lich) truc(?![a-z])/.test(plain(rest))
    if (walk.drafts.length === from && stated.length > 0 && !unit && !isRota && opensTask(plain(rest)))
      emit(walk, clause, rest, scope, 'heading')
  }
}

function wholeTask(walk: Walk, clause: Clause, rest: string, scope: Scope): void {
  const draft = emit(walk, clause, rest, scope, scope.owner ? 'sentence' : 'heading')
  let below: { words: string; end: number }[] = []
  const flush = () => {
    addWords(walk.letter, draft, below)
    below = []
  }
  const add = (of: Clause) => {
    for (const child of of.children) {
      if (isAttribute(child)) {
        flush()
        const { kind, value } = attributeOf(child.words) as Attribute
        const values = [value, ...child.children.map((one) => one.words)].filter(Boolean)
        addAttribute(walk.letter, draft, { kind, value: values.join('; ') })
        for (const one of [child, ...child.children]) walk.framing.push({ line: one.line, end: one.end })
        continue
      } else below.push({ words: withLabel(child), end: child.end })
      add(child)
    }
  }
  add(clause)
  flush()
}

/** "Ngoài ra, đề nghị Quý Ủy ban giao Sở A tổng hợp …": one more thing, and no part of the last. */
const asksMore =
  /^(?:Ngoài ra|Bên cạnh đó|Cùng với đó|Để [^,;:.]{5,200}|Nhằm [^,;:.]{5,200}),? (?:\p{Lu}[^,;:.]{1,60} )?(?:đề nghị|yêu cầu|giao) \p{L}/u

/** "Các cơ quan, địa phương căn cứ Kế hoạch này thực hiện; hằng tháng báo cáo …": said of all of them. */
const reportsBesides =
  /^can cu (?:ke hoach|van ban|cong van|chi thi|chuong trinh|quyet dinh) nay[^.]*[;,] [^.;]*bao cao /

/** Paragraphs below a task without a number belong to it, unless they name a unit or say when and who. */
function appendLoose(walk: Walk, clause: Clause, scope: Scope): void {
  const from = walk.drafts.length - 1
  let below: { words: string; end: number }[] = []
  const flush = () => {
    const last = walk.drafts.at(-1)
    if (last) addWords(walk.letter, last, below)
    below = []
  }
  for (const child of clause.children) {
    const attribute = attributeOf(child.words)
    const unit = readUnit(withoutTopic(child.words, walk.letter.book), walk.letter.book)
    const saysOne = attribute && attribute.kind !== 'task'
    const all = allReport(child.words, walk.letter.book)
    const isOwn = unit && unit.rest !== '' && (!isGeneric(unit.words) || reportsBesides.test(plain(unit.rest)))
    const isMore = !child.marker && asksMore.test(child.words)
    const isApart = saysOne || all || isOwn || isMore || walk.drafts.length === 0
    if (!isApart) below.push({ words: child.words, end: child.end })
    else {
      flush()
      if (saysOne) attributeClause(walk, child, attribute, from, scope)
      else if (all)
        emit(walk, child, all.text, { ...scope, owner: ownerFrom(all.unit), pending: [], inherited: [] }, 'sentence')
      else if (isMore && !unit) {
        const asked = /^(?:Để|Nhằm) /u.test(child.words) ? requestIn(walk.letter.book, child.words, null) : undefined
        const own = { ...scope, owner: asked?.owner ?? scope.owner, pending: [], inherited: [] }
        emit(walk, child, asked?.text ?? child.words, own, asked?.owner ? 'sentence' : 'heading')
      } else leaf(walk, child, scope, undefined)
    }
  }
  flush()
}
