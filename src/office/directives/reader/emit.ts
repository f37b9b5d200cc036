// A clause becomes a task: with the section's owner, the time stated above and what was said before it.
import type { Clause } from './clauses.js'
import { joinedBullet } from './doubts.js'
import { addAttribute, type Draft, draftOf } from './drafts.js'
import type { Scope, Walk } from './scope.js'

export function emit(walk: Walk, clause: Clause, text: string, scope: Scope, from: Draft['ownerFrom']): Draft {
  const draft = draftOf(walk.letter, text, { path: clause.path, line: clause.line, end: clause.end }, scope.owner, from)
  draft.inherited = scope.inherited
  for (const attribute of scope.pending) addAttribute(walk.letter, draft, attribute)
  if (clause.mended) draft.doubts.push(joinedBullet(text))
  walk.drafts.push(draft)
  return draft
}
