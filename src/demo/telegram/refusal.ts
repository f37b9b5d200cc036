// An answer that is an error, in the words of the real server.
import type { Envelope, ErrorParameters } from './wire.js'

export class Refusal extends Error {
  override name = 'Refusal'
  constructor(
    readonly code: number,
    readonly description: string,
    readonly parameters?: ErrorParameters,
  ) {
    super(description)
  }
}

export function badRequest(what: string, parameters?: ErrorParameters): Refusal {
  return new Refusal(400, `Bad Request: ${what}`, parameters)
}

export function forbidden(what: string): Refusal {
  return new Refusal(403, `Forbidden: ${what}`)
}

export function conflict(what: string): Refusal {
  return new Refusal(409, `Conflict: ${what}`)
}

export function tooMany(seconds: number): Refusal {
  return new Refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds })
}

export function refusalEnvelope(refusal: Refusal): Envelope {
  return {
    ok: false,
    error_code: refusal.code,
    description: refusal.description,
    parameters: refusal.parameters,
  }
}
