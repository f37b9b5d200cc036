// The worker's own file: facts in, files out.
import { serveAside } from '../../lib/thread.js'
import { writeFiles } from './writing.js'

serveAside(writeFiles)
