// What every platform has to keep. A platform's test gives a stage: its transport, its emulator, and hands to act with.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Incoming } from '../../src/chat/incoming.js'
import type { Message } from '../../src/chat/message.js'
import { type RawUpdate, SendError, type SendErrorKind, type Transport } from '../../src/chat/transport.js'

/** A message as people see it on the platform. */
export interface Shown {
  ref: string
  text: string
  /** The labels of its buttons, row by row; none where a platform has no buttons. */
  buttons: string[][]
  file?: { name: string; bytes: Uint8Array }
}

/** What can go wrong with the next call. `lost` is before or after it had its effect. */
export type Trouble = 'throttled' | 'server-error' | 'gateway-error' | 'lost-before' | 'lost-after'

export interface Stage {
  transport: Transport
  /** The same, with a token the platform does not know. */
  stranger: Transport
  /** The same, at an address where nobody listens. */
  nowhere: Transport
  /** What must never stand in an error. */
  secret: string
  /** Chats in which the bot may write. */
  person: string
  group: string
  /** A chat the bot cannot write to. */
  closed: string
  /** What the bot wrote in a chat, oldest first. */
  shown(chat: string): Shown[]
  says(chat: string, text: string): void
  /** Where the platform takes files from people. */
  sendsFile?(chat: string, file: { name: string; type: string; bytes: Uint8Array; caption?: string }): void
  /** Presses a button, where there are some; resolves with what the person gets to read. */
  taps?(chat: string, ref: string, label: string): Promise<string | undefined>
  /** Takes a message away on the platform. */
  deletes?(chat: string, ref: string): void
  trouble(kind: Trouble): void
  calm(): void
  /** The platform tells each update once, whether it was kept or not. */
  tellsOnce?: boolean
  /** A handle of the platform's form behind which nobody is reached from `nowhere`. */
  handle?: string
  /** A file that exists on the disk. */
  file: { path: string; name: string; type: string; bytes: Uint8Array }
  close(): Promise<void>
}

const never = new AbortController().signal
const hostile = 'a <b>đậm</b> & *sao* _gạch_ [x](https://a.vn) `mã` </code> \\ "nháy" 😀'

export function transportContract(platform: string, open: () => Promise<Stage>): void {
  describe(`${platform} keeps the contract of transports`, () => {
    let stage: Stage
    let cursor: string | undefined
    beforeAll(async () => {
      stage = await open()
      await stage.transport.receiveBy({ polling: true })
    })
    afterAll(() => stage.close())

    const send = (message: Message, chat = stage.person, ref?: string) =>
      stage.transport.deliver({ externalChatId: chat, message }, ref)
    const last = (chat = stage.person) => stage.shown(chat).at(-1)
    /** Everything new, confirmed. */
    async function receive(): Promise<{ update: RawUpdate; incoming: Incoming | undefined }[]> {
      const all: RawUpdate[] = []
      for (;;) {
        const batch = await stage.transport.poll(cursor, 0, never)
        cursor = batch.cursor
        if (batch.updates.length === 0) break
        all.push(...batch.updates)
      }
      return all.map((update) => ({ update, incoming: stage.transport.read(update.raw) }))
    }
    async function failure(run: () => Promise<unknown>): Promise<SendError> {
      const error: unknown = await run().then(
        () => new Error('it went well'),
        (caught: unknown) => caught,
      )
      expect(error).toBeInstanceOf(SendError)
      for (let at = error; at instanceof Error; at = at.cause) {
        expect(`${at.message} ${at.stack} ${JSON.stringify(at)}`).not.toContain(stage.secret)
      }
      return error as SendError
    }

    it('the bot knows its own name', async () => {
      const me = await stage.transport.identity()
      expect(me.externalId).toMatch(/./)
      expect(await stage.transport.identity()).toEqual(me)
    })

    it('a text arrives as it was meant, whatever markup it seems to contain', async () => {
      const { ref } = await send({ spans: [hostile, { bold: ' <i>ba</i> ' }, { italic: 'bốn' }] })
      expect(last()).toMatchObject({ ref, text: `${hostile} <i>ba</i> bốn` })
    })

    it('a text as long as the platform allows arrives whole, and one longer is refused', async () => {
      const { maxText } = stage.transport.capabilities
      await send({ spans: ['ế'.repeat(maxText)] })
      expect(last()?.text).toHaveLength(maxText)
      const error = await failure(() => send({ spans: ['ế'.repeat(maxText + 1)] }))
      expect(error.kind).toBe('rejected')
    })

    it('a choice comes back as the action it was, from whoever made it', async () => {
      if (!stage.transport.capabilities.buttons || !stage.taps) return
      await receive()
      const choices = [[{ label: 'Đã nhận', action: 'assignment.got:17' }], [{ label: 'Khác', action: 'a.b' }]]
      const { ref } = await send({ spans: ['Việc #17'], choices }, stage.group)
      expect(last(stage.group)?.buttons).toEqual([['Đã nhận'], ['Khác']])
      const reading = stage.taps(stage.group, ref, 'Đã nhận')
      const [tap] = await receive()
      expect(tap?.incoming).toMatchObject({
        chat: { externalId: stage.group, kind: 'group' },
        from: { externalId: stage.person },
        happening: { kind: 'choice', data: 'assignment.got:17', ref },
      })
      const { happening } = tap!.incoming!
      if (happening.kind === 'choice') await stage.transport.answerChoice(happening.choiceId, 'Đã ghi nhận', true)
      expect(await reading).toBe('Đã ghi nhận')
    })

    it('a message can be changed in place, changed to the same, and is known to be gone when it is', async () => {
      if (!stage.transport.capabilities.edit) return
      const choices = [[{ label: 'Đã nhận', action: 'a.b' }]]
      const { ref } = await send({ spans: ['cũ'], choices })
      expect(await send({ spans: ['mới'], choices }, stage.person, ref)).toMatchObject({ ref })
      expect(await send({ spans: ['mới'], choices }, stage.person, ref)).toMatchObject({ ref })
      expect(last()).toMatchObject({ ref, text: 'mới', buttons: [['Đã nhận']] })
      await send({ spans: ['xong'] }, stage.person, ref)
      expect(last()).toMatchObject({ text: 'xong', buttons: [] })
      stage.deletes?.(stage.person, ref)
      if (stage.deletes) expect((await failure(() => send({ spans: ['nữa'] }, stage.person, ref))).kind).toBe('gone')
    })

    it('a message can be taken away; a second time it is gone', async () => {
      const { ref } = await send({ spans: ['nhầm'] }, stage.group)
      if (!stage.transport.capabilities.edit) return
      await stage.transport.remove(stage.group, ref)
      expect(stage.shown(stage.group).some((message) => message.ref === ref)).toBe(false)
      expect((await failure(() => stage.transport.remove(stage.group, ref))).kind).toBe('gone')
    })

    it('a file goes up once with its caption, then by its handle, and its caption can be changed', async () => {
      if (!stage.transport.capabilities.documentsOut) return
      const { bytes, ...file } = stage.file
      const message: Message = { spans: ['Công văn ', { bold: '85' }], fileId: 1 }
      const first = await stage.transport.deliver({ externalChatId: stage.group, message, file })
      expect(first.fileHandle).toMatch(/./)
      expect(last(stage.group)).toMatchObject({ text: 'Công văn 85', file: { name: file.name } })
      expect(Buffer.from(last(stage.group)!.file!.bytes).equals(bytes)).toBe(true)
      const handled = { ...file, path: '/nowhere', handle: first.fileHandle! }
      await stage.transport.deliver({ externalChatId: stage.person, message, file: handled })
      expect(Buffer.from(last()!.file!.bytes).equals(bytes)).toBe(true)
      if (!stage.transport.capabilities.edit) return
      await stage.transport.deliver(
        { externalChatId: stage.group, message: { ...message, spans: ['sửa'] }, file: handled },
        first.ref,
      )
      expect(last(stage.group)).toMatchObject({ text: 'sửa', file: { name: file.name } })
    })

    it('a file that is not there, or a handle nobody knows, is refused', async () => {
      if (!stage.transport.capabilities.documentsOut) return
      const { bytes: _, ...file } = stage.file
      for (const wrong of [
        { ...file, path: `${file.path}.not` },
        { ...file, handle: 'nobody-knows-me' },
      ]) {
        const message = { spans: ['x'], fileId: 1 }
        const error = await failure(() =>
          stage.transport.deliver({ externalChatId: stage.group, message, file: wrong }),
        )
        expect(error.kind).toBe('rejected')
      }
    })

    it('what people write is received in order, again and again until it is confirmed, then never again', async () => {
      await receive()
      stage.says(stage.person, 'một')
      stage.says(stage.person, 'hai 😀')
      if (stage.tellsOnce) {
        const told = await receive()
        expect(told.map(({ incoming }) => incoming)).toMatchObject([
          { chat: { externalId: stage.person, kind: 'private' }, happening: { kind: 'text', text: 'một' } },
          { from: { externalId: stage.person }, happening: { kind: 'text', text: 'hai 😀' } },
        ])
        expect(new Set(told.map(({ update }) => update.key)).size).toBe(2)
        expect(await receive()).toEqual([])
        return
      }
      const first = await stage.transport.poll(cursor, 5, never)
      const again = await stage.transport.poll(cursor, 0, never)
      const keys = first.updates.map((update) => update.key)
      expect(again.updates.map((update) => update.key).slice(0, keys.length)).toEqual(keys)
      const rest = await stage.transport.poll(again.cursor, 0, never)
      expect(rest.updates).toEqual([])
      cursor = rest.cursor
      const texts = again.updates.map((update) => stage.transport.read(update.raw))
      expect(texts).toMatchObject([
        { chat: { externalId: stage.person, kind: 'private' }, happening: { kind: 'text', text: 'một' } },
        { from: { externalId: stage.person }, happening: { kind: 'text', text: 'hai 😀' } },
      ])
      expect(new Set(keys).size).toBe(keys.length)
      expect(new Set(again.updates.map((update) => update.lane)).size).toBe(1)
    })

    it('an update has the same key and lane by webhook as by request, and stays readable as JSON', async () => {
      stage.says(stage.person, 'ba')
      const { updates } = await stage.transport.poll(cursor, 5, never)
      for (const { key, lane, raw } of updates) {
        const kept: unknown = JSON.parse(JSON.stringify(raw))
        expect(stage.transport.envelope(kept)).toMatchObject({ key, lane })
        expect(stage.transport.read(kept)).toEqual(stage.transport.read(raw))
      }
      await receive()
    })

    it('what is no update is none, and reading never fails', () => {
      for (const raw of [undefined, null, 7, 'text', [], {}, { update_id: 'x' }]) {
        expect(stage.transport.envelope(raw)).toBeUndefined()
        expect(stage.transport.read(raw)).toBeUndefined()
      }
      fc.assert(fc.property(fc.object(), (raw) => stage.transport.read(raw) === undefined))
    })

    it('a file that somebody sends can be fetched as it was', async () => {
      if (!stage.transport.capabilities.documentsIn || !stage.sendsFile) return
      const bytes = new Uint8Array(Buffer.from('Nội dung tệp'))
      stage.sendsFile(stage.person, { name: 'cv.txt', type: 'text/plain', bytes, caption: 'Gửi cơ quan' })
      const [got] = await receive()
      expect(got?.incoming?.happening).toMatchObject({
        kind: 'file',
        caption: 'Gửi cơ quan',
        file: { name: 'cv.txt', type: 'text/plain', size: bytes.length, kind: 'document' },
      })
      const { happening } = got!.incoming!
      if (happening.kind !== 'file') throw new Error('no file')
      expect(Buffer.from((await stage.transport.fetchFile(happening.file.handle)).bytes).equals(bytes)).toBe(true)
      expect((await failure(() => stage.transport.fetchFile('nobody-knows-me'))).kind).toBe('rejected')
    })

    it('a request for updates ends when it is told to', async () => {
      const stop = new AbortController()
      const waiting = stage.transport.poll(cursor, 30, stop.signal).catch(() => 'ended')
      setTimeout(() => stop.abort(), 50)
      expect(await waiting).toBeTruthy()
    })

    const failures: [Trouble, SendErrorKind, boolean][] = [
      ['throttled', 'throttled', false],
      ['server-error', 'unreachable', false],
      ['gateway-error', 'unknown', false],
      ['lost-before', 'unknown', false],
      ['lost-after', 'unknown', true],
    ]
    it.each(failures)('trouble "%s" is told as "%s"', async (trouble, kind, hasEffect) => {
      const before = stage.shown(stage.person).length
      stage.trouble(trouble)
      const error = await failure(() => send({ spans: ['trong lúc khó khăn'] }))
      stage.calm()
      expect(error.kind).toBe(kind)
      if (kind === 'throttled') expect(error.detail.retryAfter).toBeGreaterThan(0)
      expect(stage.shown(stage.person).length - before).toBe(hasEffect ? 1 : 0)
    })

    it('a closed chat, a foreign token and a platform that is away are told apart', async () => {
      expect((await failure(() => send({ spans: ['x'] }, stage.closed))).kind).toBe('blocked')
      const message = { spans: ['x'] }
      const delivery = { externalChatId: stage.person, message }
      expect((await failure(() => stage.stranger.deliver(delivery))).kind).toBe('revoked')
      expect((await failure(() => stage.stranger.poll(undefined, 0, never))).kind).toBe('revoked')
      expect((await failure(() => stage.nowhere.deliver(delivery))).kind).toBe('unreachable')
      expect((await failure(() => stage.nowhere.identity())).kind).toBe('unreachable')
      expect((await failure(() => stage.nowhere.fetchFile(stage.handle ?? 'x'))).kind).toBe('unreachable')
    })

    it('small courtesies never fail', async () => {
      for (const transport of [stage.transport, stage.stranger, stage.nowhere]) {
        await transport.answerChoice('no such choice', 'x'.repeat(300), true)
        await transport.showWorking(stage.closed)
      }
    })
  })
}
