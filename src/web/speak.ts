// A form of the page becomes updates like any platform's: stored first, handled once, in order. The page waits a little for what is said.
import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { and, eq, inArray } from 'drizzle-orm'
import { parseAction } from '../chat/action.js'
import type { Happening } from '../chat/incoming.js'
import type { Db } from '../db/db.js'
import { inbox, questions } from '../db/schema/post.js'
import { clean } from '../lib/vietnamese.js'
import type { WebTransport, WebUpdate } from '../post/transports/web/transport.js'
import type { Device } from './device.js'
import { lastSaid } from './thread.js'

/** What somebody sent from the page. */
export interface Spoken {
  /** Made with the page: what is sent twice has the same. */
  once: string
  /** A pressed button's action. */
  press?: string
  text: string
  /** The question this answers. */
  questionId?: number
  files: { name: string; type: string; bytes: Uint8Array }[]
}

export interface Ear {
  db: Db
  channelId: number
  transport: WebTransport
  /** Stores an update; resolves once it is safe. */
  accept(update: WebUpdate): Promise<void>
  now(): Date
}

/** Stores what was sent. Returns the keys of its updates; none when there was nothing in it. */
export async function speak(ear: Ear, device: Device, spoken: Spoken): Promise<string[]> {
  const replyTo = spoken.questionId === undefined ? undefined : await refOf(ear.db, device, spoken.questionId)
  const happenings: { happening: Happening; mark: string }[] = []
  const { press, files } = spoken
  const text = clean(spoken.text).trim()
  if (press !== undefined) {
    if (parseAction(press)) happenings.push({ happening: { kind: 'choice', data: press, choiceId: '' }, mark: press })
  } else if (files.length > 0) {
    const album = files.length > 1 ? { album: spoken.once } : {}
    for (const [index, file] of files.entries()) {
      const handle = await ear.transport.keepUpload(file.bytes)
      const caption = index === 0 && text !== '' ? { caption: text } : {}
      happenings.push({
        mark: `${index}:${digest(file.bytes)}:${text}`,
        happening: {
          kind: 'file',
          file: {
            handle,
            name: file.name.slice(0, 200) || 'tep',
            type: file.type || 'application/octet-stream',
            size: file.bytes.byteLength,
            kind: file.type.startsWith('image/') ? 'photo' : 'document',
          },
          // Deleting what may not stay deletes the upload.
          ref: handle,
          ...caption,
          ...album,
          ...(replyTo ? { replyTo } : {}),
        },
      })
    }
  } else if (text !== '') {
    happenings.push({
      mark: text,
      happening: { kind: 'text', text, ref: spoken.once, ...(replyTo ? { replyTo } : {}) },
    })
  }
  const keys: string[] = []
  for (const { happening, mark } of happenings) {
    const key = `${device.sender.externalId}:${spoken.once}:${digest(mark)}`
    await ear.accept({ key, from: device.sender, at: ear.now().getTime(), happening })
    keys.push(key)
  }
  return keys
}

function digest(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 24)
}

async function refOf(db: Db, { chat }: Device, questionId: number): Promise<string | undefined> {
  const [row] = await db
    .select({ ref: questions.ref })
    .from(questions)
    .where(and(eq(questions.id, questionId), eq(questions.chatId, chat.id)))
  return row?.ref ?? undefined
}

/** Milliseconds the page waits for updates to be handled, and then for slow work to say something. */
const PATIENCE = { handled: 15_000, said: 4_000 }

/** Waits until these updates are handled and something was said after `since`; not for ever. */
export async function awaitAnswer(
  ear: Ear,
  input: { keys: readonly string[]; chatId: number; since: number },
): Promise<void> {
  const began = Date.now()
  let handledAt: number | undefined
  for (let wait = 20; ; wait = Math.min(250, wait * 1.5)) {
    if (handledAt === undefined && (await countWaiting(ear, input.keys)) === 0) handledAt = Date.now()
    if (handledAt !== undefined && (await lastSaid(ear.db, input.chatId)) > input.since) return
    const isOver =
      handledAt === undefined ? Date.now() - began > PATIENCE.handled : Date.now() - handledAt > PATIENCE.said
    if (isOver) return
    await pause(wait)
  }
}

async function countWaiting({ db, channelId }: Ear, keys: readonly string[]): Promise<number> {
  const rows = await db
    .select({ id: inbox.id })
    .from(inbox)
    .where(and(eq(inbox.channelId, channelId), inArray(inbox.updateKey, [...keys]), eq(inbox.state, 'new')))
  return rows.length
}
