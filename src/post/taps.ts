// Answers to tapped buttons. Every tap is answered once: with what its handler said, at the latest blank after 1.5
// seconds, or with "busy" when it could not even be stored. Nothing waits for these answers.
import type { Transport } from '../chat/transport.js'

export interface Tap {
  /** Answers now, unless it was answered before. */
  answer(text?: string, alert?: boolean): void
  /** It is safe in the database: at the end of its time it is answered blank instead of "busy". */
  stored(): void
  /** Somebody else answers it. */
  forget(): void
}

/** How long the waiting mark may turn on a button. */
export const PATIENCE = 1500

export interface Taps {
  open(transport: Transport, choiceId: string): Tap
  /** Resolves when every answer that was given is out. */
  settled(): Promise<void>
}

/** `busy` is what the tapper reads when the database does not answer. */
export function makeTaps(busy: () => string): Taps {
  const underWay = new Set<Promise<void>>()
  return { open, settled: async () => void (await Promise.all(underWay)) }

  function open(transport: Transport, choiceId: string): Tap {
    let isAnswered = false
    let isStored = false
    const timer = setTimeout(() => (isStored ? answer() : answer(busy(), true)), PATIENCE)
    timer.unref()
    return {
      answer,
      stored: () => {
        isStored = true
      },
      forget,
    }

    function forget(): void {
      isAnswered = true
      clearTimeout(timer)
    }

    function answer(text?: string, alert?: boolean): void {
      if (isAnswered) return
      forget()
      const sending = transport.answerChoice(choiceId, text, alert).finally(() => underWay.delete(sending))
      underWay.add(sending)
    }
  }
}
