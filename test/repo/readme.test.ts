// The README's table of settings is the one of config.ts, and its commands exist.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { settings } from '../../src/config.js'
import { projectFile } from '../../src/lib/project.js'

it("the README's settings are the program's, with their defaults", () => {
  const readme = readFileSync(projectFile('README.md'), 'utf8')
  const rows = [...readme.matchAll(/^\| `([A-Z_]+)` \| (.*?) \| (.*?) \|$/gm)].map((match) => [
    match[1],
    match[2],
    match[3],
  ])
  expect(rows).toEqual(
    Object.entries(settings).map(([name, setting]) => [
      name,
      setting.default === '' ? '' : `\`${setting.default}\``,
      setting.what,
    ]),
  )
})

it('every npm command the README names exists', () => {
  const readme = readFileSync(projectFile('README.md'), 'utf8')
  const scripts = Object.keys(
    (JSON.parse(readFileSync(projectFile('package.json'), 'utf8')) as { scripts: object }).scripts,
  )
  const named = [...readme.matchAll(/npm run ([a-z:]+)/g)].map((match) => match[1]!)
  expect(named.length).toBeGreaterThan(3)
  expect(named.filter((name) => !scripts.includes(name))).toEqual([])
})
