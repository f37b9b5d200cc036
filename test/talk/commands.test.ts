// Commands as they are typed: with the diacritics a phone adds, by the word "lệnh", and by their bare names where there is no menu.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bareCommand, namedCommand, nearCommand, slashCommand } from '../../src/talk/command.js'
import type { PersonName, World } from '../support/world.js'
import { openNumbered } from './numbered.js'

const known = (name: string) => ['viec', 'giaoviec', 'baocao', 'baocaodonvi', 'moi'].includes(name)

it.each([
  ['/viec KT', { name: 'viec', args: 'KT' }],
  ['/VIEC', { name: 'viec', args: '' }],
  ['/viec@dondoc_bot KT', { name: 'viec', addressee: 'dondoc_bot', args: 'KT' }],
  ['/việc KT', { name: 'viec', args: 'KT' }],
  ['/giao việc KT nộp báo cáo\ntrước 25/9', { name: 'giaoviec', args: 'KT nộp báo cáo\ntrước 25/9' }],
  ['/Báo cáo tháng 6', { name: 'baocao', args: 'tháng 6' }],
  ['/báo cáo đơn vị', { name: 'baocaodonvi', args: '' }],
  ['/lạ quá', undefined],
  ['/la qua', { name: 'la', args: 'qua' }],
  ['17 xong', undefined],
])('%s', (text, command) => {
  expect(slashCommand(text, known)).toEqual(command)
})

it('is named behind "lệnh", and alone', () => {
  expect(namedCommand('lệnh mời', known)).toEqual({ name: 'moi', args: '' })
  expect(namedCommand('Lenh bao cao thang 6', known)).toEqual({ name: 'baocao', args: 'thang 6' })
  expect(namedCommand('lệnh hỏa tốc', known)).toBeUndefined()
  expect(bareCommand('Giao việc', known)).toBe('giaoviec')
  expect(bareCommand('giao việc cho KT', known)).toBeUndefined()
})

it.each([
  ['giao', 'giaoviec'],
  ['giaoviecc', 'giaoviec'],
  ['tonket', 'tongket'],
  ['tongkat', 'tongket'],
  ['quaham', 'quahan'],
  // Two as near, nothing near, too short to tell.
  ['baoca', undefined],
  ['xoahet', undefined],
  ['vi', undefined],
])('/%s was likely meant for %s', (name, near) => {
  expect(nearCommand(name, ['viec', 'giaoviec', 'baocao', 'baocaodonvi', 'tongket', 'quahan', 'moi'])).toBe(near)
})

describe('where there is no menu', () => {
  let world: World
  beforeEach(async () => {
    ;({ world } = await openNumbered())
    await world.said()
  })
  afterEach(() => world.close())
  const hears = async (who: PersonName, text: string) => {
    await world.says(who, 'riêng', text)
    return (await world.said('riêng', who)).map((one) => one.text).join('\n')
  }

  it.each<[PersonName, string, string]>([
    ['Hoa', 'mời', 'moi'],
    ['Hoa', 'mới', 'moi'],
    ['Hoa', 'xã', 'xa'],
  ])('a lone ordinary word is no command, and the way to it is said: %s, %s', async (who, text, name) => {
    const said = await hears(who, text)
    expect(said).toContain(`đề nghị gõ /${name} hoặc: lệnh ${name}`)
  })

  it('"vàng" and "vắng" alone ask nobody when they are away', async () => {
    for (const text of ['vàng', 'Vắng.']) expect(await hears('Bình', text)).not.toContain('từ ngày nào')
  })

  it('who may not use the command hears nothing of it', async () => {
    expect(await hears('người lạ', 'mới')).not.toContain('/moi')
  })

  it('a slip in its name is told of, to who may use it', async () => {
    expect(await hears('Hoa', '/giaoviecc KT')).toContain('Có phải đồng chí cần /giaoviec?')
    expect(await hears('người lạ', '/giaoviecc')).not.toContain('Có phải')
  })

  it('"/" and "lệnh" run it, and the name of what only shows something does too', async () => {
    expect(await hears('Bình', 'viec')).toContain('2 việc đang mở')
    const asked = await hears('Bình', '/vắng')
    expect(await hears('Bình', 'lệnh vắng')).toBe(asked)
    expect(asked).not.toContain('chưa được hiểu')
  })
})
