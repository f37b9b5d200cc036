// The driver of PostgreSQL. `.scripts/build.mjs` builds this file with the package inside, mended (`.scripts/mend-postgres.mjs`).
import postgres from 'postgres'

export const connect = postgres
