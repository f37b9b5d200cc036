// The program's own pages behind the post's contract. Updates come from the page's forms as rows like any others; what is said
// needs no delivery, the page reads it from the database. Files that were handed over wait in a folder until they are fetched.
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Happening, Incoming, Sender } from '../../../chat/incoming.js'
import { type RawUpdate, SendError, type Transport } from '../../../chat/transport.js'
import { webCapabilities } from './capabilities.js'

/** What a form of the page said, as it is stored in the inbox. */
export interface WebUpdate {
  /** The same form sent twice has the same key. */
  key: string
  /** The chat of this browser's owner; the account has the same name. */
  from: Sender
  /** Milliseconds. */
  at: number
  happening: Happening
}

export interface WebTransport extends Transport {
  /** Keeps bytes until they are fetched; returns the handle. */
  keepUpload(bytes: Uint8Array): Promise<string>
  /** Takes away what has lain there for a day: it was fetched, or never will be. */
  forgetUploads(): Promise<void>
}

/** How long an upload lies there, in milliseconds. */
const UPLOAD_KEPT = 24 * 3600_000
const handleShape = /^[0-9a-f-]{36}$/

/** `folder`: where uploads wait. */
export function makeWebTransport({ folder, address }: { folder: string; address: () => string }): WebTransport {
  return {
    capabilities: webCapabilities,
    identity: async () => ({ externalId: 'web', username: address(), hearsAll: true }),
    poll: async () => ({ updates: [], cursor: undefined }),
    receiveBy: async () => {},
    envelope,
    read,
    deliver: async (_delivery, ref) => ({ ref: ref ?? randomUUID() }),
    answerChoice: async () => {},
    showWorking: async () => {},
    // What came in is only its uploaded file, named by its reference; what was said is in the database alone.
    remove: async (_chat, ref) => {
      if (handleShape.test(ref)) await rm(join(folder, ref), { force: true })
    },
    async fetchFile(handle) {
      if (!handleShape.test(handle)) throw new SendError('rejected', 'not an upload')
      try {
        return { bytes: new Uint8Array(await readFile(join(folder, handle))) }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new SendError('gone', 'the upload is gone')
        throw error
      }
    },
    hearsAll: async () => true,
    setCommands: async () => {},
    async keepUpload(bytes) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const handle = randomUUID()
      await writeFile(join(folder, handle), bytes, { flag: 'wx', mode: 0o600, flush: true })
      return handle
    },
    forgetUploads: () => sweep(folder),
  }
}

async function sweep(folder: string): Promise<void> {
  // No folder: nothing was ever handed over.
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => undefined)
    if (found && Date.now() - found.mtimeMs > UPLOAD_KEPT) await rm(path, { force: true })
  }
}

function envelope(raw: unknown): RawUpdate | undefined {
  const update = raw as WebUpdate
  return { key: update.key, lane: update.from.externalId, raw }
}

function read(raw: unknown): Incoming | undefined {
  const { from, at, happening } = raw as Partial<WebUpdate>
  // A row whose content was erased says nothing.
  if (!from || !happening) return undefined
  return { chat: { externalId: from.externalId, kind: 'private' }, from, at: new Date(at ?? 0), happening }
}
