// What the app gives the post: how an update is handled, and what it wants to be told.
import type { Incoming } from '../chat/incoming.js'
import type { Tx } from '../db/db.js'

/** The stored update that is being handled. */
export interface InboxRow {
  id: number
  channelId: number
}

/** What a handler wants the tapper to see. */
export interface Handled {
  ack?: { choiceId: string; text: string; alert?: boolean }
}

/** Handles one update within the given transaction. What it throws is a bug. */
export type Handle = (tx: Tx, row: InboxRow, incoming: Incoming, now: Date) => Promise<Handled>

/** What the app wants to know, told in the transaction in which it became so. */
export interface PostHooks {
  /** An update broke its handling three times and was set aside. `number` is the one in the log. */
  onParked(tx: Tx, row: InboxRow, incoming: Incoming, number: string, now: Date): Promise<void>
  /** A chat could be reached until now; its messages are held. Called once until it is reachable again. */
  onUnreachable(tx: Tx, chatId: number, reason: string, now: Date): Promise<void>
  /** A group has a new id on its platform. */
  onMoved(tx: Tx, chatId: number, to: string, now: Date): Promise<void>
  /** The platform will never take this message. */
  onRefused(tx: Tx, refused: RefusedMessage, now: Date): Promise<void>
}

export interface RefusedMessage {
  outboxId: number
  chatId: number
  communeId: number | undefined
  key: string
  about: string | undefined
  reason: string
  /** Nobody knows whether it arrived; it is not said again. */
  unknown: boolean
}

/** Hooks that tell nobody: for writing down what the app's own hooks failed at. */
export const silentHooks: PostHooks = {
  onParked: async () => {},
  onUnreachable: async () => {},
  onMoved: async () => {},
  onRefused: async () => {},
}
