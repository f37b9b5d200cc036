// One update through the router alone, in transactions as the post makes them.
import type { Incoming } from '../../src/chat/incoming.js'
import type { Tx } from '../../src/db/db.js'
import { UserError } from '../../src/lib/errors.js'
import type { Outcome, Router, Update } from '../../src/talk/router.js'
import type { TestDatabase } from './database.js'

/** `take` stores the update or finds it stored, `done` is called in the same transaction. */
export async function routed(
  { db }: Pick<TestDatabase, 'db'>,
  router: Router,
  incoming: Incoming,
  now: Date,
  { take, done }: { take(tx: Tx): Promise<Update>; done?(tx: Tx, update: Update): Promise<unknown> },
): Promise<Outcome> {
  const transact = (refusal?: UserError) =>
    db.transaction(async (inner) => {
      const tx = inner as unknown as Tx
      const update = await take(tx)
      const ctx = await router.open(tx, update, incoming, now)
      const outcome = await (refusal ? router.refuse(tx, ctx, refusal) : router.act(tx, ctx))
      await done?.(tx, update)
      return outcome
    })
  try {
    return await transact()
  } catch (error) {
    if (error instanceof UserError) return await transact(error)
    throw error
  }
}
