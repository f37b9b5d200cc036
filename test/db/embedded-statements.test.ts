// The embedded database keeps the statements it runs; what they answer is what PGlite itself answers.
import { readFile } from 'node:fs/promises'
import { PGlite } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, inject, it } from 'vitest'
import type { Database } from '../../src/db/db.js'
import { keepingStatements } from '../../src/db/embedded-statements.js'
import { openBlankDatabase } from '../support/database.js'

const plain = await PGlite.create({ loadDataDir: new Blob([await readFile(inject('blank').dump)]) })
const keeping = keepingStatements(plain)
afterAll(() => plain.close())

describe('statements that the embedded database keeps', () => {
  it.each(['alone', 'in a transaction'])('let sockets and timers have their turn, %s', async (where) => {
    let turns = 0
    const ticking = setInterval(() => turns++, 0)
    const many = async (on: Pick<PGlite, 'query'>) => {
      for (let count = 0; count < 5000 && turns < 3; count++) await on.query('select $1::int', [count])
    }
    if (where === 'alone') await many(keeping)
    else await keeping.transaction((tx) => many(tx as unknown as PGlite))
    clearInterval(ticking)
    expect(turns).toBeGreaterThanOrEqual(3)
  })

  it('answer what PGlite answers, for every type of column, in both shapes of a row', async () => {
    await plain.exec(
      'create table things (id int, name text, at timestamptz, day date, yes boolean, data jsonb, many text[], raw bytea, big bigint)',
    )
    const insert = 'insert into things values ($1, $2, $3, $4, $5, $6, $7, $8, $9)'
    const rows = [
      [
        1,
        'Đường An; "$1" \\ 😀',
        new Date('2026-11-29T01:02:03.004Z'),
        '2026-06-30',
        true,
        { a: [1, null, 'ỏ'] },
        ['x', 'y, "z"'],
        new Uint8Array([0, 255, 7]),
        9007199254740993n,
      ],
      [2, '', null, null, false, null, [], null, 0],
      [3, null, '2026-11-29', '2026-01-01', null, '"chữ"', null, new Uint8Array(), -5],
    ]
    for (const row of rows) expect((await keeping.query(insert, row)).affectedRows).toBe(1)
    const select = 'select * from things where id >= $1 order by id'
    for (const options of [
      undefined,
      { rowMode: 'array' as const },
      { parsers: { 1184: (value: string) => `at ${value}` } },
    ])
      for (const from of [1, 2, 3, 4]) {
        const own = await plain.query(select, [from], options)
        expect(await keeping.query(select, [from], options)).toEqual(own)
        expect(await keeping.transaction((tx) => tx.query(select, [from], options))).toEqual(own)
        expect(own.rows).toHaveLength(4 - from)
      }
    expect((await keeping.query('update things set id = id + 10 where id > $1', [1])).affectedRows).toBe(2)
  })

  it('are planned once, however often they run, and anew after a thousand times', async () => {
    await keeping.transaction(async (tx) => {
      for (let turn = 0; turn < 2100; turn++) {
        const { rows } = await tx.query<{ sum: number }>('select $1::int + 1 as sum', [turn])
        expect(rows).toEqual([{ sum: turn + 1 }])
      }
    })
    const { rows } = await plain.query<{ runs: number }>(
      "select (generic_plans + custom_plans)::int as runs from pg_prepared_statements where statement = 'select $1::int + 1 as sum'",
    )
    expect(rows).toEqual([{ runs: 100 }])
  })

  it('leave the database usable when they fail, in a savepoint and outside of one', async () => {
    await plain.exec('create table once (id int primary key)')
    const insert = 'insert into once values ($1)'
    await keeping.query(insert, [1])
    await expect(keeping.query(insert, [1])).rejects.toMatchObject({ code: '23505' })
    await expect(keeping.query('select nothing from nowhere')).rejects.toMatchObject({ code: '42P01' })
    await keeping.transaction(async (tx) => {
      await tx.query('savepoint here')
      await expect(tx.query(insert, [1])).rejects.toMatchObject({ code: '23505' })
      await expect(tx.query('select 1 as first_seen_while_void')).rejects.toMatchObject({ code: '25P02' })
      await tx.query('rollback to savepoint here')
      await tx.query(insert, [2])
      expect((await tx.query('select 1 as first_seen_while_void')).rows).toEqual([{ first_seen_while_void: 1 }])
    })
    await expect(keeping.query(insert, ['x'])).rejects.toMatchObject({ code: '22P02' })
    expect((await keeping.query('select id from once order by id')).rows).toEqual([{ id: 1 }, { id: 2 }])
  })

  it('of many at once are answered each with its own', async () => {
    const answers = await keeping.transaction((tx) =>
      Promise.all(Array.from({ length: 50 }, (_, index) => tx.query<{ n: number }>('select $1::int as n', [index]))),
    )
    expect(answers.map(({ rows }) => rows[0]?.n)).toEqual(Array.from({ length: 50 }, (_, index) => index))
    const alone = await Promise.all([1, 2, 3].map((n) => keeping.query<{ n: number }>('select $1::int as n', [n])))
    expect(alone.map(({ rows }) => rows[0]?.n)).toEqual([1, 2, 3])
  })

  it('see a table that has changed', async () => {
    await keeping.query('create table growing (id int)')
    await keeping.query('insert into growing values (1)')
    expect((await keeping.query('select id from growing')).rows).toEqual([{ id: 1 }])
    await keeping.query('alter table growing add column name text default $$mới$$')
    expect((await keeping.query('select id from growing')).rows).toEqual([{ id: 1 }])
    expect((await keeping.query('select id, name from growing')).rows).toEqual([{ id: 1, name: 'mới' }])
    await keeping.query('alter table growing drop column name')
    await expect(keeping.query('select id, name from growing')).rejects.toMatchObject({ code: '42703' })
    expect((await keeping.query('select id from growing')).rows).toEqual([{ id: 1 }])
  })

  it('are refused once the database is closed, without an end of the process', async () => {
    const database: Database = await openBlankDatabase()
    await database.db.execute(sql`select 1`)
    await database.close()
    await expect(database.db.execute(sql`select 1`)).rejects.toThrow()
  })

  it('have an end: of more than four hundred the one that was not used for longest is planned anew', async () => {
    const ask = async (n: number) => expect((await keeping.query(`select ${n} as n`)).rows).toEqual([{ n }])
    for (let turn = 0; turn < 450; turn++) {
      await ask(turn)
      await ask(7)
    }
    await ask(3)
    const { rows } = await plain.query<{ count: number; seven: number; eight: number }>(
      `select count(*)::int as count, max(generic_plans + custom_plans) filter (where statement = 'select 7 as n')::int as seven,
        count(*) filter (where statement = 'select 8 as n')::int as eight from pg_prepared_statements where name <> ''`,
    )
    expect(rows).toEqual([{ count: 400, seven: 451, eight: 0 }])
  })
})
