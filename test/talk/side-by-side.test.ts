// Who speaks is read beside the chat they speak in, which may have to be written.
import { eq, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type { Tx } from '../../src/db/db.js'
import { channels, chats } from '../../src/db/schema/people.js'
import { ensureChat, talkChat } from '../../src/office/people/store.js'
import { makeRouter } from '../../src/talk/router.js'
import { openTestDatabase } from '../support/database.js'

it('when the person cannot be read, nothing of the chat is written after the rollback', async () => {
  const { db, close } = await openTestDatabase()
  try {
    const [channel] = await db
      .insert(channels)
      .values({ platform: 'telegram', externalId: '700', username: 'dondoc_bot' })
      .returning()
    const channelId = channel!.id
    const now = new Date('2026-09-14T02:00:00.000Z')
    const ended: string[] = []
    const router = makeRouter({
      entries: [],
      username: 'dondoc_bot',
      chatOf: async (tx, channelId, incoming) => {
        for (let at = 0; at < 5; at++) await tx.execute(sql`select 1`)
        const chat = await ensureChat(tx, channelId, incoming.chat, now, undefined)
        ended.push('chat')
        return talkChat(chat)
      },
      heldBy: () => Promise.reject(new Error('unreadable')),
      actorIn: () => undefined,
      secretStamp: () => undefined,
      stampInName: () => undefined,
      erase: async () => undefined,
    })
    const run = db
      .transaction((tx) =>
        router.open(
          tx as unknown as Tx,
          { id: 1, channelId },
          {
            chat: { externalId: '1', kind: 'private' },
            from: { externalId: '1', name: 'Hoa' },
            at: now,
            happening: { kind: 'text', text: 'x', ref: '1' },
          },
          now,
        ),
      )
      .finally(() => ended.push('transaction'))
    await expect(run).rejects.toThrow('unreadable')
    expect(ended).toEqual(['chat', 'transaction'])
    expect(await db.select().from(chats).where(eq(chats.channelId, channelId))).toEqual([])
  } finally {
    await close()
  }
})
