// `npm run demo`: a commune to play in, on a page or as a story in the terminal. Loopback only; nothing outlives it.
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { instantOf } from '../lib/day.js'
import { messageOf } from '../lib/errors.js'
import { join, makeCast } from './joining.js'
import { demoLetters } from './letters/letters.js'
import { type Playground, PortTaken, servePage } from './page/server.js'
import type { OpenProgram } from './program.js'
import { openStage } from './stage.js'
import { LetterRefused, playTour } from './tour.js'

/** Monday 14 September 2026, 08:30: a quarter that ends soon and a month whose report is due. */
const start = instantOf('2026-09-14', '08:30')
const commune = 'UBND xã An Khánh'
const port = 4000

const usage = `Cách dùng:
  npm run demo                            trang thử ở http://localhost:${port}
  npm run demo -- --tour                  câu chuyện một tháng, in ra màn hình
  npm run demo -- --tour --letter TỆP     câu chuyện đó với văn bản của đồng chí (.txt, .docx)
`

/** Plays; resolves with the exit code. */
export async function runDemo(args: string[], open: OpenProgram): Promise<number> {
  let options: { tour?: boolean | undefined; letter?: string | undefined; help?: boolean | undefined }
  try {
    options = parseArgs({
      args,
      options: { tour: { type: 'boolean' }, letter: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    }).values
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n\n${usage}`)
    return 2
  }
  if (options.help) {
    process.stdout.write(usage)
    return 0
  }
  return options.tour ? tour(options.letter, open) : page(open)
}

async function tour(path: string | undefined, open: OpenProgram): Promise<number> {
  const print = (line: string) => process.stdout.write(`${line}\n`)
  let letter = demoLetters()[0]
  if (path) {
    const bytes = await readFile(path).catch(() => undefined)
    if (!bytes) {
      process.stderr.write(`Không đọc được tệp ${path}.\n`)
      return 2
    }
    if (bytes.length === 0) {
      process.stderr.write(`Tệp ${path} trống, không có gì để gửi.\n`)
      return 2
    }
    // A first line "# source: …" is a note about the letter, not a part of it.
    const text =
      bytes.subarray(0, 9).toString() === '# source:'
        ? new TextEncoder().encode(bytes.toString('utf8').replace(/^# source:[^\n]*\n/, ''))
        : new Uint8Array(bytes)
    const type = path.endsWith('.docx')
      ? 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
      : 'text/plain'
    letter = { title: basename(path), note: '', fileName: basename(path), type, bytes: text }
  }
  if (!letter) throw new Error('no letter to play with')
  const began = performance.now()
  const stage = await openStage({ start, open })
  try {
    await playTour(stage, { commune, letter, own: path !== undefined, print })
    print(`\nXong sau ${((performance.now() - began) / 1000).toFixed(1)} giây. Chơi bằng tay: npm run demo`)
    return 0
  } catch (error) {
    const reason = error instanceof LetterRefused ? error.message : error instanceof Error ? error.stack : String(error)
    process.stderr.write(`\nCâu chuyện dừng giữa chừng: ${reason}\n`)
    return 1
  } finally {
    await stage.close()
  }
}

async function page(open: OpenProgram): Promise<number> {
  process.stdout.write('Đang mở xã thử nghiệm…\n')
  const served = await servePage({ port, open: () => openPlayground(open) }).catch((error: unknown) => {
    if (error instanceof PortTaken) return error
    throw error
  })
  if (served instanceof PortTaken) {
    process.stderr.write(`${served.message}\n`)
    return 1
  }
  process.stdout.write(`Mở ${served.url} trong trình duyệt. Bấm Ctrl+C để dừng.\n`)
  const end = () => void served.close()
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  await served.closed
  return 0
}

async function openPlayground(open: OpenProgram): Promise<Playground> {
  const stage = await openStage({ start, open })
  const cast = makeCast(stage, commune)
  await join(stage, cast)
  const accents = ['#2a7fbf', '#8a5a00', '#3c7a3c', '#7a3c8a']
  return {
    stage,
    people: [
      { person: cast.officer, role: 'Cán bộ Văn hóa - Xã hội', accent: '#b3402f' },
      ...cast.heads.map(({ person, unit }, index) => ({
        person,
        role: `Lãnh đạo ${unit}`,
        accent: accents[index] ?? '#555555',
      })),
      { person: cast.leader, role: 'Phó Chủ tịch', accent: '#2f6f6f' },
      { person: cast.chairman, role: 'Chủ tịch', accent: '#8a2f4f' },
    ],
    groups: cast.heads.map(({ group, unit }) => ({ chatId: group.id, title: group.title, unit })),
    letters: demoLetters(),
  }
}
