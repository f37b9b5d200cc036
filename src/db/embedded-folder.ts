// The folder of the embedded database before it is opened. PGlite writes into whatever it opens and makes a new database
// where it finds none, so a folder that looks wrong is refused, and a copy is kept until opening has succeeded.
import { existsSync } from 'node:fs'
import { open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectFile } from '../lib/project.js'
import { packFolder, unpackFolder } from './folder-archive.js'
import { DatabaseRefusal } from './refusal.js'

/** The major version of PostgreSQL inside the embedded database, and the number of its catalogs. */
const VERSION = '18'
/** Of PGlite 0.5: a folder with another one does not open. */
const CATALOG = 202506291

/** What an embedded database has at the least. */
const needed = ['PG_VERSION', 'global/pg_control', 'global', 'base', 'pg_wal', 'pg_xact', 'postgresql.conf']

/** The embedded database does not open; its folder is as it was. */
export class BrokenFolder extends DatabaseRefusal {
  override name = 'BrokenFolder'
}

export interface PreparedFolder {
  /** `DATA_DIR/pg` */
  path: string
  /** Opening succeeded: the copy may go. */
  opened(): Promise<void>
  /** Opening failed: puts everything back as it was. Returns what to tell the operator. */
  failed(error: unknown): Promise<BrokenFolder>
}

/**
 * Looks at the embedded database in `DATA_DIR` and copies it. Throws `BrokenFolder` when it is not one that this program
 * can open. The caller holds the folder's lock.
 */
export async function prepareFolder(
  dataDir: string,
  newDatabase = projectFile('dist', 'new-database'),
): Promise<PreparedFolder> {
  const path = join(dataDir, 'pg')
  const copy = join(dataDir, 'pg.before')
  const part = join(dataDir, 'pg.copying')
  const creating = join(dataDir, 'pg.creating')
  for (const left of [part, `${path}.away`]) await rm(left, { recursive: true, force: true })
  // A first creation that was interrupted: nothing was stored in it yet.
  if (existsSync(creating)) await rm(path, { recursive: true, force: true })
  const present = await readdir(path).catch(() => [])
  if (present.length === 0 && !existsSync(copy)) {
    await writeFile(creating, '')
    await unpackNew(newDatabase, path)
    return {
      path,
      opened: () => rm(creating, { force: true }),
      async failed(error) {
        await rm(path, { recursive: true, force: true })
        await rm(creating, { force: true })
        return new BrokenFolder(`Không tạo được cơ sở dữ liệu nhúng trong ${path}: ${shortReason(error)}.`)
      },
    }
  }
  // A start was cut off while it put the copy back.
  if (existsSync(copy) && !existsSync(join(path, 'PG_VERSION'))) await putBack(copy, part, path)
  // A copy that is still there is of a start that did not get to its end: the older state is the one to go back to.
  if (!existsSync(copy)) {
    const wrong = await whatIsWrong(path)
    if (wrong) throw await broken(dataDir, wrong)
    await copyFolder(path, part, copy)
  }
  return {
    path,
    async opened() {
      await rename(copy, part)
      await rm(part, { recursive: true, force: true })
    },
    async failed(error) {
      await putBack(copy, part, path)
      return broken(dataDir, shortReason(error))
    },
  }
}

/**
 * A new database as the build has made it (`.scripts/build.mjs`): PGlite takes seconds and 800 MB of memory to make one of its own, which it does
 * where this one is missing or of another version.
 */
async function unpackNew(packed: string, path: string): Promise<void> {
  if (!existsSync(packed)) return
  try {
    await rm(path, { recursive: true, force: true })
    unpackFolder(packed, path)
    if (!(await whatIsWrong(path))) return
  } catch {
    // What the disk does not take now, it will not take from PGlite either, and then there is a sentence for it.
  }
  await rm(path, { recursive: true, force: true })
}

async function copyFolder(from: string, part: string, to: string): Promise<void> {
  try {
    packFolder(from, part)
    await rename(part, to)
  } catch (error) {
    await rm(part, { recursive: true, force: true }).catch(() => {})
    throw new BrokenFolder(
      `Không chép được ${from} để mở cho an toàn (${shortReason(error)}); kiểm tra dung lượng và quyền ghi của ổ đĩa.`,
    )
  }
}

/**
 * The database as it was copied: whole before the damaged one goes, which goes in one step, and the copy last, so that one that is cut off is put
 * back again at the next start. Throws `BrokenFolder`, with the copy in its place, when the disk does not take it.
 */
async function putBack(copy: string, part: string, path: string): Promise<void> {
  const away = `${path}.away`
  try {
    await rm(part, { recursive: true, force: true })
    // Earlier versions copied file by file.
    const isFolder = (await stat(copy)).isDirectory()
    if (!isFolder) unpackFolder(copy, part)
    await rm(away, { recursive: true, force: true })
    if (existsSync(path)) await rename(path, away)
    await rename(isFolder ? copy : part, path)
    await rm(copy, { recursive: true, force: true })
    await rm(away, { recursive: true, force: true })
  } catch (error) {
    throw new BrokenFolder(
      `Không đặt lại được cơ sở dữ liệu nhúng từ bản sao ${copy} (${shortReason(error)}); bản sao được giữ nguyên. Kiểm tra dung lượng và quyền ghi của ổ đĩa rồi chạy lại.`,
    )
  }
}

/** Why this is no database that the program can open, or undefined. */
async function whatIsWrong(path: string): Promise<string | undefined> {
  for (const name of needed) if (!existsSync(join(path, name))) return `thiếu ${name}`
  const version = (await readFile(join(path, 'PG_VERSION'), 'utf8')).trim()
  if (version !== VERSION) return `thuộc PostgreSQL ${version.slice(0, 10)}, chương trình này dùng ${VERSION}`
  const control = await head(join(path, 'global', 'pg_control'), 16)
  if (control.length < 16) return 'tệp global/pg_control bị cụt'
  const catalog = control.readUInt32LE(12)
  if (catalog !== CATALOG) return `tệp global/pg_control hỏng hoặc thuộc phiên bản khác (${catalog})`
  return undefined
}

async function head(path: string, length: number): Promise<Buffer> {
  const handle = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

async function broken(dataDir: string, reason: string): Promise<BrokenFolder> {
  const path = join(dataDir, 'pg')
  const dump = await newestDump(join(dataDir, 'dumps'))
  const advice = dump
    ? `Đề nghị đổi tên thư mục đó rồi khôi phục bản kết xuất gần nhất: npm run dondoc -- restore ${dump} --into-empty`
    : 'Chưa có bản kết xuất nào trong thư mục dumps; đề nghị đổi tên thư mục đó rồi khôi phục từ bản sao lưu: npm run dondoc -- restore TỆP --into-empty'
  return new BrokenFolder(`Không mở được cơ sở dữ liệu nhúng ${path} (${reason}); thư mục được giữ nguyên. ${advice}.`)
}

async function newestDump(folder: string): Promise<string | undefined> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.dondoc'))
  const dated = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })))
  const newest = dated.sort((a, b) => b.at - a.at)[0]
  return newest && join(folder, newest.name)
}

/** PGlite's own errors quote pages of code. */
function shortReason(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return (text.split('\n')[0] ?? '').replace(/\.$/, '').slice(0, 160)
}
