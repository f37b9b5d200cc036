// Tries the program as it lies in the image: against a local Bot API server, as an unprivileged user. Fails loudly.

import { strict as assert } from 'node:assert'
import { spawn } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sampleLetter } from '../src/demo/letters/sample.js'
import { startTelegramEmulator } from '../src/demo/telegram/emulator.js'

const [image = '', ...as] = process.argv.slice(2)
const emulator = await startTelegramEmulator()
const bot = emulator.addBot({ username: 'dondoc_bot', name: 'Đôn Đốc' })
const officer = emulator.addUser({ name: 'Nguyễn Thị Hoa' })
const environment = {
  PATH: process.env.PATH ?? '',
  NODE_ENV: 'production',
  TZ: 'UTC',
  HOST: '127.0.0.1',
  PORT: '18080',
  DATA_DIR: join(image, 'data'),
  BOT_TOKEN: bot.token,
  TELEGRAM_API_ROOT: emulator.url,
}

function run(args: string[]) {
  const [command = '', ...rest] = [...as, process.execPath, 'dist/main.js', ...args]
  const child = spawn(command, rest, { cwd: join(image, 'app'), env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      output += part
    })
  const ended = new Promise<number | string>((done) =>
    child.once('close', (code, signal) => done(code ?? signal ?? '')),
  )
  return { child, ended, output: () => output }
}

async function typed(...args: string[]): Promise<string> {
  const one = run(args)
  assert.equal(await one.ended, 0, one.output())
  return one.output()
}

async function until<T>(what: string, look: () => T | undefined | Promise<T | undefined>, seconds = 30): Promise<T> {
  const end = performance.now() + seconds * 1000
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    assert.ok(performance.now() < end, `not so after ${seconds} s: ${what}\n${program.output()}`)
    await new Promise((done) => setTimeout(done, 50))
  }
}

const program = run([])
const answers = () => emulator.messages(officer.id).filter((message) => message.from.isBot)

/** Presses the newest button of this name, once it is there. */
async function press(label: string): Promise<void> {
  const found = await until(`there is a button ${label}`, () =>
    answers()
      .reverse()
      .find((one) => one.buttons.flat().some((button) => button.text.startsWith(label))),
  )
  await emulator.tap(officer.id, officer.id, found.id, label)
}

try {
  await until('/health answers 200', () =>
    fetch('http://127.0.0.1:18080/health').then(
      (answer) => answer.status === 200 || undefined,
      () => undefined,
    ),
  )
  const link = /https:\S+/.exec(await typed('commune', 'add', 'UBND xã Đường An'))?.[0] ?? ''
  emulator.open(officer.id, link)
  await until('the officer is greeted', () => answers().find((one) => one.text !== ''))
  // The worker that reads letters, and the picture's font, come with the image.
  emulator.sendFile(officer.id, officer.id, {
    name: 'cong-van.txt',
    type: 'text/plain',
    bytes: new TextEncoder().encode(sampleLetter),
  })
  await until('the letter is read', () => answers().find((one) => one.text.includes('112/UBND-VHXH')))
  for (const label of ['Xã', 'Tạo ']) await press(label)
  emulator.say(officer.id, officer.id, '/giaoviec KT giải ngân 100% vốn đầu tư công trước 31/12/2027')
  await until('the task can be given', () => answers().find((one) => one.text.includes('vốn đầu tư công')))
  await press('Giao việc')
  // Outside office hours it asks once more.
  await until('the task is given', async () => {
    if (
      answers()
        .at(-1)
        ?.buttons.flat()
        .some((button) => button.text === 'Gửi ngay')
    )
      await press('Gửi ngay')
    return answers().find((one) => one.buttons.flat().some((button) => button.text === 'Đơn vị chưa nhận'))
  })
  emulator.say(officer.id, officer.id, '/tongket')
  await until('the summary has its picture', () => answers().find((one) => one.file))
  const doctor = await typed('doctor')
  assert.match(doctor, /^0 lỗi/m, doctor)
  await typed('backup', join(image, 'data', 'b.dondoc'))
  assert.throws(() => writeFileSync(join(image, 'app', '.written'), '', { mode: 0o444, flag: as.length ? 'r' : 'wx' }))

  const refused = run(['read', '/nothing'])
  assert.notEqual(await refused.ended, 0)
  assert.equal(refused.output().trim().split('\n').length, 1, refused.output())

  const begun = performance.now()
  program.child.kill('SIGTERM')
  assert.equal(await program.ended, 0, program.output())
  const seconds = (performance.now() - begun) / 1000
  assert.ok(seconds < 10, `it took ${seconds} s to stop`)
  for (const line of program.output().trim().split('\n')) JSON.parse(line)
  process.stdout.write(
    `the image's program works: healthy, ${answers().length} answers, stopped in ${seconds.toFixed(1)} s, data: ${readdirSync(join(image, 'data')).join(' ')}\n`,
  )
} catch (error) {
  process.stderr.write(
    `${program.output().slice(-4000)}\n${answers()
      .slice(-4)
      .map((one) => `${one.text}\n${JSON.stringify(one.buttons.flat().map((button) => button.text))}`)
      .join('\n---\n')}\n`,
  )
  throw error
} finally {
  program.child.kill('SIGKILL')
  await emulator.close()
}
