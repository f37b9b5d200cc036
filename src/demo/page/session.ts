// One game: a playground, how far the guide has come, and the news for everybody who looks on, gathered for a moment.
import type { Change } from '../telegram/world.js'
import { officerOf, type Playground } from './playground.js'
import { advance, type GuideStep, guideSteps, type Happening } from './steps.js'
import { type MessageView, viewMessage, viewPeople } from './view.js'

export interface News {
  messages?: MessageView[]
  /** Chats in which the bot is writing. */
  typing?: number[]
  people?: ReturnType<typeof viewPeople>
  guide?: { done: GuideStep[] }
  clock?: ClockView
}

export interface ClockView {
  now: number
  /** When something is due next. */
  next?: number
  moving: boolean
}

export interface Session {
  playground: Playground
  state(): Promise<object>
  happened(happening: Happening): void
  /** The clock was moved, or is being moved. */
  tellClock(moving: boolean): Promise<void>
  /** Stops listening; the stage stays open. */
  end(): void
}

const gatherMs = 30
const settleMs = 350
/** What is due next can change without a message: a job has planned ahead. */
const lookMs = 3000

export function openSession(playground: Playground, epoch: number, tell: (news: News) => void): Session {
  const { emulator, program, clock, bot } = playground.stage
  const officer = officerOf(playground).person.id
  let done: ReadonlySet<GuideStep> = new Set()
  let isMoving = false
  let ended = false
  let changed = new Map<string, Change>()
  let typing = new Set<number>()
  let gathering: NodeJS.Timeout | undefined
  let settling: NodeJS.Timeout | undefined
  let lastNext: number | undefined
  let lastPeople = JSON.stringify(viewPeople(playground))

  function view(chatId: number, messageId: number): MessageView | undefined {
    const message = emulator.message(chatId, messageId)
    return (
      message &&
      viewMessage(message, message.replyTo === undefined ? undefined : emulator.message(chatId, message.replyTo))
    )
  }

  function messagesOf(chatId: number): MessageView[] {
    const all = emulator.messages(chatId)
    const byId = new Map(all.map((message) => [message.id, message]))
    return all.filter(({ deleted }) => !deleted).map((message) => viewMessage(message, byId.get(message.replyTo ?? 0)))
  }

  function flush() {
    gathering = undefined
    const news: News = {}
    const messages = [...changed.values()].flatMap(({ chatId, messageId }) => view(chatId, messageId ?? 0) ?? [])
    for (const message of messages)
      if (message.from.bot && !message.deleted)
        happened({
          kind: 'shown',
          toOfficer: message.chat === officer,
          inGroup: message.chat < 0,
          labels: message.buttons.flat().map(({ text }) => text),
        })
    if (messages.length > 0) news.messages = messages
    if (typing.size > 0) news.typing = [...typing]
    const people = viewPeople(playground)
    const asText = JSON.stringify(people)
    if (asText !== lastPeople) news.people = people
    lastPeople = asText
    changed = new Map()
    typing = new Set()
    if (Object.keys(news).length > 0) tell(news)
    clearTimeout(settling)
    settling = setTimeout(() => void settle(), settleMs)
  }

  /** What was just said may have left work for the next tick (planning reminders): only after it is the next moment known. */
  async function settle(): Promise<void> {
    if (!isMoving) await program.runDue().catch(() => undefined)
    if (!ended) await tellClock()
  }

  function onChange(change: Change) {
    if (change.botId !== undefined && change.botId !== bot.id) return
    if (change.kind === 'action') typing.add(change.chatId)
    if (change.messageId !== undefined) {
      changed.set(`${change.chatId}/${change.messageId}`, change)
      typing.delete(change.chatId)
    }
    gathering ??= setTimeout(flush, gatherMs)
  }

  function happened(happening: Happening) {
    const now = advance(done, happening)
    if (now.size === done.size) return
    done = now
    tell({ guide: guide() })
  }

  const guide = () => ({ done: guideSteps.filter((step) => done.has(step)) })

  async function clockView(): Promise<ClockView> {
    // What is due next is a convenience: a program that is just stopping may not say.
    const next = await program.nextMoment().catch(() => undefined)
    return { now: clock.now().getTime(), ...(next ? { next: next.getTime() } : {}), moving: isMoving }
  }

  async function tellClock(moving = isMoving): Promise<void> {
    isMoving = moving
    const view = await clockView()
    lastNext = view.next
    if (!ended) tell({ clock: view })
  }

  async function lookAhead(): Promise<void> {
    if (!isMoving && (await clockView()).next !== lastNext) await tellClock()
  }
  const looking = setInterval(() => void lookAhead(), lookMs)
  emulator.on('change', onChange)
  return {
    playground,
    happened,
    tellClock,
    async state() {
      const view = viewPeople(playground)
      return {
        epoch,
        bot: { id: bot.id, username: bot.username },
        ...view,
        officer,
        letters: playground.letters.map(({ title, note, titleEn, noteEn, fileName, bytes }) => ({
          title,
          note,
          titleEn: titleEn ?? title,
          noteEn: noteEn ?? note,
          fileName,
          size: bytes.length,
        })),
        clock: await clockView(),
        guide: guide(),
        messages: view.chats.flatMap(({ id }) => messagesOf(id)),
      }
    },
    end() {
      ended = true
      emulator.off('change', onChange)
      clearInterval(looking)
      clearTimeout(gathering)
      clearTimeout(settling)
    },
  }
}
