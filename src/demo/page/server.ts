// The demo's page: served on loopback only, live by server-sent events. What people do on it goes straight to the emulator.
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { addGameRoutes } from './game.js'
import { guard, pageFile } from './guard.js'
import type { Playground } from './playground.js'
import { openSession, type Session } from './session.js'

export type { Playground } from './playground.js'

export interface ServedPage {
  url: string
  port: number
  /** Resolves once the page and its playground are closed. */
  closed: Promise<void>
  close(): Promise<void>
}

/** The game now, or undefined while one is being set up. */
export interface Table {
  session(): Session | undefined
  /** Runs one after another what must not overlap: moves of the clock, a new game. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
  startOver(): Promise<void>
}

interface Onlooker {
  hear(event: string, data: object): void
  leave(): void
}

const heartbeatMs = 20_000

/** Port 0 takes any free one. Throws one clear line when the port is taken. */
export async function servePage(options: { port: number; open(): Promise<Playground> }): Promise<ServedPage> {
  const onlookers = new Set<Onlooker>()
  let session: Session | undefined
  let epoch = 0
  let turn: Promise<unknown> = Promise.resolve()

  const tell = (event: string, data: object) => {
    for (const onlooker of onlookers) onlooker.hear(event, data)
  }
  async function begin(): Promise<void> {
    const playground = await options.open()
    epoch++
    session = openSession(playground, epoch, (news) => tell('news', news))
    tell('ready', { epoch })
  }
  async function end(): Promise<void> {
    const ending = session
    session = undefined
    ending?.end()
    await ending?.playground.stage.close()
  }
  const table: Table = {
    session: () => session,
    inTurn(work) {
      const result = turn.then(work)
      turn = result.catch(() => undefined)
      return result
    },
    startOver: () =>
      table.inTurn(async () => {
        tell('preparing', {})
        await end()
        await begin()
      }),
  }

  const app = new Hono()
  app.use(guard)
  app.get('/api/events', (c) =>
    streamSSE(c, async (stream) => {
      const write = (event: string, data: object) => void stream.writeSSE({ event, data: JSON.stringify(data) })
      await new Promise<void>((left) => {
        const heart = setInterval(() => write('heartbeat', {}), heartbeatMs)
        const leave = () => {
          clearInterval(heart)
          onlookers.delete(onlooker)
          left()
        }
        const onlooker = { hear: write, leave }
        stream.onAbort(leave)
        onlookers.add(onlooker)
        write(session ? 'ready' : 'preparing', { epoch })
      })
    }),
  )
  addGameRoutes(app, table)
  app.get('/:file?', async (c) => (await pageFile(c.req.param('file') ?? 'page.html')) ?? c.notFound())
  app.notFound((c) => c.json({ error: 'not-found' }, 404))

  const server = await listen(app, options.port)
  const { port } = server.address() as AddressInfo
  let close: (() => Promise<void>) | undefined
  const closed = new Promise<void>((resolve, reject) => {
    close = () => {
      for (const onlooker of onlookers) onlooker.leave()
      const stopped = new Promise((done) => server.close(done))
      if ('closeAllConnections' in server) server.closeAllConnections()
      table
        .inTurn(end)
        .then(() => stopped)
        .then(() => resolve(), reject)
      return closed
    }
  })
  const page: ServedPage = { url: `http://localhost:${port}`, port, closed, close: () => close?.() ?? closed }
  try {
    await table.inTurn(begin)
  } catch (error) {
    await page.close()
    throw error
  }
  return page
}

/** The message is one sentence for whoever started the demo. */
export class PortTaken extends Error {
  constructor(port: number) {
    super(
      `Cổng ${port} đang được chương trình khác dùng (một bản dùng thử khác?); hãy dừng chương trình đó rồi chạy lại.`,
    )
  }
}

function listen(app: Hono, port: number): Promise<ReturnType<typeof serve>> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, () => resolve(server))
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new PortTaken(port) : error)
    })
  })
}
