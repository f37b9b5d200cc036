// Preloaded into the real program (`node --import`): kills it, as the power switch would, at the n-th time it passes a named
// moment, or so many milliseconds after it: "migrate.began:1:20". "*" is any moment.
import { subscribe } from 'node:diagnostics_channel'

const [name, nth, after] = (process.env.DONDOC_TEST_KILL ?? '').split(':')
let left = Number(nth ?? 1)
subscribe('dondoc:moment', (moment) => {
  if ((name !== '*' && moment !== name) || --left !== 0) return
  const die = () => process.kill(process.pid, 'SIGKILL')
  if (after === undefined) die()
  else setTimeout(die, Number(after))
})
