// The documented calls of the Zalo Bot Platform over HTTP. Whether a call worked says `ok`, never the HTTP status. What is
// thrown carries neither the token nor an address that contains it.
import { SendError } from '../../../chat/transport.js'
import { codeOf, wasNeverSent } from '../network.js'

export interface ZaloClient {
  /** The result of a call. Throws a `Refused` when the platform says no, a `SendError` when it says nothing we understand. */
  call(method: ZaloMethod, params?: Record<string, unknown>, limit?: CallLimit): Promise<unknown>
}

export type ZaloMethod =
  | 'getMe'
  | 'getUpdates'
  | 'setWebhook'
  | 'deleteWebhook'
  | 'sendMessage'
  | 'sendPhoto'
  | 'sendChatAction'

export interface CallLimit {
  /** Milliseconds. */
  timeout?: number
  signal?: AbortSignal
}

/** The platform's own no: it certainly did not do it. */
export class Refused extends Error {
  override name = 'Refused'
  constructor(
    readonly code: number,
    description: string,
  ) {
    super(`${code} ${description}`)
  }
}

const TIMEOUT = 30_000

export function makeZaloClient(options: { token: string; apiRoot: string; timeout?: number }): ZaloClient {
  const root = `${options.apiRoot.replace(/\/+$/, '')}/bot${options.token}`

  return {
    async call(method, params = {}, limit = {}) {
      const expiry = AbortSignal.timeout(limit.timeout ?? options.timeout ?? TIMEOUT)
      const signal = limit.signal ? AbortSignal.any([limit.signal, expiry]) : expiry
      let status: number
      let text: string
      try {
        const response = await fetch(`${root}/${method}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(params),
          signal,
          redirect: 'error',
        })
        status = response.status
        text = await response.text()
      } catch (error) {
        const code = codeOf(error)
        if (wasNeverSent(code)) throw new SendError('unreachable', `no connection (${code})`)
        throw new SendError('unknown', `no answer (${code ?? (expiry.aborted ? 'timeout' : 'cut off')})`)
      }
      return resultOf(status, text)
    },
  }
}

function resultOf(status: number, text: string): unknown {
  let envelope: unknown
  try {
    envelope = JSON.parse(text)
  } catch {
    // A gateway's page: what stands behind it may have been reached all the same.
    throw new SendError('unknown', `no answer (HTTP ${status})`)
  }
  const ok = field(envelope, 'ok')
  if (ok === true) return field(envelope, 'result')
  if (ok !== false) throw new SendError('unknown', `no answer (HTTP ${status}, not an envelope)`)
  const code = Number(field(envelope, 'error_code') ?? status)
  const description = field(envelope, 'description')
  throw new Refused(code, typeof description === 'string' ? description.slice(0, 200) : '')
}

/** A field of whatever came. */
export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
