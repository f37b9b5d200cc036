// `/moi`: choose an office, its unit where it has one, and get a text with the link to forward.
import { asc, eq, isNull, or } from 'drizzle-orm'
import { action } from '../../../chat/action.js'
import type { Choice } from '../../../chat/message.js'
import type { Tx } from '../../../db/db.js'
import { channels } from '../../../db/schema/people.js'
import { dayOf, writeDay } from '../../../lib/day.js'
import { UserError } from '../../../lib/errors.js'
import { shorten } from '../../../lib/vietnamese.js'
import { linkAddress, publicAddress } from '../../../post/links.js'
import { idArgument } from '../../../talk/argument.js'
import { type Ack, type Ctx, type Entries, type Role, roles, unitRoles } from '../../../talk/entry.js'
import { reply } from '../../../talk/reply.js'
import { findCommune, listUnits } from '../../communes/store.js'
import { mayInvite } from '../posts.js'
import { joinLink, officeName } from '../wording.js'
import { issueInvite } from './actions.js'

const slot = 'invitations'
const who = ['officer', 'chairman', 'leader', 'head'] as const

export const invitationEntries: Entries = {
  commands: { moi: { isWord: true, who, where: 'private', run: (tx, ctx) => showOffices(tx, ctx, true) } },
  choices: {
    'people.invitations': { who, run: (tx, ctx) => showOffices(tx, ctx, false) },
    'people.invite': { who, run: invite },
  },
}

/** The offices this person may invite to. */
async function showOffices(tx: Tx, ctx: Ctx, fresh: boolean): Promise<void> {
  const { t, actor } = ctx
  const units = await listUnits(tx, actor.communeId)
  const offered = roles.filter((role) =>
    unitRoles.includes(role) ? units.some((unit) => mayInvite(actor, role, unit.id)) : mayInvite(actor, role),
  )
  const buttons = offered.map(
    (role): Choice => ({ label: t(`people-role-${role}`), action: action('people.invite', role) }),
  )
  const pairs = Array.from({ length: Math.ceil(buttons.length / 2) }, (_, row) => buttons.slice(2 * row, 2 * row + 2))
  await reply(tx, ctx, t('people-invite-which'), {
    slot,
    fresh,
    choices: [...pairs, [{ label: t('people-staff-button'), action: action('people.staff') }]],
  })
}

async function invite(tx: Tx, ctx: Ctx, args: string[]): Promise<Ack | undefined> {
  const { t, actor } = ctx
  if (ctx.chat.kind !== 'private') throw new UserError('talk-only-private')
  const role = roles.find((one): one is Role => one === args[0])
  if (!role) throw new UserError('talk-old-button')
  if (!unitRoles.includes(role)) return give(tx, ctx, role, undefined)
  if (args[1] !== undefined) return give(tx, ctx, role, idArgument(args[1]))

  const units = (await listUnits(tx, actor.communeId)).filter((unit) => mayInvite(actor, role, unit.id))
  const [only] = units
  if (!only) throw new UserError(mayInvite(actor, role) ? 'people-invite-no-units' : 'talk-not-yours')
  if (units.length === 1) return give(tx, ctx, role, only.id)
  await reply(tx, ctx, t('people-invite-unit', { role: t(`people-role-${role}`) }), {
    slot,
    choices: [
      ...units.map((unit): Choice[] => [
        { label: shorten(unit.name, 64), action: action('people.invite', role, unit.id) },
      ]),
      [{ label: t('communes-back'), action: action('people.invitations') }],
    ],
  })
  return undefined
}

/** Makes the invitation and says it in a message of its own, ready to be forwarded. */
async function give(tx: Tx, ctx: Ctx, role: Role, unitId: number | undefined): Promise<Ack> {
  const { t, actor } = ctx
  const made = await issueInvite(tx, { actor, role, unitId }, ctx.now)
  const commune = await findCommune(tx, actor.communeId)
  const office = officeName(t, role, made.unit)
  const confirms = !unitRoles.includes(role)
  await reply(tx, ctx, t(confirms ? 'people-invite-made-confirm' : 'people-invite-made', { office }), {
    slot,
    choices: [[{ label: t('communes-back'), action: action('people.invitations') }]],
  })
  const what = { commune: commune.name, office, day: writeDay(dayOf(made.expiresAt)) }
  await reply(tx, ctx, await invitationText(tx, ctx, what, made.code))
  return { text: t('people-invite-done') }
}

/** How to use the code on each platform the bot is on: a link to follow, or a line to write to it. */
async function invitationText(
  tx: Tx,
  ctx: Ctx,
  what: { commune: string; office: string; day: string },
  code: string,
): Promise<string> {
  const all = await tx
    .select()
    .from(channels)
    .where(or(isNull(channels.communeId), eq(channels.communeId, ctx.actor.communeId)))
    .orderBy(asc(channels.id))
  // Of several bots on one platform the one spoken to.
  const bot = (platform: string) =>
    all.find((one) => one.platform === platform && one.id === ctx.chat.channelId) ??
    all.find((one) => one.platform === platform)
  const [telegram, zalo] = [bot('telegram'), bot('zalo')]
  const address = await publicAddress(tx)
  const page = address ? `\n${ctx.t('people-invite-page', { link: linkAddress(address, code) })}` : ''
  if (!telegram && zalo) return ctx.t('people-invite-text-zalo', { ...what, bot: zalo.username, code }) + page
  const text = ctx.t('people-invite-text', { ...what, link: joinLink(telegram?.username ?? '', code) })
  return (zalo ? `${text}\n${ctx.t('people-invite-zalo', { bot: zalo.username, code })}` : text) + page
}
