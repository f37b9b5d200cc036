// What joining, binding and losing chats means to others: given by the app, since their folders stand higher or elsewhere.
import type { Tx } from '../../db/db.js'

export interface GoneUnit {
  communeId: number
  actorId: number
  unitId: number
  /** The unit that it was merged into. */
  intoId?: number
}

/** What a merger does with work: how much goes over, how many reports of it, and how much both owe, which is owed once then. */
export interface MergedWork {
  moved: number
  reports: number
  withdrawn: number
}

/** One unit went into another, by their names. */
export interface MergedUnits extends MergedWork {
  unit: string
  into: string
}

export interface PeopleHooks {
  /**
   * These units are served in this group from now on (or its messages are gone, after it became a supergroup; or another unit was `merged` into
   * one of them): show their open work there.
   */
  unitsBound?: (
    tx: Tx,
    input: { communeId: number; chatId: number; unitIds: number[]; merged?: MergedUnits },
    now: Date,
  ) => Promise<unknown>
  /** A unit's open work as lines, for who takes a post over. */
  openWork?: (tx: Tx, input: { communeId: number; unitId: number }, now: Date) => Promise<string[]>
  /** A unit is no more. Its open work and what refers to it goes to `intoId`; without one it owed nothing and is taken out of drafts. */
  unitGone?: (tx: Tx, gone: GoneUnit, now: Date) => Promise<MergedWork>
  /** What `unitGone` would do with the work of a unit that is merged into another. */
  foreseeMerge?: (tx: Tx, input: { communeId: number; unitId: number; intoId: number }) => Promise<MergedWork>
  /** Others may decide for units now: a leader or chairman came or went. */
  decidersChanged?: (tx: Tx, communeId: number, now: Date) => Promise<void>
  /** The bot sees everything written in groups, so nothing has to be said about replying. */
  hearsAll?: boolean
  /** The commands that exist, by name, when not all of the menu do. */
  commands?: readonly string[]
}
