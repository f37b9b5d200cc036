// Both locales say the same things with the same variables, and the program asks only for words that exist.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Entry, FluentParser, type Message, type Pattern, Visitor } from '@fluent/syntax'
import { expect, it } from 'vitest'
import { projectFile } from '../../src/lib/project.js'

const parser = new FluentParser()

function entries(locale: string): { file: string; entry: Entry }[] {
  const folder = projectFile('locales', locale)
  return readdirSync(folder).flatMap((file) =>
    parser
      .parse(readFileSync(join(folder, file), 'utf8'))
      .body.map((entry) => ({ file: `${locale}/${file}`, entry: entry as Entry })),
  )
}

function variablesOf(message: Message): string {
  const names = new Set<string>()
  const visitor = new (class extends Visitor {
    override visitVariableReference(node: { id: { name: string } }) {
      names.add(node.id.name)
    }
  })()
  visitor.visit(message)
  return [...names].sort().join(' ')
}

function table(locale: string): Map<string, string> {
  const found = entries(locale).flatMap(({ entry }) => (entry.type === 'Message' ? [entry as Message] : []))
  return new Map(
    found.map((message) => [
      message.id.name,
      // With the words for other platforms (`.typed`), if it has some.
      [variablesOf(message), ...message.attributes.map((one) => `.${one.id.name}`)].join(' '),
    ]),
  )
}

it('every line of the locales can be read, and no key stands twice', () => {
  for (const locale of ['vi', 'en']) {
    const all = entries(locale)
    expect(
      all
        .filter(({ entry }) => entry.type === 'Junk')
        .map(({ file, entry }) => `${file}: ${(entry as { content: string }).content.slice(0, 60)}`),
    ).toEqual([])
    const names = all.flatMap(({ entry }) => (entry.type === 'Message' ? [(entry as Message).id.name] : []))
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
    expect(names.length).toBeGreaterThan(200)
  }
})

it('English has the keys and variables of Vietnamese', () => {
  const vi = table('vi')
  const en = table('en')
  expect([...en.keys()].filter((key) => !vi.has(key))).toEqual([])
  expect([...vi.keys()].filter((key) => !en.has(key))).toEqual([])
  expect(
    [...vi]
      .filter(([key, variables]) => en.get(key) !== variables)
      .map(([key, variables]) => `${key}: vi ${variables} / en ${en.get(key)}`),
  ).toEqual([])
})

/** What only a platform with buttons says, or the web page, or a text about a key of the keyboard. */
const pressedThere = new Set([
  'people-invite-text',
  'people-group-hearing',
  'directives-ask-parts',
  'web-open-what',
  'web-open-warning',
  'web-join-name-missing',
])

it('nobody is told to press where there is nothing to press', () => {
  const press = /bấm|nút/i
  const told = entries('vi').flatMap(({ file, entry }) => {
    if (entry.type !== 'Message') return []
    const { id, value, attributes } = entry as Message
    const source = readFileSync(projectFile('locales', file), 'utf8')
    const textOf = (of: Pattern | null) => (of?.span ? source.slice(of.span.start, of.span.end) : '')
    const typed = attributes.find((one) => one.id.name === 'typed')
    return press.test(textOf((typed ?? { value }).value)) ? [id.name] : []
  })
  expect(told.filter((key) => !pressedThere.has(key))).toEqual([])
})

it('every key the program names exists, and every key that exists is named', () => {
  const keys = new Set(table('vi').keys())
  const files = new Set([...keys].map((key) => key.split('-')[0]))
  const text = sources(projectFile('src'))
  const named = new Set<string>()
  const prefixes = new Set<string>()
  for (const match of text.matchAll(/['"`]([a-z]+(?:-[a-z0-9]+)+)['"`]/g))
    if (files.has(match[1]!.split('-')[0])) named.add(match[1]!)
  // Keys built from a value: `assignments-status-${status}`.
  for (const match of text.matchAll(/`([a-z]+(?:-[a-z0-9]+)*-)\$\{/g)) prefixes.add(match[1]!)
  const unused = [...keys].filter((key) => !named.has(key) && ![...prefixes].some((prefix) => key.startsWith(prefix)))
  expect(unused).toEqual([])
  const called = [...text.matchAll(/\b(?:t|translate|UserError)\(\s*'([a-z][a-z0-9-]+)'/g)].map((match) => match[1]!)
  expect(called.length).toBeGreaterThan(100)
  expect(called.filter((key) => !keys.has(key))).toEqual([])
})

function sources(folder: string): string {
  return readdirSync(folder)
    .map((name) => {
      const path = join(folder, name)
      if (statSync(path).isDirectory()) return sources(path)
      return path.endsWith('.ts') ? readFileSync(path, 'utf8') : ''
    })
    .join('\n')
}
