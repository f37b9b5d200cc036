// One's own: `/dulieu` (what is kept about me), `/ngonngu` (the language of this chat).
import { and, count, eq } from 'drizzle-orm'
import { action } from '../../chat/action.js'
import type { Choice } from '../../chat/message.js'
import type { Tx } from '../../db/db.js'
import { communes, units } from '../../db/schema/communes.js'
import { accounts, chats, persons, posts } from '../../db/schema/people.js'
import { events } from '../../db/schema/trail.js'
import { dayOf, writeDay } from '../../lib/day.js'
import { UserError } from '../../lib/errors.js'
import { type Locale, locales, translator } from '../../lib/i18n.js'
import { shorten } from '../../lib/vietnamese.js'
import type { Ack, Entries, OpenCtx } from '../../talk/entry.js'
import { reply } from '../../talk/reply.js'
import { orderMenu } from './posts.js'
import { findPersonId } from './store.js'
import { officeName } from './wording.js'

export const selfEntries: Entries = {
  commands: {
    dulieu: { who: 'anyone', where: 'private', run: showOwn },
    ngonngu: { who: 'anyone', run: (tx, ctx) => askLocale(tx, ctx) },
  },
  choices: { 'people.locale': { who: 'anyone', run: setLocale } },
}

/** A person's own data, of every commune, and a way to leave each office. */
async function showOwn(tx: Tx, ctx: OpenCtx): Promise<void> {
  const { t, chat, incoming } = ctx
  const personId = incoming.from && (await findPersonId(tx, chat.channelId, incoming.from.externalId))
  const [person] = personId === undefined ? [] : await tx.select().from(persons).where(eq(persons.id, personId))
  if (!person) {
    await reply(tx, ctx, t('people-own-nothing'))
    return
  }
  const mine = await tx.select().from(accounts).where(eq(accounts.personId, person.id))
  const held = await tx
    .select({
      id: posts.id,
      communeId: posts.communeId,
      role: posts.role,
      from: posts.from,
      to: posts.to,
      unit: units.name,
      commune: communes.name,
    })
    .from(posts)
    .innerJoin(communes, eq(communes.id, posts.communeId))
    .leftJoin(units, and(eq(units.communeId, posts.communeId), eq(units.id, posts.unitId)))
    .where(eq(posts.personId, person.id))
    .orderBy(posts.id)
  const [done] = await tx.select({ count: count() }).from(events).where(eq(events.actorId, person.id))
  const lines = [
    t('people-own-name', { name: person.name, day: writeDay(dayOf(person.createdAt)) }),
    ...mine.map((one) =>
      t('people-own-account', { id: one.externalId, username: one.username ? ` (@${one.username})` : '' }),
    ),
    ...held.map((post) => {
      const args = {
        office: officeName(t, post.role, post.unit),
        commune: post.commune,
        from: writeDay(dayOf(post.from)),
        to: post.to ? writeDay(dayOf(post.to)) : '',
      }
      return t(post.to ? 'people-own-post-ended' : 'people-own-post', args)
    }),
    t('people-own-events', { count: String(done?.count ?? 0) }),
    t('people-own-kept'),
  ]
  const open = held.filter((post) => post.to === null && post.communeId === ctx.actor?.communeId)
  await reply(tx, ctx, [{ bold: t('people-own-title') }, `\n${lines.join('\n')}`], {
    choices: open.slice(0, 20).map((post): Choice[] => [
      {
        label: shorten(t('people-own-leave', { office: officeName(t, post.role, post.unit) }), 64),
        action: action('people.end', post.id),
      },
    ]),
  })
}

async function askLocale(tx: Tx, ctx: OpenCtx): Promise<void> {
  await reply(tx, ctx, ctx.t('people-which-locale'), {
    slot: 'locale',
    fresh: true,
    choices: [
      [
        { label: 'Tiếng Việt', action: action('people.locale', 'vi') },
        { label: 'English', action: action('people.locale', 'en') },
      ],
    ],
  })
}

/** In a group only those who hold an office there may choose. */
async function setLocale(tx: Tx, ctx: OpenCtx, args: string[]): Promise<Ack> {
  const locale = locales.find((one): one is Locale => one === args[0])
  if (!locale) throw new UserError('talk-old-button')
  if (ctx.chat.kind === 'group' && !ctx.actor) throw new UserError('talk-not-yours')
  await tx.update(chats).set({ locale }).where(eq(chats.id, ctx.chat.id))
  if (ctx.chat.kind === 'private' && ctx.actor) await orderMenu(tx, ctx.actor.personId, ctx.now)
  const t = translator(locale)
  await reply(tx, ctx, t('people-locale-chosen'), { slot: 'locale' })
  return { text: t('communes-saved') }
}
