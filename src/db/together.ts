// Statements of one transaction side by side.

/**
 * Runs what does not depend on each other in one transaction side by side: PostgreSQL gets the statements without waiting for the answer to
 * each. Resolves, or throws the first failure, only when all have ended: nothing is written once the transaction has been rolled back.
 */
export async function together(...work: readonly Promise<unknown>[]): Promise<void> {
  for (const one of await Promise.allSettled(work)) if (one.status === 'rejected') throw one.reason
}
