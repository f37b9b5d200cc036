// One file for several works: the officer opens it once, and confirms or sends back each work by itself.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { later } from '../../support/steps.js'
import { doChores, rowOf } from './given.js'
import { bytes, openStudio, photo, type Studio } from './pictures.js'

let studio: Studio
beforeEach(async () => {
  studio = await openStudio(4)
})
afterEach(() => studio.close())

const numbersOf = () => studio.work.map(({ number }) => number)
const writtenNumbers = () =>
  numbersOf()
    .map((number) => `#${number}`)
    .join(', ')

describe('one file given for four works', () => {
  it('comes once to an officer, with their numbers, and each is confirmed or sent back by itself', async () => {
    const { world, folder, work } = studio
    await world.says('Bình', 'KT', `${numbersOf().join(',')} xong`)
    const said = (await world.said('KT')).at(-1)!
    await world.sends('Bình', 'KT', photo('a'), { replyTo: String(said.id) })
    await doChores(world, bytes, folder)
    const heard = await world.said('riêng', 'Hoa')
    const files = heard.filter((one) => one.message.fileId !== undefined)
    expect(files.map((one) => one.text)).toEqual([`Minh chứng việc ${writtenNumbers()}, Phòng Kinh tế`])
    const asked = heard.filter((one) => one.slot?.startsWith('confirm:')).slice(-4)
    expect(asked.map((one) => one.slot)).toEqual(work.map(({ id }) => `confirm:${id}`))
    for (const one of asked) expect(one.buttons).toEqual([['Xác nhận', 'Yêu cầu bổ sung']])

    await world.taps('Hoa', 'riêng', `assignment.confirm:${work[2]!.id}`)
    expect((await rowOf(world, work[2]!.id)).status).toBe('done')
    expect((await rowOf(world, work[0]!.id)).status).toBe('awaiting')
  })

  it('does so where it bears the numbers in its caption, and where they were ticked', async () => {
    const { world, folder, work } = studio
    await world.sends('Bình', 'KT', photo('a'), { caption: `${numbersOf().slice(0, 2).join(',')} xong` })
    await doChores(world, bytes, folder)
    const first = await world.said('riêng', 'Hoa')
    expect(first.filter((one) => one.message.fileId !== undefined)).toHaveLength(1)

    await world.taps('Bình', 'KT', `ticking.open:${world.units.KT}`)
    await world.taps('Bình', 'KT', String(work[2]!.number))
    await world.taps('Bình', 'KT', String(work[3]!.number))
    await world.taps('Bình', 'KT', 'Báo cáo hoàn thành')
    await world.sends('Bình', 'KT', photo('b'), { replyTo: String((await world.said('KT')).at(-1)!.id) })
    await doChores(world, bytes, folder)
    const files = (await world.said('riêng', 'Hoa')).filter((one) => one.message.fileId !== undefined)
    expect(files.map((one) => one.text)).toEqual([
      `Minh chứng việc #${work[2]!.number}, #${work[3]!.number}, Phòng Kinh tế`,
    ])
  })

  it('is not sent again when a second one is added to one of them', async () => {
    const { world, folder, work } = studio
    await world.says('Bình', 'KT', `${numbersOf().join(',')} xong`)
    await world.sends('Bình', 'KT', photo('a'), { replyTo: String((await world.said('KT')).at(-1)!.id) })
    await doChores(world, bytes, folder)
    await world.said()
    later(world, 5)
    await world.taps('Bình', 'KT', `assignment.amend:${work[3]!.id}`)
    await world.sends('Bình', 'KT', photo('b'), { replyTo: String((await world.said('KT')).at(-1)!.id) })
    await doChores(world, bytes, folder)
    const files = (await world.said('riêng', 'Hoa')).filter((one) => one.message.fileId !== undefined)
    expect(files.map((one) => one.text)).toEqual([`Minh chứng việc #${work[3]!.number}, Phòng Kinh tế`])
  })
})
