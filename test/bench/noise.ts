// A year of a commune, and what each chat got of it: `TZ=UTC node --import tsx test/bench/noise.ts`. Embedded, nothing leaves the machine.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbedded } from '../../src/db/db.js'
import { projectFile } from '../../src/lib/project.js'
import { faultsOf, playYear, tableOf } from '../office/reminders/year.js'

const folder = await mkdtemp(join(tmpdir(), 'dondoc-noise-'))
const database = await openEmbedded(folder)
await database.migrate(projectFile('migrations'))
const began = performance.now()
const year = await playYear(database.db, { from: '2026-08-03', days: 365, letters: 300, seed: 42 })
await database.close()
await rm(folder, { recursive: true, force: true })
const lines = [
  `A year from 3/8/2026: ${year.opened} assignments (300 from letters, the rest recurring), ${year.workingDays} working days; ${((performance.now() - began) / 1000).toFixed(0)} s`,
  '',
  ...tableOf(year),
  '',
  ...(year.failures.length > 0 ? [`${year.failures.length} jobs failed`] : []),
  ...(faultsOf(year).length > 0
    ? faultsOf(year)
    : ['No third digest, none on a day off, at night or at noon; no common group reads who is behind.']),
]
process.stdout.write(`${lines.join('\n')}\n`)
if (faultsOf(year).length > 0 || year.failures.length > 0) process.exitCode = 1
