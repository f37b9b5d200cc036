// The officers' desk in tests: a commune, its router with the letters' entries, chores with a platform that holds files.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asc, eq, isNull } from 'drizzle-orm'
import { zipSync } from 'fflate'
import { SendError, type SendErrorKind, type Transport } from '../../../src/chat/transport.js'
import { directives } from '../../../src/db/schema/directives.js'
import { chores } from '../../../src/db/schema/post.js'
import { silentLog } from '../../../src/lib/log.js'
import { type Draft, readDraft } from '../../../src/office/directives/draft.js'
import { directiveChores, directiveEntries } from '../../../src/office/directives/entries.js'
import { stampInWords } from '../../../src/office/directives/stamp-in-words.js'
import { type AnyChoreKind, makeChores } from '../../../src/post/chores.js'
import type { Lease } from '../../../src/post/lease.js'
import { removalChore } from '../../../src/post/removal.js'
import type { Entries } from '../../../src/talk/entry.js'
import { openWorld, type PersonName, type Said, type World } from '../../support/world.js'

/** Written for these tests: headings that are units, bullets, a collective, an unknown unit, deadlines of several kinds. */
export const letter = `ỦY BAN NHÂN DÂN
XÃ ĐƯỜNG AN

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 112/UBND-VHXH
V/v nâng cao chất lượng giải quyết hồ sơ và kỷ cương công vụ

Đường An, ngày 10 tháng 9 năm 2026

Kính gửi: Các cơ quan, đơn vị thuộc xã

Thực hiện Công văn số 2045/UBND-KSTT ngày 01/9/2026 của Ủy ban nhân dân thành phố về cải cách hành chính, Ủy ban nhân dân xã yêu cầu các cơ quan, đơn vị thực hiện các nội dung sau:

1. Các cơ quan, đơn vị

- Tổ chức quán triệt nội dung công văn này đến toàn thể cán bộ, công chức, viên chức của đơn vị mình.

- Báo cáo kết quả thực hiện về Phòng Văn hóa - Xã hội trước ngày 20 hằng tháng để tổng hợp chung toàn xã.

2. Phòng Văn hóa - Xã hội

- Tham mưu ban hành kế hoạch tự kiểm tra cải cách hành chính, hoàn thành trong quý III/2026.

3. Phòng Kinh tế

- Thực hiện giải ngân 100% kế hoạch vốn đầu tư công, hoàn thành trước ngày 31/12/2026.

- Công khai ngân sách và quản lý tài sản công theo quy định của pháp luật hiện hành.

4. Trung tâm Phục vụ hành chính công

- Bảo đảm 100% hồ sơ thủ tục hành chính được giải quyết đúng hạn, trước hạn trong năm 2026.

5. Hạt Kiểm lâm khu vực

- Rà soát, số hóa hồ sơ còn hiệu lực và cập nhật lên hệ thống dùng chung của thành phố.

Yêu cầu các đơn vị nghiêm túc triển khai thực hiện./.

Nơi nhận:
- Như trên;
- Lưu: VT, VHXH.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Phạm Văn Đức`

/** The same without the heading nobody knows: nothing in it is unclear. */
export const clearLetter = letter.replace(/5\. Hạt Kiểm lâm[\s\S]*?thành phố\.\n\n/, '')

export interface Desk {
  world: World
  files: Map<string, Uint8Array>
  removed: string[]
  /** Messages the platform does not delete, and why. */
  kept: Map<string, SendErrorKind>
  /** So many messages are deleted before the platform wants a pause of a minute; any number when missing. */
  removals: { left?: number }
  /** Moves the clock past the two seconds and does all chores that are due. */
  work(): Promise<void>
  /** Pastes a letter and lets it be read. Returns its id. */
  paste(text: string, who?: PersonName): Promise<number>
  draft(id: number): Promise<{ draft: Draft; version: number; state: string }>
  /** Types the answer to the question asked last in this person's chat. */
  answers(who: PersonName, text: string): Promise<void>
  /** The newest screen in a person's private chat. */
  screen(who?: PersonName): Promise<Said>
  close(): Promise<void>
}

export async function openDesk(options: { now?: Date; entries?: Entries[] } = {}): Promise<Desk> {
  const world = await openWorld({
    entries: [...(options.entries ?? []), directiveEntries()],
    secretStamp: stampInWords,
    ...(options.now ? { now: options.now } : {}),
  })
  const files = new Map<string, Uint8Array>()
  const removed: string[] = []
  const kept: Desk['kept'] = new Map()
  const removals: Desk['removals'] = {}
  const folder = await mkdtemp(join(tmpdir(), 'dondoc-desk-'))
  const transport = {
    fetchFile: async (handle: string) => {
      const bytes = files.get(handle)
      if (!bytes) throw new Error(`no file ${handle}`)
      return { bytes }
    },
    remove: async (_chat: string, ref: string) => {
      const refusal = kept.get(ref)
      if (removals.left === 0) throw new SendError('throttled', 'later', { retryAfter: 60 })
      if (removals.left !== undefined) removals.left--
      if (removed.includes(ref)) throw new SendError('gone', 'no')
      if (refusal) throw new SendError(refusal, 'no')
      removed.push(ref)
    },
  } as unknown as Transport
  const runner = makeChores({
    database: world.database,
    clock: { now: () => world.now, elapsed: () => 0 },
    log: silentLog(),
    lease: { held: () => true, underLease: async () => {} } as unknown as Lease,
    transports: new Map([[world.channelId, transport]]),
    filesFolder: folder,
    kinds: [...directiveChores(), removalChore as unknown as AnyChoreKind],
    onDone: () => {},
  })
  const desk: Desk = {
    world,
    files,
    removed,
    kept,
    removals,
    async work() {
      world.now = new Date(world.now.getTime() + 3000)
      while (await runner.runOnce()) {
        // A chore may have made another.
      }
      const [stuck] = await world.database.db.select().from(chores).where(isNull(chores.doneAt)).limit(1)
      if (stuck?.lastError && !stuck.failedAt) throw new Error(stuck.lastError)
    },
    async paste(text, who = 'Hoa') {
      for (const part of cutLikeApps(text)) await world.says(who, 'riêng', part)
      await desk.work()
      const rows = await world.database.db.select({ id: directives.id }).from(directives).orderBy(asc(directives.id))
      return rows.at(-1)?.id ?? 0
    },
    async draft(id) {
      const [row] = await world.database.db.select().from(directives).where(eq(directives.id, id))
      return { draft: readDraft(row!.draft), version: row!.draftVersion, state: row!.state }
    },
    async answers(who, text) {
      const asked = (await world.said('riêng', who)).findLast((one) => one.message.ask)
      await world.says(who, 'riêng', text, asked ? String(asked.id) : undefined)
    },
    async screen(who = 'Hoa') {
      await world.said()
      const rows = await world.history(world.privates[who])
      return rows.findLast((one) => one.slot?.startsWith('draft:'))!
    },
    async close() {
      await world.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
  return desk
}

/** At 4,096 characters at most, at the last line or space before. */
export function cutLikeApps(text: string): string[] {
  const parts: string[] = []
  let rest = text
  while (rest.length > 4096) {
    const at = Math.max(rest.lastIndexOf('\n', 4096), rest.lastIndexOf(' ', 4096))
    parts.push(rest.slice(0, at))
    rest = rest.slice(at + 1)
  }
  return [...parts, rest]
}

const inXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** A Word file with one paragraph per line. */
export function docx(text: string): Uint8Array {
  const body = text
    .split('\n')
    .map((line) => `<w:p><w:r><w:t xml:space="preserve">${inXml(line)}</w:t></w:r></w:p>`)
    .join('')
  const bytes = (xml: string) =>
    new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${xml}`)
  return zipSync({
    '[Content_Types].xml': bytes(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    ),
    '_rels/.rels': bytes(
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    ),
    'word/document.xml': bytes(
      `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
    ),
  })
}

/** A letter with so many tasks, spread over the units. */
export function longLetter(tasks: number): string {
  const units = [
    'Phòng Kinh tế',
    'Phòng Văn hóa - Xã hội',
    'Văn phòng HĐND và UBND',
    'Trung tâm Phục vụ hành chính công',
    'Trung tâm Dịch vụ sự nghiệp công',
  ]
  const sections = units.map((unit, index) => {
    const bullets = Array.from(
      { length: Math.ceil(tasks / units.length) },
      (_, at) =>
        `- Tổ chức rà soát nội dung thứ ${index * 100 + at + 1} thuộc phạm vi quản lý, lập danh sách các tồn tại, hạn chế và đề xuất phương án khắc phục cụ thể, phân công rõ người chịu trách nhiệm, báo cáo kết quả trước ngày ${(at % 27) + 1}/10/2026.`,
    )
    return [`${index + 1}. ${unit}`, ...bullets].join('\n\n')
  })
  const head = letter.slice(0, letter.indexOf('1. Các cơ quan'))
  const tail = letter.slice(letter.indexOf('Yêu cầu các đơn vị nghiêm túc'))
  return `${head}${sections.join('\n\n')}\n\n${tail}`
}
