// `/vang`, `Tôi vắng`: a head or deputy says from when to when they are away and who stands in. Within those days the stand-in answers
// for the unit as a deputy does; it ends by itself.
import { and, asc, eq, gte, isNull, lte } from 'drizzle-orm'
import { readSpokenDate } from '../../calendar/spoken.js'
import type { WorkCalendar } from '../../calendar/work-calendar.js'
import { action } from '../../chat/action.js'
import type { Choice } from '../../chat/message.js'
import type { Tx } from '../../db/db.js'
import { units } from '../../db/schema/communes.js'
import { absences } from '../../db/schema/people.js'
import { addDays, type Day, dayOf, daysBetween, mondayOf, writeDay } from '../../lib/day.js'
import { UserError } from '../../lib/errors.js'
import { fold, plain, shorten } from '../../lib/vietnamese.js'
import { idArgument } from '../../talk/argument.js'
import type { Ack, Actor, Answer, Ctx, Entries, OpenQuestion, Role } from '../../talk/entry.js'
import { closeQuestion, openQuestion } from '../../talk/questions.js'
import { reply } from '../../talk/reply.js'
import { communeCalendar } from '../communes/store.js'
import { record } from '../trail/record.js'
import { tellOfficers, tellPeople } from './notify.js'
import { listPosts } from './posts.js'
import { officeName } from './wording.js'

const who: readonly Role[] = ['head', 'deputy']
const where = 'private' as const
const QUESTION = 'people.away'
/** Longer than this is no absence but a hand-over. */
const MOST_DAYS = 366

export interface Absence {
  id: number
  communeId: number
  unitId: number
  personId: number
  standInId: number | null
  from: Day
  to: Day
}

/** The absences of a commune that hold on this day. */
export async function listAbsences(tx: Tx, communeId: number, today: Day): Promise<Absence[]> {
  return tx
    .select()
    .from(absences)
    .where(
      and(
        eq(absences.communeId, communeId),
        isNull(absences.endedAt),
        lte(absences.from, today),
        gte(absences.to, today),
      ),
    )
    .orderBy(asc(absences.id))
}

/** The person's absences that have not ended, also those to come. */
async function ownAbsences(tx: Tx, actor: Actor, today: Day): Promise<(Absence & { unit: string })[]> {
  const rows = await tx
    .select({ absence: absences, unit: units.name })
    .from(absences)
    .innerJoin(units, and(eq(units.communeId, absences.communeId), eq(units.id, absences.unitId)))
    .where(
      and(
        eq(absences.communeId, actor.communeId),
        eq(absences.personId, actor.personId),
        isNull(absences.endedAt),
        gte(absences.to, today),
      ),
    )
    .orderBy(asc(absences.id))
  return rows.map(({ absence, unit }) => ({ ...absence, unit }))
}

/** The units this person holds an office in; a stand-in may not pass it on. */
async function ownUnits(tx: Tx, ctx: Ctx): Promise<number[]> {
  const held = await listPosts(tx, { communeId: ctx.actor.communeId, personId: ctx.actor.personId }, ctx.now)
  const found = held.flatMap((post) => (post.unitId !== null && who.includes(post.role) ? [post.unitId] : []))
  if (found.length === 0) throw new UserError('people-away-no-post')
  return [...new Set(found)]
}

async function start(tx: Tx, ctx: Ctx): Promise<void> {
  await ownUnits(tx, ctx)
  const { t, actor } = ctx
  const open = await ownAbsences(tx, actor, dayOf(ctx.now))
  const questionId = await openQuestion(
    tx,
    { communeId: actor.communeId, chatId: ctx.chat.id, personId: actor.personId, action: QUESTION, data: {} },
    ctx.now,
  )
  const lines = open.map((one) =>
    t('people-away-now', { unit: one.unit, from: writeDay(one.from), to: writeDay(one.to) }),
  )
  await reply(tx, ctx, [...lines, t('people-away-ask')].join('\n'), {
    ask: { questionId, placeholder: t('people-away-placeholder'), accountId: actor.accountId },
    ...(open.length > 0 ? { choices: [[{ label: t('people-away-back'), action: action('people.back') }]] } : {}),
  })
}

/** "tuần sau", "tháng 11", "3 ngày": all of it, from today on, where elsewhere its last day is meant. */
function readStretch(words: string, today: Day, cal: WorkCalendar): { from: Day; to: Day } | undefined {
  const said = plain(words).replace(/^(?:ca|het|nguyen|tron|trong) /, '')
  const counted = /^(\d{1,2}) (ngay|tuan)$/.exec(said)
  if (counted) {
    const days = Number(counted[1]) * (counted[2] === 'tuan' ? 7 : 1)
    return days > 0 ? { from: today, to: addDays(today, days - 1) } : undefined
  }
  const [, unit] = /^(tuan|thang)(?: (?:nay|sau|toi|\d{1,2}(?:\/\d{4})?))?$/.exec(said) ?? []
  // Only with its marks is "tháng sáu" not "tháng sau".
  const last = unit && readSpokenDate(words.replace(/^(?:cả|ca|hết|het|nguyên|nguyen|trọn|tron)\s+/iu, ''), today, cal)
  if (!last || !('day' in last)) return undefined
  const first = unit === 'tuan' ? mondayOf(last.day) : `${last.day.slice(0, 7)}-01`
  return { from: first < today ? today : first, to: last.day }
}

/** "5/10 đến 9/10", "từ mai đến thứ sáu", "tuần sau", or one day alone. Throws a `UserError` that says what is wrong. */
export function readAway(text: string, today: Day, cal: WorkCalendar): { from: Day; to: Day } {
  const words = text.trim().replace(/^(?:tôi\s+)?(?:vắng\s+)?(?:từ\s+)?(?:ngày\s+)?/iu, '')
  const stretch = readStretch(words, today, cal)
  if (stretch) return ofBearableLength(stretch)
  const parts = words.split(/\s+(?:đến hết|đến|den|tới|toi)\s+|\s*[–—]\s*|\s+-\s+|(?<=\d)-(?=\d)/iu)
  const days = parts.map((part) => readSpokenDate(part, today, cal))
  for (const day of days) {
    if ('day' in day) continue
    throw new UserError(day.error === 'past' ? 'people-away-past' : 'people-away-unreadable', {
      words: shorten(text, 60),
    })
  }
  const [from, to = from] = days.flatMap((day) => ('day' in day ? [day.day] : []))
  if (!from || !to || parts.length > 2) throw new UserError('people-away-unreadable', { words: shorten(text, 60) })
  if (to < from) throw new UserError('people-away-backwards', { from: writeDay(from), to: writeDay(to) })
  return ofBearableLength({ from, to })
}

function ofBearableLength(days: { from: Day; to: Day }): { from: Day; to: Day } {
  if (daysBetween(days.from, days.to) > MOST_DAYS) throw new UserError('people-away-long')
  return days
}

async function takeDays(tx: Tx, ctx: Ctx, question: OpenQuestion, answer: Answer): Promise<void> {
  if (answer.kind !== 'text') throw new UserError('people-away-as-text')
  await goAway(tx, ctx, answer.text)
  await closeQuestion(tx, question.id, ctx.now)
}

/** Stores the absence for every unit of the person and asks who stands in. A later word about the same days replaces the earlier. */
async function goAway(tx: Tx, ctx: Ctx, words: string): Promise<void> {
  const { t, actor, now } = ctx
  const today = dayOf(now)
  const own = await ownUnits(tx, ctx)
  const { from, to } = readAway(words, today, await communeCalendar(tx, actor.communeId))
  await endAbsences(tx, ctx)
  const rows = await tx
    .insert(absences)
    .values(
      own.map((unitId) => ({
        communeId: actor.communeId,
        unitId,
        personId: actor.personId,
        from,
        to,
        createdAt: now,
      })),
    )
    .returning({ id: absences.id })
  const first = rows[0]?.id ?? 0
  await record(
    tx,
    {
      communeId: actor.communeId,
      subject: `person:${actor.personId}`,
      action: 'person.away',
      actorId: actor.personId,
      after: { from, to, units: own },
    },
    now,
  )
  const people = await candidates(tx, ctx, own)
  const choices = people.map((one): Choice[] => [
    { label: shorten(`${one.name} – ${one.office}`, 64), action: action('people.standIn', first, one.personId) },
  ])
  await reply(tx, ctx, t('people-away-noted', { from: writeDay(from), to: writeDay(to) }), {
    slot: `away:${first}`,
    fresh: true,
    choices: [...choices, [{ label: t('people-away-nobody'), action: action('people.standIn', first, 0) }]],
  })
}

/** Those of the own units first, then heads and deputies of others. */
async function candidates(tx: Tx, ctx: Ctx, own: readonly number[]) {
  const held = await listPosts(tx, { communeId: ctx.actor.communeId }, ctx.now)
  const others = held.filter((post) => post.personId !== ctx.actor.personId && post.unitId !== null)
  const sorted = [
    ...others.filter((post) => own.includes(post.unitId ?? 0)),
    ...others.filter((post) => !own.includes(post.unitId ?? 0) && who.includes(post.role)),
  ]
  const seen = new Set<number>()
  return sorted
    .filter((post) => !seen.has(post.personId) && seen.add(post.personId))
    .slice(0, 30)
    .map((post) => ({ personId: post.personId, name: post.name, office: officeName(ctx.t, post.role, post.unit) }))
}

async function choose(tx: Tx, ctx: Ctx, args: string[]): Promise<Ack> {
  const { t, actor, now } = ctx
  const absenceId = idArgument(args[0])
  const personId = args[1] === '0' ? null : idArgument(args[1])
  const open = await ownAbsences(tx, actor, dayOf(now))
  const first = open.find((one) => one.id === absenceId)
  if (!first) throw new UserError('talk-old-button')
  const own = await ownUnits(tx, ctx)
  const found = (await candidates(tx, ctx, own)).find((one) => one.personId === personId)
  if (personId !== null && !found) throw new UserError('people-away-who')
  await tx
    .update(absences)
    .set({ standInId: personId })
    .where(
      and(
        eq(absences.communeId, actor.communeId),
        eq(absences.personId, actor.personId),
        isNull(absences.endedAt),
        eq(absences.from, first.from),
        eq(absences.to, first.to),
      ),
    )
  await record(
    tx,
    {
      communeId: actor.communeId,
      subject: `person:${actor.personId}`,
      action: 'person.standIn',
      actorId: actor.personId,
      before: { standInId: first.standInId },
      after: { standInId: personId, from: first.from, to: first.to },
    },
    now,
  )
  const args_ = {
    name: actor.name,
    units: open.map((one) => one.unit).join(', '),
    from: writeDay(first.from),
    to: writeDay(first.to),
  }
  const said = found
    ? t('people-away-chosen', { ...args_, standIn: found.name })
    : t('people-away-alone', { from: args_.from, to: args_.to })
  await reply(tx, ctx, said, {
    slot: `away:${first.id}`,
    choices: [[{ label: t('people-away-back'), action: action('people.back') }]],
  })
  const communeId = actor.communeId
  const key = `away:${first.id}:${ctx.updateId}`
  if (personId !== null)
    await tellPeople(
      tx,
      { communeId, key, personIds: [personId], message: (own_) => ({ spans: [own_('people-away-you', args_)] }) },
      now,
    )
  await tellOfficers(
    tx,
    {
      communeId,
      key: `${key}:officers`,
      message: (own_) => ({
        spans: [
          found ? own_('people-away-told', { ...args_, standIn: found.name }) : own_('people-away-told-alone', args_),
        ],
      }),
    },
    now,
  )
  return { text: t('communes-saved') }
}

async function endAbsences(tx: Tx, ctx: Ctx): Promise<number[]> {
  const ended = await tx
    .update(absences)
    .set({ endedAt: ctx.now })
    .where(
      and(
        eq(absences.communeId, ctx.actor.communeId),
        eq(absences.personId, ctx.actor.personId),
        isNull(absences.endedAt),
        gte(absences.to, dayOf(ctx.now)),
      ),
    )
    .returning({ standInId: absences.standInId })
  return [...new Set(ended.flatMap((row) => row.standInId ?? []))]
}

async function back(tx: Tx, ctx: Ctx): Promise<Ack> {
  const { t, actor, now } = ctx
  const open = await ownAbsences(tx, actor, dayOf(now))
  if (open.length === 0) return { text: t('people-away-over'), alert: true }
  const standIns = await endAbsences(tx, ctx)
  await record(
    tx,
    { communeId: actor.communeId, subject: `person:${actor.personId}`, action: 'person.back', actorId: actor.personId },
    now,
  )
  const key = `back:${open[0]?.id}`
  const units_ = open.map((one) => one.unit).join(', ')
  await tellPeople(
    tx,
    {
      communeId: actor.communeId,
      key,
      personIds: standIns,
      message: (own) => ({ spans: [own('people-away-returned', { name: actor.name, units: units_ })] }),
    },
    now,
  )
  await reply(tx, ctx, t('people-away-ended'), { slot: `away:${open[0]?.id}` })
  return { text: t('communes-saved') }
}

/** "Tôi vắng 5/10 đến 9/10", "toi vang" in private. */
const spoken = /^toi vang\b/

export const absenceEntries: Entries = {
  commands: {
    vang: {
      isWord: true,
      who,
      where,
      run: (tx, ctx, words) => (words.trim() ? goAway(tx, ctx, words) : start(tx, ctx)),
    },
  },
  choices: {
    'people.awayAsk': { who, where, run: (tx, ctx) => start(tx, ctx) },
    'people.standIn': { who, where, run: choose },
    'people.back': { who, where, run: back },
  },
  replies: { [QUESTION]: { who, run: takeDays } },
  others: [
    {
      accepts: ({ chat, incoming: { happening } }) =>
        chat.kind === 'private' && happening.kind === 'text' && spoken.test(fold(happening.text)),
      who,
      where,
      run: async (tx, ctx) => {
        const { happening } = ctx.incoming
        const text = happening.kind === 'text' ? happening.text : ''
        const rest = text.trim().split(/\s+/).slice(2).join(' ')
        await (rest ? goAway(tx, ctx, rest) : start(tx, ctx))
      },
    },
  ],
}
