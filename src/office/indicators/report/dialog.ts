// `/baocaodonvi` and the buttons of the report's card.
import { writePeriod } from '../../../calendar/period.js'
import { action } from '../../../chat/action.js'
import type { Choice } from '../../../chat/message.js'
import type { Tx } from '../../../db/db.js'
import { UserError } from '../../../lib/errors.js'
import { shorten } from '../../../lib/vietnamese.js'
import { idArgument } from '../../../talk/argument.js'
import {
  type Ack,
  type Answer,
  type Ctx,
  type Entries,
  leaderRoles,
  type OpenQuestion,
  type Role,
  roles,
} from '../../../talk/entry.js'
import { closeQuestion, openQuestion } from '../../../talk/questions.js'
import { reply } from '../../../talk/reply.js'
import { seesCauses } from '../../assignments/permission.js'
import { readWords, stepOf, takesWords } from '../../assignments/steps.js'
import { listUnits } from '../../communes/store.js'
import { matchUnit } from '../../communes/unit-key.js'
import { refusalToGive } from '../figures/actions.js'
import { givers, monthWords, unitsHere } from '../figures/dialog.js'
import { inRows } from '../set/screens.js'
import { writeCodes } from '../words.js'
import {
  chooseDuty,
  explainReopening,
  needReport,
  refusalToSend,
  reopenReport,
  sendReport,
  writeAddition,
} from './actions.js'
import type { Duty } from './duty.js'
import { reportSpans } from './messages.js'
import { type Addition, additions, isEmpty, readUnitMonth, tellsCauses } from './prefill.js'
import { tellReopened, tellWhy } from './reopened.js'
import { changedLine, monthOf } from './sent.js'
import { showReport } from './show.js'
import { additionsOf, ensureReport, nameOf, type UnitReport } from './store.js'

const officers: readonly Role[] = ['officer']
const QUESTION = 'unitreport.addition'
const WHY = 'unitreport.why'
/** So long after reopening, in milliseconds, words that are no reply to the question are the reason. */
const WHY_MS = 10 * 60_000
const whySlot = (questionId: number) => `reopened:${questionId}`

/** The card at the end of this chat; an officer in private names the unit. */
async function start(tx: Tx, ctx: Ctx, words: string): Promise<void> {
  const { communeId, roles: held } = ctx.actor
  const units = await listUnits(tx, communeId)
  const isOfficer = held.includes('officer') && ctx.chat.kind === 'private'
  const named = isOfficer && words.trim() !== '' ? matchUnit(units, words) : undefined
  const month = await monthWords(tx, ctx, named ? '' : words)
  const unitIds = named ? [named.unit.id] : await unitsHere(tx, ctx)
  const own = unitIds.filter((unitId) => !refusalToGive(ctx.actor, unitId))
  if (own.length === 0 && isOfficer) {
    const choices = units
      .filter((unit) => unit.kind === 'unit')
      .map(
        (unit): Choice => ({ label: shorten(unit.shortName, 30), action: action('unitreport.card', unit.id, month) }),
      )
    await reply(tx, ctx, ctx.t('indicators-report-which', { period: writePeriod(month) }), {
      choices: inRows(choices, 3),
    })
    return
  }
  if (own.length === 0) throw new UserError('indicators-no-unit-here')
  for (const unitId of own) await showCard(tx, ctx, unitId, month)
}

async function showCard(tx: Tx, ctx: Ctx, unitId: number, month: string): Promise<void> {
  const { communeId } = ctx.actor
  const known = (await listUnits(tx, communeId)).some((unit) => unit.id === unitId)
  const refusal = known ? refusalToGive(ctx.actor, unitId) : 'indicators-no-unit'
  if (refusal) throw new UserError(refusal)
  const whole = await readUnitMonth(tx, { communeId, unitId, month }, ctx.now)
  if (isEmpty(whole))
    throw new UserError('indicators-report-empty', { unit: whole.unit.name, period: writePeriod(month) })
  const report = await ensureReport(tx, { communeId, unitId, period: month }, ctx.now)
  const { id, locale } = ctx.chat
  const key = `u${ctx.updateId}`
  await showReport(tx, { report, places: [{ chatId: id, locale }], anew: true, key, month: whole }, ctx.now)
}

/** Seen by the unit, officers and leaders; in a group only in that of the unit. */
async function reportOf(tx: Tx, ctx: Ctx, id: string | undefined): Promise<UnitReport> {
  const report = await needReport(tx, ctx.actor.communeId, idArgument(id))
  const isStaff = ctx.actor.roles.some((role) => role === 'officer' || leaderRoles.includes(role))
  const here = (await unitsHere(tx, ctx)).includes(report.unitId)
  if (!here && !(isStaff && ctx.chat.kind === 'private')) throw new UserError('indicators-not-your-unit')
  return report
}

async function view(tx: Tx, ctx: Ctx, [id]: string[]): Promise<void> {
  const report = await reportOf(tx, ctx, id)
  if (ctx.chat.common) throw new UserError('indicators-report-private')
  const month = await monthOf(tx, report, ctx.now)
  const causes = ctx.chat.kind === 'private' && seesCauses(ctx.actor, report.unitId)
  const changed = await changedLine(tx, ctx.t, report, ctx.now)
  const sending = { sentBy: await nameOf(tx, report.sentBy), changed }
  const spans = reportSpans(ctx.t, month, { added: additionsOf(report), row: report, sending, causes })
  const paper = report.state === 'sent' ? report.fileId : null
  const isShown = paper !== null && (causes || !tellsCauses(month))
  if (paper !== null && !isShown) spans.push(`\n\n${ctx.t('indicators-report-paper-aside')}`)
  const reopens = changed && ctx.chat.kind === 'private' && ctx.actor.roles.includes('officer')
  await reply(tx, ctx, spans, {
    ...(isShown ? { fileId: paper } : {}),
    ...(reopens
      ? { choices: [[{ label: ctx.t('indicators-button-reopen'), action: action('unitreport.reopen', report.id) }]] }
      : {}),
  })
}

async function edit(tx: Tx, ctx: Ctx, [id]: string[]): Promise<void> {
  const report = await reportOf(tx, ctx, id)
  checkOpen(ctx, report)
  const choices = additions.map((section): Choice[] => [
    { label: ctx.t(`indicators-section-${section}`), action: action('unitreport.add', report.id, section) },
  ])
  await reply(tx, ctx, ctx.t('indicators-report-which-section'), { choices })
}

function checkOpen(ctx: Ctx, report: UnitReport): void {
  const refusal = refusalToGive(ctx.actor, report.unitId)
  if (refusal) throw new UserError(refusal)
  if (report.state === 'sent') throw new UserError('indicators-report-already')
}

async function add(tx: Tx, ctx: Ctx, [id, name]: string[]): Promise<void> {
  const section = additions.find((one) => one === name)
  if (!section) throw new UserError('talk-old-button')
  const report = await reportOf(tx, ctx, id)
  checkOpen(ctx, report)
  const { communeId, personId, accountId, name: who } = ctx.actor
  const data = { id: report.id, section }
  const questionId = await openQuestion(
    tx,
    { communeId, chatId: ctx.chat.id, personId, action: QUESTION, data },
    ctx.now,
  )
  const old = additionsOf(report)[section]
  await reply(
    tx,
    ctx,
    [
      ...(ctx.chat.kind === 'group' ? [{ mention: who, accountId }, ' – '] : []),
      ctx.t('indicators-report-ask', { section: ctx.t(`indicators-section-${section}`) }),
      ...(old ? [`\n${ctx.t('indicators-report-now', { text: old })}`] : []),
    ],
    { ask: { questionId, placeholder: ctx.t('indicators-report-placeholder'), accountId } },
  )
}

async function takeAddition(tx: Tx, ctx: Ctx, question: OpenQuestion, answer: Answer): Promise<void> {
  if (answer.kind !== 'text') throw new UserError('indicators-as-text')
  const { id, section } = question.data as { id: number; section: Addition }
  await writeAddition(tx, { actor: ctx.actor, reportId: id, section, text: answer.text }, ctx.now)
  await closeQuestion(tx, question.id, ctx.now)
  await reply(tx, ctx, ctx.t('indicators-report-noted', { section: ctx.t(`indicators-section-${section}`) }), {
    choices: [
      [
        { label: ctx.t('indicators-button-view'), action: action('unitreport.view', id) },
        { label: ctx.t('indicators-button-edit'), action: action('unitreport.edit', id) },
      ],
    ],
  })
}

async function send(tx: Tx, ctx: Ctx, [id]: string[]): Promise<Ack> {
  const report = await reportOf(tx, ctx, id)
  const sent = await sendReport(tx, { actor: ctx.actor, reportId: report.id, chatId: ctx.chat.id }, ctx.now)
  const gone = ctx.t('indicators-report-gone', { period: writePeriod(report.period) })
  const lacks = ctx.t('indicators-report-without', { codes: writeCodes(ctx.t, sent.missing) })
  const said = sent.missing.length > 0 ? `${gone} ${lacks}` : gone
  if (sent.closed) await reply(tx, ctx, `${said} ${ctx.t('indicators-duty-closed', { number: sent.closed.number })}`)
  else if (sent.perhaps.length > 0) await askDuty(tx, ctx, report, sent.perhaps, said)
  else await reply(tx, ctx, said)
  return { text: shorten(said, 190) }
}

async function askDuty(tx: Tx, ctx: Ctx, report: UnitReport, duties: readonly Duty[], said: string): Promise<void> {
  const lines = duties.map((duty) => `#${duty.number} ${shorten(duty.text.replace(/\s+/g, ' '), 100)}`)
  await reply(tx, ctx, `${said}\n${ctx.t('indicators-duty-which')}\n${lines.join('\n')}`, {
    slot: `duty:${report.id}`,
    fresh: true,
    choices: [
      ...inRows(
        duties.slice(0, 20).map((duty) => ({
          label: `#${duty.number}`,
          action: action('unitreport.duty', report.id, duty.assignmentId),
        })),
        4,
      ),
      [{ label: ctx.t('indicators-button-no-duty'), action: action('unitreport.noDuty', report.id) }],
    ],
  })
}

async function chosen(tx: Tx, ctx: Ctx, [id, assignment]: string[]): Promise<Ack> {
  const { actor, chat, now } = ctx
  const report = await reportOf(tx, ctx, id)
  const input = { actor, reportId: report.id, assignmentId: idArgument(assignment), chatId: chat.id }
  const duty = await chooseDuty(tx, input, now)
  if (!duty) return { text: ctx.t('indicators-duty-answered'), alert: true }
  const text = ctx.t('indicators-duty-closed', { number: duty.number })
  await reply(tx, ctx, text, { slot: `duty:${report.id}` })
  return { text }
}

async function noDuty(tx: Tx, ctx: Ctx, [id]: string[]): Promise<void> {
  const report = await reportOf(tx, ctx, id)
  const refusal = refusalToSend(ctx.actor, report.unitId)
  if (refusal) throw new UserError(refusal)
  await reply(tx, ctx, ctx.t('indicators-duty-none'), { slot: `duty:${report.id}` })
}

/** The unit is told at once; the officer may say why, which the unit is told too. */
async function reopen(tx: Tx, ctx: Ctx, [id]: string[]): Promise<Ack> {
  const { actor, t, now } = ctx
  const { report, owed } = await reopenReport(tx, { actor, reportId: idArgument(id) }, now)
  const numbers = owed.map((number) => `#${number}`).join(', ')
  await tellReopened(tx, { report, by: actor.name, numbers, from: ctx.chat.id, key: `u${ctx.updateId}` }, now)
  const text = t('indicators-report-reopened', { period: writePeriod(report.period) })
  const questionId = await openQuestion(
    tx,
    {
      communeId: actor.communeId,
      chatId: ctx.chat.id,
      personId: actor.personId,
      action: WHY,
      data: { id: report.id, askedAt: now.getTime() },
    },
    now,
  )
  const again = owed.length > 0 ? ` ${t('indicators-report-owed-again', { numbers })}` : ''
  await reply(tx, ctx, `${text}${again}\n${t('indicators-report-ask-why')}`, {
    slot: whySlot(questionId),
    choices: [[{ label: t('indicators-button-no-reason'), action: action('unitreport.noReason', questionId) }]],
    ask: { questionId, accountId: actor.accountId },
  })
  return { text }
}

async function takeWhy(tx: Tx, ctx: Ctx, question: OpenQuestion, answer: Answer): Promise<void> {
  if (answer.kind !== 'text') throw new UserError('indicators-as-text')
  const reason = readWords(answer.text)
  const input = { actor: ctx.actor, reportId: Number(question.data.id), reason }
  const report = await explainReopening(tx, input, ctx.now)
  await closeQuestion(tx, question.id, ctx.now)
  await tellWhy(tx, { report, by: ctx.actor.name, reason, from: ctx.chat.id, key: `u${ctx.updateId}` }, ctx.now)
  await reply(tx, ctx, ctx.t('indicators-report-why-sent'))
}

async function withoutReason(tx: Tx, ctx: Ctx, args: string[]): Promise<Ack> {
  const { id } = await stepOf(tx, ctx, args, WHY)
  await closeQuestion(tx, id, ctx.now)
  const text = ctx.t('indicators-report-no-why')
  await reply(tx, ctx, text, { slot: whySlot(id) })
  return { text }
}

export const reportEntries: Entries = {
  commands: { baocaodonvi: { who: givers, run: start } },
  choices: {
    'unitreport.card': {
      who: givers,
      run: (tx, ctx, [unitId, month = '']) => {
        if (!/^20\d\d-(?:0[1-9]|1[0-2])$/.test(month)) throw new UserError('talk-old-button')
        return showCard(tx, ctx, idArgument(unitId), month)
      },
    },
    'unitreport.view': { who: roles, run: view },
    'unitreport.edit': { who: givers, run: edit },
    'unitreport.add': { who: givers, run: add },
    'unitreport.send': { who: givers, run: send },
    'unitreport.duty': { who: givers, run: chosen },
    'unitreport.noDuty': { who: givers, run: noDuty },
    'unitreport.reopen': { who: officers, where: 'private', run: reopen },
    'unitreport.noReason': { who: officers, where: 'private', run: withoutReason },
  },
  replies: {
    [QUESTION]: { who: givers, run: takeAddition },
    [WHY]: {
      who: officers,
      takes: (answer, question, ctx) =>
        takesWords(answer) && ctx.now.getTime() - Number(question.data.askedAt) < WHY_MS,
      run: takeWhy,
    },
  },
}
