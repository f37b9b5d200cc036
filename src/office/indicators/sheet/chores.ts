// Slow work of sheets: writing one, and fetching and reading one that was filled in.
import writeXlsxFile from 'write-excel-file/node'
import type { Period } from '../../../calendar/period.js'
import { writePeriod } from '../../../calendar/period.js'
import { SendError } from '../../../chat/transport.js'
import type { Tx } from '../../../db/db.js'
import { openSheet, textsIn } from '../../../files/sheet/open.js'
import type { Cell } from '../../../files/sheet/read.js'
import { insertFile, saveFile } from '../../../files/store.js'
import { UserError } from '../../../lib/errors.js'
import { type Translate, translator } from '../../../lib/i18n.js'
import { fold, shorten } from '../../../lib/vietnamese.js'
import type { ChoreKind } from '../../../post/chores.js'
import { ANSWER, queueMessage } from '../../../post/outbox.js'
import { eraseHandedOver } from '../../../post/removal.js'
import { type Actor, type Ctx, roles } from '../../../talk/entry.js'
import { closeQuestion, findQuestion, openQuestion } from '../../../talk/questions.js'
import type { StampInFile } from '../../assignments/evidence/fetching.js'
import { findUnit, listUnits } from '../../communes/store.js'
import { findChatById, listHolders, talkChat } from '../../people/store.js'
import { goOn } from '../figures/entering.js'
import { readReporters } from '../reporters.js'
import { listIndicators, listTargets } from '../store.js'
import { indicatorTable } from '../table.js'
import { applySetSheet } from './apply.js'
import { appliedLines } from './changes.js'
import { figureColumns, figureSheet, readFigureSheet } from './figure-sheet.js'
import { type RowError, readSetSheet, setColumns, setSheet } from './set-sheet.js'

/** Which sheet: the set of a year, or a unit's figures of a month. */
export type What = { sheet: 'set'; year: number } | { sheet: 'figures'; unitId: number; month: Period }

export interface SheetOut {
  communeId: number
  chatId: number
  updateId: number
  what: What
}

export interface SheetIn extends SheetOut {
  channelId: number
  handle: string
  /** The message it came in. */
  ref: string
  name: string
  personId: number
  accountId: string
  questionId: number
}

export interface IndicatorHooks {
  /** The stamp of a state secret in this text ("MẬT"), if it has one. */
  secretStamp: (text: string) => string | undefined
  stampInFile: StampInFile
}

/** What asks for a sheet. */
export const SHEET = 'indicators.sheet'
export const SHEET_OUT = 'indicators.sheetOut'
export const SHEET_IN = 'indicators.sheetIn'
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

interface WrittenSheet {
  sha256: string
  size: number
  name: string
}

export const sheetOut: ChoreKind<SheetOut, WrittenSheet> = {
  kind: SHEET_OUT,
  async work({ communeId, what }, tools) {
    const content = await tools.read((tx) => readContent(tx, communeId, what, tools.now))
    const font = { fontFamily: 'Times New Roman', fontSize: 12 }
    const { data, columns, sheet } = content
    const bytes = await writeXlsxFile(data, { columns, sheet, stickyRowsCount: 1 }, font).toBuffer()
    return { ...(await saveFile(tools.filesFolder, bytes)), name: content.name }
  },
  async finish(tx, { id, input }, written, now) {
    const { communeId, chatId, what } = input
    const fileId = await insertFile(tx, { communeId, ...written, type: xlsxType }, now)
    const t = await wordsOf(tx, chatId)
    const text = t(what.sheet === 'set' ? 'indicators-sheet-set' : 'indicators-sheet-figures')
    const message = { spans: [text], fileId }
    await queueMessage(tx, { chatId, communeId, key: `sheet:${id}:${chatId}`, class: ANSWER, message }, now)
  },
  async failed(tx, { id, input }, _error, now) {
    await say(tx, input, `sheet:${id}:failed`, (t) => t('indicators-sheet-failed'), now)
  },
}

async function readContent(tx: Tx, communeId: number, what: What, now: Date) {
  if (what.sheet === 'set') {
    const list = await listIndicators(tx, communeId)
    const targets = await listTargets(tx, communeId, what.year)
    const data = setSheet(list, targets, await readReporters(tx, communeId))
    return { data, columns: setColumns, sheet: `Chỉ tiêu ${what.year}`, name: `chi-tieu-${what.year}.xlsx` }
  }
  const { unitId, month } = what
  const rows = await indicatorTable(tx, { communeId, period: month, unitIds: [unitId] }, now)
  const unit = await findUnit(tx, communeId, unitId)
  const data = figureSheet(rows, month)
  return {
    data,
    columns: figureColumns,
    sheet: writePeriod(month).replace('/', '-'),
    name: `so-lieu-${month}-${namePart(unit?.shortName ?? '') || 'don-vi'}.xlsx`,
  }
}

const namePart = (text: string) =>
  fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
const given = /so-lieu-(20\d\d-(?:0[1-9]|1[0-2]))-(.+)$/

/** Is this the name of a sheet of figures that was given out? "so-lieu-2026-ca-nam.xlsx" is somebody's own. */
export function isFigureSheet(name: string): boolean {
  return /\.xlsx$/i.test(name) && given.test(namePart(name))
}

/** Of which unit and month a sheet of figures is by its name, also where a platform or a person added to it. */
export function sheetNamed<U extends { shortName: string }>(
  name: string,
  units: readonly U[],
): { month: Period; unit: U } | undefined {
  const [, month = '', rest] = given.exec(namePart(name)) ?? []
  // Of "VH" and "VH-XH" the longer one is meant.
  const [unit] = units
    .filter(({ shortName }) => `${rest}-`.startsWith(`${namePart(shortName)}-`))
    .sort((a, b) => namePart(b.shortName).length - namePart(a.shortName).length)
  return rest && unit ? { month, unit } : undefined
}

async function wordsOf(tx: Tx, chatId: number): Promise<Translate> {
  return translator((await findChatById(tx, chatId))?.locale ?? 'vi')
}

async function say(tx: Tx, input: SheetOut, key: string, text: (t: Translate) => string, now: Date): Promise<void> {
  const { chatId, communeId } = input
  const message = { spans: [text(await wordsOf(tx, chatId))] }
  await queueMessage(tx, { chatId, communeId, key: `${key}:${chatId}`, class: ANSWER, message }, now)
}

export const sheetIn = (hooks: IndicatorHooks): ChoreKind<SheetIn, { cells: Cell[][] }> => ({
  kind: SHEET_IN,
  async work({ channelId, handle }, tools) {
    const transport = tools.transportFor(channelId)
    try {
      const cells = await openSheet((await transport.fetchFile(handle)).bytes)
      if (textsIn(cells).some(hooks.secretStamp)) throw new UserError('talk-secret')
      return { cells }
    } catch (error) {
      if (error instanceof SendError && (error.kind === 'rejected' || error.kind === 'gone'))
        throw new UserError('indicators-sheet-gone')
      throw error
    }
  },
  async finish(tx, { id, input }, { cells }, now) {
    const ctx = await ctxOf(tx, input, now)
    if (!ctx) return
    const taken = await (input.what.sheet === 'set' ? takeSet : takeFigures)(tx, ctx, input, cells, id)
    // With errors it goes on waiting: the corrected file comes next.
    if (taken) await closeQuestion(tx, input.questionId, now)
  },
  async failed(tx, { id, input }, error, now) {
    const key = `sheet:${id}:failed`
    const { updateId, chatId, ref } = input
    if (error instanceof UserError && error.code === 'talk-secret')
      await eraseHandedOver(tx, { updateId, choreId: id, chatId, ref }, now)
    if (error instanceof UserError) await sayWrong(tx, input, key, (t) => t(error.code, error.args), now)
    else await sayWrong(tx, input, key, (t) => t('indicators-sheet-failed'), now)
  },
})

/** What was wrong with a file, asking for the corrected one: that may come as a reply to this too. */
async function sayWrong(tx: Tx, input: SheetIn, key: string, text: (t: Translate) => string, now: Date): Promise<void> {
  const { chatId, communeId, questionId, accountId } = input
  const ask = { questionId, placeholder: '.xlsx', accountId }
  const message = { spans: [text(await wordsOf(tx, chatId))], ask }
  await queueMessage(tx, { chatId, communeId, key: `${key}:${chatId}`, class: ANSWER, message }, now)
}

/** The person as they are now: somebody who lost the role meanwhile changes nothing. */
async function ctxOf(tx: Tx, input: SheetIn, now: Date): Promise<Ctx | undefined> {
  const { communeId, personId, accountId, chatId, updateId } = input
  const held = (await listHolders(tx, communeId, roles, now)).filter((one) => one.personId === personId)
  const chat = await findChatById(tx, chatId)
  const [first] = held
  if (!first || !chat) return undefined
  const actor: Actor = {
    personId,
    accountId,
    name: first.name,
    communeId,
    roles: [...new Set(held.map((one) => one.role))],
    units: held.flatMap(({ unitId, role }) => (unitId === null ? [] : [{ unitId, role }])),
  }
  const place = { externalId: chat.externalId, kind: chat.kind }
  return {
    actor,
    chat: talkChat(chat),
    incoming: {
      chat: place,
      from: { externalId: accountId, name: first.name },
      at: now,
      happening: { kind: 'other', what: 'sheet' },
    },
    now,
    t: translator(chat.locale),
    updateId,
    // Beyond what the update itself replied.
    replies: { count: 100 },
  }
}

const MOST_ERRORS = 20

function errorLines(t: Translate, errors: readonly RowError[]): string {
  const lines = errors
    .slice(0, MOST_ERRORS)
    .map(({ line, code, args }) => t('indicators-sheet-line', { line, words: shorten(t(code, args), 300) }))
  const more = errors.length - lines.length
  return [...lines, ...(more > 0 ? [t('indicators-sheet-more', { count: more })] : [])].join('\n')
}

/** Any error, and nothing is changed: the file is corrected and sent again. True when it was taken. */
async function takeSet(tx: Tx, ctx: Ctx, input: SheetIn, cells: Cell[][], id: number): Promise<boolean> {
  if (!ctx.actor.roles.includes('officer') || input.what.sheet !== 'set') throw new UserError('indicators-officer-only')
  const { communeId } = input
  const { rows, errors } = readSetSheet(cells, await listUnits(tx, communeId))
  const key = `sheet:${id}:read`
  if (errors.length > 0) {
    const words = (t: Translate) => `${t('indicators-sheet-refused')}\n${errorLines(t, errors)}`
    await sayWrong(tx, input, key, words, ctx.now)
    return false
  }
  const { year } = input.what
  const applied = await applySetSheet(tx, { communeId, actorId: ctx.actor.personId, rows, year }, ctx.now)
  const { answering } = await readReporters(tx, communeId)
  const counts = { added: applied.added.length, changed: applied.changed.length, year: String(year) }
  const words = (t: Translate) =>
    [t('indicators-sheet-applied', counts), ...appliedLines(t, applied, answering)].join('\n')
  await say(tx, input, key, words, ctx.now)
  return true
}

/** What is right is kept, what is wrong is named, what looks like a slip is asked back. True when nothing was wrong. */
async function takeFigures(tx: Tx, ctx: Ctx, input: SheetIn, cells: Cell[][], id: number): Promise<boolean> {
  if (input.what.sheet !== 'figures') return false
  const { unitId, month } = input.what
  const rows = await indicatorTable(tx, { communeId: input.communeId, period: month, unitIds: [unitId] }, ctx.now)
  const { given, jumps, errors } = readFigureSheet(cells, rows)
  const isRight = errors.length === 0
  const questionId = isRight ? input.questionId : await sheetQuestion(tx, input, ctx.now)
  if (!isRight) {
    const words = (t: Translate) => `${t('indicators-sheet-errors')}\n${errorLines(t, errors)}`
    await sayWrong(tx, { ...input, questionId }, `sheet:${id}:read`, words, ctx.now)
  }
  if (given.length === 0 && jumps.length === 0) {
    if (isRight) await sayWrong(tx, input, `sheet:${id}:none`, (t) => t('indicators-sheet-nothing'), ctx.now)
    return false
  }
  const at = jumps[0]?.indicatorId ?? given[0]?.indicatorId ?? 0
  const asked = { unitId, month, at, alone: true, ...(isRight ? {} : { sheet: questionId }) }
  await goOn(tx, ctx, asked, rows, { given, jumps, unexplained: [], refused: [] })
  if (questionId !== input.questionId) await closeQuestion(tx, input.questionId, ctx.now)
  return isRight
}

/** The question that the corrected file answers: one for a figure is closed by what was right in the first file, so there is one for the sheet. */
async function sheetQuestion(tx: Tx, input: SheetIn, now: Date): Promise<number> {
  const { communeId, chatId, personId, what, questionId } = input
  if ((await findQuestion(tx, questionId))?.action === SHEET) return questionId
  return openQuestion(tx, { communeId, chatId, personId, action: SHEET, data: { what } }, now)
}
