import { readFileSync } from 'node:fs'
import { FluentResource } from '@fluent/bundle'
import { expect, it } from 'vitest'
import { locales, translator } from '../../../src/lib/i18n.js'
import { projectFile } from '../../../src/lib/project.js'
import { commandMenus, menuFor } from '../../../src/office/people/menu.js'
import { roles } from '../../../src/talk/entry.js'

const keysOf = (locale: string, slice: string) =>
  [...new FluentResource(readFileSync(projectFile('locales', locale, `${slice}.ftl`), 'utf8')).body].map(({ id }) => id)

it.each(['communes', 'people'])('every word of %s exists and renders in both languages', (slice) => {
  expect(keysOf('en', slice)).toEqual(keysOf('vi', slice))
  const source = readFileSync(projectFile('locales', 'vi', `${slice}.ftl`), 'utf8')
  const variables = [...new Set([...source.matchAll(/\$(\w+)/g)].map((found) => found[1] ?? ''))]
  const args = Object.fromEntries(variables.map((name) => [name, `<${name}>`]))
  for (const locale of locales)
    for (const key of keysOf('vi', slice)) expect(translator(locale)(key, args)).not.toContain('{')
})

it('both languages use the same variables', () => {
  for (const slice of ['communes', 'people'])
    for (const key of keysOf('vi', slice)) {
      const of = (locale: 'vi' | 'en') => {
        const text = readFileSync(projectFile('locales', locale, `${slice}.ftl`), 'utf8')
        const entry = new RegExp(`^${key} =([\\s\\S]*?)(?=^[a-z]|\\Z)`, 'm').exec(`${text}\nz`)?.[1] ?? ''
        return [...new Set([...entry.matchAll(/\$(\w+)/g)].map((found) => found[1]))].sort()
      }
      expect([key, of('en')]).toEqual([key, of('vi')])
    }
})

it('refusals fit the alert of a button (200 characters)', () => {
  const t = translator('vi')
  const args = {
    issuer: 'Nguyễn Thị Phương Hoa',
    commune: 'UBND xã Đường An',
    office: 'Cán bộ theo dõi',
    unit: 'Phòng Kinh tế',
    name: 'KT',
    most: 120,
    length: 300,
    count: 3,
  }
  const alerts = [...keysOf('vi', 'people'), ...keysOf('vi', 'communes')].filter((key) =>
    /people-(group-(officers-only|elsewhere|none|list-changed)|claim-(unbound|already|waiting|refused-lately|sent|nobody|moved)|no-post|last-officer|not-your-invite|decided-before|invite-no-units|one-commune)$|communes-(no-unit|not-a-leader|unit-owes|setup-none|setup-exist)$/.test(
      key,
    ),
  )
  expect(alerts.length).toBeGreaterThan(18)
  for (const key of alerts) expect([key, t(key, args).length <= 200]).toEqual([key, true])
})

it('the menus name commands as the platform wants them, officials see theirs and nobody those of others', () => {
  const menus = commandMenus()
  expect(menus.map((menu) => [menu.scope.kind, menu.language])).toEqual([
    ['private', undefined],
    ['private', 'en'],
    ['groups', undefined],
    ['groups', 'en'],
  ])
  for (const { commands } of menus) {
    expect(commands.length).toBeGreaterThan(4)
    for (const { command, description } of commands) {
      expect(command).toMatch(/^[a-z0-9_]{1,32}$/)
      expect(description.length).toBeGreaterThan(2)
      expect(description.length).toBeLessThanOrEqual(256)
    }
  }
  const t = translator('vi')
  const names = (held: Parameters<typeof menuFor>[0], kind: 'private' | 'group') =>
    menuFor(held, kind, t).map((item) => item.command)
  expect(names([], 'private')).toEqual(['dulieu', 'ngonngu', 'trogiup'])
  expect(names(['contact'], 'private')).not.toContain('moi')
  expect(names(['head'], 'private')).toContain('moi')
  expect(names(['head'], 'private')).not.toContain('donvi')
  expect(names(['officer'], 'group')).toContain('nhom')
  expect(names([...roles], 'private')).not.toContain('nhom')
  expect(menuFor(['officer'], 'private', t, ['moi']).map((item) => item.command)).toEqual(['moi'])
})
