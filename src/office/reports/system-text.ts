// `Nội dung nhập hệ thống`: a block of plain text per assignment, to paste into the provincial system field by field.
import type { Translate } from '../../lib/i18n.js'
import { formalTask } from '../assignments/formal.js'
import { writeDeadline, writeSource } from '../assignments/words.js'
import { areaName } from '../summary/messages.js'
import type { Facts, FactWork } from './facts.js'
import { judgementOf, remedyOf, resultOf } from './tables.js'

/** One block: a label and its value a line, nothing that is not in the data. */
export function systemBlock(t: Translate, work: FactWork): string {
  const { view } = work
  const cooperating = view.cooperating.map((unit) => unit.name).join('; ')
  const remedy = remedyOf(t, work)
  const fields: [string, string | null][] = [
    ['Nhiệm vụ', formalTask(view.text)],
    ['Căn cứ', writeSource(t, view)],
    ['Lĩnh vực', areaName(t, view.area)],
    ['Đơn vị chủ trì', view.unit.name],
    ['Đơn vị phối hợp', cooperating],
    ['Thời hạn', writeDeadline(t, view)],
    ['Chỉ tiêu', view.target],
    ['Sản phẩm', view.product],
    ['Kết quả', resultOf(t, view)],
    ['Đánh giá', judgementOf(t, work)],
    ['Nguyên nhân, khắc phục', remedy],
  ]
  const lines = fields.flatMap(([label, value]) => (value ? [`${label}: ${value}`] : []))
  return [`Việc số ${view.number}`, ...lines].join('\n')
}

/** All blocks as one text file, with an empty line between them. Windows reads it: a byte order mark and CRLF. */
export function writeSystemText(t: Translate, facts: Facts): Uint8Array {
  const blocks = facts.works.map((work) => systemBlock(t, work))
  return new TextEncoder().encode(`\uFEFF${blocks.join('\n\n').replace(/\n/g, '\r\n')}\r\n`)
}
