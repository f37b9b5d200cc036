// Files given as evidence, fetched and looked at: what runs, is empty, too large or secret is not kept.
import { SendError } from '../../../chat/transport.js'
import type { Tx } from '../../../db/db.js'
import { saveFile } from '../../../files/store.js'
import { clean, shorten } from '../../../lib/vietnamese.js'
import type { ChoreTools } from '../../../post/chores.js'
import { eraseHandedOver } from '../../../post/removal.js'
import { isRefusedAlbum } from '../../../talk/secret-album.js'
import { runsByContent } from './runnable.js'
import type { FetchedFile } from './store.js'

export interface EvidenceFile {
  handle: string
  name: string
  type: string
  /** The message it came in, and the inbox row: a secret has to go from both. */
  ref: string
  updateId: number
}

export interface Refused {
  file: EvidenceFile
  why: 'runs' | 'empty' | 'big' | 'secret'
}

export interface Fetched {
  kept: FetchedFile[]
  refused: Refused[]
}

/** The stamp of a state secret in a file ("MẬT"), if it has one. */
export type StampInFile = (bytes: Uint8Array, name: string) => Promise<string | undefined>

/** Files of one message, or of one album, as they were given by a person in a chat. */
export interface FetchInput {
  channelId: number
  chatId: number
  personId: number
  album?: string
  files: readonly EvidenceFile[]
}

/** Fetches the files and keeps the bytes of those that may be kept. Throws when the platform cannot be asked now. */
export async function fetchEvidence(stampInFile: StampInFile, input: FetchInput, tools: ChoreTools): Promise<Fetched> {
  const fetched: Fetched = { kept: [], refused: [] }
  const { album, chatId, personId } = input
  // Another picture of it, which came after these, bears the stamp.
  if (album !== undefined && (await tools.read((tx) => isRefusedAlbum(tx, { chatId, personId, album }))))
    return { ...fetched, refused: input.files.map((file) => ({ file, why: 'secret' })) }
  for (const file of input.files) {
    const bytes = await bytesOf(input.channelId, file, tools)
    const why = bytes ? await troubleWith(stampInFile, file, bytes) : 'big'
    if (why || !bytes) fetched.refused.push({ file, why: why ?? 'big' })
    else fetched.kept.push({ ...(await saveFile(tools.filesFolder, bytes)), name: nameOf(file), type: file.type })
  }
  return fetched
}

/** The bytes, or undefined when the platform will not give them (too big). Anything else is thrown and tried again. */
async function bytesOf(channelId: number, file: EvidenceFile, tools: ChoreTools): Promise<Uint8Array | undefined> {
  try {
    return (await tools.transportFor(channelId).fetchFile(file.handle)).bytes
  } catch (error) {
    if (error instanceof SendError && error.kind === 'rejected') return undefined
    throw error
  }
}

async function troubleWith(
  stampInFile: StampInFile,
  file: EvidenceFile,
  bytes: Uint8Array,
): Promise<Refused['why'] | undefined> {
  if (bytes.byteLength === 0) return 'empty'
  if (runsByContent(bytes)) return 'runs'
  return (await stampInFile(bytes, file.name)) ? 'secret' : undefined
}

/** The name as it is kept and said. */
export function nameOf(file: Pick<EvidenceFile, 'name'>): string {
  return (
    shorten(
      clean(file.name)
        .replace(/[\s/\\]+/g, ' ')
        .trim(),
      120,
    ) || 'minh-chung'
  )
}

/** Takes what is secret out of the inbox, the chore and the chat it came in. */
export async function eraseSecrets(
  tx: Tx,
  from: { choreId: number; chatId: number },
  refused: readonly Refused[],
  now: Date,
): Promise<void> {
  for (const { file, why } of refused)
    if (why === 'secret') await eraseHandedOver(tx, { ...from, updateId: file.updateId, ref: file.ref }, now)
}
