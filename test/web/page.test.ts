// The signed page through the real program: links, the cookie they are traded for, answers by forms, files in and out.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { and, eq, inArray } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { assignments, evidence } from '../../src/db/schema/assignments.js'
import { links } from '../../src/db/schema/people.js'
import { events } from '../../src/db/schema/trail.js'
import { openSheet } from '../../src/files/sheet/open.js'
import { storeInvite } from '../../src/office/communes/invitation.js'
import { createSet } from '../../src/office/indicators/set/actions.js'
import { healthy, type Program, startProgram, until } from '../support/program.js'
import { openTown, type Town } from '../support/town.js'
import { Browser, buttonOf } from './browser.js'

const PUBLIC = 'http://localhost:9/bot'
let town: Town
let program: Program
let address: string
let invitation: string

beforeAll(async () => {
  town = await openTown({ assignments: 60 })
  invitation = await town.look(
    async (db) =>
      (
        await storeInvite(
          db,
          { communeId: town.group.communeId, role: 'officer', unitId: null, issuedBy: null },
          new Date(),
        )
      ).code,
  )
  const { communeId } = town.group
  await town.look((db) => db.transaction((tx) => createSet(tx, { communeId, actorId: 1 }, new Date())))
  await start()
}, 60_000)
afterAll(async () => {
  await program.stop()
  await town.close()
})

async function start(): Promise<void> {
  program = startProgram({ ...town.environment, PUBLIC_URL: PUBLIC })
  address = `${await program.address}/bot`
  Browser.site = address
  await healthy(program)
}

/** Waits until something is there. */
async function soon<T>(find: () => T | undefined | false | Promise<T | undefined | false>): Promise<T> {
  return (await until(find, Boolean)) as T
}

/** The newest link the bot said in a chat. */
async function linkIn(chatId: number): Promise<string> {
  const link = await soon(() => {
    const said = town.emulator
      .messages(chatId)
      .filter((one) => one.from.isBot)
      .reverse()
      .find((one) => one.text.includes(`${PUBLIC}/l/`))
    return said && /http:\S+\/l\/(\S+)/.exec(said.text)?.[1]
  })
  return `${address}/l/${link}`
}

const head = new Browser()

describe('an acting link', () => {
  let link: string

  it('is given in private, and looking at it changes nothing', async () => {
    town.emulator.say(town.head.id, town.head.id, '/lienket')
    link = await linkIn(town.head.id)
    expect(link).not.toContain(String(town.head.id))
    for (let times = 0; times < 3; times++) {
      const seen = await new Browser().get(link)
      expect(seen.status).toBe(200)
      expect(seen.text).toContain('Mở trên máy này')
      expect(seen.headers.get('set-cookie')).toBeNull()
    }
  })

  it('is refused from another site, traded once, and then dead', async () => {
    const foreign = await new Browser().post(
      link,
      {},
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    )
    expect(foreign.status).toBe(403)
    const opened = await head.post(link)
    expect(opened.status).toBe(200)
    expect(opened.set).toMatch(/HttpOnly/)
    expect(opened.set).toMatch(/SameSite=Lax/)
    expect(opened.set).toMatch(/Path=\/bot/)
    const again = await new Browser().post(link)
    expect([again.status, again.set]).toEqual([410, null])
    expect(again.text).toContain('/lienket')
  })
})

describe('the page of a device', () => {
  it('shows the unit’s open work small enough for a slow line, with headers that keep it to itself', async () => {
    const shown = await head.get('/viec')
    expect(shown.status).toBe(200)
    expect(shown.text).toContain('60 việc')
    expect(shown.text).toContain('Báo cáo hoàn thành')
    expect(shown.text).toContain('Xem 30 việc tiếp theo')
    expect(Buffer.byteLength(shown.text)).toBeLessThan(100_000)
    expect(shown.text).not.toMatch(/<script|onclick|https?:\/\/(?!localhost)/)
    expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(shown.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(shown.headers.get('x-content-type-options')).toBe('nosniff')
    expect(shown.headers.get('cache-control')).toBe('no-store')
    expect((await head.get('/viec?bo=30')).text).not.toContain('việc tiếp theo')
  })

  it('is nobody’s without the cookie, and takes nothing from another site', async () => {
    expect((await new Browser().get('/viec')).status).toBe(401)
    expect((await new Browser().post('/viec', { text: '/viec' })).status).toBe(401)
    const forged = new Browser()
    forged.cookie = `dondoc=${'x'.repeat(22)}`
    expect((await forged.get('/viec')).status).toBe(401)
    const cross = await head.post('/viec', { text: '/viec' }, { origin: 'https://evil.example' })
    expect(cross.status).toBe(403)
  })

  it('a button pressed twice acts once, and the answer is said', async () => {
    const once = await head.once()
    const [id] = town.group.assignmentIds
    const press = { once, do: `assignment.accept:${id}` }
    const both = await Promise.all([head.post('/viec', press), head.post('/viec', press)])
    for (const one of both) expect(one.status).toBe(200)
    expect(both.some((one) => one.text.includes('Đã nhận'))).toBe(true)
    // The same again from a page loaded later is told what stands.
    const late = await head.post('/viec', { once: await head.once(), do: `assignment.accept:${id}` })
    expect(late.text).toMatch(/đã/i)
  })

  it('a report takes a file and a word, and what a question asks is answered where it stands', async () => {
    const id = town.group.assignmentIds[1]!
    const asked = await head.post('/viec', { once: await head.once(), do: `assignment.done:${id}` })
    expect(asked.text).toContain('<textarea')
    const question = /name="question" value="(\d+)"/.exec(asked.text)?.[1]
    expect(question).toBeDefined()
    const file = new File([new Uint8Array(Buffer.from('biên bản nghiệm thu'))], 'biên bản.pdf', {
      type: 'application/pdf',
    })
    const sent = await head.post('/viec', { once: await head.once(), question: question!, text: '', file })
    expect(sent.status).toBe(200)
    await soon(async () => {
      const page = (await head.get('/viec')).text
      return page.includes('Chờ xác nhận') || page.includes('Hoàn thành')
    })
  })

  it('typed answers and hostile text are text', async () => {
    const typed = await head.post('/viec', { once: await head.once(), text: '3 dang lam' })
    expect(typed.text).toContain('#3')
    const hostile = await head.post('/viec', { once: await head.once(), text: '<img src=x onerror=alert(1)>' })
    expect(hostile.status).toBe(200)
    expect(hostile.text).not.toContain('<img src=x')
    const empty = await head.post('/viec', { once: await head.once(), text: '  ' })
    expect(empty.text).toContain('Chưa có gì để gửi')
  })

  it('a forged button of another unit or a torn one changes nothing', async () => {
    for (const data of ['assignment.done:999999', 'assignment.confirm:1', 'không phải nút', 'x'.repeat(500)]) {
      const answer = await head.post('/viec', { once: await head.once(), do: data })
      expect(answer.status).toBe(200)
    }
  })

  it('a file that bears a secret stamp is refused and does not stay', async () => {
    const file = new File(['noi dung'], 'TỐI MẬT - ke hoach.pdf', { type: 'application/pdf' })
    const answer = await head.post('/viec', { once: await head.once(), text: '', file })
    expect(answer.text).toContain('dấu chỉ mức độ mật')
    const folder = join(town.environment.DATA_DIR!, 'uploads')
    await soon(async () => {
      const left = await Promise.all((await readdir(folder)).map((name) => readFileText(join(folder, name))))
      return !left.includes('noi dung')
    })
  })

  it('gives out the file a message brought, to its own chat alone', async () => {
    const answer = await head.post('/viec', { once: await head.once(), text: '/bangtraloi' })
    let found = /\/tep\/(\d+)/.exec(answer.text)?.[1]
    found ??= await soon(async () => /\/tep\/(\d+)/.exec((await head.get('/viec?tu=0')).text)?.[1])
    const file = await head.get(`/tep/${found}`)
    expect(file.status).toBe(200)
    expect(file.headers.get('content-disposition')).toContain('attachment')
    expect(file.text.slice(0, 2)).toBe('PK')
    expect((await head.get('/tep/987654')).status).toBe(404)
    expect((await new Browser().get(`/tep/${found}`)).status).toBe(401)
  })
})

describe('figures, the unit’s monthly report and the sheet of answers', () => {
  /** Presses a button of the page by its label. */
  async function press(label: string): Promise<string> {
    const page = (await head.get('/viec')).text
    const action = buttonOf(page, label)
    if (!action) throw new Error(`no button ${label} in ${page.replace(/<[^>]+>/g, ' ').slice(-3000)}`)
    return (await head.post('/viec', { once: await head.once(), do: action })).text
  }

  it('a figure is asked for, checked and kept', async () => {
    await head.post('/viec', { once: await head.once(), text: '/solieu' })
    await soon(async () => buttonOf((await head.get('/viec')).text, 'Nhập'))
    const asked = await press('Nhập')
    const question = /name="question" value="(\d+)"/.exec(asked)?.[1]
    expect(question).toBeDefined()
    const wrong = await head.post('/viec', { once: await head.once(), question: question!, text: '120/100' })
    expect(wrong.text).toContain('120/100')
    await head.post('/viec', { once: await head.once(), question: question!, text: '95/100' })
    await soon(async () => (await head.get('/viec')).text.includes('95/100'))
  })

  it('the report is seen, sent, and given as a file to print', async () => {
    await head.post('/viec', { once: await head.once(), text: '/baocaodonvi' })
    await soon(async () => buttonOf((await head.get('/viec')).text, 'Gửi báo cáo'))
    // Figures that are missing need a reason first.
    const refused = await press('Gửi báo cáo')
    expect(refused).toContain('số liệu')
    await press('Nhập số liệu')
    for (let times = 0; times < 20; times++) {
      if (!buttonOf((await head.get('/viec')).text, 'Chưa có số liệu')) break
      await press('Chưa có số liệu')
      await press('Chưa đến kỳ chốt số')
    }
    await head.post('/viec', { once: await head.once(), text: '/baocaodonvi' })
    await soon(async () => buttonOf((await head.get('/viec')).text, 'Gửi báo cáo'))
    await press('Gửi báo cáo')
    const file = await soon(async () => /\/tep\/(\d+)"[^>]*>[^<]*\.docx/.exec((await head.get('/viec')).text)?.[1])
    const got = await head.get(`/tep/${file}`)
    expect(got.headers.get('content-disposition')).toContain('.docx')
    expect(got.text.slice(0, 2)).toBe('PK')
  })

  it('the sheet goes out and comes back filled in', async () => {
    const sheet = await head.post('/viec', { once: await head.once(), text: '/bangtraloi' })
    const link = await soon(async () => {
      const pages = [sheet.text, (await head.get('/viec')).text]
      return pages.map((page) => [...page.matchAll(/\/tep\/(\d+)"[^>]*>[^<]*\.xlsx/g)].at(-1)?.[1]).find(Boolean)
    })
    const rows = await openSheet(await head.bytes(`/tep/${link}`))
    const number = Number(rows.at(-1)?.[0])
    const filled = rows.map((row) => row.map((value) => ({ value: value ?? '' })))
    filled.at(-1)![5] = { value: 'Đang làm' }
    const bytes = new Uint8Array(await writeXlsxFile(filled).toBuffer())
    const file = new File([bytes], 'bang tra loi.xlsx', {
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    })
    await head.post('/viec', { once: await head.once(), text: '', file })
    await soon(async () => (await head.get('/viec')).text.includes(`#${number}: Đang thực hiện`))
  })
})

describe('a reading link', () => {
  it('shows what the unit has open and nothing to press', async () => {
    town.emulator.say(town.head.id, town.group.externalId, '/lienket')
    const link = await linkIn(town.group.externalId)
    const shown = await new Browser().get(link)
    expect(shown.status).toBe(200)
    expect(shown.text).toContain('việc')
    expect(shown.text).not.toMatch(/<form|<button/)
    expect(Buffer.byteLength(shown.text)).toBeLessThan(100_000)
    expect((await new Browser().post(link)).status).toBe(410)
  })
})

describe('somebody on no platform', () => {
  const browser = new Browser()

  it('takes an office with an invitation and then has the page', async () => {
    const link = `${address.replace(/:\d+\//, `:${new URL(address).port}/`)}/l/${invitation}`
    const seen = await browser.get(link)
    expect(seen.text).toContain('Nhận lời mời')
    expect((await browser.post(link, { name: ' ' })).status).toBe(400)
    const broken = await fetch(link, {
      method: 'POST',
      headers: { ...browser.own, 'content-type': 'multipart/form-data; boundary=x' },
      body: '--x\r\ncontent-disposition: form-data; name="na',
    })
    expect([broken.status, await broken.text()]).toEqual([400, expect.stringContaining('không đến đủ')])
    const joined = await browser.post(link, { name: 'Lê <b>Văn</b> Mới' })
    expect(joined.status).toBe(200)
    expect(joined.text).toContain('Lê &lt;b&gt;Văn&lt;/b&gt; Mới')
    expect((await new Browser().get(link)).status).toBe(410)
    const told = await browser.post('/viec', { once: await browser.once(), text: '/tongket' })
    expect(told.text).toMatch(/Tổng kết|TỔNG KẾT|việc/)
  })

  it('takes back all its links, the browser the invitation was opened in too', async () => {
    const other = new Browser()
    const given = await browser.post('/viec', { once: await browser.once(), text: '/lienket' })
    const token = /\/l\/([\w-]{22})/.exec(given.text)?.[1]
    await other.post(`/l/${token}`)
    expect((await other.get('/viec')).status).toBe(200)
    await other.post('/viec', { once: await other.once(), do: 'people.pagesEnd' })
    expect((await other.get('/viec')).status).toBe(401)
    expect((await browser.get('/viec')).status).toBe(401)
  })
})

describe('signing out', () => {
  it('is for good', async () => {
    town.emulator.say(town.officer.id, town.officer.id, '/lienket')
    const browser = new Browser()
    await browser.post(await linkIn(town.officer.id))
    expect((await browser.get('/viec')).status).toBe(200)
    const { cookie } = browser
    expect((await browser.post('/thoat')).text).toContain('không còn trả lời thay')
    browser.cookie = cookie
    expect((await browser.get('/viec')).status).toBe(401)
  })
})

describe('what ends a link', () => {
  it('whoever takes the own links back is nobody on these devices at once', async () => {
    expect((await head.get('/viec')).status).toBe(200)
    const end = await head.post('/viec', { once: await head.once(), do: 'people.pagesEnd' })
    expect(end.status).toBe(401)
    expect((await head.get('/viec')).status).toBe(401)
  })

  it('too many wrong ones from one address are not looked at any more', async () => {
    const browser = new Browser()
    const found = new Set<number>()
    for (let times = 0; times < 40; times++) found.add((await browser.get(`/l/wrong${times}`)).status)
    expect([...found]).toEqual([410, 429])
  })
})

describe('what all this left in the database', () => {
  it('one answer each, one piece of evidence, no link that is still good', async () => {
    await program.stop()
    const [first, second, third] = town.group.assignmentIds
    const found = await town.look(async (db) => ({
      accepted: await db
        .select()
        .from(events)
        .where(and(eq(events.subject, `assignment:${first}`), eq(events.action, 'assignment.accept')))
        .orderBy(events.id),
      work: await db
        .select()
        .from(assignments)
        .where(inArray(assignments.id, [first!, second!, third!]))
        .orderBy(assignments.id),
      given: await db.select().from(evidence).where(eq(evidence.assignmentId, second!)).orderBy(evidence.id),
      devices: await db.select().from(links).where(eq(links.kind, 'device')),
    }))
    expect(found.accepted).toHaveLength(1)
    expect(found.work.map((one) => one.status)).toEqual(['accepted', 'awaiting', 'in-progress'])
    expect(found.given).toHaveLength(1)
    expect(found.devices.length).toBe(4)
    expect(found.devices.every((one) => one.revokedAt !== null)).toBe(true)
  })
})

async function readFileText(path: string): Promise<string> {
  const { readFile } = await import('node:fs/promises')
  return readFile(path, 'utf8').catch(() => '')
}
