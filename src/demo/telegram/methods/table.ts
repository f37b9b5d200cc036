// The methods that are served, by name. Names are compared without regard to case.
import type { Method } from '../call.js'
import type { Webhook } from '../webhook.js'
import {
  deleteMyCommands,
  getMe,
  getMyCommands,
  leaveServer,
  setMyCommands,
  setMyDescription,
  setMyShortDescription,
} from './account.js'
import { answerCallbackQuery } from './callbacks.js'
import {
  getChat,
  getChatAdministrators,
  getChatMember,
  getChatMemberCount,
  getFile,
  leaveChat,
  pinChatMessage,
} from './chats.js'
import {
  deleteMessage,
  deleteMessages,
  editMessageCaption,
  editMessageMedia,
  editMessageReplyMarkup,
  editMessageText,
} from './editing.js'
import { deleteWebhook, getUpdates, getWebhookInfo, setWebhook } from './receiving.js'
import { sendChatAction, sendDocument, sendMediaGroup, sendMessage, sendPhoto } from './sending.js'

export interface NamedMethod {
  name: string
  run: Method
}

/** `replyOf` makes, for a call of setWebhook, what carries out calls put into the answers of the webhook. */
export function createMethods(
  replyOf: (bot: Parameters<Method>[0]['bot']) => Webhook['reply'],
): Map<string, NamedMethod> {
  const methods: Record<string, Method> = {
    answerCallbackQuery,
    close: leaveServer,
    deleteMessage,
    deleteMessages,
    deleteMyCommands,
    deleteWebhook,
    editMessageCaption,
    editMessageMedia,
    editMessageReplyMarkup,
    editMessageText,
    getChat,
    getChatAdministrators,
    getChatMember,
    getChatMemberCount,
    getFile,
    getMe,
    getMyCommands,
    getUpdates,
    getWebhookInfo,
    leaveChat,
    logOut: leaveServer,
    pinChatMessage,
    sendChatAction,
    sendDocument,
    sendMediaGroup,
    sendMessage,
    sendPhoto,
    setMyCommands,
    setMyDescription,
    setMyShortDescription,
    setWebhook: (call) => setWebhook(call, replyOf(call.bot)),
  }
  return new Map(Object.entries(methods).map(([name, run]) => [name.toLowerCase(), { name, run }]))
}
