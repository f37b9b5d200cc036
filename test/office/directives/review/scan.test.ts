import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, openDesk } from '../desk.js'

let desk: Desk
let id: number
beforeAll(async () => {
  desk = await openDesk({ now: new Date('2025-09-15T02:00:00Z') })
  id = await desk.paste(await readFile('test/office/directives/letters/14-ocr-xau.txt', 'utf8'))
})
afterAll(() => desk.close())

async function firstTask() {
  const found = (await desk.draft(id)).draft.tasks.find((one) => !one.dropped)
  if (!found) throw new Error('no task')
  return found
}

describe('a letter of which the scan lost the words', () => {
  it('says that its tasks are given by clause, and that typing them anew is up to the officer', async () => {
    const answer = await desk.screen()
    expect(answer.text).toContain('Giao theo mục')
    expect(answer.text).toContain('tuỳ đồng chí')
  })

  it('shows of each task what the unit will read, until its words are typed; Giao theo mục goes back to that', async () => {
    const task = await firstTask()
    const read = `Giao theo mục: Thực hiện ${task.clause}, `
    await desk.world.taps('Hoa', 'riêng', `draft.task:${id}:${task.id}`)
    const opened = await desk.screen()
    expect(task.clause).not.toBe('')
    expect(opened.text).toContain(read)
    expect(opened.text).toContain('bản gốc kèm theo.')
    expect(opened.buttons.flat()).not.toContain('Giao theo mục')

    await desk.world.taps('Hoa', 'riêng', `draft.ask:${id}:${task.id}:text`)
    await desk.answers('Hoa', 'Cập nhật đầy đủ hồ sơ lên hệ thống')
    expect(await firstTask()).toMatchObject({ text: 'Cập nhật đầy đủ hồ sơ lên hệ thống', retyped: true })
    const typed = await desk.screen()
    expect(typed.text).not.toContain(read)

    await desk.world.taps('Hoa', 'riêng', 'Giao theo mục')
    expect((await desk.screen()).text).toContain(read)
    expect(await firstTask()).toMatchObject({ text: task.quote, retyped: false })
    await desk.world.taps('Hoa', 'riêng', 'Hoàn tác')
    expect(await firstTask()).toMatchObject({ text: 'Cập nhật đầy đủ hồ sơ lên hệ thống', retyped: true })
  })
})
