// The thread that opens files and reads letters, neither of which may be trusted to end soon. A file's text and its reading come from the same one.
import { confined, startWorker } from '../../lib/thread.js'
import type { Answer, Job as FileJob } from './extract/read.js'
import type { Reading, ReadOptions } from './reader/reading.js'

export type Job = { open: FileJob } | { read: string; options: ReadOptions }

const limits = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 }
const onThread = confined<Job, Answer | Reading>(() =>
  startWorker(import.meta.url, ['office', 'directives'], { resourceLimits: limits }),
)

/** Throws `Unfinished`, as the next one does. */
export function openOnThread(open: FileJob, seconds: number): Promise<Answer> {
  return onThread({ open }, seconds) as Promise<Answer>
}

export function readOnThread(read: string, options: ReadOptions, seconds: number): Promise<Reading> {
  return onThread({ read, options }, seconds) as Promise<Reading>
}
