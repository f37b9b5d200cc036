// Before a letter is issued: what each group will get, and what stands in the way.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { translator } from '../../../../src/lib/i18n.js'
import { stageScreen } from '../../../../src/office/directives/issue/stage.js'
import { viewOf } from '../../../../src/office/directives/screen.js'
import { findDirective } from '../../../../src/office/directives/store.js'
import { clearLetter, type Desk, letter, openDesk } from '../desk.js'
import { given, pasted, press } from '../press.js'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

describe('before a letter is issued', () => {
  it('the officer sees what each group gets, unit by unit, and who has no group', async () => {
    await pasted(desk, clearLetter)
    await press(desk, 'Giao việc')
    const preview = await desk.screen()
    expect(preview.text).toContain('Xem trước khi giao')
    expect(preview.text).toContain('Nhóm của Phòng Kinh tế: 4 việc')
    expect(preview.text).toContain('Trung tâm Dịch vụ sự nghiệp công: 2 việc, chưa có nhóm')
    expect(preview.text).toContain('31/12/2026')
    expect(await given(desk)).toEqual([])
    await press(desk, 'Xem: KT')
    const first = await desk.screen()
    expect(first.text).toContain('Tin 1/2')
    expect(first.text).toContain('CV 112/UBND-VHXH ngày 10/9/2026')
    await press(desk, '▶')
    expect((await desk.screen()).text).toContain('Thực hiện giải ngân 100%')
    await press(desk, 'Quay lại')
    expect((await desk.screen()).text).toContain('Xem trước khi giao')
  })

  it('what the preview shows of a group is word for word what the group then gets', async () => {
    const id = await pasted(desk, clearLetter)
    await press(desk, 'Giao việc')
    const shown: string[] = []
    for (const page of [0, 1]) {
      await desk.world.taps('Hoa', 'riêng', `draft.group:${id}:${desk.world.units.KT}:${page}`)
      shown.push((await desk.screen()).text)
    }
    await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:1`)
    const sent = await desk.world.said('KT')
    expect(sent).toHaveLength(2)
    expect(shown[0]).toContain(sent[0]?.text)
    const lines = (text: string) =>
      text
        .split('\n')
        .filter((line) => /^(\d+\.|–) /.test(line))
        .map((line) => line.replace(/^(\d+\.|–) /, ''))
    expect(lines(sent[1]?.text ?? '')).toEqual(lines(shown[1] ?? ''))
    expect(lines(sent[1]?.text ?? '')).toHaveLength(4)
  })

  it('counts what will be given: a task with two deadlines is two pieces of work for each of its units', async () => {
    await pasted(
      desk,
      clearLetter.replace('trước ngày 20 hằng tháng', 'trước ngày 20 hằng tháng và trước ngày 15 hằng quý'),
    )
    expect((await desk.screen()).text).toContain(
      '6 nhiệm vụ, 14 lượt giao cho 5 đơn vị. Mỗi kỳ, mỗi thời hạn là một việc: 19 việc.',
    )
    await press(desk, 'Giao việc')
    expect((await desk.screen()).text).toContain('Sẽ giao 19 việc.')
    expect((await press(desk, 'Giao việc'))?.text).toBe('Đã giao 19 việc.')
  })

  it('works out once what each unit will owe', async () => {
    const { world } = desk
    const id = await pasted(desk, clearLetter)
    // Every piece of work asks the calendar for its day.
    let asked = 0
    const screen = await world.write(async (tx) => {
      const directive = await findDirective(tx, world.communeId, id)
      const view = await viewOf(tx, directive!, translator('vi'), world.now)
      const { cal } = view
      return stageScreen(
        tx,
        Object.defineProperty(view, 'cal', {
          get() {
            asked += 1
            return cal
          },
        }),
      )
    })
    expect(screen.spans.flat().join('')).toContain('Sẽ giao 14 việc.')
    expect(asked).toBe(14)
  })

  it('a task without a unit stands in the way, by its number, until it has one or is dropped', async () => {
    const id = await pasted(desk, letter)
    await press(desk, 'Giao việc')
    const told = await desk.screen()
    expect(told.text).toContain('1 việc chưa có đơn vị chủ trì (việc số 7)')
    expect(await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:1`)).toBeDefined()
    expect(await given(desk)).toEqual([])
    await press(desk, 'Chọn đơn vị')
    expect((await desk.screen()).text).toContain('Đơn vị chưa có trong danh sách: đồng chí gõ /donvi để thêm')
    await desk.world.taps('Hoa', 'riêng', `draft.preview:${id}`)
    await press(desk, 'Bỏ 1 việc chưa có đơn vị')
    expect((await desk.screen()).text).toContain('Xem trước khi giao')
  })

  it('nothing is issued when every task was dropped', async () => {
    const id = await pasted(desk, clearLetter)
    for (let number = 1; number <= 6; number++)
      await desk.world.taps('Hoa', 'riêng', `draft.drop:${id}:${number}:${number}:1`)
    await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:7`)
    expect((await desk.screen()).text).toContain('Chưa có việc nào để giao')
    expect(await given(desk)).toEqual([])
  })

  it('asks again when the letter names another commune', async () => {
    await pasted(
      desk,
      clearLetter.replace('XÃ ĐƯỜNG AN', 'XÃ NGHI DƯƠNG').replace('Đường An, ngày', 'Nghi Dương, ngày'),
    )
    await press(desk, 'Giao việc')
    expect((await desk.screen()).text).toMatch(/ghi xã Nghi Dương, không phải UBND xã Đường An/i)
    await press(desk, 'Vẫn giao')
    expect((await desk.screen()).text).toContain('Xem trước khi giao')
  })

  it('asks for number and date; sent provisionally, every group is told so', async () => {
    await pasted(desk, clearLetter.replace('112/UBND-VHXH', '/UBND-VHXH').replace('ngày 10 tháng 9', 'ngày   tháng 9'))
    await press(desk, 'Giao việc')
    expect((await desk.screen()).text).toContain('Chưa có số và ngày văn bản.')
    await press(desk, 'Tạm gửi, chưa vào số')
    expect((await desk.screen()).text).toContain('Xem trước khi giao')
    expect((await desk.screen()).text).toContain('Tạm gửi, chưa vào số.')
    await press(desk, 'Giao việc')
    expect((await desk.world.said('KT'))[0]?.text.toLowerCase()).toContain('chưa vào số')
  })

  it('says which deadlines are past already', async () => {
    await pasted(desk, clearLetter.replace('trước ngày 31/12/2026', 'trước ngày 11/9/2026'))
    await press(desk, 'Giao việc')
    expect((await desk.screen()).text).toContain('1 lượt giao có thời hạn đã qua')
  })
})
