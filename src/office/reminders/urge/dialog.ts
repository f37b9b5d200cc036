// Pressing a unit with one tap: from /quahan, the summary's overdue list, `Đơn vị chưa nhận`, a card in private. After hours it is
// asked whether to send it at once; HỎA TỐC goes day and night.

import { isOfficeHour, nextOfficeMoment } from '../../../calendar/work-calendar.js'
import { action } from '../../../chat/action.js'
import type { Tx } from '../../../db/db.js'
import { UserError } from '../../../lib/errors.js'
import type { Translate } from '../../../lib/i18n.js'
import { readLink } from '../../../post/links.js'
import { idArgument } from '../../../talk/argument.js'
import type { Ack, ChoiceEntry, Ctx, Entries } from '../../../talk/entry.js'
import { reply } from '../../../talk/reply.js'
import { copyText } from '../../assignments/messages.js'
import { needsReport } from '../../assignments/status.js'
import { pressers } from '../../assignments/urged.js'
import { openingText } from '../../communes/opening.js'
import { communeCalendar, findCommune } from '../../communes/store.js'
import { type Pressed, pressUnit } from './actions.js'
import { isUrgent, type Target, worksOf } from './store.js'

type When = 'ask' | 'now' | 'later'

/** `assignment.urge:42` · `urge.unit:3` · `urge.silent:7:3` · `urge.now:silent:7:3` */
function targetOf(args: readonly string[]): Target {
  const [kind, first, second] = args
  switch (kind) {
    case 'one':
      return { kind, assignmentId: idArgument(first) }
    case 'unit':
      return { kind, unitId: idArgument(first) }
    case 'silent':
      return { kind, directiveId: idArgument(first), unitId: idArgument(second) }
    default:
      throw new UserError('talk-old-button')
  }
}

function argsOf(target: Target): (string | number)[] {
  switch (target.kind) {
    case 'one':
      return [target.kind, target.assignmentId]
    case 'unit':
      return [target.kind, target.unitId]
    case 'silent':
      return [target.kind, target.directiveId, target.unitId]
  }
}

async function press(tx: Tx, ctx: Ctx, args: readonly string[], when: When): Promise<Ack | undefined> {
  const { t, actor, now } = ctx
  const target = targetOf(args)
  const works = await worksOf(tx, actor.communeId, target, now)
  if (target.kind === 'one' && works.length === 0) throw new UserError('assignments-unknown')
  const ids = works.filter((view) => needsReport(view.status)).map((view) => view.id)
  const { settings } = await findCommune(tx, actor.communeId)
  const cal = await communeCalendar(tx, actor.communeId)
  const closed = !isOfficeHour(cal, settings.officeHours, now)
  const opens = nextOfficeMoment(cal, settings.officeHours, now)
  const slot = `urge:${argsOf(target).join(':')}`
  if (when === 'ask' && closed && ids.length > 0 && !(await isUrgent(tx, actor.communeId, ids))) {
    const label = openingText(t, opens, now)
    await reply(tx, ctx, t('reminders-urge-after-hours', { unit: works[0]?.unit.name ?? '', when: label }), {
      slot,
      fresh: true,
      choices: [
        [
          { label: t('reminders-urge-now'), action: action('urge.now', ...argsOf(target)) },
          { label, action: action('urge.later', ...argsOf(target)), style: 'primary' },
        ],
      ],
    })
    return undefined
  }
  const later = when === 'later' && closed ? opens : undefined
  const pressed = await pressUnit(tx, { actor, ids, later }, now)
  const words = outcomeOf(t, pressed, openingText(t, opens, now))
  if (when !== 'ask') await reply(tx, ctx, words, { slot })
  if (pressed.heard !== 'nobody') return { text: words }
  const unitId = works[0]?.unit.id
  const page = unitId && (await readLink(tx, { communeId: actor.communeId, unitId }, now))
  await reply(tx, ctx, copyText(t, pressed.works, page || undefined))
  return { text: words, alert: true }
}

function outcomeOf(t: Translate, { works, heard }: Pressed, when: string): string {
  const unit = works[0]?.unit.name ?? ''
  const numbers = works.slice(0, 10).map((view) => `#${view.number}`)
  const shown = `${numbers.join(', ')}${works.length > numbers.length ? '…' : ''}`
  return t(`reminders-urged-${heard}`, { unit, numbers: shown, when })
}

function entry(when: When, kind?: Target['kind']): ChoiceEntry {
  return { who: pressers, run: (tx, ctx, args) => press(tx, ctx, kind ? [kind, ...args] : args, when) }
}

export const urgeEntries: Entries = {
  choices: {
    'assignment.urge': entry('ask', 'one'),
    'urge.unit': entry('ask', 'unit'),
    'urge.silent': entry('ask', 'silent'),
    'urge.now': entry('now'),
    'urge.later': entry('later'),
  },
}
