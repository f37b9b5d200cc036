// A file to its text, on a thread with limits, so that the bot goes on answering whatever the file is.
import { UserError } from '../../../lib/errors.js'
import { Unfinished } from '../../../lib/thread.js'
import { openOnThread } from '../on-thread.js'
import type { ReadableKind } from './read.js'
import { fileName, recognise, refusalOf } from './recognise.js'

export const mostBytes = 20 * 1024 * 1024
const mostSeconds = 20

export interface Extracted {
  text: string
  kind: ReadableKind
}

/** Throws a `UserError` that says what is wrong with the file and what to send instead. */
export async function extractText(bytes: Uint8Array, name: string, seconds = mostSeconds): Promise<Extracted> {
  const shown = fileName(name)
  if (bytes.length > mostBytes) {
    const size = Math.ceil(bytes.length / 1024 / 1024)
    throw new UserError('extract-too-large', { name: shown, size, most: mostBytes / 1024 / 1024 })
  }
  const kind = recognise(bytes, name)
  const refusal = refusalOf(kind, name)
  if (refusal) throw refusal
  const job = { kind: kind as ReadableKind, bytes }
  const answer = await openOnThread(job, seconds).catch((error: unknown) => {
    // Out of memory, or a fault in a library: the file is to blame.
    if (error instanceof Unfinished) return { code: error.why === 'slow' ? 'extract-too-slow' : 'extract-corrupt' }
    throw error
  })
  if ('code' in answer) throw new UserError(answer.code, { name: shown })
  return { text: answer.text, kind: job.kind }
}
