// One thing that happened in a chat, in the bot's own words. A transport makes it from an update.

export interface IncomingFile {
  /** The platform's handle by which the bytes can be fetched. */
  handle: string
  name: string
  type: string
  /** Bytes, as the platform says. */
  size: number
  kind: 'document' | 'photo' | 'other'
}

export interface Sender {
  externalId: string
  name: string
  username?: string
  /** The app's language, if it tells. */
  language?: string
}

export interface IncomingChat {
  externalId: string
  kind: 'private' | 'group'
  title?: string
}

export type Happening =
  | {
      kind: 'text'
      text: string
      ref: string
      replyTo?: string
      forwarded?: boolean
      edited?: boolean
      /** In a group: it was written to the bot, by mention or reply. */
      addressed?: boolean
    }
  | {
      kind: 'file'
      file: IncomingFile
      caption?: string
      ref: string
      replyTo?: string
      album?: string
      forwarded?: boolean
    }
  | { kind: 'choice'; data: string; choiceId: string; ref?: string }
  | { kind: 'membership'; bot: 'member' | 'administrator' | 'removed' | 'blocked' | 'unblocked' | 'restricted' }
  | { kind: 'moved'; to: string }
  | { kind: 'renamed'; title: string }
  /** What cannot be read, or a file whose caption was changed afterwards. */
  | { kind: 'other'; what: string; ref?: string; caption?: string }

export interface Incoming {
  chat: IncomingChat
  /** Missing when the platform hides who it was (anonymous administrator, channel). */
  from?: Sender
  /** When it was written, by the platform's clock. */
  at: Date
  happening: Happening
}
