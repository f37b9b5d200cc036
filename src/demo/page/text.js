// A message's text with its entities (offsets in UTF-16 units, as Telegram gives them and as JavaScript counts) as nodes.
import { make } from './dom.js'

const wrappers = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'code',
  blockquote: 'q',
  expandable_blockquote: 'q',
  spoiler: 'span',
}

/**
 * `act.command(text)` and `act.link(url)` are what a press on a command or on a link to the bot does.
 * A text is cut wherever an entity begins or ends; each piece is wrapped in all entities that cover it.
 */
export function textNodes(text, entities, act) {
  const known = entities.filter(({ offset, length }) => length > 0 && offset >= 0 && offset + length <= text.length)
  const edges = [...new Set([0, text.length, ...known.flatMap(({ offset, length }) => [offset, offset + length])])]
  edges.sort((a, b) => a - b)
  return edges.slice(0, -1).map((from, index) => {
    const to = edges[index + 1]
    const covering = known.filter(({ offset, length }) => offset <= from && offset + length >= to)
    return covering.reduceRight(
      (inner, entity) => wrap(inner, entity, text, act),
      document.createTextNode(text.slice(from, to)),
    )
  })
}

function wrap(inner, entity, text, act) {
  const words = text.slice(entity.offset, entity.offset + entity.length)
  const tag = wrappers[entity.type]
  if (tag) return make(tag, {}, inner)
  if (entity.type === 'text_mention' || entity.type === 'mention') return make('span', { class: 'mention' }, inner)
  if (entity.type === 'bot_command')
    return make('button', { class: 'inline-command', type: 'button', onclick: () => act.command(words) }, inner)
  if (entity.type === 'url' || entity.type === 'text_link') {
    const url = entity.url ?? (/^https?:/i.test(words) ? words : `https://${words}`)
    return linkNode(url, inner, act)
  }
  return make('span', {}, inner)
}

/** A link to a bot is followed on this phone; any other opens in a new tab, and only when it is a web address. */
export function linkNode(url, inner, act) {
  if (isBotLink(url))
    return make('button', { class: 'inline-command', type: 'button', onclick: () => act.link(url) }, inner)
  if (!/^https?:\/\//i.test(url)) return make('span', { class: 'mention' }, inner)
  return make('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, inner)
}

export function isBotLink(url) {
  return /^https:\/\/t\.me\/[A-Za-z0-9_]+\?start(group)?=/.test(url)
}
