// A line to PostgreSQL that can be cut: all of it for a while, or each connection at the very moment a COMMIT has gone through.
import { connect, createServer, type Socket } from 'node:net'

export interface Line {
  /** The address to connect to instead of the server's. */
  url: string
  /** How many connections were cut so far. */
  cuts(): number
  /** The server is gone: connections end, new ones are refused. */
  down(): void
  up(): void
  /** The next so many COMMITs reach the server; their answers do not come back. */
  cutCommits(count: number): void
  close(): Promise<void>
}

export async function openLine(server: string): Promise<Line> {
  const target = new URL(server)
  const pairs = new Set<[Socket, Socket]>()
  let isDown = false
  let commits = 0
  let cuts = 0
  const end = (pair: [Socket, Socket]) => {
    if (!pairs.delete(pair)) return
    for (const socket of pair) socket.destroy()
  }
  const listener = createServer((near) => {
    if (isDown) {
      near.destroy()
      return
    }
    const far = connect(Number(target.port || 5432), target.hostname)
    const pair: [Socket, Socket] = [near, far]
    pairs.add(pair)
    near.on('data', (data: Buffer) => {
      const isCommit = commits > 0 && data.toString('latin1').toLowerCase().includes('commit')
      far.write(data)
      if (!isCommit) return
      commits -= 1
      cuts += 1
      // The server has it; nobody here will ever hear of it.
      near.destroy()
      setTimeout(() => end(pair), 200)
    })
    far.on('data', (data) => near.write(data))
    for (const socket of pair) {
      socket.on('error', () => end(pair))
      socket.on('close', () => setTimeout(() => end(pair), 300))
    }
  })
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done))
  const address = listener.address()
  if (address === null || typeof address === 'string') throw new Error('not listening')
  const url = new URL(server)
  url.hostname = '127.0.0.1'
  url.port = String(address.port)
  return {
    url: url.toString(),
    cuts: () => cuts,
    down() {
      isDown = true
      for (const pair of pairs) {
        cuts += 1
        end(pair)
      }
    },
    up() {
      isDown = false
    },
    cutCommits(count) {
      commits = count
    },
    close: () =>
      new Promise((done) => {
        for (const pair of pairs) end(pair)
        listener.close(() => done())
      }),
  }
}
