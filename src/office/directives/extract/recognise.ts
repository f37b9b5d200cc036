// What a file is, by its content; its name only helps where the content cannot tell.
import { UserError } from '../../../lib/errors.js'
import { clean, shorten } from '../../../lib/vietnamese.js'

export type FileKind =
  | 'txt'
  | 'docx'
  | 'doc'
  | 'pdf'
  | 'picture'
  | 'encrypted'
  | 'spreadsheet'
  | 'slides'
  | 'archive'
  | 'program'
  | 'media'
  | 'other'
  /** Named as what is read, but broken. */
  | 'corrupt'
  | 'empty'

type Head = [kind: FileKind, bytes: number[] | string, at?: number]

const heads: Head[] = [
  ['picture', [0xff, 0xd8, 0xff]],
  ['picture', [0x89, 0x50, 0x4e, 0x47]],
  ['picture', 'GIF8'],
  ['picture', [0x49, 0x49, 0x2a, 0x00]],
  ['picture', [0x4d, 0x4d, 0x00, 0x2a]],
  ['picture', 'WEBP', 8],
  ['picture', 'ftyphei', 4],
  ['picture', 'ftypmif1', 4],
  ['picture', 'ftypavif', 4],
  ['media', 'ftyp', 4],
  ['media', 'ID3'],
  ['media', 'OggS'],
  ['media', 'RIFF'],
  ['archive', 'Rar!'],
  ['archive', [0x37, 0x7a, 0xbc, 0xaf]],
  ['archive', [0x1f, 0x8b, 0x08]],
  ['program', 'MZ'],
  ['program', [0x7f, 0x45, 0x4c, 0x46]],
  ['program', [0xca, 0xfe, 0xba, 0xbe]],
  ['program', [0xcf, 0xfa, 0xed, 0xfe]],
  ['program', [0xfe, 0xed, 0xfa]],
  ['program', '#!'],
  ['other', '{\\rtf'],
]
const cfb = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const word = /\.(?:docx|docm|dotx)$/i
const readable = /\.(?:docx?|docm|dotx|pdf)$/i
const runs = /\.(?:exe|com|scr|bat|cmd|ps1|vbs|js|jar|msi|apk|dll|lnk|hta|sh|reg)$/i

export function recognise(bytes: Uint8Array, name: string): FileKind {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.length === 0) return 'empty'
  if (runs.test(name.trim())) return 'program'
  if (buffer.subarray(0, 1024).includes('%PDF-')) return 'pdf'
  if (matches(buffer, cfb)) return compoundKind(buffer)
  if (matches(buffer, [0x50, 0x4b, 0x03, 0x04]) || matches(buffer, [0x50, 0x4b, 0x05, 0x06]))
    return zipKind(buffer, name.trim())
  if (
    buffer.subarray(0, 2).toString('latin1') === 'BM' &&
    buffer.length > 26 &&
    buffer.readUInt32LE(2) === buffer.length
  )
    return 'picture'
  // "MZ" may begin a text; a program's header is followed by bytes no text has.
  for (const [kind, head, at] of heads)
    if (matches(buffer, head, at) && !(kind === 'program' && head !== '#!' && looksLikeText(buffer))) return kind
  if (/^\s*<(?:!doctype html|html|\?xml|svg)\b/i.test(buffer.subarray(0, 200).toString('latin1').replace(/^ï»¿/, '')))
    return 'other'
  if (isBlank(buffer)) return 'empty'
  if (looksLikeText(buffer)) return 'txt'
  return readable.test(name.trim()) ? 'corrupt' : 'other'
}

function matches(buffer: Buffer, head: number[] | string, at = 0): boolean {
  const wanted = typeof head === 'string' ? Buffer.from(head, 'latin1') : Buffer.from(head)
  return buffer.length >= at + wanted.length && buffer.subarray(at, at + wanted.length).equals(wanted)
}

/** Older office files, and newer ones behind a password, are a file system of named streams. */
function compoundKind(buffer: Buffer): FileKind {
  const has = (stream: string) => buffer.includes(Buffer.from(stream, 'utf16le'))
  if (has('EncryptedPackage')) return 'encrypted'
  if (has('WordDocument')) return 'doc'
  if (has('Workbook') || has('Book')) return 'spreadsheet'
  if (has('PowerPoint Document')) return 'slides'
  return 'other'
}

function zipKind(buffer: Buffer, name: string): FileKind {
  const has = (entry: string) => buffer.includes(Buffer.from(entry, 'latin1'))
  if (has('[Content_Types].xml')) {
    if (has('word/')) return 'docx'
    if (has('xl/')) return 'spreadsheet'
    if (has('ppt/')) return 'slides'
  }
  if (has('word/document.xml')) return 'docx'
  if (has('mimetypeapplication/vnd.oasis')) return 'other'
  // A zip ends with a list of what is in it; cut short or overwritten it has none.
  const isWhole = has('PK\x01\x02') && has('PK\x05\x06')
  return word.test(name) && !isWhole ? 'corrupt' : 'archive'
}

function isBlank(buffer: Buffer): boolean {
  return buffer.every(
    (byte) =>
      byte === 0 ||
      byte === 9 ||
      byte === 10 ||
      byte === 13 ||
      byte === 32 ||
      byte === 0xef ||
      byte === 0xbb ||
      byte === 0xbf ||
      byte >= 0xfe,
  )
}

/** No control characters; where every second byte or so is zero, once read as UTF-16. */
function looksLikeText(buffer: Buffer): boolean {
  const sample = buffer.subarray(0, 64 * 1024)
  const wide = isWide(sample)
  if (wide === undefined)
    return sample.every((byte) => byte !== 0) && controls(sample.toString('latin1')) < sample.length * 0.01
  const text = new TextDecoder(wide).decode(sample)
  return controls(text) + (text.match(/\uFFFD/g)?.length ?? 0) <= text.length * 0.01
}

/** Control characters that texts have: breaks, tabs, and the escape of old printers. */
const inText = '\t\n\v\f\r\x1b'

function controls(text: string): number {
  return text.match(/\p{Cc}/gu)?.filter((char) => char < '\x7f' && !inText.includes(char)).length ?? 0
}

/** UTF-16 by its mark, or by where its zero bytes stand. */
export function isWide(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const length = Math.min(bytes.length, 4096)
  const zeros: [even: number, odd: number] = [0, 0]
  for (let at = 0; at < length; at++) if (bytes[at] === 0) zeros[at % 2 === 0 ? 0 : 1]++
  const [even, odd] = zeros
  if (even + odd < length * 0.25 || Math.min(even, odd) > length * 0.05) return undefined
  return odd > even ? 'utf-16le' : 'utf-16be'
}

/** What to tell the sender of a file that is not read; undefined for those that are. */
export function refusalOf(kind: FileKind, name: string): UserError | undefined {
  if (kind === 'txt' || kind === 'docx' || kind === 'doc' || kind === 'pdf') return undefined
  return new UserError(`extract-${kind}`, { name: fileName(name) })
}

/** A file's name as it can be shown: one line, no invisible characters, not too long. */
export function fileName(name: string): string {
  return shorten(clean(name).replace(/\s+/g, ' ').trim() || 'tệp', 60)
}
