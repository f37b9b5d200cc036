import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { translator } from '../../../src/lib/i18n.js'
import type { UnitWithAliases } from '../../../src/office/communes/store.js'
import {
  type Draft,
  MOST_TASKS,
  readDraft,
  reviewOrder,
  sumUp,
  tasksWithoutTime,
} from '../../../src/office/directives/draft.js'
import { applyEdit, type Edit, onlyEditedBy } from '../../../src/office/directives/edits.js'
import { draftOf } from '../../../src/office/directives/from-reading.js'
import { readLetter } from '../../../src/office/directives/reader/letter.js'
import { leadUnits } from '../../../src/office/directives/units.js'
import { unitNames } from '../../support/world.js'
import { letter } from './desk.js'

const units = [...Object.entries(unitNames), ['MTTQ', 'Ủy ban Mặt trận Tổ quốc Việt Nam']].map(
  ([shortName, name], index) =>
    ({
      id: index + 1,
      name,
      shortName,
      kind: shortName === 'MTTQ' ? 'partner' : 'unit',
      aliases: [],
    }) as unknown as UnitWithAliases,
)
const [VP, KT, VHXH, PVHCC, DVSNC] = [1, 2, 3, 4, 5]
const draft = draftOf(readLetter(letter, { knownUnits: units }), { units, collectives: {} }, '2026-09-14')
const hoa = { personId: 1, name: 'Hoa' }
const lan = { personId: 2, name: 'Lan' }

const typed = (text: string) => ({
  text,
  unitIds: [],
  rules: [{ kind: 'none' as const, words: '' }],
  doubts: [],
  target: null,
  area: 'other',
})

/** Edits one after another, as one officer makes them. */
function edited(...edits: Edit[]): Draft {
  return edits.reduce((now, edit, index) => applyEdit(now, edit, hoa, index + 2), draft)
}

describe('the wording of a task', () => {
  const body = (bullet: string) =>
    draftOf(
      readLetter(`ỦY BAN NHÂN DÂN
XÃ AN KHÁNH
Số: 90/UBND-VHXH
An Khánh, ngày 14 tháng 9 năm 2026

Kính gửi: Các đơn vị thuộc Ủy ban nhân dân xã.

Ủy ban nhân dân xã yêu cầu thực hiện các nội dung sau:
1. ${bullet}
2. Giao Văn phòng HĐND và UBND theo dõi, đôn đốc việc thực hiện.`),
      { units, collectives: {} },
      '2026-09-14',
    ).tasks[0]?.text

  it('begins with a capital letter where the unit stood before it', () => {
    expect(body('Phòng Kinh tế rà soát các dự án chậm tiến độ, báo cáo trước ngày 30/9/2026.')).toBe(
      'Rà soát các dự án chậm tiến độ, báo cáo trước ngày 30/9/2026.',
    )
  })
})

describe('the first draft of a letter', () => {
  it('gives a collective to every unit but the partners', () => {
    expect(draft.tasks[0]?.unitIds).toEqual([VP, KT, VHXH, PVHCC, DVSNC])
    expect(sumUp(draft)).toEqual({ tasks: 7, turns: 14, units: 5 })
  })

  it('gives what is asked of everybody to those the letter is addressed to, when it names them one by one', () => {
    const given = (addressees: string) => {
      const top = letter.slice(0, letter.indexOf('Kính gửi'))
      const text = `${top}Kính gửi:\n${addressees}\n\nỦy ban nhân dân xã yêu cầu các đơn vị có tên nêu trên báo cáo giải trình trước ngày 20/9/2026.\n`
      return draftOf(readLetter(text, { knownUnits: units }), { units, collectives: {} }, '2026-09-14').tasks[0]
    }
    expect(given('- Phòng Kinh tế;\n- Ủy ban Mặt trận Tổ quốc Việt Nam xã;\n- Trung tâm PVHCC.')).toMatchObject({
      unitIds: [KT, PVHCC],
      doubts: [],
    })
    expect(given('- Phòng Kinh tế;\n- Các cơ quan, đơn vị.')).toMatchObject({ unitIds: [VP, KT, VHXH, PVHCC, DVSNC] })
    // Somebody nobody knows is asked about, not replaced by everybody.
    expect(given('- Phòng Kinh tế;\n- Trạm Khuyến nông.')).toMatchObject({
      unitIds: [KT],
      doubts: [{ code: 'directives-doubt-unit-unknown' }],
    })
  })

  it('takes "thường xuyên, định kỳ" for one duty, of which nothing has to be asked', () => {
    const text = letter.replace('theo quy định của pháp luật hiện hành', 'thường xuyên, định kỳ')
    const task = draftOf(readLetter(text, { knownUnits: units }), { units, collectives: {} }, '2026-09-14').tasks[4]
    expect(task?.rules).toMatchObject([{ kind: 'standing' }])
    expect(task?.doubts).toEqual([])
  })

  it('survives being stored and read back', () => {
    expect(readDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft)
  })

  it('puts what is doubtful first', () => {
    expect(reviewOrder(draft).map((task) => task.id)).toEqual([7, 1, 2, 3, 4, 5, 6])
  })
})

describe('who is meant', () => {
  const known = { units, collectives: { 'cac phong chuyen mon': [KT] } }
  const lead = (words: string, named: string[] = []) => leadUnits({ words, name: words, named }, '', known)

  it.each([
    ['Phòng VH-XH', [VHXH]],
    ['Trung tâm PVHCC', [PVHCC]],
    ['Các cơ quan, đơn vị', [VP, KT, VHXH, PVHCC, DVSNC]],
    ['Thủ trưởng các phòng, đơn vị thuộc xã', [VP, KT, VHXH, PVHCC, DVSNC]],
    ['Các phòng chuyên môn', [KT]],
    ['Phòng Kinh tế, Phòng Văn hóa - Xã hội', [KT, VHXH]],
  ])('%s', (words, ids) => {
    const meant = lead(words)
    expect(meant.unitIds.sort()).toEqual(ids)
    expect(meant.doubts).toEqual([])
  })

  it('a collective among names stands for everybody, as it does alone; only the name nobody knows is asked about', () => {
    const meant = lead('x', ['Các phòng, đơn vị', 'Phòng Kinh tế', 'Ban Công tác Mặt trận'])
    expect(meant.unitIds.sort()).toEqual([VP, KT, VHXH, PVHCC, DVSNC])
    expect(meant.doubts.map((doubt) => doubt.args.words)).toEqual(['Ban Công tác Mặt trận'])
    expect(lead('x', ['Các phòng chuyên môn', 'Trung tâm PVHCC'])).toEqual({ unitIds: [KT, PVHCC], doubts: [] })
  })

  it('the offices are meant by "phòng chuyên môn" as long as nothing else was said, which is asked', () => {
    const meant = leadUnits({ words: 'Các phòng chuyên môn', name: 'Các phòng chuyên môn', named: [] }, '', {
      units,
      collectives: {},
    })
    expect(meant.unitIds).toEqual([VP, KT, VHXH])
    expect(meant.doubts.map((doubt) => doubt.code)).toEqual(['directives-doubt-collective'])
  })

  it('a unit nobody knows is asked about, not invented', () => {
    expect(lead('Trạm Khuyến nông')).toMatchObject({ unitIds: [], doubts: [{ code: 'directives-doubt-unit-unknown' }] })
    expect(lead('')).toMatchObject({ unitIds: [], doubts: [{ code: 'directives-doubt-unit-missing' }] })
  })
})

describe('an edit', () => {
  it('of a doubtful unit counts for every task in the same words, of a sure one for that task only', () => {
    const first = draft.tasks[0]
    if (!first) throw new Error('no task')
    const twice: Draft = {
      ...draft,
      tasks: draft.tasks.map((task) => (task.id === 6 ? { ...(draft.tasks[6] ?? task), id: 6 } : task)),
    }
    const one = applyEdit(twice, { kind: 'unit', task: 7, unitId: VP, on: true }, hoa, 2)
    expect(
      one.tasks.filter((task) => task.unitIds.includes(VP) && task.unitIds.length === 1).map((task) => task.id),
    ).toEqual([6, 7])
    const two = applyEdit(draft, { kind: 'unit', task: 1, unitId: VP, on: false }, hoa, 2)
    expect(two.tasks[1]?.unitIds).toHaveLength(5)
  })

  it('of the tracking date counts only where there is no deadline', () => {
    const after = edited({ kind: 'trackAll', on: '2026-12-31' })
    expect(tasksWithoutTime(after)).toEqual([])
    expect(tasksWithoutTime(draft).length).toBeGreaterThan(0)
  })

  it('refuses what makes no sense', () => {
    expect(() => edited({ kind: 'drop', task: 99, dropped: true })).toThrow('directives-task-gone')
    expect(() => edited({ kind: 'undo' })).toThrow('directives-nothing-to-undo')
    expect(() => edited({ kind: 'merge', task: 1 })).toThrow('directives-merge-first')
    expect(() => edited({ kind: 'text', task: 1, text: ' ' })).toThrow('directives-text-empty')
    expect(() => edited({ kind: 'text', task: 1, text: 'x'.repeat(4001) })).toThrow('directives-text-long')
  })

  it('adds to a draft as much as a letter may bring, and says where that ends', () => {
    const [task] = draft.tasks
    const tasks = Array.from({ length: MOST_TASKS - 1 }, (_, at) => ({ ...task!, id: at + 1 }))
    const almost: Draft = { ...draft, tasks, nextTask: MOST_TASKS }
    const add = (to: Draft) => applyEdit(to, { kind: 'add', typed: typed('Báo cáo') }, hoa, 2)
    const full = add(almost)
    expect(full.tasks).toHaveLength(MOST_TASKS)
    const refused = { code: 'directives-too-many', args: { count: MOST_TASKS, most: MOST_TASKS, more: 1 } }
    expect(() => add(full)).toThrow(expect.objectContaining(refused))
    const split: Edit = { kind: 'split', task: 1, parts: ['Rà soát', 'Lập danh sách', 'Báo cáo'] }
    expect(() => applyEdit(almost, split, hoa, 2)).toThrow(
      expect.objectContaining({ args: { count: MOST_TASKS - 1, most: MOST_TASKS, more: 2 } }),
    )
    expect(translator('vi')(refused.code, refused.args)).toBe(
      'Dự thảo đang có 1000 việc (kể cả việc đã bỏ), nhiều nhất là 1000 nên không thêm được 1 việc nữa. Đồng chí gộp bớt việc trong dự thảo này, hoặc giao phần còn lại bằng một văn bản khác hay bằng /giaoviec.',
    )
  })

  it('of anything is taken back whole by undo', () => {
    const task = fc.integer({ min: 1, max: 7 })
    const edit: fc.Arbitrary<Edit> = fc.oneof(
      fc.record({ kind: fc.constant('drop' as const), task, dropped: fc.boolean() }),
      fc.record({ kind: fc.constant('unit' as const), task, unitId: fc.integer({ min: 1, max: 5 }), on: fc.boolean() }),
      fc.record({ kind: fc.constant('merge' as const), task: fc.integer({ min: 2, max: 7 }) }),
      fc.record({ kind: fc.constant('text' as const), task, text: fc.constantFrom('Một', 'Hai') }),
      fc.record({ kind: fc.constant('trackAll' as const), on: fc.constantFrom('2026-12-31', null) }),
      fc.record({ kind: fc.constant('add' as const), typed: fc.constant(typed('Thêm')) }),
      fc.record({ kind: fc.constant('header' as const), fields: fc.constant({ number: '1/UBND' }) }),
      fc.record({ kind: fc.constant('spread' as const), task }),
    )
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
        let now = draft
        let done = 0
        for (const one of edits) {
          try {
            now = applyEdit(now, one, hoa, ++done + 1)
          } catch {
            done--
          }
        }
        for (let left = done; left > 0; left--) now = applyEdit(now, { kind: 'undo' }, hoa, 100 + left)
        expect(now.tasks).toEqual(draft.tasks)
        expect(now.header).toEqual(draft.header)
        expect(now.trackingFor).toBe(draft.trackingFor)
      }),
      { numRuns: 200 },
    )
  })
})

describe('who made which version', () => {
  const mine = applyEdit(draft, { kind: 'sure', task: 1 }, hoa, 2)
  const both = applyEdit(mine, { kind: 'sure', task: 2 }, lan, 3)

  it('tells an own older screen from one that a colleague has changed', () => {
    expect(onlyEditedBy(mine, 1, 1, 2)).toBe(true)
    expect(onlyEditedBy(both, 1, 1, 3)).toBe(false)
    expect(onlyEditedBy(both, 2, 2, 3)).toBe(true)
    expect(onlyEditedBy(both, 1, 9, 3)).toBe(false)
  })
})
