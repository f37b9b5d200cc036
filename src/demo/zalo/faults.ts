// Trouble on demand: the next calls that match are refused, delayed or cut off, before or after they have had their effect.

export type FaultKind =
  | '401'
  | '403'
  | '404'
  | '408'
  | '429'
  | '500'
  | '502-html'
  | '504-html'
  | 'drop-before'
  | 'drop-after'
  | 'timeout-after'
  | 'slow'

export interface Fault {
  /** Which method; without it every one except getUpdates. */
  method?: string
  chatId?: string
  kind: FaultKind
  /** For `slow`: how long. For a timeout: how long until the connection is cut; without it until the client gives up. */
  delayMs?: number
  /** How many calls it hits, 1 unless told. */
  times?: number
  /** For the gateways' answers: the call is carried out all the same. */
  effect?: boolean
}

export interface Faults {
  list: (Fault & { left: number })[]
}

/** The fault that hits this call, used up by one. */
export function takeFault(faults: Faults, method: string, chatId: string | undefined): Fault | undefined {
  const at = faults.list.findIndex(
    (fault) =>
      (fault.method ? fault.method === method : method !== 'getUpdates') &&
      (fault.chatId === undefined || fault.chatId === chatId),
  )
  const fault = faults.list[at]
  if (fault && --fault.left <= 0) faults.list.splice(at, 1)
  return fault
}
