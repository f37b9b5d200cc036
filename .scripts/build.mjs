// Turns src into the few files of dist, with only native and data packages left outside: one file starts in a good deal less time than hundreds.
// Types are checked by `npm run check`; this only takes them off, in a fraction of a second. Beside them lies a new embedded database.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { bundled } from './bundled.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const dist = join(root, 'dist')
/** Where a process or a thread begins. */
const entryPoints = readdirSync(join(root, 'src'), { recursive: true })
  .filter((path) => /(^main|[/\\]worker)\.ts$/.test(path))
  .map((path) => join(root, 'src', path))

// The new database takes seconds, and is made once for each version of PGlite.
const database = join(dist, 'new-database')
const databaseVersion = join(dist, 'new-database.version')
const { version } = JSON.parse(
  readFileSync(join(root, 'node_modules', '@electric-sql', 'pglite', 'package.json'), 'utf8'),
)
const isMade = existsSync(database) && existsSync(databaseVersion) && readFileSync(databaseVersion, 'utf8') === version
for (const name of existsSync(dist) ? readdirSync(dist) : []) {
  const path = join(dist, name)
  if (!isMade || (path !== database && path !== databaseVersion)) rmSync(path, { recursive: true, force: true })
}

await build({ ...bundled, entryPoints, outdir: dist, outbase: join(root, 'src') })
if (!isMade) {
  // A machine too small for it may run on a server, and elsewhere the program makes its own at its first start.
  const maker = join(root, '.scripts', 'make-database.mjs')
  const made = spawnSync(process.execPath, ['--liftoff-only', maker, database], { stdio: ['ignore', 2, 2] })
  if (made.status === 0) writeFileSync(databaseVersion, version)
  else process.stderr.write('new-database was not made; the first start will take longer.\n')
}
writeFileSync(join(dist, '.built'), '')
