// `Dự thảo công văn đôn đốc`: a draft letter to the units whose work is long overdue, with the reminders they have already had. Number,
// day and signer are blank; a person reads it, changes it and signs.
import { and, asc, eq, gte, inArray } from 'drizzle-orm'
import { workingDaysBetween } from '../../calendar/work-calendar.js'
import type { Tx } from '../../db/db.js'
import { requests } from '../../db/schema/assignments.js'
import { chatUnits } from '../../db/schema/people.js'
import { outbox } from '../../db/schema/post.js'
import { type Day, dayOf, instantOf, partsOf, writeDay } from '../../lib/day.js'
import { translator } from '../../lib/i18n.js'
import { formalSource } from '../assignments/formal.js'
import { effectiveDue } from '../assignments/status.js'
import { writeDeadline } from '../assignments/words.js'
import {
  centre,
  dataTable,
  issuerOf,
  letterhead,
  paragraph,
  placeOf,
  signature,
  writePaper,
} from '../indicators/paper.js'
import type { Facts, FactWork } from './facts.js'
import { oneLine, remedyOf } from './tables.js'

/** Working days after which work is "long overdue": the leader has heard of it by then (PRODUCT.md section 6). */
export const LONG_OVERDUE = 3

/** How often a unit was reminded of a piece of work: pressed by people, and by digests its group got after the due day. */
export interface Reminded {
  urged: Day[]
  digests: Day[]
}

/** The work this letter is about, by unit in the commune's order. */
export function longOverdue(facts: Facts): Map<string, FactWork[]> {
  const { scope, labels } = facts.overview
  const today = dayOf(scope.now)
  const found = new Map<string, FactWork[]>()
  for (const label of labels) {
    const own = facts.works.filter(({ view, box }) => {
      if (box !== 'overdue' || view.unit.id !== label.id) return false
      const due = effectiveDue(view)
      return due !== undefined && workingDaysBetween(scope.cal, due, today) >= LONG_OVERDUE
    })
    if (own.length > 0) found.set(label.name, own)
  }
  return found
}

/** The reminders of these pieces of work that the platform took. */
export async function readReminded(
  tx: Tx,
  communeId: number,
  works: readonly FactWork[],
): Promise<Map<number, Reminded>> {
  const ids = works.map((work) => work.view.id)
  if (ids.length === 0) return new Map()
  const urges = await tx
    .select({ id: requests.assignmentId, at: requests.askedAt })
    .from(requests)
    .where(and(eq(requests.communeId, communeId), eq(requests.kind, 'urge'), inArray(requests.assignmentId, ids)))
    .orderBy(asc(requests.id))
  const unitIds = [...new Set(works.map((work) => work.view.unit.id))]
  const groups = await tx
    .select({ unitId: chatUnits.unitId, chatId: chatUnits.chatId })
    .from(chatUnits)
    .where(and(eq(chatUnits.communeId, communeId), inArray(chatUnits.unitId, unitIds)))
  const chatIds = [...new Set(groups.map((group) => group.chatId))]
  // Nothing before the oldest of these deadlines can be a reminder that it was missed.
  const oldest = works.map((work) => effectiveDue(work.view) ?? '').reduce((a, b) => (a < b ? a : b))
  const sent =
    chatIds.length === 0
      ? []
      : await tx
          .select({ chatId: outbox.chatId, key: outbox.key })
          .from(outbox)
          .where(
            and(
              inArray(outbox.chatId, chatIds),
              eq(outbox.state, 'sent'),
              eq(outbox.class, 2),
              gte(outbox.createdAt, instantOf(oldest)),
            ),
          )
  return new Map(
    works.map(({ view }) => {
      const due = effectiveDue(view) ?? ''
      const own = groups.filter((group) => group.unitId === view.unit.id).map((group) => group.chatId)
      const digests = sent.flatMap(({ chatId, key }) => {
        const day = /^digest:\d+:(\d{4}-\d\d-\d\d):/.exec(key)?.[1]
        return day && own.includes(chatId) && day >= due ? [day] : []
      })
      const urged = urges.filter((urge) => urge.id === view.id).map((urge) => dayOf(urge.at))
      return [view.id, { urged, digests: [...new Set(digests)].sort() }]
    }),
  )
}

/** "đôn đốc riêng 2 lần (20/9/2026, 22/9/2026); nhắc trong nhóm 4 lần, gần nhất 24/9/2026". */
export function writeReminded(reminded: Reminded | undefined): string {
  if (!reminded) return 'Chưa nhắc'
  const { urged, digests } = reminded
  const parts = [
    ...(urged.length > 0 ? [`đôn đốc riêng ${urged.length} lần (${urged.map(writeDay).join(', ')})`] : []),
    ...(digests.length > 0
      ? [`nhắc trong nhóm ${digests.length} lần, gần nhất ${writeDay(digests.at(-1) ?? '')}`]
      : []),
  ]
  const words = parts.join('; ')
  return words === '' ? 'Chưa nhắc' : words.charAt(0).toUpperCase() + words.slice(1)
}

/** The bytes of the draft; undefined when nothing is long overdue. */
export async function writeUrgingLetter(
  facts: Facts,
  reminded: ReadonlyMap<number, Reminded>,
): Promise<Uint8Array | undefined> {
  const t = translator('vi')
  const { scope } = facts.overview
  const byUnit = longOverdue(facts)
  if (byUnit.size === 0) return undefined
  const all = [...byUnit.values()].flat()
  const today = dayOf(scope.now)
  const line = (text: string) => paragraph(text, { body: true })
  const rows = all.map((work, index) => [
    String(index + 1),
    work.view.unit.name,
    `${oneLine(work.view.text)} (${formalSource(work.view)})`,
    writeDeadline(t, work.view),
    writeReminded(reminded.get(work.view.id)),
    remedyOf(t, work),
  ])
  return writePaper({
    creator: scope.communeName,
    title: 'Dự thảo công văn đôn đốc',
    body: [
      letterhead({
        parent: '',
        issuer: issuerOf(scope.communeName),
        code: 'UBND',
        place: placeOf(scope.communeName),
        year: partsOf(today).year,
        about: 'V/v đôn đốc thực hiện nhiệm vụ quá hạn',
      }),
      paragraph(`Kính gửi: ${[...byUnit.keys()].join('; ')}.`, { align: centre, before: 18, after: 6 }),
      line(
        `Qua theo dõi việc thực hiện nhiệm vụ được giao, tính đến ngày ${writeDay(today)} còn ${all.length} nhiệm vụ quá hạn từ ${LONG_OVERDUE} ngày làm việc trở lên mà đơn vị chủ trì chưa báo cáo kết quả (danh mục kèm theo).`,
      ),
      line('Ủy ban nhân dân đề nghị Thủ trưởng các đơn vị:'),
      line('1. Khẩn trương hoàn thành các nhiệm vụ nêu trên, báo cáo kết quả kèm minh chứng.'),
      line(
        '2. Nhiệm vụ chưa thể hoàn thành: báo cáo rõ nguyên nhân chủ quan, khách quan, kế hoạch khắc phục, thời gian hoàn thành và người chịu trách nhiệm.',
      ),
      line('Đề nghị các đơn vị nghiêm túc triển khai thực hiện./.'),
      paragraph('', {}),
      signature(['Như trên', 'Lưu: VT'], ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH']),
    ],
    annex: [
      paragraph('DANH MỤC NHIỆM VỤ QUÁ HẠN', { bold: true, align: centre, after: 6 }),
      dataTable(
        ['STT', 'Đơn vị', 'Nhiệm vụ', 'Thời hạn', 'Đã đôn đốc', 'Đơn vị đã báo cáo'],
        rows,
        [12, 38, 76, 40, 46, 45],
      ),
    ],
  })
}
