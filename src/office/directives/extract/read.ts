// Bytes of a kind that is read, to text. Runs in the worker; nothing here may be trusted to end soon.
import { UserError } from '../../../lib/errors.js'
import { readDocx } from './docx.js'
import { readTxt } from './txt.js'

export type ReadableKind = 'txt' | 'docx'

export interface Job {
  kind: ReadableKind
  bytes: Uint8Array
}

export type Answer = { text: string } | { code: string }

export function answer(job: Job): Answer {
  try {
    const text = (job.kind === 'docx' ? readDocx(job.bytes) : readTxt(job.bytes)).normalize('NFC')
    return /\p{L}/u.test(text) ? { text } : { code: job.kind === 'docx' ? 'extract-no-text' : 'extract-empty' }
  } catch (error) {
    return { code: error instanceof UserError ? error.code : 'extract-corrupt' }
  }
}
