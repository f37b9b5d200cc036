// The demo's story as anyone runs it: one command, the real bot as a process, an embedded database, no token.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { projectFile } from '../../src/lib/project.js'
import { startProgram } from '../support/program.js'

async function tour(args: string[]): Promise<{ code: number | string; text: string }> {
  // A real installation's settings are none of the demo's business.
  const program = startProgram(
    { BOT_TOKEN: 'nonsense', DATABASE_URL: 'postgres://127.0.0.1:1/nowhere', DATA_DIR: '/nonexistent' },
    { args: ['demo', '--tour', ...args] },
  )
  const code = await program.ended
  return { code, text: program.output() }
}

const folder = mkdtempSync(join(tmpdir(), 'dondoc-tour-'))
afterAll(() => rmSync(folder, { recursive: true }))

function write(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

// Side by side: half of their time is waiting.
it.concurrent('the tour plays a month from the first link to /tongket and ends well', { timeout: 150_000 }, async ({
  expect,
}) => {
  const { code, text } = await tour([])
  expect(code, text.slice(-3000)).toBe(0)
  for (const words of [
    'Giao việc',
    'Chờ xác nhận',
    'Yêu cầu bổ sung',
    'dự kiến 15/10',
    'gửi tay',
    'Nhắc việc ngày',
    'Tổng kết · UBND xã An Khánh',
    'Quá hạn',
  ]) {
    expect(text).toContain(words)
  }
  expect(text).toMatch(/Xong sau [\d.]+ giây/)
})

it.concurrent("the tour takes another commune's letter, with units this one does not have", {
  timeout: 150_000,
}, async ({ expect }) => {
  const { code, text } = await tour([
    '--letter',
    join(projectFile('test', 'office', 'directives', 'letters'), '01-muc-va-gach.txt'),
  ])
  expect(code, text.slice(-3000)).toBe(0)
})

it.concurrent('a letter the bot does not take ends the tour with what the bot said', { timeout: 150_000 }, async ({
  expect,
}) => {
  const { code, text } = await tour(['--letter', write('lenh.docx', 'MZ\u0000\u0003 a program by another name')])
  expect(code).toBe(1)
  expect(text).toContain('lenh.docx là tệp chạy được trên máy, không nhận loại tệp này.')
  expect(text).toContain('Câu chuyện dừng giữa chừng: bot không nhận văn bản này để giao việc')
  expect(text).not.toMatch(/^ {4}at /m)
})

it('an empty letter is told in one line', async () => {
  const path = write('trong.txt', '')
  const { code, text } = await tour(['--letter', path])
  expect(code).toBe(2)
  expect(text.trim()).toBe(`Tệp ${path} trống, không có gì để gửi.`)
})

it('a letter that is not there is told in one line', async () => {
  const { code, text } = await tour(['--letter', 'khong-co.txt'])
  expect(code).toBe(2)
  expect(text.trim()).toBe('Không đọc được tệp khong-co.txt.')
})
