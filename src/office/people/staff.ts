// Who holds what, and ending it: a unit's people, the commune's, one's own.
import { action } from '../../chat/action.js'
import type { Choice } from '../../chat/message.js'
import type { Tx } from '../../db/db.js'
import { UserError } from '../../lib/errors.js'
import { shorten } from '../../lib/vietnamese.js'
import { idArgument } from '../../talk/argument.js'
import { type Ack, type Actor, type Ctx, type Entries, leaderRoles, roles } from '../../talk/entry.js'
import { reply } from '../../talk/reply.js'
import { closeUnit, needOpenUnit } from '../communes/actions.js'
import type { PeopleHooks } from './hooks.js'
import { tellOfficers, tellPeople } from './notify.js'
import { closePost, endPost, findPost, listPosts, mayEnd, type Post } from './posts.js'
import { officeName } from './wording.js'

const slot = 'units'
const officers = ['officer'] as const
const managers = ['officer', 'chairman', 'head'] as const

export function staffChoices(hooks: PeopleHooks): NonNullable<Entries['choices']> {
  return {
    'people.staff': { who: managers, run: (tx, ctx, [unit]) => showStaff(tx, ctx, unit) },
    'people.end': { who: roles, run: (tx, ctx, args) => askEnd(tx, ctx, args) },
    'people.endSure': { who: roles, run: (tx, ctx, args) => end(tx, ctx, args, hooks) },
    'people.close': { who: officers, run: (tx, ctx, args) => askClose(tx, ctx, args) },
    'people.closeSure': { who: officers, run: (tx, ctx, args) => close(tx, ctx, args, hooks) },
  }
}

/** The people of a unit, or with no argument all whose office the actor may end. */
async function showStaff(tx: Tx, ctx: Ctx, unitArgument: string | undefined): Promise<void> {
  const { t, actor } = ctx
  const unit = unitArgument ? await needOpenUnit(tx, actor.communeId, idArgument(unitArgument)) : undefined
  const held = (
    await listPosts(tx, { communeId: actor.communeId, ...(unit ? { unitId: unit.id } : {}) }, ctx.now)
  ).filter((post) => mayEnd(actor, post))
  const back: Choice[] = unit
    ? [{ label: t('communes-back'), action: action('communes.unit', unit.id) }]
    : [{ label: t('communes-back'), action: action('people.invitations') }]
  const title = unit ? t('people-staff-of', { unit: unit.name }) : t('people-staff-all')
  const lines = held.map((post) => `• ${post.name}: ${officeName(t, post.role, post.unit)}`)
  await reply(
    tx,
    ctx,
    [{ bold: title }, `\n${lines.length > 0 ? lines.join('\n') : t('people-staff-none')}\n\n${t('people-staff-hint')}`],
    {
      slot: unit ? slot : 'invitations',
      choices: [
        // A platform shows a hundred buttons at most.
        ...held.slice(0, 80).map((post): Choice[] => [
          {
            label: shorten(`${post.name} – ${officeName(t, post.role, post.unit)}`, 64),
            action: action('people.end', post.id),
          },
        ]),
        back,
      ],
    },
  )
}

async function askEnd(tx: Tx, ctx: Ctx, args: string[]): Promise<void> {
  const { t, actor } = ctx
  const post = await findPost(tx, idArgument(args[0]), ctx.now)
  if (!post || post.communeId !== actor.communeId) throw new UserError('people-no-post')
  if (!mayEnd(actor, post)) throw new UserError('talk-not-yours')
  await reply(tx, ctx, t('people-end-sure', { name: post.name, office: officeName(t, post.role, post.unit) }), {
    slot: `post:${post.id}`,
    fresh: true,
    choices: [[{ label: t('people-end'), action: action('people.endSure', post.id), style: 'danger' }]],
  })
}

async function end(tx: Tx, ctx: Ctx, args: string[], hooks: PeopleHooks): Promise<Ack> {
  const { t, actor } = ctx
  const post = await endPostAndTell(tx, { postId: idArgument(args[0]), actor }, ctx.now)
  if (leaderRoles.includes(post.role)) await hooks.decidersChanged?.(tx, post.communeId, ctx.now)
  await reply(tx, ctx, t('people-ended', { name: post.name, office: officeName(t, post.role, post.unit) }), {
    slot: `post:${post.id}`,
  })
  return { text: t('communes-saved') }
}

/** Ends a post and tells the person, and the officers when it was not one of them who did it. */
export async function endPostAndTell(tx: Tx, input: { postId: number; actor?: Actor }, now: Date): Promise<Post> {
  const post = await endPost(tx, input, now)
  const key = `post-ended:${post.id}`
  if (input.actor?.personId !== post.personId) {
    await tellPeople(
      tx,
      {
        communeId: post.communeId,
        key,
        personIds: [post.personId],
        message: (t) => ({ spans: [t('people-ended-you', { office: officeName(t, post.role, post.unit) })] }),
      },
      now,
    )
  }
  if (!input.actor?.roles.includes('officer')) {
    await tellOfficers(
      tx,
      {
        communeId: post.communeId,
        key: `${key}:officers`,
        message: (t) => ({
          spans: [t('people-ended', { name: post.name, office: officeName(t, post.role, post.unit) })],
        }),
      },
      now,
    )
  }
  return post
}

/** Tells those whose office somebody else has taken over. */
export async function tellReplaced(tx: Tx, replaced: readonly Post[], by: string, now: Date): Promise<void> {
  for (const post of replaced) {
    await tellPeople(
      tx,
      {
        communeId: post.communeId,
        key: `post-ended:${post.id}`,
        personIds: [post.personId],
        message: (t) => ({ spans: [t('people-replaced-you', { office: officeName(t, post.role, post.unit), by })] }),
      },
      now,
    )
  }
}

async function askClose(tx: Tx, ctx: Ctx, args: string[]): Promise<void> {
  const { t } = ctx
  const unit = await needOpenUnit(tx, ctx.actor.communeId, idArgument(args[0]))
  await reply(tx, ctx, t('people-close-sure', { unit: unit.name }), {
    slot,
    choices: [
      [{ label: t('communes-close'), action: action('people.closeSure', unit.id), style: 'danger' }],
      [{ label: t('communes-back'), action: action('communes.unit', unit.id) }],
    ],
  })
}

/** Closes a unit; the offices in it end with it. */
async function close(tx: Tx, ctx: Ctx, args: string[], hooks: PeopleHooks): Promise<Ack> {
  const { t, actor, now } = ctx
  const unit = await closeUnit(
    tx,
    { communeId: actor.communeId, actorId: actor.personId, unitId: idArgument(args[0]) },
    now,
  )
  const held = await listPosts(tx, { communeId: actor.communeId, unitId: unit.id }, now)
  for (const post of held) await closePost(tx, post, actor.personId, now)
  await hooks.unitGone?.(tx, { communeId: actor.communeId, actorId: actor.personId, unitId: unit.id }, now)
  await tellPeople(
    tx,
    {
      communeId: actor.communeId,
      key: `unit-closed:${unit.id}`,
      personIds: held.map((post) => post.personId),
      message: (own) => ({ spans: [own('people-unit-closed', { unit: unit.name })] }),
    },
    now,
  )
  await reply(tx, ctx, t('people-closed', { unit: unit.name }), {
    slot,
    choices: [[{ label: t('communes-see-units'), action: action('communes.units') }]],
  })
  return { text: t('communes-saved') }
}
