// Turns src into the few files of dist, with only native and data packages left outside: one file starts in a good deal less time than hundreds.
// Types are checked by `npm run check`; this only takes them off, in a fraction of a second. Beside them lies a new embedded database.
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { mendPostgres } from './mend-postgres.mjs'

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

await build({
  entryPoints,
  outdir: dist,
  outbase: join(root, 'src'),
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  logLevel: 'warning',
  bundle: true,
  splitting: true,
  // node-fetch (under grammY) knows an AbortSignal by the name of its class; a renamed one is refused.
  keepNames: true,
  external: ['@electric-sql/pglite', '@resvg/resvg-js', '@expo-google-fonts/be-vietnam-pro', 'pino'],
  plugins: [mendPostgres],
  // Some of what goes in was written for CommonJS.
  banner: {
    js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
  },
})
if (!isMade) await makeDatabase()
writeFileSync(join(dist, '.built'), '')

/** An embedded database that nothing was ever done with, packed as the program packs its own. */
async function makeDatabase() {
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-new-'))
  try {
    const archive = join(folder, 'folder-archive.mjs')
    const source = join(root, 'src', 'db', 'folder-archive.ts')
    await build({ entryPoints: [source], outfile: archive, format: 'esm', platform: 'node', logLevel: 'warning' })
    const { packFolder } = await import(pathToFileURL(archive).href)
    const { PGlite } = await import('@electric-sql/pglite')
    await (await PGlite.create({ dataDir: join(folder, 'pg') })).close()
    packFolder(join(folder, 'pg'), join(folder, 'packed'))
    copyFileSync(join(folder, 'packed'), database)
    // In an image its reader is not its owner.
    chmodSync(database, 0o644)
    writeFileSync(databaseVersion, version)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
