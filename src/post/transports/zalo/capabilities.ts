// What the Zalo Bot Platform can do (reference/zalo.md sections 2 and 4). No rate is published: one a second is cautious.
import type { Capabilities } from '../../../chat/transport.js'

export const zaloCapabilities: Capabilities = {
  platform: 'zalo',
  buttons: false,
  edit: false,
  cardPerAssignment: false,
  maxText: 2000,
  maxCaption: 2000,
  documentsIn: false,
  documentsOut: false,
  taps: false,
  pushes: true,
  hearsAll: false,
  groupEvents: false,
  // Told once to whoever asks; how long a webhook is tried again is not documented.
  keepsUpdates: 0,
  styles: false,
  // The free plan, as third parties read the price page in September 2026.
  quota: 3000,
  maxDownload: 20 * 1024 * 1024,
  repeatUnknown: false,
  atOnce: 1,
  longestPause: 5 * 60_000,
  limits: { perSecond: 1, chatGap: 1000, groupPerMinute: 20, groupReserve: 3 },
}
