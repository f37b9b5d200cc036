// The files of a report from its facts. Half a second for a commune's month and more for a year: it runs on a thread of its own.
import type { Period } from '../../calendar/period.js'
import { type Translate, translator } from '../../lib/i18n.js'
import { docxType } from '../indicators/paper.js'
import { writeCommuneReport, writeSummaryPaper } from './commune-report.js'
import { zipPart } from './evidence-folder.js'
import type { Facts } from './facts.js'
import type { Reminded } from './reminded.js'
import { writeSystemText } from './system-text.js'
import { aboutTable, areaTable, boxTable, indicatorRows, type Sheet, unitTable, workTable } from './tables.js'
import { writeUrgingLetter } from './urging-letter.js'
import { writeWorkbook, xlsxType } from './workbook.js'

/** What is to be written; it is copied to the other thread. */
export type Job =
  | { what: 'report'; facts: Facts; stem: string; period: Period }
  | { what: 'excel' | 'word' | 'system'; facts: Facts; stem: string }
  | { what: 'urging'; facts: Facts; stem: string; reminded: ReadonlyMap<number, Reminded> }
  | { what: 'index'; sheet: Sheet; stem: string }
  | { what: 'part'; entries: readonly { path: string; bytes: Uint8Array }[]; name: string }

export interface Made {
  name: string
  type: string
  bytes: Uint8Array
}

/** All tables of the facts, in the order of the workbook's sheets. */
export function sheetsOf(t: Translate, facts: Facts): Sheet[] {
  return [
    aboutTable(t, facts),
    boxTable(t, facts),
    unitTable(t, facts),
    areaTable(t, facts),
    indicatorRows(t, facts),
    workTable(t, facts),
  ]
}

/** The files, in the order in which they are sent; none when there is nothing to write about. */
export async function writeFiles(job: Job): Promise<Made[]> {
  const t = translator('vi')
  switch (job.what) {
    case 'part':
      return [{ name: job.name, type: 'application/zip', bytes: zipPart(job.entries) }]
    case 'index':
      return [{ name: `danh-muc-minh-chung-${job.stem}.xlsx`, type: xlsxType, bytes: await writeWorkbook([job.sheet]) }]
    case 'urging': {
      const bytes = await writeUrgingLetter(job.facts, job.reminded)
      return bytes ? [{ name: `du-thao-don-doc-${job.stem}.docx`, type: docxType, bytes }] : []
    }
    case 'system':
      if (job.facts.works.length === 0) return []
      return [
        { name: `noi-dung-nhap-he-thong-${job.stem}.txt`, type: 'text/plain', bytes: writeSystemText(t, job.facts) },
      ]
    case 'word':
      return [{ name: `tong-hop-${job.stem}.docx`, type: docxType, bytes: await writeSummaryPaper(job.facts) }]
    case 'excel':
      return [await excel(t, job.facts, job.stem)]
    case 'report': {
      const bytes = await writeCommuneReport(job.facts, job.period)
      const paper = { name: `bao-cao-cchc-${job.stem}.docx`, type: docxType, bytes }
      return [paper, await excel(t, job.facts, job.stem)]
    }
  }
}

async function excel(t: Translate, facts: Facts, stem: string): Promise<Made> {
  return { name: `tong-hop-${stem}.xlsx`, type: xlsxType, bytes: await writeWorkbook(sheetsOf(t, facts)) }
}
