// Runs the bench, made into one program as dist is: the parts of the program that it calls by itself are then as fast as they are in use.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { bundled } from './bundled.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const outdir = join(root, 'node_modules', '.cache', 'bench')
await build({ ...bundled, entryPoints: [join(root, 'test', 'bench', 'bench.ts')], outdir })
const run = spawnSync(process.execPath, [join(outdir, 'bench.js')], {
  stdio: 'inherit',
  env: { ...process.env, TZ: 'UTC' },
})
process.exit(run.status ?? 1)
