// One call of a Bot API method, as the methods get it.
import type { Params } from './params.js'
import type { Bot, World } from './world.js'

export interface Call {
  world: World
  bot: Bot
  params: Params
  /** Ends when the client hangs up. */
  signal: AbortSignal
}

/** Gives the result; throws a `Refusal` otherwise. */
export type Method = (call: Call) => unknown

/** A result with the words the server adds to it. */
export class Described {
  constructor(
    readonly result: unknown,
    readonly description: string,
  ) {}
}
