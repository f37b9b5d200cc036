// The worker's own file: bytes in, rows out.
import { serveAside } from '../../lib/thread.js'
import { answer } from './read.js'

serveAside(answer)
