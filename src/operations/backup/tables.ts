// The database as tables of JSON lines, the same text on every PostgreSQL: read from the catalog, not from the program's
// schema, because a database may be older than the program. One row is one line of `row_to_json`.
import { createHash, type Hash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/db.js'
import { rowsOf } from '../../db/rows.js'

/** What is known of a table's rows: their number, and the SHA-256 of their lines in the order of the key. */
export interface TableSum {
  rows: number
  sha256: string
}

export interface TableShape {
  name: string
  /** The columns of the key, quoted and joined: the order in which rows are read. */
  order: string
}

/** The tables of the database, by name. Those of extensions are none of ours. */
export async function listTables(tx: Tx): Promise<TableShape[]> {
  return await rowsOf<TableShape>(
    tx,
    sql`select c.relname::text as name,
          coalesce((select string_agg(quote_ident(a.attname), ', ' order by k.ord)
            from pg_index i
            cross join lateral unnest(i.indkey::int2[]) with ordinality as k(attnum, ord)
            join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
            where i.indrelid = c.oid and i.indisprimary), '1')::text as order
        from pg_class c
        where c.relkind in ('r', 'p') and c.relnamespace = current_schema()::regnamespace
          and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
        order by c.relname::text collate "C"`,
  )
}

/** Lines of about so many characters are handed on together. */
const PORTION = 512 * 1024
const FETCH = 200

/**
 * The rows of a table in portions: JSON lines, each ended by a line feed. Only a cursor is open meanwhile, so memory does
 * not grow with the table. Times are written in UTC.
 */
export async function* readTable(tx: Tx, table: TableShape, where = 'true'): AsyncGenerator<{ lines: string[] }> {
  await tx.execute(sql`set local time zone 'UTC'`)
  await tx.execute(
    sql.raw(
      `declare dondoc_rows no scroll cursor for select row_to_json(r)::text as line from (select * from ${quote(table.name)} where ${where} order by ${table.order}) r`,
    ),
  )
  try {
    let lines: string[] = []
    let length = 0
    for (;;) {
      const rows = await rowsOf<{ line: string }>(tx, sql.raw(`fetch ${FETCH} from dondoc_rows`))
      for (const { line } of rows) {
        lines.push(line)
        length += line.length
        if (length < PORTION) continue
        yield { lines }
        lines = []
        length = 0
      }
      if (rows.length < FETCH) break
    }
    if (lines.length > 0) yield { lines }
  } finally {
    // In a transaction that has failed there is no cursor left to close.
    await tx.execute(sql.raw('close dondoc_rows')).catch(() => {})
  }
}

/** Adds up rows as they pass. */
export function makeSum(): { add(bytes: Uint8Array, rows: number): void; end(): TableSum } {
  const hash: Hash = createHash('sha256')
  let rows = 0
  return {
    add(bytes, count) {
      hash.update(bytes)
      rows += count
    },
    end: () => ({ rows, sha256: hash.digest('hex') }),
  }
}

export const bytesOf = (lines: readonly string[]) => Buffer.from(`${lines.join('\n')}\n`)

/** Number and hash of a table's rows as they are now. */
export async function sumTable(tx: Tx, table: TableShape): Promise<TableSum> {
  const sum = makeSum()
  for await (const { lines } of readTable(tx, table)) sum.add(bytesOf(lines), lines.length)
  return sum.end()
}

/** The numbers that identity columns have given out so far, by table. */
export async function listSequences(tx: Tx): Promise<Record<string, number>> {
  const rows = await rowsOf<{ name: string; last: number | string }>(
    tx,
    sql`select t.relname::text as name, coalesce(pg_sequence_last_value(s.oid), 0)::text as last
        from pg_class s
        join pg_depend d on d.objid = s.oid and d.deptype = 'i' and d.classid = 'pg_class'::regclass
        join pg_class t on t.oid = d.refobjid
        where s.relkind = 'S' and s.relnamespace = current_schema()::regnamespace
        order by 1`,
  )
  return Object.fromEntries(rows.map((row) => [row.name, Number(row.last)]))
}

/** A name as SQL writes it. */
export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
