// How people and offices are called in messages.
import type { Translate } from '../../lib/i18n.js'
import type { Role } from '../../talk/entry.js'

/** "Trưởng đơn vị Phòng Kinh tế", "Lãnh đạo UBND". */
export function officeName(t: Translate, role: Role, unit?: string | null): string {
  return unit ? t('people-office-in', { role: t(`people-role-${role}`), unit }) : t(`people-role-${role}`)
}

/** The link that opens the bot with an invitation. */
export function joinLink(username: string, code: string): string {
  return `https://t.me/${username}?start=${code}`
}
