// Bytes of an `.xlsx` to rows, on a thread with limits, so that the bot goes on answering whatever the file is.
import { UserError } from '../../lib/errors.js'
import { confined, startWorker, Unfinished } from '../../lib/thread.js'
import { type Answer, type Cell, type Job, mostRows } from './read.js'

const mostBytes = 5 * 1024 * 1024
const mostSeconds = 20
const limits = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 }
const onThread = confined<Job, Answer>(() =>
  startWorker(import.meta.url, ['files', 'sheet'], { resourceLimits: limits }),
)

/** Throws a `UserError` that says what is wrong with the file. */
export async function openSheet(bytes: Uint8Array): Promise<Cell[][]> {
  if (bytes.length > mostBytes) throw new UserError('files-sheet-large', { most: mostRows })
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  if (!isZip) throw new UserError('files-sheet-no')
  const answer = await onThread({ bytes }, mostSeconds).catch((error: unknown) => {
    // Too slow, out of memory, or a fault in the library: the file is to blame.
    if (error instanceof Unfinished) return { code: 'files-sheet-corrupt' as const }
    throw error
  })
  if ('code' in answer) throw new UserError(answer.code, { most: mostRows })
  return answer.rows
}

/** The texts in a sheet's cells. */
export function textsIn(cells: readonly (readonly Cell[])[]): string[] {
  return cells.flat().filter((cell): cell is string => typeof cell === 'string')
}
