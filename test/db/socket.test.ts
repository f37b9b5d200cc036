// PostgreSQL behind a socket of this machine or an IPv6 address, named as its own tools name it.
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { openPostgres } from '../../src/db/db.js'

/** What PostgreSQL says of a database it does not have. */
const fields = Buffer.from('SFATAL\0C3D000\0Mno such database\0\0')
const refusal = Buffer.concat([Buffer.from([0x45, 0, 0, 0, fields.length + 4]), fields])

/** A server that knows no database, and what it was asked. */
function refusing() {
  const greetings: string[][] = []
  const server = createServer((socket) => {
    socket.once('data', (bytes) => {
      greetings.push(bytes.toString('latin1').split('\0'))
      socket.end(refusal)
    })
  })
  return { server, greetings }
}

it.skipIf(
  !Object.values(networkInterfaces())
    .flat()
    .some((one) => one?.address === '::1'),
)('a server is reached by its IPv6 address', async () => {
  const { server, greetings } = refusing()
  server.listen(0, '::1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const database = await openPostgres(`postgres://bot@[::1]:${port}/dondoc`, { connections: 1 })
  try {
    const error: unknown = await database.db.execute(sql`select 1`).catch((thrown: Error) => thrown.cause)
    expect(error).toMatchObject({ code: '3D000' })
    expect(greetings[0]).toContain('dondoc')
  } finally {
    await database.close()
    server.close()
  }
})

it('a server named by "?host=" is reached through its socket, and is not asked for a setting "host"', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dondoc-socket-'))
  const { server, greetings } = refusing()
  server.listen(join(folder, '.s.PGSQL.5432'))
  await once(server, 'listening')
  const database = await openPostgres(`postgres:///dondoc?host=${folder}&user=bot`, { connections: 1 })
  try {
    const error: unknown = await database.db.execute(sql`select 1`).catch((thrown: Error) => thrown.cause)
    expect(error).toMatchObject({ code: '3D000', message: 'no such database' })
    expect(greetings[0]).toContain('dondoc')
    expect(greetings[0]).not.toContain('host')
  } finally {
    await database.close()
    server.close()
    await rm(folder, { recursive: true, force: true })
  }
})
