// The worker's own file: bytes to text, text to what the letter asks.
import { serveAside } from '../../lib/thread.js'
import { type Answer, answer } from './extract/read.js'
import type { Job } from './on-thread.js'
import { readLetter } from './reader/letter.js'
import type { Reading } from './reader/reading.js'

serveAside<Job, Answer | Reading>((job) => ('open' in job ? answer(job.open) : readLetter(job.read, job.options)))
