// Telegram's limits (Bot API; core.telegram.org/bots/faq for the rates, where edits count as sends).
import type { Capabilities } from '../../../chat/transport.js'

export const telegramCapabilities: Capabilities = {
  platform: 'telegram',
  buttons: true,
  edit: true,
  cardPerAssignment: true,
  maxText: 4096,
  maxCaption: 1024,
  documentsIn: true,
  documentsOut: true,
  taps: true,
  pushes: true,
  hearsAll: true,
  groupEvents: true,
  keepsUpdates: 24 * 3600_000,
  styles: true,
  maxDownload: 20 * 1024 * 1024,
  repeatUnknown: true,
  longestPause: 60_000,
  limits: { perSecond: 30, chatGap: 1000, groupPerMinute: 20, groupReserve: 3 },
}
