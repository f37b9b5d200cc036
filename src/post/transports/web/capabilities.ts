// What the program's own pages can do. Nobody else sets limits here; a page shows what was said when somebody looks.
import type { Capabilities } from '../../../chat/transport.js'

export const webCapabilities: Capabilities = {
  platform: 'web',
  buttons: true,
  edit: true,
  cardPerAssignment: true,
  maxText: 4096,
  maxCaption: 4096,
  documentsIn: true,
  documentsOut: true,
  taps: false,
  pushes: false,
  hearsAll: true,
  groupEvents: false,
  keepsUpdates: Number.POSITIVE_INFINITY,
  styles: true,
  maxDownload: 20 * 1024 * 1024,
  repeatUnknown: true,
  longestPause: 1000,
  limits: { perSecond: 10_000, chatGap: 0, groupPerMinute: 10_000, groupReserve: 0 },
}
