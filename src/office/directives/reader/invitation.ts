// What an invitation lists without asking for it: its guests and the programme of the meeting.
import { attributeOf } from './attributes.js'
import type { Header } from './header.js'
import { rank } from './marker.js'
import type { Paragraph } from './paragraphs.js'
import { plain } from './plain.js'

export function isInvitation({ type, number }: Header): boolean {
  return /^(?:giay moi|thu moi)/.test(type ?? '') || /\/GM/.test(number ?? '')
}

const meets =
  /(?:^|[^a-z])(?:hop|hoi nghi|tap huan|toa dam|hoi thao|boi duong|giao ban|lam viec|tiep xuc cu tri)(?![a-z])/

/** About a meeting, with "Thời gian: …", "Địa điểm: …", "Thành phần: …" as its items: what it deals with is no task, whatever the letter is called. */
export function isMeetingNotice({ subject, type }: Header, body: Paragraph[]): boolean {
  if (!meets.test(plain(subject ?? '')) || /^(?:ke hoach|chuong trinh|phuong an)/.test(type ?? '')) return false
  const labels = body.flatMap(({ marker, words }) => (marker ? [plain(words.slice(0, 60))] : []))
  return [/^thoi gian(?![a-z])/, /^dia diem(?![a-z])/, /^thanh phan(?![a-z])/].every((label) =>
    labels.some((words) => label.test(words)),
  )
}

const guests = /moi(?: (?:cac dong chi|cac dai bieu|quy vi|tham du|du hop))?\s*:\s*$/
/** "4. Nội dung: Hướng dẫn sử dụng …" in one line: what is dealt with there. */
const dealtWith = /^noi dung(?: (?:hoi nghi|cuoc hop|tap huan|lam viec))?\s*:\s*\S/
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
    if (dealtWith.test(low) && !prepared.test(low)) return false
    if (programme.test(low) || (!marker && guests.test(low))) level = own
    else if (own <= (level ?? own) || /^(?:aside|time)$/.test(attributeOf(words)?.kind ?? '')) level = undefined
    return level === undefined || prepared.test(low)
  })
}
