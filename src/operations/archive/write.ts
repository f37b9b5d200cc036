// Writing a backup's container: tar, then gzip, then encryption if asked for. Everything passes through; nothing is kept.
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGzip, type Gzip } from 'node:zlib'
import { seal } from './seal.js'
import { BLOCK, padding, tarHeader } from './tar.js'

export interface ArchiveWriter {
  add(name: string, bytes: Uint8Array): Promise<void>
  /** A member whose bytes come piece by piece; throws when they are not `size` bytes. */
  addStream(name: string, size: number, source: AsyncIterable<Uint8Array>): Promise<void>
  /** The end mark; resolves when everything is on the disk. */
  finish(): Promise<void>
  /** Stops in the middle; the file is of no use. */
  abandon(): void
}

/** Makes the file, which must not exist. */
export function writeArchive(path: string, now: Date, passphrase?: string): ArchiveWriter {
  const gzip = createGzip({ level: 6 })
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600 })
  const written =
    passphrase === undefined ? pipeline(gzip, file) : pipeline(gzip, (source) => seal(source, passphrase), file)
  // A failure is met by whoever writes next, or by `finish`.
  written.catch(() => {})
  const at = now.getTime() / 1000

  return {
    async add(name, bytes) {
      await put(gzip, written, tarHeader({ name, size: bytes.byteLength }, at))
      await put(gzip, written, bytes)
      await put(gzip, written, Buffer.alloc(padding(bytes.byteLength)))
    },
    async addStream(name, size, source) {
      await put(gzip, written, tarHeader({ name, size }, at))
      let seen = 0
      for await (const part of source) {
        seen += part.byteLength
        if (seen > size) break
        await put(gzip, written, part)
      }
      if (seen !== size) throw new Error(`${name}: ${seen} bytes in place of ${size}`)
      await put(gzip, written, Buffer.alloc(padding(size)))
    },
    async finish() {
      await put(gzip, written, Buffer.alloc(2 * BLOCK))
      gzip.end()
      await written
      const handle = await open(path, 'r+')
      try {
        await handle.sync()
      } finally {
        await handle.close()
      }
    },
    abandon() {
      gzip.destroy()
      file.destroy()
    },
  }
}

async function put(gzip: Gzip, written: Promise<void>, bytes: Uint8Array): Promise<void> {
  if (gzip.destroyed) await written
  if (bytes.byteLength === 0 || gzip.write(bytes)) return
  await once(gzip, 'drain')
}
