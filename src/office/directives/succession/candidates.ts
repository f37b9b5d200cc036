// Which issued letter a draft may stand in place of: the same number, or one that it says it replaces or corrects.
import { and, desc, eq, ne, sql } from 'drizzle-orm'
import type { Tx } from '../../../db/db.js'
import { directives } from '../../../db/schema/directives.js'
import { fold } from '../../../lib/vietnamese.js'
import { numberKey } from '../attach/match.js'
import { type Draft, lacksNumber } from '../draft.js'

export interface Candidate {
  id: number
  number: string | null
  issuedOn: string | null
  subject: string | null
  /** One with the same number and year: it has to be said which of the two it is. */
  sameNumber: boolean
}

/** Letters in force that have this draft's number, or that its text says it replaces, corrects or withdraws; the newest first. */
export async function findCandidates(
  tx: Tx,
  letter: { communeId: number; id: number; draft: Draft; text: string },
): Promise<Candidate[]> {
  const { communeId, id, draft, text } = letter
  if (draft.kind !== 'letter') return []
  const rows = await tx
    .select({
      id: directives.id,
      number: directives.number,
      issuedOn: directives.issuedOn,
      subject: directives.subject,
    })
    .from(directives)
    .where(
      and(
        eq(directives.communeId, communeId),
        ne(directives.id, id),
        eq(directives.state, 'issued'),
        sql`${directives.draft}->>'kind' = 'letter'`,
        sql`coalesce(${directives.draft}->'fate'->>'kind', 'corrected') = 'corrected'`,
      ),
    )
    .orderBy(desc(directives.id))
  const own = lacksNumber(draft.header) ? undefined : numberKey(draft.header.number ?? '')
  const named = succeededNumbers(text)
  return rows.flatMap((row) => {
    if (row.number === null || lacksNumber(row)) return []
    const key = numberKey(row.number)
    const sameNumber = key === own && yearOf(row.issuedOn) === yearOf(draft.header.issuedOn)
    return sameNumber || named.has(key) ? [{ ...row, sameNumber }] : []
  })
}

function yearOf(day: string | null): string | undefined {
  return day?.slice(0, 4)
}

const says =
  /(?:thay thế|đính chính|điều chỉnh|sửa đổi|thu hồi|bãi bỏ)[^.;\n]{0,60}?\b(\d{1,5}\s*\/\s*[\p{L}\d]+(?:\s*[-–]\s*[\p{L}\d]+)*)/giu

/** Numbers after "thay thế", "đính chính": "Công văn này thay thế Công văn số 85/UBND-VHXH". Pure. */
export function succeededNumbers(text: string): Set<string> {
  const words = text.normalize('NFC').replace(/\s+/g, ' ')
  return new Set([...words.matchAll(says)].map((found) => numberKey(fold(found[1] ?? ''))))
}
