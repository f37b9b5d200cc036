// "• Đối với các trường học:" and below it, with the same bullet, what they are to do: the line that only names a unit heads those behind it; so does
// "* Hình thức tiếp nhận:", up to the next line of that kind.
import { attributeOf } from './attributes.js'
import type { Clause } from './clauses.js'
import { readUnit, type UnitBook } from './units.js'

export function withHeads(parent: Clause, book: UnitBook): Clause {
  const { children } = parent
  const isHead = ({ marker, words, children: below, rows }: Clause) =>
    marker !== undefined &&
    /^(?:dash|plus|dot|sign)$/.test(marker.style) &&
    below.length === 0 &&
    rows.length === 0 &&
    words.endsWith(':') &&
    (isBareAside(words) || readUnit(words, book)?.rest === '')
  const first = children.findIndex(isHead)
  const mark = children[first]?.marker
  // One style for all of them: else the tree has put the items below their heads already.
  if (mark === undefined || children.slice(first).some((child) => child.marker && child.marker.style !== mark.style))
    return parent
  const all = children.slice(0, first)
  let head: Clause | undefined
  for (const child of children.slice(first)) {
    if (isHead(child)) {
      head = { ...child, children: [] }
      all.push(head)
    } else if (head && child.marker && !(isBareAside(head.words) && attributeOf(child.words))) head.children.push(child)
    else {
      head = undefined
      all.push(child)
    }
  }
  return { ...parent, children: all }
}

/** "Hình thức tiếp nhận:" alone: how, where or with what, and below it nothing that is asked. */
function isBareAside(words: string): boolean {
  const attribute = attributeOf(words)
  return attribute?.kind === 'aside' && attribute.value === ''
}
