import { expect, it } from 'vitest'
import { translator } from '../../../src/lib/i18n.js'
import { formalLetter } from '../../../src/office/assignments/formal.js'
import { writeLetter } from '../../../src/office/assignments/words.js'

it.each([
  ['85/UBND-VHXH', 'CV 85/UBND-VHXH ngày 24/7/2026', 'Công văn số 85/UBND-VHXH ngày 24/7/2026'],
  ['12/KH-UBND', '12/KH-UBND ngày 24/7/2026', 'Kế hoạch số 12/KH-UBND ngày 24/7/2026'],
  ['06/CĐ-UBND', '06/CĐ-UBND ngày 24/7/2026', 'Công điện số 06/CĐ-UBND ngày 24/7/2026'],
  ['57-NQ/TW', '57-NQ/TW ngày 24/7/2026', 'Nghị quyết số 57-NQ/TW ngày 24/7/2026'],
  ['18-TB/CB', '18-TB/CB ngày 24/7/2026', 'Thông báo số 18-TB/CB ngày 24/7/2026'],
  ['12-CV/TU', '12-CV/TU ngày 24/7/2026', 'Công văn số 12-CV/TU ngày 24/7/2026'],
  ['/UBND-VHXH', 'Văn bản tạm gửi, chưa vào số (UBND-VHXH) ngày 24/7/2026', 'Văn bản chưa có số ngày 24/7/2026'],
])('%s in the chat and in a paper', (number, chat, paper) => {
  const letter = { number, issuedOn: '2026-07-24' }
  expect(writeLetter(translator('vi'), letter)).toBe(chat)
  expect(formalLetter(letter)).toBe(paper)
})
