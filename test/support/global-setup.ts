// Migrates once; every test file then opens a copy. With DATABASE_URL the copies are databases of that server.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/pglite'
import { migrate } from 'drizzle-orm/pglite/migrator'
import type { TestProject } from 'vitest/node'
import { openPostgres } from '../../src/db/db.js'
import { unpackFolder } from '../../src/db/folder-archive.js'
import { projectFile } from '../../src/lib/project.js'
import { createDatabase, dropFamily, withDatabase } from './server.js'

declare module 'vitest' {
  interface ProvidedContext {
    template: { kind: 'embedded'; dump: string; folder: string } | { kind: 'postgres'; url: string; database: string }
    /** An embedded database that nothing was ever done with: its folder, and what PGlite has dumped of it. */
    blank: { folder: string; dump: string }
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Some tests start the real program from dist.
  const build = spawnSync(process.execPath, [projectFile('.scripts', 'build-if-stale.mjs')], { stdio: 'inherit' })
  if (build.status !== 0) throw new Error('the program could not be built')
  const folder = await mkdtemp(join(tmpdir(), 'dondoc-template-'))
  const data = join(folder, 'data')
  const blank = { folder: join(folder, 'blank'), dump: join(folder, 'blank.tar') }
  unpackFolder(projectFile('dist', 'new-database'), blank.folder)
  await mkdir(data)
  await cp(blank.folder, join(data, 'pg'), { recursive: true })
  const client = await PGlite.create({ dataDir: join(data, 'pg') })
  const dump = async (file: string) =>
    writeFile(file, Buffer.from(await (await client.dumpDataDir('none')).arrayBuffer()))
  await dump(blank.dump)
  project.provide('blank', blank)
  const remove = () => rm(folder, { recursive: true, force: true })
  const url = process.env.DATABASE_URL
  if (url) {
    await client.close()
    const name = `dondoc_template_${randomBytes(6).toString('hex')}`
    await createDatabase(url, name)
    const database = await openPostgres(withDatabase(url, name), { connections: 1 })
    await database.migrate(projectFile('migrations'))
    // A test that reads rows without an order gets them as they were written, unless the server tidies in the middle of it.
    await database.db.execute(sql`do $$ declare name text; begin
      for name in select format('%I', tablename) from pg_tables where schemaname = 'public' loop
        execute 'alter table ' || name || ' set (autovacuum_enabled = off)';
      end loop; end $$`)
    await database.close()
    project.provide('template', { kind: 'postgres', url, database: name })
    return async () => {
      await remove()
      await dropFamily(url, name)
    }
  }
  await migrate(drizzle(client), { migrationsFolder: projectFile('migrations') })
  const template = join(folder, 'template.tar')
  await dump(template)
  await client.close()
  project.provide('template', { kind: 'embedded', dump: template, folder: data })
  return remove
}
