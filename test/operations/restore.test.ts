// A backup taken in one place and restored in another: embedded or PostgreSQL, both ways.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { asc, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readMigrations } from '../../src/db/migrate.js'
import { rowsOf } from '../../src/db/rows.js'
import { communes } from '../../src/db/schema/communes.js'
import { invites, links, persons } from '../../src/db/schema/people.js'
import { lease, outbox } from '../../src/db/schema/post.js'
import { events } from '../../src/db/schema/trail.js'
import { filePath } from '../../src/files/store.js'
import { UserError } from '../../src/lib/errors.js'
import { projectFile } from '../../src/lib/project.js'
import { readArchive, readWhole } from '../../src/operations/archive/read.js'
import { writeArchive } from '../../src/operations/archive/write.js'
import { backup } from '../../src/operations/backup/backup.js'
import { isHeld, listPending, releaseSending } from '../../src/operations/backup/hold.js'
import { restore } from '../../src/operations/backup/restore.js'
import { type Filled, fill, kinds, now, openPlace, type Place, sumAll } from './filled.js'

const migrations = projectFile('migrations')
const passphrase = 'một mật khẩu dài'
let source: Place
let filled: Filled
let sealed: string
let plain: string

beforeAll(async () => {
  source = await openPlace(kinds.at(-1)!)
  await source.database.migrate(migrations)
  filled = await fill(source.database.db, source.files)
  sealed = join(source.folder, 'sealed.dondoc')
  plain = join(source.folder, 'plain.tar.gz')
  await backup(source.database, sealed, { filesFolder: source.files, passphrase }, now)
  await backup(source.database, plain, { filesFolder: source.files }, now)
})
afterAll(() => source.close())

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof UserError ? error.code : String(error)),
  )

/** What a restore changes on purpose. */
const changed = new Set(['invites', 'links', 'lease'])

for (const kind of kinds) {
  describe(`into an empty ${kind} database`, () => {
    let target: Place
    beforeAll(async () => {
      target = await openPlace(kind)
      await restore(
        target.database,
        sealed,
        { filesFolder: target.files, passphrase, botId: '700' },
        new Date(now.getTime() + 3_600_000),
      )
    })
    afterAll(() => target.close())

    it('every table has the same rows with the same hashes, and every file the same bytes', async () => {
      const before = await sumAll(source.database.db)
      const after = await sumAll(target.database.db)
      expect(Object.keys(after)).toEqual(Object.keys(before))
      for (const [name, sum] of Object.entries(before)) {
        expect(after[name]?.rows, name).toBe(sum.rows)
        if (!changed.has(name)) expect(after[name]?.sha256, name).toBe(sum.sha256)
      }
      for (const sha of [filled.own, filled.shared])
        expect(readFileSync(filePath(target.files, sha))).toEqual(readFileSync(filePath(source.files, sha)))
    })

    it('invitations and links are void', async () => {
      for (const row of await target.database.db.select().from(invites))
        expect([row.accepted, row.usedAt]).toEqual([false, null])
      for (const row of await target.database.db.select().from(links)) expect(row.revokedAt).not.toBeNull()
    })

    it('new rows get numbers well past those of the backup', async () => {
      const [last] = await source.database.db.select({ id: sql`max(id)`.mapWith(Number) }).from(persons)
      const [made] = await target.database.db.insert(persons).values({ name: 'Mới', createdAt: now }).returning()
      expect(made!.id).toBeGreaterThan(last!.id + 500)
    })

    it('references and the append-only trail are in force again', async () => {
      const { db } = target.database
      await expect(db.delete(communes)).rejects.toThrow()
      await expect(db.delete(events)).rejects.toThrow()
      await expect(
        db.insert(events).values({ communeId: 999_999, subject: 'x:1', action: 'x', at: now }),
      ).rejects.toThrow()
    })

    it('nobody can take the lease until the operator has said what becomes of what was waiting', async () => {
      const { db } = target.database
      expect(await isHeld(db)).toBe(true)
      const [row] = await db.select({ holder: lease.holder, live: sql<boolean>`until > now()` }).from(lease)
      expect(row).toEqual({ holder: 'restored', live: true })
      expect((await listPending(db)).map((one) => one.waiting)).toEqual([1, 1, 1, 1])
      expect(await db.transaction((tx) => releaseSending(tx, 'drop'))).toBe(4)
      const states = await db.select({ state: outbox.state }).from(outbox).orderBy(asc(outbox.id))
      expect(states.map((one) => one.state).sort()).toEqual([
        'expired',
        'expired',
        'expired',
        'expired',
        'sent',
        'sent',
      ])
      expect(await isHeld(db)).toBe(false)
      expect(await codeOf(db.transaction((tx) => releaseSending(tx, 'send')))).toBe('operations-pending-no-hold')
    })

    it('it can be backed up and restored back, with the same sums', async () => {
      const path = join(target.folder, 'again.dondoc')
      await backup(target.database, path, { filesFolder: target.files }, now)
      const home = await openPlace(kinds[0]!)
      try {
        await restore(home.database, path, { filesFolder: home.files }, now)
        const there = await sumAll(target.database.db)
        for (const [name, sum] of Object.entries(await sumAll(home.database.db)))
          if (name !== 'lease') expect(sum, name).toEqual(there[name])
      } finally {
        await home.close()
      }
    })
  })
}

it('the bytes of the backup hold no token, and a plain one opens as a tar file', async () => {
  const names: string[] = []
  for await (const member of readArchive(plain)) {
    names.push(member.name)
    const text = (await readWhole(member)).toString('utf8')
    expect(text).not.toMatch(/\d{3,}:[A-Za-z0-9_-]{30,}/)
  }
  expect(names[0]).toBe('about.json')
  expect(names.at(-1)).toBe('manifest.json')
  expect(names.filter((name) => name.startsWith('files/')).sort()).toEqual(
    [`files/${filled.own}`, `files/${filled.shared}`].sort(),
  )
})

it('a backup that exists is not overwritten, and one that cannot be written leaves nothing behind', async () => {
  const made = backup(source.database, plain, { filesFolder: source.files }, now)
  expect(await codeOf(made)).toBe('operations-backup-exists')
  writeFileSync(join(source.folder, 'a-file'), '')
  const under = backup(source.database, join(source.folder, 'a-file', 'x'), { filesFolder: source.files }, now)
  expect(await codeOf(under)).toMatch(/operations-backup-not-written|EEXIST/)
  const nowhere = backup(source.database, join(source.folder, 'khong-co', 'x'), { filesFolder: source.files }, now)
  expect(await codeOf(nowhere)).toBe('operations-folder-missing')
  expect(await readdir(source.folder)).not.toContain('khong-co')
  expect((await readdir(source.folder)).filter((name) => name.endsWith('.part'))).toEqual([])
})

it('a file that is missing on the disk is told, and the backup is made without it', async () => {
  const place = await openPlace('embedded')
  try {
    await place.database.migrate(migrations)
    const { own, shared } = await fill(place.database.db, place.files)
    await rm(filePath(place.files, own))
    writeFileSync(filePath(place.files, shared), 'other bytes')
    const path = join(place.folder, 'b.dondoc')
    const made = await backup(place.database, path, { filesFolder: place.files }, now)
    expect(made.files).toBe(0)
    expect([...made.missing].sort()).toEqual([own, shared].sort())
  } finally {
    await place.close()
  }
})

describe('what is not restored, and changes nothing', () => {
  let target: Place
  beforeAll(async () => {
    target = await openPlace(kinds.at(-1)!)
  })
  afterAll(() => target.close())
  const attempt = (path: string, options: { passphrase?: string; botId?: string } = {}) =>
    codeOf(restore(target.database, path, { filesFolder: target.files, ...options }, now))
  const untouched = async () => {
    const tables = await rowsOf(
      target.database.db,
      sql`select 1 from information_schema.tables where table_schema in (current_schema(), 'drizzle')`,
    )
    expect(tables).toEqual([])
    expect(existsSync(target.files)).toBe(false)
  }

  /** The plain backup with a member changed. */
  async function altered(name: string, change: (text: string) => string): Promise<string> {
    const path = join(target.folder, `altered-${Math.random()}`)
    const archive = writeArchive(path, now)
    for await (const member of readArchive(plain)) {
      const bytes = await readWhole(member)
      await archive.add(member.name, member.name === name ? Buffer.from(change(bytes.toString('utf8'))) : bytes)
    }
    await archive.finish()
    return path
  }

  it('a backup of another bot than the token’s', async () => {
    expect(await attempt(plain, { botId: '701' })).toBe('operations-restore-other-bot')
    await untouched()
  })

  it('one without its pass phrase, or with a wrong one', async () => {
    expect(await attempt(sealed)).toBe('operations-backup-passphrase-missing')
    expect(await attempt(sealed, { passphrase: 'sai mật khẩu' })).toBe('operations-backup-passphrase-wrong')
    await untouched()
  })

  it('one of a newer program', async () => {
    const newer = await altered('about.json', (text) => text.replace('"schema": [', '"schema": [\n"feed",'))
    expect(await attempt(newer)).toBe('operations-restore-newer')
    const format = await altered('about.json', (text) => text.replace('"format": 1', '"format": 2'))
    expect(await attempt(format)).toBe('operations-restore-newer')
    await untouched()
  })

  it('one in which a row, a count or a file is not what it was', async () => {
    const row = await altered('tables/communes/000001.ndjson', (text) => text.replace('xã số 1', 'xã số 3'))
    expect(await attempt(row)).toBe('operations-backup-damaged')
    const count = await altered('manifest.json', (text) => text.replace(/"rows": 2/, '"rows": 3'))
    expect(await attempt(count)).toBe('operations-backup-damaged')
    const file = await altered(`files/${filled.own}`, (text) => text.replace('thứ nhất', 'thứ hai!'))
    expect(await attempt(file)).toBe('operations-backup-damaged')
    await untouched()
  })

  it('one whose rows break the rules of the database, though its sums agree', async () => {
    const orphan = await altered('about.json', (text) => text)
    // A commune is taken out of table and manifest alike: its units would refer to nothing.
    const path = join(target.folder, 'orphan')
    const archive = writeArchive(path, now)
    const { createHash } = await import('node:crypto')
    const empty = createHash('sha256').digest('hex')
    for await (const member of readArchive(orphan)) {
      const bytes = await readWhole(member)
      if (member.name.startsWith('tables/communes/')) continue
      if (member.name === 'manifest.json') {
        const manifest = JSON.parse(bytes.toString('utf8')) as { tables: Record<string, unknown> }
        manifest.tables.communes = { rows: 0, sha256: empty }
        await archive.add(member.name, Buffer.from(JSON.stringify(manifest)))
      } else await archive.add(member.name, bytes)
    }
    await archive.finish()
    expect(await attempt(path)).not.toBe('done')
    const tables = await rowsOf(
      target.database.db,
      sql`select 1 from information_schema.tables where table_schema in (current_schema(), 'drizzle')`,
    )
    expect(tables).toEqual([])
    expect(existsSync(filePath(target.files, filled.own))).toBe(false)
  })

  it('any into a database that has a single row', async () => {
    await target.database.migrate(migrations)
    const [row] = await target.database.db.insert(persons).values({ name: 'Ai đó', createdAt: now }).returning()
    expect(await attempt(plain)).toBe('operations-restore-not-empty')
    const people = await target.database.db.select().from(persons)
    expect(people.map((one) => one.id)).toEqual([row!.id])
    await target.database.db.delete(persons).where(eq(persons.id, row!.id))
  })

  it('any into a database on which a program is working', async () => {
    const { db } = target.database
    await db.update(lease).set({ holder: 'somebody', until: sql`now() + interval '10 seconds'` })
    expect(await attempt(plain)).toBe('operations-restore-running')
    await db.update(lease).set({ holder: '', until: new Date(0) })
    expect(await attempt(plain)).toBe('done')
  })
})

for (const kind of kinds) {
  it(`a backup of an earlier version comes up to date, also in a migrated but empty ${kind} database`, async () => {
    const known = readMigrations(migrations)
    const old = await openPlace(kind)
    const target = await openPlace(kind)
    try {
      const { applyMigrations } = await import('../../src/db/migrate.js')
      await old.database.db.transaction((tx) => applyMigrations(tx, known.slice(0, 2)))
      await old.database.db.execute(
        sql`insert into communes (name, created_at) values ('UBND xã Cũ', ${now.toISOString()}::timestamptz)`,
      )
      const path = join(old.folder, 'old.dondoc')
      await backup(old.database, path, { filesFolder: old.files }, now)
      await target.database.migrate(migrations)
      await restore(target.database, path, { filesFolder: target.files }, now)
      const [commune] = await target.database.db.select().from(communes)
      expect([commune?.name, commune?.archivedAt]).toEqual(['UBND xã Cũ', null])
      await target.database.migrate(migrations)
    } finally {
      await old.close()
      await target.close()
    }
  })
}
