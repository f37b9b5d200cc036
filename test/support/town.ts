// One commune around the real program as a process: the emulator, a database of its own, an officer, a head and a group.
import { randomBytes } from 'node:crypto'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { type Database, type Db, openEmbedded, openPostgres } from '../../src/db/db.js'
import { accounts, chats, persons, posts } from '../../src/db/schema/people.js'
import {
  type EmulatorOptions,
  startTelegramEmulator,
  type TelegramEmulator,
  type UserAccount,
} from '../../src/demo/telegram/emulator.js'
import { projectFile } from '../../src/lib/project.js'
import { type SeedGroup, seedCity } from '../bench/seed.js'
import { administer, createDatabase, withDatabase } from './server.js'

export interface Town {
  emulator: TelegramEmulator
  environment: Record<string, string>
  head: UserAccount
  officer: UserAccount
  stranger: UserAccount
  group: SeedGroup
  /** Opens the database for a look; the program must not be running when it is the embedded one. */
  look<T>(run: (db: Db) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** A town on the embedded database, or on the server that DATABASE_URL names. `seed: false` leaves the database empty. */
export async function openTown(
  options: { assignments?: number; seed?: boolean } & Pick<EmulatorOptions, 'now' | 'lifetimes'> = {},
): Promise<Town> {
  const { assignments, seed, ...world } = options
  const emulator = await startTelegramEmulator(world)
  const bot = emulator.addBot({ username: 'dondoc_bot', name: 'Đôn Đốc' })
  const head = emulator.addUser({ name: 'Trần Văn Bình' })
  const officer = emulator.addUser({ name: 'Nguyễn Thị Hoa' })
  const stranger = emulator.addUser({ name: 'Người lạ' })
  const chat = emulator.addGroup({ title: 'Phòng Kinh tế', by: head, kind: 'supergroup', members: [officer, stranger] })
  const folder = await mkdtemp(join(tmpdir(), 'dondoc-town-'))
  const server = process.env.DATABASE_URL
  const name = `dondoc_town_${randomBytes(6).toString('hex')}`
  if (server) await createDatabase(server, name)
  const url = server ? withDatabase(server, name) : undefined
  const open = (): Promise<Database> => (url ? openPostgres(url, { connections: 2 }) : openEmbedded(folder))
  async function look<T>(run: (db: Db) => Promise<T>): Promise<T> {
    const database = await open()
    try {
      return await run(database.db)
    } finally {
      await database.close()
    }
  }

  let group: SeedGroup = { externalId: chat.id, headId: head.id, chatId: 0, communeId: 0, assignmentIds: [] }
  emulator.addToGroup(chat.id, bot.id, officer.id)
  if (seed !== false) {
    const template = inject('template')
    if (template.kind === 'embedded') await cp(template.folder, folder, { recursive: true })
    const database = await open()
    await database.migrate(projectFile('migrations'))
    const [seeded] = await seedCity(database.db, {
      bot,
      groups: [{ externalId: chat.id, headId: head.id }],
      each: assignments ?? 6,
    })
    if (seeded) group = seeded
    const now = new Date()
    const [row] = await database.db.insert(persons).values({ name: officer.name, createdAt: now }).returning()
    await database.db.insert(accounts).values({ channelId: 1, externalId: String(officer.id), personId: row!.id })
    await database.db
      .insert(posts)
      .values({ communeId: group.communeId, personId: row!.id, role: 'officer', from: now })
    await database.db.insert(chats).values({
      channelId: 1,
      externalId: String(officer.id),
      kind: 'private',
      communeId: group.communeId,
      createdAt: now,
    })
    await database.close()
    emulator.open(officer.id, 'https://t.me/dondoc_bot?start=')
  }
  return {
    emulator,
    environment: {
      BOT_TOKEN: bot.token,
      TELEGRAM_API_ROOT: emulator.url,
      DATA_DIR: folder,
      ...(url ? { DATABASE_URL: url } : {}),
    },
    head,
    officer,
    stranger,
    group,
    look,
    async close() {
      await emulator.close()
      await rm(folder, { recursive: true, force: true })
      if (server) await administer(server, `drop database if exists ${name} with (force)`)
    },
  }
}
