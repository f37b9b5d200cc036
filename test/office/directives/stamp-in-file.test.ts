// The stamp of a state secret is found in every kind of file that has words, and in a file's name.
import { describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { stampInName } from '../../../src/office/directives/reader/stamp.js'
import { stampInFile } from '../../../src/office/directives/stamp-in-file.js'
import { docx, p } from './extract/office-file.js'

const sheet = async (value: string) =>
  new Uint8Array(await writeXlsxFile([[{ value: 'Đơn vị' }, { value }]]).toBuffer())
const body = p('UBND XÃ') + p('MẬT') + p('Báo cáo kết quả')

describe('in a file', () => {
  it.each([
    ['a Word file', async () => docx(body), 'mat.docx'],
    [
      'a page header',
      async () => docx(p('Báo cáo'), { 'word/header1.xml': `<w:root>${p('TỐI MẬT')}</w:root>` }),
      'a.docx',
    ],
    ['a Word file under another name', async () => docx(body), 'mat.jpg'],
    ['a sheet', () => sheet('TUYỆT MẬT'), 'a.xlsx'],
    ['a text of Windows', async () => new Uint8Array([...Buffer.from('\ufeffMẬT\r\nnội dung', 'utf16le')]), 'a.txt'],
  ])('%s', async (_, bytes, name) => {
    expect(await stampInFile(await bytes(), name)).toBeDefined()
  })

  it.each([
    ['a Word file without one', async () => docx(p('Quy chế bảo mật')), 'a.docx'],
    ['a sheet without one', () => sheet('bảo mật'), 'a.xlsx'],
    ['a picture', async () => new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16]), 'anh.jpg'],
    ['a broken file', async () => new Uint8Array([0x50, 0x4b, 3, 4, 1, 2]), 'a.docx'],
    ['nothing', async () => new Uint8Array(), 'a.docx'],
  ])('not in %s', async (_, bytes, name) => {
    expect(await stampInFile(await bytes(), name)).toBeUndefined()
  })
})

describe('in a name', () => {
  it.each([
    'CV TUYỆT MẬT.docx',
    '12_MẬT.pdf',
    'BC-TOI MAT-2026.doc',
    '(MẬT) cv 12.pdf',
    'tối mật.docx'.toUpperCase(),
    'Báo cáo ANTT_MẬT.docx',
    'KH PCTN (Mật).pdf',
    'MẬT - Kế hoạch diễn tập.docx',
    'CV 12 – MẬT – Phòng Kinh tế.docx',
  ])('%s', (name) => expect(stampInName(name)).toBeDefined())

  it.each([
    'QĐ BẢO VỆ BÍ MẬT NHÀ NƯỚC.docx',
    'Quy chế bảo mật.pdf',
    'BÁO CÁO MẬT ĐỘ DÂN SỐ.xlsx',
    'nuôi ong mật.docx',
    'DANH MỤC BI MAT.docx',
    'KHOI MATERIAL.docx',
    'GIAI_PHONG_MAT_BANG.pdf',
    'MAT_TRAN_TO_QUOC.docx',
    'BC-MAT-TRAN.docx',
    'KH_GPMB_MAT.BANG.docx',
    'BAO_MAT.docx',
    'BẢO_MẬT_THÔNG_TIN.docx',
    'Bảo_Mật_dữ_liệu.pdf',
    '12_MẬT_ĐỘ_DÂN_SỐ.xlsx',
    'Quy chế BẢO_MẬT.pdf',
    'Quy chế bảo-MẬT.pdf',
    'BẢO - MẬT - THÔNG TIN.docx',
    'MẬT-ĐỘ-DÂN-SỐ 2026.xlsx',
    'MẬT ĐỘ - DÂN SỐ.xlsx',
    '',
  ])('not in "%s"', (name) => expect(stampInName(name)).toBeUndefined())
})
