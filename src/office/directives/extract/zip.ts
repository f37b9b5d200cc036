// The wanted entries of a zip, inflated bit by bit so that a bomb is noticed before it has gone off.
import { Unzip, UnzipInflate, UnzipPassThrough } from 'fflate'
import { UserError } from '../../../lib/errors.js'

export interface Caps {
  inflated: number
  entries: number
}

export const caps: Caps = { inflated: 40 * 1024 * 1024, entries: 2000 }
const step = 8 * 1024

export function unzip(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
  limit: Caps = caps,
): Map<string, Uint8Array[]> {
  const parts = new Map<string, Uint8Array[]>()
  let entries = 0
  let inflated = 0
  const unzipper = new Unzip((file) => {
    entries++
    if (entries > limit.entries) throw new UserError('extract-bomb')
    if (!wanted(file.name) || parts.has(file.name)) return
    const chunks: Uint8Array[] = []
    parts.set(file.name, chunks)
    file.ondata = (error, data) => {
      if (error) throw error
      inflated += data.length
      if (inflated > limit.inflated) throw new UserError('extract-bomb')
      chunks.push(data)
    }
    file.start()
  })
  unzipper.register(UnzipInflate)
  unzipper.register(UnzipPassThrough)
  for (let at = 0; at < bytes.length; at += step)
    unzipper.push(bytes.subarray(at, at + step), at + step >= bytes.length)
  return parts
}
