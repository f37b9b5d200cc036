// How work is said in a paper that is signed: whole words, no numbers of the chat, nothing cut. Official documents are Vietnamese.
import { isPeriod, writePeriod } from '../../calendar/period.js'
import { dayOf, writeDay } from '../../lib/day.js'
import type { Translate } from '../../lib/i18n.js'
import { kindIn } from './letter-kinds.js'
import { needsReport } from './status.js'
import type { AssignmentView, LetterName, WorkView } from './view.js'
import { symbolOf, writeStatus } from './words.js'

/** "Công văn số 85/UBND-VHXH ngày 24/7/2025", "Kế hoạch số 12/KH-UBND". */
export function formalLetter({ number, issuedOn }: LetterName): string {
  const day = issuedOn ? ` ngày ${writeDay(issuedOn)}` : ''
  if (!number || symbolOf(number) !== undefined) return `Văn bản chưa có số${day}`
  return `${kindIn(number) ?? 'Công văn'} số ${number}${day}`
}

/** "Công văn số 85/UBND-VHXH ngày 24/7/2025, mục 1; Công văn số …"; of work given by hand that it was. */
export function formalSource({ letter, clause, also }: Pick<WorkView, 'letter' | 'clause' | 'also'>): string {
  return [{ letter, clause }, ...(also ?? []).map((other) => ({ letter: other, clause: other.clause }))]
    .map((one) =>
      [one.letter ? formalLetter(one.letter) : 'việc giao trực tiếp', one.clause].filter(Boolean).join(', '),
    )
    .join('; ')
}

/** "thời hạn 30/9/2026", "thời hạn theo dõi 30/9/2026", "thường xuyên"; empty where there is none. */
export function formalDue(
  view: Pick<WorkView, 'legalDueOn' | 'trackingOn' | 'extendedTo' | 'rule' | 'period' | 'issuedLate'>,
): string {
  if (view.rule === 'standing') return 'thường xuyên'
  const turn = formalTurn(view) && `, ${formalTurn(view)}`
  if (view.extendedTo) return `thời hạn được gia hạn đến ${writeDay(view.extendedTo)}${turn}`
  // Not the unit's fault (PRODUCT.md section 6).
  const late = view.issuedLate ? ' (giao sau thời hạn)' : ''
  if (view.legalDueOn) return `thời hạn ${writeDay(view.legalDueOn)}${late}${turn}`
  return view.trackingOn ? `thời hạn theo dõi ${writeDay(view.trackingOn)}` : ''
}

/** "kỳ tháng 9/2026" of a duty that comes again, else empty. */
function formalTurn({ rule, period }: Pick<WorkView, 'rule' | 'period'>): string {
  return rule === 'recurring' && isPeriod(period) ? `kỳ ${writePeriod(period)}` : ''
}

/** A text on one line without the mark at its end, to go on within a sentence. */
export function formalText(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.;:,/\s]+$/, '')
}

/** The text of a task where a line begins with it. */
export function formalTask(text: string): string {
  const words = formalText(text)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** "Rà soát quy hoạch (Công văn số …, mục 1): thời hạn 30/9/2026, đang thực hiện"; who has not answered is told elsewhere. */
export function formalWork(t: Translate, view: AssignmentView): string {
  const isReported = !needsReport(view.status)
  const parts = [
    isReported ? formalTurn(view) : formalDue(view),
    formalStatus(t, view),
    view.evidenceCount > 0 ? `kèm theo ${view.evidenceCount} minh chứng` : '',
  ].filter(Boolean)
  const work = `${formalTask(view.text)} (${formalSource(view)})`
  return parts.length > 0 ? `${work}: ${parts.join(', ')}` : work
}

function formalStatus(t: Translate, { status, reportedAt }: AssignmentView): string {
  if (status === 'unanswered') return ''
  const on = !needsReport(status) && reportedAt ? ` ngày ${writeDay(dayOf(reportedAt))}` : ''
  if (status === 'awaiting') return `đã báo cáo hoàn thành${on}, chờ xác nhận`
  return `${writeStatus(t, status).toLowerCase()}${on}`
}
