// Who may ask the page's server and for what: this machine's own browser, the page's own files, no other host.
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { MiddlewareHandler } from 'hono'
import { projectFile } from '../../lib/project.js'

/** Nothing from elsewhere, no inline script, no inline style. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const ownHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

const sheets = ['page', 'layout', 'phone', 'message', 'over', 'small', 'motion']
const scripts = [
  'page',
  'api',
  'dom',
  'words',
  'store',
  'phone',
  'composer',
  'message',
  'text',
  'clock',
  'guide',
  'desk',
]
const known = new Set([
  'page.html',
  'logo.svg',
  ...sheets.map((name) => `${name}.css`),
  ...scripts.map((name) => `${name}.js`),
])

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** Another site open in the same browser can neither read the game (its host name is not ours) nor act in it (the header). */
export const guard: MiddlewareHandler = async (c, next) => {
  if (!ownHost.test(c.req.header('host') ?? '')) return c.json({ error: 'wrong-host' }, 403)
  const isRead = c.req.method === 'GET' || c.req.method === 'HEAD'
  if (!isRead && c.req.header('x-dondoc-page') !== '1') return c.json({ error: 'not-from-page' }, 403)
  await next()
  if (!c.res.headers.has('content-security-policy')) c.header('Content-Security-Policy', policy)
  c.header('X-Content-Type-Options', 'nosniff')
  c.header('Referrer-Policy', 'no-referrer')
  c.header('Cross-Origin-Resource-Policy', 'same-origin')
  if (!c.res.headers.has('cache-control')) c.header('Cache-Control', 'no-store')
}

/** One of the page's own files, or undefined. */
export async function pageFile(name: string): Promise<Response | undefined> {
  if (!known.has(name)) return undefined
  const bytes = await readFile(projectFile('src', 'demo', 'page', name))
  return new Response(new Uint8Array(bytes), { headers: { 'content-type': types[extname(name)] ?? 'text/plain' } })
}
