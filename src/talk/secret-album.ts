// An album of which one picture bears the stamp of a secret: its pictures come one by one, and only one of them has the caption.
import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '../db/db.js'
import { questions } from '../db/schema/post.js'
import type { OpenCtx } from './entry.js'
import { keepQuestion } from './questions.js'

/** Kept like what was asked, and forgotten with it; nothing answers it. */
const SECRET = 'talk.secret-album'

export interface Album {
  chatId: number
  personId: number
  album: string
}

/** The album that this update is a part of; undefined for anything else, and of people of whom no file is taken anyway. */
function albumIn({ actor, chat, incoming: { happening } }: OpenCtx): Album | undefined {
  if (happening.kind !== 'file' || happening.album === undefined || !actor) return undefined
  return { chatId: chat.id, personId: actor.personId, album: happening.album }
}

/** Whatever comes of the same album is refused as well. */
export async function refuseAlbum(tx: Tx, ctx: OpenCtx): Promise<void> {
  const one = albumIn(ctx)
  if (!one || !ctx.actor) return
  const { album, ...place } = one
  const question = { ...place, communeId: ctx.actor.communeId, action: SECRET, data: { secretAlbum: album } }
  await keepQuestion(tx, question, ctx.now)
}

export async function isOfRefusedAlbum(tx: Tx, ctx: OpenCtx): Promise<boolean> {
  const one = albumIn(ctx)
  return one !== undefined && (await isRefusedAlbum(tx, one))
}

export async function isRefusedAlbum(tx: Tx, { chatId, personId, album }: Album): Promise<boolean> {
  const [row] = await tx
    .select({ id: questions.id })
    .from(questions)
    .where(
      and(
        eq(questions.chatId, chatId),
        eq(questions.personId, personId),
        eq(questions.action, SECRET),
        sql`${questions.data} ->> 'secretAlbum' = ${album}`,
      ),
    )
    .limit(1)
  return row !== undefined
}
