// Makes an embedded database that nothing was ever done with, packed as the program packs its own: `make-database.mjs FILE`. In a process of its
// own, since it takes more memory than all else together, and code that is only run through once is not worth being optimised (--liftoff-only).
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { build } from 'esbuild'

const [target] = process.argv.slice(2)
const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const folder = mkdtempSync(join(tmpdir(), 'dondoc-new-'))
try {
  const archive = join(folder, 'folder-archive.mjs')
  const source = join(root, 'src', 'db', 'folder-archive.ts')
  await build({ entryPoints: [source], outfile: archive, format: 'esm', platform: 'node', logLevel: 'warning' })
  const { packFolder } = await import(pathToFileURL(archive).href)
  await (await PGlite.create({ dataDir: join(folder, 'pg') })).close()
  packFolder(join(folder, 'pg'), join(folder, 'packed'))
  copyFileSync(join(folder, 'packed'), target)
  // In an image its reader is not its owner.
  chmodSync(target, 0o644)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
