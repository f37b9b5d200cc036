// The command line, typed at the real program: help, codes, refusals; and carried out by the bot that is running.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleLetter } from '../src/demo/letters/sample.js'
import { type } from './operations/typed.js'
import { type Program, startProgram, until } from './support/program.js'
import { openTown, type Town } from './support/town.js'

const folder = mkdtempSync(join(tmpdir(), 'dondoc-commands-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('without any setting', () => {
  it('every command has a help of its own, and asking for it is no mistake', async () => {
    const all = await type({}, ['--help'])
    expect([all.code, all.err]).toEqual([0, ''])
    const commands = [...all.out.matchAll(/^ {2}([a-z]+(?: [a-z]+)?)/gm)].map((match) => match[1] ?? '')
    expect(commands).toEqual([
      'commune add',
      'commune list',
      'commune invite',
      'commune keep',
      'commune export',
      'commune archive',
      'commune erase',
      'person list',
      'person revoke',
      'read',
      'remind',
      'tongket',
      'backup',
      'restore',
      'pending',
      'doctor',
    ])
    for (const command of ['commune erase', 'backup', 'restore', 'doctor', 'commune']) {
      const one = await type({}, [...command.split(' '), '--help'])
      expect([one.code, one.err]).toEqual([0, ''])
      expect(one.out).toContain(`npm run dondoc -- ${command}`)
      expect(one.out.length).toBeLessThan(all.out.length)
    }
  })

  it('a command that does not exist, or is not understood, ends with code 2 and says what would be right', async () => {
    const mistakes = [
      [['frob'], 'Không có lệnh "frob"'],
      [['fr\u202eob\u001b[31m'], 'Không có lệnh "frob[31m"'],
      [['commune', 'frob'], 'commune add "TÊN"'],
      [['commune', 'fr\u202eob'], 'Lệnh commune không có "frob"'],
      [['commune', 'add'], 'Thiếu tên'],
      [['person', 'revoke', '1'], 'Thiếu số của'],
      [['read'], 'Thiếu tên tệp'],
      [['remind', '--at', 'mai'], '--dry-run'],
      [['remind', '--at', '2026-02-30 08:00', '--dry-run'], '2026-02-30'],
      [['restore', 'x.dondoc'], '--into-empty'],
      [['backup', 'x', '--nhanh'], '--nhanh'],
      [['commune', 'keep', '1', 'abc'], '"abc" không phải là một số'],
      [['commune', 'keep', '1'], 'Thiếu số ngày'],
      [['person', 'list', 'abc'], '"abc" không phải là một số'],
      [['person', 'revoke', '1', '-2'], '"-2" không phải là một số nguyên dương'],
      [['tongket', '0'], 'Không có số "0"'],
      [['commune', 'list', '5'], 'không nhận thêm "5"'],
      [['commune', 'list', '--all'], 'không có --all'],
      [['commune', 'invite', '1', '2'], 'không nhận thêm "2"'],
      [['commune', 'keep', '1', '90', 'ngày'], 'không nhận thêm "ngày"'],
      [['commune', 'export', '1', 'a.zip', 'b.zip'], 'không nhận thêm "b.zip"'],
      [['commune', 'archive', '1', '2'], 'không nhận thêm "2"'],
      [['commune', 'erase', '1', '--yes', 'UBND', 'xã'], 'không nhận thêm "xã"'],
      [['person', 'list', '1', '2'], 'không nhận thêm "2"'],
      [['person', 'revoke', '1', '2', '3'], 'không nhận thêm "3"'],
      [['read', 'a.txt', 'b\u001b[31m\u202e.txt'], 'không nhận thêm "b[31m.txt"'],
      [['remind', '--at', '2026-09-30', '08:00', '--dry-run'], 'không nhận thêm "08:00"'],
      [['backup', 'x', 'y'], 'không nhận thêm "y"'],
      [['restore', 'x', 'y', '--into-empty'], 'không nhận thêm "y"'],
      [['pending', 'send'], 'không nhận thêm "send"'],
      [['doctor', 'nhanh'], 'không nhận thêm "nhanh"'],
    ] as const
    const answers = await Promise.all(
      mistakes.map(async ([args, says], index) => ({
        args,
        says,
        ...(await type({ DATA_DIR: join(folder, `usage-${index}`) }, [...args])),
      })),
    )
    for (const { args, says, code, out, err } of answers) {
      expect([args.join(' '), code, out]).toEqual([args.join(' '), 2, ''])
      expect(err).toContain(says)
    }
    // Nothing was made for words that make no sense.
    expect(readdirSync(folder).filter((name) => name.startsWith('usage-'))).toEqual([])
  })

  it('a letter is read without a database', async () => {
    writeFileSync(join(folder, 'cv.txt'), sampleLetter)
    const { code, out } = await type({ DATA_DIR: join(folder, 'none') }, ['read', 'cv.txt', '--json'], { cwd: folder })
    expect(code).toBe(0)
    expect(JSON.stringify(JSON.parse(out))).toContain('112/UBND-VHXH')
    expect(readdirSync(folder)).not.toContain('none')
    const absent = await type({}, ['read', 'absent.txt'], { cwd: folder })
    expect([absent.code, absent.out]).toEqual([1, ''])
    expect(absent.err).toContain('absent.txt')
  })
})

describe('while the bot is running', () => {
  let town: Town
  let program: Program
  beforeAll(async () => {
    town = await openTown({ assignments: 2 })
    program = startProgram(town.environment)
    const address = await program.address
    await until(
      () => fetch(`${address}/health`).then((answer) => answer.status),
      (status) => status === 200,
    )
  })
  afterAll(async () => {
    await program.stop()
    await town.close()
  })
  const typed = (args: string[], options: { cwd?: string; input?: string } = {}) =>
    type(town.environment, args, options)

  it('where one commune is served, its summary is asked for without a number', async () => {
    const named = await typed(['tongket', '1', 'quý', '1'])
    expect([named.code, named.err]).toEqual([0, ''])
    expect(await typed(['tongket', 'quý', '1'])).toEqual(named)
    expect((await typed(['tongket'])).out).toBe((await typed(['tongket', '1'])).out)
    expect((await typed(['tongket', 'hôm', 'nào'])).code).toBe(1)
  })

  it('communes and people are listed, added and invited', async () => {
    const added = await typed(['commune', 'add', 'UBND phường "Hoa Sen"'])
    expect(added.code).toBe(0)
    expect(added.out).toContain('UBND phường "Hoa Sen" (số 2)')
    expect(added.out).toMatch(/https:\/\/t\.me\/dondoc_bot\?start=[\w-]{22}/)
    expect((await typed(['commune', 'list'])).out).toBe('1\tUBND xã số 1\n2\tUBND phường "Hoa Sen"\n')
    expect((await typed(['commune', 'invite', '2'])).out).toContain('?start=')
    expect((await typed(['person', 'list', '1'])).out).toContain('Nguyễn Thị Hoa')
    expect(await typed(['person', 'list', '9'])).toMatchObject({ code: 1, out: '' })
    expect((await typed(['commune', 'keep', '2', '365'])).code).toBe(0)
    expect((await typed(['commune', 'keep', '2', '5'])).code).toBe(2)
  })

  it('the name of a new commune is told as it is kept, without what would steer the terminal', async () => {
    const { code, out } = await typed(['commune', 'add', 'UBND\nxã \u202e\u001b[31mX'])
    expect([code, out.split('\n')[0]]).toEqual([0, expect.stringContaining('UBND xã [31mX (số ')])
    const id = /\(số (\d+)\)/.exec(out)?.[1] ?? ''
    expect((await typed(['commune', 'list'])).out).toContain(`${id}\tUBND xã [31mX\n`)
    expect((await typed(['commune', 'archive', id])).code).toBe(0)
    expect((await typed(['commune', 'erase', id, '--yes', 'UBND xã [31mX'])).code).toBe(0)
  })

  it('the summary, the reminders of a moment and what is pending can be read', async () => {
    expect(await typed(['tongket', '1'])).toMatchObject({ code: 0, err: '' })
    const unnamed = await typed(['tongket'])
    expect([unnamed.code, unnamed.out]).toEqual([2, ''])
    expect(unnamed.err).toContain('Thiếu số của xã, phường')
    expect(await typed(['remind', '--at', '2027-12-28 08:00', '--dry-run'])).toMatchObject({ code: 0, err: '' })
    expect(await typed(['pending'])).toMatchObject({ code: 0 })
    expect(await typed(['pending', '--drop'])).toMatchObject({ code: 1, out: '' })
  })

  it('a backup goes to where the operator stands, sealed with a pass phrase from standard input', async () => {
    const made = await typed(['backup', 'b.dondoc', '--passphrase'], { cwd: folder, input: 'mật khẩu dài\n' })
    expect([made.code, made.err]).toEqual([0, expect.stringContaining('Đang sao lưu')])
    expect(made.out).toContain(join(folder, 'b.dondoc'))
    expect((await typed(['backup', 'b.dondoc'], { cwd: folder })).code).toBe(1)
    expect((await typed(['backup', 'c.dondoc', '--passphrase'], { cwd: folder, input: 'ngắn\n' })).code).toBe(2)
    expect(readdirSync(folder).filter((name) => name.startsWith('c.'))).toEqual([])
  })

  it('a restore is refused while the bot has the database', async () => {
    const path = join(folder, 'b.dondoc')
    const refused = await typed(['restore', path, '--into-empty', '--passphrase'], { input: 'mật khẩu dài\n' })
    expect([refused.code, refused.out]).toEqual([1, ''])
  })

  it('a commune is archived, exported and erased, and the bot goes on', async () => {
    expect(await typed(['commune', 'erase', '2', '--yes', 'UBND phường "Hoa Sen"'])).toMatchObject({ code: 1 })
    expect((await typed(['commune', 'archive', '2'])).code).toBe(0)
    expect((await typed(['commune', 'list'])).out).toContain('ngừng phục vụ từ')
    expect((await typed(['tongket'])).out).toBe((await typed(['tongket', '1'])).out)
    expect((await typed(['commune', 'export', '2'], { cwd: folder })).code).toBe(0)
    expect(readdirSync(folder).some((name) => /^ubnd-phuong-hoa-sen-.*\.zip$/.test(name))).toBe(true)
    expect(await typed(['commune', 'erase', '2', '--yes', 'UBND phường'])).toMatchObject({ code: 1 })
    expect((await typed(['commune', 'erase', '2', '--yes', 'UBND phường "Hoa Sen"'])).code).toBe(0)
    expect((await typed(['commune', 'list'])).out).toBe('1\tUBND xã số 1\n')
    expect((await fetch(`${await program.address}/health`)).status).toBe(200)
  })

  it('a second commune of one name is added with a word about the first, who may be gone by then', async () => {
    const first = await typed(['commune', 'add', 'UBND xã Tân An'])
    const second = await typed(['commune', 'add', 'UBND xã TÂN AN'])
    const numberOf = (out: string) => /\(số (\d+)\)/.exec(out)?.[1] ?? ''
    expect(first.out).not.toContain('cùng tên')
    expect(second).toMatchObject({ code: 0 })
    expect(second.out).toContain(`cùng tên (số ${numberOf(first.out)})`)
    expect(second.out).toContain(`commune archive ${numberOf(second.out)}`)
    await typed(['commune', 'archive', numberOf(first.out)])
    await typed(['commune', 'archive', numberOf(second.out)])
    expect((await typed(['commune', 'add', 'UBND xã Tân An'])).out).not.toContain('cùng tên')
  })

  it('an embedded folder is not opened by a second program', async () => {
    if (town.environment.DATABASE_URL) return
    const second = await type(town.environment, [])
    expect([second.code, second.out]).toEqual([2, ''])
    expect(second.err).toMatch(/^Thư mục dữ liệu .* đang được một tiến trình dondoc khác sử dụng\.\n$/)
  })
})
