// What an invitation lists without asking for it: its guests and the programme of the meeting.
import { attributeOf } from './attributes.js'
import type { Header } from './header.js'
import type { Paragraph } from './paragraphs.js'
import { plain } from './plain.js'

export function isInvitation({ type, number }: Header): boolean {
  return /^(?:giay moi|thu moi)/.test(type ?? '') || /\/GM/.test(number ?? '')
}

const guests = /moi(?: (?:cac dong chi|cac dai bieu|quy vi|tham du|du hop))?\s*:\s*$/
const programme = /^(?:noi dung|chuong trinh|thanh phan)(?: [a-z]+){0,5}\s*:\s*$/

/** The body without the guests below "… trân trọng kính mời:" and the items below "Nội dung:". */
export function withoutGuests(body: Paragraph[], order: string): Paragraph[] {
  let isListed = guests.test(plain(order))
  return body.filter((paragraph) => {
    const low = plain(paragraph.words)
    if (!paragraph.marker) isListed = guests.test(low) || programme.test(low)
    else if (/^(?:aside|time)$/.test(attributeOf(paragraph.words)?.kind ?? '')) isListed = false
    return !isListed
  })
}
