// What the reader says about a letter. Every task keeps its place in the normalised lines; what is unclear is a doubt with a quote.
import type { DeadlineRule } from '../../../calendar/rule.js'
import type { Day } from '../../../lib/day.js'

/** Line numbers of the normalised text, from 0, `end` exclusive. */
export interface Place {
  line: number
  end: number
}

/** `code` is a key of `reader.ftl`, `args` its variables, `quote` the words of the letter it is about. */
export interface Doubt {
  code: string
  args: Record<string, string | number>
  quote: string
  taskIndex?: number
}

/** Thể chế, thủ tục hành chính, tổ chức bộ máy, chế độ công vụ, tài chính công, chuyển đổi số, chỉ đạo điều hành, khác. */
export type Area =
  | 'institutions'
  | 'procedures'
  | 'organisation'
  | 'civil-service'
  | 'public-finance'
  | 'digital'
  | 'direction'
  | 'other'

export type Urgency = 'khan' | 'thuong-khan' | 'hoa-toc'

export interface ReadTask {
  /** Where it stands, as people say it: "mục 2, gạch đầu dòng 3". */
  clause: string
  /** As the letter means it, in canonical wording; `unitWords` as it stands in the text. */
  unit: string
  unitWords: string
  /** Units a collective names one by one, else empty. */
  namedUnits: string[]
  coUnits: string[]
  /** Front, mass organisation or Party office: asked to cooperate, never ordered. */
  partner: boolean
  text: string
  /** Own before inherited; at least one, `none` when nothing is said. */
  deadlines: DeadlineRule[]
  inherited: boolean
  target: string | null
  product: string | null
  references: string[]
  area: Area
  /** A clause of responsibility or a rule on how a report must look. */
  optional: boolean
  place: Place
}

export interface Reading {
  isDirective: boolean
  /** Why it is none: a key of `reader.ftl`. */
  why?: string
  number: string | null
  date: Day | null
  /** What is printed when the day or the month is blank: "2026-06" or "2026". */
  datePartial: string | null
  issuer: string | null
  subject: string | null
  recipients: string[]
  /** Numbers of the letters it carries out; `legalBasis` numbers of laws, decrees, decisions. */
  basedOn: string[]
  legalBasis: string[]
  signer: string | null
  urgency: Urgency | null
  badOcr: boolean
  tasks: ReadTask[]
  doubts: Doubt[]
  lines: string[]
  /** From the first line after the addressees to the last before "Nơi nhận", appendices included. */
  body: Place
  /** Headings, lead-ins and lines that state the unit or the time of tasks beside them. */
  framing: Place[]
  /** Body lines that are neither task nor framing. */
  leftOut: number[]
}

export interface KnownUnit {
  name: string
  aliases: string[]
  /** The letter itself says so; the commune need not have it. */
  defined?: boolean
}

export interface ReadOptions {
  knownUnits?: KnownUnit[]
  today?: Day
}
