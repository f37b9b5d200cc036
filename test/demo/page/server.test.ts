// The page's server without a browser: who may ask, what is done in the game, what is told about it.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Playground } from '../../../src/demo/page/playground.js'
import { type ServedPage, servePage } from '../../../src/demo/page/server.js'
import type { MessageView } from '../../../src/demo/page/view.js'
import { openFakePlayground } from './playground.js'

interface State {
  epoch: number
  officer: number
  people: { id: number; title: string; role: string; chats: { id: number; menu: { command: string }[] }[] }[]
  chats: { id: number; title: string }[]
  letters: { title: string }[]
  messages: MessageView[]
  clock: { now: number; next?: number; moving: boolean }
  guide: { done: string[] }
}

let playground: Playground
let page: ServedPage
let url: string

beforeEach(async () => {
  page = await servePage({
    port: 0,
    async open() {
      playground = await openFakePlayground()
      return playground
    },
  })
  url = `http://127.0.0.1:${page.port}`
})
afterEach(() => page.close())

const state = async () => (await (await fetch(`${url}/api/state`)).json()) as State

async function post(path: string, input: object, headers: Record<string, string> = { 'x-dondoc-page': '1' }) {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(input),
  })
  await playground.stage.settle()
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

async function buttonOf(chat: number, label: string) {
  const message = (await state()).messages.findLast(
    (one) => one.chat === chat && one.buttons.flat().some(({ text }) => text === label),
  )
  const button = message?.buttons.flat().find(({ text }) => text === label)
  if (!message || !button?.data) throw new Error(`no button ${label}`)
  return { chat, message: message.id, button: button.data }
}

/** Names of events with their data, as they come, until `enough`. */
async function listen(enough: (events: { event: string; data: Record<string, unknown> }[]) => boolean) {
  const stop = new AbortController()
  const response = await fetch(`${url}/api/events`, { signal: stop.signal })
  const reader = response.body!.getReader()
  const events: { event: string; data: Record<string, unknown> }[] = []
  const reading = (async () => {
    let rest = ''
    while (!enough(events)) {
      const { value, done } = await reader.read()
      if (done) break
      rest += new TextDecoder().decode(value)
      const parts = rest.split('\n\n')
      rest = parts.pop() ?? ''
      for (const part of parts) {
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(part)?.[1] ?? ''
        events.push({ event: field('event'), data: JSON.parse(field('data')) })
      }
    }
    stop.abort()
    return events
  })()
  return { events, reading }
}

test('the page and its parts come from here alone, under a policy that lets nothing else in', async () => {
  const html = await fetch(`${url}/`)
  expect(html.headers.get('content-type')).toContain('text/html')
  const policy = html.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toContain('unsafe')
  const text = await html.text()
  expect(text).not.toMatch(/<script(?![^>]* src=")|\son[a-z]+=|style="|https?:\/\/(?!www\.w3\.org)/)
  const parts = [...text.matchAll(/(?:src|href)="(\/[a-z]+\.(?:css|js|svg))"/g)].map((match) => match[1] ?? '')
  const imported = new Set<string>()
  const load = async (path: string) => {
    if (imported.has(path)) return
    imported.add(path)
    const response = await fetch(url + path)
    expect([path, response.status]).toEqual([path, 200])
    const body = await response.text()
    expect(body).not.toMatch(/innerHTML|insertAdjacentHTML|document\.write|\beval\(/)
    for (const match of body.matchAll(/from '\.(\/[a-z]+\.js)'/g)) await load(match[1] ?? '')
  }
  for (const part of parts) await load(part)
  expect(imported.size).toBeGreaterThan(15)
  for (const path of ['/server.ts', '/../package.json', '/%2e%2e/package.json', '/page.html.bak'])
    expect((await fetch(url + path)).status).toBe(404)
})

test('a request under another host name, or one that another site could make, gets nowhere', async () => {
  const { officer } = await state()
  const { request } = await import('node:http')
  const status = await new Promise((resolve) =>
    request(`${url}/api/state`, { headers: { host: `evil.example:${page.port}` } }, (answer) =>
      resolve(answer.statusCode),
    ).end(),
  )
  expect(status).toBe(403)
  expect(await post('/api/say', { person: officer, chat: officer, text: 'Xin chào' }, {})).toMatchObject({
    status: 403,
  })
  expect((await state()).messages.some((message) => message.text === 'Xin chào')).toBe(false)
})

test('everybody has a phone with the bot and the groups they are in, the officer all of them', async () => {
  const { people, chats, letters, clock, officer } = await state()
  expect(people).toHaveLength(8)
  expect(people[0]).toMatchObject({ id: officer, title: 'Cán bộ Hoa', role: 'Cán bộ VHXH' })
  expect(people.map((person) => person.chats.length)).toEqual([5, 2, 2, 2, 2, 1, 1, 1])
  expect(people[0]?.chats[0]?.menu.map(({ command }) => command)).toContain('tongket')
  expect(chats.map(({ title }) => title)).toContain('Phòng Kinh tế')
  expect(letters).toHaveLength(3)
  expect(new Date(clock.now).toISOString()).toMatch(/^2026-09-14T01:05/)
})

test('the whole story: letter, check, issue, receive, report, next moment, summary; each step of the guide when it has happened', async () => {
  const { people, officer } = await state()
  const head = people[2]!
  const group = head.chats[1]!.id
  const done = async () => (await state()).guide.done
  expect(await done()).toEqual([])

  await post('/api/letter', { letter: 0 })
  expect(await done()).toEqual(['letter'])
  const answer = (await state()).messages.findLast(({ chat }) => chat === officer)
  expect(answer).toMatchObject({ from: { bot: true }, edited: false, replyTo: expect.any(Number) })
  expect(answer?.entities[0]).toMatchObject({ type: 'bold' })

  await post('/api/tap', { person: officer, ...(await buttonOf(officer, 'Xem từng việc')) })
  expect(await done()).toEqual(['letter', 'check'])
  expect((await state()).messages.find(({ id }) => id === answer?.id)).toMatchObject({ edited: true })

  const issued = await post('/api/tap', { person: officer, ...(await buttonOf(officer, 'Giao việc')) })
  expect(issued.body).toMatchObject({ answered: true, text: 'Đang gửi tới 4 nhóm', alert: false })
  expect(await done()).toEqual(['letter', 'check', 'issue'])

  await post('/api/tap', { person: head.id, ...(await buttonOf(group, 'Đã nhận')) })
  expect(await done()).toContain('receive')
  await post('/api/tap', { person: head.id, ...(await buttonOf(group, 'Báo cáo hoàn thành')) })
  const question = (await state()).messages.findLast(({ chat, ask }) => chat === group && ask)
  expect(question?.ask).toEqual({ placeholder: 'Minh chứng của việc #17', of: [head.id] })
  await post('/api/say', { person: head.id, chat: group, text: 'Báo cáo số 45/BC-KT', replyTo: question?.id })
  expect(await done()).toContain('report')

  expect((await state()).clock.next).toBe(Date.parse('2026-09-17T01:00:00Z'))
  expect((await post('/api/clock', { move: 'next' })).body).toEqual({ moved: true })
  expect(await done()).toContain('time')
  const reminded = (await state()).messages.filter(({ text }) => text.includes('việc cần báo cáo'))
  expect(reminded).toHaveLength(3)

  await post('/api/say', { person: officer, chat: officer, text: '/tongket' })
  expect(await done()).toEqual(['letter', 'check', 'issue', 'receive', 'report', 'time', 'summary'])
  const picture = (await state()).messages.findLast(({ file }) => file?.kind === 'photo')
  expect(picture?.file).toMatchObject({ width: 720, height: 400 })
  const shown = await fetch(url + picture?.file?.href)
  expect(shown.headers.get('content-type')).toBe('image/png')
  expect(shown.headers.get('content-disposition')).toMatch(/^inline/)
})

test('a file goes up as it is and comes down as an attachment that no browser runs', async () => {
  const { officer } = await state()
  const sent = await fetch(
    `${url}/api/file?person=${officer}&chat=${officer}&name=${encodeURIComponent('thư <b>.html')}`,
    {
      method: 'POST',
      headers: { 'x-dondoc-page': '1', 'content-type': 'text/html' },
      body: '<script>alert(1)</script>',
    },
  )
  expect(sent.status).toBe(200)
  await playground.stage.settle()
  const { file } = (await state()).messages.findLast((message) => message.file)!
  expect(file).toMatchObject({ name: 'thư <b>.html', kind: 'document', size: 25 })
  const back = await fetch(url + file!.href)
  expect(back.headers.get('content-type')).toBe('application/octet-stream')
  expect(back.headers.get('content-disposition')).toBe(
    `attachment; filename*=UTF-8''${encodeURIComponent('thư <b>.html')}`,
  )
  expect(back.headers.get('content-security-policy')).toContain('sandbox')
  expect(await back.text()).toBe('<script>alert(1)</script>')
  expect((await fetch(`${url}/api/file/${officer}/999999`)).status).toBe(404)
  expect((await fetch(`${url}/api/file/12/13`)).status).toBe(404)
})

test('what cannot be is refused with a reason and changes nothing', async () => {
  const { officer, people } = await state()
  const [, head, other] = people
  const before = (await state()).messages.length
  expect(await post('/api/say', { person: other!.id, chat: head!.chats[1]!.id, text: 'Xin chào' })).toMatchObject({
    status: 409,
    body: { error: 'refused', detail: expect.stringContaining('is not a member') },
  })
  for (const input of [{}, { person: officer, chat: officer, text: '' }, { person: 'ai', chat: 1, text: 'a' }])
    expect(await post('/api/say', input)).toMatchObject({ status: 400, body: { error: 'bad-request' } })
  expect(await post('/api/letter', { letter: 9 })).toMatchObject({ status: 409 })
  expect(await post('/api/tap', { person: officer, chat: officer, message: 1, button: 'x' })).toMatchObject({
    status: 409,
  })
  expect((await state()).messages).toHaveLength(before)
})

test('the clock moves by a day, to a working morning, to a date, and never back', async () => {
  const now = async () => new Date((await state()).clock.now + 7 * 3600_000).toISOString().slice(0, 16)
  const move = async (to: unknown) => (await post('/api/clock', { move: to })).body
  expect(await move('next')).toEqual({ moved: false, why: 'nothing-due' })
  await move('morning')
  expect(await now()).toBe('2026-09-15T08:00')
  await move('day')
  expect(await now()).toBe('2026-09-16T08:00')
  await move({ day: '2026-09-18', time: '16:30' })
  await move('morning')
  expect(await now()).toBe('2026-09-21T08:00')
  expect(await move({ day: '2026-09-20', time: '08:00' })).toEqual({ moved: false, why: 'past' })
  expect(await move({ day: '2026-09-31', time: '08:00' })).toEqual({ moved: false, why: 'no-such-day' })
  expect(await move({ day: '2036-01-01', time: '08:00' })).toEqual({ moved: false, why: 'too-far' })
  expect((await post('/api/clock', { move: 'back' })).status).toBe(400)
})

test('a jump over several moments stops at each, so what is due happens at its hour', async () => {
  const { officer } = await state()
  await post('/api/letter', { letter: 0 })
  await post('/api/tap', { person: officer, ...(await buttonOf(officer, 'Giao việc')) })
  await post('/api/clock', { move: { day: '2026-09-26', time: '10:00' } })
  const reminders = (await state()).messages.filter(({ text }) => text.startsWith('Phòng Kinh tế: việc cần báo cáo'))
  expect(reminders.map(({ at }) => new Date(at).toISOString().slice(0, 16))).toEqual([
    '2026-09-17T01:00',
    '2026-09-21T01:00',
    '2026-09-25T01:00',
  ])
})

test('whoever looks on hears of messages, typing, the clock and the guide as it happens', async () => {
  const { officer } = await state()
  const heard = await listen(
    (events) => events.some(({ data }) => 'guide' in data) && events.some(({ data }) => 'clock' in data),
  )
  await post('/api/letter', { letter: 0 })
  const events = await heard.reading
  expect(events[0]).toEqual({ event: 'ready', data: { epoch: 1 } })
  const news = events.filter(({ event }) => event === 'news').map(({ data }) => data)
  expect(
    news.flatMap(({ messages }) => (messages as MessageView[] | undefined) ?? []).map(({ chat }) => chat),
  ).toContain(officer)
  expect(news.find((one) => 'guide' in one)).toEqual({ guide: { done: ['letter'] } })
})

test('starting over closes the old game, opens a new one and tells everybody', async () => {
  const first = playground
  const { officer } = await state()
  await post('/api/letter', { letter: 0 })
  const heard = await listen((events) => events.filter(({ event }) => event === 'ready').length === 2)
  expect((await post('/api/reset', {})).status).toBe(200)
  expect((await heard.reading).map(({ event }) => event).filter((event) => event !== 'news')).toEqual([
    'ready',
    'preparing',
    'ready',
  ])
  expect(playground).not.toBe(first)
  const fresh = await state()
  expect(fresh).toMatchObject({ epoch: 2, guide: { done: [] } })
  expect(fresh.messages.filter(({ chat, file }) => chat === officer && file)).toEqual([])
  await expect(fetch(first.stage.emulator.url)).rejects.toThrow()
})

test('a taken port is said in one line, before anything is opened', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  const opened: string[] = []
  const open = async () => {
    opened.push('open')
    return await openFakePlayground()
  }
  await expect(servePage({ port, open })).rejects.toThrow(
    new RegExp(`^Cổng ${port} đang được chương trình khác dùng[^\n]+$`),
  )
  expect(opened).toEqual([])
  other.close()
})

test('a game that cannot be opened leaves nothing listening', async () => {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  const open = () => Promise.reject(new Error('the database does not open'))
  await expect(servePage({ port, open })).rejects.toThrow('the database does not open')
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow()
})
