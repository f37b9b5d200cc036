// The HTTP side: addresses, parameters, the envelope around every answer, and faults that strike on the way.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { Described } from './call.js'
import { type Fault, type Faults, takeFault } from './faults.js'
import { MAX_UPLOAD } from './files.js'
import { createMethods, type NamedMethod } from './methods/table.js'
import { type Params, parseParams, readBody } from './params.js'
import { Refusal, refusalEnvelope, tooMany } from './refusal.js'
import type { Envelope } from './wire.js'
import { type Bot, touch, type World } from './world.js'

/** One API call as hooks see it. `params` are as they came: from a form they are strings. */
export interface ObservedCall {
  method: string
  params: Record<string, unknown>
  phase: 'before' | 'after'
  botId: number
  /** Only after: what the bot is told. */
  answer?: Envelope
}

export type CallHook = (call: ObservedCall) => void | Promise<void>

interface Api {
  world: World
  faults: Faults
  hooks: Set<CallHook>
  methods: Map<string, NamedMethod>
}

const BODY_MARGIN = 1024 * 1024

export function createApiServer(world: World, faults: Faults, hooks: Set<CallHook>): Server {
  const methods = createMethods((bot) => async (name, params) => {
    const method = methods.get(name.toLowerCase())
    if (method) await carryOut(api, bot, method, params, new AbortController().signal)
  })
  const api: Api = { world, faults, hooks, methods }
  const server = createServer((request, response) => {
    response.on('error', () => response.destroy())
    // The platform's clock is the world's.
    response.setHeader('date', world.now().toUTCString())
    serve(api, request, response).catch(() => response.destroy())
  })
  server.keepAliveTimeout = 75_000
  server.requestTimeout = 0
  return server
}

const address = /^\/(?:(file)\/)?bot([^/]+)\/([^?]*)$/

async function serve(api: Api, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://local')
  const found = address.exec(url.pathname)
  const bot = found && api.world.botsByToken.get(decodeURIComponent(found[2]!))
  if (!found) return answer(response, refusalEnvelope(new Refusal(404, 'Not Found')))
  if (!bot) return answer(response, refusalEnvelope(new Refusal(401, 'Unauthorized')))
  if (found[1]) return download(api, bot, decodeURIComponent(found[3]!), response)
  const method = api.methods.get(found[3]!.toLowerCase())
  if (!method) return answer(response, refusalEnvelope(new Refusal(404, 'Not Found: method not found')))
  const isPoll = method.name === 'getUpdates'
  const { activity } = api.world
  if (!isPoll) activity.running++
  try {
    await serveMethod(api, bot, method, url.searchParams, request, response)
  } finally {
    if (!isPoll) {
      activity.running--
      touch(api.world)
    }
  }
}

async function serveMethod(
  api: Api,
  bot: Bot,
  method: NamedMethod,
  query: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { calls } = api.world.stats
  calls[method.name] = (calls[method.name] ?? 0) + 1
  let params: Params
  try {
    const body = await readBody(request, MAX_UPLOAD + BODY_MARGIN)
    params = parseParams(request.headers['content-type'] ?? '', body, query)
  } catch (error) {
    return answer(response, refused(api.world, error))
  }
  const fault = takeFault(api.faults, method.name, Number(params.values.chat_id) || undefined)
  if (fault && !(await strikeBefore(api, fault, response))) return
  const hangUp = new AbortController()
  response.on('close', () => hangUp.abort())
  const envelope = await carryOut(api, bot, method, params, hangUp.signal)
  if (fault && !(await strikeAfter(fault, response))) return
  answer(response, envelope)
}

async function carryOut(
  api: Api,
  bot: Bot,
  method: NamedMethod,
  params: Params,
  signal: AbortSignal,
): Promise<Envelope> {
  const observed = { method: method.name, params: params.values, botId: bot.id }
  for (const hook of api.hooks) await hook({ ...observed, phase: 'before' })
  let envelope: Envelope
  try {
    const result = await method.run({ world: api.world, bot, params, signal })
    envelope =
      result instanceof Described
        ? { ok: true, result: result.result, description: result.description }
        : { ok: true, result }
  } catch (error) {
    envelope = refused(api.world, error)
  }
  for (const hook of api.hooks) await hook({ ...observed, phase: 'after', answer: envelope })
  return envelope
}

function refused(world: World, error: unknown): Envelope {
  if (!(error instanceof Refusal)) {
    // A bug of the emulator: it must be seen, not look like a refusal.
    process.emitWarning(error instanceof Error ? error : String(error))
    return refusalEnvelope(new Refusal(500, `Internal Server Error: ${String(error)}`))
  }
  if (error.code === 429) world.stats.tooMany++
  world.stats.refusals[error.description] = (world.stats.refusals[error.description] ?? 0) + 1
  return refusalEnvelope(error)
}

/** False when the call ends here, without effect. */
async function strikeBefore(api: Api, fault: Fault, response: ServerResponse): Promise<boolean> {
  switch (fault.kind) {
    case '429':
      answer(response, refused(api.world, tooMany(fault.retryAfter ?? 1)))
      return false
    case '500':
      answer(response, refusalEnvelope(new Refusal(500, 'Internal Server Error')))
      return false
    case '502-html':
      if (!fault.effect) badGateway(response)
      return fault.effect === true
    case 'drop-before':
      response.destroy()
      return false
    case 'timeout-before':
      await silence(fault, response)
      return false
    case 'slow':
      await pause(fault.delayMs ?? 1000, undefined, { ref: false })
      return true
    case 'timeout-after':
    case 'drop-after':
      return true
  }
}

/** False when the bot is not told what happened. */
async function strikeAfter(fault: Fault, response: ServerResponse): Promise<boolean> {
  if (fault.kind === '502-html') badGateway(response)
  else if (fault.kind === 'drop-after') response.destroy()
  else if (fault.kind === 'timeout-after') await silence(fault, response)
  else return true
  return false
}

function badGateway(response: ServerResponse): void {
  response.writeHead(502, { 'content-type': 'text/html' })
  response.end(
    '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><h1>502 Bad Gateway</h1></body>\r\n</html>',
  )
}

/** Says nothing until the client hangs up, or cuts the connection after a while. */
async function silence(fault: Fault, response: ServerResponse): Promise<void> {
  const gone = new Promise<void>((resolve) => response.once('close', resolve))
  if (response.destroyed) return
  if (fault.delayMs === undefined) return gone
  await Promise.race([gone, pause(fault.delayMs, undefined, { ref: false })])
  response.destroy()
}

function answer(response: ServerResponse, envelope: Envelope): void {
  const body = Buffer.from(JSON.stringify(envelope))
  const status = envelope.ok ? 200 : envelope.error_code
  const headers: Record<string, string | number> = { 'content-type': 'application/json', 'content-length': body.length }
  // Retry-After and the unread rest of a refused upload.
  if (!envelope.ok && envelope.parameters?.retry_after) headers['retry-after'] = envelope.parameters.retry_after
  if (status === 413) headers.connection = 'close'
  response.writeHead(status, headers)
  response.end(body)
}

/** The bytes of a file, under a path that `getFile` gave out. */
async function download(api: Api, bot: Bot, path: string, response: ServerResponse): Promise<void> {
  const { calls } = api.world.stats
  calls.download = (calls.download ?? 0) + 1
  const fault = takeFault(api.faults, 'download', undefined)
  if (fault && !(await strikeBefore(api, fault, response))) return
  const file = bot.paths.get(path)
  if (!file) return answer(response, refusalEnvelope(new Refusal(404, 'Not Found')))
  if (fault && !(await strikeAfter(fault, response))) return
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': file.bytes.length })
  response.end(file.bytes)
}
