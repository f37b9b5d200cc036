// What the operator may do with a commune's people, from the command line.
import type { Tx } from '../../db/db.js'
import { UserError } from '../../lib/errors.js'
import { translator } from '../../lib/i18n.js'
import { listPosts } from './posts.js'
import { endPostAndTell } from './staff.js'
import { officeName } from './wording.js'

/** Who holds what in a commune, each person once. */
export async function listPeople(
  tx: Tx,
  communeId: number,
  now: Date,
): Promise<{ personId: number; name: string; posts: string[] }[]> {
  const t = translator('vi')
  const people = new Map<number, { personId: number; name: string; posts: string[] }>()
  for (const post of await listPosts(tx, { communeId }, now)) {
    const one = people.get(post.personId) ?? { personId: post.personId, name: post.name, posts: [] }
    one.posts.push(officeName(t, post.role, post.unit))
    people.set(post.personId, one)
  }
  return [...people.values()]
}

/** Ends every office a person holds in a commune. Throws a `UserError` for the last officer, or when there is none to end. */
export async function endPersonPosts(
  tx: Tx,
  input: { communeId: number; personId: number },
  now: Date,
): Promise<{ posts: number; name: string }> {
  const posts = await listPosts(tx, input, now)
  const first = posts[0]
  if (!first) throw new UserError('people-no-post')
  for (const post of posts) await endPostAndTell(tx, { postId: post.id }, now)
  return { posts: posts.length, name: first.name }
}
