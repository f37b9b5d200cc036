// Makes a message fit a platform: cuts long texts at line ends, keeps buttons on the last part, puts a file whose text is
// too long for a caption before the text. Pure.
import { type Message, plainText, type Span, spanText } from '../chat/message.js'
import type { Capabilities } from '../chat/transport.js'

/** One message per platform call, in order. */
export function fit(message: Message, capabilities: Capabilities): Message[] {
  const text = plainText(message.spans)
  if (message.fileId !== undefined && text.length > capabilities.maxCaption) {
    const { spans, choices, ask, ...file } = message
    const { fileId: _, picture: __, ...rest } = message
    void choices
    void ask
    return [{ ...file, spans: firstLine(spans, capabilities.maxCaption) }, ...fit({ ...rest, spans }, capabilities)]
  }
  const parts = cut(message.spans, capabilities.maxText)
  return parts.map((spans, index) => {
    if (index === parts.length - 1) return { ...message, spans }
    const { choices, ask, fileId, picture, ...rest } = message
    void choices
    void ask
    void fileId
    void picture
    return { ...rest, spans }
  })
}

/** The first line of a text, as the caption of a file whose text follows in a message of its own. */
function firstLine(spans: Span[], most: number): Span[] {
  const line = plainText(spans).split('\n')[0] ?? ''
  return line.length > 0 && line.length <= most ? [line] : []
}

/** Splits spans into parts of at most `most` UTF-16 units, at the last line end, else the last space, else between characters. */
export function cut(spans: readonly Span[], most: number): Span[][] {
  const parts: Span[][] = []
  let part: Span[] = []
  let length = 0
  const close = () => {
    if (plainText(part).trim().length > 0) parts.push(part)
    part = []
    length = 0
  }
  for (const span of spans) {
    let rest: Span = span
    while (spanText(rest).length > 0) {
      const text = spanText(rest)
      if (length + text.length <= most) {
        part.push(rest)
        length += text.length
        break
      }
      const room = most - length
      const at = breakAt(text, room)
      if (at === 0) {
        // Nothing of this span fits well here: move what stands after the last line end along with it.
        const carried = carry(part)
        close()
        part = carried
        length = plainText(part).length
        if (length + Math.min(text.length, 1) > most || carried.length === 0) length = plainText(part).length
        if (room === most) throw new Error('nothing fits')
        continue
      }
      part.push(withText(rest, text.slice(0, at)))
      close()
      rest = withText(rest, text.slice(at).replace(/^\n/, ''))
    }
  }
  close()
  return parts.length > 0 ? parts : [[]]
}

/** Where to cut a text so that at most `room` units stay before; 0 when it should not be cut here. */
function breakAt(text: string, room: number): number {
  if (room <= 0) return 0
  const line = text.lastIndexOf('\n', room)
  if (line > 0) return line
  const space = text.lastIndexOf(' ', room)
  if (space > room / 2) return space
  if (room < text.length && room < 200) return 0
  const code = text.charCodeAt(room - 1)
  return code >= 0xd800 && code <= 0xdbff ? room - 1 : room
}

/** Removes from a part what stands after its last line end, and returns it. */
function carry(part: Span[]): Span[] {
  const carried: Span[] = []
  while (part.length > 0) {
    const last = part[part.length - 1] as Span
    const text = spanText(last)
    const line = text.lastIndexOf('\n')
    if (line >= 0) {
      part[part.length - 1] = withText(last, text.slice(0, line))
      if (line + 1 < text.length) carried.unshift(withText(last, text.slice(line + 1)))
      return carried
    }
    carried.unshift(last)
    part.pop()
  }
  // One line fills the whole part: it has to be cut where it is.
  part.push(...carried)
  return []
}

function withText(span: Span, text: string): Span {
  if (typeof span === 'string') return text
  if ('bold' in span) return { bold: text }
  if ('italic' in span) return { italic: text }
  if ('link' in span) return { ...span, link: text }
  return { ...span, mention: text }
}
