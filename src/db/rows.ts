// Rows of a raw query: one driver returns an array, the other an object that holds it.
import type { SQL } from 'drizzle-orm'
import type { Tx } from './db.js'

/** The rows of a raw query. Cast what is no text to text or int in the query: the drivers read other types differently. */
export async function rowsOf<T>(tx: Tx, query: SQL): Promise<T[]> {
  const result: unknown = await tx.execute(query)
  return (Array.isArray(result) ? result : (result as { rows: unknown[] }).rows) as T[]
}
