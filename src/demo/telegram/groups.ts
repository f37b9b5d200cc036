// What happens to groups: founding, joining, leaving, promotion, a new title, becoming a supergroup, the end.
import { announceMember, announceMessage } from './audience.js'
import { keepMessage } from './messages.js'
import { findPerson } from './people.js'
import { findGroup, insertGroup, isAdministrator, isMember, setStatus, wireUser } from './rooms.js'
import type { WireService } from './wire.js'
import type { Account, GroupRoom, Person, World } from './world.js'

export function foundGroup(
  world: World,
  input: { title: string; by: number; kind?: GroupRoom['kind'] | undefined; members?: number[] | undefined },
): GroupRoom {
  const by = findPerson(world, input.by)
  const group = insertGroup(world, input.kind ?? 'group', input.title)
  setStatus(world, group, by, 'creator')
  for (const id of input.members ?? []) if (id !== by.id) setStatus(world, group, findPerson(world, id), 'member')
  if (group.kind === 'group') service(world, group, by, { group_chat_created: true })
  world.changed({ kind: 'chat', chatId: group.id })
  return group
}

export function groupOf(world: World, chatId: number): GroupRoom {
  const group = findGroup(world, chatId)
  if (!group) throw new Error(`no group ${chatId}`)
  if (group.migratedTo) throw new Error(`group ${chatId} has become ${group.migratedTo}`)
  return group
}

function accountOf(world: World, id: number): Account {
  return world.bots.get(id) ?? findPerson(world, id)
}

/** An anonymous administrator's name does not show in what he does. */
function service(world: World, group: GroupRoom, by: Account, what: WireService): void {
  const anonymous = group.members.get(by.id)?.anonymous ?? false
  const content = { kind: 'service' as const, service: what }
  announceMessage(world, keepMessage(world, { room: group, from: by, anonymous, content }))
}

export function join(world: World, chatId: number, whoId: number, byId: number): void {
  const group = groupOf(world, chatId)
  // Who comes by a link of invitation joins by oneself.
  const by = byId === whoId ? findPerson(world, byId) : memberOf(world, group, byId)
  const who = accountOf(world, whoId)
  if (isMember(group, who.id)) return
  const before = setStatus(world, group, who, 'member')
  announceMember(world, group, before, by)
  service(world, group, by, { new_chat_members: [wireUser(who)] })
  world.changed({ kind: 'chat', chatId })
}

function memberOf(world: World, group: GroupRoom, userId: number): Person {
  const person = findPerson(world, userId)
  if (!isMember(group, userId)) throw new Error(`${person.name} is not a member of ${group.title}`)
  return person
}

/** Leaves by oneself, or is removed by another. */
export function removeMember(world: World, chatId: number, whoId: number, byId: number): void {
  const group = groupOf(world, chatId)
  const by = memberOf(world, group, byId)
  const who = accountOf(world, whoId)
  if (!isMember(group, who.id)) return
  if (who !== by && !isAdministrator(group, by.id)) throw new Error(`${by.name} is no administrator of ${group.title}`)
  // While the bot is still in, it sees its own removal.
  service(world, group, by, { left_chat_member: wireUser(who) })
  const before = setStatus(world, group, who, who === by ? 'left' : 'kicked')
  announceMember(world, group, before, by)
  world.changed({ kind: 'chat', chatId })
}

/** Makes somebody an administrator, or a plain member again. */
export function setAdministrator(
  world: World,
  chatId: number,
  whoId: number,
  byId: number,
  options: { off?: boolean; anonymous?: boolean } = {},
): void {
  const group = groupOf(world, chatId)
  const by = memberOf(world, group, byId)
  const who = accountOf(world, whoId)
  if (!isAdministrator(group, by.id)) throw new Error(`${by.name} is no administrator of ${group.title}`)
  if (!isMember(group, who.id)) throw new Error(`${who.name} is not a member of ${group.title}`)
  const isCreator = group.members.get(who.id)?.status === 'creator'
  const status = isCreator ? 'creator' : options.off ? 'member' : 'administrator'
  const before = setStatus(world, group, who, status, options.anonymous ?? false)
  announceMember(world, group, before, by)
  world.changed({ kind: 'chat', chatId })
}

export function rename(world: World, chatId: number, title: string, byId: number): void {
  const group = groupOf(world, chatId)
  const by = memberOf(world, group, byId)
  group.title = title
  service(world, group, by, { new_chat_title: title })
  world.changed({ kind: 'chat', chatId })
}

/** The group becomes a supergroup with another id and an empty history; the old id only says where it went. */
export function migrate(world: World, chatId: number): GroupRoom {
  const old = groupOf(world, chatId)
  if (old.kind !== 'group') throw new Error(`${old.title} is a supergroup already`)
  const fresh = insertGroup(world, 'supergroup', old.title)
  const creator = [...old.members.values()].find((member) => member.status === 'creator')?.account
  const by = creator ?? [...old.members.values()][0]!.account
  for (const { account, status, anonymous, readsAll } of old.members.values()) {
    setStatus(world, fresh, account, status, anonymous)
    fresh.members.get(account.id)!.readsAll = readsAll
  }
  service(world, old, by, { migrate_to_chat_id: fresh.id })
  service(world, fresh, by, { migrate_from_chat_id: old.id })
  old.migratedTo = fresh.id
  for (const { account } of old.members.values()) world.roomsOfPerson.get(account.id)?.delete(old)
  world.changed({ kind: 'chat', chatId })
  return fresh
}

/** The owner deletes the group. */
export function eraseGroup(world: World, chatId: number): void {
  const group = groupOf(world, chatId)
  group.erased = true
  for (const { account } of group.members.values()) world.roomsOfPerson.get(account.id)?.delete(group)
  world.changed({ kind: 'chat', chatId })
}
