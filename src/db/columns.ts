// Columns that every table writes the same way.
import { bigint, date, timestamp } from 'drizzle-orm/pg-core'

/** A row's own number. `by default` so that a restore may keep the numbers. */
export const id = () => bigint('id', { mode: 'number' }).primaryKey().generatedByDefaultAsIdentity()

export const ref = (name: string) => bigint(name, { mode: 'number' })

/** An instant; written by the program's business clock, never by the database's. */
export const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 })

/** A day, "2026-06-30". */
export const day = (name: string) => date(name, { mode: 'string' })
