// What a link shows before anything is done with it: whose it is and one button; or, read-only, what a unit has open.
import { and, eq, gt, isNull } from 'drizzle-orm'
import { html } from 'hono/html'
import type { Tx } from '../db/db.js'
import { invites, links, persons } from '../db/schema/people.js'
import { dayOf, writeDay } from '../lib/day.js'
import { isOverdue } from '../office/assignments/status.js'
import { listOpenAssignments } from '../office/assignments/store.js'
import { communeCalendar, findCommune, listUnits } from '../office/communes/store.js'
import { officeName } from '../office/people/wording.js'
import { hashToken, type Link } from '../post/links.js'
import { type Markup, type Place, page, workHtml } from './render.js'

/** An invitation that can still be used. Its codes are kept as links' tokens are. */
export async function findInvitation(tx: Tx, token: string, now: Date) {
  const [row] = await tx
    .select()
    .from(invites)
    .where(
      and(
        eq(invites.codeHash, hashToken(token)),
        isNull(invites.usedAt),
        isNull(invites.decidedAt),
        gt(invites.expiresAt, now),
      ),
    )
  return row
}

/** The page of an acting link or an invitation; undefined when it is neither. Changes nothing. */
export async function linkPage(
  tx: Tx,
  place: Place,
  input: { token: string; link: Link | undefined; problem?: string },
  now: Date,
): Promise<Markup | undefined> {
  const { t, base } = place
  const { token, link, problem } = input
  if (link?.kind === 'act' && link.personId !== null) {
    const [person] = await tx.select({ name: persons.name }).from(persons).where(eq(persons.id, link.personId))
    const commune = await findCommune(tx, link.communeId)
    return page(place, {
      title: t('web-open-title'),
      body: html`<p>${t('web-open-what', { name: person?.name ?? '', commune: commune.name })}</p><p>${t('web-open-warning')}</p>
<form method="post" action="${base}/l/${token}"><button class="main">${t('web-open-button')}</button></form>`,
    })
  }
  const invitation = link ? undefined : await findInvitation(tx, token, now)
  if (!invitation) return undefined
  const commune = await findCommune(tx, invitation.communeId)
  const units = invitation.unitId === null ? [] : await listUnits(tx, invitation.communeId)
  const office = officeName(t, invitation.role, units.find((unit) => unit.id === invitation.unitId)?.name)
  return page(place, {
    title: t('web-join-title'),
    body: html`<p>${t('web-join-what', { commune: commune.name, office })}</p>${problem ? html`<p class="late" role="alert">${t(problem)}</p>` : ''}
<form method="post" action="${base}/l/${token}"><label for="ten">${t('web-join-name')}</label><input type="text" id="ten" name="name" maxlength="64" autocomplete="name" required>
<div class="row"><button class="main">${t('web-join-button')}</button></div></form>`,
  })
}

/** What a unit has open, to read only; undefined when the unit is closed. */
export async function readPage(tx: Tx, place: Place, link: Link, now: Date): Promise<Markup | undefined> {
  const { t } = place
  const { communeId } = link
  const unit = (await listUnits(tx, communeId)).find((one) => one.id === link.unitId)
  if (!unit) return undefined
  const commune = await findCommune(tx, communeId)
  const cal = await communeCalendar(tx, communeId)
  const views = await listOpenAssignments(tx, { communeId, unitIds: [unit.id] }, now)
  const work = views.map((view) =>
    workHtml(place, view, {
      overdue: isOverdue(view, now, cal, commune.settings),
      open: views.length <= 3,
      now,
    }),
  )
  return page(place, {
    title: t('web-work-of', { unit: unit.name }),
    under: `${commune.name} · ${t('web-work-count', { count: views.length })}`,
    body: html`<p class="soft">${t('web-read-only', { until: writeDay(dayOf(link.expiresAt)) })}</p>${
      work.length > 0 ? work : html`<p>${t('web-work-none')}</p>`
    }`,
  })
}

/** Ends the device of this cookie. */
export async function endDevice(tx: Tx, token: string, now: Date): Promise<void> {
  await tx
    .update(links)
    .set({ revokedAt: now })
    .where(and(eq(links.tokenHash, hashToken(token)), eq(links.kind, 'device'), isNull(links.revokedAt)))
}
