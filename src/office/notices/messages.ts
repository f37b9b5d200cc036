// What a notice says in a group, and what its sender sees of it.
import { action } from '../../chat/action.js'
import type { Choice, Message } from '../../chat/message.js'
import { dayOf, timeOf, writeShortDay } from '../../lib/day.js'
import type { Translate } from '../../lib/i18n.js'
import type { Addressed, Notice } from './store.js'

/** In a group: the text, the file, who has received it. The button goes once every unit of the group has. */
export function groupMessage(t: Translate, notice: Notice, own: readonly Addressed[]): Message {
  const received = own.filter((one) => one.receivedAt !== null)
  const several = own.length > 1
  const lines = received.map((one) =>
    t('notices-received-line', {
      unit: several ? `${one.unit}: ` : '',
      who: one.receivedBy ?? '',
      when: one.receivedAt ? `${timeOf(one.receivedAt)} ${writeShortDay(dayOf(one.receivedAt))}` : '',
    }),
  )
  return {
    spans: [{ bold: t('notices-heading') }, `\n${notice.text}`, ...lines.map((line) => `\n${line}`)],
    ...(notice.fileId === null ? {} : { fileId: notice.fileId }),
    ...(received.length < own.length ? { choices: [[receivedButton(t, notice.id)]] } : {}),
  }
}

export function receivedButton(t: Translate, noticeId: number): Choice {
  return { label: t('notices-button-received'), action: action('notices.received', noticeId), style: 'primary' }
}

/** For its sender: who has received it and who has not, and pressing those. */
export function senderMessage(t: Translate, notice: Notice, all: readonly Addressed[]): Message {
  const open = all.filter((one) => one.receivedAt === null)
  const lines = [
    t('notices-sent', { count: all.length - open.length, all: all.length }),
    ...(open.length > 0 ? [t('notices-open', { units: open.map((one) => one.unit).join(', ') })] : []),
  ]
  return {
    spans: [{ bold: t('notices-heading') }, `\n${notice.text}\n\n${lines.join('\n')}`],
    ...(open.length > 0
      ? { choices: [[{ label: t('notices-button-nudge'), action: action('notices.nudge', notice.id) }]] }
      : {}),
  }
}
