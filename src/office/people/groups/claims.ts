// "Tôi là lãnh đạo đơn vị": somebody in a group says so, an officer agrees or refuses. A claim is kept as an invitation that
// the person issued to themself: no code opens it, only an officer's decision.
import { randomBytes } from 'node:crypto'
import { and, eq, gt, isNull, or } from 'drizzle-orm'
import { action } from '../../../chat/action.js'
import type { Choice } from '../../../chat/message.js'
import type { Tx } from '../../../db/db.js'
import { chats, invites } from '../../../db/schema/people.js'
import { UserError } from '../../../lib/errors.js'
import type { Translate } from '../../../lib/i18n.js'
import { shorten } from '../../../lib/vietnamese.js'
import { ANSWER, chatWords, queueMessage } from '../../../post/outbox.js'
import { idArgument } from '../../../talk/argument.js'
import type { Ack, Ctx, Entries, OpenCtx } from '../../../talk/entry.js'
import { needOpenUnit } from '../../communes/actions.js'
import { groupName } from '../../communes/group-name.js'
import { hashCode } from '../../communes/invitation.js'
import { listUnits, type UnitWithAliases } from '../../communes/store.js'
import { record } from '../../trail/record.js'
import { introLines, runBy } from '../intro.js'
import { describePerson } from '../invitations/actions.js'
import { tellOfficers, tellPeople } from '../notify.js'
import { givePost, listPosts, type Post } from '../posts.js'
import { tellReplaced } from '../staff.js'
import { ensurePerson } from '../store.js'
import { officeName } from '../wording.js'
import { listServed } from './actions.js'

const day = 86_400_000
const who = ['officer'] as const

export const claimChoices: NonNullable<Entries['choices']> = {
  'people.claim': { who: 'anyone', run: claim },
  'people.agree': { who, run: (tx, ctx, args) => decide(tx, ctx, args, true) },
  'people.decline': { who, run: (tx, ctx, args) => decide(tx, ctx, args, false) },
}

async function claim(tx: Tx, ctx: OpenCtx): Promise<Ack> {
  const { t, chat, incoming, now } = ctx
  if (chat.kind !== 'group') throw new UserError('talk-only-group')
  if (!incoming.from) throw new UserError('talk-anonymous')
  const communeId = chat.communeId
  const served = communeId === undefined ? [] : await servedUnits(tx, communeId, chat.id, chat.common)
  if (communeId === undefined || served.length === 0) throw new UserError('people-claim-unbound')
  const person = await ensurePerson(tx, chat.channelId, incoming.from, now)
  const held = await listPosts(tx, { communeId }, now)
  const open = served.filter((unit) => !holds(held, person.id, unit.id))
  if (open.length === 0) return { text: t('people-claim-already'), alert: true }

  const [earlier] = await tx
    .select({ decidedAt: invites.decidedAt })
    .from(invites)
    .where(
      and(
        eq(invites.communeId, communeId),
        eq(invites.usedBy, person.id),
        eq(invites.issuedBy, person.id),
        or(
          and(isNull(invites.decidedAt), gt(invites.expiresAt, now)),
          and(eq(invites.accepted, false), gt(invites.decidedAt, new Date(now.getTime() - day))),
        ),
      ),
    )
    .limit(1)
  if (earlier)
    return { text: t(earlier.decidedAt ? 'people-claim-refused-lately' : 'people-claim-waiting'), alert: true }

  const [row] = await tx
    .insert(invites)
    .values({
      communeId,
      codeHash: hashCode(randomBytes(32).toString('base64url')),
      role: 'head',
      unitId: open.length === 1 ? (open[0]?.id ?? null) : null,
      issuedBy: person.id,
      issuedAt: now,
      expiresAt: new Date(now.getTime() + 7 * day),
      usedBy: person.id,
      usedAt: now,
    })
    .returning({ id: invites.id })
  if (!row) throw new Error('claim not stored')
  await record(
    tx,
    {
      communeId,
      subject: `invite:${row.id}`,
      action: 'head.claim',
      actorId: person.id,
      after: { chatId: chat.id, unitIds: open.map((unit) => unit.id) },
    },
    now,
  )
  const name = await describePerson(tx, person.id)
  const group = await groupName(tx, chat.id)
  const told = await tellOfficers(
    tx,
    {
      communeId,
      key: `claim:${row.id}`,
      slot: `claim:${row.id}`,
      message: (own) => ({
        spans: [
          own('people-claim-asks', { name, group: group(own), units: namesOf(open) }),
          ...headsOf(own, held, open).map((line) => `\n${line}`),
        ],
        choices: buttonsOf(own, open, row.id, chat.id),
      }),
    },
    now,
  )
  return { text: t(told > 0 ? 'people-claim-sent' : 'people-claim-nobody'), alert: true }
}

/** An officer's word on a claim. Whoever is first decides; a second tap, or a second officer's, is told so. */
async function decide(tx: Tx, ctx: Ctx, args: string[], accepted: boolean): Promise<Ack> {
  const { t, actor, now } = ctx
  const communeId = actor.communeId
  const [found] = await tx
    .select()
    .from(invites)
    .where(
      and(
        eq(invites.communeId, communeId),
        eq(invites.id, idArgument(args[0])),
        eq(invites.role, 'head'),
        eq(invites.issuedBy, invites.usedBy),
      ),
    )
  if (!found?.usedBy) throw new UserError('talk-old-button')
  const group = await groupOf(tx, communeId, idArgument(args[1]))
  const unit = accepted ? await needOpenUnit(tx, communeId, found.unitId ?? idArgument(args[2])) : undefined
  if (unit && !(await servedUnits(tx, communeId, group.id, group.common)).some((one) => one.id === unit.id))
    throw new UserError('people-claim-moved', { unit: unit.name })
  const [decided] = await tx
    .update(invites)
    .set({ decidedAt: now, accepted, ...(unit ? { unitId: unit.id } : {}) })
    .where(and(eq(invites.communeId, communeId), eq(invites.id, found.id), isNull(invites.decidedAt)))
    .returning({ id: invites.id })
  if (!decided) return { text: t('people-decided-before'), alert: true }

  const personId = found.usedBy
  const name = await describePerson(tx, personId)
  const say = (own: Translate): string =>
    unit
      ? own('people-claim-agreed', { name, unit: unit.name, officer: actor.name })
      : own('people-claim-declined', { name, officer: actor.name })
  await record(
    tx,
    {
      communeId,
      subject: `invite:${found.id}`,
      action: accepted ? 'head.agree' : 'head.decline',
      actorId: actor.personId,
      after: { personId, unitId: unit?.id ?? null },
    },
    now,
  )
  const known = (await listPosts(tx, { personId }, now)).length > 0
  const runner = await runBy(tx, group.channelId, communeId)
  if (unit) {
    const given = await givePost(
      tx,
      { communeId, role: 'head', unitId: unit.id, personId, actorId: actor.personId },
      now,
    )
    await tellReplaced(tx, given.replaced, name, now)
  }
  const key = `claim-decided:${found.id}`
  await tellOfficers(tx, { communeId, key, slot: `claim:${found.id}`, message: (own) => ({ spans: [say(own)] }) }, now)
  await tellPeople(
    tx,
    {
      communeId,
      key: `${key}:person`,
      personIds: [personId],
      message: (own) => ({
        spans: [
          unit
            ? `${known ? '' : `${introLines(own, runner)}\n\n`}${own('people-now-hold-help', { office: officeName(own, 'head', unit.name) })}`
            : own('people-claim-declined-you', { officer: actor.name }),
        ],
      }),
    },
    now,
  )
  if (unit && !group.unreachableAt) {
    const own = await chatWords(tx, group.id)
    await queueMessage(
      tx,
      {
        chatId: group.id,
        communeId,
        key: `${key}:group`,
        class: ANSWER,
        message: { spans: [own('people-claim-group', { name, unit: unit.name })] },
      },
      now,
    )
  }
  return { text: t(accepted ? 'people-agreed' : 'people-declined') }
}

/** The units a group is for: those bound to it, or every unit in a common group to which none is. */
async function servedUnits(tx: Tx, communeId: number, chatId: number, common: boolean): Promise<UnitWithAliases[]> {
  const units = await listUnits(tx, communeId)
  const served = await listServed(tx, communeId, chatId)
  if (served.length === 0 && common) return units.filter((unit) => unit.kind === 'unit')
  return units.filter((unit) => served.includes(unit.id))
}

async function groupOf(tx: Tx, communeId: number, chatId: number) {
  const [chat] = await tx
    .select()
    .from(chats)
    .where(and(eq(chats.communeId, communeId), eq(chats.id, chatId), eq(chats.kind, 'group')))
  if (!chat) throw new UserError('talk-old-button')
  return chat
}

function holds(held: readonly Post[], personId: number, unitId: number): boolean {
  return held.some((post) => post.personId === personId && post.unitId === unitId && post.role === 'head')
}

function headsOf(t: Translate, held: readonly Post[], units: readonly UnitWithAliases[]): string[] {
  return held
    .filter((post) => post.role === 'head' && units.some((unit) => unit.id === post.unitId))
    .map((post) => t('people-claim-head-now', { unit: post.unit ?? '', name: post.name }))
}

function buttonsOf(t: Translate, units: readonly UnitWithAliases[], claimId: number, chatId: number): Choice[][] {
  const decline: Choice = {
    label: t('people-decline'),
    action: action('people.decline', claimId, chatId),
    style: 'danger',
  }
  const [only] = units
  if (units.length === 1 && only)
    return [
      [
        { label: t('people-agree'), action: action('people.agree', claimId, chatId, only.id), style: 'success' },
        decline,
      ],
    ]
  return [
    ...units.map((unit): Choice[] => [
      {
        label: shorten(t('people-agree-unit', { unit: unit.name }), 64),
        action: action('people.agree', claimId, chatId, unit.id),
        style: 'success',
      },
    ]),
    [decline],
  ]
}

function namesOf(units: readonly UnitWithAliases[]): string {
  return units.length === 1 ? (units[0]?.name ?? '') : units.map((unit) => unit.shortName).join(', ')
}
