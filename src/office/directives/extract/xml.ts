// XML parts of an office file as a stream of word-processing elements; a document type is refused.
import { SaxesParser } from 'saxes'
import { UserError } from '../../../lib/errors.js'

export type Attributes = Record<string, string>

export interface Handler {
  /** Local name; elements of other vocabularies have their prefix in front. */
  open(name: string, attributes: Attributes): void
  close(name: string): void
  text?(text: string): void
}

const word = /\/wordprocessingml\/(?:2006\/)?main$/

export function parseXml(chunks: Uint8Array[], handler: Handler): void {
  const parser = new SaxesParser({ xmlns: true, position: false })
  const nameOf = (tag: { uri: string; local: string; prefix: string }) =>
    word.test(tag.uri) || tag.prefix === '' ? tag.local : `${tag.prefix}:${tag.local}`
  parser.on('error', (error) => {
    throw error
  })
  parser.on('doctype', () => {
    throw new UserError('extract-unsafe')
  })
  parser.on('opentag', (tag) => {
    const attributes: Attributes = {}
    for (const attribute of Object.values(tag.attributes)) attributes[attribute.local] = attribute.value
    handler.open(nameOf(tag), attributes)
  })
  parser.on('closetag', (tag) => handler.close(nameOf(tag)))
  parser.on('text', (text) => handler.text?.(text))
  const decoder = new TextDecoder(encodingOf(chunks[0]))
  for (const chunk of chunks) parser.write(decoder.decode(chunk, { stream: true }))
  parser.write(decoder.decode())
  parser.close()
}

function encodingOf(first: Uint8Array | undefined): string {
  if (first?.[0] === 0xff && first[1] === 0xfe) return 'utf-16le'
  if (first?.[0] === 0xfe && first[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}

/** A switch such as <w:b/>, <w:b w:val="false"/>. */
export function isOn(attributes: Attributes): boolean {
  return !['0', 'false', 'off', 'none'].includes(attributes.val ?? '')
}
