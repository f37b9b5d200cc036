// A notice before it goes out: kept, and shown with the groups it would go to.
import { isOfficeHour, nextOfficeMoment } from '../../calendar/work-calendar.js'
import { action } from '../../chat/action.js'
import type { Choice } from '../../chat/message.js'
import type { Tx } from '../../db/db.js'
import { notices } from '../../db/schema/notices.js'
import type { Translate } from '../../lib/i18n.js'
import { openingText } from '../communes/opening.js'
import { communeCalendar, findCommune, listUnits } from '../communes/store.js'
import { unitChats } from '../people/store.js'
import type { Notice } from './store.js'

/** The screen of a notice, in a group and with its sender. */
export const slotOf = (noticeId: number) => `notice:${noticeId}`

export async function insertNotice(
  tx: Tx,
  input: { communeId: number; personId: number; text: string; fileId: number | null },
  now: Date,
): Promise<number> {
  const { communeId, personId, text, fileId } = input
  const [row] = await tx
    .insert(notices)
    .values({ communeId, text, fileId, createdBy: personId, createdAt: now })
    .returning({ id: notices.id })
  if (!row) throw new Error('notice not stored')
  return row.id
}

/** Which groups get it, and which units have none. */
export async function reachOf(tx: Tx, communeId: number) {
  const units = await listUnits(tx, communeId)
  const served = await unitChats(tx, communeId)
  return {
    served,
    groups: [...new Set(served.map((one) => one.chatId))],
    without: units.filter((unit) => !served.some((one) => one.unitId === unit.id)).map((unit) => unit.name),
  }
}

/** What it says and to whom it goes; nothing is sent before somebody presses. */
export async function previewOf(
  tx: Tx,
  input: { communeId: number; notice: Notice; t: Translate },
  now: Date,
): Promise<{ text: string; choices: Choice[][] }> {
  const { communeId, notice, t } = input
  const { groups, served, without } = await reachOf(tx, communeId)
  const lines = [
    notice.text,
    ...(notice.fileName ? [t('notices-with-file', { name: notice.fileName })] : []),
    '',
    t('notices-reach', { units: served.length, groups: groups.length }),
    ...(without.length > 0 ? [t('notices-without', { units: without.join(', ') })] : []),
  ]
  const { settings } = await findCommune(tx, communeId)
  const cal = await communeCalendar(tx, communeId)
  const closed = !isOfficeHour(cal, settings.officeHours, now)
  const opens = nextOfficeMoment(cal, settings.officeHours, now)
  const sendRow: Choice[] = closed
    ? [
        { label: t('notices-button-now'), action: action('notices.send', notice.id, 'now') },
        { label: openingText(t, opens, now), action: action('notices.send', notice.id, 'later'), style: 'primary' },
      ]
    : [{ label: t('notices-button-send'), action: action('notices.send', notice.id, 'now'), style: 'primary' }]
  return {
    text: lines.join('\n'),
    choices: [
      ...(groups.length > 0 ? [sendRow] : []),
      [{ label: t('notices-button-drop'), action: action('notices.drop', notice.id) }],
    ],
  }
}
