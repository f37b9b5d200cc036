// Encryption of a backup: AES-256-GCM in pieces, each with its number and whether it is the last in what is authenticated,
// so that nothing can be changed, moved or cut off unseen. The key comes from the pass phrase by scrypt.
import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt } from 'node:crypto'
import { UserError } from '../../lib/errors.js'

export const MAGIC = Buffer.from('DONDOC1\n')
/** Bytes of one piece before encryption. */
const PIECE = 64 * 1024
const TAG = 16
const LONGEST_HEAD = 1000

interface Head {
  kdf: 'scrypt'
  n: number
  r: number
  p: number
  salt: string
  /** Tells a wrong pass phrase from a damaged file. */
  check: string
}

interface Keys {
  key: Buffer
  check: string
}

/** Encrypts a stream. The head comes first, then the pieces. */
export async function* seal(source: AsyncIterable<Uint8Array>, passphrase: string): AsyncGenerator<Buffer> {
  const params = { kdf: 'scrypt' as const, n: 2 ** 16, r: 8, p: 1, salt: randomBytes(16).toString('base64') }
  const { key, check } = await deriveKeys(passphrase, params)
  const head: Head = { ...params, check }
  const line = Buffer.from(`${JSON.stringify(head)}\n`)
  yield MAGIC
  yield line
  let number = 0
  let waiting = Buffer.alloc(0)
  for await (const part of source) {
    waiting = Buffer.concat([waiting, part])
    while (waiting.length > PIECE) {
      yield piece(key, line, number++, waiting.subarray(0, PIECE), false)
      waiting = waiting.subarray(PIECE)
    }
  }
  yield piece(key, line, number, waiting, true)
}

function piece(key: Buffer, head: Buffer, number: number, bytes: Uint8Array, last: boolean): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce(number, last))
  cipher.setAAD(head)
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(sealed.length)
  return Buffer.concat([length, sealed])
}

/** Each file has a key of its own (the salt is random), so numbers never repeat under a key. */
function nonce(number: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12)
  bytes.writeUIntBE(number, 2, 6)
  bytes[11] = last ? 1 : 0
  return bytes
}

/** Decrypts what `seal` made, after MAGIC. Throws a `UserError` for a wrong pass phrase, or when the bytes are not what they were. */
export async function* unseal(source: AsyncIterable<Uint8Array>, passphrase: string): AsyncGenerator<Buffer> {
  let waiting = Buffer.alloc(0)
  let line: Buffer | undefined
  let key: Buffer | undefined
  let number = 0
  let ended = false
  for await (const part of source) {
    waiting = Buffer.concat([waiting, part])
    if (!line || !key) {
      const end = waiting.indexOf(10)
      if (end < 0 && waiting.length > LONGEST_HEAD) throw new UserError('operations-backup-damaged')
      if (end < 0) continue
      line = Buffer.from(waiting.subarray(0, end + 1))
      waiting = waiting.subarray(end + 1)
      key = await openHead(line, passphrase)
    }
    while (waiting.length >= 4) {
      const length = waiting.readUInt32BE(0)
      if (ended || length < TAG || length > PIECE + TAG) throw new UserError('operations-backup-damaged')
      if (waiting.length < 4 + length) break
      const opened = openPiece(key, line, number++, waiting.subarray(4, 4 + length))
      waiting = waiting.subarray(4 + length)
      ended = opened.last
      yield opened.bytes
    }
  }
  if (!ended || waiting.length > 0) throw new UserError('operations-backup-damaged')
}

async function openHead(line: Buffer, passphrase: string): Promise<Buffer> {
  let head: Head
  try {
    head = JSON.parse(line.toString('utf8')) as Head
    const small = [head.n, head.r, head.p].every((one) => Number.isInteger(one) && one > 0)
    if (head.kdf !== 'scrypt' || !small || head.n > 2 ** 20 || head.r > 16 || head.p > 4) throw new Error('parameters')
  } catch {
    throw new UserError('operations-backup-damaged')
  }
  const { key, check } = await deriveKeys(passphrase, head)
  if (check !== head.check) throw new UserError('operations-backup-passphrase-wrong')
  return key
}

function openPiece(key: Buffer, head: Buffer, number: number, sealed: Buffer): { bytes: Buffer; last: boolean } {
  // Whether it is the last is part of what was authenticated: try the usual case first.
  for (const last of [false, true]) {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce(number, last))
    decipher.setAAD(head)
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG))
    try {
      return {
        bytes: Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG)), decipher.final()]),
        last,
      }
    } catch {}
  }
  throw new UserError('operations-backup-damaged')
}

function deriveKeys(passphrase: string, params: Pick<Head, 'n' | 'r' | 'p' | 'salt'>): Promise<Keys> {
  const { n: N, r, p } = params
  const options = { N, r, p, maxmem: 256 * N * r + 1024 * 1024 }
  return new Promise((done, fail) => {
    scrypt(passphrase.normalize('NFC'), Buffer.from(params.salt, 'base64'), 64, options, (error, bytes) => {
      if (error) fail(error)
      else
        done({
          key: bytes.subarray(0, 32),
          check: createHash('sha256').update(bytes.subarray(32)).digest('base64').slice(0, 22),
        })
    })
  })
}
