// The HTTP side: addresses, parameters, the envelope around every answer (always HTTP 200), and faults that strike on the way.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { type Fault, type Faults, takeFault } from './faults.js'
import { methods, Refusal } from './methods.js'
import { type Bot, touch, type World } from './world.js'

/** One call as hooks see it. */
export interface ObservedCall {
  method: string
  params: Record<string, unknown>
  phase: 'before' | 'after'
  botId: string
}

export type CallHook = (call: ObservedCall) => void | Promise<void>

interface Api {
  world: World
  faults: Faults
  hooks: Set<CallHook>
}

interface Envelope {
  ok: boolean
  result?: unknown
  error_code?: number
  description?: string
}

const MOST_BODY = 1024 * 1024

export function createApiServer(api: Api): Server {
  const server = createServer((request, response) => {
    response.on('error', () => response.destroy())
    serve(api, request, response).catch(() => response.destroy())
  })
  server.keepAliveTimeout = 75_000
  server.requestTimeout = 0
  return server
}

async function serve(api: Api, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { world } = api
  const url = new URL(request.url ?? '/', 'http://local')
  const photo = /^\/photo\/([0-9a-f]+)$/.exec(url.pathname)
  if (photo?.[1]) return servePhoto(world, photo[1], response)
  const found = /^\/bot([^/]+)\/([A-Za-z]+)$/.exec(url.pathname)
  if (world.outage) return gateway(response, Math.random() < 0.5 ? 502 : 504)
  if (!found?.[1] || !found[2]) return answer(response, refused(new Refusal(404, 'Not Found')))
  const token = decodeURIComponent(found[1])
  const bot = [...world.bots.values()].find((one) => one.token === token)
  if (!bot) return answer(response, refused(new Refusal(401, 'Unauthorized')))
  const isPoll = found[2] === 'getUpdates'
  if (!isPoll) world.activity.running += 1
  try {
    await serveMethod(api, bot, found[2], url.searchParams, request, response)
  } finally {
    if (!isPoll) world.activity.running -= 1
    touch(world)
  }
}

async function serveMethod(
  api: Api,
  bot: Bot,
  name: string,
  query: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { world } = api
  world.stats.calls[name] = (world.stats.calls[name] ?? 0) + 1
  const method = methods[name]
  if (!method) return answer(response, refused(new Refusal(404, 'Not Found')))
  const params = await paramsOf(request, query)
  if (!params) return answer(response, refused(new Refusal(400, 'Bad Request')))
  const fault = takeFault(api.faults, name, typeof params.chat_id === 'string' ? params.chat_id : undefined)
  if (fault && !(await strikeBefore(fault, response))) return
  const hangUp = new AbortController()
  response.on('close', () => hangUp.abort())
  for (const hook of api.hooks) await hook({ method: name, params, phase: 'before', botId: bot.id })
  let envelope: Envelope
  try {
    const result = await method({ world, bot, params, signal: hangUp.signal })
    envelope = result === undefined ? { ok: true } : { ok: true, result }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    world.stats.refusals[error.description] = (world.stats.refusals[error.description] ?? 0) + 1
    envelope = refused(error)
  }
  for (const hook of api.hooks) await hook({ method: name, params, phase: 'after', botId: bot.id })
  if (fault && !(await strikeAfter(fault, response))) return
  answer(response, envelope)
}

/** From the query string, JSON, a form or multipart, whichever came. */
async function paramsOf(
  request: IncomingMessage,
  query: URLSearchParams,
): Promise<Record<string, unknown> | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MOST_BODY) return undefined
    chunks.push(chunk)
  }
  const body = Buffer.concat(chunks)
  const type = request.headers['content-type'] ?? ''
  const params: Record<string, unknown> = Object.fromEntries(query)
  if (body.length === 0) return params
  try {
    if (type.includes('json')) return { ...params, ...(JSON.parse(body.toString('utf8')) as Record<string, unknown>) }
    const form = await new Response(body, { headers: { 'content-type': type } }).formData()
    for (const [name, value] of form.entries()) params[name] = value
    return params
  } catch {
    return undefined
  }
}

/** False when the call ends here, without effect. */
async function strikeBefore(fault: Fault, response: ServerResponse): Promise<boolean> {
  switch (fault.kind) {
    case '401':
    case '403':
    case '404':
    case '408':
    case '429':
    case '500':
      answer(response, refused(new Refusal(Number(fault.kind), descriptions[fault.kind])))
      return false
    case '502-html':
    case '504-html':
      if (!fault.effect) gateway(response, fault.kind === '502-html' ? 502 : 504)
      return fault.effect === true
    case 'drop-before':
      response.destroy()
      return false
    case 'slow':
      await pause(fault.delayMs ?? 1000, undefined, { ref: false })
      return true
    default:
      return true
  }
}

const descriptions = {
  '401': 'Unauthorized',
  '403': 'Internal Server Error',
  '404': 'Not Found',
  '408': 'Request Timeout',
  '429': 'Quota exceeded',
  '500': 'Internal Server Error',
}

/** False when the bot is not told what happened. */
async function strikeAfter(fault: Fault, response: ServerResponse): Promise<boolean> {
  if (fault.kind === '502-html' || fault.kind === '504-html') gateway(response, fault.kind === '502-html' ? 502 : 504)
  else if (fault.kind === 'drop-after') response.destroy()
  else if (fault.kind === 'timeout-after') {
    const gone = new Promise<void>((resolve) => response.once('close', resolve))
    await (fault.delayMs === undefined ? gone : Promise.race([gone, pause(fault.delayMs, undefined, { ref: false })]))
    response.destroy()
  } else return true
  return false
}

function gateway(response: ServerResponse, status: 502 | 504): void {
  response.writeHead(status, { 'content-type': 'text/html' })
  response.end(
    `<html>\r\n<body><center><h1>${status} ${status === 502 ? 'Bad Gateway' : 'Gateway Time-out'}</h1></center></body>\r\n</html>`,
  )
}

function refused({ code, description }: Refusal): Envelope {
  return { ok: false, error_code: code, description }
}

function answer(response: ServerResponse, envelope: Envelope): void {
  const body = Buffer.from(JSON.stringify(envelope))
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length })
  response.end(body)
}

function servePhoto(world: World, id: string, response: ServerResponse): void {
  const bytes = world.photos.get(id)
  response.writeHead(bytes ? 200 : 404, { 'content-type': 'image/jpeg' })
  response.end(bytes)
}
