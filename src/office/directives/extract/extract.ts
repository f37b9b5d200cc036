// A file to its text, in a worker with limits, so that the bot goes on answering whatever the file is.
import type { Worker } from 'node:worker_threads'
import { UserError } from '../../../lib/errors.js'
import { startWorker } from '../../../lib/thread.js'
import type { Answer, Job, ReadableKind } from './read.js'
import { fileName, recognise, refusalOf } from './recognise.js'

export const mostBytes = 20 * 1024 * 1024
export const mostSeconds = 20

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
  const job: Job = { kind: kind as ReadableKind, bytes: Uint8Array.from(bytes) }
  const answer = await inWorker(job, seconds)
  if ('code' in answer) throw new UserError(answer.code, { name: shown })
  return { text: answer.text, kind: job.kind }
}

function inWorker(job: Job, seconds: number): Promise<Answer> {
  const worker = startJob(job)
  return new Promise((resolve, reject) => {
    let began = false
    const timer = setTimeout(() => end({ code: 'extract-too-slow' }), seconds * 1000)
    const end = (answer: Answer) => {
      clearTimeout(timer)
      resolve(answer)
      void worker.terminate()
    }
    worker.on('message', (message: Answer | 'began') => {
      if (message === 'began') began = true
      else end(message)
    })
    // Out of memory, or a fault in a reader: the file is to blame. A worker that cannot begin is a bug of ours.
    worker.once('error', (error) => {
      if (!began) reject(error)
      end({ code: 'extract-corrupt' })
    })
    worker.once('exit', () => end({ code: 'extract-corrupt' }))
  })
}

const limits = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 }

function startJob(job: Job): Worker {
  return startWorker(import.meta.url, ['office', 'directives', 'extract'], {
    workerData: job,
    transferList: [job.bytes.buffer as ArrayBuffer],
    resourceLimits: limits,
  })
}
