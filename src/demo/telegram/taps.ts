// Pressing a button: the query goes to the bot that wrote the message, the progress bar runs until it answers.
import { type CallbackAnswer, openCallback } from './callbacks.js'
import { wireTappedMessage } from './messages.js'
import { findPerson, findRoom } from './people.js'
import { isMember, wireUser } from './rooms.js'
import { pushUpdate } from './updates.js'
import type { WireButton } from './wire.js'
import type { Bot, Kept, Room, World } from './world.js'

export interface TapOptions {
  /** How long the person looks at the progress bar; 10 seconds unless told. */
  waitMs?: number
  /** Which bot's private chat, when there are several bots. */
  bot?: number
  /** The message has grown too old to be shown to the bot. */
  inaccessible?: boolean
}

/** Presses a button that the message shows (or showed before it was deleted), by its label, the label's start or its data. */
export async function tap(
  world: World,
  userId: number,
  chatId: number,
  messageId: number,
  button: string,
  options: TapOptions = {},
): Promise<CallbackAnswer | undefined> {
  const message = findRoom(world, chatId, options.bot).messages.get(messageId)
  if (!message) throw new Error(`no message ${messageId} in chat ${chatId}`)
  const found = findButton(message, button)
  if (found.callback_data === undefined) return undefined
  return tapRaw(world, userId, chatId, messageId, found.callback_data, options)
}

function findButton(message: Kept, wanted: string): WireButton {
  const buttons = message.keyboard?.inline_keyboard.flat() ?? []
  const found =
    buttons.find((button) => button.text === wanted || button.callback_data === wanted) ??
    buttons.find((button) => button.text.startsWith(wanted))
  if (found) return found
  const labels = buttons.map((button) => `"${button.text}"`).join(', ') || 'no buttons'
  throw new Error(`message ${message.id} has no button "${wanted}" but ${labels}`)
}

/** Sends any data as if a button of the message had carried it. Undefined when the bot did not answer in time. */
export async function tapRaw(
  world: World,
  userId: number,
  chatId: number,
  messageId: number,
  data: string,
  options: TapOptions = {},
): Promise<CallbackAnswer | undefined> {
  const person = findPerson(world, userId)
  const room = findRoom(world, chatId, options.bot)
  if (room.kind !== 'private' && !isMember(room, userId)) throw new Error(`${person.name} is not in ${room.title}`)
  const message = room.messages.get(messageId)
  const bot = botOf(room, message)
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), options.waitMs ?? 10_000)
    timer.unref()
    const id = openCallback(world, bot, person, (answer: CallbackAnswer) => {
      clearTimeout(timer)
      resolve(answer)
    })
    const shown = message ?? { room, id: messageId, deleted: true }
    const wire = wireTappedMessage(bot, (options.inaccessible ? { ...shown, deleted: true } : shown) as Kept)
    const query = { id, from: wireUser(person), message: wire, chat_instance: instanceOf(room), data }
    pushUpdate(world, bot, { callback_query: query }, `tap:${userId}`)
  })
}

function botOf(room: Room, message: Kept | undefined): Bot {
  if (message?.from.kind === 'bot') return message.from
  if (room.kind === 'private') return room.bot
  const [bot] = room.bots
  if (!bot) throw new Error(`no bot in ${room.title}`)
  return bot
}

/** The same for all taps in a chat. */
function instanceOf(room: Room): string {
  return String(BigInt(room.id) * -7_919n)
}
