// What the page is told: people, chats and messages as plain data. Bytes of files stay behind, they have an address.
import type { ChatSummary } from '../telegram/looking.js'
import type { EmulatedMessage } from '../telegram/messages.js'
import type { WireService } from '../telegram/wire.js'
import type { Playground } from './playground.js'

export interface MessageView {
  id: number
  chat: number
  from: { id: number; name: string; bot: boolean }
  at: number
  text: string
  entities: { type: string; offset: number; length: number; url?: string; user?: number }[]
  buttons: { text: string; data?: string; url?: string; style?: string; disabled?: boolean }[][]
  file?: { name: string; kind: 'document' | 'photo'; size: number; width: number; height: number; href: string }
  replyTo?: number
  service?: { what: string; by: string; who: string }
  /** The bot waits for a reply to this message; of these people only, when there is a list. */
  ask?: { placeholder: string; of?: number[] }
  forwarded: boolean
  edited: boolean
  deleted: boolean
}

export interface ChatView {
  id: number
  kind: 'private' | 'group'
  title: string
  members: number
}

export interface PersonView {
  id: number
  name: string
  title: string
  role: string
  roleEn: string
  accent: string
  chats: { id: number; menu: { command: string; description: string }[] }[]
}

export function viewMessage(message: EmulatedMessage, replied: EmulatedMessage | undefined): MessageView {
  const { id, chatId, from, text, file } = message
  const view: MessageView = {
    id,
    chat: chatId,
    from: { id: from.id, name: from.anonymous ? '' : from.name, bot: from.isBot },
    at: message.date.getTime(),
    text,
    entities: message.entities.map(({ type, offset, length, url, user }) => ({
      type,
      offset,
      length,
      ...(url === undefined ? {} : { url }),
      ...(user === undefined ? {} : { user: user.id }),
    })),
    buttons: message.buttons,
    forwarded: message.forwarded,
    edited: message.edits > 0,
    deleted: message.deleted,
  }
  if (file) {
    const { name, kind, width, height } = file
    view.file = {
      name,
      kind,
      size: file.bytes.length,
      width,
      height,
      href: `/api/file/${chatId}/${id}?v=${message.edits}`,
    }
  }
  if (message.replyTo !== undefined) view.replyTo = message.replyTo
  if (message.service) view.service = viewService(message.service, from)
  if (message.replyBox?.kind === 'force') {
    const mentioned = message.entities.flatMap(({ user }) => (user ? [user.id] : []))
    const of = replied && !replied.from.isBot ? [...mentioned, replied.from.id] : mentioned
    view.ask = {
      placeholder: message.replyBox.placeholder ?? '',
      ...(message.replyBox.selective && of.length > 0 ? { of } : {}),
    }
  }
  return view
}

function viewService(
  service: WireService,
  from: { id: number; name: string },
): { what: string; by: string; who: string } {
  const by = from.name
  const joined = service.new_chat_members
  if (joined) {
    const alone = joined.length === 1 && joined[0]?.id === from.id
    return { what: alone ? 'came' : 'added', by, who: joined.map((one) => one.first_name).join(', ') }
  }
  const left = service.left_chat_member
  if (left) return { what: left.id === from.id ? 'left' : 'removed', by, who: left.first_name }
  if (service.new_chat_title !== undefined) return { what: 'renamed', by, who: service.new_chat_title }
  if (service.group_chat_created) return { what: 'created', by, who: '' }
  if (service.pinned_message) return { what: 'pinned', by, who: '' }
  return { what: 'upgraded', by, who: '' }
}

/** People in their order, each with the chats on their phone: the bot first, then their groups. */
export function viewPeople({ stage, people, groups }: Playground): { people: PersonView[]; chats: ChatView[] } {
  const chats = new Map<number, ChatView>()
  const unitOf = new Map(groups.map(({ chatId, unit }) => [chatId, unit]))
  const order = groups.map(({ chatId }) => chatId)
  const shown = people.map(({ person, role, roleEn, accent }) => {
    const own = stage.emulator.chatsOf(person.id).filter((chat) => chat.kind !== 'private' && isOpen(chat))
    own.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id))
    chats.set(person.id, { id: person.id, kind: 'private', title: 'Đôn Đốc', members: 2 })
    for (const chat of own)
      chats.set(chat.id, {
        id: chat.id,
        kind: 'group',
        title: unitOf.get(chat.id) ?? chat.title,
        members: chat.members.length,
      })
    const menuIn = (id: number) => ({
      id,
      menu: stage.emulator
        .menu(person.id, id, stage.bot.id)
        .map(({ command, description }) => ({ command, description })),
    })
    return {
      id: person.id,
      name: person.name,
      title: person.title,
      role,
      roleEn: roleEn ?? role,
      accent,
      chats: [person.id, ...own.map((chat) => chat.id)].map(menuIn),
    }
  })
  return { people: shown, chats: [...chats.values()] }
}

function isOpen(chat: ChatSummary): boolean {
  return !chat.erased && chat.migratedTo === undefined
}
