// The same letters as Word and PDF write them: what comes out is what the text gives.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { UserError } from '../../../../src/lib/errors.js'
import { projectFile } from '../../../../src/lib/project.js'
import { extractText } from '../../../../src/office/directives/extract/extract.js'
import { labelOf } from '../../../../src/office/directives/reader/json.js'
import { readLetter } from '../../../../src/office/directives/reader/letter.js'

const folder = projectFile('test', 'office', 'directives')
const file = (name: string) => readFileSync(`${folder}/files/${name}`)

function tasksOf(text: string) {
  const reading = readLetter(text)
  return {
    number: reading.number,
    date: reading.date,
    issuer: reading.issuer,
    tasks: reading.tasks.map((task) => [
      task.unit,
      task.text,
      ...task.deadlines.map((rule) => labelOf(rule, reading.date)),
    ]),
  }
}

// `hai-phong`: letters with marks come from a second font, written after the first one's of the whole line. 179: columns so narrow that
// days and words are broken; 146: numbers of documents broken at a hyphen; 219: a dash between two names begins a line.
it.each([
  '10-bang.pdf',
  '02-la-ma-diem.pdf',
  '02-la-ma-diem.hai-phong.pdf',
  '75-quyet-dinh-phan-cong.pdf',
  '84-che-do-bao-cao-dinh-ky.pdf',
  '179-kh-ubnd-tp-187-cchc-chuyen-doi-so.pdf',
  '146-kh-ra-soat-ho-ngheo-ban-lau.pdf',
  '219-tb-xa-ketluan.pdf',
  '13-nhieu-ngay.doc',
  '02-la-ma-diem.doc',
  '10-bang.docx',
])('%s gives the same header and the same tasks as its text', async (name) => {
  const { text, kind } = await extractText(file(name), name)
  expect(kind).toBe(name.split('.').at(-1))
  const typed = readFileSync(`${folder}/letters/${name.split('.')[0]}.txt`, 'utf8')
  expect(tasksOf(text)).toEqual(tasksOf(typed))
})

it('a .doc keeps the quotation marks and dashes of the letter', async () => {
  const { text } = await extractText(file('trich-dan.doc'), 'trich-dan.doc')
  expect(text).toContain('niêm yết “một cửa, một cửa liên thông” – mẫu ‘01’ trước')
})

it('a PDF behind a password, a broken one and a scan are each told apart', async () => {
  const code = (bytes: Uint8Array) =>
    extractText(bytes, 'cv.pdf').then(
      () => 'read',
      (error: unknown) => (error instanceof UserError ? error.code : 'fault'),
    )
  expect(await code(file('mat-khau.pdf'))).toBe('extract-encrypted')
  expect(await code(file('10-bang.pdf').subarray(0, 900))).toBe('extract-corrupt')
  const scan = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>endobj
4 0 obj<</Length 30>>stream
0.5 g 50 50 400 700 re f
endstream
endobj
trailer<</Root 1 0 R>>
%%EOF`
  expect(await code(Buffer.from(scan))).toBe('extract-scanned')
})
