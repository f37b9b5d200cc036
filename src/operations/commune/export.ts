// Everything of one commune in a zip that any program can read: a JSON file per table, its people and chats, its files
// under their own names. What opens doors (hashes of codes and links) is left out.

import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { finished } from 'node:stream/promises'
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import type { Database } from '../../db/db.js'
import { filePath } from '../../files/store.js'
import { UserError } from '../../lib/errors.js'
import { readTable, type TableShape } from '../backup/tables.js'
import { needCommune } from './archive.js'
import { arrayOf, listChats, listOwned, listPersons, listReferences } from './belongings.js'

export interface ExportInput {
  communeId: number
  path: string
  filesFolder: string
}

/** Left out of the export: useless to a reader, useful to a thief. */
const leftOut = new Set(['code_hash', 'token_hash'])

/** Writes the zip. It gets its name when it is whole. Throws a `UserError` when there is no such commune. */
export async function exportCommune(
  database: Database,
  input: ExportInput,
): Promise<{ name: string; rows: number; files: number; missing: number }> {
  const { communeId, path, filesFolder } = input
  if (existsSync(path)) throw new UserError('operations-backup-exists', { file: path })
  if (!existsSync(dirname(path))) throw new UserError('operations-folder-missing', { folder: dirname(path) })
  const part = `${path}.${randomBytes(4).toString('hex')}.part`
  const zip = writeZip(part)
  try {
    const found = await database.db.transaction(
      async (tx) => {
        const commune = await needCommune(tx, communeId)
        const references = await listReferences(tx)
        const owned = await listOwned(tx, references)
        const persons = await listPersons(tx, communeId, owned, references)
        const chats = await listChats(tx, communeId, persons)
        const tables: { table: TableShape; where: string }[] = [
          { table: { name: 'communes', order: 'id' }, where: `id = ${communeId}` },
          ...owned.map((table) => ({ table, where: `commune_id = ${communeId}` })),
          { table: { name: 'chats', order: 'id' }, where: `id = any('${arrayOf(chats.map((chat) => chat.id))}')` },
          { table: { name: 'persons', order: 'id' }, where: `id = any('${arrayOf(persons)}')` },
          { table: { name: 'accounts', order: '1, 2' }, where: `person_id = any('${arrayOf(persons)}')` },
        ]
        let rows = 0
        const files: { sha256: string; name: string; id: number }[] = []
        for (const { table, where } of tables) {
          await zip.begin(`${table.name}.json`, true)
          let first = true
          for await (const { lines } of readTable(tx, table, where)) {
            const kept = lines.map(
              (line) => JSON.parse(line, (key, value) => (leftOut.has(key) ? undefined : value)) as object,
            )
            await zip.push(Buffer.from(`${first ? '[\n' : ',\n'}${kept.map((row) => JSON.stringify(row)).join(',\n')}`))
            if (table.name === 'files') files.push(...(kept as typeof files))
            first = false
            rows += lines.length
          }
          await zip.push(Buffer.from(first ? '[]\n' : '\n]\n'), true)
        }
        return { name: commune.name, rows, files }
      },
      { isolationLevel: 'repeatable read' },
    )
    let missing = 0
    for (const file of found.files) {
      const from = filePath(filesFolder, file.sha256)
      if (!existsSync(from)) {
        missing += 1
        continue
      }
      await zip.begin(`files/${file.id}-${safeName(file.name)}`, false)
      for await (const bytes of createReadStream(from)) await zip.push(bytes as Buffer)
      await zip.push(new Uint8Array(0), true)
    }
    await zip.finish()
    await rename(part, path)
    return { name: found.name, rows: found.rows, files: found.files.length - missing, missing }
  } catch (error) {
    zip.abandon()
    await rm(part, { force: true }).catch(() => {})
    throw error
  }
}

/** A name that stays in its folder on every system. */
function safeName(name: string): string {
  return name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._ -]+/gu, '_')
    .replace(/^\.+/, '_')
    .slice(-120)
}

/** A zip that is written as it is made. */
function writeZip(path: string) {
  const out = createWriteStream(path, { flags: 'wx', mode: 0o600 })
  const ended = finished(out)
  ended.catch(() => {})
  let failure: unknown
  let entry: ZipDeflate | ZipPassThrough | undefined
  const zip = new Zip((error, chunk, final) => {
    if (error) failure = error
    else out.write(chunk)
    if (final) out.end()
  })
  return {
    async begin(name: string, compress: boolean) {
      entry = compress ? new ZipDeflate(name, { level: 6 }) : new ZipPassThrough(name)
      zip.add(entry)
    },
    async push(bytes: Uint8Array, final = false) {
      entry?.push(bytes, final)
      if (failure) throw failure
      if (out.destroyed) await ended
      if (out.writableNeedDrain) await once(out, 'drain')
    },
    async finish() {
      zip.end()
      await ended
      const handle = await open(path, 'r+')
      await handle.sync()
      await handle.close()
    },
    abandon() {
      out.destroy()
    },
  }
}
