import { describe, expect, it } from 'vitest'
import { plainText } from '../../../src/chat/message.js'
import { statuses } from '../../../src/db/schema/assignments.js'
import { locales, translator } from '../../../src/lib/i18n.js'
import { cardChoices, cardMessage, cardSpans } from '../../../src/office/assignments/cards.js'
import { cooperationMessage } from '../../../src/office/assignments/cooperation/message.js'
import { confirmMessage } from '../../../src/office/assignments/evidence/confirmation.js'
import {
  latenessLines,
  officerMessage,
  reasonsOf,
  remediesOf,
} from '../../../src/office/assignments/lateness/messages.js'
import { listLines, listMessage, paginate } from '../../../src/office/assignments/lists.js'
import { copyText, headerMessage, previewFor } from '../../../src/office/assignments/messages.js'
import type { AssignmentView } from '../../../src/office/assignments/view.js'

const t = translator('vi')
const now = new Date('2026-09-15T02:12:00.000Z')

function view(over: Partial<AssignmentView> = {}): AssignmentView {
  return {
    id: 42,
    number: 17,
    communeId: 1,
    taskId: 5,
    directiveId: 8,
    deadlineId: 6,
    position: 0,
    area: 'other',
    text: 'Bảo đảm 100% hồ sơ thủ tục hành chính được giải quyết đúng hạn',
    clause: 'mục 1',
    target: '100%',
    product: 'báo cáo có số liệu',
    letter: { number: '85/UBND-VHXH', issuedOn: '2025-07-24' },
    unit: { id: 1, name: 'Trung tâm Phục vụ hành chính công', shortName: 'PVHCC' },
    cooperating: [{ id: 2, name: 'Phòng Kinh tế', shortName: 'KT' }],
    rule: 'period',
    words: 'trong quý III/2026',
    period: 'once',
    standing: false,
    legalDueOn: '2026-09-30',
    trackingOn: null,
    extendedTo: null,
    promisedOn: null,
    dueTime: null,
    before: false,
    issuedLate: false,
    status: 'in-progress',
    statusAt: now,
    statusBy: { personId: 3, name: 'Trần Văn B' },
    last: { action: 'assignment.start', at: now, byHand: false, selfConfirmed: false },
    reportedAt: null,
    doneAt: null,
    createdAt: now,
    evidenceCount: 0,
    asked: [],
    lateness: undefined,
    version: 3,
    ...over,
  }
}

const card = (over: Partial<AssignmentView> = {}) => plainText(cardSpans(t, view(over)))

describe('the card', () => {
  it('has the shape of the contract', () => {
    expect(card()).toBe(
      [
        '📌 #17 · CV 85/UBND-VHXH ngày 24/7/2025, mục 1',
        'Bảo đảm 100% hồ sơ thủ tục hành chính được giải quyết đúng hạn',
        'Chủ trì: Trung tâm Phục vụ hành chính công · Phối hợp: Phòng Kinh tế',
        'Thời hạn: 30/9/2026 ("trong quý III/2026")',
        'Chỉ tiêu: 100% · Sản phẩm: báo cáo có số liệu',
        'Tình trạng: Đang thực hiện (Trần Văn B, 09:12 15/9)',
      ].join('\n'),
    )
  })

  const deadline = (over: Partial<AssignmentView>) => /Thời hạn: (.*)/.exec(card(over))?.[1]
  it.each([
    ['an hour', { dueTime: '11:00' }, '11:00 ngày 30/9/2026 ("trong quý III/2026")'],
    ['an extension', { extendedTo: '2026-10-15' }, '30/9/2026 ("trong quý III/2026") · Gia hạn: 15/10/2026'],
    ['a promise', { promisedOn: '2026-10-15' }, '30/9/2026 ("trong quý III/2026") · Dự kiến: 15/10/2026'],
    ['given late', { issuedLate: true }, '30/9/2026 ("trong quý III/2026") · Giao sau hạn'],
    [
      'a tracking date',
      { legalDueOn: null, trackingOn: '2026-12-31', words: '', rule: 'none' },
      'mốc theo dõi 31/12/2026 (văn bản không ghi thời hạn)',
    ],
    [
      'a standing duty',
      { legalDueOn: null, rule: 'standing', words: 'thường xuyên, liên tục' },
      'thường xuyên ("thường xuyên, liên tục")',
    ],
    ['no day', { legalDueOn: null, rule: 'none', words: 'kịp thời' }, 'văn bản không ghi ngày cụ thể ("kịp thời")'],
    [
      'a period',
      { legalDueOn: '2026-09-20', rule: 'recurring', words: 'ngày 20 hằng tháng', period: '2026-09' },
      '20/9/2026, kỳ tháng 9/2026 ("ngày 20 hằng tháng")',
    ],
  ] as [string, Partial<AssignmentView>, string][])('its deadline with %s', (_, over, expected) => {
    expect(deadline(over)).toBe(expected)
  })

  const status = (over: Partial<AssignmentView>) => /Tình trạng: (.*)/.exec(card(over))?.[1]
  const last = (action: string, more = {}) => ({ action, at: now, byHand: false, selfConfirmed: false, ...more })
  it.each([
    ['unanswered', { status: 'unanswered', statusBy: undefined, last: last('assignment.open') }, 'Chưa trả lời'],
    [
      'by hand',
      { last: last('assignment.start', { byHand: true }) },
      'Đang thực hiện (cán bộ Trần Văn B ghi thay, gửi tay, 09:12 15/9)',
    ],
    ['late', { status: 'late', promisedOn: '2026-10-15' }, 'Đã báo cáo, dự kiến 15/10 (Trần Văn B, 09:12 15/9)'],
    [
      'late into another year',
      { status: 'late', promisedOn: '2027-01-15' },
      'Đã báo cáo, dự kiến 15/01/2027 (Trần Văn B, 09:12 15/9)',
    ],
    ['with evidence', { status: 'awaiting', evidenceCount: 2 }, 'Chờ xác nhận (Trần Văn B, 09:12 15/9) · 2 minh chứng'],
    ['confirmed', { status: 'done', last: last('assignment.confirm') }, 'Hoàn thành (Trần Văn B xác nhận, 09:12 15/9)'],
    [
      'self-confirmed',
      { status: 'done', last: last('assignment.confirm', { selfConfirmed: true }) },
      'Hoàn thành (Trần Văn B tự xác nhận, 09:12 15/9)',
    ],
    [
      'to be added to',
      { last: last('assignment.supplement') },
      'Đang thực hiện (Trần Văn B yêu cầu bổ sung, 09:12 15/9)',
    ],
  ] as [string, Partial<AssignmentView>, string][])('its status when %s', (_, over, expected) => {
    expect(status(over)).toBe(expected)
  })

  it('names a letter without number, a plan by its own number, and work given by hand', () => {
    const first = (over: Partial<AssignmentView>) => card(over).split('\n')[0]
    expect(first({ letter: { number: null, issuedOn: null } })).toBe('📌 #17 · Văn bản tạm gửi, chưa vào số, mục 1')
    expect(first({ letter: { number: '/UBND-VHXH', issuedOn: '2025-07-24' } })).toBe(
      '📌 #17 · Văn bản tạm gửi, chưa vào số (UBND-VHXH) ngày 24/7/2025, mục 1',
    )
    expect(first({ letter: { number: '99/UBND-VHXH', issuedOn: null } })).toBe(
      '📌 #17 · CV 99/UBND-VHXH (tạm gửi, chưa có ngày), mục 1',
    )
    expect(first({ letter: { number: '12/KH-UBND', issuedOn: '2026-01-05' } })).toBe(
      '📌 #17 · 12/KH-UBND ngày 05/01/2026, mục 1',
    )
    expect(first({ letter: undefined, clause: null })).toBe('📌 #17 · việc giao trực tiếp')
  })

  it('shortens a long text and offers the whole of it', () => {
    const long = view({ text: 'Rà soát thủ tục '.repeat(60), last: undefined })
    expect(plainText(cardSpans(t, long)).length).toBeLessThan(700)
    expect(
      cardChoices(t, long, now)
        .at(-1)!
        .map((choice) => choice.label),
    ).toEqual(['Xem đầy đủ'])
  })

  it('has buttons by status; "Hoàn tác" only for ten minutes', () => {
    const labels = (over: Partial<AssignmentView>, at = now) =>
      cardChoices(t, view({ last: undefined, ...over }), at).map((row) => row.map((choice) => choice.label).join(' | '))
    expect(labels({ status: 'unanswered' })).toEqual([
      'Đã nhận | Đang thực hiện',
      'Báo cáo hoàn thành',
      'Khó khăn, chậm, gia hạn',
    ])
    expect(labels({ status: 'accepted' })).toEqual(['Đang thực hiện', 'Báo cáo hoàn thành', 'Khó khăn, chậm, gia hạn'])
    expect(labels({ status: 'late' })).toEqual(['Báo cáo hoàn thành', 'Khó khăn, chậm, gia hạn'])
    expect(labels({ status: 'awaiting' })).toEqual(['Sửa báo cáo'])
    expect(labels({ status: 'done' })).toEqual([])
    expect(labels({ status: 'withdrawn' })).toEqual([])
    const answered = { status: 'done', last: last('assignment.finish') } as const
    expect(labels(answered, new Date(now.getTime() + 599_999))).toEqual(['Hoàn tác'])
    expect(labels(answered, new Date(now.getTime() + 600_000))).toEqual([])
  })
})

describe('lists', () => {
  it('the same words owed for a month and for a quarter are told apart by their periods, other lines stay short', () => {
    const owed = (number: number, period: string) =>
      view({
        number,
        period,
        rule: 'recurring',
        text: 'Báo cáo định kỳ',
        legalDueOn: '2026-09-20',
        status: 'unanswered',
      })
    const alone = view({
      number: 19,
      period: '2026-09',
      rule: 'recurring',
      text: 'Rà soát hồ sơ',
      status: 'unanswered',
    })
    expect(listLines(t, [owed(17, '2026-09'), owed(18, '2026-Q3'), alone])).toEqual([
      '17. Báo cáo định kỳ – 20/9/2026, kỳ tháng 9/2026',
      '18. Báo cáo định kỳ – 20/9/2026, kỳ quý III/2026',
      '19. Rà soát hồ sơ – 30/9/2026',
    ])
  })

  it('name the unit in a common group and mark what was answered', () => {
    expect(listLines(t, [view({ dueTime: '17:00', status: 'unanswered' })])[0]).toContain('– 17:00 ngày 30/9/2026')
    expect(listLines(t, [view(), view({ number: 18, status: 'unanswered' })], { common: true })).toEqual([
      '17. PVHCC: Bảo đảm 100% hồ sơ thủ tục hành chính được giải quyết đúng hạn – 30/9/2026 – Đang thực hiện',
      '18. PVHCC: Bảo đảm 100% hồ sơ thủ tục hành chính được giải quyết đúng hạn – 30/9/2026',
    ])
  })

  it('are cut into messages that fit, at the same places whatever was answered', () => {
    const make = (over: Partial<AssignmentView>) =>
      Array.from({ length: 150 }, (_, index) =>
        view({ id: index + 1, number: index + 900, text: 'Rà soát hồ sơ '.repeat(20), ...over }),
      )
    const pages = paginate(make({ status: 'unanswered' }))
    const answered = paginate(make({ status: 'late', extendedTo: '2026-10-15' }))
    expect(answered.map((page) => page.length)).toEqual(pages.map((page) => page.length))
    for (const items of answered) {
      const message = listMessage(t, {
        heading: ['CV 85/UBND-VHXH ngày 24/7/2025: 150 việc (1/4)'],
        items,
        common: true,
      })
      expect(plainText(message.spans).length).toBeLessThanOrEqual(4096)
      expect(message.choices!.every((row) => row.length <= 8)).toBe(true)
      expect(message.choices!.flat().length).toBeLessThanOrEqual(56)
    }
  })
})

describe('other messages', () => {
  const header = {
    number: '85/UBND-VHXH',
    issuedOn: '2025-07-24',
    issuer: 'UBND xã Đường An',
    subject: 'cải cách hành chính',
  }
  it('the text to paste into Zalo says how to answer', () => {
    expect(copyText(t, [view(), view({ number: 18, clause: 'mục 2' })])).toBe(
      [
        'Kính gửi Trung tâm Phục vụ hành chính công: các việc được giao tại CV 85/UBND-VHXH ngày 24/7/2025',
        '#17. Bảo đảm 100% hồ sơ thủ tục hành chính được giải quyết đúng hạn (mục 1)',
        'Thời hạn: 30/9/2026 ("trong quý III/2026")',
        '#18. Bảo đảm 100% hồ sơ thủ tục hành chính được giải quyết đúng hạn (mục 2)',
        'Thời hạn: 30/9/2026 ("trong quý III/2026")',
        'Khi có kết quả, đề nghị trả lời theo mẫu: 17 xong',
        'Văn bản chính thức gửi qua hệ thống quản lý văn bản; tin này để theo dõi, đôn đốc.',
      ].join('\n'),
    )
  })

  it('the preview is what the group will get, without numbers', () => {
    const { id: _, number: __, ...work } = view({ status: 'unanswered' })
    const [first, second] = previewFor(t, { header, items: [work] })
    expect(plainText(first!.spans)).toContain('Giao Trung tâm Phục vụ hành chính công: 1 việc')
    expect(plainText(second!.spans)).toContain('📌 #… · CV 85/UBND-VHXH')
    expect(previewFor(t, { header, items: [work, work, work, work] })).toHaveLength(2)
  })

  it.each(locales)('every message can be said in %s', (locale) => {
    const said = translator(locale)
    const lateness = { cause: 'own', reason: 'a', remedy: 'b', promisedOn: '2026-10-01', responsible: 'c' } as const
    for (const status of statuses)
      for (const standing of [false, true])
        for (const action of ['accept', 'confirm', 'supplement', 'reopen', 'undo'])
          expect(
            plainText(
              cardMessage(
                said,
                view({
                  status,
                  standing,
                  last: { action: `assignment.${action}`, at: now, byHand: standing, selfConfirmed: standing },
                }),
                now,
              ).spans,
            ),
          ).not.toBe('')
    expect(
      listLines(said, [view({ extendedTo: '2026-10-01' }), view({ legalDueOn: null, trackingOn: '2026-10-01' })]),
    ).toHaveLength(2)
    expect(
      plainText(headerMessage(said, { ...header, urgent: true, fileId: 3 }, [{ unit: 'KT', count: 2 }]).spans),
    ).toContain('KT')
    expect(
      cooperationMessage(said, {
        unit: { id: 1, name: 'MTTQ', kind: 'partner' },
        items: [{ text: 'x', clause: 'y', leads: ['z'], work: [] }],
      }).spans,
    ).not.toEqual([])
    expect(copyText(said, [view(), view({ letter: undefined })])).toContain('17')
    expect(confirmMessage(said, view({ status: 'awaiting' }), []).choices).toHaveLength(1)
    expect(
      [...reasonsOf(said, 'own'), ...reasonsOf(said, 'outside'), ...remediesOf(said)].every(
        (label) => label.length <= 64,
      ),
    ).toBe(true)
    expect(latenessLines(said, lateness)).toContain('c')
    expect(officerMessage(said, view(), lateness)).toHaveLength(2)
  })
})
