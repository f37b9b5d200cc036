// Turns src into the few files of dist, with only native and data packages left outside: one file starts in a good deal less time than hundreds.
// Types are checked by `npm run check`; this only takes them off, in a fraction of a second.
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { mendPostgres } from './mend-postgres.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const dist = join(root, 'dist')
/** Where a process or a thread begins. */
const entryPoints = readdirSync(join(root, 'src'), { recursive: true })
  .filter((path) => /(^main|[/\\]worker)\.ts$/.test(path))
  .map((path) => join(root, 'src', path))

rmSync(dist, { recursive: true, force: true })
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
writeFileSync(join(dist, '.built'), '')
