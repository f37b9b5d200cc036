// The commands, who has use for them and where: for `/trogiup` and for the platform's own menu.
import { type CommandScope, SendError } from '../../chat/transport.js'
import type { Tx } from '../../db/db.js'
import { type Locale, type Translate, translator } from '../../lib/i18n.js'
import type { ChoreKind } from '../../post/chores.js'
import { publicAddress } from '../../post/links.js'
import { leaderRoles, type OpenCtx, type Role, roles, unitRoles, type Where } from '../../talk/entry.js'
import { findCommune, listUnits } from '../communes/store.js'
import type { PeopleHooks } from './hooks.js'
import { otherPlatforms } from './linking.js'
import { listCommunesOf, listPosts, MENU } from './posts.js'
import { allPrivateChats, findChatById } from './store.js'
import { officeName } from './wording.js'

interface MenuItem {
  command: string
  who: 'anyone' | readonly Role[]
  where: Where
}

const staff: readonly Role[] = ['officer', ...leaderRoles]

/** In the order of the day's use. The words are `people-menu-<command>`. */
const items: readonly MenuItem[] = [
  { command: 'viec', who: roles, where: 'any' },
  { command: 'quahan', who: roles, where: 'any' },
  { command: 'tongket', who: [...staff, 'head', 'deputy'], where: 'any' },
  { command: 'bangtraloi', who: ['officer', ...unitRoles], where: 'any' },
  { command: 'solieu', who: roles, where: 'any' },
  { command: 'baocaodonvi', who: ['officer', ...unitRoles], where: 'any' },
  { command: 'baocao', who: staff, where: 'private' },
  { command: 'chitieu', who: ['officer'], where: 'private' },
  { command: 'vanban', who: ['officer'], where: 'private' },
  { command: 'giaoviec', who: ['officer'], where: 'private' },
  { command: 'thongbao', who: staff, where: 'private' },
  { command: 'nhatky', who: roles, where: 'any' },
  { command: 'donvi', who: ['officer'], where: 'private' },
  { command: 'lich', who: roles, where: 'any' },
  { command: 'caidat', who: ['officer'], where: 'private' },
  { command: 'moi', who: [...staff, 'head'], where: 'private' },
  { command: 'nhom', who: ['officer'], where: 'group' },
  { command: 'vang', who: ['head', 'deputy'], where: 'private' },
  { command: 'bangiao', who: roles, where: 'private' },
  { command: 'ketnoi', who: roles, where: 'private' },
  { command: 'lienket', who: roles, where: 'any' },
  { command: 'dulieu', who: 'anyone', where: 'private' },
  { command: 'ngonngu', who: 'anyone', where: 'any' },
  { command: 'trogiup', who: 'anyone', where: 'any' },
]

export interface CommandMenu {
  scope: CommandScope
  commands: { command: string; description: string }[]
  /** The app language it is for; the Vietnamese one is for every other. */
  language?: string
}

/** The platform's menus: private chats and groups, in both languages. With `known`, only of commands that exist. */
export function commandMenus(known?: readonly string[]): CommandMenu[] {
  return (['private', 'groups'] as const).flatMap((kind) =>
    (['vi', 'en'] as const).map((locale: Locale) => ({
      scope: { kind },
      commands: menuFor(roles, kind === 'private' ? 'private' : 'group', translator(locale), known),
      ...(locale === 'vi' ? {} : { language: locale }),
    })),
  )
}

/** The commands that somebody with these roles (none: a stranger) can use in this kind of chat. */
export function menuFor(
  held: readonly Role[],
  kind: 'private' | 'group',
  t: Translate,
  known?: readonly string[],
): { command: string; description: string }[] {
  return items
    .filter((item) => item.where === 'any' || item.where === kind)
    .filter((item) => item.who === 'anyone' || item.who.some((role) => held.includes(role)))
    .filter((item) => !known || known.includes(item.command))
    .map((item) => ({ command: item.command, description: t(`people-menu-${item.command}`) }))
}

/** What this person can do in this chat. */
export async function helpText(tx: Tx, ctx: OpenCtx, hooks: PeopleHooks): Promise<string> {
  const { t, actor, chat } = ctx
  const held = actor?.roles ?? []
  const lines: string[] = []
  if (!actor) lines.push(t('people-how-to-join'))
  else {
    const commune = await findCommune(tx, actor.communeId)
    const units = actor.units.length > 0 ? await listUnits(tx, actor.communeId) : []
    const offices = [
      ...held.filter((role) => !unitRoles.includes(role)).map((role) => officeName(t, role)),
      ...actor.units.map((own) => officeName(t, own.role, units.find((unit) => unit.id === own.unitId)?.name)),
    ]
    lines.push(t('people-help-title', { commune: commune.name, offices: offices.join('; ') }))
    if (chat.kind === 'private' && held.includes('officer')) lines.push(t('people-help-officer'))
    // A contact does not report lateness.
    if (held.some((role) => unitRoles.includes(role)))
      lines.push(
        t(held.includes('head') || held.includes('deputy') ? 'people-help-unit' : 'people-help-contact'),
        t('people-help-figures'),
      )
    if (chat.kind === 'private' && held.some((role) => leaderRoles.includes(role))) lines.push(t('people-help-leader'))
    const communes = await listCommunesOf(tx, actor.personId, ctx.now)
    if (chat.kind === 'private' && communes.length > 1) lines.push(t('people-help-communes'))
  }
  const useless = actor ? await uselessHere(tx, chat.channelId, actor.communeId) : []
  const commands = menuFor(held, chat.kind, t, hooks.commands).filter((item) => !useless.includes(item.command))
  lines.push('', ...commands.map((item) => `/${item.command} – ${item.description}`))
  return lines.join('\n')
}

/** What could only answer that it does not work here: no public address, no second platform. */
async function uselessHere(tx: Tx, channelId: number, communeId: number): Promise<string[]> {
  return [
    ...((await publicAddress(tx)) ? [] : ['lienket']),
    ...((await otherPlatforms(tx, channelId, communeId)).length > 0 ? [] : ['ketnoi']),
  ]
}

interface OwnMenu {
  channelId: number
  externalChatId: string
  commands: { command: string; description: string }[]
}

/** Each private chat of a person with the commands of the offices held in its commune, in the chat's language. */
async function menusOf(tx: Tx, personId: number, now: Date): Promise<OwnMenu[]> {
  const menus: OwnMenu[] = []
  for (const { chatId, channelId, locale, unreachable } of await allPrivateChats(tx, [personId])) {
    const chat = await findChatById(tx, chatId)
    if (!chat || unreachable) continue
    const { communeId } = chat
    const held = communeId === null ? [] : await listPosts(tx, { personId, communeId }, now)
    const own = [...new Set(held.map((post) => post.role))]
    const commands = menuFor(own, 'private', translator(locale))
    menus.push({ channelId, externalChatId: chat.externalId, commands })
  }
  return menus
}

/** The menu in a person's own chat: a head is not shown what is the officer's. A platform without menus is not asked. */
export const menuChore: ChoreKind<{ personId: number }, void> = {
  kind: MENU,
  async work({ personId }, tools) {
    for (const { channelId, externalChatId, commands } of await tools.read((tx) => menusOf(tx, personId, tools.now))) {
      try {
        await tools.transportFor(channelId).setCommands({ kind: 'chat', externalChatId }, commands)
      } catch (error) {
        // Blocked, or a chat the platform no longer knows: the menu of all private chats stands there.
        if (error instanceof SendError && ['unreachable', 'throttled'].includes(error.kind)) throw error
        tools.log.warn({ err: error }, 'menu not set')
      }
    }
  },
  async finish() {},
  async failed() {},
}
