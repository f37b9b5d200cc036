// A commune with work to report about, its files as written, and what stands in them.
import { asc } from 'drizzle-orm'
import { unzipSync } from 'fflate'
import { files } from '../../../src/db/schema/files.js'
import { openFile } from '../../../src/files/store.js'
import { instantOf } from '../../../src/lib/day.js'
import { reminderEntries } from '../../../src/office/reminders/dialog.js'
import { runReminders } from '../../../src/office/reminders/job.js'
import { reportChores, reportEntries } from '../../../src/office/reports/dialog.js'
import { summaryEntries } from '../../../src/office/summary/dialog.js'
import { openWorld, type World } from '../../support/world.js'
import { filesFolder, workChores } from '../chores.js'
import { giveAll } from '../reminders/work.js'

export const at = (day: string, time = '08:00') => instantOf(day, time)

/** A text that would be a formula or markup, were it not text. */
export const hostile = '=HYPERLINK("http://x","bấm") & <b>đậm</b>'

/** Monday 28 September 2026 with a month of work of four units. */
export async function openCommune(): Promise<World> {
  const world = await openWorld({
    entries: [reminderEntries(), summaryEntries(), reportEntries()],
    now: at('2026-07-01', '09:00'),
  })
  const done = (day: string) => ({ status: 'done' as const, reportedAt: at(day, '10:00'), doneAt: at(day, '11:00') })
  await giveAll(world, [
    { number: 1, unit: 'KT', text: hostile, area: 'public-finance', legalDueOn: '2026-09-10' },
    { number: 2, unit: 'KT', area: 'procedures', legalDueOn: '2026-09-11', extendedTo: '2026-10-18' },
    { number: 3, unit: 'VHXH', text: 'Số hóa hồ sơ', area: 'digital', legalDueOn: '2026-08-31', ...done('2026-08-28') },
    { number: 4, unit: 'VHXH', area: 'procedures', legalDueOn: '2026-08-20', ...done('2026-09-01') },
    { number: 5, unit: 'PVHCC', area: 'procedures', trackingOn: '2026-09-05' },
    { number: 6, unit: 'VP', area: 'procedures', status: 'unanswered' },
    { number: 7, unit: 'VP', area: 'procedures', standing: true, status: 'maintained' },
  ])
  world.now = at('2026-09-28', '07:30')
  return world
}

/** What was written so far. */
export async function made(world: World): Promise<{ name: string; bytes: Uint8Array }[]> {
  await workChores(world, reportChores())
  const rows = await world.database.db.select().from(files).orderBy(asc(files.id))
  return Promise.all(
    rows.map(async (file) => ({ name: file.name, bytes: await openFile(await filesFolder(), file.sha256) })),
  )
}

/** The document's words, paragraph by paragraph. */
export function wordsOf(bytes: Uint8Array): string[] {
  const xml = new TextDecoder().decode(unzipSync(bytes)['word/document.xml'])
  return xml
    .split('</w:p>')
    .map((part) => [...part.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map((found) => found[1]).join(''))
    .filter((text) => text !== '')
    .map((text) =>
      text
        .replace(/&quot;/g, '"')
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&amp;/g, '&'),
    )
}

/** The digests of that hour, taken by the platform. */
export async function remind(world: World, day: string, time?: string): Promise<void> {
  world.now = at(day, time)
  await runReminders(world.database.db, world.now)
  await world.said()
}
