// A commune to test in: UBND xã Đường An, its standard units, its people and groups, on a real database, driven through the
// router without a platform. Updates become inbox rows, answers are read from the outbox.
import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import type { Happening, Incoming, IncomingFile } from '../../src/chat/incoming.js'
import { type Message, plainText } from '../../src/chat/message.js'
import type { Tx } from '../../src/db/db.js'
import { communes, unitAliases, units } from '../../src/db/schema/communes.js'
import { accounts, channels, chats, chatUnits, persons, posts } from '../../src/db/schema/people.js'
import { inbox, outbox, questions, screens } from '../../src/db/schema/post.js'
import { fold } from '../../src/lib/vietnamese.js'
import { stampInName } from '../../src/office/directives/reader/stamp.js'
import { ensureChat, talkChat } from '../../src/office/people/store.js'
import { actorIn, heldBy, whoIs } from '../../src/office/people/who.js'
import type { Ack, Actor, Entries, Role } from '../../src/talk/entry.js'
import { makeRouter } from '../../src/talk/router.js'
import { openTestDatabase, type TestDatabase } from './database.js'
import { routed } from './routed.js'

export const unitNames = {
  VP: 'Văn phòng HĐND và UBND',
  KT: 'Phòng Kinh tế',
  VHXH: 'Phòng Văn hóa - Xã hội',
  PVHCC: 'Trung tâm Phục vụ hành chính công',
  DVSNC: 'Trung tâm Dịch vụ sự nghiệp công',
} as const
export type UnitKey = keyof typeof unitNames

/** Who holds what. The stranger holds nothing; Nga is officer of another commune. */
const cast: Record<string, { role: Role; unit?: UnitKey }[]> = {
  Hoa: [{ role: 'officer' }],
  Lan: [{ role: 'officer' }],
  Đức: [{ role: 'chairman' }],
  Vỹ: [{ role: 'leader' }],
  An: [{ role: 'head', unit: 'VP' }],
  Bình: [{ role: 'head', unit: 'KT' }],
  Chi: [{ role: 'head', unit: 'VHXH' }],
  Dũng: [{ role: 'head', unit: 'PVHCC' }],
  'người lạ': [],
}
export type PersonName = 'Hoa' | 'Lan' | 'Đức' | 'Vỹ' | 'An' | 'Bình' | 'Chi' | 'Dũng' | 'người lạ' | 'Nga'
/** A unit's group, or "riêng" for the private chat with the bot. */
export type Place = UnitKey | 'riêng'

export interface Said {
  id: number
  key: string
  chatId: number
  slot: string | null
  class: number
  state: string
  text: string
  /** Labels of the buttons, row by row. */
  buttons: string[][]
  message: Message
}

export interface World {
  database: TestDatabase
  communeId: number
  otherCommuneId: number
  channelId: number
  units: Record<UnitKey, number>
  persons: Record<PersonName, number>
  /** The chat of a unit's group (DVSNC has none). */
  groups: Record<Exclude<UnitKey, 'DVSNC'>, number>
  privates: Record<PersonName, number>
  /** Business time of the next update; set it freely. */
  now: Date
  /** When the next updates were written, where that was before `now`. */
  writtenAt?: Date | undefined
  says(who: PersonName, place: Place, text: string, replyTo?: string): Promise<void>
  sends(
    who: PersonName,
    place: Place,
    file: Partial<IncomingFile> & { name: string },
    options?: { caption?: string; replyTo?: string; album?: string },
  ): Promise<void>
  /** Presses a button by its action data, or by its label as last said in that chat. */
  taps(who: PersonName, place: Place, dataOrLabel: string): Promise<Ack | undefined>
  happens(who: PersonName, place: Place, happening: Happening): Promise<Ack | undefined>
  /** What was queued since the last call of `said`, oldest first (only this chat's, when one is named). It then counts as sent: reply to it by its id. */
  said(place?: Place, who?: PersonName): Promise<Said[]>
  /** Everything queued so far in a chat, the newest last. */
  history(chatId: number): Promise<Said[]>
  actor(who: PersonName): Promise<Actor>
  write<T>(run: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface WorldParts {
  entries: Entries[]
  secretStamp?: (text: string) => string | undefined
  now?: Date
}

/** Monday 14 September 2026, 09:00 in Viet Nam. */
export const monday = new Date('2026-09-14T02:00:00.000Z')

export async function openWorld(parts: WorldParts): Promise<World> {
  const database = await openTestDatabase()
  const { db } = database
  const start = parts.now ?? monday
  const [channel] = await db
    .insert(channels)
    .values({ platform: 'telegram', externalId: '700', username: 'dondoc_bot' })
    .returning()
  const [commune] = await db.insert(communes).values({ name: 'UBND xã Đường An', createdAt: start }).returning()
  const [other] = await db.insert(communes).values({ name: 'UBND xã Bình Minh', createdAt: start }).returning()
  const channelId = channel!.id
  const communeId = commune!.id
  const unitRows = await db
    .insert(units)
    .values(Object.entries(unitNames).map(([shortName, name], position) => ({ communeId, name, shortName, position })))
    .returning()
  const unitIds = Object.fromEntries(unitRows.map((unit) => [unit.shortName, unit.id])) as Record<UnitKey, number>
  await db
    .insert(unitAliases)
    .values(
      unitRows.map((unit) => ({ communeId, unitId: unit.id, alias: unit.shortName, folded: fold(unit.shortName) })),
    )

  const personIds = {} as Record<PersonName, number>
  const privates = {} as Record<PersonName, number>
  const accountIds = {} as Record<PersonName, string>
  const people = { ...cast, Nga: [{ role: 'officer' as Role }] } as Record<PersonName, { role: Role; unit?: UnitKey }[]>
  let account = 5_000_000_001
  for (const [name, held] of Object.entries(people) as [PersonName, { role: Role; unit?: UnitKey }[]][]) {
    const [person] = await db.insert(persons).values({ name, createdAt: start }).returning()
    const externalId = String(account++)
    personIds[name] = person!.id
    accountIds[name] = externalId
    await db.insert(accounts).values({ channelId, externalId, personId: person!.id })
    const home = name === 'Nga' ? other!.id : name === 'người lạ' ? null : communeId
    const [chat] = await db
      .insert(chats)
      .values({ channelId, externalId, kind: 'private', communeId: home, createdAt: start })
      .returning()
    privates[name] = chat!.id
    for (const post of held) {
      await db.insert(posts).values({
        communeId: home!,
        personId: person!.id,
        role: post.role,
        unitId: post.unit ? unitIds[post.unit] : null,
        from: start,
      })
    }
  }
  const groups = {} as World['groups']
  const externalGroups = {} as Record<string, string>
  for (const [index, key] of (['VP', 'KT', 'VHXH', 'PVHCC'] as const).entries()) {
    const externalId = String(-1_001_000_000_001 - index)
    const [chat] = await db
      .insert(chats)
      .values({ channelId, externalId, kind: 'group', title: `Nhóm ${key}`, communeId, createdAt: start })
      .returning()
    groups[key] = chat!.id
    externalGroups[key] = externalId
    await db.insert(chatUnits).values({ communeId, chatId: chat!.id, unitId: unitIds[key] })
  }

  const router = makeRouter({
    entries: parts.entries,
    username: 'dondoc_bot',
    chatOf: async (tx, channel, incoming, now) => talkChat(await ensureChat(tx, channel, incoming.chat, now)),
    heldBy,
    actorIn,
    secretStamp: parts.secretStamp ?? (() => undefined),
    stampInName,
    erase: async (tx, ctx) => {
      await tx.update(inbox).set({ raw: {} }).where(eq(inbox.id, ctx.updateId))
    },
  })
  let updates = 0
  let seen = 0
  let messageRef = 1000

  const chatIdOf = (who: PersonName, place: Place) =>
    place === 'riêng' ? privates[who] : groups[place as keyof typeof groups]
  const world: World = {
    database,
    communeId,
    otherCommuneId: other!.id,
    channelId,
    units: unitIds,
    persons: personIds,
    groups,
    privates,
    now: start,
    async says(who, place, text, replyTo) {
      await world.happens(who, place, {
        kind: 'text',
        text,
        ref: String(messageRef++),
        ...(replyTo ? { replyTo } : {}),
      })
    },
    async sends(who, place, file, options = {}) {
      const whole: IncomingFile = {
        handle: `handle-${file.name}`,
        type: 'application/octet-stream',
        size: 1000,
        kind: 'document',
        ...file,
      }
      await world.happens(who, place, { kind: 'file', file: whole, ref: String(messageRef++), ...options })
    },
    async taps(who, place, dataOrLabel) {
      let data = dataOrLabel
      if (!/^[a-z]+\.[a-zA-Z]+/.test(dataOrLabel)) {
        const choices = (await world.history(chatIdOf(who, place)))
          .reverse()
          .flatMap((said) => said.message.choices?.flat() ?? [])
        const choice =
          choices.find((one) => one.label === dataOrLabel) ?? choices.find((one) => one.label.startsWith(dataOrLabel))
        if (!choice)
          throw new Error(
            `no button "${dataOrLabel}" in ${place}; there are: ${choices.map((one) => one.label).join(' | ')}`,
          )
        data = choice.action
      }
      return world.happens(who, place, { kind: 'choice', data, choiceId: `tap-${updates}` })
    },
    async happens(who, place, happening) {
      const now = world.now
      const externalId = place === 'riêng' ? accountIds[who] : externalGroups[place]
      if (!externalId) throw new Error(`${place} has no group`)
      const key = String(++updates)
      const incoming: Incoming = {
        chat: { externalId, kind: place === 'riêng' ? 'private' : 'group' },
        from: { externalId: accountIds[who], name: who },
        at: world.writtenAt ?? now,
        happening,
      }
      const outcome = await routed(database, router, incoming, now, {
        async take(tx) {
          const [row] = await tx
            .insert(inbox)
            .values({ channelId, updateKey: key, lane: externalId, raw: happening, receivedAt: now })
            .returning()
          return { id: row!.id, channelId }
        },
        done: (tx, { id }) => tx.update(inbox).set({ state: 'done', handledAt: now }).where(eq(inbox.id, id)),
      })
      return outcome.ack
    },
    async said(place, who = 'Hoa') {
      const rows = await db.select().from(outbox).where(gt(outbox.id, seen)).orderBy(asc(outbox.id))
      seen = rows.at(-1)?.id ?? seen
      // As if the platform had taken them: the reference of a message is its row's number.
      for (const row of rows) {
        await db
          .update(outbox)
          .set({ state: 'sent', ref: String(row.id), sentAt: world.now })
          .where(eq(outbox.id, row.id))
        if (row.slot)
          await db
            .insert(screens)
            .values({ chatId: row.chatId, slot: row.slot, ref: String(row.id), shownAt: world.now })
            .onConflictDoNothing()
        if (row.body.ask)
          await db
            .update(questions)
            .set({ ref: String(row.id) })
            .where(eq(questions.id, row.body.ask.questionId))
      }
      const chatId = place ? chatIdOf(who, place) : undefined
      return rows.filter((row) => chatId === undefined || row.chatId === chatId).map(show)
    },
    async history(chatId) {
      const rows = await db
        .select()
        .from(outbox)
        .where(and(eq(outbox.chatId, chatId), inArray(outbox.state, ['queued', 'sent'])))
        .orderBy(asc(outbox.id))
      return rows.map(show)
    },
    async actor(who) {
      const [chat] = await db.select().from(chats).where(eq(chats.id, privates[who]))
      const actor = await whoIs(db, talkChat(chat!), { externalId: accountIds[who], name: who }, world.now)
      if (!actor) throw new Error(`${who} holds no role`)
      return actor
    },
    write: (run) => db.transaction((tx) => run(tx as unknown as Tx)),
    close: () => database.close(),
  }
  return world
}

function show(row: typeof outbox.$inferSelect): Said {
  return {
    id: row.id,
    key: row.key,
    chatId: row.chatId,
    slot: row.slot,
    class: row.class,
    state: row.state,
    text: plainText(row.body.spans),
    buttons: (row.body.choices ?? []).map((line) => line.map((choice) => choice.label)),
    message: row.body,
  }
}
