// The answer to a tap. It has no rate limit.
import type { Call } from '../call.js'
import { answerCallback, type CallbackAnswer } from '../callbacks.js'
import { badRequest } from '../refusal.js'

export function answerCallbackQuery({ world, bot, params }: Call): true {
  const id = params.text('callback_query_id') ?? ''
  const text = params.text('text') ?? ''
  const url = params.text('url')
  if (text.length > 200) throw badRequest('MESSAGE_TOO_LONG')
  if (url && !url.startsWith(`https://t.me/${bot.username}?`) && !url.startsWith(`t.me/${bot.username}?`))
    throw badRequest('URL_INVALID')
  const answer: CallbackAnswer = { showAlert: params.flag('show_alert') }
  if (text !== '') answer.text = text
  if (url) answer.url = url
  answerCallback(world, bot, id, answer)
  return true
}
