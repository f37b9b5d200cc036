// The admin door: with the embedded database the running program carries out the commands of the command line, which come
// through the socket that guards the folder. Only the folder's owner can reach it.
//
// Asked: one line of JSON. Answered: lines of JSON, `{"say":"…"}` while it works and `{"output":"…","code":0}` at the end.
import { connect, type Socket } from 'node:net'

export interface DoorRequest {
  args: string[]
  /** Where the person who typed it is: relative file names count from there. */
  cwd: string
  /** What was asked from the person, or read from the file named. */
  passphrase?: string
}

export interface DoorAnswer {
  output: string
  code: number
}

/** Carries out a command; what it says on the way is shown at once, what it returns is printed with the exit code. */
export type Door = (request: DoorRequest, say: (line: string) => void) => Promise<DoorAnswer>

/** The longest request, in characters. */
export const LONGEST_REQUEST = 100_000
/** How long a connection may take to say what it wants, in milliseconds. */
const PATIENCE = 10_000
/** Commands at a time; more are told to wait. */
const MOST = 4

/** Answers connections of the lock's socket. */
export function makeDoorkeeper(doorNow: () => Door | undefined): (socket: Socket) => void {
  let busy = 0
  return (socket) => {
    let heard = ''
    let taken = false
    socket.setEncoding('utf8')
    socket.on('error', () => socket.destroy())
    const impatient = setTimeout(() => socket.destroy(), PATIENCE)
    impatient.unref()
    socket.once('close', () => clearTimeout(impatient))
    socket.on('data', (part: string) => {
      if (taken) return
      heard += part
      if (heard.length > LONGEST_REQUEST) {
        taken = true
        end(socket, { output: 'Lệnh quá dài.', code: 2 })
      } else if (heard.includes('\n')) begin()
    })
    // Whoever only looks whether somebody is here says nothing.
    socket.once('end', () => {
      if (taken) return
      if (heard.trim() === '') socket.end()
      else begin()
    })

    function begin(): void {
      taken = true
      clearTimeout(impatient)
      void carryOut()
    }

    async function carryOut(): Promise<void> {
      if (busy >= MOST) return end(socket, { output: 'Đang có nhiều lệnh chạy, đề nghị thử lại sau ít phút.', code: 1 })
      busy += 1
      try {
        const request = readRequest(heard)
        const door = doorNow()
        if (!request) end(socket, { output: 'Không hiểu lệnh nhận được.', code: 2 })
        else if (!door) end(socket, { output: 'Chương trình đang khởi động, đề nghị thử lại sau ít giây.', code: 1 })
        else end(socket, await door(request, (line) => void (socket.writable && socket.write(lineOf({ say: line })))))
      } catch (error) {
        end(socket, { output: error instanceof Error ? error.message : String(error), code: 1 })
      } finally {
        busy -= 1
      }
    }
  }
}

function end(socket: Socket, answer: DoorAnswer): void {
  if (socket.writable) socket.end(lineOf(answer))
}

const lineOf = (value: object) => `${JSON.stringify(value)}\n`

function readRequest(text: string): DoorRequest | undefined {
  try {
    const given: unknown = JSON.parse(text.split('\n')[0] ?? '')
    if (typeof given !== 'object' || given === null) return undefined
    const { args, cwd, passphrase } = given as Record<string, unknown>
    if (!Array.isArray(args) || !args.every((one) => typeof one === 'string') || typeof cwd !== 'string')
      return undefined
    return { args, cwd, ...(typeof passphrase === 'string' ? { passphrase } : {}) }
  } catch {
    return undefined
  }
}

/**
 * Asks whoever listens at `path` to carry out a command, for as long as it takes; undefined when nobody does.
 * What it says on the way goes to `say`.
 */
export function knock(
  path: string,
  request: DoorRequest,
  say: (line: string) => void,
): Promise<DoorAnswer | undefined> {
  return new Promise((done, fail) => {
    const socket = connect(path)
    let heard = ''
    let answer: DoorAnswer | undefined
    socket.setEncoding('utf8')
    socket.once('connect', () => socket.write(lineOf(request)))
    socket.on('data', (part: string) => {
      const lines = (heard + part).split('\n')
      heard = lines.pop() ?? ''
      for (const line of lines) {
        const said = readAnswer(line)
        if (typeof said?.say === 'string') say(said.say)
        else if (typeof said?.output === 'string' && typeof said.code === 'number')
          answer = { output: said.output, code: said.code }
      }
    })
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') done(undefined)
      else if (error.code === 'ECONNRESET' || error.code === 'EPIPE') done(answer ?? unanswered)
      else fail(error)
    })
    socket.once('close', () => done(answer ?? unanswered))
  })
}

const unanswered: DoorAnswer = {
  output: 'Chương trình đang chạy dừng giữa chừng, chưa trả lời xong lệnh này; xem nhật ký của chương trình.',
  code: 1,
}

function readAnswer(line: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(line) as Record<string, unknown>
  } catch {
    return undefined
  }
}
