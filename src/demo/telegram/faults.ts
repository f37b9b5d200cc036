// Trouble on demand: the next calls that match are refused, delayed, cut off, before or after they have had their effect.

export type FaultKind =
  | '429'
  | '500'
  | '502-html'
  | 'timeout-before'
  | 'timeout-after'
  | 'drop-before'
  | 'drop-after'
  | 'slow'

export interface Fault {
  /** Which method; without it every method except getUpdates. `download` is the download of a file. */
  method?: string
  chatId?: number
  kind: FaultKind
  /** Seconds, for 429. */
  retryAfter?: number
  /** For `slow`: how long. For timeouts: how long until the connection is cut; without it until the client gives up. */
  delayMs?: number
  /** How many calls it hits, 1 unless told. */
  times?: number
  /** For `502-html`: the call is carried out all the same. */
  effect?: boolean
}

export interface Faults {
  list: (Fault & { left: number })[]
}

export function addFault(faults: Faults, fault: Fault): void {
  faults.list.push({ ...fault, left: fault.times ?? 1 })
}

/** The fault that hits this call, used up by one. */
export function takeFault(faults: Faults, method: string, chatId: number | undefined): Fault | undefined {
  const at = faults.list.findIndex(
    (fault) =>
      (fault.method ? fault.method.toLowerCase() === method.toLowerCase() : method !== 'getUpdates') &&
      (fault.chatId === undefined || fault.chatId === chatId),
  )
  const fault = faults.list[at]
  if (fault && --fault.left <= 0) faults.list.splice(at, 1)
  return fault
}
