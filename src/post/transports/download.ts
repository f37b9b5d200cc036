// Fetching a file's bytes with a limit that is kept while they arrive. The address contains the token: no error quotes it.
import { SendError } from '../../chat/transport.js'
import { codeOf, wasNeverSent } from './network.js'

/** At most `most` bytes within `milliseconds`. Throws `SendError`; `rejected` when the file is larger or not there. */
export async function downloadFile(url: string, most: number, milliseconds: number): Promise<Uint8Array> {
  // A slow line may take its time, as long as something keeps arriving.
  const stalled = new AbortController()
  let timer = setTimeout(() => stalled.abort(), milliseconds)
  try {
    const response = await fetch(url, { signal: stalled.signal })
    if (!response.ok || !response.body) {
      await response.body?.cancel()
      throw new SendError(response.status >= 500 ? 'unreachable' : 'rejected', `file: HTTP ${response.status}`)
    }
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of response.body) {
      const bytes: Uint8Array = chunk
      size += bytes.byteLength
      if (size > most) throw new SendError('rejected', 'file is too big')
      chunks.push(bytes)
      clearTimeout(timer)
      timer = setTimeout(() => stalled.abort(), milliseconds)
    }
    return new Uint8Array(Buffer.concat(chunks, size))
  } catch (error) {
    if (error instanceof SendError) throw error
    const code = codeOf(error)
    throw new SendError(wasNeverSent(code) ? 'unreachable' : 'unknown', `file: no answer (${code ?? 'cut off'})`)
  } finally {
    clearTimeout(timer)
    stalled.abort()
  }
}
