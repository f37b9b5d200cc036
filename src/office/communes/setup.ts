// The first officer's first minutes: the standard units proposed, ticked and made. The ticks travel in the buttons.
import { action } from '../../chat/action.js'
import type { Choice, Span } from '../../chat/message.js'
import type { Tx } from '../../db/db.js'
import { UserError } from '../../lib/errors.js'
import { shorten } from '../../lib/vietnamese.js'
import type { Ack, Ctx, Entries, OpenCtx } from '../../talk/entry.js'
import { reply } from '../../talk/reply.js'
import { createStandardUnits } from './actions.js'
import { type Organisation, standardUnits } from './standard-units.js'
import { findCommune, listUnits } from './store.js'
import { unitKey, unitKeys } from './unit-key.js'

const slot = 'setup'
const who = ['officer'] as const

/** Asks what kind of commune it is, as the first step. */
export async function showSetup(tx: Tx, ctx: OpenCtx, communeId: number, fresh = true): Promise<void> {
  const { t } = ctx
  const commune = await findCommune(tx, communeId)
  await reply(
    tx,
    ctx,
    [{ bold: t('communes-setup-title', { commune: commune.name }) }, `\n${t('communes-setup-kind')}`],
    {
      slot,
      fresh,
      choices: [
        [
          { label: t('communes-kind-xa'), action: action('communes.organisation', 'xa'), style: 'primary' },
          { label: t('communes-kind-phuong'), action: action('communes.organisation', 'phuong'), style: 'primary' },
        ],
        [{ label: t('communes-kind-dackhu'), action: action('communes.organisation', 'xa') }],
      ],
    },
  )
}

export const setupChoices: NonNullable<Entries['choices']> = {
  'communes.setup': {
    who,
    where: 'private',
    run: (tx, ctx) => showSetup(tx, ctx, ctx.actor.communeId, false),
  },
  'communes.organisation': { who, where: 'private', run: proposeUnits },
  'communes.tick': { who, where: 'private', run: proposeUnits },
  'communes.create': { who, where: 'private', run: createUnits },
}

/** Shows the proposed list; the second argument, when there is one, says which have a tick. */
async function proposeUnits(tx: Tx, ctx: Ctx, args: string[]): Promise<undefined> {
  const { t } = ctx
  const organisation = organisationArgument(args[0])
  const proposed = standardUnits(organisation)
  const usual = proposed.reduce((mask, unit, index) => (unit.usual ? mask | (1 << index) : mask), 0)
  const mask = args[1] === undefined ? usual : maskArgument(args[1], proposed.length)
  const taken = (await listUnits(tx, ctx.actor.communeId)).flatMap(unitKeys)
  const rows = proposed.map((unit, index): Choice[] => {
    const there = taken.includes(unitKey(unit.name))
    const label = there
      ? t('communes-setup-there', { unit: unit.name })
      : t(mask & (1 << index) ? 'communes-ticked' : 'communes-unticked', { unit: unit.name })
    return [
      {
        label: shorten(label, 64),
        action: action('communes.tick', organisation, there ? mask : mask ^ (1 << index)),
      },
    ]
  })
  const spans: Span[] = [{ bold: t('communes-setup-list') }, `\n${t('communes-setup-list-hint')}`]
  await reply(tx, ctx, spans, {
    slot,
    choices: [
      ...rows,
      [{ label: t('communes-setup-create'), action: action('communes.create', organisation, mask), style: 'success' }],
      [{ label: t('communes-back'), action: action('communes.setup') }],
    ],
  })
  return undefined
}

async function createUnits(tx: Tx, ctx: Ctx, args: string[]): Promise<Ack> {
  const { t } = ctx
  const organisation = organisationArgument(args[0])
  const proposed = standardUnits(organisation)
  const mask = maskArgument(args[1], proposed.length)
  const chosen = proposed.flatMap((_, index) => (mask & (1 << index) ? [index] : []))
  if (chosen.length === 0) throw new UserError('communes-setup-none')
  const { communeId, personId } = ctx.actor
  const made = await createStandardUnits(tx, { communeId, actorId: personId, organisation, chosen }, ctx.now)
  if (made.length === 0) return { text: t('communes-setup-exist') }
  const all = await listUnits(tx, communeId)
  const lines = all.map((unit) => `• ${unit.name} (${unit.shortName})`).join('\n')
  await reply(
    tx,
    ctx,
    [{ bold: t('communes-setup-done', { count: String(all.length) }) }, `\n${lines}\n\n${t('communes-setup-next')}`],
    { slot, choices: [[{ label: t('communes-see-units'), action: action('communes.units') }]] },
  )
  return { text: t('communes-setup-done-short', { count: String(made.length) }) }
}

function organisationArgument(text: string | undefined): Organisation {
  if (text !== 'xa' && text !== 'phuong') throw new UserError('talk-old-button')
  return text
}

function maskArgument(text: string | undefined, length: number): number {
  if (text === undefined || !/^\d{1,6}$/.test(text) || Number(text) >= 1 << length)
    throw new UserError('talk-old-button')
  return Number(text)
}
