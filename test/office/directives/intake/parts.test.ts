import { describe, expect, it } from 'vitest'
import { joinParts } from '../../../../src/office/directives/intake/paste.js'

describe('putting parts together', () => {
  it.each([
    ['a sentence cut at a space goes on', ['Tham mưu Ủy ban', 'nhân dân xã.'], 'Tham mưu Ủy ban nhân dân xã.'],
    ['a bullet begins a line', ['2. Phòng Kinh tế', '- Thực hiện'], '2. Phòng Kinh tế\n- Thực hiện'],
    ['after the end of a sentence a new line begins', ['Hết câu.', 'Câu sau'], 'Hết câu.\nCâu sau'],
  ])('%s', (_, texts, whole) => {
    expect(joinParts(texts.map((text, index) => ({ updateId: index, text })))).toBe(whole)
  })

  it('follows the order of the updates, not of their arrival', () => {
    expect(
      joinParts([
        { updateId: 8, text: 'thứ hai' },
        { updateId: 7, text: 'Phần' },
      ]),
    ).toBe('Phần thứ hai')
  })
})
