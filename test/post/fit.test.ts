import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Message, plainText, type Span, spanText } from '../../src/chat/message.js'
import { cutSpans, fitMessage } from '../../src/post/fit.js'

const telegram = { maxText: 4096, maxCaption: 1024 }
const choices = [[{ label: 'Đã nhận', action: 'a.b:1' }]]

describe('a message', () => {
  it('that fits stays one', () => {
    const message: Message = { spans: ['Chào ', { bold: 'đồng chí' }], choices }
    expect(fitMessage(message, telegram)).toEqual([message])
    expect(fitMessage({ spans: [] }, telegram)).toEqual([{ spans: [] }])
  })

  it('that is too long has its buttons and its question on the last part, its reply on the first', () => {
    const message: Message = {
      spans: ['dòng\n'.repeat(1000)],
      choices,
      ask: { questionId: 1 },
      replyTo: '7',
      silent: true,
    }
    const parts = fitMessage(message, telegram)
    expect(parts).toHaveLength(2)
    expect(parts[0]).toMatchObject({ replyTo: '7', silent: true })
    expect(parts[0]).not.toHaveProperty('choices')
    expect(parts[0]).not.toHaveProperty('ask')
    expect(parts[1]).toMatchObject({ choices, ask: { questionId: 1 }, silent: true })
    expect(parts[1]).not.toHaveProperty('replyTo')
  })

  it('whose text is too long for a caption sends its file first', () => {
    const text = 'chữ '.repeat(300)
    const parts = fitMessage({ spans: [text], fileId: 3, picture: true, choices }, telegram)
    expect(parts).toEqual([
      { spans: [], fileId: 3, picture: true },
      { spans: [text], choices },
    ])
    const short: Message = { spans: ['Văn bản'], fileId: 3, choices }
    expect(fitMessage(short, telegram)).toEqual([short])
  })
})

describe('a cut', () => {
  const cases: [string, Span[], number, string[]][] = [
    ['falls after a line end', ['một hai\nba bốn\nnăm'], 16, ['một hai\nba bốn\n', 'năm']],
    ['falls after a space when no line ends', ['một hai ba bốn'], 10, ['một hai ', 'ba bốn']],
    ['falls anywhere in one long word', ['abcdefghij'], 4, ['abcd', 'efgh', 'ij']],
    ['leaves a bold word whole', ['một hai ', { bold: 'ba bốn' }], 11, ['một hai ', 'ba bốn']],
    ['goes through a bold text that is longer than a part', [{ bold: 'một hai ba bốn' }], 8, ['một hai ', 'ba bốn']],
    ['does not leave a part nearly empty for a line end', ['a\nbcdefghij klmnop'], 12, ['a\nbcdefghij ', 'klmnop']],
    ['does not split an emoji', ['abc😀def'], 4, ['abc', '😀de', 'f']],
    ['does not part a letter from its marks', ['abce\u0301f'], 4, ['abc', 'e\u0301f']],
    ['drops white space that would stand alone', ['abcd    '], 4, ['abcd']],
  ]
  it.each(cases)('%s', (_title, spans, most, parts) => {
    expect(cutSpans(spans, most).map(plainText)).toEqual(parts)
  })

  it('keeps what a span is', () => {
    const parts = cutSpans(
      [{ mention: 'Nguyễn Văn An', accountId: '7' }, ' ', { link: 'xem', url: 'https://a.vn' }],
      14,
    )
    expect(parts).toEqual([[{ mention: 'Nguyễn Văn An', accountId: '7' }, ' '], [{ link: 'xem', url: 'https://a.vn' }]])
  })
})

const words = fc.string({ unit: fc.constantFrom('a', 'ế', 'đ', ' ', '\n', '😀', 'ngày ', 'hạn '), maxLength: 60 })
const span: fc.Arbitrary<Span> = fc.oneof(
  words,
  words.map((bold) => ({ bold })),
  words.map((italic) => ({ italic })),
  words.map((mention) => ({ mention, accountId: '7' })),
)

it('parts joined give the text, each fits, and no character or short span is broken', () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 12 }), fc.integer({ min: 8, max: 60 }), (spans, most) => {
      const parts = cutSpans(spans, most)
      const texts = parts.map(plainText)
      const text = plainText(spans)
      // Parts of white space alone are left out; nothing else is.
      expect(texts.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
      if (spans.every((one) => typeof one === 'string') && !/\s{4}/.test(text)) {
        expect(texts.join('').trim()).toBe(text.trim())
      }
      for (const part of texts) {
        expect(part.length).toBeLessThanOrEqual(most)
        expect(part).not.toMatch(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/)
      }
      for (const one of spans) {
        if (typeof one === 'string' || spanText(one).length > most || spanText(one).trim() === '') continue
        expect(parts.some((part) => part.some((piece) => piece === one))).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})
