// The question for evidence as it is kept: for which work, and what of it has been answered.
import { action } from '../../../chat/action.js'
import type { Choice } from '../../../chat/message.js'
import type { Translate } from '../../../lib/i18n.js'

export const EVIDENCE = 'assignment.evidence'

export interface Asked {
  ids: number[]
  mode: 'report' | 'amend'
  /** Evidence is only invited: an ordinary sentence is none. */
  optional?: boolean
  /** Evidence was given just now, at `at` (milliseconds): more files are awaited for a while. */
  after?: boolean
  at?: number
  /** Only courtesy was answered, and it was said that evidence is awaited still. */
  reminded?: boolean
  /** The question that was answered first: below its message stands what was given. */
  root?: number
  /** The album that was given last: its other pictures belong to it. */
  album?: string
}

export function readAsked(data: Record<string, unknown>): Asked {
  return data as unknown as Asked
}

/** The message that asked. */
export const askSlot = (questionId: number) => `ask:${questionId}`

/** What was said of evidence given in private: a reply to it adds more. */
export const givenSlot = (questionId: number, updateId: number | string) => `given:${questionId}:${updateId}`

export function askChoices(t: Translate, questionId: number, mode: Asked['mode']): Choice[][] {
  const button = (verb: string): Choice => ({
    label: t(`assignments-button-${verb}`),
    action: action(`assignment.${verb}`, questionId),
  })
  return [[button(mode === 'report' ? 'noEvidence' : 'retract'), button('cancel')]]
}
