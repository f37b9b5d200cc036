// The worker's own file: one job in, one answer out.
import { parentPort, workerData } from 'node:worker_threads'
import { answer, type Job } from './read.js'

parentPort?.postMessage('began')
parentPort?.postMessage(await answer(workerData as Job))
