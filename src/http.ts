// The program's own small web server: health, metrics and the webhook.
import { timingSafeEqual } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import { type Context, Hono } from 'hono'
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Log } from './lib/log.js'

export interface Health {
  ok: boolean
  /** `active` handles and sends; `standby` waits for the lease; `starting` has not reached the platform yet. */
  role: 'active' | 'standby' | 'starting'
  problems: string[]
  /** What is as it is and still good to know. */
  notes?: string[]
}

export interface WebParts {
  health(): Promise<Health>
  /** Figures by their metric's name (without the `dondoc_` in front). */
  figures(): Promise<Record<string, number>>
  webhooks?: readonly Webhook[]
  /** Pages for people, if this installation has them. */
  pages?: Hono | undefined
  log: Log
}

export interface Webhook {
  path: string
  /** The header in which the platform shows the secret. */
  header: string
  secret: string
  accept(raw: unknown): Promise<void>
}

const maxBody = 5 * 1024 * 1024

export function makeWeb(parts: WebParts): Hono {
  const app = new Hono()
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'dondoc_' })
  const gauges = new Map<string, Gauge>()
  const counters = new Map<string, Counter>()

  app.get('/health', async (c) => {
    const health = await parts.health()
    return c.json(health, health.ok ? 200 : 503)
  })
  app.get('/metrics', async (c) => {
    for (const [name, value] of Object.entries(await parts.figures())) {
      const about = { name: `dondoc_${name}`, help: name.replaceAll('_', ' '), registers: [registry] }
      if (name.endsWith('_total')) {
        const counter = counters.get(name) ?? new Counter(about)
        counters.set(name, counter)
        counter.reset()
        counter.inc(value)
      } else {
        const gauge = gauges.get(name) ?? new Gauge(about)
        gauges.set(name, gauge)
        gauge.set(value)
      }
    }
    return c.text(await registry.metrics(), 200, { 'content-type': registry.contentType })
  })
  for (const webhook of parts.webhooks ?? []) {
    app.post(webhook.path, async (c) => {
      if (!sameSecret(c.req.header(webhook.header) ?? '', webhook.secret)) return c.text('', 401)
      if (Number(c.req.header('content-length') ?? 0) > maxBody) return c.text('', 413)
      const text = await c.req.text()
      if (text.length > maxBody) return c.text('', 413)
      let raw: unknown
      try {
        raw = JSON.parse(text)
      } catch {
        return c.text('', 400)
      }
      await webhook.accept(raw)
      return c.text('ok')
    })
  }
  // Last: what it says of every request holds for its own alone.
  if (parts.pages) app.route('/', parts.pages)
  app.notFound((c) => c.text('', 404))
  app.onError((error, c) => {
    parts.log.error({ err: error, path: c.req.path }, 'request failed')
    return c.text('', 500)
  })
  return app
}

/** Listens; port 0 takes any free one. Rejects when the port is taken. */
export function listen(app: Hono, port: number, hostname: string): Promise<{ port: number; close(): Promise<void> }> {
  return new Promise((done, fail) => {
    const server = serve({ fetch: app.fetch, port, hostname }, (address: AddressInfo) => {
      done({
        port: address.port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed())
            if ('closeAllConnections' in server) server.closeAllConnections()
          }),
      })
    })
    server.once('error', fail)
  })
}

/** The network address a request comes from; behind a proxy on this machine the one that the proxy saw. */
export function remoteOf(c: Context): string {
  const { address = '' } = getConnInfo(c).remote
  const isLocal = address === '::1' || address.replace('::ffff:', '').startsWith('127.')
  return (isLocal && c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()) || address
}

/** Compares in constant time. */
function sameSecret(given: string, expected: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(expected)
  return a.length === b.length && timingSafeEqual(a, b)
}
