// The program's log: JSON lines on standard output. What is secret never gets there: tokens, passwords, and the values
// of queries, which are people's words.
import pino, { type Logger } from 'pino'

export type Log = Logger

/** Where the lines go. */
export interface LogTarget {
  write(line: string): unknown
}

/**
 * A log that writes what is at least as grave as `level`. `secrets` are values that are replaced wherever they occur;
 * bot tokens in addresses are replaced without being named.
 */
export function makeLog(level: string, secrets: readonly string[] = [], target: LogTarget = process.stdout): Log {
  const scrub = scrubber(secrets)
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: errorFacts },
      hooks: {
        // A line without words would get the error's own message, as it is.
        logMethod(args, method) {
          const [first, words] = args as [unknown, unknown]
          const error = first instanceof Error ? first : Reflect.get(Object(first), 'err')
          if (error instanceof Error && words === undefined) method.apply(this, [{ err: error }, reasonOf(error)])
          else method.apply(this, args)
        },
      },
    },
    { write: (line: string) => target.write(scrub(line)) },
  )
}

/** A log that keeps quiet, for tests and commands. */
export function silentLog(): Log {
  return pino({ level: 'silent' })
}

/** Replaces known secrets and every bot token in a text. */
export function scrubber(secrets: readonly string[]): (text: string) => string {
  const known = secrets
    .filter((secret) => secret.length >= 4)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])
    .sort((a, b) => b.length - a.length)
  return (text) => {
    let clean = text.replace(/\/bot\d+(:|%3A)[A-Za-z0-9_-]+/gi, '/bot<token>')
    for (const secret of known) clean = clean.replaceAll(secret, '<secret>')
    return clean
  }
}

/** The message of anything thrown, without the values of a query, at most `most` characters: for columns and logs. */
export function reasonOf(error: unknown, most = 500): string {
  const own = withoutValues(error instanceof Error ? error.message : String(error))
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${withoutValues(error.cause.message)}` : ''
  // A long query must not push out why it failed.
  return scrubber([])(own.slice(0, Math.max(0, most - cause.length)) + cause).slice(0, most)
}

/** drizzle puts the values of a failed query into the message. */
function withoutValues(text: string): string {
  return text.replace(/\nparams: [\s\S]*?(?=\n {4}at |$)/, '')
}

const kept = [
  'code',
  'constraint',
  'constraint_name',
  'errno',
  'syscall',
  'kind',
  'error_code',
  'method',
  'type',
] as const

interface ErrorFacts {
  name: string
  message: string
  stack?: string
  cause?: unknown
  [fact: string]: unknown
}

/** An error as the log shows it: with the errors inside it (`cause`, grammY's `HttpError.error`), without payloads. */
export function errorFacts(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? error : `thrown: ${typeof error}`
  const facts: ErrorFacts = { name: error.name, message: withoutValues(error.message).slice(0, 2000) }
  const stack = error.stack && withoutValues(error.stack)
  // PGlite's stacks quote pages of minified code.
  if (stack)
    facts.stack = stack
      .split('\n')
      .slice(0, 20)
      .map((line) => line.slice(0, 300))
      .join('\n')
  for (const key of kept) {
    const value: unknown = Reflect.get(error, key)
    if (typeof value === 'string' || typeof value === 'number') facts[key] = value
  }
  if (depth >= 5) return facts
  if (error.cause !== undefined) facts.cause = errorFacts(error.cause, depth + 1)
  const inner: unknown = Reflect.get(error, 'error')
  if (inner instanceof Error) facts.inner = errorFacts(inner, depth + 1)
  if (error instanceof AggregateError) facts.all = error.errors.map((one) => errorFacts(one, depth + 1))
  return facts
}
