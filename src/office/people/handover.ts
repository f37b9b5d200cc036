// `/bangiao`: somebody hands their post over to another person of the commune, with a list of what is open; it changes hands when
// that person agrees. Duties belong to the post, so nothing of the work itself moves.
import { action } from '../../chat/action.js'
import type { Choice } from '../../chat/message.js'
import type { Tx } from '../../db/db.js'
import { addDays, dayOf } from '../../lib/day.js'
import { UserError } from '../../lib/errors.js'
import type { Translate } from '../../lib/i18n.js'
import { shorten } from '../../lib/vietnamese.js'
import { idArgument } from '../../talk/argument.js'
import { type Ack, type Ctx, type Entries, leaderRoles, roles } from '../../talk/entry.js'
import { reply } from '../../talk/reply.js'
import { setLeader } from '../communes/actions.js'
import { listUnits } from '../communes/store.js'
import { listTrail, record, type TrailRow } from '../trail/record.js'
import type { PeopleHooks } from './hooks.js'
import { tellOfficers, tellPeople } from './notify.js'
import { closePost, findPost, givePost, listPosts, type Post } from './posts.js'
import { officeName } from './wording.js'

const where = 'private' as const
/** As long as an invitation. */
const VALID_DAYS = 7
const MOST_PEOPLE = 60

async function start(tx: Tx, ctx: Ctx): Promise<void> {
  const { t, actor } = ctx
  const held = await listPosts(tx, { communeId: actor.communeId, personId: actor.personId }, ctx.now)
  const [first] = held
  // A stand-in holds none of their own.
  if (!first) throw new UserError('people-no-post')
  if (held.length === 1) return askWhom(tx, ctx, first)
  await reply(tx, ctx, t('people-handover-which'), {
    slot: 'handover',
    fresh: true,
    choices: held.map((post) => [
      { label: shorten(officeName(t, post.role, post.unit), 64), action: action('people.handover', post.id) },
    ]),
  })
}

/** The actor's own post. Throws a `UserError` when it is not, or no longer. */
async function ownPost(tx: Tx, ctx: Ctx, id: string | undefined): Promise<Post> {
  const post = await findPost(tx, idArgument(id), ctx.now)
  if (!post || post.communeId !== ctx.actor.communeId || post.personId !== ctx.actor.personId)
    throw new UserError('people-no-post')
  return post
}

async function askWhom(tx: Tx, ctx: Ctx, post: Post): Promise<void> {
  const { t } = ctx
  const people = await receivers(tx, ctx, post)
  const office = officeName(t, post.role, post.unit)
  await reply(tx, ctx, t(people.length > 0 ? 'people-handover-whom' : 'people-handover-nobody', { office }), {
    slot: 'handover',
    fresh: true,
    choices: people.map((one): Choice[] => [
      { label: shorten(one.name, 64), action: action('people.handTo', post.id, one.personId) },
    ]),
  })
}

/** Everyone who is in the commune already; the unit's own people first. Who is not is invited by `/moi`. */
async function receivers(tx: Tx, ctx: Ctx, post: Post): Promise<{ personId: number; name: string }[]> {
  const held = await listPosts(tx, { communeId: post.communeId }, ctx.now)
  const own = (one: Post) => (post.unitId !== null && one.unitId === post.unitId ? 0 : 1)
  const found = new Map<number, string>()
  for (const one of [...held].sort((a, b) => own(a) - own(b)))
    if (one.personId !== post.personId) found.set(one.personId, one.name)
  return [...found].slice(0, MOST_PEOPLE).map(([personId, name]) => ({ personId, name }))
}

const subjectOf = (post: Post) => `post:${post.id}`

/** The message of an offer: it loses its buttons once it is answered, or another offer takes its place. */
const offerSlot = (offer: TrailRow) => `handover:${offer.id}`

/** What was last said about an offer of this post: that it is made, or that it was refused. */
async function lastWord(tx: Tx, post: Post): Promise<TrailRow | undefined> {
  const told = { actions: ['post.offer', 'post.offerRefused'], newest: 1 }
  return (await listTrail(tx, post.communeId, subjectOf(post), told)).at(-1)
}

async function offer(tx: Tx, ctx: Ctx, args: string[], hooks: PeopleHooks): Promise<Ack> {
  const { t, actor, now } = ctx
  const post = await ownPost(tx, ctx, args[0])
  const to = (await receivers(tx, ctx, post)).find((one) => one.personId === idArgument(args[1]))
  if (!to) throw new UserError('people-handover-who')
  const { communeId } = post
  await withdraw(tx, ctx, post)
  await record(
    tx,
    { communeId, subject: subjectOf(post), action: 'post.offer', actorId: actor.personId, after: { to: to.personId } },
    now,
  )
  const made = await lastWord(tx, post)
  if (!made) throw new Error(`offer of post ${post.id} not recorded`)
  const work = await openWork(tx, post, hooks, now)
  await tellPeople(
    tx,
    {
      communeId,
      key: `handover:${post.id}:${ctx.updateId}`,
      slot: offerSlot(made),
      personIds: [to.personId],
      message: (own) => ({
        spans: [
          own('people-handover-offer', { name: actor.name, office: officeName(own, post.role, post.unit) }),
          ...work(own),
        ],
        choices: [
          [
            { label: own('people-handover-take'), action: action('people.handTake', post.id) },
            { label: own('people-decline'), action: action('people.handRefuse', post.id) },
          ],
        ],
      }),
    },
    now,
  )
  const office = officeName(t, post.role, post.unit)
  await reply(tx, ctx, t('people-handover-offered', { name: to.name, office }), { slot: 'handover' })
  return { text: t('communes-saved') }
}

/** The lines that tell what is open in the unit of a post. */
async function openWork(tx: Tx, post: Post, hooks: PeopleHooks, now: Date): Promise<(t: Translate) => string[]> {
  const { communeId, unitId } = post
  if (unitId === null) return () => []
  const open = (await hooks.openWork?.(tx, { communeId, unitId }, now)) ?? []
  return (t) => [
    `\n${t('people-handover-open', { count: open.length })}`,
    ...open.slice(0, 40).map((line) => `\n${line}`),
  ]
}

/** An offer of this post that still stands gives way to another: whoever has it is told so in its place. */
async function withdraw(tx: Tx, ctx: Ctx, post: Post): Promise<void> {
  const last = await lastWord(tx, post)
  const to = last?.after?.to
  if (last?.action !== 'post.offer' || typeof to !== 'number') return
  await tellPeople(
    tx,
    {
      communeId: post.communeId,
      key: `handoverold:${last.id}`,
      slot: offerSlot(last),
      personIds: [to],
      message: (own) => ({
        spans: [own('people-handover-replaced', { name: post.name, office: officeName(own, post.role, post.unit) })],
      }),
    },
    ctx.now,
  )
}

/** The post offered to this person, as long as the offer stands. Throws a `UserError` when it does not. */
async function offered(tx: Tx, ctx: Ctx, id: string | undefined): Promise<{ post: Post; slot: string }> {
  const post = await findPost(tx, idArgument(id), ctx.now)
  if (!post || post.communeId !== ctx.actor.communeId) throw new UserError('people-handover-void')
  const last = await lastWord(tx, post)
  const isMine = last?.action === 'post.offer' && last.after?.to === ctx.actor.personId
  if (!isMine || addDays(dayOf(last.at), VALID_DAYS) < dayOf(ctx.now)) throw new UserError('people-handover-void')
  return { post, slot: offerSlot(last) }
}

async function take(tx: Tx, ctx: Ctx, args: string[], hooks: PeopleHooks): Promise<Ack> {
  const { t, actor, now } = ctx
  const { post, slot } = await offered(tx, ctx, args[0])
  const { communeId, role, unitId } = post
  const led = leaderRoles.includes(role) ? await unitsLedBy(tx, communeId, post.personId) : []
  await givePost(
    tx,
    { communeId, role, personId: actor.personId, actorId: post.personId, ...(unitId === null ? {} : { unitId }) },
    now,
  )
  await closePost(tx, post, post.personId, now)
  await passCharge(tx, { communeId, led, from: post.personId, to: actor.personId }, now)
  if (leaderRoles.includes(role)) await hooks.decidersChanged?.(tx, communeId, now)
  const told = { from: post.name, to: actor.name }
  const work = await openWork(tx, post, hooks, now)
  const taken = t('people-handover-taken', { ...told, office: officeName(t, role, post.unit) })
  await reply(tx, ctx, [taken, ...work(t)], { slot })
  const message = (own: typeof t) => ({
    spans: [own('people-handover-done', { ...told, office: officeName(own, role, post.unit) })],
  })
  const key = `handedover:${post.id}`
  await tellPeople(tx, { communeId, key, personIds: [post.personId], message }, now)
  await tellOfficers(tx, { communeId, key, message }, now)
  return { text: t('communes-saved') }
}

async function unitsLedBy(tx: Tx, communeId: number, personId: number): Promise<number[]> {
  return (await listUnits(tx, communeId)).filter((unit) => unit.leaderId === personId).map((unit) => unit.id)
}

/** Duties belong to the post: the units that were in the charge of who held it are in the charge of who took it. */
async function passCharge(
  tx: Tx,
  input: { communeId: number; led: readonly number[]; from: number; to: number },
  now: Date,
): Promise<void> {
  const { communeId, led, from, to } = input
  // Who leads by another office still keeps them.
  const kept = await unitsLedBy(tx, communeId, from)
  for (const unitId of led)
    if (!kept.includes(unitId)) await setLeader(tx, { communeId, actorId: from, unitId, personId: to }, now)
}

async function refuse(tx: Tx, ctx: Ctx, args: string[]): Promise<Ack> {
  const { t, actor, now } = ctx
  const { post, slot } = await offered(tx, ctx, args[0])
  const { communeId } = post
  await record(tx, { communeId, subject: subjectOf(post), action: 'post.offerRefused', actorId: actor.personId }, now)
  await tellPeople(
    tx,
    {
      communeId,
      key: `handrefused:${post.id}:${ctx.updateId}`,
      personIds: [post.personId],
      message: (own) => ({
        spans: [own('people-handover-refused', { name: actor.name, office: officeName(own, post.role, post.unit) })],
      }),
    },
    now,
  )
  const office = officeName(t, post.role, post.unit)
  await reply(tx, ctx, t('people-handover-declined', { from: post.name, office }), { slot })
  return { text: t('communes-saved') }
}

export function handoverEntries(hooks: PeopleHooks): Entries {
  return {
    commands: { bangiao: { who: roles, where, run: (tx, ctx) => start(tx, ctx) } },
    choices: {
      'people.handover': {
        who: roles,
        where,
        run: async (tx, ctx, [id]) => askWhom(tx, ctx, await ownPost(tx, ctx, id)),
      },
      'people.handTo': { who: roles, where, run: (tx, ctx, args) => offer(tx, ctx, args, hooks) },
      'people.handTake': { who: roles, where, run: (tx, ctx, args) => take(tx, ctx, args, hooks) },
      'people.handRefuse': { who: roles, where, run: refuse },
    },
  }
}
