// Preloaded into the real program (`node --import`): its clock is off by as many milliseconds as the file says, read again every 200 ms.
import { readFileSync } from 'node:fs'

const file = process.env.DONDOC_TEST_CLOCK
const Real = Date
let off = 0
const look = () => {
  try {
    off = Number(readFileSync(file, 'utf8')) || 0
  } catch {
    off = 0
  }
}
look()
setInterval(look, 200).unref()

class Shifted extends Real {
  constructor(...given) {
    super(...(given.length === 0 ? [Real.now() + off] : given))
  }
  static now() {
    return Real.now() + off
  }
}
globalThis.Date = Shifted
