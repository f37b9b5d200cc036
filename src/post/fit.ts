// Makes a message fit a platform: cuts long texts, keeps buttons and the question on the last part, sends a file whose
// text is too long for a caption before its text. Pure.
import { type Message, plainText, type Span, spanText } from '../chat/message.js'
import type { Capabilities } from '../chat/transport.js'

/** One message per platform call, in order. Their texts joined are the message's text. */
export function fitMessage(message: Message, capabilities: Pick<Capabilities, 'maxText' | 'maxCaption'>): Message[] {
  const { choices, ask, fileId, picture, replyTo, ...common } = message
  if (fileId !== undefined) {
    if (plainText(message.spans).length <= capabilities.maxCaption) return [message]
    const file: Message = { ...common, spans: [], fileId, ...(picture ? { picture } : {}), ...optional({ replyTo }) }
    return [file, ...fitMessage({ ...common, ...optional({ choices, ask }) }, capabilities)]
  }
  const parts = cutSpans(message.spans, capabilities.maxText)
  return parts.map((spans, index) => ({
    ...common,
    spans,
    ...(index === 0 ? optional({ replyTo }) : {}),
    ...(index === parts.length - 1 ? optional({ choices, ask }) : {}),
  }))
}

/** Without the fields that are undefined. */
function optional<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>
  }
}

/**
 * Splits spans into parts of at most `most` UTF-16 units: after a line end, else after a space, else anywhere but inside a
 * character. A bold, italic, link or mention stays whole unless it is longer than a part. Parts of white space alone
 * are dropped, since no platform sends them.
 */
export function cutSpans(spans: readonly Span[], most: number): Span[][] {
  const text = plainText(spans)
  const inside = wholeRanges(spans, most)
  const parts: Span[][] = []
  let start = 0
  while (start < text.length) {
    const end = text.length - start <= most ? text.length : cutAt(text, start, most, inside)
    if (text.slice(start, end).trim().length > 0) parts.push(sliceSpans(spans, start, end))
    start = end
  }
  return parts.length > 0 ? parts : [[]]
}

interface Range {
  from: number
  to: number
}

/** Where the text must not be cut: within spans that are not plain and fit into one part. */
function wholeRanges(spans: readonly Span[], most: number): Range[] {
  const ranges: Range[] = []
  let at = 0
  for (const span of spans) {
    const { length } = spanText(span)
    if (typeof span !== 'string' && length <= most) ranges.push({ from: at, to: at + length })
    at += length
  }
  return ranges
}

/** The best place to end a part that begins at `start`; always behind `start`. */
function cutAt(text: string, start: number, most: number, whole: readonly Range[]): number {
  const last = start + most
  const near = whole.filter((range) => range.to > start && range.from < last)
  const allowed = (at: number) => !near.some((range) => at > range.from && at < range.to)
  // A cut in the second half is preferred, so that no part is left nearly empty.
  for (const earliest of [start + Math.ceil(most / 2), start + 1]) {
    for (const breaks of ['\n', ' \t']) {
      for (let at = last; at >= earliest; at--) {
        if (breaks.includes(text.charAt(at - 1)) && allowed(at)) return at
      }
    }
  }
  for (let at = last; at > start; at--) if (allowed(at) && !splitsCharacter(text, at)) return at
  return last
}

/** Whether a cut here would part a surrogate pair, or a letter from the marks that belong to it. */
function splitsCharacter(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1)
  if (before >= 0xd800 && before <= 0xdbff) return true
  return /^(?:\p{M}|\u200d)/u.test(text.slice(at, at + 2))
}

function sliceSpans(spans: readonly Span[], from: number, to: number): Span[] {
  const slice: Span[] = []
  let at = 0
  for (const span of spans) {
    const text = spanText(span)
    const piece = text.slice(Math.max(0, from - at), Math.max(0, to - at))
    if (piece.length > 0) slice.push(piece.length === text.length ? span : withText(span, piece))
    at += text.length
  }
  return slice
}

function withText(span: Span, text: string): Span {
  if (typeof span === 'string') return text
  if ('bold' in span) return { bold: text }
  if ('italic' in span) return { italic: text }
  if ('link' in span) return { ...span, link: text }
  return { ...span, mention: text }
}
