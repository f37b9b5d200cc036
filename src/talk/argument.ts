// Arguments of buttons come from the client: read them strictly, then look them up in the actor's commune.
import { UserError } from '../lib/errors.js'

/** The row number in a button's argument. Throws the refusal of an old button when it is none. */
export function idArgument(text: string | undefined): number {
  if (text === undefined || !/^\d{1,15}$/.test(text)) throw new UserError('talk-old-button')
  return Number(text)
}
