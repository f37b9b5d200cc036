// Bytes of an `.xlsx` to rows, in a worker with limits, so that the bot goes on answering whatever the file is.
import type { Worker } from 'node:worker_threads'
import { UserError } from '../../lib/errors.js'
import { startWorker } from '../../lib/thread.js'
import { type Answer, type Cell, type Job, mostRows } from './read.js'

const mostBytes = 5 * 1024 * 1024
const mostSeconds = 20
const limits = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 }

/** Throws a `UserError` that says what is wrong with the file. */
export async function openSheet(bytes: Uint8Array): Promise<Cell[][]> {
  if (bytes.length > mostBytes) throw new UserError('files-sheet-large', { most: mostRows })
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  if (!isZip) throw new UserError('files-sheet-no')
  const answer = await inWorker({ bytes: Uint8Array.from(bytes) })
  if ('code' in answer) throw new UserError(answer.code, { most: mostRows })
  return answer.rows
}

function inWorker(job: Job): Promise<Answer> {
  const worker = startJob(job)
  return new Promise((resolve, reject) => {
    let began = false
    const timer = setTimeout(() => end({ code: 'files-sheet-corrupt' }), mostSeconds * 1000)
    const end = (answer: Answer) => {
      clearTimeout(timer)
      resolve(answer)
      void worker.terminate()
    }
    worker.on('message', (message: Answer | 'began') => {
      if (message === 'began') began = true
      else end(message)
    })
    // Out of memory, or a fault in the reader: the file is to blame. A worker that cannot begin is a bug of ours.
    worker.once('error', (error) => {
      if (!began) reject(error)
      end({ code: 'files-sheet-corrupt' })
    })
    worker.once('exit', () => end({ code: 'files-sheet-corrupt' }))
  })
}

function startJob(job: Job): Worker {
  return startWorker(import.meta.url, ['files', 'sheet'], {
    workerData: job,
    transferList: [job.bytes.buffer as ArrayBuffer],
    resourceLimits: limits,
  })
}
