// Texts with entities: what a bot supplies is checked, ends are trimmed, links and commands are found, lengths are UTF-16.
import { parseHtml } from './html.js'
import { isRecord, type Params } from './params.js'
import { badRequest } from './refusal.js'
import { wireUser } from './rooms.js'
import type { WireEntity } from './wire.js'
import type { Bot, World } from './world.js'

export interface Formatted {
  text: string
  entities: WireEntity[]
}

const marked = new Set([
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'blockquote',
  'expandable_blockquote',
  'code',
  'pre',
  'text_link',
  'text_mention',
  'custom_emoji',
  'date_time',
])
/** These the server finds by itself; supplied ones are ignored. */
const found = new Set([
  'mention',
  'hashtag',
  'cashtag',
  'bot_command',
  'url',
  'email',
  'phone_number',
  'bank_card_number',
])

/** The text of a call with its entities: from `parse_mode`, or from the list in `entities`. */
export function formattedParam(
  world: World,
  bot: Bot,
  params: Params,
  names: { text: string; entities: string },
): Formatted {
  const raw = params.text(names.text) ?? ''
  const mode = params.text('parse_mode')?.toLowerCase() ?? ''
  if (mode !== '' && mode !== 'html') throw badRequest('unsupported parse_mode')
  const parsed =
    mode === 'html' ? parseHtml(raw) : { text: raw, entities: suppliedEntities(raw, params.json(names.entities)) }
  const { text, entities } = trimmed(parsed)
  return {
    text,
    entities: withDetected(
      text,
      entities.flatMap((entity) => resolveMention(world, bot, entity)),
    ),
  }
}

function suppliedEntities(text: string, list: unknown): WireEntity[] {
  if (list === undefined) return []
  if (!Array.isArray(list)) throw badRequest("can't parse entities: expected an Array")
  return list.flatMap((entry: unknown) => {
    if (!isRecord(entry) || typeof entry.type !== 'string') throw badRequest("can't parse MessageEntity")
    const { type, offset, length } = entry
    if (!Number.isInteger(offset) || !Number.isInteger(length))
      throw badRequest("can't parse MessageEntity: offset and length must be of type Integer")
    if (found.has(type)) return []
    if (!marked.has(type)) throw badRequest("can't parse MessageEntity: unsupported type specified")
    const entity = { ...entry, type, offset, length } as WireEntity
    checkBounds(text, entity)
    return entity.length === 0 ? [] : [entity]
  })
}

function checkBounds(text: string, { offset, length }: WireEntity): void {
  if (offset < 0 || length < 0) throw badRequest(`entity has incorrect bounds: offset ${offset}, length ${length}`)
  if (offset + length > text.length)
    throw badRequest(
      `entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${offset + length}`,
    )
  if (splitsPair(text, offset)) throw badRequest(`entity begins in a middle of a UTF-16 symbol at offset ${offset}`)
  if (splitsPair(text, offset + length))
    throw badRequest(
      `entity beginning at UTF-16 offset ${offset} ends in a middle of a UTF-16 symbol at UTF-16 offset ${offset + length}`,
    )
}

function splitsPair(text: string, at: number): boolean {
  return at > 0 && /[\uD800-\uDBFF]/.test(text[at - 1] ?? '') && /[\uDC00-\uDFFF]/.test(text[at] ?? '')
}

/** A person the bot has never met cannot be mentioned by id: the words stay, the mention goes. */
function resolveMention(world: World, bot: Bot, entity: WireEntity): WireEntity[] {
  if (entity.type !== 'text_mention') return [entity]
  const person = world.people.get(Number(entity.user?.id))
  return person && bot.met.has(person.id) ? [{ ...entity, user: wireUser(person) }] : []
}

/** The server cuts blank space off both ends, and entities with it. */
function trimmed({ text, entities }: Formatted): Formatted {
  const clean = text.replace(/\r/g, '')
  const shift = clean.length - clean.trimStart().length
  const kept = clean.trim()
  if (kept === text) return { text, entities: inOrder(entities) }
  return {
    text: kept,
    entities: inOrder(
      entities.flatMap((entity) => {
        const from = Math.max(0, entity.offset - shift)
        const to = Math.min(kept.length, entity.offset + entity.length - shift)
        return to > from ? [{ ...entity, offset: from, length: to - from }] : []
      }),
    ),
  }
}

function inOrder(entities: WireEntity[]): WireEntity[] {
  return [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length || a.type.localeCompare(b.type))
}

const patterns: [string, RegExp][] = [
  ['url', /(?<![\w@./])(?:https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]|t\.me\/[^\s<>"]+[^\s<>".,;:!?)])/g],
  ['email', /(?<![\w.+-])[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[a-z]{2,8}/g],
  ['bot_command', /(?<![\p{L}\p{N}_/<>.])\/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])/gu],
  ['mention', /(?<![\p{L}\p{N}_.@/])@[A-Za-z][A-Za-z0-9_]{3,31}(?![\w@])/gu],
  ['hashtag', /(?<![\p{L}\p{N}_#/])#(?=[\p{N}_]*\p{L})[\p{L}\p{M}\p{N}_]{1,256}/gu],
]

/** Adds the entities that the server finds by itself: links, addresses, commands, names, tags. */
export function withDetected(text: string, entities: WireEntity[]): WireEntity[] {
  if (!/[/@#:]/.test(text) && !text.includes('t.me')) return entities
  const taken = entities.filter((entity) => ['code', 'pre', 'text_link', 'text_mention'].includes(entity.type))
  const added: WireEntity[] = []
  for (const [type, pattern] of patterns)
    for (const match of text.matchAll(pattern)) {
      const entity = { type, offset: match.index, length: match[0].length }
      if (![...taken, ...added].some((other) => overlap(entity, other))) added.push(entity)
    }
  return added.length === 0 ? entities : inOrder([...entities, ...added])
}

function overlap(a: WireEntity, b: WireEntity): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length
}
