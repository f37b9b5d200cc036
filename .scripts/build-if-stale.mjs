// Builds dist when it is older than the sources or the packages. In an image without sources and tools there is nothing to do.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const built = join(root, 'dist', '.built')
const newest = (path) => {
  const found = statSync(path)
  if (!found.isDirectory()) return found.mtimeMs
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}

const stale =
  !existsSync(built) ||
  ['src', '.scripts', 'package-lock.json']
    .map((name) => join(root, name))
    .some((path) => existsSync(path) && newest(path) > statSync(built).mtimeMs)
if (stale) {
  if (!existsSync(join(root, 'node_modules', 'esbuild'))) {
    process.stderr.write('Chưa cài các gói cần thiết. Chạy: npm ci\n')
    process.exit(1)
  }
  const run = spawnSync(process.execPath, [join(root, '.scripts', 'build.mjs')], { stdio: ['ignore', 2, 2] })
  process.exit(run.status ?? 1)
}
