// Where the program's own files lie: beside the sources, or beside `dist`.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The path of a file that comes with the program (`migrations`, `locales/vi`). */
export function projectFile(...parts: string[]): string {
  let at = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(at, 'package.json'))) {
    const up = dirname(at)
    if (up === at) throw new Error('package.json of dondoc not found above the program')
    at = up
  }
  return join(at, ...parts)
}
