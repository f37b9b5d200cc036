// An action is what a button or a number means: `assignment.done:42`. It travels through the platform and comes back,
// so it is at most 64 bytes, carries no names and is believed only after the server has checked it.

/** `slice.verb` or `slice.verb:arg:arg`. Arguments are digits, letters, `-` or `_`. */
export type Action = string

const shape = /^([a-z]+\.[a-zA-Z]+)((?::[A-Za-z0-9_.-]*)*)$/

/** Joins a name and its arguments. Throws when the result could not travel as callback data (64 bytes). */
export function action(name: string, ...args: (string | number)[]): Action {
  const text = [name, ...args].join(':')
  if (!shape.test(text) || text.length > 64) throw new Error(`not an action: ${text}`)
  return text
}

/** Splits an action; undefined when the text cannot be one (forged or foreign data). */
export function parseAction(text: string): { name: string; args: string[] } | undefined {
  const found = text.length <= 64 ? shape.exec(text) : null
  if (!found?.[1]) return undefined
  return { name: found[1], args: found[2] ? found[2].slice(1).split(':') : [] }
}
