import type { DeadlineRule } from '../../../src/calendar/rule.js'
import type { Db, Tx } from '../../../src/db/db.js'
import { communes, units } from '../../../src/db/schema/communes.js'
import { directives } from '../../../src/db/schema/directives.js'
import { accounts, channels, chats, chatUnits, persons, posts } from '../../../src/db/schema/people.js'
import { addDays, type Day, dayOf } from '../../../src/lib/day.js'
import { announceDirective } from '../../../src/office/assignments/announce.js'
import { insertTasks, openAssignments } from '../../../src/office/assignments/open.js'
import type { Actor, Role } from '../../../src/talk/entry.js'

/** What one chat got. */
export interface ChatYear {
  name: string
  kind: 'group' | 'common' | 'private'
  /** Digests by day. */
  digests: Map<Day, number>
  /** Texts of digests, the longest's length. */
  longest: number
  texts: { at: Date; text: string }[]
  /** Cards, lists, answers, summaries. */
  others: number
}

const unitList = [
  ['VP', 'Văn phòng HĐND và UBND'],
  ['KT', 'Phòng Kinh tế'],
  ['VHXH', 'Phòng Văn hóa - Xã hội'],
  ['PVHCC', 'Trung tâm Phục vụ hành chính công'],
  ['DVSNC', 'Trung tâm Dịch vụ sự nghiệp công'],
  ['THA', 'Trường Tiểu học A'],
  ['THCS', 'Trường Trung học cơ sở B'],
] as const
/** The last two share a common group. */
const ownGroups = 5

/** How a unit's people are: shares of work they answer on time, late, or never. */
export const habits: Record<string, { onTime: number; late: number }> = {
  VP: { onTime: 0.85, late: 0.15 },
  KT: { onTime: 0.5, late: 0.4 },
  VHXH: { onTime: 0.7, late: 0.2 },
  PVHCC: { onTime: 0.95, late: 0.05 },
  DVSNC: { onTime: 0.3, late: 0.3 },
  THA: { onTime: 0.6, late: 0.3 },
  THCS: { onTime: 0.4, late: 0.2 },
}

export interface Town {
  communeId: number
  units: { id: number; shortName: string; head: Actor }[]
  officer: Actor
  chairman: Actor
  chats: { id: number; year: ChatYear }[]
}

export async function seedTown(db: Db, start: Date): Promise<Town> {
  const [channel] = await db
    .insert(channels)
    .values({ platform: 'telegram', externalId: '700', username: 'dondoc_bot' })
    .returning()
  const [commune] = await db.insert(communes).values({ name: 'UBND xã Đường An', createdAt: start }).returning()
  const communeId = commune!.id
  const channelId = channel!.id
  const rows = await db
    .insert(units)
    .values(unitList.map(([shortName, name], position) => ({ communeId, name, shortName, position })))
    .returning()
  const chatList: Town['chats'] = []
  let account = 5_000_000_001
  const chatOf = async (name: string, kind: ChatYear['kind'], externalId: string) => {
    const [chat] = await db
      .insert(chats)
      .values({
        channelId,
        externalId,
        kind: kind === 'private' ? 'private' : 'group',
        title: name,
        communeId,
        common: kind === 'common',
        createdAt: start,
      })
      .returning()
    chatList.push({ id: chat!.id, year: { name, kind, digests: new Map(), longest: 0, texts: [], others: 0 } })
    return chat!.id
  }
  const personOf = async (name: string, role: Role, unitId?: number): Promise<Actor> => {
    const [person] = await db.insert(persons).values({ name, createdAt: start }).returning()
    const accountId = String(account++)
    await db.insert(accounts).values({ channelId, externalId: accountId, personId: person!.id })
    await db.insert(posts).values({ communeId, personId: person!.id, role, unitId: unitId ?? null, from: start })
    await chatOf(name, 'private', accountId)
    return { personId: person!.id, accountId, name, communeId, roles: [role], units: unitId ? [{ unitId, role }] : [] }
  }
  const served: { chatId: number; unitId: number }[] = []
  for (const [index, unit] of rows.slice(0, ownGroups).entries())
    served.push({
      chatId: await chatOf(`Nhóm ${unit.shortName}`, 'group', String(-1_001_000_000_001 - index)),
      unitId: unit.id,
    })
  const common = await chatOf('Nhóm chung các trường', 'common', '-1001000000099')
  for (const unit of rows.slice(ownGroups)) served.push({ chatId: common, unitId: unit.id })
  await db.insert(chatUnits).values(served.map((one) => ({ communeId, ...one })))
  const heads = []
  for (const unit of rows)
    heads.push({
      id: unit.id,
      shortName: unit.shortName,
      head: await personOf(`Trưởng ${unit.shortName}`, 'head', unit.id),
    })
  return {
    communeId,
    units: heads,
    officer: await personOf('Cán bộ Hoa', 'officer'),
    chairman: await personOf('Chủ tịch Đức', 'chairman'),
    chats: chatList,
  }
}

/** Monthly, quarterly and weekly duties, as a commune has them; and one that goes on for ever. */
export async function giveDuties(tx: Tx, town: Town, now: Date): Promise<void> {
  const all = town.units.map((unit) => unit.id)
  const [first] = all
  const task = (text: string, leadUnitIds: number[], rule: DeadlineRule) => ({
    communeId: town.communeId,
    position: 0,
    text,
    area: 'other',
    leadUnitIds,
    coUnitIds: [],
    rules: [rule],
  })
  const stored = await insertTasks(
    tx,
    [
      task('Báo cáo tháng về công tác cải cách hành chính', all, {
        kind: 'recurring',
        cadences: [{ every: 'month', day: 17 }],
        words: 'ngày 17 hằng tháng',
      }),
      task('Báo cáo quý', all, { kind: 'recurring', cadences: [{ every: 'quarter', day: 10 }], words: 'hằng quý' }),
      task('Báo cáo tuần', [first!], {
        kind: 'recurring',
        cadences: [{ every: 'week', weekday: 5 }],
        words: 'thứ Sáu hằng tuần',
      }),
      task('Duy trì trực bộ phận một cửa', all.slice(3, 5), { kind: 'standing', words: 'thường xuyên' }),
    ],
    now,
  )
  await openAssignments(
    tx,
    {
      communeId: town.communeId,
      taskIds: stored.map((one) => one.taskId),
      issuedOn: dayOf(now),
      actorId: town.officer.personId,
    },
    now,
  )
}

let serial = 0

/** One letter: most of its tasks have a day, some a tracking date, some none. */
export async function issue(
  tx: Tx,
  town: Town,
  { size, random }: { size: number; random(below: number): number },
  now: Date,
): Promise<void> {
  const number = `${++serial}/UBND-VHXH`
  const today = dayOf(now)
  const [directive] = await tx
    .insert(directives)
    .values({
      communeId: town.communeId,
      number,
      issuedOn: today,
      issuer: 'UBND xã',
      subject: 'triển khai nhiệm vụ',
      text: 'x',
      textHash: `x${serial}`,
      draft: {},
      createdBy: town.officer.personId,
      createdAt: now,
    })
    .returning()
  const month = addDays(today, 20 + random(40))
  const tasks = Array.from({ length: size }, (_, index) => {
    const dice = random(10)
    const due = dice < 5 ? month : addDays(today, dice === 9 ? -3 : 3 + random(90))
    const rule: DeadlineRule =
      dice === 8 ? { kind: 'none', words: '' } : { kind: 'date', due, words: 'trước ngày', before: random(4) === 0 }
    return {
      communeId: town.communeId,
      directiveId: directive!.id,
      position: index,
      text: `Rà soát, tổng hợp và báo cáo kết quả thực hiện nhiệm vụ số ${index + 1} của kế hoạch, kèm số liệu`,
      area: 'other',
      leadUnitIds: [town.units[random(town.units.length)]!.id],
      coUnitIds: [],
      rules: [rule],
      ...(dice === 8 ? { trackingOn: addDays(today, 30 + random(60)) } : {}),
    }
  })
  const stored = await insertTasks(tx, tasks, now)
  const opened = await openAssignments(
    tx,
    {
      communeId: town.communeId,
      taskIds: stored.map((one) => one.taskId),
      issuedOn: today,
      actorId: town.officer.personId,
    },
    now,
  )
  const header = { number, issuedOn: today, issuer: 'UBND xã', subject: 'triển khai nhiệm vụ' }
  const assignmentIds = opened.map((one) => one.id)
  await announceDirective(
    tx,
    { communeId: town.communeId, directiveId: directive!.id, header, assignmentIds, actorId: town.officer.personId },
    now,
  )
}
