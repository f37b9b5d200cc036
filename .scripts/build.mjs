// Turns src into dist. Types are checked by `npm run check`; this only takes them off, in a fraction of a second.
// With --bundle the program becomes single files for the image, with only native and data packages left outside.
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { mendPostgres } from './mend-postgres.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const dist = join(root, 'dist')
const bundle = process.argv.includes('--bundle')
const sources = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? sources(join(folder, entry.name))
      : entry.name.endsWith('.ts')
        ? [join(folder, entry.name)]
        : [],
  )

rmSync(dist, { recursive: true, force: true })
const driver = join(root, 'src', 'db', 'driver.ts')
const all = sources(join(root, 'src')).filter((path) => path !== driver)
const common = {
  outdir: dist,
  outbase: join(root, 'src'),
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  logLevel: 'warning',
}
// Some of what goes in was written for CommonJS.
const banner = {
  js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
}
if (!bundle) await build({ ...common, entryPoints: [driver], bundle: true, plugins: [mendPostgres], banner })
await build({
  ...common,
  entryPoints: bundle ? all.filter((path) => /[/\\](main|worker)\.ts$/.test(path)) : all,
  ...(bundle
    ? {
        bundle: true,
        splitting: true,
        // node-fetch (under grammY) knows an AbortSignal by the name of its class; a renamed one is refused.
        keepNames: true,
        external: ['@electric-sql/pglite', '@resvg/resvg-js', '@expo-google-fonts/be-vietnam-pro', 'pino'],
        plugins: [mendPostgres],
        banner,
      }
    : {}),
})
writeFileSync(join(dist, '.built'), '')
