// An installation before anybody joined: one bot, no commune. Accounts and groups appear as they write; what is said to a
// chat is read from the outbox.
import { and, asc, eq, gt } from 'drizzle-orm'
import type { Happening, Incoming } from '../../../src/chat/incoming.js'
import { plainText } from '../../../src/chat/message.js'
import type { Tx } from '../../../src/db/db.js'
import { accounts, channels, chats, posts } from '../../../src/db/schema/people.js'
import { outbox, questions } from '../../../src/db/schema/post.js'
import { communeEntries } from '../../../src/office/communes/dialog.js'
import { addCommune } from '../../../src/office/communes/invitation.js'
import { peopleEntries } from '../../../src/office/people/dialog.js'
import type { PeopleHooks } from '../../../src/office/people/hooks.js'
import { ensureChat, ensurePerson, talkChat } from '../../../src/office/people/store.js'
import { actorIn, heldBy, whoIs } from '../../../src/office/people/who.js'
import type { Ack, Actor, Role } from '../../../src/talk/entry.js'
import { makeRouter } from '../../../src/talk/router.js'
import { openTestDatabase } from '../../support/database.js'
import { routed } from '../../support/routed.js'

export interface Stage {
  now: Date
  db: Awaited<ReturnType<typeof openTestDatabase>>['db']
  channelId: number
  /** Every call of a hook so far. */
  bound: { communeId: number; chatId: number; unitIds: number[] }[]
  /** `group` is a group's external id; without one it is the person's private chat. Returns what the tapper sees. */
  happens(who: string, happening: Happening, group?: string, title?: string): Promise<Ack | undefined>
  says(who: string, text: string, group?: string): Promise<void>
  /** Presses a button by its action, or by the beginning of its label as last shown in that chat. */
  taps(who: string, button: string, group?: string): Promise<Ack | undefined>
  /** What a chat has been told since it was last asked, oldest first. */
  said(whoOrGroup: string): Promise<{ text: string; buttons: string[]; actions: string[]; slot: string | null }[]>
  chatId(whoOrGroup: string): Promise<number>
  personId(who: string): Promise<number>
  actor(who: string): Promise<Actor>
  write<T>(run: (tx: Tx) => Promise<T>): Promise<T>
  /** The code in the newest invitation this person was given to forward. */
  code(who: string): Promise<string>
  /** A commune with its first officer and the standard units, done by the real dialogs. */
  commune(name: string, officer: string): Promise<number>
  /** Puts somebody into an office without the dialogs. */
  holds(who: string, communeId: number, role: Role, unitId?: number): Promise<void>
  close(): Promise<void>
}

export const groupA = '-1001'
export const groupB = '-1002'

export async function openStage(extra: PeopleHooks = {}): Promise<Stage> {
  const database = await openTestDatabase()
  const { db } = database
  const [channel] = await db
    .insert(channels)
    .values({ platform: 'telegram', externalId: '700', username: 'dondoc_bot' })
    .returning()
  const channelId = channel!.id
  const numbers = new Map<string, string>()
  const externalOf = (who: string): string => {
    if (who.startsWith('-')) return who
    const known = numbers.get(who) ?? String(9000 + numbers.size)
    numbers.set(who, known)
    return known
  }
  const read = new Map<number, number>()
  let updates = 0
  const stage = {
    bound: [],
    now: new Date('2026-09-14T02:00:00.000Z'),
    db,
    channelId,
  } as unknown as Stage
  const router = makeRouter({
    entries: [
      communeEntries(),
      peopleEntries({
        unitsBound: async (_tx, input) => stage.bound.push(input),
        ...extra,
      }),
    ],
    username: 'dondoc_bot',
    chatOf: async (tx, id, incoming, now) =>
      talkChat(await ensureChat(tx, id, incoming.chat, now, incoming.from?.language)),
    heldBy,
    actorIn,
    secretStamp: () => undefined,
    stampInName: () => undefined,
    erase: async () => {},
  })

  stage.happens = async (who, happening, group, title) => {
    const id = ++updates
    const incoming: Incoming = {
      chat: { externalId: group ?? externalOf(who), kind: group ? 'group' : 'private', ...(title ? { title } : {}) },
      from: { externalId: externalOf(who), name: who },
      at: stage.now,
      happening,
    }
    const take = async () => ({ id, channelId })
    const outcome = await routed({ db }, router, incoming, stage.now, { take })
    return outcome.ack
  }
  stage.says = async (who, text, group) => {
    await stage.happens(who, { kind: 'text', text, ref: String(updates) }, group)
  }
  stage.taps = async (who, button, group) => {
    let data = button
    if (!/^[a-z]+\.[a-zA-Z]+/.test(button)) {
      const rows = await db
        .select()
        .from(outbox)
        .where(eq(outbox.chatId, await stage.chatId(group ?? who)))
        .orderBy(asc(outbox.id))
      const all = rows.reverse().flatMap((row) => row.body.choices?.flat() ?? [])
      const choice = all.find((one) => one.label === button) ?? all.find((one) => one.label.startsWith(button))
      if (!choice) throw new Error(`no "${button}"; there are: ${all.map((one) => one.label).join(' | ')}`)
      data = choice.action
    }
    return stage.happens(who, { kind: 'choice', data, choiceId: `tap${updates}` }, group)
  }
  stage.said = async (whoOrGroup) => {
    const chatId = await stage.chatId(whoOrGroup)
    const rows = await db
      .select()
      .from(outbox)
      .where(and(eq(outbox.chatId, chatId), gt(outbox.id, read.get(chatId) ?? 0)))
      .orderBy(asc(outbox.id))
    for (const row of rows) {
      read.set(chatId, row.id)
      await db
        .update(outbox)
        .set({ state: 'sent', ref: String(row.id) })
        .where(eq(outbox.id, row.id))
      if (row.body.ask)
        await db
          .update(questions)
          .set({ ref: String(row.id) })
          .where(eq(questions.id, row.body.ask.questionId))
    }
    return rows.map((row) => ({
      text: plainText(row.body.spans),
      buttons: (row.body.choices ?? []).flat().map((choice) => choice.label),
      actions: (row.body.choices ?? []).flat().map((choice) => choice.action),
      slot: row.slot,
    }))
  }
  stage.chatId = async (whoOrGroup) => {
    const [row] = await db
      .select()
      .from(chats)
      .where(eq(chats.externalId, externalOf(whoOrGroup)))
    if (!row) throw new Error(`no chat with ${whoOrGroup}`)
    return row.id
  }
  stage.personId = async (who) => {
    const [row] = await db
      .select()
      .from(accounts)
      .where(eq(accounts.externalId, externalOf(who)))
    if (!row) throw new Error(`${who} is not known`)
    return row.personId
  }
  stage.actor = async (who) => {
    const [chat] = await db
      .select()
      .from(chats)
      .where(eq(chats.externalId, externalOf(who)))
    const actor = await whoIs(db, talkChat(chat!), { externalId: externalOf(who), name: who }, stage.now)
    if (!actor) throw new Error(`${who} holds nothing`)
    return actor
  }
  stage.write = (run) => db.transaction((tx) => run(tx as unknown as Tx))
  stage.code = async (who) => {
    const texts = (await stage.said(who)).map((one) => one.text)
    const found = texts
      .map((text) => /\?start=([\w-]+)/.exec(text)?.[1])
      .filter((one) => one !== undefined)
      .at(-1)
    if (!found) throw new Error(`no invitation in: ${texts.join(' || ')}`)
    return found
  }
  stage.commune = async (name, officer) => {
    const { communeId, code } = await stage.write((tx) => addCommune(tx, { name }, stage.now))
    await stage.says(officer, `/start ${code}`)
    await stage.taps(officer, 'communes.organisation:xa')
    await stage.taps(officer, 'Tạo các đơn vị')
    await stage.said(officer)
    return communeId
  }
  stage.holds = async (who, communeId, role, unitId) => {
    await stage.says(who, '/start')
    const sender = { externalId: externalOf(who), name: who }
    const person = await ensurePerson(db, channelId, sender, stage.now)
    await db.insert(posts).values({ communeId, personId: person.id, role, unitId: unitId ?? null, from: stage.now })
    await stage.said(who)
  }
  stage.close = () => database.close()
  return stage
}
