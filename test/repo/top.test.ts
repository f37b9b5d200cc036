// What may stand at the top of the project: a program or a test that keeps its files in the folder it was started in is
// found here, before they are committed.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const folders = ['src', 'migrations', 'locales', 'test']
const files = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'Dockerfile',
  'compose.yaml',
  'README.md',
  'README.vi.md',
]

it('nothing stands at the top but what belongs there', () => {
  const ignored = readFileSync('.gitignore', 'utf8')
    .split('\n')
    .filter((line) => /^[^*]+\/$/.test(line))
  const strange = readdirSync('.', { withFileTypes: true }).filter(
    ({ name }) =>
      !name.startsWith('.') &&
      !folders.includes(name) &&
      !files.includes(name) &&
      !ignored.includes(`${name}/`) &&
      !/\.config\.(ts|mjs)$|^biome\.json$/.test(name),
  )
  expect(strange.map(({ name }) => name)).toEqual([])
})
