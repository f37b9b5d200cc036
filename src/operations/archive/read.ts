// Reading a backup's container member by member. Whatever is wrong with the bytes is one refusal: the file is damaged.
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { UserError } from '../../lib/errors.js'
import { MAGIC, unseal } from './seal.js'
import { BLOCK, padding, readTarHeader } from './tar.js'

export interface Member {
  name: string
  size: number
  /** Its bytes, to be read at most once and before the next member is asked for; what is left over is skipped. */
  body: AsyncIterable<Buffer>
}

/** Whether a backup is encrypted. Throws a `UserError` when there is no such file, or it is no backup at all. */
export async function isSealed(path: string): Promise<boolean> {
  const start = await firstBytes(path)
  if (start.equals(MAGIC)) return true
  if (start[0] === 0x1f && start[1] === 0x8b) return false
  throw new UserError('operations-backup-no-backup', { file: path })
}

async function firstBytes(path: string): Promise<Buffer> {
  try {
    const handle = await open(path, 'r')
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(MAGIC.length), 0, MAGIC.length, 0)
      return buffer.subarray(0, bytesRead)
    } finally {
      await handle.close()
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new UserError('operations-file-unreadable', { file: path, reason: code ?? 'lỗi' })
  }
}

/** The members in order. Throws a `UserError` when the pass phrase is missing or wrong, or the file is damaged. */
export async function* readArchive(path: string, passphrase?: string): AsyncGenerator<Member> {
  const sealed = await isSealed(path)
  if (sealed && passphrase === undefined) throw new UserError('operations-backup-passphrase-missing')
  const raw = createReadStream(path, { start: sealed ? MAGIC.length : 0 })
  const plain = sealed ? Readable.from(unseal(raw, passphrase ?? ''), { objectMode: false }) : raw
  const gunzip = createGunzip()
  const flow = pipeline(plain, gunzip)
  flow.catch(() => {})
  const bytes = makeReader(gunzip)
  try {
    for (;;) {
      const header = headerOf(await bytes.exactly(BLOCK))
      if (!header) break
      const body = bytes.portion(header.size)
      yield { ...header, body }
      for await (const _ of body) {
        // Skips what nobody read.
      }
      await bytes.exactly(padding(header.size))
    }
    await bytes.toEnd()
    await flow.catch(asDamage)
  } finally {
    raw.destroy()
    gunzip.destroy()
  }
}

/** All bytes of a small member; refuses one above `most`. */
export async function readWhole(member: Member, most = 512 * 1024 * 1024): Promise<Buffer> {
  if (member.size > most) throw new UserError('operations-backup-damaged')
  const parts: Buffer[] = []
  for await (const part of member.body) parts.push(part)
  return Buffer.concat(parts)
}

function headerOf(block: Buffer) {
  try {
    return readTarHeader(block)
  } catch {
    throw new UserError('operations-backup-damaged')
  }
}

/** What goes wrong while reading is damage, unless the disk itself fails. */
function asDamage(error: unknown): never {
  if (error instanceof UserError) throw error
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EIO' || code === 'EACCES' || code === 'ENOENT') throw error
  throw new UserError('operations-backup-damaged')
}

/** Takes counted bytes off a stream. */
function makeReader(stream: AsyncIterable<Buffer>) {
  const source = (stream as Readable).iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>
  let rest: Buffer = Buffer.alloc(0)

  async function some(most: number): Promise<Buffer> {
    if (rest.length === 0) {
      const next = await source.next().catch(asDamage)
      if (next.done) throw new UserError('operations-backup-damaged')
      rest = next.value
    }
    const taken = rest.subarray(0, most)
    rest = rest.subarray(taken.length)
    return taken
  }

  return {
    async exactly(count: number): Promise<Buffer> {
      const parts: Buffer[] = []
      for (let left = count; left > 0; ) {
        const part = await some(left)
        parts.push(part)
        left -= part.length
      }
      return Buffer.concat(parts)
    },
    /** To the end, where gzip checks its sum. */
    async toEnd(): Promise<void> {
      while (!(await source.next().catch(asDamage)).done);
    },
    portion(size: number): AsyncIterable<Buffer> {
      let left = size
      return {
        async *[Symbol.asyncIterator]() {
          while (left > 0) {
            const part = await some(left)
            left -= part.length
            yield part
          }
        },
      }
    },
  }
}
