// What is typed of evidence: "minh chứng CT05", "minh chứng CT05, 766-1 quý 3: 45/BC-KT"; beside a file the codes alone, or with any words
// behind them ("CT09 báo cáo ký số tháng 1"). Pure.
import { clean } from '../../../../lib/vietnamese.js'
import { looksGiven } from '../../../assignments/evidence/said.js'

export interface EvidenceWords {
  /** As typed. */
  codes: string[]
  /** "tháng 8", "quý III/2026"; empty where none is named. */
  period: string
  /** The number of a document, or a link. */
  document: string | undefined
  /** Only the codes are there, or codes and words: of a message without a file that says nothing. */
  bare: boolean
}

const MOST_TEXT = 500
const opening =
  /^(?:minh chứng|minh chung|mc|ảnh|hình|hinh|tệp|tep)(?: ?:)?(?: (?:của|cua|cho))?(?: (?:chỉ tiêu|chi tieu))? /iu
const code = String.raw`(?!(?:tháng|thang|quý|quy|năm|nam) )(?:\p{L}{1,6}[. -]?\d{1,4}|\d{3}-\d{1,3})(?![\p{L}\d])`
const codeList = new RegExp(`^${code}(?:(?: ?[,;] ?| và | va )${code})*`, 'iu')
const periodNamed =
  /^(?:(?:tháng|thang|t|quý|quy|q|năm|nam) ?(?:\d{1,4}|[IVX]{1,4})(?: ?[/-] ?20\d\d| (?:năm|nam) 20\d\d)?|[69] (?:tháng|thang)(?: (?:đầu|dau|cuối|cuoi) (?:năm|nam))?(?: ?[/-]? ?20\d\d)?)(?![\p{L}\d])/iu
/** "… tháng 1" at the end of what is said of a file. */
const periodLast = new RegExp(`(?:^|[ (,:–-])(${periodNamed.source.slice(1)})[ .)]*$`, 'iu')

interface Head {
  codes: string[]
  rest: string
  bare: boolean
}

/** The codes in front, and what stands behind them. */
function headOf(text: string): Head | undefined {
  const words = clean(text).replace(/\s+/g, ' ').trim()
  if (words.length > MOST_TEXT) return undefined
  const said = opening.exec(words)?.[0] ?? ''
  const found = codeList.exec(words.slice(said.length))?.[0] ?? ''
  if (found === '') return undefined
  const rest = words.slice(said.length + found.length).replace(/^[ ,(]+/, '')
  return { codes: found.split(/ ?[,;] ?| (?:và|va) /iu), rest, bare: said === '' }
}

/** Undefined for anything else. */
export function readEvidenceWords(text: string): EvidenceWords | undefined {
  const head = headOf(text)
  if (!head) return undefined
  const period = periodNamed.exec(head.rest)?.[0] ?? ''
  const left = head.rest.slice(period.length).replace(/^\)?[ .:–-]*/u, '')
  if (left !== '' && !looksGiven(left)) return undefined
  const document = left === '' ? undefined : left
  return { codes: head.codes, period, document, bare: head.bare }
}

/** "CT09 báo cáo ký số tháng 1": codes and then any words, which say something of a file only. "tổ 1", "ngày 15" begin sentences. */
export function readCaption(text: string): EvidenceWords | undefined {
  const head = headOf(text)
  if (!head || head.codes.some((one) => /[ .]/.test(one))) return undefined
  const words = head.rest.replace(/^[ .:)–-]+/u, '')
  if (!/^\p{L}/u.test(words)) return undefined
  return { codes: head.codes, period: periodLast.exec(words)?.[1] ?? '', document: undefined, bare: true }
}
