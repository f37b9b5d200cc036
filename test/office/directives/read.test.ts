import { describe, expect, it } from 'vitest'
import { readCommand } from '../../../src/office/directives/read.js'
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
