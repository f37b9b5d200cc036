// The letters of the demo as files: the sample as a Word document, a short one as text, one as a bad scan comes out.
import { strToU8, zipSync } from 'fflate'
import { cityLetter } from './city.js'
import { sampleLetter } from './sample.js'
import { scannedLetter } from './scanned.js'

export interface DemoLetter {
  title: string
  note: string
  fileName: string
  type: string
  bytes: Uint8Array
}

export function demoLetters(): DemoLetter[] {
  return [
    {
      title: 'Công văn 112/UBND-VHXH của xã',
      note: 'Tệp Word, năm đơn vị, nhiều loại thời hạn',
      fileName: 'CV-112-UBND-VHXH.docx',
      type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      bytes: makeDocx(sampleLetter),
    },
    {
      title: 'Kế hoạch 45/KH-UBND của xã',
      note: 'Tệp văn bản, mục La Mã, bảng phân công',
      fileName: 'KH-45-UBND.txt',
      type: 'text/plain',
      bytes: new TextEncoder().encode(cityLetter),
    },
    {
      title: 'Bản quét nhận dạng kém',
      note: 'Chữ sai, dấu mất: giao theo mục',
      fileName: 'ban-quet-CV-98.txt',
      type: 'text/plain',
      bytes: new TextEncoder().encode(scannedLetter),
    },
  ]
}

/** A Word document with one paragraph per line; what stands in it is only text. */
export function makeDocx(text: string): Uint8Array {
  const escaped = (line: string) => line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const paragraphs = text
    .split('\n')
    .map((line) => `<w:p><w:r><w:t xml:space="preserve">${escaped(line)}</w:t></w:r></w:p>`)
  return zipSync({
    '[Content_Types].xml': strToU8(
      '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    ),
    '_rels/.rels': strToU8(
      '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    ),
    'word/document.xml': strToU8(
      `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraphs.join('')}<w:sectPr/></w:body></w:document>`,
    ),
  })
}
