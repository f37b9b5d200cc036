// What can be done in the game, over HTTP: say, tap, send a file, follow a link, move the clock, start over.
import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { dayOf, makeDay, partsOf } from '../../lib/day.js'
import { officerOf } from './playground.js'
import type { Table } from './server.js'
import type { Session } from './session.js'
import { type ClockMove, destination, passTime } from './time.js'

const mostText = 200_000
const mostBytes = 50 * 1024 * 1024

const place = { person: z.number().int(), chat: z.number().int() }
const sayInput = z.object({ ...place, text: z.string().min(1).max(mostText), replyTo: z.number().int().optional() })
const tapInput = z.object({ ...place, message: z.number().int(), button: z.string().min(1) })
const letterInput = z.object({
  letter: z.number().int().min(0),
  chat: z.number().int().optional(),
  person: z.number().int().optional(),
})
const openInput = z.object({ ...place, link: z.string().max(500) })
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const clockInput = z.object({ move: z.union([z.enum(['next', 'morning', 'day']), z.object({ day, time })]) })

/** A refusal the page has words for. */
function refusal(c: Context, status: 400 | 404 | 409 | 413 | 503, error: string, detail = '') {
  return c.json({ error, detail }, status)
}

export function addGameRoutes(app: Hono, table: Table): void {
  /** Runs it on the game now; what the emulator refuses ("… is not a member of …") is told to the page. */
  async function play(c: Context, run: (session: Session) => Promise<object | undefined>): Promise<Response> {
    const session = table.session()
    if (!session) return refusal(c, 503, 'preparing')
    try {
      return c.json((await run(session)) ?? {})
    } catch (error) {
      if (error instanceof z.ZodError || error instanceof SyntaxError) return refusal(c, 400, 'bad-request')
      return refusal(c, 409, 'refused', error instanceof Error ? error.message : String(error))
    }
  }

  const isOfficer = (session: Session, person: number) => officerOf(session.playground).person.id === person

  app.get('/api/state', (c) => play(c, (session) => session.state()))

  app.get('/api/file/:chat/:message', (c) => {
    const session = table.session()
    if (!session) return refusal(c, 503, 'preparing')
    const file = findFile(session, Number(c.req.param('chat')), Number(c.req.param('message')))
    if (!file) return refusal(c, 404, 'not-found')
    const isPicture = /^image\/(png|jpeg)$/.test(file.type)
    const disposition = isPicture && c.req.query('save') === undefined ? 'inline' : 'attachment'
    return c.body(new Uint8Array(file.bytes), 200, {
      'content-type': isPicture ? file.type : 'application/octet-stream',
      'content-disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'content-security-policy': "default-src 'none'; sandbox",
    })
  })

  app.post('/api/say', (c) =>
    play(c, async (session) => {
      const { person, chat, text, replyTo } = sayInput.parse(await c.req.json())
      const { emulator, bot } = session.playground.stage
      emulator.say(person, chat, text, { bot: bot.id, ...(replyTo === undefined ? {} : { replyTo }) })
      session.happened({ kind: 'said', byOfficer: isOfficer(session, person), inGroup: chat < 0, text, file: false })
      return undefined
    }),
  )

  app.post('/api/tap', (c) =>
    play(c, async (session) => {
      const { person, chat, message, button } = tapInput.parse(await c.req.json())
      const { emulator, bot } = session.playground.stage
      const pressed = emulator
        .message(chat, message, { bot: bot.id })
        ?.buttons.flat()
        .find((one) => one.data === button)
      const answering = emulator.tap(person, chat, message, button, { bot: bot.id })
      const byOfficer = isOfficer(session, person)
      session.happened({ kind: 'tapped', byOfficer, inGroup: chat < 0, label: pressed?.text ?? '' })
      const answer = await answering
      return answer
        ? { answered: true, text: answer.text ?? '', alert: answer.showAlert, url: answer.url }
        : { answered: false }
    }),
  )

  app.post('/api/file', async (c) => {
    if (Number(c.req.header('content-length') ?? 0) > mostBytes) return refusal(c, 413, 'too-large')
    return await play(c, async (session) => {
      const asked = c.req.query()
      const { person, chat } = z.object({ person: z.coerce.number().int(), chat: z.coerce.number().int() }).parse(asked)
      const bytes = new Uint8Array(await c.req.arrayBuffer())
      const type = c.req.header('content-type') ?? 'application/octet-stream'
      const { emulator, bot } = session.playground.stage
      emulator.sendFile(person, chat, {
        name: asked.name || 'tep',
        type,
        bytes,
        as: /^image\/(png|jpeg)$/.test(type) ? 'photo' : 'document',
        bot: bot.id,
        ...(asked.caption ? { caption: asked.caption } : {}),
        ...(asked.album ? { album: asked.album } : {}),
        ...(asked.replyTo ? { replyTo: Number(asked.replyTo) } : {}),
      })
      session.happened({ kind: 'said', byOfficer: isOfficer(session, person), inGroup: chat < 0, text: '', file: true })
      return undefined
    })
  })

  app.post('/api/letter', (c) =>
    play(c, async (session) => {
      const input = letterInput.parse(await c.req.json())
      const letter = session.playground.letters[input.letter]
      if (!letter) throw new Error(`no letter ${input.letter}`)
      const person = input.person ?? officerOf(session.playground).person.id
      const chat = input.chat ?? person
      const { emulator, bot } = session.playground.stage
      emulator.sendFile(person, chat, { name: letter.fileName, type: letter.type, bytes: letter.bytes, bot: bot.id })
      session.happened({ kind: 'said', byOfficer: isOfficer(session, person), inGroup: chat < 0, text: '', file: true })
      return undefined
    }),
  )

  app.post('/api/open', (c) =>
    play(c, async (session) => {
      const { person, chat, link } = openInput.parse(await c.req.json())
      session.playground.stage.emulator.open(person, link, chat < 0 ? { chatId: chat } : {})
      return undefined
    }),
  )

  app.post('/api/clock', async (c) =>
    play(c, async () => {
      const { move } = clockInput.parse(await c.req.json())
      return await table.inTurn(() => moveClock(table, move))
    }),
  )

  app.post('/api/reset', async (c) => {
    try {
      await table.startOver()
      return c.json({})
    } catch (error) {
      return refusal(c, 409, 'refused', error instanceof Error ? error.message : String(error))
    }
  })
}

/** A clock runs forward only: what has been sent cannot be unsent. */
async function moveClock(table: Table, move: ClockMove): Promise<object> {
  const session = table.session()
  if (!session) return { moved: false, why: 'preparing' }
  const { stage } = session.playground
  if (typeof move === 'object') {
    const { year, month, day } = partsOf(move.day)
    if (!makeDay(year, month, day)) return { moved: false, why: 'no-such-day' }
    // A game of years would only be a long wait.
    if (year > partsOf(dayOf(stage.clock.now())).year + 2) return { moved: false, why: 'too-far' }
  }
  const asked = await destination(stage, move)
  if (!asked) return { moved: false, why: 'nothing-due' }
  const now = stage.clock.now()
  if (asked <= now && move !== 'next') return { moved: false, why: 'past' }
  const to = asked < now ? now : asked
  await session.tellClock(true)
  try {
    await passTime(stage, to)
  } finally {
    await session.tellClock(false)
  }
  session.happened({ kind: 'clock' })
  return { moved: true }
}

function findFile(session: Session, chat: number, message: number) {
  try {
    return session.playground.stage.emulator.message(chat, message, { bot: session.playground.stage.bot.id })?.file
  } catch {
    // The emulator knows no such chat.
    return undefined
  }
}
