// Saying in a group whom it serves. The ticks travel in the buttons with a stamp of the list they were made on.
import { action } from '../../../chat/action.js'
import type { Choice } from '../../../chat/message.js'
import type { Tx } from '../../../db/db.js'
import { UserError } from '../../../lib/errors.js'
import { shorten } from '../../../lib/vietnamese.js'
import { chatCapabilities } from '../../../post/outbox.js'
import { idArgument } from '../../../talk/argument.js'
import type { Ack, Ctx, Entries, OpenCtx } from '../../../talk/entry.js'
import { reply } from '../../../talk/reply.js'
import { findCommune, listUnitDetails, type UnitDetails } from '../../communes/store.js'
import { listTrail } from '../../trail/record.js'
import type { PeopleHooks } from '../hooks.js'
import { listPosts } from '../posts.js'
import { findPersonId } from '../store.js'
import { bindGroup, claimGroup, findChat, listServed } from './actions.js'

const slot = 'group'
const who = ['officer'] as const

export function groupEntries(hooks: PeopleHooks): Entries {
  return {
    commands: { nhom: { who: 'anyone', where: 'group', run: (tx, ctx) => beginSetup(tx, ctx, true) } },
    choices: {
      'people.group': { who: 'anyone', run: (tx, ctx) => beginSetup(tx, ctx, false) },
      'people.groupCommune': { who: 'anyone', run: chooseCommune },
      'people.mark': { who, run: (tx, ctx, args) => mark(tx, ctx, args) },
      'people.bind': { who, run: (tx, ctx, args) => bind(tx, ctx, hooks, args) },
      'people.common': { who, run: (tx, ctx, [sure]) => makeCommon(tx, ctx, hooks, sure === 'sure') },
    },
  }
}

/**
 * The bot is new in this group, or somebody wants to set it up: an officer is asked whom it serves, anyone else is told who
 * can say so. Throws no refusal, since being added is no request.
 */
export async function beginSetup(tx: Tx, ctx: OpenCtx, fresh: boolean): Promise<Ack | undefined> {
  const { t, incoming, chat } = ctx
  if (chat.kind !== 'group') throw new UserError('talk-only-group')
  const personId = incoming.from && (await findPersonId(tx, chat.channelId, incoming.from.externalId))
  const mine = personId === undefined ? [] : await listPosts(tx, { personId }, ctx.now)
  const communeIds = [...new Set(mine.filter((post) => post.role === 'officer').map((post) => post.communeId))]
  const [only] = communeIds
  if (personId === undefined || only === undefined) {
    // A tap by somebody else changes nothing in the group: only they are told.
    if (incoming.happening.kind === 'choice') return { text: t('people-group-officers-only'), alert: true }
    if (chat.communeId !== undefined) {
      await reply(tx, ctx, t('people-group-officers-only'))
      return undefined
    }
    await reply(tx, ctx, t('people-group-stranger'), {
      slot,
      fresh,
      choices: [[{ label: t('people-group-set-up'), action: action('people.group') }]],
    })
    return undefined
  }
  const own = communeIds.find((id) => id === chat.communeId)
  if (own === undefined && communeIds.length > 1) {
    const communes = []
    for (const id of communeIds) communes.push(await findCommune(tx, id))
    await reply(tx, ctx, t('people-group-which-commune'), {
      slot,
      fresh,
      choices: communes.map((one) => [{ label: shorten(one.name, 64), action: action('people.groupCommune', one.id) }]),
    })
    return undefined
  }
  await take(tx, ctx, personId, own ?? only, fresh)
  return undefined
}

async function chooseCommune(tx: Tx, ctx: OpenCtx, args: string[]): Promise<Ack | undefined> {
  const communeId = idArgument(args[0])
  const { chat, incoming } = ctx
  const personId = incoming.from && (await findPersonId(tx, chat.channelId, incoming.from.externalId))
  const mine = personId === undefined ? [] : await listPosts(tx, { personId, communeId }, ctx.now)
  if (chat.kind !== 'group' || personId === undefined || !mine.some((post) => post.role === 'officer'))
    throw new UserError('people-group-officers-only')
  await take(tx, ctx, personId, communeId, false)
  return undefined
}

async function take(tx: Tx, ctx: OpenCtx, personId: number, communeId: number, fresh: boolean): Promise<void> {
  await claimGroup(tx, { chatId: ctx.chat.id, communeId, actorId: personId }, ctx.now)
  const served = await listServed(tx, communeId, ctx.chat.id)
  const units = await listUnitDetails(tx, communeId, ctx.now)
  await showTicks(tx, ctx, communeId, units, maskOf(units, served), fresh)
}

async function mark(tx: Tx, ctx: Ctx, args: string[]): Promise<Ack | undefined> {
  const units = await listUnitDetails(tx, ctx.actor.communeId, ctx.now)
  const mask = readMask(args, units)
  if (mask === undefined) return renew(tx, ctx, units)
  await showTicks(tx, ctx, ctx.actor.communeId, units, mask, false)
  return undefined
}

async function bind(tx: Tx, ctx: Ctx, hooks: PeopleHooks, args: string[]): Promise<Ack | undefined> {
  const units = await listUnitDetails(tx, ctx.actor.communeId, ctx.now)
  const mask = readMask(args, units)
  if (mask === undefined) return renew(tx, ctx, units)
  if (mask === 0n) throw new UserError('people-group-none')
  return finish(tx, ctx, hooks, unitsOf(units, mask), false)
}

/** Units were added or closed since the list was shown: the ticks would mean others. */
async function renew(tx: Tx, ctx: Ctx, units: readonly UnitDetails[]): Promise<Ack> {
  const served = await listServed(tx, ctx.actor.communeId, ctx.chat.id)
  await showTicks(tx, ctx, ctx.actor.communeId, units, maskOf(units, served), false)
  return { text: ctx.t('people-group-list-changed'), alert: true }
}

/** A group that has units of its own becomes the common one only when that was asked back. */
async function makeCommon(tx: Tx, ctx: Ctx, hooks: PeopleHooks, isSure: boolean): Promise<Ack> {
  const { t, actor, chat } = ctx
  const served = chat.common || isSure ? [] : await listServed(tx, actor.communeId, chat.id)
  if (served.length === 0) return finish(tx, ctx, hooks, [], true)
  const units = await listUnitDetails(tx, actor.communeId, ctx.now)
  const names = units.filter((unit) => served.includes(unit.id)).map((unit) => unit.name)
  await reply(tx, ctx, t('people-group-common-sure', { units: names.join('; ') }), {
    slot,
    choices: [
      [{ label: t('people-group-make-common'), action: action('people.common', 'sure'), style: 'danger' }],
      [{ label: t('communes-back'), action: action('people.group') }],
    ],
  })
  return { text: '' }
}

async function finish(tx: Tx, ctx: Ctx, hooks: PeopleHooks, unitIds: number[], common: boolean): Promise<Ack> {
  const { t, actor, chat } = ctx
  if (chat.kind !== 'group') throw new UserError('talk-only-group')
  const input = { communeId: actor.communeId, chatId: chat.id, unitIds, common, actorId: actor.personId }
  // The sentence first: what the group is for stands above the work that is shown in it.
  const units = await listUnitDetails(tx, actor.communeId, ctx.now)
  const commune = await findCommune(tx, actor.communeId)
  const names = units.filter((unit) => unitIds.includes(unit.id)).map((unit) => unit.name)
  const lines = [
    common ? t('people-group-common') : t('people-group-serves', { units: names.join('; ') }),
    t('people-group-official'),
    ...((await hearsAll(tx, ctx, hooks))
      ? []
      : [t((await chatCapabilities(tx, chat.id)).hearsAll ? 'people-group-hearing' : 'people-group-hearing-mention')]),
    t('people-group-claim-hint'),
  ]
  await reply(tx, ctx, [{ bold: commune.name }, `\n${lines.join('\n')}`], {
    slot,
    choices: [
      [{ label: t('people-claim'), action: action('people.claim'), style: 'primary' }],
      [{ label: t('people-group-change'), action: action('people.group') }],
    ],
  })
  await bindGroup(tx, input, hooks, ctx.now)
  return { text: t('communes-saved') }
}

async function showTicks(
  tx: Tx,
  ctx: OpenCtx,
  communeId: number,
  units: readonly UnitDetails[],
  mask: bigint,
  fresh: boolean,
): Promise<void> {
  const { t } = ctx
  const commune = await findCommune(tx, communeId)
  if (units.length === 0) {
    await reply(tx, ctx, t('people-group-no-units', { commune: commune.name }), { slot, fresh })
    return
  }
  const rows = units.map((unit, index): Choice[] => {
    const elsewhere = unit.group?.chatId === ctx.chat.id ? undefined : unit.group
    const name = elsewhere
      ? t('people-group-elsewhere-unit', { unit: unit.name, group: elsewhere.title || t('people-group-other') })
      : unit.name
    const bit = 1n << BigInt(index)
    return [
      {
        label: shorten(t(mask & bit ? 'communes-ticked' : 'communes-unticked', { unit: name }), 64),
        action: action('people.mark', (mask ^ bit).toString(16), stampOf(units)),
      },
    ]
  })
  await reply(tx, ctx, t('people-group-which-units', { commune: commune.name }), {
    slot,
    fresh,
    choices: [
      ...rows,
      [{ label: t('people-group-all-heads'), action: action('people.common') }],
      [
        {
          label: t('people-group-done'),
          action: action('people.bind', mask.toString(16), stampOf(units)),
          style: 'success',
        },
      ],
    ],
  })
}

/** Whether typed answers are visible here: the installation says so, or the bot was last made administrator. */
async function hearsAll(tx: Tx, ctx: Ctx, hooks: PeopleHooks): Promise<boolean> {
  if (hooks.hearsAll) return true
  const standing = (await listTrail(tx, ctx.actor.communeId, `chat:${ctx.chat.id}`)).filter(
    (row) => row.action === 'chat.standing',
  )
  return standing.at(-1)?.after?.bot === 'administrator' && !(await findChat(tx, ctx.chat.id)).unreachableAt
}

function maskOf(units: readonly UnitDetails[], chosen: readonly number[]): bigint {
  return units.reduce((mask, unit, index) => (chosen.includes(unit.id) ? mask | (1n << BigInt(index)) : mask), 0n)
}

function unitsOf(units: readonly UnitDetails[], mask: bigint): number[] {
  return units.filter((_, index) => mask & (1n << BigInt(index))).map((unit) => unit.id)
}

/** Changes whenever the list's places could mean other units. */
function stampOf(units: readonly UnitDetails[]): string {
  return `${units.length}-${Math.max(...units.map((unit) => unit.id))}`
}

/** The ticks of a button, or undefined when they were made on another list. */
function readMask(args: string[], units: readonly UnitDetails[]): bigint | undefined {
  if (!/^[0-9a-f]{1,32}$/.test(args[0] ?? '')) throw new UserError('talk-old-button')
  const mask = BigInt(`0x${args[0]}`)
  if (units.length === 0 || args[1] !== stampOf(units) || mask >= 1n << BigInt(units.length)) return undefined
  return mask
}
