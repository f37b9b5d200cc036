// The one contract between the post and a platform. Two implementations stand behind it: Telegram and Zalo.
import type { Incoming } from './incoming.js'
import type { Message } from './message.js'

export interface Capabilities {
  platform: 'telegram' | 'zalo' | 'web'
  buttons: boolean
  edit: boolean
  /** One card per assignment, or one list for all. */
  cardPerAssignment: boolean
  /** Characters (UTF-16 units) of one message, and of a file's caption. */
  maxText: number
  maxCaption: number
  documentsIn: boolean
  documentsOut: boolean
  /** A tap is answered on the spot; elsewhere what the tapper is to read is said in the chat. */
  taps: boolean
  /** What is said reaches people by itself; elsewhere they have to come and look. */
  pushes: boolean
  /** It can be made to hear everything written in a group, not only what is addressed to it. */
  hearsAll: boolean
  /** It tells when the bot is added to a group, removed, or blocked; elsewhere a failed send is the only sign. */
  groupEvents: boolean
  /** For so many milliseconds it keeps what people wrote while nobody asked for it. */
  keepsUpdates: number
  /** Bold, links and mentions; elsewhere the text alone is shown, a link with its address. */
  styles: boolean
  /** Messages a calendar month, both directions counted; nothing where there is no such limit. */
  quota?: number
  /** Bytes that can be fetched from the platform. */
  maxDownload: number
  /** A send whose result is unknown may be sent again. */
  repeatUnknown: boolean
  /** At most so many sends under way at the same moment, where what is under way may be lost; nothing: as many as there are. */
  atOnce?: number
  /** The longest pause, in milliseconds, between two tries to reach a platform that is away. */
  longestPause: number
  limits: RateLimits
}

/** How fast a platform may be written to; edits count as sends. */
export interface RateLimits {
  /** Over all chats, per second. */
  perSecond: number
  /** In one chat: at least so many milliseconds between two messages. */
  chatGap: number
  /** In one group, within any 60 seconds. */
  groupPerMinute: number
  /** Of these, kept for answers (class 0). */
  groupReserve: number
}

/** A file ready to be sent: by the platform's handle when it has one, else from its bytes. */
export interface SendFile {
  handle?: string
  path: string
  name: string
  type: string
}

export interface Delivery {
  externalChatId: string
  message: Message
  file?: SendFile
}

export interface Delivered {
  /** The platform's reference of the message. */
  ref: string
  /** The platform's handle of the file that was uploaded with it. */
  fileHandle?: string
}

/**
 * Why a call failed, in the post's words.
 * blocked: this chat cannot be reached until something changes there. moved: the chat has a new id (`movedTo`).
 * throttled: wait `retryAfter` seconds. unreachable: the call certainly did not happen. rejected: the platform refuses
 * this message, repeating is useless. unknown: it may or may not have happened. gone: the message to edit no longer exists.
 * revoked: the token is no longer valid.
 */
export type SendErrorKind =
  | 'blocked'
  | 'moved'
  | 'throttled'
  | 'unreachable'
  | 'rejected'
  | 'unknown'
  | 'gone'
  | 'revoked'

export class SendError extends Error {
  override name = 'SendError'
  constructor(
    readonly kind: SendErrorKind,
    message: string,
    /** `formatting`: rejected for its entities or buttons, the plain text may pass. `everywhere`: all chats have to wait. */
    readonly detail: { retryAfter?: number; movedTo?: string; formatting?: boolean; everywhere?: boolean } = {},
  ) {
    super(message)
  }
}

export interface Fetched {
  bytes: Uint8Array
}

/** One update as the platform gave it: `key` identifies it for ever, `lane` orders it within its chat. */
export interface RawUpdate {
  key: string
  lane: string
  raw: unknown
}

export interface Transport {
  readonly capabilities: Capabilities
  /** The bot's own account: its id, its name as used in links, and whether it may be in groups (where that is not a matter of course). */
  identity(): Promise<{ externalId: string; username: string; hearsAll: boolean; groups?: boolean }>
  /**
   * Waits for updates after `confirmed` (the cursor of the last stored batch) for at most `seconds`.
   * Asking confirms everything up to `confirmed`.
   */
  poll(
    confirmed: string | undefined,
    seconds: number,
    signal: AbortSignal,
  ): Promise<{ updates: RawUpdate[]; cursor: string | undefined }>
  /** The cursor as of now is thrown away: prepares polling (removes a webhook) or sets the webhook. */
  receiveBy(mode: { polling: true } | { webhookUrl: string; secret: string }): Promise<void>
  /** An update that came by webhook, with its key and lane; undefined when it is not an update. Pure. */
  envelope(raw: unknown): RawUpdate | undefined
  /** What a raw update says, or undefined when it is of no interest. Pure. */
  read(raw: unknown): Incoming | undefined
  /** Sends, or edits `ref` in place. Resolves only when the platform said so. Throws `SendError`. */
  deliver(delivery: Delivery, ref?: string): Promise<Delivered>
  /** Ends the waiting mark on a tapped button; text at most 200 characters. Never throws. */
  answerChoice(choiceId: string, text?: string, alert?: boolean): Promise<void>
  /** Shows that the bot is at work. Never throws. */
  showWorking(externalChatId: string): Promise<void>
  /** Deletes a message. Throws `SendError`. */
  remove(externalChatId: string, ref: string): Promise<void>
  /** Fetches a file's bytes, at most `maxDownload`. Throws `SendError` (`rejected` when it is too big). */
  fetchFile(handle: string): Promise<Fetched>
  /** Whether the bot sees every message of this group or only what is addressed to it. */
  hearsAll(externalChatId: string): Promise<boolean>
  /** Publishes the menu of commands. */
  setCommands(
    scope: CommandScope,
    commands: { command: string; description: string }[],
    language?: string,
  ): Promise<void>
}

export type CommandScope = { kind: 'private' | 'groups' } | { kind: 'chat'; externalChatId: string }
