// `/donvi`: the commune's units with their groups, heads and leaders in charge, and what can be changed in them.
import { action } from '../../chat/action.js'
import type { Choice, Span } from '../../chat/message.js'
import type { Tx } from '../../db/db.js'
import { UserError } from '../../lib/errors.js'
import type { Translate } from '../../lib/i18n.js'
import { shorten } from '../../lib/vietnamese.js'
import { idArgument } from '../../talk/argument.js'
import type { Ack, Answer, Ctx, Entries, OpenQuestion } from '../../talk/entry.js'
import { closeQuestion, openQuestion } from '../../talk/questions.js'
import { reply } from '../../talk/reply.js'
import { addAlias, addUnit, needOpenUnit, renameUnit, setLeader } from './actions.js'
import { listLeaders, listUnitDetails, type UnitDetails } from './store.js'

const slot = 'units'
const who = ['officer'] as const

/** Given by the app: what it means elsewhere stands on higher steps. */
export interface CommuneHooks {
  /** Others may decide for units now. */
  decidersChanged?: (tx: Tx, communeId: number, now: Date) => Promise<void>
}

export const unitChoices = (hooks: CommuneHooks): NonNullable<Entries['choices']> => ({
  'communes.units': { who, where: 'private', run: (tx, ctx) => showUnits(tx, ctx) },
  'communes.unit': { who, where: 'private', run: (tx, ctx, [id]) => showUnit(tx, ctx, idArgument(id)) },
  'communes.add': {
    who,
    where: 'private',
    run: (tx, ctx, [kind]) => ask(tx, ctx, kind === 'partner' ? 'addPartner' : 'add'),
  },
  'communes.rename': { who, where: 'private', run: (tx, ctx, [id]) => ask(tx, ctx, 'rename', idArgument(id)) },
  'communes.alias': { who, where: 'private', run: (tx, ctx, [id]) => ask(tx, ctx, 'alias', idArgument(id)) },
  'communes.leaders': { who, where: 'private', run: (tx, ctx, [id]) => showLeaders(tx, ctx, idArgument(id)) },
  'communes.leader': { who, where: 'private', run: (tx, ctx, args) => chooseLeader(tx, ctx, args, hooks) },
})

export const unitReplies: NonNullable<Entries['replies']> = {
  'communes.add': { who, run: (tx, ctx, question, answer) => takeName(tx, ctx, question, answer) },
  'communes.addPartner': { who, run: (tx, ctx, question, answer) => takeName(tx, ctx, question, answer) },
  'communes.rename': { who, run: (tx, ctx, question, answer) => takeName(tx, ctx, question, answer) },
  'communes.alias': { who, run: (tx, ctx, question, answer) => takeName(tx, ctx, question, answer) },
}

export async function showUnits(tx: Tx, ctx: Ctx, fresh = false): Promise<void> {
  const { t } = ctx
  const units = await listUnitDetails(tx, ctx.actor.communeId, ctx.now)
  const add: Choice[] = [
    { label: t('communes-add'), action: action('communes.add', 'unit') },
    { label: t('communes-add-partner'), action: action('communes.add', 'partner') },
  ]
  const setUp: Choice[] = [{ label: t('communes-standard'), action: action('communes.setup') }]
  if (units.length === 0) {
    await reply(tx, ctx, t('communes-none'), { slot, fresh, choices: [setUp, add] })
    return
  }
  const spans: Span[] = [{ bold: t('communes-list-title', { count: String(units.length) }) }]
  for (const [index, unit] of units.entries()) {
    spans.push('\n', { bold: `${index + 1}. ${unit.name}` }, ` (${unit.shortName})`)
    spans.push(`\n    ${summaryOf(t, unit)}`)
  }
  await reply(tx, ctx, spans, {
    slot,
    fresh,
    choices: [
      ...inRows(
        units.map((unit, index) => ({
          label: shorten(unit.shortName, 64),
          action: action('communes.unit', unit.id),
          number: index + 1,
        })),
        3,
      ),
      add,
      setUp,
    ],
  })
}

export async function showUnit(tx: Tx, ctx: Ctx, unitId: number, fresh = false): Promise<void> {
  const { t } = ctx
  await needOpenUnit(tx, ctx.actor.communeId, unitId)
  const unit = (await listUnitDetails(tx, ctx.actor.communeId, ctx.now)).find((one) => one.id === unitId)
  if (!unit) throw new UserError('communes-no-unit')
  const staff = unit.staff.map(({ role, name }) => `${t(`communes-staff-${role}`)}: ${name}`)
  const lines = [
    unit.kind === 'partner' ? t('communes-is-partner') : undefined,
    t('communes-aliases', { aliases: unit.aliases.length > 0 ? unit.aliases.join('; ') : t('communes-nothing') }),
    groupOf(t, unit),
    ...(staff.length > 0 ? staff : [t('communes-no-staff')]),
    t('communes-leader', { leader: unit.leader ?? t('communes-nobody') }),
  ]
  const button = (key: string, name: string): Choice => ({ label: t(key), action: action(name, unit.id) })
  await reply(
    tx,
    ctx,
    [{ bold: unit.name }, ` (${unit.shortName})\n`, lines.filter((line) => line !== undefined).join('\n')],
    {
      slot,
      fresh,
      choices: [
        [button('communes-rename', 'communes.rename'), button('communes-alias', 'communes.alias')],
        [button('communes-choose-leader', 'communes.leaders')],
        [
          { label: t('communes-invite-head'), action: action('people.invite', 'head', unit.id) },
          button('communes-staff', 'people.staff'),
        ],
        [button('communes-merge', 'people.merge'), { ...button('communes-close', 'people.close'), style: 'danger' }],
        [{ label: t('communes-back'), action: action('communes.units') }],
      ],
    },
  )
}

async function showLeaders(tx: Tx, ctx: Ctx, unitId: number): Promise<void> {
  const { t } = ctx
  const unit = await needOpenUnit(tx, ctx.actor.communeId, unitId)
  const leaders = await listLeaders(tx, ctx.actor.communeId, ctx.now)
  await reply(tx, ctx, t(leaders.length > 0 ? 'communes-which-leader' : 'communes-no-leaders', { unit: unit.name }), {
    slot,
    choices: [
      ...leaders.map((leader): Choice[] => [
        {
          label: shorten(
            t(leader.personId === unit.leaderId ? 'communes-ticked' : 'communes-unticked', { unit: leader.name }),
            64,
          ),
          action: action('communes.leader', unit.id, leader.personId),
        },
      ]),
      ...(unit.leaderId === null
        ? []
        : [[{ label: t('communes-leader-nobody'), action: action('communes.leader', unit.id, 0) }]]),
      [{ label: t('communes-back'), action: action('communes.unit', unit.id) }],
    ],
  })
}

async function chooseLeader(tx: Tx, ctx: Ctx, args: string[], hooks: CommuneHooks): Promise<Ack> {
  const unitId = idArgument(args[0])
  const personId = idArgument(args[1]) || undefined
  const { communeId } = ctx.actor
  await setLeader(tx, { communeId, actorId: ctx.actor.personId, unitId, personId }, ctx.now)
  await hooks.decidersChanged?.(tx, communeId, ctx.now)
  await showUnit(tx, ctx, unitId)
  return { text: ctx.t('communes-saved') }
}

type Asked = 'add' | 'addPartner' | 'rename' | 'alias'

async function ask(tx: Tx, ctx: Ctx, what: Asked, unitId?: number): Promise<void> {
  const { t, actor } = ctx
  const unit = unitId === undefined ? undefined : await needOpenUnit(tx, actor.communeId, unitId)
  const questionId = await openQuestion(
    tx,
    {
      communeId: actor.communeId,
      chatId: ctx.chat.id,
      personId: actor.personId,
      action: `communes.${what}`,
      data: unit ? { unitId: unit.id } : {},
    },
    ctx.now,
  )
  await reply(tx, ctx, t(`communes-ask-${what}`, { unit: unit?.name ?? '' }), {
    ask: { questionId, placeholder: t('communes-placeholder'), accountId: actor.accountId },
  })
}

/** The typed name. A refusal leaves the question open, so the person simply types again. */
async function takeName(tx: Tx, ctx: Ctx, question: OpenQuestion, answer: Answer): Promise<void> {
  const { actor, now } = ctx
  if (answer.kind !== 'text') throw new UserError('communes-name-as-text')
  const by = { communeId: actor.communeId, actorId: actor.personId }
  const unitId = typeof question.data.unitId === 'number' ? question.data.unitId : 0
  const unit =
    question.action === 'communes.rename'
      ? await renameUnit(tx, { ...by, unitId, name: answer.text }, now)
      : question.action === 'communes.alias'
        ? await addAlias(tx, { ...by, unitId, alias: answer.text }, now)
        : await addUnit(
            tx,
            { ...by, name: answer.text, kind: question.action === 'communes.addPartner' ? 'partner' : 'unit' },
            now,
          )
  await closeQuestion(tx, question.id, now)
  await showUnit(tx, ctx, unit.id, true)
}

function summaryOf(t: Translate, unit: UnitDetails): string {
  const head = unit.staff.find((one) => one.role === 'head')?.name ?? t('communes-nobody')
  const parts = [groupOf(t, unit), t('communes-head', { head })]
  if (unit.leader) parts.push(t('communes-leader', { leader: unit.leader }))
  return parts.join(' · ')
}

function groupOf(t: Translate, unit: UnitDetails): string {
  if (!unit.group) return t('communes-no-group')
  return t(unit.group.unreachable ? 'communes-group-lost' : 'communes-group', {
    group: unit.group.title || unit.group.serves.join(', '),
  })
}

function inRows(choices: Choice[], width: number): Choice[][] {
  return Array.from({ length: Math.ceil(choices.length / width) }, (_, row) =>
    choices.slice(row * width, (row + 1) * width),
  )
}
