import { describe, expect, it } from 'vitest'
import { readCommand, readText } from '../../../src/office/directives/read.js'
import { letter } from './desk.js'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('dondoc read', () => {
  it('prints what the reader finds, in the shape letters are scored by', async () => {
    const json = (await readCommand(bytes(letter), 'cv.txt')) as { number: string; date: string; tasks: object[] }
    expect(json).toMatchObject({ isDirective: true, number: '112/UBND-VHXH', date: '2026-09-10' })
    expect(json.tasks).toHaveLength(7)
    expect(json.tasks[3]).toMatchObject({ unit: 'Phòng Kinh tế', target: '100%' })
  })

  it('refuses a letter with a secret stamp', async () => {
    await expect(readCommand(bytes(`TUYỆT MẬT\n${letter}`), 'cv.txt')).rejects.toThrow('talk-secret')
  })
})

describe('reading a letter', () => {
  it('goes on apart from the bot, and ends with a sentence when it takes too long or too much', async () => {
    let ticks = 0
    const timer = setInterval(() => ticks++, 5)
    expect((await readText(letter, {})).number).toBe('112/UBND-VHXH')
    const long = letter.repeat(2000)
    await expect(readText(long, {}, undefined, 0.2)).rejects.toMatchObject({ code: 'directives-paste-heavy' })
    await expect(readText(long, {}, 'cv.docx', 0.2)).rejects.toMatchObject({
      code: 'directives-file-heavy',
      args: { name: 'cv.docx' },
    })
    // Reading for 0.4 seconds kept nobody waiting.
    expect(ticks).toBeGreaterThan(5)
    clearInterval(timer)
    const endless = Array.from({ length: 1001 }, (_, at) => `- Rà soát hồ sơ số ${at}.`).join('\n')
    await expect(readText(`${letter.split('1. Các')[0]}${endless}`, {})).rejects.toMatchObject({
      code: 'directives-paste-heavy',
    })
    // More lines than the thread has memory for.
    await expect(readText('a\n'.repeat(8_000_000), {})).rejects.toMatchObject({ code: 'directives-paste-heavy' })
    expect((await readText(letter, {})).tasks).toHaveLength(7)
  })
})
