// What is typed of evidence: "minh chứng CT05", "minh chứng CT05, 766-1 quý 3: 45/BC-KT"; beside a file the codes alone. Pure.
import { clean } from '../../../../lib/vietnamese.js'
import { looksGiven } from '../../../assignments/evidence/said.js'

export interface EvidenceWords {
  /** As typed. */
  codes: string[]
  /** "tháng 8", "quý III/2026"; empty where none is named. */
  period: string
  /** The number of a document, or a link. */
  document: string | undefined
  /** Only the codes are there: of a message without a file that says nothing. */
  bare: boolean
}

const MOST_TEXT = 500
const opening =
  /^(?:minh chứng|minh chung|mc|ảnh|hình|hinh|tệp|tep)(?: ?:)?(?: (?:của|cua|cho))?(?: (?:chỉ tiêu|chi tieu))? /iu
const code = String.raw`(?!(?:tháng|thang|quý|quy|năm|nam) )(?:\p{L}{1,6}[. -]?\d{1,4}|\d{3}-\d{1,3})(?![\p{L}\d])`
const codeList = new RegExp(`^${code}(?:(?: ?[,;] ?| và | va )${code})*`, 'iu')
const periodNamed =
  /^(?:(?:tháng|thang|t|quý|quy|q|năm|nam) ?(?:\d{1,4}|[IVX]{1,4})(?: ?[/-] ?20\d\d| (?:năm|nam) 20\d\d)?|[69] (?:tháng|thang)(?: (?:đầu|dau|cuối|cuoi) (?:năm|nam))?(?: ?[/-]? ?20\d\d)?)(?![\p{L}\d])/iu

/** Undefined for anything else. */
export function readEvidenceWords(text: string): EvidenceWords | undefined {
  const words = clean(text).replace(/\s+/g, ' ').trim()
  if (words.length > MOST_TEXT) return undefined
  const said = opening.exec(words)?.[0] ?? ''
  const found = codeList.exec(words.slice(said.length))?.[0] ?? ''
  if (found === '') return undefined
  const rest = words.slice(said.length + found.length).replace(/^[ ,(]+/, '')
  const period = periodNamed.exec(rest)?.[0] ?? ''
  const left = rest.slice(period.length).replace(/^\)?[ .:–-]*/u, '')
  if (left !== '' && !looksGiven(left)) return undefined
  const document = left === '' ? undefined : left
  return { codes: found.split(/ ?[,;] ?| (?:và|va) /iu), period, document, bare: said === '' }
}
