// Whether an error means that the database is away or overwhelmed for the moment, so that the same thing may succeed later.

const drivers = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
])

/** Connection lost (08), resources short (53), operator's intervention (57P), deadlock or serialization (40), idle limit (25P03). */
const states = /^(08...|53...|57P0.|40001|40P01|25P03|25006)$/

export function isDatabaseAway(error: unknown): boolean {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth++) {
    const code: unknown = Reflect.get(at, 'code')
    if (typeof code === 'string' && (drivers.has(code) || states.test(code))) return true
    // A Unix socket that is not there.
    if (code === 'ENOENT' && Reflect.get(at, 'syscall') === 'connect') return true
    if (/PGlite is closed|connection is closed/i.test(at.message)) return true
  }
  return false
}
