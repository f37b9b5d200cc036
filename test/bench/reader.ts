// The reader beside the extraction alone, per format: TZ=UTC node --import tsx test/bench/reader.ts [FILE...], the corpus's without files.
import { readFileSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { performance } from 'node:perf_hooks'
import { projectFile } from '../../src/lib/project.js'
import { answer, type ReadableKind } from '../../src/office/directives/extract/read.js'
import { readLetter } from '../../src/office/directives/reader/letter.js'

const folder = projectFile('test', 'office', 'directives', 'files')
const rounds = 15
const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const own = ['10-bang.docx', '02-la-ma-diem.doc', '10-bang.pdf', '02-la-ma-diem.pdf'].map((name) => `${folder}/${name}`)
const given = process.argv.slice(2)

for (const path of given.length > 0 ? given : own) {
  const bytes = readFileSync(path)
  const name = basename(path)
  const kind = extname(path).slice(1) as ReadableKind
  const extracting: number[] = []
  const reading: number[] = []
  let peak = 0
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    const got = await answer({ kind, bytes: Uint8Array.from(bytes) })
    const between = performance.now()
    if ('text' in got) readLetter(got.text)
    extracting.push(between - start)
    reading.push(performance.now() - between)
    peak = Math.max(peak, process.memoryUsage().rss)
  }
  const [alone, more] = [median(extracting), median(reading)]
  const ratio = ((alone + more) / alone).toFixed(2)
  process.stdout.write(
    `${name}: extraction ${alone.toFixed(1)} ms, with reading ${(alone + more).toFixed(1)} ms, ratio ${ratio}, peak ${Math.round(peak / 1048576)} MB\n`,
  )
}
