// Asking for a pass phrase: on a terminal unseen, else the first line of standard input.
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

/** `twice`: a new one is asked for again on a terminal; rejects when the two differ. */
export async function askPassphrase(twice: boolean): Promise<string> {
  if (!process.stdin.isTTY) return firstLine()
  const first = await ask('Mật khẩu của bản sao lưu: ')
  if (twice && (await ask('Gõ lại mật khẩu: ')) !== first) throw new Error('Hai lần gõ mật khẩu không giống nhau.')
  return first
}

async function ask(question: string): Promise<string> {
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() })
  process.stderr.write(question)
  const reader = createInterface({ input: process.stdin, output: unseen, terminal: true })
  try {
    return await reader.question('')
  } finally {
    reader.close()
    process.stderr.write('\n')
  }
}

async function firstLine(): Promise<string> {
  let text = ''
  process.stdin.setEncoding('utf8')
  for await (const part of process.stdin) {
    text += part as string
    if (text.includes('\n')) break
  }
  return text.split(/\r?\n/)[0] ?? ''
}
