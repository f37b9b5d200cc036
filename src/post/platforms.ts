// What each platform can do, as data. Nothing else asks which platform it is.
import type { Capabilities } from '../chat/transport.js'
import { telegramCapabilities } from './transports/telegram/capabilities.js'
import { zaloCapabilities } from './transports/zalo/capabilities.js'

export function capabilitiesOf(platform: 'telegram' | 'zalo'): Capabilities {
  return platform === 'telegram' ? telegramCapabilities : zaloCapabilities
}
