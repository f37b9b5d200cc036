// Preloaded into the real program (`node --import`): kills it, as the power switch would, at the n-th time it passes a named moment.
import { subscribe } from 'node:diagnostics_channel'

const [name, nth] = (process.env.DONDOC_TEST_KILL ?? '').split(':')
let left = Number(nth ?? 1)
subscribe('dondoc:moment', (moment) => {
  if (moment === name && --left === 0) process.kill(process.pid, 'SIGKILL')
})
