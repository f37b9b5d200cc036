// `/start`, with an invitation or without, and the issuer's word on who used one.
import { eq } from 'drizzle-orm'
import { action } from '../../chat/action.js'
import type { Span } from '../../chat/message.js'
import type { Tx } from '../../db/db.js'
import { chats } from '../../db/schema/people.js'
import { UserError } from '../../lib/errors.js'
import { shorten } from '../../lib/vietnamese.js'
import { idArgument } from '../../talk/argument.js'
import { type Ack, type Ctx, type Entries, leaderRoles, type OpenCtx, roles } from '../../talk/entry.js'
import { reply } from '../../talk/reply.js'
import { needOpenUnit } from '../communes/actions.js'
import { showSetup } from '../communes/setup.js'
import { countUnits, findUnit } from '../communes/store.js'
import { regainChat } from './groups/reach.js'
import { beginSetup } from './groups/setup.js'
import type { PeopleHooks } from './hooks.js'
import { introLines, isFirstContact, runBy } from './intro.js'
import { decideInvite, describePerson, type Invite, useInvite } from './invitations/actions.js'
import { useLink } from './linking.js'
import { helpText } from './menu.js'
import { tellPeople } from './notify.js'
import { type Given, listCommunesOf, listPosts, orderMenu } from './posts.js'
import { tellReplaced } from './staff.js'
import { ensurePerson, findPersonId } from './store.js'
import { whoIs } from './who.js'
import { officeName } from './wording.js'

export function joiningEntries(hooks: PeopleHooks): Entries {
  return {
    commands: { start: { who: 'anyone', run: (tx, ctx, args) => start(tx, ctx, hooks, args) } },
    choices: {
      'people.accept': { who: roles, run: (tx, ctx, args) => decide(tx, ctx, args, true, hooks) },
      'people.refuse': { who: roles, run: (tx, ctx, args) => decide(tx, ctx, args, false, hooks) },
      'people.commune': { who: 'anyone', run: (tx, ctx, args) => chooseCommune(tx, ctx, hooks, args) },
    },
  }
}

async function start(tx: Tx, ctx: OpenCtx, hooks: PeopleHooks, args: string): Promise<void> {
  const { chat } = ctx
  const code = args.split(/\s+/)[0] ?? ''
  if (chat.kind === 'group') {
    // `t.me/bot?startgroup=…` says this in the group; a personal invitation is opened in private only.
    if (code !== '' && chat.communeId !== undefined) throw new UserError('people-start-private')
    if (ctx.actor && !ctx.actor.roles.includes('officer')) await reply(tx, ctx, await helpText(tx, ctx, hooks))
    else await beginSetup(tx, ctx, true)
    return
  }
  await regainChat(tx, chat.id, ctx.now)
  if (ctx.actor) await orderMenu(tx, ctx.actor.personId, ctx.now)
  if (code !== '') return join(tx, ctx, hooks, code)
  if (ctx.actor && (await isFirstContact(tx, chat.id)))
    await reply(tx, ctx, await whoRuns(tx, ctx, ctx.actor.communeId))
  await greet(tx, ctx, hooks)
}

/** What a person sees who opens the bot: what it is for a stranger, what he can do here for anyone else. */
async function greet(tx: Tx, ctx: OpenCtx, hooks: PeopleHooks): Promise<void> {
  const { t, actor, chat, incoming } = ctx
  if (!actor) {
    await reply(tx, ctx, `${await whoRuns(tx, ctx)}\n\n${t('people-how-to-join')}`)
    return
  }
  const communes = await listCommunesOf(tx, actor.personId, ctx.now)
  if (communes.length > 1 && incoming.from) {
    await askCommune(tx, ctx, communes)
    return
  }
  await reply(tx, ctx, await helpText(tx, ctx, hooks))
  const isFirst = actor.roles.includes('officer') && (await countUnits(tx, actor.communeId)) === 0
  if (isFirst && chat.kind === 'private') await showSetup(tx, ctx, actor.communeId)
}

async function whoRuns(tx: Tx, ctx: OpenCtx, communeId?: number): Promise<string> {
  return introLines(ctx.t, await runBy(tx, ctx.chat.channelId, communeId))
}

async function join(tx: Tx, ctx: OpenCtx, hooks: PeopleHooks, code: string): Promise<void> {
  const { t, chat, incoming, now } = ctx
  if (!incoming.from) throw new UserError('talk-anonymous')
  if (await joinAsSecond(tx, ctx, hooks, code)) return
  const before = await findPersonId(tx, chat.channelId, incoming.from.externalId)
  const known = before !== undefined && (await listPosts(tx, { personId: before }, now)).length > 0
  const person = await ensurePerson(tx, chat.channelId, incoming.from, now)
  const used = await useInvite(tx, { code, personId: person.id }, now)
  const { invite } = used
  if (used.kind === 'again' && invite.accepted) return greet(tx, ctx, hooks)
  const unit = invite.unitId === null ? undefined : await needOpenUnit(tx, invite.communeId, invite.unitId)
  const issuer = invite.issuedBy === null ? '' : await describePerson(tx, invite.issuedBy)
  const intro = known ? '' : `${await whoRuns(tx, ctx, invite.communeId)}\n\n`
  if (used.kind !== 'joined') {
    const office = officeName(t, invite.role, unit?.name)
    await reply(tx, ctx, `${intro}${t('people-waiting', { office, issuer })}`)
    if (used.kind === 'waiting') await askIssuer(tx, invite, person.id, now)
    return
  }
  const spans: Span[] = [intro, { bold: t('people-now-hold', { office: officeName(t, invite.role, unit?.name) }) }]
  await reply(tx, ctx, spans)
  await welcome(tx, ctx, hooks, invite.communeId)
  await tellIssuer(tx, invite, used.given, person.id, now)
}

/** A code of `/ketnoi`: the account is a second one of somebody who is here already. */
async function joinAsSecond(tx: Tx, ctx: OpenCtx, hooks: PeopleHooks, code: string): Promise<boolean> {
  const { t, chat, incoming, now } = ctx
  if (!incoming.from) return false
  const { name } = incoming.from
  const linked = await useLink(tx, { code, channelId: chat.channelId, sender: incoming.from }, now)
  if (!linked) return false
  await tx.update(chats).set({ communeId: linked.communeId }).where(eq(chats.id, chat.id))
  const there = { ...chat, communeId: linked.communeId }
  const actor = await whoIs(tx, there, incoming.from, now)
  const joined: OpenCtx = { ...ctx, chat: there, actor }
  await reply(tx, joined, t('people-link-done', { name: actor?.name ?? name }))
  await reply(tx, joined, await helpText(tx, joined, hooks))
  return true
}

/** What comes after joining: the commune to speak for where there are several, the first steps, the help. */
async function welcome(tx: Tx, ctx: OpenCtx, hooks: PeopleHooks, communeId: number): Promise<void> {
  const { incoming, now } = ctx
  const [row] = await tx.select().from(chats).where(eq(chats.id, ctx.chat.id))
  const chat = { ...ctx.chat, communeId: row?.communeId ?? communeId }
  const actor = await whoIs(tx, chat, incoming.from, now)
  if (!actor) return
  const joined: Ctx = { ...ctx, chat, actor }
  const communes = await listCommunesOf(tx, actor.personId, now)
  if (communes.length > 1) await askCommune(tx, joined, communes)
  else if (actor.roles.includes('officer') && (await countUnits(tx, communeId)) === 0)
    await showSetup(tx, joined, communeId)
  else await reply(tx, joined, await helpText(tx, joined, hooks))
}

async function askIssuer(tx: Tx, invite: Invite, personId: number, now: Date): Promise<void> {
  if (invite.issuedBy === null) return
  const name = await describePerson(tx, personId)
  const unit = invite.unitId === null ? undefined : await findUnit(tx, invite.communeId, invite.unitId)
  await tellPeople(
    tx,
    {
      communeId: invite.communeId,
      key: `invite-used:${invite.id}`,
      slot: `invite:${invite.id}`,
      personIds: [invite.issuedBy],
      message: (t) => ({
        spans: [t('people-invite-asks', { name, office: officeName(t, invite.role, unit?.name) })],
        choices: [
          [
            { label: t('people-agree'), action: action('people.accept', invite.id), style: 'success' },
            { label: t('people-decline'), action: action('people.refuse', invite.id), style: 'danger' },
          ],
        ],
      }),
    },
    now,
  )
}

async function tellIssuer(tx: Tx, invite: Invite, given: Given, personId: number, now: Date): Promise<void> {
  const name = await describePerson(tx, personId)
  await tellReplaced(tx, given.replaced, name, now)
  if (invite.issuedBy === null) return
  const unit = invite.unitId === null ? undefined : await findUnit(tx, invite.communeId, invite.unitId)
  await tellPeople(
    tx,
    {
      communeId: invite.communeId,
      key: `invite-used:${invite.id}`,
      personIds: [invite.issuedBy],
      message: (t) => ({
        spans: [
          t('people-invite-taken', { name, office: officeName(t, invite.role, unit?.name) }),
          ...given.replaced.map((post) => `\n${t('people-invite-replaced', { name: post.name })}`),
        ],
      }),
    },
    now,
  )
}

/** The issuer's `Đồng ý` or `Từ chối`. A second tap changes nothing. */
async function decide(tx: Tx, ctx: Ctx, args: string[], accepted: boolean, hooks: PeopleHooks): Promise<Ack> {
  const { t, actor, now } = ctx
  const decided = await decideInvite(tx, { inviteId: idArgument(args[0]), accepted, actor }, now)
  if (!decided) return { text: t('people-decided-before'), alert: true }
  const { invite, personId, given } = decided
  const name = await describePerson(tx, personId)
  const unit = invite.unitId === null ? undefined : await findUnit(tx, invite.communeId, invite.unitId)
  const office = officeName(t, invite.role, unit?.name)
  await reply(tx, ctx, t(accepted ? 'people-invite-agreed' : 'people-invite-declined', { name, office }), {
    slot: `invite:${invite.id}`,
  })
  if (given) await tellReplaced(tx, given.replaced, name, now)
  if (given && leaderRoles.includes(invite.role)) await hooks.decidersChanged?.(tx, invite.communeId, now)
  await tellPeople(
    tx,
    {
      communeId: invite.communeId,
      key: `invite-decided:${invite.id}`,
      personIds: [personId],
      message: (own) => ({
        spans: [
          accepted
            ? own('people-now-hold-help', { office: officeName(own, invite.role, unit?.name) })
            : own('people-invite-declined-you', { issuer: actor.name }),
        ],
      }),
    },
    now,
  )
  return { text: t(accepted ? 'people-agreed' : 'people-declined') }
}

async function askCommune(tx: Tx, ctx: OpenCtx, communes: readonly { id: number; name: string }[]): Promise<void> {
  const { t, chat } = ctx
  await reply(tx, ctx, t('people-which-commune'), {
    slot: 'commune',
    fresh: true,
    choices: communes.map((one) => [
      {
        label: shorten(t(one.id === chat.communeId ? 'communes-ticked' : 'communes-unticked', { unit: one.name }), 64),
        action: action('people.commune', one.id),
      },
    ]),
  })
}

/** Sets the commune for which a person of several speaks in the private chat. */
async function chooseCommune(tx: Tx, ctx: OpenCtx, hooks: PeopleHooks, args: string[]): Promise<Ack> {
  const { t, chat, incoming, now } = ctx
  const communeId = idArgument(args[0])
  const personId = incoming.from && (await findPersonId(tx, chat.channelId, incoming.from.externalId))
  const mine = personId === undefined ? [] : await listCommunesOf(tx, personId, now)
  const chosen = mine.find((one) => one.id === communeId)
  if (chat.kind !== 'private' || !chosen) throw new UserError('talk-not-yours')
  await tx.update(chats).set({ communeId }).where(eq(chats.id, chat.id))
  if (personId !== undefined) await orderMenu(tx, personId, now)
  const there = { ...chat, communeId }
  const actor = await whoIs(tx, there, incoming.from, now)
  const joined: OpenCtx = { ...ctx, chat: there, actor }
  await reply(tx, joined, t('people-commune-chosen', { commune: chosen.name }), {
    slot: 'commune',
    choices: [[{ label: t('people-commune-change'), action: action('people.communes') }]],
  })
  if (actor?.roles.includes('officer') && (await countUnits(tx, communeId)) === 0)
    await showSetup(tx, joined, communeId)
  else await reply(tx, joined, await helpText(tx, joined, hooks))
  return { text: t('communes-saved') }
}

export async function showCommunes(tx: Tx, ctx: OpenCtx): Promise<void> {
  const { chat, incoming, now, t } = ctx
  const personId = incoming.from && (await findPersonId(tx, chat.channelId, incoming.from.externalId))
  const mine = personId === undefined ? [] : await listCommunesOf(tx, personId, now)
  if (chat.kind !== 'private') throw new UserError('talk-only-private')
  if (mine.length < 2) throw new UserError('people-one-commune', { commune: mine[0]?.name ?? t('people-nobody') })
  await askCommune(tx, ctx, mine)
}
