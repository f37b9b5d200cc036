// The page of a device: what the last press brought, what its owner's units have open, what was said, and a place to type.
import { html } from 'hono/html'
import type { Tx } from '../db/db.js'
import { translator } from '../lib/i18n.js'
import { capitalised } from '../lib/vietnamese.js'
import { isOverdue } from '../office/assignments/status.js'
import { listOpenAssignments } from '../office/assignments/store.js'
import { communeCalendar, findCommune, listUnits } from '../office/communes/store.js'
import { menuFor } from '../office/people/menu.js'
import type { Actor } from '../talk/entry.js'
import type { Device } from './device.js'
import { answerForm, type Markup, type Place, page, pressForm, saidHtml, workHtml } from './render.js'
import { listSaid, openQuestions } from './thread.js'

export interface DeviceQuery {
  once: string
  /** The last message before something was sent: what came after it is the result. */
  since: number | undefined
  /** Older messages than this one are asked for. */
  before: number | undefined
  /** So much of the open work is left out, for the next part of a long list. */
  skip: number
  /** How often the page reloaded itself for a result. */
  tries: number
}

/** So much work on a page, so that it stays small on a slow line. */
const MOST_WORK = 30
const MOST_SAID = 15
const MOST_RELOADS = 8

export async function showDevice(tx: Tx, base: string, device: Device, query: DeviceQuery, now: Date): Promise<Markup> {
  const { chat, actor, sender } = device
  const place: Place = { base, t: translator(chat.locale), locale: chat.locale }
  const { t } = place
  const result = query.since === undefined ? undefined : await resultOf(tx, place, device, query, now)
  const commune = actor && (await findCommune(tx, actor.communeId))
  const under = commune ? t('web-signed-in', { name: actor.name, commune: commune.name }) : sender.name
  const body = [
    ...(result ? [result.markup] : []),
    ...(actor ? await workOf(tx, place, actor, query, now) : [html`<p>${t('web-no-role')}</p>`]),
    ...(await recentOf(tx, place, device, query, now)),
    ...(actor ? [moreOf(place, actor, query.once)] : []),
    html`<form method="post" action="${base}/thoat"><div class="row"><button>${t('web-sign-out')}</button></div></form>`,
  ]
  return page(place, { title: 'Đôn Đốc', under, body, ...(result?.reload ? { refresh: result.reload } : {}) })
}

async function resultOf(
  tx: Tx,
  place: Place,
  { chat }: Device,
  query: DeviceQuery,
  now: Date,
): Promise<{ markup: Markup; reload?: string }> {
  const { t, base } = place
  const said = await listSaid(tx, chat.id, { after: query.since ?? 0, most: MOST_SAID }, now)
  const shown = { once: query.once, open: await openQuestions(tx, said), isNew: true }
  const heading = html`<h2>${t('web-result')}</h2>`
  if (said.length > 0) {
    return {
      markup: html`<section aria-live="polite">${heading}${said.map((one) => saidHtml(place, one, shown))}<p><a href="${base}/viec">${t('web-back')}</a></p></section>`,
    }
  }
  if (query.tries >= 9) return { markup: html`<section>${heading}<p>${t('web-empty')}</p></section>` }
  const again = `${base}/viec?tu=${query.since ?? 0}&lan=${query.tries + 1}`
  const words = t(query.tries < MOST_RELOADS ? 'web-working' : 'web-pending-still')
  return {
    markup: html`<section aria-live="polite">${heading}<p>${words}</p><p><a href="${again}">${t('web-reload')}</a></p></section>`,
    ...(query.tries < MOST_RELOADS ? { reload: again } : {}),
  }
}

/** The open work of the actor's units, the most urgent first. */
async function workOf(tx: Tx, place: Place, actor: Actor, query: DeviceQuery, now: Date): Promise<Markup[]> {
  const { t, base } = place
  const { communeId } = actor
  const own = [...new Set(actor.units.map((unit) => unit.unitId))]
  if (own.length === 0) return []
  const { settings } = await findCommune(tx, communeId)
  const cal = await communeCalendar(tx, communeId)
  const names = (await listUnits(tx, communeId)).filter((unit) => own.includes(unit.id)).map((unit) => unit.name)
  const views = await listOpenAssignments(tx, { communeId, unitIds: own }, now)
  const shown = views.slice(query.skip, query.skip + MOST_WORK)
  const rest = views.length - query.skip - shown.length
  const work = shown.map((view) =>
    workHtml(place, view, {
      overdue: isOverdue(view, now, cal, settings),
      open: views.length <= 3 && query.since === undefined,
      once: query.once,
      now,
    }),
  )
  return [
    html`<h2>${t('web-work-of', { unit: names.join(', ') })}</h2>`,
    html`<p class="soft">${views.length === 0 ? t('web-work-none') : t('web-work-count', { count: views.length })}</p>`,
    ...(work.length > 0 ? [pressForm(place, query.once, work)] : []),
    ...(rest > 0
      ? [
          html`<p><a href="${base}/viec?bo=${query.skip + MOST_WORK}">${t('web-work-more', { count: Math.min(rest, MOST_WORK) })}</a></p>`,
        ]
      : []),
  ]
}

async function recentOf(tx: Tx, place: Place, { chat }: Device, query: DeviceQuery, now: Date): Promise<Markup[]> {
  const { t, base } = place
  const range = query.before === undefined ? {} : { before: query.before }
  const said = await listSaid(tx, chat.id, { ...range, most: MOST_SAID }, now)
  const fresh = said.filter((one) => query.since === undefined || one.id <= query.since)
  const [oldest] = said
  if (fresh.length === 0 || !oldest) return []
  const shown = { once: query.once, open: await openQuestions(tx, fresh) }
  // What waits for an answer is not folded away.
  const isOpen = query.before !== undefined || (query.since === undefined && shown.open.size > 0)
  return [
    html`<details class="recent"${isOpen ? html` open` : ''}><summary><b>${t('web-recent')}</b></summary>${[...fresh]
      .reverse()
      .map((one) => saidHtml(place, one, shown))}${
      said.length === MOST_SAID ? html`<p><a href="${base}/viec?truoc=${oldest.id}">${t('web-older')}</a></p>` : ''
    }</details>`,
  ]
}

/** A place to type, and what else this person can do here. */
function moreOf(place: Place, actor: Actor, once: string): Markup {
  const { t } = place
  const commands = menuFor(actor.roles, 'private', t)
  const buttons = commands.map(
    ({ command, description }) => html`<button name="text" value="/${command}">${capitalised(description)}</button>`,
  )
  return html`${answerForm(place, once, { id: 'go', label: t('web-type') })}<details><summary>${t('web-do')}</summary>${pressForm(
    place,
    once,
    html`<div class="row">${buttons}</div>`,
  )}</details>`
}
