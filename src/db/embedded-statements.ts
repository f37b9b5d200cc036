// Statements of the embedded database that come again: parsed and planned once, then bound, run and read in one call into
// PGlite. Its own `query` parses and plans each anew, in six calls, and copies its table of types for each.
import { type PGlite, parse, protocol, type QueryOptions, type Results, type Transaction } from '@electric-sql/pglite'

const { serialize } = protocol
type Answer = Parameters<typeof parse.parseResults>[0][number]
type Query = (text: string, values?: unknown[], options?: QueryOptions) => Promise<Results>

/** Texts differ with the length of their lists: of more than these the one that was not used for longest is forgotten. */
const MOST_KEPT = 400
/**
 * Milliseconds of statement after statement, after which sockets and timers get their turn: all of this database's answers are there at
 * once. An answered tap takes a fifth of it: at 60 a second the slowest hundredth waits a third less than without, and with 4 ms three times
 * as long, since updates then come in, and are stored, one by one.
 */
const BREATH = 25
/** A plan made while a table was small is made again after so many uses: nothing else tells this database that it grew. */
const USES = 1000

interface Statement {
  name: string
  uses: number
  /** What the database said of it, its columns among it where it has any. */
  described: Answer[]
  /** Of its parameters. */
  types: number[]
}

/** The same client; what it and its transactions `query` is kept. A statement that fails is an error of PostgreSQL with its `code`. */
export function keepingStatements(client: PGlite): PGlite {
  const kept = new Map<string, Statement>()
  let named = 0
  let breathedAt = 0

  async function breathe(): Promise<void> {
    if (performance.now() - breathedAt < BREATH) return
    await new Promise((done) => setImmediate(done))
    breathedAt = performance.now()
  }

  async function forget(text: string, { name }: Statement): Promise<void> {
    kept.delete(text)
    await talk(client, false, serialize.close({ type: 'S', name }))
  }

  async function find(text: string): Promise<Statement> {
    const known = kept.get(text)
    if (known && known.uses < USES) {
      known.uses++
      kept.delete(text)
      kept.set(text, known)
      return known
    }
    if (known) await forget(text, known)
    const [oldest] = kept
    if (oldest && kept.size >= MOST_KEPT) await forget(...oldest)
    const name = `kept_${++named}`
    const described = await talk(
      client,
      false,
      serialize.parse({ name, text }),
      serialize.describe({ type: 'S', name }),
    )
    const types = parse.parseDescribeStatementResults(described)
    const statement = { name, uses: 1, described, types }
    kept.set(text, statement)
    return statement
  }

  const queryWithin =
    (atOnce: boolean): Query =>
    (text, values = [], options = {}) =>
      client.runExclusive(async () => {
        await breathe()
        const { name, described, types } = await find(text)
        const bound = values.map((value, index) => {
          if (value === null || value === undefined) return null
          const write = client.serializers[types[index] ?? 0]
          return write ? write(value) : String(value)
        })
        const answers = await talk(
          client,
          atOnce,
          serialize.bind({ statement: name, values: bound }),
          serialize.execute(),
        )
        const parsers = Object.setPrototypeOf({ ...options.parsers }, client.parsers) as typeof client.parsers
        const [result] = parse.parseResults(
          [...described, ...answers],
          parsers,
          options.rowMode ? { rowMode: options.rowMode } : {},
        )
        return result as Results
      })

  const inTransaction = queryWithin(false)
  const alone = queryWithin(true)
  return withMembers(client, {
    query: (...args: Parameters<Query>) => client._runExclusiveTransaction(() => alone(...args)),
    transaction: (work: (tx: Transaction) => Promise<unknown>) =>
      client.transaction((tx) => work(withMembers(tx, { query: inTransaction }))),
  })
}

/** One call into the database. The sync at its end makes it ready for the next, after an error too; `atOnce` also writes files out. */
function talk(client: PGlite, atOnce: boolean, ...messages: Uint8Array[]): Promise<Answer[]> {
  if (client.closed) throw new Error('the embedded database is closed')
  return client.execProtocolStream(Buffer.concat([...messages, serialize.sync()]), { syncToFs: atOnce })
}

function withMembers<Whole extends object>(whole: Whole, members: Record<string, unknown>): Whole {
  return new Proxy(whole, {
    get(target, name) {
      if (typeof name === 'string' && Object.hasOwn(members, name)) return members[name]
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
}
