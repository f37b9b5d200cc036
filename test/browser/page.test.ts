// The demo's page in a real browser, played by clicking, typing, dropping and with the keyboard alone.
import { mkdirSync, readFileSync } from 'node:fs'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type ServedPage, servePage } from '../../src/demo/page/server.js'
import { projectFile } from '../../src/lib/project.js'
import { openFakePlayground } from '../demo/page/playground.js'
import { desktop, launchBrowser, look, phone, tablet } from './browser.js'

const outputs = projectFile('test', 'browser', 'outputs')
let browser: Browser
let page: ServedPage

beforeAll(async () => {
  mkdirSync(outputs, { recursive: true })
  browser = await launchBrowser()
})
afterAll(() => browser?.close())
beforeEach(async () => {
  page = await servePage({ port: 0, open: openFakePlayground })
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
  await page.close()
})

const phoneOf = (tab: Page, title: string): Locator =>
  tab.locator('.phone').filter({ has: tab.getByRole('heading', { name: title, exact: true }) })
const press = (where: Locator, name: string) => where.locator('.key', { hasText: name }).last().click()
const says = (where: Locator, text: string) => where.locator('.message', { hasText: text }).last().waitFor()
const stepsDone = (tab: Page) => tab.locator('.step.is-done').count()
const shot = (tab: Page, name: string) => tab.screenshot({ path: `${outputs}/${name}.png` })

/** Runs in the page (whose types are not known here): drops or pastes a text file. */
const giveFile = new Function(
  'node',
  'given',
  `const clipboardData = new DataTransfer()
   clipboardData.items.add(new File(['Nội dung'], given.name, { type: 'text/plain' }))
   const how = { dataTransfer: clipboardData, clipboardData, bubbles: true, cancelable: true }
   if (given.kind === 'paste') node.querySelector('textarea').dispatchEvent(new ClipboardEvent('paste', how))
   else node.dispatchEvent(new DragEvent(given.kind, how))`,
) as (node: unknown, given: { kind: string; name: string }) => void

/** Plays the seven steps; `at` gives the phone of a person, switching to it where only one is shown. */
async function playStory(tab: Page, at: (title: string) => Promise<Locator>, isSmall: boolean): Promise<void> {
  if (isSmall) await tab.getByRole('button', { name: 'Văn bản mẫu' }).click()
  await tab.getByRole('button', { name: /Gửi Công văn 112/ }).click()
  const officer = await at('Cán bộ Hoa')
  await says(officer, '12 nhiệm vụ, 14 lượt giao')
  expect(await stepsDone(tab)).toBe(1)
  await press(officer, 'Xem từng việc')
  await officer.locator('.message', { hasText: 'đã sửa' }).last().waitFor()
  await press(officer, 'Giao việc')
  await officer.locator('.toast', { hasText: 'Đang gửi tới 4 nhóm' }).waitFor()

  const head = await at('Chị Bình')
  await says(head, 'Tình trạng: Chưa trả lời')
  await press(head, 'Đã nhận')
  await says(head, 'Tình trạng: Đã nhận (Lê Thị Bình')
  await press(head, 'Báo cáo hoàn thành')
  const box = head.getByRole('textbox')
  await expect.poll(() => box.getAttribute('placeholder')).toBe('Minh chứng của việc #17')
  await box.fill('Báo cáo số 45/BC-KT')
  await head.getByRole('button', { name: 'Gửi', exact: true }).click()
  await head.locator('.mine .quote', { hasText: 'đề nghị gửi minh chứng' }).waitFor()
  await says(await at('Cán bộ Hoa'), '#17 Phòng Kinh tế báo cáo hoàn thành.')

  if (isSmall) await tab.locator('.clock-face').click()
  await tab.getByRole('button', { name: 'Mốc tiếp theo' }).click()
  await expect.poll(() => tab.locator('#clock-day').textContent()).toBe('Thứ Năm, 17/9/2026')
  await says(await at('Chánh VP An'), 'Văn phòng HĐND và UBND: việc cần báo cáo')
  expect(await (await at('Chị Bình')).locator('.message', { hasText: 'việc cần báo cáo' }).count()).toBe(0)

  const chairman = await at('Chủ tịch Đức')
  await chairman.getByRole('button', { name: '/tongket' }).click()
  await says(chairman, '14 việc: 1 hoàn thành')
  await chairman.getByRole('button', { name: 'Xem ảnh tongket.png' }).click()
  await tab.getByRole('dialog').getByRole('img').waitFor()
  await tab.keyboard.press('Escape')
  await expect.poll(() => stepsDone(tab)).toBe(7)
}

test('the whole story by clicking on a desktop, day and night, without an error or a request elsewhere', async () => {
  const { tab, troubles } = await look(browser, page.url, desktop)
  await playStory(tab, async (title) => phoneOf(tab, title), false)
  await phoneOf(tab, 'Cán bộ Hoa').evaluate((node) => node.scrollIntoView({ inline: 'start' }))
  for (const colorScheme of ['light', 'dark'] as const) {
    await tab.emulateMedia({ colorScheme })
    await shot(tab, `desktop-${colorScheme}`)
  }
  await tab.setViewportSize(tablet.viewport ?? { width: 1024, height: 768 })
  await shot(tab, 'tablet-dark')
  await tab.emulateMedia({ colorScheme: 'light' })
  await shot(tab, 'tablet-light')
  expect(troubles).toEqual([])
})

test('the whole story by tapping on a phone, one person at a time', async () => {
  const { tab, troubles } = await look(browser, page.url, phone)
  await playStory(
    tab,
    async (title) => {
      await tab.getByRole('button', { name: new RegExp(`^Tới điện thoại của ${title}`) }).click()
      expect(await tab.locator('.phone:visible').count()).toBe(1)
      return phoneOf(tab, title)
    },
    true,
  )
  for (const colorScheme of ['light', 'dark'] as const) {
    await tab.emulateMedia({ colorScheme })
    await shot(tab, `phone-${colorScheme}`)
  }
  expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(390)
  expect(troubles).toEqual([])
})

test.each([
  ['a desktop', desktop],
  ['a phone', phone],
])('"Chỉ chỗ bấm" leads through all steps with the keyboard alone, on %s', async (_, screen) => {
  const { tab, troubles } = await look(browser, page.url, screen)
  const follow = async () => {
    await tab.getByRole('button', { name: 'Chỉ chỗ bấm' }).focus()
    await tab.keyboard.press('Enter')
    await tab.keyboard.press('Enter')
  }
  for (let done = 0; done < 7; done++) {
    // Step 5 takes two presses: report, then "Không có minh chứng".
    await expect
      .poll(
        async () => {
          if ((await stepsDone(tab)) <= done) await follow()
          return await stepsDone(tab)
        },
        { timeout: 8000, interval: 700 },
      )
      .toBeGreaterThan(done)
  }
  // Showing a button scrolls its chat, never the page or a phone under its own head.
  const moved = '[...document.querySelectorAll("html, body, .table, .phone, .screen")].map((node) => node.scrollTop)'
  expect(new Set((await tab.evaluate(moved)) as number[])).toEqual(new Set([0]))
  expect(troubles).toEqual([])
})

test('markup in names and texts stays text; links lead only to the web', async () => {
  const { tab, troubles } = await look(browser, page.url, desktop)
  const officer = phoneOf(tab, 'Cán bộ Hoa')
  await officer.getByRole('textbox').fill('<img src=x onerror="alert(1)"> <b>đậm</b>')
  await officer.getByRole('textbox').press('Enter')
  await says(officer, '<img src=x onerror="alert(1)"> <b>đậm</b>')
  await officer.getByRole('textbox').fill('/hong')
  await officer.getByRole('textbox').press('Enter')
  await says(officer, '<img src=x onerror=alert(1)>')
  expect(await officer.locator('.messages .text img').count()).toBe(0)
  expect(await officer.locator('.text strong em').textContent()).toBe('và nghiêng')
  const link = officer.getByRole('link', { name: 'https://example.org/a?b=1' })
  expect(await link.getAttribute('rel')).toBe('noopener noreferrer')
  expect(await officer.getByRole('button', { name: 'Không bấm được' }).isDisabled()).toBe(true)
  expect(troubles).toEqual([])
})

test('files come in by dropping, by pasting and by the button, and go out again', async () => {
  const { tab, troubles } = await look(browser, page.url, desktop)
  const officer = phoneOf(tab, 'Cán bộ Hoa')
  const give = (kind: string, name: string) => officer.evaluate(giveFile, { kind, name })
  await give('dragenter', 'thả.txt')
  await officer.getByText('Thả tệp vào đây').waitFor()
  await give('drop', 'thả.txt')
  await officer.locator('.mine .file', { hasText: 'thả.txt' }).waitFor()
  await officer.getByText('Thả tệp vào đây').waitFor({ state: 'hidden' })
  await give('paste', 'dán.txt')
  await officer.locator('.mine .file', { hasText: 'dán.txt' }).waitFor()
  await officer
    .locator('input[type=file]')
    .setInputFiles({ name: 'chọn.txt', mimeType: 'text/plain', buffer: Buffer.from('Đã chọn') })
  const sent = officer.locator('.mine .file', { hasText: 'chọn.txt' })
  await sent.waitFor()
  const [download] = await Promise.all([tab.waitForEvent('download'), sent.click()])
  expect(download.suggestedFilename()).toBe('chọn.txt')
  expect(readFileSync(await download.path(), 'utf8')).toBe('Đã chọn')

  await tab.getByRole('button', { name: /Gửi Bản quét/ }).dragTo(phoneOf(tab, 'Chị Bình'))
  await phoneOf(tab, 'Chị Bình').locator('.mine .file', { hasText: 'quet 085.txt' }).waitFor()
  expect(troubles).toEqual([])
})

test('what arrives out of sight is counted, with the mark of a mention, until it is looked at', async () => {
  const { tab } = await look(browser, page.url, desktop)
  const officer = phoneOf(tab, 'Cán bộ Hoa')
  await tab.getByRole('button', { name: /Gửi Công văn 112/ }).click()
  await phoneOf(tab, 'Chị Bình').getByRole('tab', { name: 'Đôn Đốc' }).click()
  await press(officer, 'Giao việc')
  const unit = phoneOf(tab, 'Chị Bình').getByRole('tab', { name: /Phòng Kinh tế/ })
  await expect.poll(() => unit.locator('.badge').textContent()).toContain('@2')
  await unit.click()
  await unit.locator('.badge').waitFor({ state: 'detached' })
  const far = tab.getByRole('button', { name: /^Tới điện thoại của Anh Dũng/ })
  await expect.poll(() => far.getAttribute('aria-label')).toMatch(/: 2 tin chưa đọc$/)
  await far.click()
  await expect.poll(() => far.getAttribute('aria-label')).not.toMatch(/chưa đọc/)
})

test('an alert of the bot waits on that phone, and gives the focus back', async () => {
  const { tab } = await look(browser, page.url, desktop)
  await tab.getByRole('button', { name: /Gửi Công văn 112/ }).click()
  await press(phoneOf(tab, 'Cán bộ Hoa'), 'Giao việc')
  const head = phoneOf(tab, 'Chị Bình')
  await press(head, 'Khó khăn, chậm, gia hạn')
  await head.getByRole('alertdialog').getByText('Mục này mở trong trò chuyện riêng với bot.').waitFor()
  await tab.keyboard.press('Enter')
  await head.getByRole('alertdialog').waitFor({ state: 'hidden' })
  expect(await tab.evaluate('document.activeElement.dataset.label')).toBe('Khó khăn, chậm, gia hạn')
})

test('the page speaks English when asked and remembers it; the chats stay as they are', async () => {
  const { tab, troubles } = await look(browser, page.url, desktop)
  await tab.getByRole('button', { name: 'English' }).click()
  await tab.reload()
  await tab.locator('#preparing').waitFor({ state: 'hidden' })
  expect(await tab.locator('html').getAttribute('lang')).toBe('en')
  expect(await tab.locator('.step').allTextContents()).toHaveLength(7)
  const words = await tab.evaluate(
    `[...document.querySelectorAll('.top, .guide, .aside h2, .phone-head p')].map((node) => node.innerText).join(' ')`,
  )
  expect(words).toContain('Next moment')
  expect(words).toContain('Head of Economy')
  expect(String(words).replace(/“[^”]*”|Đôn Đốc|Cán bộ Hoa/g, '')).not.toMatch(/[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệ]/i)
  await says(phoneOf(tab, 'Cán bộ Hoa'), 'Xin chào Nguyễn Thị Hoa.')
  expect(troubles).toEqual([])
})

test('the clock jumps to a date and refuses to run back; starting over brings a new commune', async () => {
  const { tab } = await look(browser, page.url, desktop)
  await tab.getByRole('button', { name: 'Tới ngày giờ…' }).click()
  await tab.getByLabel('Ngày giờ muốn tới').fill('2026-10-01T09:30')
  await tab.getByRole('button', { name: 'Tới', exact: true }).click()
  await expect.poll(() => tab.locator('#clock-day').textContent()).toBe('Thứ Năm, 1/10/2026')
  await tab.getByRole('button', { name: /Gửi Công văn 112/ }).click()
  await says(phoneOf(tab, 'Cán bộ Hoa'), '12 nhiệm vụ')
  await tab.getByRole('button', { name: 'Chơi lại từ đầu' }).click()
  await tab.getByRole('dialog').getByRole('button', { name: 'Chơi lại' }).click()
  await expect.poll(() => tab.locator('#clock-day').textContent()).toBe('Thứ Hai, 14/9/2026')
  expect(await phoneOf(tab, 'Cán bộ Hoa').locator('.message', { hasText: '12 nhiệm vụ' }).count()).toBe(0)
  expect(await stepsDone(tab)).toBe(0)
})

test('a page that has lost the program says so', async () => {
  const { tab } = await look(browser, page.url, desktop)
  await page.close()
  await tab.getByText('Mất kết nối với chương trình').waitFor()
  const officer = phoneOf(tab, 'Cán bộ Hoa')
  await officer.getByRole('textbox').fill('Chưa gửi được')
  await officer.getByRole('textbox').press('Enter')
  await officer.locator('.toast', { hasText: 'Không tới được chương trình' }).waitFor()
  expect(await officer.getByRole('textbox').inputValue()).toBe('Chưa gửi được')
})
