// Bytes of a kind that is read, to text. Runs on the thread; nothing here may be trusted to end soon.
import { UserError } from '../../../lib/errors.js'
import { fromTcvn3 } from './tcvn3.js'

export type ReadableKind = 'txt' | 'docx' | 'doc' | 'pdf'

export interface Job {
  kind: ReadableKind
  bytes: Uint8Array
}

export type Answer = { text: string } | { code: string }

export async function answer(job: Job): Promise<Answer> {
  try {
    const text = fromTcvn3(await textOf(job)).normalize('NFC')
    return /\p{L}/u.test(text) ? { text } : { code: job.kind === 'txt' ? 'extract-empty' : 'extract-no-text' }
  } catch (error) {
    return { code: error instanceof UserError ? error.code : 'extract-corrupt' }
  }
}

/** Each library is loaded only for its own kind of file. */
async function textOf({ kind, bytes }: Job): Promise<string> {
  switch (kind) {
    case 'docx':
      return (await import('./docx.js')).readDocx(bytes)
    case 'pdf':
      return (await import('./pdf.js')).readPdf(bytes)
    case 'doc':
      return (await import('./doc.js')).readDoc(bytes)
    case 'txt':
      return (await import('./txt.js')).readTxt(bytes)
  }
}
