// One unit goes on in another's place: its open work, people, group and names go over; what is past keeps the old name.
import { and, eq } from 'drizzle-orm'
import { action } from '../../chat/action.js'
import type { Choice } from '../../chat/message.js'
import type { Tx } from '../../db/db.js'
import { chatUnits } from '../../db/schema/people.js'
import { UserError } from '../../lib/errors.js'
import { shorten } from '../../lib/vietnamese.js'
import { idArgument } from '../../talk/argument.js'
import type { Ack, Ctx, Entries } from '../../talk/entry.js'
import { reply } from '../../talk/reply.js'
import { mergeUnit, needOpenUnit } from '../communes/actions.js'
import { listUnits } from '../communes/store.js'
import { leaveGroup } from './groups/actions.js'
import type { PeopleHooks } from './hooks.js'
import { tellPeople } from './notify.js'
import { closePost, givePost, listPosts } from './posts.js'
import { officeName } from './wording.js'

const slot = 'units'
const who = ['officer'] as const

export function mergingChoices(hooks: PeopleHooks): NonNullable<Entries['choices']> {
  return {
    'people.merge': { who, where: 'private', run: (tx, ctx, [unit]) => choose(tx, ctx, idArgument(unit)) },
    'people.mergeInto': { who, where: 'private', run: (tx, ctx, args) => ask(tx, ctx, args, hooks) },
    'people.mergeSure': { who, where: 'private', run: (tx, ctx, args) => merge(tx, ctx, args, hooks) },
  }
}

async function choose(tx: Tx, ctx: Ctx, unitId: number): Promise<void> {
  const { t, actor } = ctx
  const unit = await needOpenUnit(tx, actor.communeId, unitId)
  const others = (await listUnits(tx, actor.communeId)).filter((one) => one.id !== unit.id && one.kind === unit.kind)
  if (others.length === 0) throw new UserError('communes-merge-unlike', { unit: unit.name })
  await reply(tx, ctx, t('people-merge-which', { unit: unit.name }), {
    slot,
    choices: [
      ...others.map((one): Choice[] => [
        { label: shorten(one.name, 64), action: action('people.mergeInto', unit.id, one.id) },
      ]),
      [{ label: t('communes-back'), action: action('communes.unit', unit.id) }],
    ],
  })
}

/** Asks for sure, and says what happens with the work. */
async function ask(tx: Tx, ctx: Ctx, args: string[], hooks: PeopleHooks): Promise<void> {
  const { t, actor } = ctx
  const unit = await needOpenUnit(tx, actor.communeId, idArgument(args[0]))
  const into = await needOpenUnit(tx, actor.communeId, idArgument(args[1]))
  const ids = { communeId: actor.communeId, unitId: unit.id, intoId: into.id }
  const work = await hooks.foreseeMerge?.(tx, ids)
  const words = { unit: unit.name, into: into.name, ...work }
  const said = [
    t('people-merge-sure', words),
    ...(work && work.reports > 0 ? [t('people-merge-reports', words)] : []),
    ...(work && work.withdrawn > 0 ? [t('people-merge-both', words)] : []),
    t('people-merge-for-good'),
  ]
  await reply(tx, ctx, said.join(' '), {
    slot,
    choices: [
      [{ label: t('communes-merge'), action: action('people.mergeSure', unit.id, into.id), style: 'danger' }],
      [{ label: t('communes-back'), action: action('communes.unit', unit.id) }],
    ],
  })
}

async function merge(tx: Tx, ctx: Ctx, args: string[], hooks: PeopleHooks): Promise<Ack> {
  const { t, actor, now } = ctx
  const { communeId, personId: actorId } = actor
  const ids = { unitId: idArgument(args[0]), intoId: idArgument(args[1]) }
  const { from, into } = await mergeUnit(tx, { communeId, actorId, ...ids }, now)
  await movePeople(tx, { communeId, actorId, from, into }, now)
  const group = await moveGroup(tx, { communeId, from, into }, now)
  const gone = await hooks.unitGone?.(tx, { communeId, actorId, ...ids }, now)
  const words = { unit: from.name, into: into.name, ...(gone ?? { moved: 0, reports: 0, withdrawn: 0 }) }
  if (group !== undefined && words.moved + words.withdrawn > 0)
    await hooks.unitsBound?.(tx, { communeId, chatId: group, unitIds: [into.id], merged: words }, now)
  await reply(
    tx,
    ctx,
    `${t('people-merged', words)}${words.withdrawn > 0 ? ` ${t('people-merged-twice', words)}` : ''}`,
    {
      slot,
      choices: [
        [{ label: shorten(into.name, 64), action: action('communes.unit', into.id) }],
        [{ label: t('communes-see-units'), action: action('communes.units') }],
      ],
    },
  )
  return { text: t('communes-saved') }
}

interface Merged {
  communeId: number
  from: { id: number; name: string }
  into: { id: number; name: string }
}

/** Everyone keeps an office: the head goes on as head where there is none, else as deputy. Who holds one there already keeps that. */
async function movePeople(tx: Tx, input: Merged & { actorId: number }, now: Date): Promise<void> {
  const { communeId, actorId, from, into } = input
  const there = await listPosts(tx, { communeId, unitId: into.id }, now)
  let headed = there.some((post) => post.role === 'head')
  for (const post of await listPosts(tx, { communeId, unitId: from.id }, now)) {
    const role = post.role === 'head' && headed ? 'deputy' : post.role
    headed ||= role === 'head'
    const held = there.find((one) => one.personId === post.personId)
    if (!held) await givePost(tx, { communeId, role, unitId: into.id, personId: post.personId, actorId }, now)
    await closePost(tx, post, actorId, now, { goesOn: true })
    await tellPeople(
      tx,
      {
        communeId,
        key: `unit-merged:${post.id}`,
        personIds: [post.personId],
        message: (t) => ({
          spans: [
            t('people-merged-you', {
              unit: from.name,
              into: into.name,
              office: officeName(t, held?.role ?? role, into.name),
            }),
          ],
        }),
      },
      now,
    )
  }
}

/** A unit has one group: the other's stays, or this one becomes it. Returns the group in which the unit is served from now on. */
async function moveGroup(tx: Tx, { communeId, from, into }: Merged, now: Date): Promise<number | undefined> {
  const serving = async (unitId: number) => {
    const [row] = await tx
      .select({ chatId: chatUnits.chatId })
      .from(chatUnits)
      .where(and(eq(chatUnits.communeId, communeId), eq(chatUnits.unitId, unitId)))
    return row?.chatId
  }
  const own = await serving(from.id)
  const stays = await serving(into.id)
  await tx.delete(chatUnits).where(and(eq(chatUnits.communeId, communeId), eq(chatUnits.unitId, from.id)))
  if (own === undefined) return stays
  if (stays === undefined) await tx.insert(chatUnits).values({ communeId, chatId: own, unitId: into.id })
  else if (stays !== own) await leaveGroup(tx, { communeId, chatId: own, names: [from.name] }, now)
  return stays ?? own
}
