// Letters without items: each paragraph, or sentence of the order, that tells a unit to do something is a task.

import { deadlinesIn } from './deadlines.js'
import { draftOf } from './drafts.js'
import { opensWithVerb } from './openers.js'
import type { Paragraph } from './paragraphs.js'
import { plain, searched } from './plain.js'
import { ownerFrom, type Scope, type Walk } from './scope.js'
import { isClosing } from './sections.js'
import { isGeneric } from './unit-names.js'
import { readUnit } from './units.js'

const request = /(?:^riêng|(?:^|[\s,])(?:yêu cầu|đề nghị|giao|phân công))\s+(?!trách nhiệm|tại|nhiệm vụ tại)/giu

/** "… nghiêm túc triển khai các nội dung sau.": what follows, a paragraph each, is asked for. */
const announcesList =
  /(?:noi dung|nhiem vu|cong viec|yeu cau|giai phap)[^.:]{0,40}(?:sau|sau day|nhu sau|cu the)\s*[.:]$/

export function looseTasks(walk: Walk, paragraphs: Paragraph[], scope: Scope): void {
  let isListed = false
  for (const paragraph of paragraphs) {
    if (paragraph.row) continue
    const at = { path: '', line: paragraph.line, end: paragraph.end }
    const unit = readUnit(paragraph.words, walk.letter.book)
    if (isReportRule(walk, paragraph.words)) continue
    const sentences = paragraph.words.split(/(?<=[.;])\s+(?=\p{Lu}|riêng\s\p{Lu})/u)
    const each = sentences.map((sentence) => (sentence.length > searched ? undefined : requested(walk, sentence)))
    const closing = isClosing(paragraph.text) && deadlinesIn(paragraph.text, walk.letter.time).rules.length === 0
    if (closing && !each.some((one) => one && isConcrete(one.text))) continue
    const many = each.filter((one) => one?.owner).length > 1
    if (announcesList.test(plain(paragraph.words))) isListed = true
    else if (isListed && !unit && opensWithVerb(plain(paragraph.words))) {
      const draft = draftOf(walk.letter, paragraph.words, at, undefined, 'heading')
      draft.inherited = scope.inherited
      walk.drafts.push(draft)
      continue
    }
    if (
      unit &&
      unit.rest !== '' &&
      unit.lead !== 'doi voi' &&
      !asks(unit.rest) &&
      !paragraph.words.endsWith(':') &&
      !many
    ) {
      walk.drafts.push(draftOf(walk.letter, unit.rest, at, ownerFrom(unit), 'sentence'))
      continue
    }
    for (const [index, sentence] of sentences.entries()) {
      const found = each[index]
      if (index > 0 && isReportRule(walk, sentence)) continue
      if (!found) continue
      const appeal = isClosing(sentence) && !isConcrete(found.text)
      if (appeal && deadlinesIn(sentence, walk.letter.time).rules.length === 0) continue
      const draft = draftOf(walk.letter, found.text, at, found.owner, 'sentence')
      draft.inherited = scope.inherited
      walk.drafts.push(draft)
    }
  }
}

/** "Báo cáo gửi về Sở Nội vụ trước ngày 15/9/2026": when the report asked for before it is due. */
function isReportRule(walk: Walk, words: string): boolean {
  if (!/^(?:bao cao|van ban|ket qua)[^.;:]{0,60} gui (?:ve|qua|toi|den)/.test(plain(words))) return false
  const { rules } = deadlinesIn(words, walk.letter.time)
  const last = walk.drafts.findLast((draft) => /bao cao|tong hop|gui/.test(plain(draft.text)))
  if (!last || rules.length === 0) return false
  if (last.rules.every((rule) => rule.kind === 'none')) last.rules = rules
  return true
}

/** Something to hand in or to make, not an appeal to carry the letter out. */
function isConcrete(text: string): boolean {
  return /^(?:bao cao|gui|nop|cu |dang ky|ra soat|thong ke|tong hop|cung cap|xay dung|lap |tham muu|chuan bi|kiem tra|bo tri|cap nhat|hoan thanh|chu tri)/.test(
    plain(text),
  )
}

/** A letter's own body, not the issuer's sentence "UBND xã yêu cầu …". */
function asks(rest: string): boolean {
  return /^(?:tiep tuc |tran trong |kinh )?(?:yeu cau|de nghi|giao|phan cong|nhan duoc|ban hanh|thong bao|co y kien|bao cao|xin|vua|da )/.test(
    plain(rest),
  )
}

/** "đơn vị", "các đơn vị có tên nêu trên": those the letter is addressed to. */
function isNobody(words: string): boolean {
  return /(?:neu tren|co ten tren|noi tren)$/.test(plain(words)) || (isGeneric(words) && !/^các /iu.test(words))
}

function requested(walk: Walk, sentence: string) {
  for (const match of sentence.matchAll(request)) {
    const after = sentence.slice(match.index + match[0].length)
    const unit = readUnit(`Giao ${after}`, walk.letter.book)
    if (
      unit &&
      unit.end !== 'line' &&
      unit.rest !== '' &&
      !/^(?:thuc hien|thong tin|trien khai|tap trung|chi dao|quan tam|to chuc|nghiem tuc|khan truong)[^.]{0,120}(?:noi dung|nhiem vu|cong viec|nhu sau|sau day|sau|cu the)[^.]{0,30}:$|^(?:cac |mot so )?(?:noi dung|nhiem vu)?[^.]{0,20}(?:sau|nhu sau)\s*:$/.test(
        plain(unit.rest),
      )
    ) {
      return {
        text: unit.rest,
        owner: isNobody(unit.words) ? undefined : ownerFrom(unit),
      }
    }
    if (opensWithVerb(plain(after.slice(0, 100))) && after.length > 20 && !after.endsWith(':'))
      return { text: after, owner: undefined }
  }
  return undefined
}
