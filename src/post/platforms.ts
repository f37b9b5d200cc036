// What each platform can do, as data. Nothing else asks which platform it is.
import type { Capabilities } from '../chat/transport.js'
import { telegramCapabilities } from './transports/telegram/capabilities.js'

export function capabilitiesOf(platform: 'telegram' | 'zalo'): Capabilities {
  if (platform === 'telegram') return telegramCapabilities
  throw new Error(`no transport for ${platform} yet`)
}
