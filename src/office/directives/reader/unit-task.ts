// A sentence that begins with a unit: whether it is that unit's task, or says of the section's owner whom that one directs.
import type { Clause } from './clauses.js'
import { emit } from './emit.js'
import { everybody, ownerFrom, type Scope, type Walk } from './scope.js'
import { isOptional } from './sections.js'
import { isAnybody, isGeneric } from './unit-names.js'
import { isTimeAlone, type UnitStart } from './units.js'

/**
 * A sentence that begins with its unit. Everybody named in general ("Các đơn vị …", "Cán bộ, công chức …") stays part of the words of a bullet and
 * of what stands below a topic; heads of offices stand for their offices.
 */
export function unitTask(walk: Walk, clause: Clause, unit: UnitStart, scope: Scope): void {
  const bullet = clause.marker !== undefined && /^(?:dash|plus|dot|sign)$/.test(clause.marker.style)
  const people =
    /^(?:người đứng đầu|cán bộ|công chức|viên chức|toàn thể|thành viên(?! (?:Ban|Hội đồng|Tổ|Ủy ban) ))/iu.test(
      unit.words,
    ) ||
    (unit.end === 'verb' &&
      /^(?:các )?cấp (?:[ủu]y|uỷ|,)/iu.test(unit.words) &&
      // Numbered in a programme of the Party, they are whom it asks: "1.1. Các cấp ủy, tổ chức đảng tổ chức học tập …".
      (bullet || !/tổ chức đảng$/iu.test(unit.words)))
  const office = /^(?:Cán bộ|Công chức|Viên chức)\s+(?:\p{Lu}|phụ trách \p{L})/u.test(unit.words)
  // "Giao Đảng ủy UBND xã: - Lãnh đạo UBND xã rà soát …": to lead is what the Party is asked.
  const leads =
    /^lãnh đạo/iu.test(unit.words) &&
    /^(?:đảng|chi bộ|các chi bộ|ban thường vụ|cấp ủy|ủy ban mặt trận|mặt trận|hội|đoàn)/iu.test(scope.owner?.name ?? '')
  const heads = !leads && /^(?:thủ trưởng|lãnh đạo|trưởng các (?:cơ quan|đơn vị))/iu.test(unit.words)
  const inTopic = scope.depth > 0 && !scope.ofUnit
  const asksIn = /^(?:kinh )?moi$/.test(unit.lead) && scope.ofUnit
  // "Bộ trưởng Bộ A chỉ đạo: a) Các cơ sở giáo dục …"; "phân công các tổ chức, cá nhân quản lý …" is what the unit itself does.
  // And "Phân công cán bộ kỹ thuật thăm đồng …" what those do to whom the letter goes.
  const below =
    scope.directs ||
    (unit.lead === 'phan cong' &&
      /^(?:cán bộ|công chức|viên chức|nhân viên|lực lượng)(?!.*\p{Lu})/u.test(unit.words)) ||
    (unit.lead === 'phan cong' &&
      scope.ofUnit &&
      /^(?:các|cán bộ|công chức|viên chức|nhân viên|người|đồng chí|đ\/c)(?![\p{L}])/iu.test(unit.words))
  if (
    asksIn ||
    below ||
    leads ||
    (people && !office && unit.end !== 'colon' && (bullet || inTopic)) ||
    ((people || heads) && isOptional(clause.words))
  )
    emit(walk, clause, clause.words, scope, 'heading')
  else if (isAnybody(unit.words) && !heads && unit.end === 'verb' && (bullet || unit.lead === ''))
    emit(
      walk,
      clause,
      clause.words,
      scope.ofUnit ? { ...scope, owner: ownerFrom(unit) } : scope,
      scope.ofUnit ? 'sentence' : 'heading',
    )
  else if (
    bullet &&
    unit.each.length > 1 &&
    /^(?:yeu cau|de nghi)$/.test(unit.lead) &&
    (unit.words.includes(';') || unit.each.length > 2)
  ) {
    emit(
      walk,
      clause,
      clause.words,
      { ...scope, owner: { name: everybody, words: unit.words, each: unit.each } },
      'sentence',
    )
  } else {
    // "I. Đối với các đơn vị thuộc Bộ: 1. Thủ trưởng đơn vị rà soát …": those of the heading.
    const own = heads && scope.ofUnit && isGeneric(unit.words) && !/^thủ trưởng các/iu.test(unit.words)
    // "Đại hội điểm: Chi hội thôn A, xong trước ngày 20/12.": a day alone is no task.
    const words = isTimeAlone(unit.rest) ? clause.words : unit.rest
    emit(walk, clause, words, { ...scope, owner: (own && scope.owner) || ownerFrom(unit) }, 'sentence')
  }
}
