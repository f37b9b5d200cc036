import { GrammyError, HttpError } from 'grammy'
import { describe, expect, it } from 'vitest'
import type { Choice, Message } from '../../../src/chat/message.js'
import { sendError } from '../../../src/post/transports/telegram/errors.js'
import { keyboardOf, markupOf, renderSpans } from '../../../src/post/transports/telegram/render.js'

describe('spans', () => {
  it('become entities counted in UTF-16 units, as Telegram counts', () => {
    const spans = [
      '😀 Đã ',
      { bold: 'xong' },
      '\n',
      { link: 'xem', url: 'https://a.vn' },
      { italic: '' },
      { italic: 'x' },
    ]
    expect(renderSpans(spans)).toEqual({
      text: '😀 Đã xong\nxemx',
      entities: [
        { type: 'bold', offset: 6, length: 4 },
        { type: 'text_link', offset: 11, length: 3, url: 'https://a.vn' },
        { type: 'italic', offset: 14, length: 1 },
      ],
    })
  })

  it('mention a person by account; what is no account of Telegram is only a name', () => {
    const user = { id: 7, is_bot: false, first_name: 'An' }
    expect(renderSpans([{ mention: 'An', accountId: '7' }]).entities).toEqual([
      { type: 'text_mention', offset: 0, length: 2, user },
    ])
    expect(renderSpans([{ mention: 'An', accountId: 'zalo-abc' }])).toEqual({ text: 'An', entities: [] })
  })
})

describe('what stands below a message', () => {
  const got: Choice = { label: 'Đã nhận', action: 'a.b:1', style: 'success' }

  it('is buttons, their labels cut to 64', () => {
    expect(keyboardOf({ spans: [], choices: [[got], []] })).toEqual({
      inline_keyboard: [[{ text: 'Đã nhận', callback_data: 'a.b:1', style: 'success' }]],
    })
    const long = keyboardOf({ spans: [], choices: [[{ label: 'chữ '.repeat(30), action: 'a.b' }]] })
    expect(long?.inline_keyboard[0]?.[0]?.text.length).toBeLessThanOrEqual(64)
    expect(keyboardOf({ spans: [], choices: [[]] })).toBeUndefined()
  })

  const cases: [string, Partial<Message>, object | undefined][] = [
    ['nothing', {}, undefined],
    ['a reply box for everybody', { ask: { questionId: 1 } }, { force_reply: true }],
    [
      'a reply box for whoever is mentioned',
      { spans: [{ mention: 'An', accountId: '7' }], ask: { questionId: 1, placeholder: 'p'.repeat(80) } },
      { force_reply: true, selective: true, input_field_placeholder: `${'p'.repeat(63)}…` },
    ],
    [
      'a reply box for whoever is answered',
      { replyTo: '4', ask: { questionId: 1 } },
      { force_reply: true, selective: true },
    ],
    [
      'buttons and a reply box together',
      { choices: [[got]], ask: { questionId: 1 } },
      { inline_keyboard: [[{ text: 'Đã nhận' }]], force_reply: true },
    ],
  ]
  it.each(cases)('is %s', (_title, message, markup) => {
    const found = markupOf({ spans: ['a'], ...message })
    if (markup === undefined) expect(found).toBeUndefined()
    else expect(found).toMatchObject(markup)
  })
})

describe('an error of Telegram', () => {
  const refused = (code: number, description: string, parameters: object = {}) =>
    new GrammyError('failed', { ok: false, error_code: code, description, parameters }, 'sendMessage', {})
  const told: [number, string, string][] = [
    [400, 'Bad Request: chat not found', 'blocked'],
    [400, 'Bad Request: not enough rights to send text messages to the chat', 'blocked'],
    [400, 'Bad Request: message is too long', 'rejected'],
    [400, "Bad Request: can't parse entities: x", 'rejected'],
    [400, 'Bad Request: BUTTON_DATA_INVALID', 'rejected'],
    [400, 'Bad Request: message to edit not found', 'gone'],
    [400, "Bad Request: message can't be edited", 'gone'],
    [400, 'Bad Request: message to delete not found', 'gone'],
    [400, "Bad Request: message can't be deleted", 'rejected'],
    [400, 'Bad Request: wrong file_id or the file is temporarily unavailable', 'rejected'],
    [401, 'Unauthorized', 'revoked'],
    [403, 'Forbidden: bot was blocked by the user', 'blocked'],
    [403, 'Forbidden: bot was kicked from the supergroup chat', 'blocked'],
    [404, 'Not Found', 'revoked'],
    [404, 'Not Found: method not found', 'rejected'],
    [409, 'Conflict: terminated by other getUpdates request', 'unreachable'],
    [500, 'Internal Server Error', 'unreachable'],
  ]
  it.each(told)('%i %s is "%s"', (code, description, kind) => {
    expect(sendError(refused(code, description), 'edit').kind).toBe(kind)
  })

  it('names the new chat, and how long to wait', () => {
    const moved = refused(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: -1005,
    })
    expect(sendError(moved, 'send')).toMatchObject({ kind: 'moved', detail: { movedTo: '-1005' } })
    const slow = refused(429, 'Too Many Requests: retry after 7', { retry_after: 7 })
    expect(sendError(slow, 'send')).toMatchObject({ kind: 'throttled', detail: { retryAfter: 7 } })
  })

  it('says whether plain text may pass', () => {
    expect(sendError(refused(400, "Bad Request: can't parse entities"), 'send').detail.formatting).toBe(true)
    expect(sendError(refused(400, 'Bad Request: message text is empty'), 'send').detail.formatting).toBeUndefined()
  })

  it.each([
    ['ECONNREFUSED', 'unreachable'],
    ['ENOTFOUND', 'unreachable'],
    ['ECONNRESET', 'unknown'],
  ])('without an answer, %s is "%s"', (code, kind) => {
    const inner = Object.assign(new Error('request to https://api.telegram.org/bot1:SECRET/sendMessage failed'), {
      code,
    })
    const error = sendError(new HttpError('Network request failed', inner), 'send')
    expect(error.kind).toBe(kind)
    expect(`${error.message} ${error.stack}`).not.toContain('SECRET')
    expect(error.cause).toBeUndefined()
  })
})
