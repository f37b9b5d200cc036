// A small world around the real program: the emulator, a bot, people and groups, a clock that can be moved, and hands to
// press buttons as people do: by what they say, on the newest message that has them.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type MovableClock, movableClock } from '../lib/clock.js'
import type { DemoProgram, OpenProgram } from './program.js'
import { type BotAccount, startTelegramEmulator, type TelegramEmulator, type UserAccount } from './telegram/emulator.js'
import type { EmulatedMessage } from './telegram/messages.js'
import { startZaloEmulator, type ZaloBot, type ZaloEmulator } from './zalo/emulator.js'

export interface Person extends UserAccount {
  /** What the demo calls the person: "Cán bộ Hoa". */
  title: string
}

export interface Stage {
  emulator: TelegramEmulator
  program: DemoProgram
  clock: MovableClock
  bot: BotAccount
  /** The second platform, on which some may be. */
  zalo: { emulator: ZaloEmulator; bot: ZaloBot }
  /** Waits until the bot has read everything and said everything it has to say now. */
  settle(): Promise<void>
  /** Moves business time and lets the bot do what is due. */
  moveTo(at: Date): Promise<void>
  say(who: Person, chatId: number, text: string, options?: { replyTo?: number }): Promise<void>
  sendFile(
    who: Person,
    chatId: number,
    file: { name: string; type: string; bytes: Uint8Array; caption?: string; replyTo?: number },
  ): Promise<void>
  /** Presses a button; resolves with what the app shows in answer. Throws when no message of the chat has it. */
  press(who: Person, chatId: number, label: string): Promise<string>
  /** The newest message of the bot in a chat that has this text, or this button. */
  find(chatId: number, what: { text?: string; button?: string }): EmulatedMessage | undefined
  close(): Promise<void>
}

export interface StageOptions {
  start: Date
  open: OpenProgram
  logLevel?: 'silent' | 'warn' | 'info'
  /** The port of the emulator; 0 or nothing: any. */
  port?: number
}

export async function openStage(options: StageOptions): Promise<Stage> {
  const clock = movableClock(options.start)
  const emulator = await startTelegramEmulator({ now: clock.now, limits: 'none', port: options.port ?? 0 })
  const bot = emulator.addBot({ username: 'dondoc_demo_bot', name: 'Đôn Đốc' })
  // A busy machine may take its time between two polls; here nothing gets lost for that.
  const zalo = await startZaloEmulator({ now: clock.now, grace: 30_000 })
  const zaloBot = zalo.addBot({ name: 'Bot Đôn Đốc' })
  const dataDir = await mkdtemp(join(tmpdir(), 'dondoc-demo-'))
  const program = await options.open({
    token: bot.token,
    apiRoot: emulator.url,
    zalo: { token: zaloBot.token, apiRoot: zalo.url },
    clock,
    dataDir,
    logLevel: options.logLevel ?? 'warn',
  })

  async function settle(): Promise<void> {
    // The bot may answer an answer: quiet counts only when the program was quiet after it as well.
    for (let rounds = 0; rounds < 3; rounds++) {
      await Promise.all([emulator.quiet(), zalo.quiet()])
      await program.settled()
    }
  }

  const hasButton = (message: EmulatedMessage, label: string) =>
    message.buttons.flat().some((button) => button.text === label) ||
    message.buttons.flat().some((button) => button.text.startsWith(label))

  const stage: Stage = {
    emulator,
    program,
    clock,
    bot,
    zalo: { emulator: zalo, bot: zaloBot },
    settle,
    async moveTo(at) {
      clock.set(at)
      await program.runDue()
      await settle()
    },
    async say(who, chatId, text, given = {}) {
      emulator.say(who.id, chatId, text, given)
      await settle()
    },
    async sendFile(who, chatId, file) {
      emulator.sendFile(who.id, chatId, file)
      await settle()
    },
    async press(who, chatId, label) {
      const message = stage.find(chatId, { button: label })
      if (!message) {
        const there = emulator.messages(chatId).flatMap((one) => one.buttons.flat().map((button) => button.text))
        throw new Error(`no button "${label}" in this chat; there are: ${[...new Set(there)].join(' | ')}`)
      }
      const answer = await emulator.tap(who.id, chatId, message.id, label)
      await settle()
      return answer?.text ?? ''
    },
    find(chatId, what) {
      const messages = emulator.messages(chatId).filter((message) => !message.deleted && message.from.isBot)
      return messages
        .reverse()
        .find(
          (message) =>
            (what.text === undefined || message.text.includes(what.text)) &&
            (what.button === undefined || hasButton(message, what.button)),
        )
    },
    async close() {
      await program.stop()
      await emulator.close()
      await zalo.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
  return stage
}
