// Everything said in all chats, as it is said, for reading in a terminal.
import type { Stage } from './stage.js'
import type { EmulatedMessage } from './telegram/messages.js'
import type { Change } from './telegram/world.js'

/** Prints every message, edit and picture until the result is called. */
export function printTranscript(stage: Stage, print: (line: string) => void): () => void {
  const titles = new Map<number, string>()
  let last = ''
  const shown = new Map<string, string>()

  const onChange = (change: Change) => {
    if (
      change.messageId === undefined ||
      (change.kind !== 'sent' && change.kind !== 'edited' && change.kind !== 'deleted')
    )
      return
    const message = stage.emulator.message(change.chatId, change.messageId)
    if (!message) return
    // An album or an edit of the same text is not worth a second look.
    const key = `${change.chatId}:${change.messageId}`
    const face = `${message.deleted}${message.text}${buttonsOf(message)}`
    if (shown.get(key) === face) return
    shown.set(key, face)
    const title = titleOf(change.chatId)
    if (title !== last) print(`\n── ${title} ${'─'.repeat(Math.max(3, 76 - title.length))}`)
    last = title
    for (const line of linesOf(message, change.kind)) print(line)
  }
  stage.emulator.on('change', onChange)
  return () => stage.emulator.off('change', onChange)

  function titleOf(chatId: number): string {
    const known = titles.get(chatId)
    if (known) return known
    const person = stage.emulator.users().find((user) => user.id === chatId)
    const title = person
      ? `${person.name} ↔ bot`
      : `Nhóm ${stage.emulator.chats().find((chat) => chat.id === chatId)?.title ?? chatId}`
    titles.set(chatId, title)
    return title
  }
}

function buttonsOf(message: EmulatedMessage): string {
  return message.buttons.map((row) => row.map((button) => `[${button.text}]`).join(' ')).join('\n')
}

function linesOf(message: EmulatedMessage, kind: string): string[] {
  if (message.service) return [`   · ${message.from.name}: ${Object.keys(message.service).join(', ')}`]
  const mark = kind === 'edited' ? ' (sửa)' : kind === 'deleted' ? ' (xoá)' : ''
  const file = message.file
    ? `<${message.file.kind === 'photo' ? 'ảnh' : 'tệp'} ${message.file.name}, ${Math.ceil(message.file.bytes.length / 1024)} kB>`
    : ''
  const text = [file, ...message.text.split('\n')].filter((line) => line !== '')
  // A person's long paste is theirs to know; the bot's own words are shown whole.
  const cut = message.from.isBot || text.length <= 6 ? text : [...text.slice(0, 5), `… (${text.length - 5} dòng nữa)`]
  const [first, ...rest] = cut
  return [
    `${message.from.isBot ? '🤖' : '👤'} ${message.from.name}${mark}: ${first ?? ''}`,
    ...rest.map((line) => `     ${line}`),
    ...(kind === 'deleted'
      ? []
      : buttonsOf(message)
          .split('\n')
          .filter((row) => row !== '')
          .map((row) => `     ${row}`)),
  ]
}
