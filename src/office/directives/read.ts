// `dondoc read FILE [--json]`: what the reader finds in a letter, storing nothing.
import { UserError } from '../../lib/errors.js'
import { extractText } from './extract/extract.js'
import { toReadJson } from './reader/json.js'
import { readLetter } from './reader/letter.js'
import { secretStamp } from './reader/stamp.js'

/** The JSON of directives/README.md. Throws `UserError` for a file that cannot be read or bears a secret stamp. */
export async function readCommand(bytes: Uint8Array, name: string): Promise<object> {
  const { text } = await extractText(bytes, name)
  if (secretStamp(text)) throw new UserError('talk-secret')
  return toReadJson(readLetter(text))
}
