// Bytes of a plain text to its characters: UTF-8, UTF-16, or the old Windows code page for Vietnamese.
import { UserError } from '../../../lib/errors.js'
import { isWide } from './recognise.js'
import { isTcvn3 } from './tcvn3.js'

export function readTxt(bytes: Uint8Array): string {
  const text = decode(bytes)
  const wrong = text.match(/\uFFFD/g)?.length ?? 0
  if (wrong > Math.max(3, text.length * 0.01)) throw new UserError('extract-encoding')
  return text.replace(/^\uFEFF/, '').normalize('NFC')
}

function decode(bytes: Uint8Array): string {
  const wide = isWide(bytes)
  if (wide) return new TextDecoder(wide).decode(bytes)
  const utf8 = new TextDecoder('utf-8').decode(bytes)
  const wrong = utf8.match(/\uFFFD/g)?.length ?? 0
  if (wrong === 0 || wrong < utf8.length * 0.002) return utf8
  const old = new TextDecoder('windows-1258').decode(bytes).normalize('NFC')
  if (isVietnamese(old)) return old
  const single = new TextDecoder('latin1').decode(bytes)
  return isTcvn3(single) ? single : utf8
}

/** Words of every letter, readable in the old code page too. */
function isVietnamese(text: string): boolean {
  const words = text.toLowerCase()
  return ['của', 'các', 'và', 'ngày', 'thực hiện', 'số'].filter((word) => words.includes(word)).length >= 2
}
