// `/lienket`: the signed page. In private a link for this person alone, good once; in a unit's group one that only shows what the
// unit has open.
import { and, eq } from 'drizzle-orm'
import { action } from '../../chat/action.js'
import type { Tx } from '../../db/db.js'
import { units } from '../../db/schema/communes.js'
import { chatUnits } from '../../db/schema/people.js'
import { dayOf, timeOf, writeDay } from '../../lib/day.js'
import { UserError } from '../../lib/errors.js'
import { insertLink, linkAddress, publicAddress, readLink, revokeLinks } from '../../post/links.js'
import { type Ack, type Ctx, type Entries, roles } from '../../talk/entry.js'
import { reply } from '../../talk/reply.js'
import { record } from '../trail/record.js'

export const pageEntries: Entries = {
  commands: { lienket: { who: roles, run: offer } },
  choices: { 'people.pagesEnd': { who: roles, run: endAll } },
}

async function offer(tx: Tx, ctx: Ctx): Promise<void> {
  const address = await publicAddress(tx)
  if (!address) throw new UserError('people-page-nowhere')
  if (ctx.chat.kind === 'group') return offerToGroup(tx, ctx)
  const { t, actor, now } = ctx
  const { token, expiresAt } = await insertLink(
    tx,
    { communeId: actor.communeId, kind: 'act', personId: actor.personId },
    now,
  )
  await record(
    tx,
    {
      communeId: actor.communeId,
      subject: `person:${actor.personId}`,
      action: 'person.page',
      actorId: actor.personId,
      after: { until: expiresAt.toISOString() },
    },
    now,
  )
  const until = `${timeOf(expiresAt)} ${writeDay(dayOf(expiresAt))}`
  await reply(tx, ctx, t('people-page-act', { link: linkAddress(address, token), until }), {
    choices: [[{ label: t('people-page-end-button'), action: action('people.pagesEnd'), style: 'danger' }]],
  })
}

/** Each unit of a group gets its own; a common group none, for it would show one unit's work to all. */
async function offerToGroup(tx: Tx, ctx: Ctx): Promise<void> {
  const { t, actor, chat, now } = ctx
  const served = await tx
    .select({ unitId: units.id, name: units.name })
    .from(chatUnits)
    .innerJoin(units, and(eq(units.communeId, chatUnits.communeId), eq(units.id, chatUnits.unitId)))
    .where(and(eq(chatUnits.communeId, actor.communeId), eq(chatUnits.chatId, chat.id)))
  if (chat.common || served.length === 0) throw new UserError('people-page-common')
  for (const { unitId, name } of served) {
    const link = await readLink(tx, { communeId: actor.communeId, unitId }, now)
    if (link) await reply(tx, ctx, t('people-page-read', { unit: name, link }))
  }
}

async function endAll(tx: Tx, ctx: Ctx): Promise<Ack> {
  const { t, actor, now } = ctx
  const ended = await revokeLinks(tx, { communeId: actor.communeId, personId: actor.personId }, now)
  return { text: t('people-page-ended', { count: ended }), alert: true }
}
