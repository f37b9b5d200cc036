// What the app gives the post: how an update is handled, and what it wants to be told.
import type { Incoming } from '../chat/incoming.js'
import type { Tx } from '../db/db.js'
import type { UserError } from '../lib/errors.js'

/** The stored update that is being handled. */
export interface InboxRow {
  id: number
  channelId: number
}

/** What a handler wants the tapper to see. */
export interface Handled {
  ack?: { choiceId: string; text: string; alert?: boolean }
}

/**
 * How one update is handled, in one transaction: `open` finds out who speaks where, side by side with the taking of the update; `act` does
 * what they want. What `act` refuses with a `UserError` is undone as a whole, and said by `refuse` in a transaction of its own, after
 * `open` again. What else they throw is a bug.
 */
export interface Handling<Opened = unknown> {
  open(tx: Tx, row: InboxRow, incoming: Incoming, now: Date): Promise<Opened>
  act(tx: Tx, opened: Opened): Promise<Handled>
  refuse(tx: Tx, opened: Opened, refusal: UserError): Promise<Handled>
}

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
