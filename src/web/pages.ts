// The signed page: what a link opens, and the page of a device. A GET changes nothing; every form is a POST from our own pages.
import { randomBytes } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { csrf } from 'hono/csrf'
import { html } from 'hono/html'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Db } from '../db/db.js'
import { findFile, openFile } from '../files/store.js'
import type { Clock } from '../lib/clock.js'
import { translator } from '../lib/i18n.js'
import type { Log } from '../lib/log.js'
import { findLink, linkLifetime } from '../post/links.js'
import type { WebTransport, WebUpdate } from '../post/transports/web/transport.js'
import { type Device, findDevice, openStranger, tradeLink } from './device.js'
import { showDevice } from './device-page.js'
import { endDevice, findInvitation, linkPage, readPage } from './link-pages.js'
import { type Markup, type Place, page } from './render.js'
import { awaitAnswer, type Ear, type Spoken, speak } from './speak.js'
import { icon, style } from './style.js'
import { attachedFile, lastSaid } from './thread.js'
import { makeTries } from './tries.js'

export interface PageParts {
  db: Db
  clock: Clock
  log: Log
  channelId: number
  transport: WebTransport
  filesFolder: string
  /** The public address of these pages (`PUBLIC_URL`), known once the program listens. */
  address(): string
  /** The path below which they lie: "" or "/path". */
  base: string
  isSecure: boolean
  /** Stores an update; rejects when it cannot be stored. */
  accept(update: WebUpdate): Promise<void>
  /** The network address a request comes from. */
  remote(c: Context): string
}

const COOKIE = 'dondoc'
const MOST_BODY = 25 * 1024 * 1024
const MINUTE = 60_000

/** The pages, below `base`. */
export function makePages(parts: PageParts): Hono {
  const { db, clock, channelId, base, isSecure } = parts
  const wrong = makeTries(30, 10 * MINUTE, clock.elapsed)
  const spoken = makeTries(120, 10 * MINUTE, clock.elapsed)
  const ear: Ear = { db, channelId, transport: parts.transport, accept: parts.accept, now: clock.now }
  const plain: Place = { base, t: translator('vi'), locale: 'vi' }

  const app = new Hono().basePath(base === '' ? '/' : base)
  app.onError((error, c) => {
    if (error instanceof HTTPException && error.status === 400) return say(c, 400, 'web-broken-title', 'web-broken')
    if (error instanceof HTTPException) return say(c, error.status, 'web-refused-title', 'web-refused')
    parts.log.error({ err: error, path: c.req.routePath }, 'a page failed')
    return say(c, 503, 'web-away-title', 'web-away')
  })
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
      // Our own forms have to say where they come from; nobody else learns the address.
      referrerPolicy: 'same-origin',
      strictTransportSecurity: isSecure ? 'max-age=31536000' : false,
      xFrameOptions: 'DENY',
    }),
  )
  app.use(async (c, next) => {
    await next()
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store')
  })
  app.use(csrf({ origin: (origin) => origin === new URL(parts.address()).origin }))
  app.use(bodyLimit({ maxSize: MOST_BODY, onError: (c) => say(c, 413, 'web-away-title', 'web-too-big') }))

  app.get('/kieu.css', (c) =>
    c.body(style, 200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=3600' }),
  )

  app.get('/dau.svg', (c) =>
    c.body(icon, 200, { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=86400' }),
  )

  app.get('/l/:token', async (c) => {
    if (wrong.spent(parts.remote(c))) return say(c, 429, 'web-tries-title', 'web-tries')
    const now = clock.now()
    const token = c.req.param('token')
    const link = await db.transaction((tx) => findLink(tx, token, now))
    if (link?.kind === 'file' && link.fileId !== null) return sendFile(c, link.communeId, link.fileId)
    const shown =
      link?.kind === 'read'
        ? await db.transaction((tx) => readPage(tx, plain, link, now))
        : await db.transaction((tx) => linkPage(tx, plain, { token, link }, now))
    if (!shown) return dead(c)
    return c.html(shown)
  })

  app.post('/l/:token', async (c) => {
    if (wrong.spent(parts.remote(c))) return say(c, 429, 'web-tries-title', 'web-tries')
    const now = clock.now()
    const token = c.req.param('token')
    const link = await db.transaction((tx) => findLink(tx, token, now))
    if (link?.kind === 'act' && link.personId !== null) {
      const { personId } = link
      const cookie = await db.transaction((tx) => tradeLink(tx, { ...link, personId }, channelId, now))
      if (!cookie) return dead(c)
      remember(c, cookie)
      return c.redirect(`${base}/viec`, 303)
    }
    const invitation = await db.transaction((tx) => findInvitation(tx, token, now))
    if (!invitation) return dead(c)
    const form = await c.req.parseBody().catch(unreadable)
    const name = textOf(form.name).trim().slice(0, 64)
    const known = await deviceOf(c)
    if (!known && name === '') {
      const again = await db.transaction((tx) =>
        linkPage(tx, plain, { token, link: undefined, problem: 'web-join-name-missing' }, now),
      )
      return again ? c.html(again, 400) : dead(c)
    }
    let device = known
    if (!device) {
      const opened = await db.transaction((tx) =>
        openStranger(tx, { communeId: invitation.communeId, name }, channelId, now),
      )
      remember(c, opened.token)
      device = opened.device
    }
    return tell(c, device, { once: `join:${token}`, text: `/start ${token}`, files: [] })
  })

  app.get('/viec', async (c) => {
    const device = await deviceOf(c)
    if (!device) return say(c, 401, 'web-need-title', 'web-need')
    const query = (name: string) => {
      const number = Number(c.req.query(name))
      return Number.isSafeInteger(number) && number >= 0 && c.req.query(name) !== undefined ? number : undefined
    }
    const shown = await db.transaction((tx) =>
      showDevice(
        tx,
        base,
        device,
        {
          once: randomBytes(9).toString('base64url'),
          since: query('tu'),
          before: query('truoc'),
          skip: query('bo') ?? 0,
          tries: query('lan') ?? 0,
        },
        clock.now(),
      ),
    )
    return c.html(shown)
  })

  app.post('/viec', async (c) => {
    const device = await deviceOf(c)
    if (!device) return say(c, 401, 'web-need-title', 'web-need')
    const form = await c.req.parseBody({ all: true }).catch(unreadable)
    const files = await filesOf(form.file)
    if (files === undefined) return say(c, 413, 'web-away-title', 'web-too-big')
    const question = Number(textOf(form.question))
    const press = textOf(form.do)
    return tell(c, device, {
      once: textOf(form.once).slice(0, 40) || randomBytes(9).toString('base64url'),
      text: textOf(form.text),
      files,
      ...(press ? { press } : {}),
      ...(Number.isSafeInteger(question) && question > 0 ? { questionId: question } : {}),
    })
  })

  app.get('/tep/:id{[0-9]{1,15}}', async (c) => {
    const device = await deviceOf(c)
    if (!device) return say(c, 401, 'web-need-title', 'web-need')
    const file = await db.transaction((tx) => attachedFile(tx, device.chat.id, Number(c.req.param('id'))))
    return file ? give(c, file) : say(c, 404, 'web-missing-title', 'web-missing')
  })

  app.post('/thoat', async (c) => {
    const token = getCookie(c, COOKIE)
    if (token) await db.transaction((tx) => endDevice(tx, token, clock.now()))
    deleteCookie(c, COOKIE, { path: base || '/' })
    return say(c, 200, 'web-signed-out-title', 'web-signed-out')
  })

  return app

  async function tell(c: Context, device: Device, what: Spoken): Promise<Response> {
    if (!spoken.take(device.chat.externalId)) return say(c, 429, 'web-tries-title', 'web-tries')
    const since = await lastSaid(db, device.chat.id)
    const keys = await speak(ear, device, what)
    if (keys.length > 0) await awaitAnswer(ear, { keys, chatId: device.chat.id, since })
    return c.redirect(`${base}/viec?tu=${since}${keys.length === 0 ? '&lan=9' : ''}#noi-dung`, 303)
  }

  async function deviceOf(c: Context): Promise<Device | undefined> {
    const token = getCookie(c, COOKIE)
    return token ? db.transaction((tx) => findDevice(tx, token, clock.now())) : undefined
  }

  function remember(c: Context, token: string): void {
    setCookie(c, COOKIE, token, {
      path: base || '/',
      httpOnly: true,
      sameSite: 'Lax',
      secure: isSecure,
      maxAge: linkLifetime.device / 1000,
    })
  }

  async function sendFile(c: Context, communeId: number, fileId: number): Promise<Response> {
    const file = await db.transaction((tx) => findFile(tx, communeId, fileId))
    return file ? give(c, file) : dead(c)
  }

  /** As a download, whatever it is: nothing that people sent is ever opened as a page. */
  async function give(c: Context, file: { sha256: string; name: string; type: string }): Promise<Response> {
    const bytes = await openFile(parts.filesFolder, file.sha256)
    const isPicture = ['image/png', 'image/jpeg'].includes(file.type)
    c.header('content-type', isPicture ? file.type : 'application/octet-stream')
    c.header(
      'content-disposition',
      `${isPicture ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`)}`,
    )
    return c.body(new Uint8Array(bytes))
  }

  function dead(c: Context): Response | Promise<Response> {
    wrong.take(parts.remote(c))
    return say(c, 410, 'web-dead-title', 'web-dead')
  }

  function say(c: Context, status: ContentfulStatusCode, title: string, words: string) {
    const { t } = plain
    const body: Markup = html`<p>${t(words)}</p>`
    return c.html(page(plain, { title: t(title), body }), status)
  }
}

function textOf(value: unknown): string {
  const one: unknown = Array.isArray(value) ? value[0] : value
  return typeof one === 'string' ? one : ''
}

const MOST_FILE = 20 * 1024 * 1024

/** The files of a form, empty fields left out; undefined when one is too big. */
async function filesOf(value: unknown): Promise<Spoken['files'] | undefined> {
  const given = (Array.isArray(value) ? value : [value]).filter(
    (one): one is File => one instanceof File && (one.size > 0 || one.name !== ''),
  )
  if (given.some((one) => one.size > MOST_FILE)) return undefined
  return Promise.all(
    given
      .slice(0, 10)
      .map(async (one) => ({ name: one.name, type: one.type, bytes: new Uint8Array(await one.arrayBuffer()) })),
  )
}

/** A form that broke off on its way. */
function unreadable(): never {
  throw new HTTPException(400)
}
