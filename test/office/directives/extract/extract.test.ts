// Files as officers send them: what is read, and what each of the others is told.
import { strToU8, zipSync } from 'fflate'
import { expect, it } from 'vitest'
import { UserError } from '../../../../src/lib/errors.js'
import { extractText, mostBytes } from '../../../../src/office/directives/extract/extract.js'
import { recognise } from '../../../../src/office/directives/extract/recognise.js'
import { docx, numbered, numbering, p, row, styles, table } from './office-file.js'

const letter = 'UBND xã yêu cầu các cơ quan, đơn vị thực hiện đúng thời hạn.'
const text = async (bytes: Uint8Array, name = 'cv.docx') => (await extractText(bytes, name)).text

async function refusal(bytes: Uint8Array, name: string): Promise<string> {
  try {
    await extractText(bytes, name)
  } catch (error) {
    if (error instanceof UserError) return error.code
    throw error
  }
  return 'read'
}

it('a Word file is read with the numbers Word writes by itself', async () => {
  const body = [
    numbered('Nhiệm vụ', 1),
    numbered('Phòng Kinh tế', 1, 1),
    numbered('Rà soát hồ sơ', 1, 2),
    numbered('lập danh sách', 1, 3),
    numbered('gửi báo cáo', 1, 4),
    numbered('kèm số liệu', 1, 5),
    numbered('Trạm Y tế', 1, 1),
    numbered('Tổ chức thực hiện', 1),
    numbered('Phòng Văn hóa - Xã hội', 1, 1),
    numbered('Danh sách khác', 2),
    p('Không đánh số', '<w:numPr><w:numId w:val="0"/></w:numPr>'),
  ].join('')
  expect((await text(docx(body, { 'word/numbering.xml': numbering }))).split('\n')).toEqual([
    'I. Nhiệm vụ',
    '1. Phòng Kinh tế',
    '1.1. Rà soát hồ sơ',
    'a) lập danh sách',
    '- gửi báo cáo',
    '• kèm số liệu',
    '2. Trạm Y tế',
    'II. Tổ chức thực hiện',
    '1. Phòng Văn hóa - Xã hội',
    'I. Danh sách khác',
    'Không đánh số',
  ])
})

it('numbers that come with a style, or the style it is based on, are written too', async () => {
  const body = p('Phòng Kinh tế', '<w:pStyle w:val="Muc"/>') + p('Công an xã', '<w:pStyle w:val="MucCon"/>')
  const parts = { 'word/numbering.xml': numbering, 'word/styles.xml': styles }
  expect(await text(docx(body, parts))).toBe('1. Phòng Kinh tế\n2. Công an xã')
})

it('a table is a line a row; cells over several rows or columns keep the others in their columns', async () => {
  const merged = (kind: string) => `<w:p><w:pPr/></w:p>`.replace('<w:p>', `<w:tcPr><w:vMerge${kind}/></w:tcPr><w:p>`)
  const body = table(
    row('STT', 'Nhiệm vụ', 'Chủ trì'),
    row(`<w:tcPr><w:gridSpan w:val="3"/></w:tcPr>${p('Nhóm việc chung')}`),
    row('1', p('Rà soát') + p('hồ sơ'), `<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>${p('Phòng Kinh tế')}`),
    row('2', 'Báo cáo | kết quả', merged('')),
  )
  expect((await text(docx(body))).split('\n')).toEqual([
    'STT | Nhiệm vụ | Chủ trì',
    'Nhóm việc chung |  | ',
    '1 | Rà soát hồ sơ | Phòng Kinh tế',
    '2 | Báo cáo / kết quả | Phòng Kinh tế',
  ])
})

it('the two columns of a letterhead are read one after the other', async () => {
  const body = table(
    row(p('ỦY BAN NHÂN DÂN') + p('XÃ TÂN HƯNG'), p('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')),
    row('Số: 12/UBND-VHXH', 'Tân Hưng, ngày 05 tháng 6 năm 2026'),
  )
  expect((await text(docx(body))).split('\n')).toEqual([
    'ỦY BAN NHÂN DÂN',
    'XÃ TÂN HƯNG',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Số: 12/UBND-VHXH',
    'Tân Hưng, ngày 05 tháng 6 năm 2026',
  ])
})

it('breaks, tabs, text boxes once, hidden and deleted words never', async () => {
  const box =
    '<mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>HỎA TỐC</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>HỎA TỐC</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent>'
  const body = `<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr><w:r>${box}</w:r><w:r><w:t>dòng một</w:t><w:br/><w:t>dòng</w:t><w:tab/><w:t>hai</w:t></w:r><w:del><w:r><w:delText>bỏ</w:delText><w:t>bỏ</w:t></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:rPr><w:caps/></w:rPr><w:t xml:space="preserve"> xã</w:t></w:r></w:p>`
  expect(await text(docx(body))).toBe('HỎA TỐC\ndòng một\ndòng\thai XÃ')
})

it('of a tracked change of the layout what holds now is read, not what was before', async () => {
  const before =
    '<w:pPrChange w:id="1"><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'
  const level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
  const list = `<w:abstractNum w:abstractNumId="0">${level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`
  const body = `<w:p><w:pPr>${before}</w:pPr><w:r><w:rPr><w:rPrChange w:id="2"><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>Phòng Kinh tế</w:t></w:r></w:p>`
  expect(await text(docx(body, { 'word/numbering.xml': `<w:root>${list}</w:root>` }))).toBe('Phòng Kinh tế')
})

it('a secret stamp in the page header is brought into the text', async () => {
  const header = { 'word/header1.xml': '<w:root><w:p><w:r><w:t>TỐI MẬT</w:t></w:r></w:p></w:root>' }
  expect(await text(docx(p(letter), header))).toBe(`TỐI MẬT\n${letter}`)
})

it('plain texts are read in UTF-8, UTF-16 and the old Windows code page', async () => {
  const old = Buffer.from('s\xf4\xec, c\xe1c, cu\xd2a, v\xe0, ng\xe0y', 'latin1')
  expect(await text(Buffer.from(`\uFEFF${letter}`), 'cv.txt')).toBe(letter)
  expect(await text(Buffer.from(letter.normalize('NFD')), 'cv.txt')).toBe(letter)
  expect(await text(Buffer.from(`\uFEFF${letter}`, 'utf16le'), 'cv.txt')).toBe(letter)
  expect(await text(Buffer.from(`\uFEFF${letter}`, 'utf16le').swap16(), 'cv.txt')).toBe(letter)
  expect(await text(Buffer.from(letter, 'utf16le'), 'cv')).toBe(letter)
  expect(await text(old, 'cv.txt')).toBe('số, các, của, và, ngày')
  const tcvn3 = 'Uû ban nh©n d©n x· T©n Tr­êng yªu cÇu c¸c ®¬n vÞ thùc hiÖn'
  expect(await text(Buffer.from([...tcvn3].map((char) => char.charCodeAt(0) & 255)), 'cv.txt')).toBe(
    'Uỷ ban nhân dân xã Tân Trường yêu cầu các đơn vị thực hiện',
  )
  expect(await refusal(Buffer.from(Array.from({ length: 200 }, (_, at) => 128 + (at % 24))), 'cv.txt')).toBe(
    'extract-encoding',
  )
})

it('each kind of file that is not read gets its own sentence, whatever it is called', async () => {
  const compound = (stream: string) =>
    Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      Buffer.alloc(600),
      Buffer.from(stream, 'utf16le'),
    ])
  const cases: [Uint8Array, string, string][] = [
    [new Uint8Array(), 'cv.docx', 'extract-empty'],
    [Buffer.from(' \r\n '), 'cv.txt', 'extract-empty'],
    [Buffer.from('%PDF-1.7\n%âãÏÓ'), 'cv.docx', 'extract-corrupt'],
    [compound('WordDocument'), 'cv.doc', 'extract-corrupt'],
    [compound('EncryptedPackage'), 'cv.docx', 'extract-encrypted'],
    [compound('Workbook'), 'bang.xls', 'extract-spreadsheet'],
    [Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), 'scan.docx', 'extract-picture'],
    [Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10]), 'anh.png', 'extract-picture'],
    [zipSync({ 'a.txt': strToU8('a') }), 'cv.docx', 'extract-archive'],
    [Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(300, 7)]), 'cv.docx', 'extract-corrupt'],
    [docx(p(letter)).slice(0, 60), 'cv.docx', 'extract-corrupt'],
    [docx(p(letter)).slice(0, 60), 'cv.zip', 'extract-archive'],
    [Buffer.from(Array.from({ length: 300 }, (_, at) => (at * 7) % 32)), 'cv.pdf', 'extract-corrupt'],
    [
      zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'xl/workbook.xml': strToU8('<a/>') }),
      'cv.docx',
      'extract-spreadsheet',
    ],
    [Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200, 1)]), 'cv.docx', 'extract-program'],
    [Buffer.from(letter), 'cv.docx.exe', 'extract-program'],
    [Buffer.from('{\\rtf1 abc}'), 'cv.doc', 'extract-other'],
    [Buffer.from('<!DOCTYPE html><p>cv</p>'), 'cv.doc', 'extract-other'],
    [Buffer.from(Array.from({ length: 300 }, (_, at) => (at * 7) % 32)), 'cv.txt', 'extract-other'],
  ]
  for (const [bytes, name, code] of cases) expect([name, await refusal(bytes, name)]).toEqual([name, code])
})

it('a text that merely begins like a program is a text', () => {
  expect(recognise(Buffer.from(`MZ ${letter}`), 'cv.txt')).toBe('txt')
})

it('a file over 20 MB is refused with both sizes', async () => {
  await expect(extractText(new Uint8Array(mostBytes + 1), 'cv.docx')).rejects.toMatchObject({
    code: 'extract-too-large',
    args: { name: 'cv.docx', size: 21, most: 20 },
  })
})

it('damaged and hostile Word files are refused and the next file is read', async () => {
  const good = docx(p(letter))
  const blank = '<w:p/>'
  const typed = docx(p(letter))
  expect(await refusal(good.slice(0, good.length / 2), 'cv.docx')).toBe('extract-corrupt')
  expect(await refusal(docx('<w:p><w:r>'), 'cv.docx')).toBe('extract-corrupt')
  expect(await refusal(docx(blank), 'cv.docx')).toBe('extract-no-text')
  const doctype = zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    'word/document.xml': strToU8('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
  })
  expect(await refusal(doctype, 'cv.docx')).toBe('extract-unsafe')
  const bomb = zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    'word/document.xml': new Uint8Array(64 * 1024 * 1024).fill(32),
  })
  expect(bomb.length).toBeLessThan(200_000)
  expect(await refusal(bomb, 'cv.docx')).toBe('extract-bomb')
  const many = zipSync(
    Object.fromEntries(
      Array.from({ length: 2100 }, (_, at) => [`word/a${at}.xml`, new Uint8Array()]).concat([
        ['[Content_Types].xml', new Uint8Array()],
      ]),
    ),
  )
  expect(await refusal(many, 'cv.docx')).toBe('extract-bomb')
  expect(await text(typed)).toBe(letter)
})

it('reading that takes too long is ended, and the bot answers meanwhile', async () => {
  let ticks = 0
  const timer = setInterval(() => ticks++, 5)
  const long = docx(p(letter).repeat(60_000))
  await expect(extractText(long, 'cv.docx', 0.05)).rejects.toMatchObject({ code: 'extract-too-slow' })
  clearInterval(timer)
  expect(ticks).toBeGreaterThan(0)
})

it('a name with line breaks or invisible characters is shown on one line', async () => {
  await expect(extractText(new Uint8Array(), 'cv\u202E\n\tbí mật.docx')).rejects.toMatchObject({
    args: { name: 'cv bí mật.docx' },
  })
})
