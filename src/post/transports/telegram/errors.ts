// What Telegram's errors mean to the post: the one table (error_code and a stable piece of the description). Whatever is
// thrown here carries neither the token nor an address that contains it.
import { GrammyError, HttpError } from 'grammy'
import { SendError, type SendErrorKind } from '../../../chat/transport.js'
import { codeOf, wasNeverSent } from '../network.js'

/** What was being done. Repeating anything but a send does no harm, and only an edit can find its message gone. */
export type Doing = 'send' | 'edit' | 'other'

const table: { code: number; says: RegExp; kind: SendErrorKind; only?: Doing; formatting?: boolean }[] = [
  { code: 400, says: /message to edit not found|message can't be edited|MESSAGE_ID_INVALID/i, kind: 'gone' },
  { code: 400, says: /there is no (text|caption) in the message to edit/i, kind: 'gone', only: 'edit' },
  { code: 400, says: /message (to delete|identifier)/i, kind: 'gone' },
  { code: 400, says: /message can't be deleted/i, kind: 'rejected' },
  { code: 400, says: /chat not found|PEER_ID_INVALID|user not found/i, kind: 'blocked' },
  { code: 400, says: /not enough rights|have no rights|CHAT_WRITE_FORBIDDEN|CHAT_RESTRICTED/i, kind: 'blocked' },
  { code: 400, says: /group chat was (deleted|deactivated)/i, kind: 'blocked' },
  {
    code: 400,
    says: /can't parse|ENTITY|entities|BUTTON_|reply markup|inline keyboard|REPLY_MARKUP/i,
    kind: 'rejected',
    formatting: true,
  },
  { code: 400, says: /message to be replied not found|replied message not found/i, kind: 'rejected', formatting: true },
  { code: 403, says: /./, kind: 'blocked' },
  { code: 401, says: /./, kind: 'revoked' },
  { code: 404, says: /^Not Found$/i, kind: 'revoked' },
  { code: 409, says: /./, kind: 'unreachable' },
]

/** Whether an edit failed only because the message already looks so. */
export function isNotModified(error: unknown): boolean {
  return error instanceof GrammyError && /message is not modified/i.test(error.description)
}

/** The same error in the post's words. */
export function sendError(error: unknown, doing: Doing): SendError {
  if (error instanceof SendError) return error
  if (error instanceof GrammyError) return refusal(error, doing)
  return lost(error)
}

function refusal(error: GrammyError, doing: Doing): SendError {
  const { error_code: code, description, parameters } = error
  const message = `${code} ${description}`
  if (parameters.migrate_to_chat_id !== undefined) {
    return new SendError('moved', message, { movedTo: String(parameters.migrate_to_chat_id) })
  }
  if (code === 429) return new SendError('throttled', message, { retryAfter: parameters.retry_after ?? 1 })
  if (code >= 500) return new SendError('unreachable', message)
  for (const row of table) {
    if (row.code !== code || !row.says.test(description) || (row.only && row.only !== doing)) continue
    return new SendError(row.kind, message, row.formatting ? { formatting: true } : {})
  }
  return new SendError('rejected', message)
}

function lost(error: unknown): SendError {
  const inner: unknown = error instanceof HttpError ? error.error : error
  const code = codeOf(inner)
  if (wasNeverSent(code)) return new SendError('unreachable', `no connection (${code})`)
  // A dropped connection, a timeout, an answer that is not JSON: it may have been carried out.
  return new SendError('unknown', `no answer (${code ?? shapeOf(inner)})`)
}

function shapeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'not an error'
  const type: unknown = Reflect.get(error, 'type')
  if (typeof type === 'string') return type
  return /timed out/.test(error.message) ? 'timeout' : error.name
}
