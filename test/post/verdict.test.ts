import { expect, it } from 'vitest'
import type { Message } from '../../src/chat/message.js'
import { SendError, type SendErrorKind } from '../../src/chat/transport.js'
import { judge, type Tried } from '../../src/post/verdict.js'

const styled: Message = { spans: [{ bold: 'a' }], choices: [[{ label: 'b', action: 'a.b' }]] }
const first: Tried = { body: styled, edit: false, byHandle: false, unknowns: 0 }
const telegram = { repeatUnknown: true }
const zalo = { repeatUnknown: false }

const cases: [string, SendErrorKind, SendError['detail'], Partial<Tried>, { repeatUnknown: boolean }, object][] = [
  ['a closed chat holds the message', 'blocked', {}, {}, telegram, { kind: 'held' }],
  ['a moved chat gets it again', 'moved', { movedTo: '-1' }, {}, telegram, { kind: 'moved', to: '-1' }],
  ['429 waits what was asked', 'throttled', { retryAfter: 7 }, {}, telegram, { kind: 'throttled', seconds: 7 }],
  ['429 waits a second when nothing was asked', 'throttled', {}, {}, telegram, { kind: 'throttled', seconds: 1 }],
  ['no connection tries again later', 'unreachable', {}, {}, telegram, { kind: 'again', away: true }],
  ['a bad token stops the channel', 'revoked', {}, {}, telegram, { kind: 'revoked' }],
  ['a lost screen is sent anew', 'gone', {}, { edit: true }, telegram, { kind: 'again', dropScreen: true }],
  ['an unknown send is repeated', 'unknown', {}, {}, telegram, { kind: 'again', unknown: true, pause: 1000 }],
  ['pauses grow', 'unknown', {}, { unknowns: 3 }, telegram, { kind: 'again', pause: 8000 }],
  ['an unknown send is repeated five times', 'unknown', {}, { unknowns: 5 }, telegram, { kind: 'refused' }],
  ['an unknown edit goes on longer', 'unknown', {}, { unknowns: 5, edit: true }, telegram, { kind: 'again' }],
  ['an unknown send is not repeated on Zalo', 'unknown', {}, {}, zalo, { kind: 'refused' }],
  ['an unknown edit is repeated anywhere', 'unknown', {}, { edit: true }, zalo, { kind: 'again' }],
  ['a bad handle is forgotten', 'rejected', {}, { byHandle: true }, telegram, { kind: 'again', dropHandle: true }],
  [
    'bad form is sent plain',
    'rejected',
    { formatting: true },
    {},
    telegram,
    { kind: 'again', plain: { spans: ['a'] } },
  ],
  [
    'bad form is sent plain only once',
    'rejected',
    { formatting: true },
    { body: { spans: ['a'] } },
    telegram,
    { kind: 'refused' },
  ],
  ['what is refused is refused', 'rejected', {}, {}, telegram, { kind: 'refused', reason: 'said so' }],
]

it.each(cases)('%s', (_title, kind, detail, tried, capabilities, verdict) => {
  expect(judge(new SendError(kind, 'said so', detail), { ...first, ...tried }, capabilities)).toMatchObject(verdict)
})
