// `/chitieu`: the officer makes the commune's set of indicators and keeps it, in taps and short answers.
import { action } from '../../../chat/action.js'
import type { Tx } from '../../../db/db.js'
import { UserError } from '../../../lib/errors.js'
import { shorten } from '../../../lib/vietnamese.js'
import { idArgument } from '../../../talk/argument.js'
import type { Ack, Answer, Ctx, Entries, OpenQuestion } from '../../../talk/entry.js'
import { closeQuestion, openQuestion } from '../../../talk/questions.js'
import { reply } from '../../../talk/reply.js'
import { oneLine } from '../../communes/names.js'
import { everies, isArea } from '../indicator.js'
import { readTarget, writeTarget } from '../words.js'
import {
  addIndicator,
  type Change,
  changeIndicator,
  closeIndicator,
  copyTargets,
  createSet,
  needIndicator,
  setTarget,
  yearOf,
} from './actions.js'
import { showArea, showIndicator, showOptions, showSet, slot } from './screens.js'
import { showNamed } from './words.js'

const who = ['officer'] as const
const where = 'private' as const

const by = (ctx: Ctx) => ({ communeId: ctx.actor.communeId, actorId: ctx.actor.personId })

async function create(tx: Tx, ctx: Ctx): Promise<Ack> {
  const count = await createSet(tx, by(ctx), ctx.now)
  await showSet(tx, ctx)
  return { text: ctx.t(count > 0 ? 'indicators-created' : 'indicators-created-none', { count }) }
}

async function copy(tx: Tx, ctx: Ctx, args: string[]): Promise<Ack> {
  const from = idArgument(args[0])
  const year = yearOf(ctx.now)
  if (from !== year && from !== year - 1) throw new UserError('talk-old-button')
  const count = await copyTargets(tx, { ...by(ctx), from, to: from + 1 }, ctx.now)
  await showSet(tx, ctx)
  return { text: ctx.t('indicators-copied', { count, year: String(from + 1) }) }
}

async function put(tx: Tx, ctx: Ctx, [id, what, value = '']: string[]): Promise<Ack> {
  const indicatorId = idArgument(id)
  await changeIndicator(tx, { ...by(ctx), indicatorId, change: readChange(what, value) }, ctx.now)
  await showIndicator(tx, ctx, indicatorId)
  return { text: ctx.t('indicators-saved') }
}

function readChange(what: string | undefined, value: string): Change {
  const every = everies.find((one) => one === value)
  if (what === 'every' && every) return { every }
  if (what === 'area' && isArea(value)) return { area: value }
  if (what === 'unit') return { unitId: idArgument(value) || null }
  throw new UserError('talk-old-button')
}

async function askClose(tx: Tx, ctx: Ctx, id: number): Promise<void> {
  const row = await needIndicator(tx, ctx.actor.communeId, id)
  await reply(tx, ctx, ctx.t('indicators-close-sure', { code: row.code, name: row.name }), {
    slot,
    choices: [
      [{ label: ctx.t('indicators-button-close'), action: action('indicators.closed', row.id), style: 'danger' }],
      [{ label: ctx.t('indicators-button-back'), action: action('indicators.show', row.id) }],
    ],
  })
}

async function close(tx: Tx, ctx: Ctx, id: number): Promise<Ack> {
  const row = await closeIndicator(tx, { ...by(ctx), indicatorId: id }, ctx.now)
  await showSet(tx, ctx)
  return { text: ctx.t('indicators-closed', { code: row.code }) }
}

type Asked = 'add' | 'rename' | 'target'

async function ask(tx: Tx, ctx: Ctx, what: Asked, id?: number): Promise<void> {
  const { t, actor } = ctx
  const row = id === undefined ? undefined : await needIndicator(tx, actor.communeId, id)
  const questionId = await openQuestion(
    tx,
    {
      communeId: actor.communeId,
      chatId: ctx.chat.id,
      personId: actor.personId,
      action: `indicators.${what}`,
      data: row ? { id: row.id } : {},
    },
    ctx.now,
  )
  const name = row ? `${row.code}. ${row.name}` : ''
  await reply(tx, ctx, t(`indicators-ask-${what}`, { name, year: String(yearOf(ctx.now)) }), {
    ask: { questionId, placeholder: t(`indicators-placeholder-${what}`), accountId: actor.accountId },
  })
}

/** A refusal leaves the question open, so the person simply types again. */
async function take(tx: Tx, ctx: Ctx, question: OpenQuestion, answer: Answer): Promise<void> {
  if (answer.kind !== 'text') throw new UserError('indicators-as-text')
  const what = question.action.slice('indicators.'.length) as Asked
  const id = typeof question.data.id === 'number' ? question.data.id : 0
  const indicatorId = what === 'add' ? await takeNew(tx, ctx, answer.text) : id
  if (what === 'rename') await changeIndicator(tx, { ...by(ctx), indicatorId, change: { name: answer.text } }, ctx.now)
  if (what === 'target') {
    const row = await needIndicator(tx, ctx.actor.communeId, id)
    const none = /^[-–—]$|^(?:không|khong|bỏ|bo)$/iu.test(answer.text.trim())
    const target = none ? undefined : readTarget(answer.text, row)
    if (!none && !target)
      throw new UserError('indicators-target-unread', { words: shorten(answer.text, 60), measure: row.measure })
    await setTarget(tx, { ...by(ctx), indicatorId, year: yearOf(ctx.now), target }, ctx.now)
  }
  await closeQuestion(tx, question.id, ctx.now)
  await showIndicator(tx, ctx, indicatorId, true)
}

/** "Tên; đơn vị tính; chỉ tiêu năm": the last two may be left out, then it is a percentage without a target. */
async function takeNew(tx: Tx, ctx: Ctx, text: string): Promise<number> {
  const [name = '', measure = '', target = ''] = text.split(';').map((part) => part.trim())
  const unit = oneLine(measure, 30) || '%'
  const read = target === '' ? undefined : readTarget(target, { measure: unit, direction: 'up' })
  if (target !== '' && !read)
    throw new UserError('indicators-target-unread', { words: shorten(target, 60), measure: unit })
  const row = await addIndicator(tx, { ...by(ctx), name, area: 'other', measure: unit }, ctx.now)
  await setTarget(tx, { ...by(ctx), indicatorId: row.id, year: yearOf(ctx.now), target: read }, ctx.now)
  if (read) await reply(tx, ctx, ctx.t('indicators-added', { code: row.code, target: writeTarget(ctx.t, read, unit) }))
  return row.id
}

export const setEntries: Entries = {
  commands: { chitieu: { who, where, run: showNamed } },
  choices: {
    'indicators.set': { who, where, run: (tx, ctx) => showSet(tx, ctx) },
    'indicators.create': { who, where, run: create },
    'indicators.copy': { who, where, run: copy },
    'indicators.area': {
      who,
      where,
      run: (tx, ctx, [area = '']) => showArea(tx, ctx, isArea(area) ? area : 'other'),
    },
    'indicators.show': { who, where, run: (tx, ctx, [id]) => showIndicator(tx, ctx, idArgument(id)) },
    'indicators.units': { who, where, run: (tx, ctx, [id]) => showOptions(tx, ctx, idArgument(id), 'unit') },
    'indicators.everies': { who, where, run: (tx, ctx, [id]) => showOptions(tx, ctx, idArgument(id), 'every') },
    'indicators.areas': { who, where, run: (tx, ctx, [id]) => showOptions(tx, ctx, idArgument(id), 'area') },
    'indicators.put': { who, where, run: put },
    'indicators.close': { who, where, run: (tx, ctx, [id]) => askClose(tx, ctx, idArgument(id)) },
    'indicators.closed': { who, where, run: (tx, ctx, [id]) => close(tx, ctx, idArgument(id)) },
    'indicators.add': { who, where, run: (tx, ctx) => ask(tx, ctx, 'add') },
    'indicators.rename': { who, where, run: (tx, ctx, [id]) => ask(tx, ctx, 'rename', idArgument(id)) },
    'indicators.target': { who, where, run: (tx, ctx, [id]) => ask(tx, ctx, 'target', idArgument(id)) },
  },
  replies: {
    'indicators.add': { who, run: take },
    'indicators.rename': { who, run: take },
    'indicators.target': { who, run: take },
  },
}
