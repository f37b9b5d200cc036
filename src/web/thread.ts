// What was said in a device's chat, as the page shows it: of a screen that changes in place only its newest body.
import { and, desc, eq, gt, inArray, lt, max, sql } from 'drizzle-orm'
import type { Message } from '../chat/message.js'
import type { Tx } from '../db/db.js'
import { files } from '../db/schema/files.js'
import { outbox, questions } from '../db/schema/post.js'

export interface Said {
  id: number
  at: Date
  message: Message
  /** The attached file's name. */
  fileName: string | undefined
}

/** The newest message so far; 0 when there is none. */
export async function lastSaid(tx: Tx, chatId: number): Promise<number> {
  const [row] = await tx
    .select({ id: max(outbox.id) })
    .from(outbox)
    .where(eq(outbox.chatId, chatId))
  return row?.id ?? 0
}

/** At most `most` messages of a chat, oldest first: those after `after`, or the newest before `before`. */
export async function listSaid(
  tx: Tx,
  chatId: number,
  range: { after?: number; before?: number; most: number },
  now: Date,
): Promise<Said[]> {
  const rows = await tx
    .select({
      id: outbox.id,
      slot: outbox.slot,
      message: outbox.body,
      at: outbox.createdAt,
      fileName: files.name,
    })
    .from(outbox)
    .leftJoin(files, sql`${files.id} = (${outbox.body} ->> 'fileId')::bigint`)
    .where(
      and(
        eq(outbox.chatId, chatId),
        inArray(outbox.state, ['queued', 'sending', 'sent']),
        sql`(${outbox.notBefore} is null or ${outbox.notBefore} <= ${now.toISOString()}::timestamptz)`,
        // What was forgotten has neither words nor a file.
        sql`(${outbox.body} ->> 'spans' <> '[]' or ${outbox.body} ? 'fileId')`,
        range.after === undefined ? undefined : gt(outbox.id, range.after),
        range.before === undefined ? undefined : lt(outbox.id, range.before),
      ),
    )
    .orderBy(desc(outbox.id))
    .limit(range.most)
  const seen = new Set<string>()
  return rows
    .filter(({ slot }) => {
      if (slot === null) return true
      if (seen.has(slot)) return false
      seen.add(slot)
      return true
    })
    .map(({ slot: _, fileName, ...row }) => ({ ...row, fileName: fileName ?? undefined }))
    .reverse()
}

/** The file, if it was attached to something said in this chat. */
export async function attachedFile(tx: Tx, chatId: number, fileId: number) {
  const [row] = await tx
    .select({ sha256: files.sha256, name: files.name, type: files.type })
    .from(outbox)
    .innerJoin(files, eq(files.id, fileId))
    .where(and(eq(outbox.chatId, chatId), sql`${outbox.body} ->> 'fileId' = ${String(fileId)}`))
    .limit(1)
  return row
}

/** Which of the questions asked in these messages still wait for an answer. */
export async function openQuestions(tx: Tx, said: readonly Said[]): Promise<Set<number>> {
  const ids = said.flatMap(({ message }) => message.ask?.questionId ?? [])
  if (ids.length === 0) return new Set()
  const rows = await tx
    .select({ id: questions.id })
    .from(questions)
    .where(and(inArray(questions.id, ids), sql`${questions.closedAt} is null`))
  return new Set(rows.map((row) => row.id))
}
