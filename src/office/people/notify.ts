// Telling people something in their private chats with the bot, each in the language of that chat.
import type { Message } from '../../chat/message.js'
import type { Tx } from '../../db/db.js'
import { type Translate, translator } from '../../lib/i18n.js'
import { ANSWER, queueMessage } from '../../post/outbox.js'
import type { Role } from '../../talk/entry.js'
import { type Address, privateChats, privateChatsOfRoles } from './store.js'

export interface Tell {
  communeId: number
  /** What and when, such as `claim:17`; the chat is added to it, so nobody is told twice. */
  key: string
  message: (t: Translate, to: Address) => Message
  about?: string
  /** A screen that changes in place in each of these chats. */
  slot?: string
  /** 0 (an answer) unless said otherwise. */
  class?: 0 | 1 | 2
}

/** Tells everyone who holds one of these roles in the commune. Returns how many of them can be reached now. */
export async function tellRoles(tx: Tx, input: Tell & { roles: readonly Role[] }, now: Date): Promise<number> {
  return tell(tx, await privateChatsOfRoles(tx, input.communeId, input.roles, now), input, now)
}

/** Tells these persons. Returns how many of them can be reached now. */
export async function tellPeople(tx: Tx, input: Tell & { personIds: readonly number[] }, now: Date): Promise<number> {
  return tell(tx, await privateChats(tx, [...new Set(input.personIds)]), input, now)
}

/** Tells the commune's officers. Returns how many of them can be reached now. */
export async function tellOfficers(tx: Tx, input: Tell, now: Date): Promise<number> {
  return tellRoles(tx, { ...input, roles: ['officer'] }, now)
}

async function tell(tx: Tx, addresses: readonly Address[], input: Tell, now: Date): Promise<number> {
  for (const to of addresses) {
    await queueMessage(
      tx,
      {
        chatId: to.chatId,
        communeId: input.communeId,
        key: `${input.key}:${to.chatId}`,
        class: input.class ?? ANSWER,
        ...(input.slot ? { slot: input.slot } : {}),
        ...(input.about ? { about: input.about } : {}),
        message: input.message(translator(to.locale), to),
      },
      now,
    )
  }
  return new Set(addresses.filter((to) => !to.unreachable).map((to) => to.personId)).size
}
