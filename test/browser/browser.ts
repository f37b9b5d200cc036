// A headless Chromium for tests of the page. What goes wrong in the page (errors, requests elsewhere) is kept to be asserted.
import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const executablePath = '/usr/bin/chromium'
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
]

export async function launchBrowser(): Promise<Browser> {
  if (!existsSync(executablePath))
    throw new Error(
      `These tests need Chromium at ${executablePath}. On Debian: apt-get update && apt-get install -y chromium`,
    )
  return await chromium.launch({ executablePath, args })
}

export interface Look {
  tab: Page
  /** Console errors and warnings, uncaught exceptions, requests to other hosts. */
  troubles: string[]
}

export const desktop: BrowserContextOptions = { viewport: { width: 1440, height: 900 } }
export const tablet: BrowserContextOptions = { viewport: { width: 1024, height: 768 } }
export const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

/** Opens the page as on this screen and waits until the phones are there. */
export async function look(browser: Browser, url: string, screen: BrowserContextOptions): Promise<Look> {
  const context = await browser.newContext({ locale: 'vi-VN', permissions: [], ...screen })
  const tab = await context.newPage()
  tab.setDefaultTimeout(8000)
  const troubles: string[] = []
  tab.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text())
  })
  tab.on('pageerror', (error) => troubles.push(String(error)))
  tab.on('request', (request) => {
    if (!request.url().startsWith(url)) troubles.push(`request to ${request.url()}`)
  })
  await tab.goto(url)
  await tab.locator('#preparing').waitFor({ state: 'hidden' })
  return { tab, troubles }
}
