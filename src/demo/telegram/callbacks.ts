// Taps that wait for an answer. A query can be answered once and only for a while.
import { badRequest } from './refusal.js'
import type { Bot, Person, World } from './world.js'

export interface CallbackAnswer {
  text?: string
  showAlert: boolean
  url?: string
}

interface Waiting {
  bot: Bot
  at: number
  answered: (answer: CallbackAnswer) => void
}

export interface Callbacks {
  serial: number
  waiting: Map<string, Waiting>
}

export function createCallbacks(): Callbacks {
  return { serial: 0, waiting: new Map() }
}

/** Registers a tap and gives its id, a 64-bit number as text. */
export function openCallback(world: World, bot: Bot, person: Person, answered: Waiting['answered']): string {
  const { callbacks } = world
  const now = performance.now()
  for (const [id, { at }] of callbacks.waiting) {
    if (now - at <= world.lifetimes.callbackUnanswered) break
    callbacks.waiting.delete(id)
  }
  const id = String((BigInt(person.id) << 30n) + BigInt(++callbacks.serial))
  callbacks.waiting.set(id, { bot, at: now, answered })
  return id
}

export function answerCallback(world: World, bot: Bot, id: string, answer: CallbackAnswer): void {
  const waiting = world.callbacks.waiting.get(id)
  const late = waiting && performance.now() - waiting.at > world.lifetimes.callbackUnanswered
  if (!waiting || waiting.bot !== bot || late)
    throw badRequest('query is too old and response timeout expired or query ID is invalid')
  world.callbacks.waiting.delete(id)
  waiting.answered(answer)
}
