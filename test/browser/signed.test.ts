// The signed page in a real browser with scripts switched off, as a head on a phone and with the keyboard alone.
import { mkdirSync } from 'node:fs'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { projectFile } from '../../src/lib/project.js'
import { type Program, startProgram, until } from '../support/program.js'
import { openTown, type Town } from '../support/town.js'
import { desktop, launchBrowser, phone } from './browser.js'

const outputs = projectFile('test', 'browser', 'outputs')
let browser: Browser
let town: Town
let program: Program
let address: string

beforeAll(async () => {
  mkdirSync(outputs, { recursive: true })
  browser = await launchBrowser()
})
afterAll(() => browser?.close())
beforeEach(async () => {
  town = await openTown({ assignments: 8 })
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  address = `http://localhost:${port}`
  program = startProgram({ ...town.environment, PUBLIC_URL: address, PORT: String(port) })
  await program.address
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
  await program.stop()
  await town.close()
})

async function linkOf(chatId: number): Promise<string> {
  town.emulator.say(town.head.id, chatId, '/lienket')
  const text = await until(
    () => town.emulator.messages(chatId).findLast((one) => one.from.isBot && one.text.includes(`${address}/l/`))?.text,
    (found) => found !== undefined,
  )
  return /http:\S+\/l\/\S+/.exec(text ?? '')?.[0] ?? ''
}

async function open(url: string, screen: BrowserContextOptions): Promise<{ tab: Page; troubles: string[] }> {
  const context = await browser.newContext({ locale: 'vi-VN', javaScriptEnabled: false, ...screen })
  const tab = await context.newPage()
  tab.setDefaultTimeout(8000)
  const troubles: string[] = []
  tab.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text())
  })
  tab.on('request', (request) => {
    if (!request.url().startsWith(address)) troubles.push(`request to ${request.url()}`)
  })
  await tab.goto(url)
  return { tab, troubles }
}

const shot = (tab: Page, name: string) => tab.screenshot({ path: `${outputs}/${name}.png`, fullPage: true })

/** Everything that can be typed into or pressed says what it is. */
async function expectNamed(tab: Page): Promise<void> {
  for (const role of ['button', 'textbox', 'link'] as const) {
    for (const one of await tab.getByRole(role).all()) expect(await one.getAttribute('hidden'), role).toBeNull()
  }
  const fields = await tab.locator('textarea, input:not([type=hidden])').all()
  for (const field of fields) {
    const id = await field.getAttribute('id')
    expect(await tab.locator(`label[for="${id}"]`).count(), id ?? '').toBe(1)
  }
}

test('a head opens the link on a phone, accepts, and reports with a file', async () => {
  const { tab, troubles } = await open(await linkOf(town.head.id), phone)
  await shot(tab, 'signed-link')
  await tab.getByRole('button', { name: 'Mở trên máy này' }).click()
  await tab.getByText('8 việc').waitFor()
  await shot(tab, 'signed-work')
  await expectNamed(tab)

  await tab.locator('details.work').first().locator('summary').click()
  await shot(tab, 'signed-card')
  await tab.locator('details.work').first().getByRole('button', { name: 'Đã nhận' }).click()
  await tab.getByRole('heading', { name: 'Kết quả' }).waitFor()
  await tab.locator('details.work').first().locator('summary').click()
  await tab.locator('details.work').first().getByRole('button', { name: 'Báo cáo hoàn thành' }).click()
  const form = tab.locator('article.new form').filter({ has: tab.locator('textarea') })
  await shot(tab, 'signed-question')
  await form
    .locator('input[type=file]')
    .setInputFiles({ name: 'biên bản.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 biên bản') })
  await form.getByRole('button', { name: 'Gửi' }).click()
  await tab.getByText('Chờ xác nhận').first().waitFor()
  await shot(tab, 'signed-reported')
  await expectNamed(tab)
  for (const part of await tab.locator('main > *, article, details.work').all()) {
    const box = await part.boundingBox()
    if (box) expect(box.x + box.width).toBeLessThanOrEqual(390)
  }
  expect(troubles).toEqual([])
})

test('the keyboard alone is enough on a large screen, and a reading link only reads', async () => {
  const { tab, troubles } = await open(await linkOf(town.head.id), desktop)
  await tab.keyboard.press('Tab')
  await tab.keyboard.press('Tab')
  await tab.keyboard.press('Enter')
  await tab.getByText('8 việc').waitFor()
  await tab.getByLabel('Gõ câu trả lời hoặc lệnh').focus()
  await tab.keyboard.type('1,2 xong')
  await tab.keyboard.press('Tab')
  await tab.keyboard.press('Tab')
  await tab.keyboard.press('Enter')
  await tab.getByRole('heading', { name: 'Kết quả' }).waitFor()
  await shot(tab, 'signed-typed')
  const read = await open(await linkOf(town.group.externalId), phone)
  await read.tab.getByText('chỉ để xem').waitFor()
  expect(await read.tab.getByRole('button').count()).toBe(0)
  await shot(read.tab, 'signed-read')
  expect([...troubles, ...read.troubles]).toEqual([])
})
