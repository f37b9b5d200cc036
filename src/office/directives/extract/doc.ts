// Legacy .doc to text. Its automatic numbers are not kept by the library; table cells are parted by tabs.
import WordExtractor from 'word-extractor'
import { UserError } from '../../../lib/errors.js'
import { secretStamp } from '../reader/stamp.js'

const mostText = 4_000_000
/** The library would make the quotation marks and dashes of the letter plain ones. */
const asWritten = { filterUnicode: false }

export async function readDoc(bytes: Uint8Array): Promise<string> {
  const document = await new WordExtractor().extract(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const body = document.getBody(asWritten)
  if (body.length > mostText) throw new UserError('extract-bomb')
  const boxes = document.getTextboxes({ ...asWritten, includeHeadersAndFooters: false }).trim()
  const stamp = secretStamp(document.getHeaders({ ...asWritten, includeFooters: false })) ?? secretStamp(boxes)
  return [stamp, boxes.length < 200 ? boxes : '', rowsOf(body)].filter(Boolean).join('\n')
}

const frame =
  /cộng h[oòó][aà] xã hội|độc lập\s*[-–]\s*tự do|nơi nhận\s*:|^\s*số\s*:|^\s*(?:TM|KT|TL|TUQ)\s*\.|, ngày\s|^v\/v\s/imu

/** A line with tabs between words is a row; in the letterhead and at the end each cell is lines of its own. */
function rowsOf(body: string): string {
  return body
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .flatMap((line, at) => {
      const cells = line.replace(/\t+$/, '').split('\t')
      if (cells.length < 2) return [cells[0] ?? '']
      if (frame.test(line) || (cells[0] ?? '').trim() === '' || (cells.length === 2 && at < 3))
        return cells.map((cell) => cell.trim()).filter(Boolean)
      return [cells.map((cell) => cell.trim().replace(/\|/g, '/')).join(' | ')]
    })
    .join('\n')
}
