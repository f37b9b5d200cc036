// An installation with two communes and a bit of everything, and empty places to restore it into.
import { randomBytes } from 'node:crypto'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { inject } from 'vitest'
import { type Database, type Db, openEmbedded, openPostgres } from '../../src/db/db.js'
import { rowsOf } from '../../src/db/rows.js'
import { evidence } from '../../src/db/schema/assignments.js'
import { directives } from '../../src/db/schema/directives.js'
import { accounts, chats, invites, links, persons, posts } from '../../src/db/schema/people.js'
import { chores, fileHandles, inbox, offers, outbox, questions, screens } from '../../src/db/schema/post.js'
import { events } from '../../src/db/schema/trail.js'
import { insertFile, saveFile } from '../../src/files/store.js'
import { listTables, sumTable, type TableSum } from '../../src/operations/backup/tables.js'
import { type SeedGroup, seedCity } from '../bench/seed.js'
import { administer, createDatabase, withDatabase } from '../support/server.js'

export const now = new Date('2026-09-14T02:00:00.000Z')
export const botId = 700

export interface Filled {
  /** Two communes; the second one's letter has the same file as the first one's. */
  groups: [SeedGroup, SeedGroup]
  /** SHA-256 of a file of the first commune alone, and of one that both have. */
  own: string
  shared: string
}

/** Puts rows into nearly every table, and two files on the disk. */
export async function fill(db: Db, filesFolder: string): Promise<Filled> {
  const seeded = await seedCity(db, {
    bot: { id: botId, username: 'dondoc_bot' },
    groups: [
      { externalId: -1001, headId: 9001 },
      { externalId: -1002, headId: 9002 },
    ],
    each: 3,
  })
  const [first, second] = seeded as [SeedGroup, SeedGroup]
  const own = await saveFile(filesFolder, new TextEncoder().encode('minh chứng của xã thứ nhất'))
  const shared = await saveFile(filesFolder, new TextEncoder().encode('công văn gửi cả hai xã'))
  for (const [index, group] of seeded.entries()) {
    const { communeId } = group
    const [person] = await db
      .insert(persons)
      .values({ name: `Cán bộ "${index}" \\ 'Hoa'\nÂu`, createdAt: now })
      .returning()
    const personId = person!.id
    const externalId = String(7000 + index)
    await db.insert(accounts).values({ channelId: 1, externalId, personId, username: null })
    await db.insert(posts).values({ communeId, personId, role: 'officer', from: now })
    const [chat] = await db
      .insert(chats)
      .values({ channelId: 1, externalId, kind: 'private', communeId, createdAt: now })
      .returning()
    const chatId = chat!.id
    const letter = await insertFile(
      db,
      { communeId, sha256: shared.sha256, name: 'cv.docx', type: 'text/plain', size: shared.size },
      now,
    )
    const [directive] = await db
      .insert(directives)
      .values({
        communeId,
        text: 'Triển khai…\tnhiệm vụ',
        textHash: 'x',
        fileId: letter,
        draft: { a: [1, null, 'đ'] },
        createdBy: personId,
        createdAt: now,
      })
      .returning()
    if (index === 0) {
      const file = await insertFile(
        db,
        { communeId, sha256: own.sha256, name: 'minh chứng.txt', type: 'text/plain', size: own.size },
        now,
      )
      await db
        .insert(evidence)
        .values({ communeId, assignmentId: group.assignmentIds[0]!, fileId: file, givenBy: personId, givenAt: now })
      await db.insert(fileHandles).values({ fileId: file, channelId: 1, handle: 'handle' })
    }
    await db.insert(invites).values({
      communeId,
      codeHash: `hash-${index}`,
      role: 'chairman',
      issuedBy: personId,
      issuedAt: now,
      expiresAt: new Date(now.getTime() + 86_400_000),
    })
    await db.insert(links).values({
      communeId,
      tokenHash: `token-${index}`,
      kind: 'act',
      personId,
      createdAt: now,
      expiresAt: new Date(now.getTime() + 86_400_000),
    })
    await db
      .insert(inbox)
      .values({ channelId: 1, updateKey: `u${index}`, lane: externalId, raw: { text: '17 xong' }, receivedAt: now })
    await db.insert(outbox).values([
      {
        communeId,
        chatId,
        key: `sent:${index}`,
        class: 0,
        body: { spans: ['đã nói'] },
        state: 'sent',
        ref: '5',
        createdAt: now,
        sentAt: now,
      },
      { communeId, chatId, key: `queued:${index}`, class: 1, body: { spans: ['sẽ nói'] }, createdAt: now },
      {
        chatId: group.chatId,
        key: `sending:${index}`,
        class: 2,
        body: { spans: ['đang nói'] },
        state: 'sending',
        createdAt: now,
      },
    ])
    await db.insert(screens).values({ chatId, slot: 'card:1', ref: '5', shownAt: now })
    await db
      .insert(offers)
      .values({ chatId, number: 1, label: 'Một', action: 'a.b:1', offeredIn: 'sent:0', offeredAt: now })
    await db
      .insert(questions)
      .values({ communeId, chatId, personId, action: 'assignment.evidence', data: { id: 1 }, askedAt: now })
    await db
      .insert(chores)
      .values({ communeId, kind: 'letter.read', input: { directiveId: directive!.id }, runAt: now })
    await db.insert(events).values([
      {
        communeId,
        subject: `directive:${directive!.id}`,
        action: 'directive.issue',
        actorId: personId,
        after: { n: 1 },
        at: now,
      },
      { communeId, subject: `assignment:${group.assignmentIds[0]}`, action: 'assignment.open', at: now },
    ])
  }
  return { groups: [first, second], own: own.sha256, shared: shared.sha256 }
}

/** Rows and hashes of every table. */
export function sumAll(db: Db): Promise<Record<string, TableSum>> {
  return db.transaction(async (tx) => {
    const sums: Record<string, TableSum> = {}
    for (const table of await listTables(tx)) sums[table.name] = await sumTable(tx, table)
    return sums
  })
}

/** How many rows of a commune are left, in every table that has a commune's number. */
export async function countOf(db: Db, communeId: number): Promise<number> {
  const tables = await rowsOf<{ name: string }>(
    db,
    sql`select table_name::text as name from information_schema.columns
        where column_name = 'commune_id' and table_schema = current_schema()`,
  )
  let count = 0
  for (const { name } of tables) {
    const [row] = await rowsOf<{ n: string }>(
      db,
      sql.raw(`select count(*)::text as n from "${name}" where commune_id = ${communeId}`),
    )
    count += Number(row?.n ?? 0)
  }
  return count
}

export interface Place {
  kind: 'embedded' | 'postgres'
  database: Database
  /** DATABASE_URL, on a server. */
  url: string | undefined
  folder: string
  files: string
  close(): Promise<void>
}

/** A database that nothing was ever done with: embedded in a folder, or on the server that DATABASE_URL names. */
export async function openPlace(kind: 'embedded' | 'postgres'): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'dondoc-place-'))
  const server = process.env.DATABASE_URL ?? ''
  const name = `dondoc_place_${randomBytes(6).toString('hex')}`
  if (kind === 'postgres') await createDatabase(server, name)
  else await cp(inject('blank').folder, join(folder, 'pg'), { recursive: true })
  const database =
    kind === 'postgres'
      ? await openPostgres(withDatabase(server, name), { connections: 3 })
      : await openEmbedded(folder)
  return {
    kind,
    database,
    url: kind === 'postgres' ? withDatabase(server, name) : undefined,
    folder,
    files: join(folder, 'files'),
    async close() {
      await database.close().catch(() => {})
      await rm(folder, { recursive: true, force: true })
      if (kind === 'postgres') await administer(server, `drop database if exists ${name} with (force)`)
    },
  }
}

/** The kinds of database that are there to be tested on. */
export const kinds: Place['kind'][] = process.env.DATABASE_URL ? ['embedded', 'postgres'] : ['embedded']
