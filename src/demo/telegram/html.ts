// Telegram's HTML parse mode, as a bot may send it: a few tags, four named characters, everything closed in order.
import { badRequest } from './refusal.js'
import type { WireEntity } from './wire.js'

const typeByTag: Record<string, string> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
  code: 'code',
  pre: 'pre',
  a: 'text_link',
  blockquote: 'blockquote',
  'tg-emoji': 'custom_emoji',
  'tg-time': 'date_time',
}

const characterByName: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' }

interface OpenTag {
  name: string
  attributes: Record<string, string>
  offset: number
}

const fail = (what: string) => badRequest(`can't parse entities: ${what}`)

export function parseHtml(source: string): { text: string; entities: WireEntity[] } {
  const entities: WireEntity[] = []
  const open: OpenTag[] = []
  let text = ''
  for (let at = 0; at < source.length; ) {
    if (source[at] !== '<') {
      const next = source.indexOf('<', at)
      const end = next === -1 ? source.length : next
      text += unescapeHtml(source.slice(at, end))
      at = end
      continue
    }
    const end = tagEnd(source, at)
    const bytes = Buffer.byteLength(source.slice(0, at))
    const inside = source.slice(at + 1, end)
    at = end + 1
    if (inside.startsWith('/')) close(inside.slice(1).trim().toLowerCase(), bytes)
    else begin(inside, bytes)
  }
  const last = open.at(-1)
  if (last) throw fail(`Can't find end tag corresponding to start tag "${last.name}"`)
  return { text, entities }

  function begin(inside: string, bytes: number): void {
    const name = /^[A-Za-z0-9-]*/.exec(inside)![0].toLowerCase()
    const attributes = attributesOf(inside.slice(name.length))
    const isSpoiler = name !== 'span' || attributes.class === 'tg-spoiler'
    if (!typeByTag[name] || !isSpoiler) throw fail(`Unsupported start tag "${name}" at byte offset ${bytes}`)
    if (name === 'blockquote' && open.some((tag) => tag.name === name)) throw fail("Can't nest blockquotes")
    open.push({ name, attributes, offset: text.length })
  }

  function close(name: string, bytes: number): void {
    const tag = open.pop()
    if (!tag) throw fail(`Unexpected end tag at byte offset ${bytes}`)
    if (name !== '' && name !== tag.name)
      throw fail(`Unmatched end tag at byte offset ${bytes}, expected "</${tag.name}>", found "</${name}>"`)
    const length = text.length - tag.offset
    // <pre><code class="language-…"> is one entity, not two.
    const last = entities.at(-1)
    if (name === 'pre' && last?.language && last.offset === tag.offset && last.length === length) return
    const entity = length > 0 ? entityOf(tag, length, open.at(-1)?.name, text.slice(tag.offset)) : undefined
    if (entity) entities.push(entity)
  }
}

function tagEnd(source: string, at: number): number {
  const end = source.indexOf('>', at)
  if (end === -1) throw fail(`Unclosed start tag at byte offset ${Buffer.byteLength(source.slice(0, at))}`)
  return end
}

function attributesOf(source: string): Record<string, string> {
  const attributes: Record<string, string> = {}
  for (const [, name, double, single, bare] of source.matchAll(
    /([A-Za-z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g,
  ))
    attributes[name!.toLowerCase()] = unescapeHtml(double ?? single ?? bare ?? '')
  return attributes
}

function entityOf(tag: OpenTag, length: number, parent: string | undefined, inner: string): WireEntity | undefined {
  const base = { type: typeByTag[tag.name]!, offset: tag.offset, length }
  const { attributes } = tag
  switch (tag.name) {
    case 'a': {
      const url = attributes.href || inner
      const user = /^tg:\/\/user\?id=(\d+)$/.exec(url)?.[1]
      if (user) return { ...base, type: 'text_mention', user: { id: Number(user), is_bot: false, first_name: '' } }
      return /^([a-z]+:\/\/)?[^\s/]+\.[^\s]+$|^(tg|mailto|tel):/i.test(url) ? { ...base, url } : undefined
    }
    case 'code': {
      const language = /^language-(.+)$/.exec(attributes.class ?? '')?.[1]
      return parent === 'pre' && language ? { ...base, type: 'pre', language } : base
    }
    case 'blockquote':
      return 'expandable' in attributes ? { ...base, type: 'expandable_blockquote' } : base
    case 'tg-emoji':
      return { ...base, custom_emoji_id: attributes['emoji-id'] ?? '' }
    case 'tg-time':
      return { ...base, unix_time: Number(attributes.unix), date_time_format: attributes.format }
    default:
      return base
  }
}

function unescapeHtml(source: string): string {
  return source.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(lt|gt|amp|quot));?/gi, (whole, decimal, hex, name) => {
    if (name) return characterByName[String(name).toLowerCase()] ?? whole
    const code = decimal ? Number(decimal) : Number.parseInt(String(hex), 16)
    return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : whole
  })
}
