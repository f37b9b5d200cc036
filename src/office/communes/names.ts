// Names that people type: one line, without invisible characters, never longer than a screen can bear.
import { UserError } from '../../lib/errors.js'
import { clean, fold, shorten } from '../../lib/vietnamese.js'

/** A text as one line of at most `most` UTF-16 units; what is longer is cut with "…". For names that a platform gives. */
export function oneLine(text: string, most: number): string {
  return shorten(
    clean(text.slice(0, 4 * most))
      .replace(/\s+/g, ' ')
      .trim(),
    most,
  )
}

/** A name typed for something of the commune's. Throws a `UserError` when nothing readable is left or it is too long. */
export function readName(text: string, most = 120): string {
  const name = clean(text).replace(/\s+/g, ' ').trim()
  if (fold(name) === '') throw new UserError('communes-name-empty')
  if (name.length > most) throw new UserError('communes-name-long', { most, length: name.length })
  return name
}

/**
 * The first letters of a name's words, as offices abbreviate: "Trường Mầm non Hoa Sen" → "TMNHS", "Ủy ban Mặt trận Tổ quốc Việt Nam xã" →
 * "UBMTTQVN".
 */
export function initials(name: string): string {
  const letters = withoutTone(name.normalize('NFC').replace(/(?<=\S)\s+(?:xã|phường)$/iu, ''))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !['và', 'của'].includes(word.toLowerCase()))
    .map((word) => (/^\p{N}/u.test(word) ? word.slice(0, 4) : word.charAt(0).toUpperCase()))
  return letters.join('').slice(0, 12) || name.slice(0, 12)
}

/** "Ủ" → "U", but "Ư", "Ơ", "Đ" and "Ă" stay: a tone is no part of a letter in an abbreviation. */
function withoutTone(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '')
    .normalize('NFC')
}
