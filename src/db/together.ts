// Statements of one transaction side by side.

/**
 * Runs what does not depend on each other in one transaction side by side: PostgreSQL gets the statements without waiting for the answer to
 * each. Resolves only when all have ended, so nothing is written once the transaction has been rolled back; then throws what failed first,
 * the others may have failed only because the transaction was void.
 */
export async function together<Work extends readonly unknown[]>(
  ...work: Work
): Promise<{ [At in keyof Work]: Awaited<Work[At]> }> {
  const failures: unknown[] = []
  const all = await Promise.all(
    work.map((one) => Promise.resolve(one).catch((error: unknown) => void failures.push(error))),
  )
  if (failures.length > 0) throw failures[0]
  return all as { [At in keyof Work]: Awaited<Work[At]> }
}
