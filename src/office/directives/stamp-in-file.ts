// Is there the stamp of a state secret in a file, whatever it was sent as: evidence, a notice, a sheet? Nothing of it may be kept then.
import { openSheet, textsIn } from '../../files/sheet/open.js'
import { UserError } from '../../lib/errors.js'
import { extractText } from './extract/extract.js'
import { recognise } from './extract/recognise.js'
import { type SecretStamp, secretStamp } from './reader/stamp.js'

/** Undefined also where there are no words to be read: a photo, a scan, what is damaged or locked. */
export async function stampInFile(bytes: Uint8Array, name: string): Promise<SecretStamp | undefined> {
  try {
    if (recognise(bytes, name) === 'spreadsheet') {
      return textsIn(await openSheet(bytes))
        .map(secretStamp)
        .find((stamp) => stamp)
    }
    return secretStamp((await extractText(bytes, name)).text)
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}
