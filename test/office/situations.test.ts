// The table of situations: what everyone's buttons and typed answers do to work in every status, and what is said to them.
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Tx } from '../../src/db/db.js'
import { assignments, statuses } from '../../src/db/schema/assignments.js'
import { posts } from '../../src/db/schema/people.js'
import { questions } from '../../src/db/schema/post.js'
import * as actions from '../../src/office/assignments/actions.js'
import { allEntries } from '../../src/slices.js'
import { openWorld, type PersonName, type Place, type World } from '../support/world.js'
import { give } from './assignments/given.js'

type Act = (tx: Tx, input: actions.Answer, now: Date) => Promise<unknown>
const late: Act = (tx, input, now) =>
  actions.reportLateness(
    tx,
    { ...input, cause: 'own', reason: 'a', remedy: 'b', promisedOn: '2026-12-15', responsible: 'c' },
    now,
  )

/** How work came to each status: the head answered, the officer confirmed or withdrew. The columns of the table, in this order. */
const situations: { name: string; standing: boolean; acts: Act[] }[] = [
  { name: 'Chưa trả lời', standing: false, acts: [] },
  { name: 'Đã nhận', standing: false, acts: [actions.acceptAssignment] },
  { name: 'Đang thực hiện', standing: false, acts: [actions.startAssignment] },
  { name: 'Chậm tiến độ', standing: false, acts: [late] },
  { name: 'Chờ xác nhận', standing: false, acts: [actions.reportDone] },
  { name: 'Hoàn thành', standing: false, acts: [actions.reportDone, actions.confirmReport] },
  { name: 'Đã rút', standing: false, acts: [actions.withdraw] },
  { name: 'thường xuyên', standing: true, acts: [] },
  { name: 'Đang duy trì', standing: true, acts: [actions.maintainAssignment] },
  { name: 'Có khó khăn', standing: true, acts: [actions.struggleWith] },
]
const officersOnly: readonly Act[] = [actions.confirmReport, actions.withdraw]

const people: Record<string, { who: PersonName; place: Place }> = {
  head: { who: 'Bình', place: 'KT' },
  contact: { who: 'Dũng', place: 'KT' },
  officer: { who: 'Hoa', place: 'riêng' },
  chairman: { who: 'Đức', place: 'riêng' },
  'other-head': { who: 'An', place: 'VP' },
  stranger: { who: 'người lạ', place: 'KT' },
  'other-commune': { who: 'Nga', place: 'riêng' },
}

/** What is said where nothing changes. A cell that is a status means that the work is in it afterwards; `?x` that a question x is open; `received` that it is accepted with that. */
const words: Record<string, RegExp> = {
  taken: /đã được ghi nhận lúc .* bởi đ\/c Bình/,
  reported: /đã được đ\/c Bình báo cáo hoàn thành lúc .*, đang chờ xác nhận/,
  closed: /đã hoàn thành, ghi nhận lúc .* bởi đ\/c Hoa/,
  gone: /đã được rút, không cần trả lời nữa/,
  standing: /là việc thường xuyên: đồng chí chọn Đang duy trì hoặc Có khó khăn/,
  ordinary: /không phải việc thường xuyên: đồng chí chọn Đã nhận, Đang thực hiện, Báo cáo hoàn thành hoặc Chậm tiến độ/,
  'no-report': /hiện không có báo cáo chờ xác nhận/,
  'not-done': /chưa hoàn thành nên không cần mở lại/,
  'no-undo': /không có câu trả lời nào để hoàn tác/,
  'not-his-undo': /chỉ đơn vị hoặc người đã ghi mới hoàn tác được/,
  ended: /hiện là: (Hoàn thành|Đã rút), không cần báo thêm/,
  'not-owed': /đã báo cáo hoặc đã kết thúc nên không gia hạn/,
  undated: /không có thời hạn nên không cần gia hạn/,
  'not-here': /không thuộc đơn vị của đồng chí/,
  'no-right': /không có quyền làm việc này/,
  'no-contact': /do trưởng hoặc phó đơn vị thực hiện/,
  unknown: /Không tìm thấy việc này|Không có việc #/,
  'no-note': /không phối hợp việc/,
  'no-evidence': /chưa có minh chứng nào/,
  'no-lateness': /không có báo cáo chậm tiến độ nào/,
  answered: /Đơn vị đã trả lời, không còn việc cần nhắc/,
  urged: /Đã nhắc Phòng Kinh tế/,
  card: /📌 #/,
  text: /Rà soát thủ tục hành chính/,
  aside: /xem tin riêng với bot|cần báo nội dung nào/,
  trail: /Nhật ký việc #/,
  cause: /báo chậm tiến độ việc/,
  told: /Đã ghi khó khăn/,
  received: /Đã ghi khó khăn/,
}

// Each line: what is pressed or typed (N is the number), by whom, and a cell for each situation; fewer cells repeat the last one.
const table = `
assignment.accept     head contact officer : accepted taken taken taken reported closed gone accepted taken taken
assignment.start      head contact officer : in-progress in-progress taken taken reported closed gone standing
assignment.maintain   head contact officer : ordinary ordinary ordinary ordinary ordinary ordinary gone maintained taken maintained
assignment.struggle   head contact officer : ordinary ordinary ordinary ordinary ordinary ordinary gone difficult difficult difficult
assignment.undo       head contact         : no-undo unanswered unanswered unanswered unanswered no-undo no-undo no-undo unanswered unanswered
assignment.undo       officer              : no-undo not-his-undo not-his-undo not-his-undo not-his-undo no-undo no-undo no-undo not-his-undo not-his-undo
assignment.done       head contact officer : ?assignment.evidence ?assignment.evidence ?assignment.evidence ?assignment.evidence reported closed gone standing
assignment.amend      head contact officer : no-report no-report no-report no-report ?assignment.evidence closed gone standing
assignment.trouble    head contact officer : aside aside aside aside aside ended ended aside
lateness.start        head officer         : ?lateness.step ?lateness.step ?lateness.step ?lateness.step reported closed gone standing
lateness.start        contact              : no-right
extension.start       head officer         : ?extension.ask ?extension.ask ?extension.ask ?extension.ask not-owed not-owed not-owed undated
extension.start       contact              : no-right
difficulty.start      head contact officer : ?difficulty.text ?difficulty.text ?difficulty.text ?difficulty.text ?difficulty.text ended ended ?difficulty.text
assignment.confirm    officer              : no-report no-report no-report no-report done closed gone standing
assignment.supplement officer              : no-report no-report no-report no-report ?assignment.supplement closed gone standing
assignment.reopen     officer              : not-done not-done not-done not-done not-done in-progress gone standing
assignment.confirm    head contact         : no-right
assignment.supplement head contact         : no-right
assignment.reopen     head contact         : no-right
assignment.urge       officer chairman     : urged urged urged urged answered answered answered urged
assignment.urge       head contact         : no-right
assignment.show       head contact officer chairman : card
assignment.full       head contact officer chairman : text
assignment.evidence   head contact officer chairman : no-evidence
lateness.view         chairman             : no-lateness no-lateness no-lateness cause no-lateness
lateness.view         head contact officer : no-right
cooperation.note      head contact officer : no-note
N xong                head contact officer : awaiting awaiting awaiting awaiting reported closed gone standing
N dang lam            head contact officer : in-progress in-progress taken taken reported closed gone standing
N tre 25/12 do thieu kinh phi head officer : ?lateness.step ?lateness.step ?lateness.step ?lateness.step reported closed gone standing
N tre 25/12 do thieu kinh phi contact      : no-contact
N vuong: cho so lieu cong an head contact officer : received told told told told ended ended received told
/nhatky N             head contact officer chairman : trail
assignment.accept     chairman stranger    : no-right
assignment.start      chairman stranger    : no-right
assignment.maintain   chairman stranger    : no-right
assignment.struggle   chairman stranger    : no-right
assignment.undo       chairman stranger    : no-right
assignment.done       chairman stranger    : no-right
assignment.amend      chairman stranger    : no-right
assignment.trouble    chairman stranger    : no-right
lateness.start        chairman stranger    : no-right
extension.start       chairman stranger    : no-right
difficulty.start      chairman stranger    : no-right
cooperation.note      chairman stranger    : no-right
assignment.confirm    chairman stranger other-head : no-right
assignment.supplement chairman stranger other-head : no-right
assignment.reopen     chairman stranger other-head : no-right
assignment.urge       stranger other-head  : no-right
assignment.show       stranger             : no-right
assignment.full       stranger             : no-right
assignment.evidence   stranger             : no-right
lateness.view         stranger other-head  : no-right
N xong                chairman             : no-right
assignment.accept     other-head           : not-here
assignment.start      other-head           : not-here
assignment.maintain   other-head           : not-here
assignment.struggle   other-head           : not-here
assignment.undo       other-head           : not-here
assignment.done       other-head           : not-here
assignment.amend      other-head           : not-here
assignment.trouble    other-head           : not-here
lateness.start        other-head           : not-here
extension.start       other-head           : not-here
difficulty.start      other-head           : not-here
assignment.show       other-head           : not-here
assignment.full       other-head           : not-here
assignment.evidence   other-head           : not-here
cooperation.note      other-head           : no-note
N xong                other-head           : not-here
N vuong: cho so lieu cong an other-head    : not-here
/nhatky N             other-head           : not-here
assignment.accept     other-commune        : unknown
assignment.start      other-commune        : unknown
assignment.maintain   other-commune        : unknown
assignment.struggle   other-commune        : unknown
assignment.undo       other-commune        : unknown
assignment.done       other-commune        : unknown
assignment.amend      other-commune        : unknown
assignment.trouble    other-commune        : unknown
lateness.start        other-commune        : unknown
extension.start       other-commune        : unknown
difficulty.start      other-commune        : unknown
assignment.confirm    other-commune        : unknown
assignment.supplement other-commune        : unknown
assignment.reopen     other-commune        : unknown
assignment.urge       other-commune        : unknown
assignment.show       other-commune        : unknown
assignment.full       other-commune        : unknown
assignment.evidence   other-commune        : unknown
lateness.view         other-commune        : no-right
cooperation.note      other-commune        : unknown
N xong                other-commune        : unknown
/nhatky N             other-commune        : unknown
`

interface Row {
  does: string
  by: string[]
  cells: string[]
}

function readTable(): Row[] {
  const names = Object.keys(people)
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [left = '', right = ''] = line.split(/ : (?=[^:]*$)/)
      const parts = left.trim().split(/\s+/)
      const first = parts.findIndex((part) => names.includes(part))
      const cells = right.trim().split(/\s+/)
      return { does: parts.slice(0, first).join(' '), by: parts.slice(first), cells }
    })
}
const rows = readTable()

let world: World
beforeAll(async () => {
  world = await openWorld({ entries: allEntries() })
  // The head of another unit is contact of this one here.
  await world.database.db
    .update(posts)
    .set({ role: 'contact', unitId: world.units.KT })
    .where(sql`${posts.personId} = ${world.persons.Dũng}`)
})
afterAll(() => world.close())

async function giveIn({ standing, acts }: (typeof situations)[number]): Promise<{ id: number; number: number }> {
  const rules = [{ kind: 'standing' as const, words: 'thường xuyên' }]
  const { work } = await give(world, [standing ? { rules } : {}])
  const { id, number } = work[0]!
  const [head, officer] = [await world.actor('Bình'), await world.actor('Hoa')]
  for (const act of acts)
    await world.write((tx) =>
      act(tx, { actor: officersOnly.includes(act) ? officer : head, assignmentId: id }, world.now),
    )
  return { id, number }
}

async function stateOf(id: number) {
  const [row] = await world.database.db.select().from(assignments).where(eq(assignments.id, id))
  return { status: row!.status, version: row!.version }
}

/** Presses or types; returns everything this person reads of it, and which question is open. */
async function act(does: string, { who, place }: (typeof people)[string], work: { id: number; number: number }) {
  let heard = ''
  if (/^[a-z]+\.[a-z]/i.test(does)) heard = (await world.taps(who, place, `${does}:${work.id}`))?.text ?? ''
  else await world.says(who, place, does.replace('N', String(work.number)))
  const own = [world.privates[who], place === 'riêng' ? 0 : world.groups[place as 'KT']]
  const said = (await world.said()).filter((one) => own.includes(one.chatId))
  const open = await world.database.db.select().from(questions).where(sql`${questions.closedAt} is null`)
  await world.database.db.update(questions).set({ closedAt: world.now })
  return { text: [heard, ...said.map((one) => one.text)].join('\n'), asked: open.map((one) => one.action) }
}

it('the table names every status, and every button of a card', () => {
  const named = new Set(rows.flatMap((row) => row.cells))
  for (const status of statuses) if (status !== 'withdrawn' && status !== 'late') expect([...named]).toContain(status)
  const buttons = allEntries()
    .flatMap((entries) => Object.keys(entries.choices ?? {}))
    .filter((name) => /^(assignment|lateness|extension|difficulty|cooperation)\./.test(name))
  // These are about a question, a request, a list or a sheet instead of one assignment.
  const others =
    /\.(acceptAll|noEvidence|retract|cancel|cancelSupplement|cancelAnswer|sheet|maintainAll|openOf|cause|reason|remedy|day|grant|refuse|noReason|reply|judge|judgeBare|judgeCancel)$|^(cooperation|extension|difficulty)\.show$/
  const missing = buttons.filter((name) => !others.test(name) && !rows.some((row) => row.does === name))
  expect(missing).toEqual([])
})

describe.each(situations.map((situation, column) => ({ ...situation, column })))('$name', (situation) => {
  const { column } = situation
  it('what everyone presses and types has the effect and the words of the table', async () => {
    let work = await giveIn(situation)
    await world.said()
    const wrong: string[] = []
    for (const { does, by, cells } of rows)
      for (const name of by) {
        const cell = cells[Math.min(column, cells.length - 1)]!
        const before = await stateOf(work.id)
        const { text, asked } = await act(does, people[name]!, work)
        const after = await stateOf(work.id)
        const isStatus = (statuses as readonly string[]).includes(cell)
        const fits = isStatus
          ? after.status === cell && after.version > before.version && /Việc #\d+: |Đã hoàn tác\. Việc #/.test(text)
          : cell.startsWith('?')
            ? after.version === before.version && asked.includes(cell.slice(1))
            : after.status === (cell === 'received' ? 'accepted' : before.status) &&
              words[cell]!.test(text) &&
              (asked.length === 0 || cell === 'aside')
        if (!fits)
          wrong.push(`${name}: ${does}: expected ${cell}, is ${after.status}, asked ${asked.join()}, read: ${text}`)
        // The next one finds the situation again as it was.
        if (after.version !== before.version || cell === 'urged' || cell === 'told') {
          work = await giveIn(situation)
          await world.said()
        }
      }
    expect(wrong).toEqual([])
  }, 60_000)
})
