// postgres.js 3.4.9 writes to a connection that has just closed: the process dies of "Cannot read properties of null (reading 'write')",
// or the connection never writes again (porsager/postgres issues 1154 and 1208, pull request 1209, open in November 2026). The program
// is built with these lines mended; the build fails when they are no longer there, and then this file has probably become needless.
import { readFile } from 'node:fs/promises'

const mends = [
  [
    `    const x = socket.write(chunk, fn)
    nextWriteTimer !== null && clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    return x`,
    `    nextWriteTimer !== null && clearImmediate(nextWriteTimer)
    nextWriteTimer = null
    if (socket === null) {
      chunk = null
      error(Errors.connection('CONNECTION_CLOSED', options))
      return false
    }
    const x = socket.write(chunk, fn)
    chunk = null
    return x`,
  ],
  [
    `    clearImmediate(nextWriteTimer)
    socket.removeListener('data', data)`,
    `    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    socket.removeListener('data', data)`,
  ],
]

/** An esbuild plugin. */
export const mendPostgres = {
  name: 'mend-postgres',
  setup(build) {
    build.onLoad({ filter: /[/\\]postgres[/\\]src[/\\]connection\.js$/ }, async ({ path }) => {
      let contents = await readFile(path, 'utf8')
      for (const [from, to] of mends) {
        if (!contents.includes(from)) throw new Error(`${path} is not what .scripts/mend-postgres.mjs mends`)
        contents = contents.replace(from, to)
      }
      return { contents, loader: 'js' }
    })
  },
}
