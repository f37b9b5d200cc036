// What each platform can do, as data. Nothing else asks which platform it is.
import type { Capabilities } from '../chat/transport.js'
import { telegramCapabilities } from './transports/telegram/capabilities.js'
import { webCapabilities } from './transports/web/capabilities.js'
import { zaloCapabilities } from './transports/zalo/capabilities.js'

const all: Record<Capabilities['platform'], Capabilities> = {
  telegram: telegramCapabilities,
  zalo: zaloCapabilities,
  web: webCapabilities,
}

export function capabilitiesOf(platform: Capabilities['platform']): Capabilities {
  return all[platform]
}
