// A letter's text to what it asks, while the bot goes on answering; and `dondoc read FILE [--json]`, which shows it and stores nothing.
import { UserError } from '../../lib/errors.js'
import { Unfinished } from '../../lib/thread.js'
import { MOST_TASKS } from './draft.js'
import { extractText } from './extract/extract.js'
import { readOnThread } from './on-thread.js'
import { toReadJson } from './reader/json.js'
import type { Reading, ReadOptions } from './reader/reading.js'
import { secretStamp } from './reader/stamp.js'

const mostSeconds = 20

/** Throws a `UserError` for what is not read within the limits of a letter; `name` is that of its file, when it came in one. */
export async function readText(
  text: string,
  options: ReadOptions,
  name?: string,
  seconds = mostSeconds,
): Promise<Reading> {
  const reading = await readOnThread(text, options, seconds).catch((error: unknown) => {
    if (error instanceof Unfinished) return undefined
    throw error
  })
  if (reading && reading.tasks.length <= MOST_TASKS) return reading
  throw name === undefined ? new UserError('directives-paste-heavy') : new UserError('directives-file-heavy', { name })
}

/** The JSON of directives/README.md. Throws `UserError` for a file that cannot be read or bears a secret stamp. */
export async function readCommand(bytes: Uint8Array, name: string): Promise<object> {
  const { text } = await extractText(bytes, name)
  if (secretStamp(text)) throw new UserError('talk-secret')
  return toReadJson(await readText(text, {}, name))
}
