// The staircase of DESIGN.md section 3, held by a test: a folder imports only from lower steps, and third-party packages
// come in through their own doors.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { projectFile } from '../../src/lib/project.js'

const source = projectFile('src')

/** The steps from the bottom up. Folders and files of one step may not import each other, only lower steps. */
const steps: string[][] = [
  ['lib'],
  ['calendar', 'chat'],
  ['db'],
  ['files'],
  ['post'],
  ['talk'],
  ['office/trail'],
  ['office/communes'],
  ['office/people'],
  ['office/assignments'],
  ['office/indicators'],
  ['office/directives'],
  ['office/notices'],
  ['office/reminders'],
  ['office/summary'],
  ['office/reports'],
  ['web'],
  ['operations'],
  ['config.ts', 'figures.ts', 'http.ts', 'jobs.ts', 'slices.ts'],
  ['channels.ts'],
  ['app.ts'],
  ['commands.ts'],
  ['main.ts'],
]
/** Loaded dynamically, and knows only the bottom. */
const demoMay = ['lib', 'chat', 'demo']

/** Who may import a package: the first part of the path within src. */
const doors: Record<string, string[]> = {
  grammy: ['post/transports/telegram/'],
  'drizzle-orm/pglite': ['db/db.ts'],
  'drizzle-orm/postgres-js': ['db/db.ts'],
  '@electric-sql/pglite': ['db/db.ts', 'db/embedded-statements.ts'],
  postgres: ['db/db.ts'],
  'node-cron': ['jobs.ts'],
  pino: ['lib/log.ts'],
  saxes: ['office/directives/extract/'],
  unpdf: ['office/directives/extract/'],
  'word-extractor': ['office/directives/extract/'],
  fflate: ['files/sheet/special.ts', 'office/directives/extract/', 'operations/commune/', 'office/reports/', 'demo/'],
  '@resvg/resvg-js': ['office/summary/render.ts'],
  '@fluent/bundle': ['lib/i18n.ts'],
  '@hono/node-server': ['http.ts', 'demo/'],
  hono: ['http.ts', 'demo/', 'web/'],
  'prom-client': ['http.ts'],
  docx: ['office/indicators/', 'office/reports/'],
  'write-excel-file': ['office/indicators/', 'office/assignments/', 'office/reports/'],
  'read-excel-file': ['files/sheet/'],
}

function sources(folder = source): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? sources(path) : path.endsWith('.ts') ? [path] : []
  })
}

function importsOf(path: string): { specifier: string; dynamic: boolean }[] {
  const text = readFileSync(path, 'utf8')
  return [
    ...[...text.matchAll(/^\s*(?:import|export)\s[^'"]*?from\s+'([^']+)'|^import\s+'([^']+)'/gm)].map((m) => ({
      specifier: m[1] ?? m[2] ?? '',
      dynamic: false,
    })),
    ...[...text.matchAll(/\bimport\('([^']+)'\)/g)].map((m) => ({ specifier: m[1] ?? '', dynamic: true })),
  ]
}

const place = (path: string) => relative(source, path).replaceAll('\\', '/')
const stepOf = (path: string) =>
  steps.findIndex((names) => names.some((name) => path === name || path.startsWith(`${name}/`)))
const files = sources().map((path) => ({
  path,
  at: place(path),
  imports: importsOf(path),
  lines: readFileSync(path, 'utf8').split('\n').length,
}))

it('the test sees the whole program', () => {
  expect(files.length).toBeGreaterThan(100)
  expect(files.flatMap((file) => file.imports).length).toBeGreaterThan(500)
})

it('every source file stands on a step', () => {
  expect(files.filter((file) => stepOf(file.at) < 0 && !file.at.startsWith('demo/')).map((file) => file.at)).toEqual([])
})

it('no folder imports from a higher step, or from a neighbour on its own', () => {
  const wrong: string[] = []
  for (const file of files) {
    for (const { specifier, dynamic } of file.imports) {
      if (!specifier.startsWith('.')) continue
      const target = place(resolve(dirname(file.path), specifier)).replace(/\.js$/, '.ts')
      if (file.at.startsWith('demo/')) {
        if (!demoMay.some((name) => target.startsWith(`${name}/`))) wrong.push(`${file.at} → ${target}`)
        continue
      }
      if (target.startsWith('demo/')) {
        if (!dynamic) wrong.push(`${file.at} → ${target}: the demo is loaded dynamically`)
        continue
      }
      const from = stepOf(file.at)
      const to = stepOf(target)
      const same = steps[from]?.find((name) => file.at.startsWith(`${name}/`) && target.startsWith(`${name}/`))
      if (!same && to >= from) wrong.push(`${file.at} → ${target}`)
    }
  }
  expect(wrong).toEqual([])
})

it('packages come in through their doors', () => {
  const wrong: string[] = []
  for (const file of files) {
    for (const { specifier } of file.imports) {
      const door = Object.entries(doors).find(([name]) => specifier === name || specifier.startsWith(`${name}/`))
      if (door && !door[1].some((folder) => file.at.startsWith(folder))) wrong.push(`${file.at} → ${specifier}`)
    }
  }
  expect(wrong).toEqual([])
})

it('only main.ts reads the environment', () => {
  const readers = files
    .filter((file) => file.at !== 'main.ts' && /process\.env\b/.test(readFileSync(file.path, 'utf8')))
    .map((file) => file.at)
  expect(readers).toEqual([])
})

it('no file is longer than 400 lines, and each says at its top what it is', () => {
  expect(files.filter((file) => file.lines > 400).map((file) => `${file.at}: ${file.lines}`)).toEqual([])
  expect(files.filter((file) => !readFileSync(file.path, 'utf8').startsWith('// ')).map((file) => file.at)).toEqual([])
})
