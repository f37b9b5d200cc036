// `Dự thảo công văn đôn đốc`: a draft letter to the units whose work is long overdue, with the reminders they have already had. Number,
// day and signer are blank; a person reads it, changes it and signs.
import type { Paragraph } from 'docx'
import { workingDaysLate } from '../../calendar/due.js'
import { dayOf, partsOf, writeDay } from '../../lib/day.js'
import { type Translate, translator } from '../../lib/i18n.js'
import { formalSource, formalTask } from '../assignments/formal.js'
import { effectiveDue } from '../assignments/status.js'
import { writeDeadline } from '../assignments/words.js'
import {
  attached,
  BLANK,
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
import { type Reminded, writeReminded } from './reminded.js'
import { remedyOf } from './tables.js'

/** Working days after which work is "long overdue": the leader has heard of it by then (PRODUCT.md section 6). */
export const LONG_OVERDUE = 3

/** The work this letter is about, by unit in the commune's order. */
export function longOverdue(facts: Facts): Map<string, FactWork[]> {
  const { scope, labels } = facts.overview
  const today = dayOf(scope.now)
  const found = new Map<string, FactWork[]>()
  for (const label of labels) {
    const own = facts.works.filter(({ view, box }) => {
      if (box !== 'overdue' || view.unit.id !== label.id) return false
      const due = effectiveDue(view)
      // Counted as the reminders count: from the last day that was in time, which is no day off.
      const strict = scope.settings.strictOverdue
      return due !== undefined && workingDaysLate({ due, strict }, today, scope.cal) >= LONG_OVERDUE
    })
    if (own.length > 0) found.set(label.name, own)
  }
  return found
}

/** What the unit said of it, and what it asked and is still waiting for: who waits for a word is not silent. */
function answered(t: Translate, work: FactWork): string {
  const { asked } = work.view
  const waits = (kind: 'extension' | 'difficulty') => asked.some((one) => one.kind === kind)
  return [
    remedyOf(t, work),
    waits('extension') ? 'Đã xin gia hạn, đang chờ quyết định' : '',
    waits('difficulty') ? 'Đã nêu khó khăn, đang chờ ý kiến' : '',
  ]
    .filter(Boolean)
    .join('. ')
}

/** One unit beside the words, several below them. */
function addressees(names: readonly string[]): Paragraph[] {
  if (names.length === 1) return [paragraph(`Kính gửi: ${names[0]}.`, { align: centre, before: 18, after: 6 })]
  return [
    paragraph('Kính gửi:', { left: 40, before: 18 }),
    ...names.map((name, index) =>
      paragraph(`- ${name}${index === names.length - 1 ? '.' : ';'}`, {
        left: 50,
        after: index === names.length - 1 ? 6 : 0,
      }),
    ),
  ]
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
  const issuer = issuerOf(scope.communeName)
  const units = byUnit.size === 1 ? 'đơn vị' : 'các đơn vị'
  const line = (text: string) => paragraph(text, { body: true })
  const rows = all.map((work, index) => [
    String(index + 1),
    work.view.unit.name,
    `${formalTask(work.view.text)} (${formalSource(work.view)})`,
    writeDeadline(t, work.view),
    writeReminded(reminded.get(work.view.id)),
    answered(t, work),
  ])
  return writePaper({
    creator: scope.communeName,
    title: 'Dự thảo công văn đôn đốc',
    body: [
      letterhead({
        parent: '',
        issuer,
        // What stands behind the dash is the office that drafts it, which the data do not know.
        code: 'UBND-……',
        place: placeOf(scope.communeName),
        year: partsOf(today).year,
        about: ['V/v đôn đốc thực hiện', 'nhiệm vụ quá hạn'],
      }),
      ...addressees([...byUnit.keys()]),
      line(
        `Qua theo dõi việc thực hiện nhiệm vụ được giao, tính đến ngày ${writeDay(today)} còn ${all.length} nhiệm vụ quá hạn từ ${LONG_OVERDUE} ngày làm việc trở lên mà đơn vị chủ trì chưa báo cáo kết quả (danh mục kèm theo).`,
      ),
      line(`${issuer} đề nghị Thủ trưởng ${units}:`),
      line('1. Khẩn trương hoàn thành các nhiệm vụ nêu trên, báo cáo kết quả kèm minh chứng.'),
      line(
        '2. Nhiệm vụ chưa thể hoàn thành: báo cáo rõ nguyên nhân chủ quan, khách quan, kế hoạch khắc phục, thời gian hoàn thành và người chịu trách nhiệm.',
      ),
      line(`Đề nghị ${units} nghiêm túc triển khai thực hiện./.`),
      paragraph('', {}),
      signature(['Như trên', `Lưu: VT, ${BLANK}`], ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH']),
    ],
    annex: [
      paragraph('DANH MỤC NHIỆM VỤ QUÁ HẠN', { bold: true, align: centre }),
      attached(`Công văn số       /UBND-……`, partsOf(today).year, issuer),
      dataTable(
        ['STT', 'Đơn vị', 'Nhiệm vụ', 'Thời hạn', 'Đã đôn đốc từ ngày đến hạn', 'Đơn vị đã báo cáo'],
        rows,
        [12, 38, 76, 40, 46, 45],
      ),
    ],
  })
}
