// What people can do, as data the router enumerates: each entry names who may use it. The router checks that before
// running it; whether the person's unit owes the work is for the action to check.
import type { Incoming, IncomingFile } from '../chat/incoming.js'
import type { Tx } from '../db/db.js'
import type { Locale, Translate } from '../lib/i18n.js'

export type Role = 'officer' | 'chairman' | 'leader' | 'head' | 'deputy' | 'contact'
export const roles: readonly Role[] = ['officer', 'chairman', 'leader', 'head', 'deputy', 'contact']
/** Those who answer for a unit. */
export const unitRoles: readonly Role[] = ['head', 'deputy', 'contact']
export const leaderRoles: readonly Role[] = ['chairman', 'leader']

/** Who is speaking, within one commune. */
export interface Actor {
  personId: number
  /** The platform's account, for mentions. */
  accountId: string
  name: string
  communeId: number
  roles: Role[]
  /** The roles held for each unit. */
  units: { unitId: number; role: Role }[]
}

export interface TalkChat {
  id: number
  channelId: number
  kind: 'private' | 'group'
  externalId: string
  communeId: number | undefined
  locale: Locale
  common: boolean
}

/** What a handler knows besides its arguments. `actor` is missing for a stranger. */
export interface OpenCtx {
  actor: Actor | undefined
  chat: TalkChat
  incoming: Incoming
  now: Date
  t: Translate
  /** The inbox row: makes the keys of replies unique. */
  updateId: number
  /** How many replies this update has queued so far: here, and aside to the person's private chat. */
  replies: { count: number; aside?: number }
}

export interface Ctx extends OpenCtx {
  actor: Actor
}

/** What the tapper reads on the button's answer: at most 200 characters. */
export interface Ack {
  text: string
  alert?: boolean
}

export type Who = 'anyone' | readonly Role[]
export type Where = 'private' | 'group' | 'any'

type Run<Args extends unknown[], C> = (tx: Tx, ctx: C, ...args: Args) => Promise<Ack | undefined> | Promise<void>

type Entry<Args extends unknown[]> =
  | { who: 'anyone'; where?: Where; run: Run<Args, OpenCtx> }
  | { who: readonly Role[]; where?: Where; run: Run<Args, Ctx> }

/** `/viec KT` → args "KT". `isWord`: the name is an ordinary word too ("mới", "xã"); said alone, without slash, it is no command. */
export type CommandEntry = { isWord?: true } & Entry<[args: string]>
/** A tapped button or a number: `assignment.done:42` → ["42"]. */
export type ChoiceEntry = Entry<[args: string[]]>
/**
 * The answer to a question the bot asked this person. `takes`: what may be one though it is no reply to the question's message, and though it
 * reads like a typed answer (`17 xong`); any text where it is not said. `anytime`: what may be one without a reply however long ago the question was
 * asked. `invites`: the question only invites an answer, what is none goes to the one asked before. `late`: it reads a reply to the message also once it was answered, whoever writes it.
 */
export type ReplyEntry = {
  takes?: (answer: Answer, question: OpenQuestion & { askedAt: Date }, ctx: Ctx) => boolean
  anytime?: (answer: Answer) => boolean
  invites?: (question: OpenQuestion) => boolean
  late?: boolean
} & Entry<[question: OpenQuestion, answer: Answer]>
/**
 * A typed answer such as `17 xong`; `read` is pure and returns undefined for an ordinary sentence. `applies`: whether what was read means
 * something in the actor's commune, where the text alone does not tell; else it is an ordinary sentence too. `files`: written beside a
 * file, it says what becomes of that too.
 */
export type TypedEntry = {
  read: (text: string) => unknown
  applies?: (tx: Tx, ctx: Ctx, reading: never) => Promise<boolean>
  files?: boolean
} & Entry<[reading: never]>
/** A reply to a message of the bot that asked nothing, by the slot of that screen; false when it is none of its business. */
export interface BelowEntry {
  who: readonly Role[]
  run: (tx: Tx, ctx: Ctx, slot: string, answer: Answer) => Promise<boolean>
}
/**
 * Anything else: a file, a letter pasted. The first entry that accepts gets it. What it `claims` is plainly its own: without a reply that
 * answers only a question asked just before.
 */
export type OtherEntry = {
  accepts: (ctx: OpenCtx) => boolean
  claims?: (tx: Tx, ctx: OpenCtx) => Promise<boolean>
} & Entry<[]>

export interface OpenQuestion {
  id: number
  action: string
  data: Record<string, unknown>
}

export type Answer =
  | { kind: 'text'; text: string }
  | { kind: 'file'; file: IncomingFile; caption?: string; album?: string }

/** What a slice lets people do. */
export interface Entries {
  commands?: Record<string, CommandEntry>
  choices?: Record<string, ChoiceEntry>
  replies?: Record<string, ReplyEntry>
  typed?: TypedEntry[]
  belows?: BelowEntry[]
  others?: OtherEntry[]
  /** The bot was added, removed, blocked, made administrator; a group moved or was renamed. */
  happenings?: Entry<[]>
}
