// The parameters of a call, however they came: JSON, a form, multipart or the query. Objects may be JSON strings.
import type { IncomingMessage } from 'node:http'
import { parseMultipart, type Upload } from './multipart.js'
import { badRequest, Refusal } from './refusal.js'

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export class Params {
  constructor(
    readonly values: Record<string, unknown>,
    readonly uploads: ReadonlyMap<string, Upload> = new Map(),
  ) {}

  text(name: string): string | undefined {
    const value = this.values[name]
    if (value === undefined || value === null) return undefined
    if (typeof value === 'string') return value
    if (typeof value === 'number' || typeof value === 'boolean') return String(value)
    throw badRequest(`field "${name}" must be of type String`)
  }

  whole(name: string): number | undefined {
    const text = this.text(name)
    if (text === undefined || text === '') return undefined
    const value = Number(text)
    if (!Number.isSafeInteger(value)) throw badRequest(`field "${name}" must be a Number`)
    return value
  }

  flag(name: string): boolean {
    const value = this.values[name]
    return value === true || value === 1 || (typeof value === 'string' && /^(true|yes|1)$/i.test(value))
  }

  /** An object or array, given as such or as a JSON string. */
  json(name: string): unknown {
    const value = this.values[name]
    if (value === null || value === '') return undefined
    if (typeof value !== 'string') return value
    try {
      return JSON.parse(value) as unknown
    } catch {
      throw badRequest(`can't parse ${name} JSON object`)
    }
  }

  record(name: string): Record<string, unknown> | undefined {
    const value = this.json(name)
    if (value === undefined) return undefined
    if (!isRecord(value)) throw badRequest(`can't parse ${name}: expected an Object`)
    return value
  }

  /** The id of a chat, a number however it is written. Names of public chats do not exist here. */
  chatId(): number {
    const text = this.text('chat_id')
    if (text === undefined || text === '') throw badRequest('chat_id is empty')
    const id = Number(text)
    if (!Number.isSafeInteger(id)) throw badRequest('chat not found')
    return id
  }
}

/** Reads the whole body. One that is longer than `most` bytes is read to its end too, so that the client hears the refusal. */
export async function readBody(request: IncomingMessage, most: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size <= most) parts.push(part)
    else parts.length = 0
  }
  if (size > most) throw new Refusal(413, 'Request Entity Too Large')
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts)
}

/** Query and body together; the body wins. */
export function parseParams(type: string, body: Buffer, query: URLSearchParams): Params {
  const values: Record<string, unknown> = Object.fromEntries(query)
  if (body.length === 0) return new Params(values)
  if (type.startsWith('multipart/form-data')) {
    const { fields, uploads } = parseMultipart(type, body)
    return new Params({ ...values, ...fields }, uploads)
  }
  if (type.startsWith('application/x-www-form-urlencoded'))
    return new Params({ ...values, ...Object.fromEntries(new URLSearchParams(body.toString())) })
  if (type.startsWith('application/json')) return new Params({ ...values, ...jsonBody(body) })
  return new Params(values)
}

function jsonBody(body: Buffer): Record<string, unknown> {
  let parsed: unknown
  try {
    parsed = JSON.parse(body.toString())
  } catch {
    throw badRequest("can't parse JSON object")
  }
  if (!isRecord(parsed)) throw badRequest("can't parse JSON object")
  return parsed
}
