// What an invitation lists without asking for it: its guests and the programme of the meeting.
import { attributeOf } from './attributes.js'
import type { Header } from './header.js'
import { rank } from './marker.js'
import type { Paragraph } from './paragraphs.js'
import { plain } from './plain.js'

export function isInvitation({ type, number }: Header): boolean {
  return /^(?:giay moi|thu moi)/.test(type ?? '') || /\/GM/.test(number ?? '')
}

const guests = /moi(?: (?:cac dong chi|cac dai bieu|quy vi|tham du|du hop))?\s*:\s*$/
const programme = /^(?:noi dung|chuong trinh|thanh phan)(?: (?!chuan bi)[a-z]+){0,5}\s*:?\s*$/
/** Somebody has to have it ready before. */
const prepared = /chuan bi|(?:gui|nop) [^.;]{0,60}truoc/

/** The body without the guests below "… trân trọng kính mời:" and the items below "3. Nội dung:", but for what is to be prepared. */
export function withoutGuests(body: Paragraph[], order: string): Paragraph[] {
  /** How deep the heading of the list stands; undefined outside of one. */
  let level = guests.test(plain(order)) ? -1 : undefined
  return body.filter(({ marker, words }) => {
    const low = plain(words)
    const own = marker ? rank[marker.style] : -1
    if (programme.test(low) || (!marker && guests.test(low))) level = own
    else if (own <= (level ?? own) || /^(?:aside|time)$/.test(attributeOf(words)?.kind ?? '')) level = undefined
    return level === undefined || prepared.test(low)
  })
}
