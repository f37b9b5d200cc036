// One update in, one entry run. What a text, or the words beside a file, means is decided in this order: command; a printed number; reply to a
// question; typed answer; reply to a screen; the person's newest open question; anything else an entry accepts; silence in a group, a hint in private.

import { parseAction } from '../chat/action.js'
import type { Incoming, Sender } from '../chat/incoming.js'
import type { Capabilities } from '../chat/transport.js'
import type { Tx } from '../db/db.js'
import { UserError } from '../lib/errors.js'
import { translator } from '../lib/i18n.js'
import { clean } from '../lib/vietnamese.js'
import { publicAddress } from '../post/links.js'
import { chatCapabilities, lastQueued } from '../post/outbox.js'
import type { Ack, Actor, Answer, Entries, OpenCtx, OpenQuestion, TalkChat, TypedEntry, Where, Who } from './entry.js'
import { hintFor, isOfUnit } from './hint.js'
import { chosenByNumber } from './numbers.js'
import { closeQuestion, findAlbumQuestion, findQuestionByRef, listAwaited, UNREPLIED_MS } from './questions.js'
import { reply } from './reply.js'
import { slotShown } from './screen.js'

/** So long after it was asked a question is answered by what could as well be something else. */
const FRESH_MS = 10 * 60_000

/** So many open questions are looked through for the one that is answered. */
const MOST_AWAITED = 20

export interface RouterParts {
  entries: Entries[]
  /** The bot's own name, for `/viec@name`. */
  username: string
  chatOf(tx: Tx, channelId: number, incoming: Incoming, now: Date): Promise<TalkChat>
  whoIs(tx: Tx, chat: TalkChat, sender: Sender | undefined, now: Date): Promise<Actor | undefined>
  /** The stamp of a state secret in this text ("MẬT"), if it has one. */
  secretStamp(text: string): string | undefined
  /** The same of a file's name. */
  stampInName(name: string): string | undefined
  /** Erases what came with this update and asks for the message's deletion: nothing of it may stay. */
  erase(tx: Tx, ctx: OpenCtx): Promise<void>
}

export interface Update {
  /** The inbox row. */
  id: number
  channelId: number
}

/** What the tapper gets to see, if it was a button. */
export interface Outcome {
  ack?: Ack & { choiceId: string }
}

export interface Router {
  handle(tx: Tx, update: Update, incoming: Incoming, now: Date): Promise<Outcome>
}

/** Joins the slices' entries. Throws when two slices claim the same command, action or question. */
export function makeRouter(parts: RouterParts): Router {
  const commands = gather(parts.entries.map((entries) => entries.commands ?? {}))
  const choices = gather(parts.entries.map((entries) => entries.choices ?? {}))
  const replies = gather(parts.entries.map((entries) => entries.replies ?? {}))
  const typed = parts.entries.flatMap((entries) => entries.typed ?? [])
  const belows = parts.entries.flatMap((entries) => entries.belows ?? [])
  const others = parts.entries.flatMap((entries) => entries.others ?? [])
  const happenings = parts.entries.flatMap((entries) => (entries.happenings ? [entries.happenings] : []))

  // What a channel's platform can do never changes.
  const known = new Map<number, Capabilities>()

  return { handle }

  async function capabilities(tx: Tx, chat: TalkChat): Promise<Capabilities> {
    const of = known.get(chat.channelId) ?? (await chatCapabilities(tx, chat.id))
    known.set(chat.channelId, of)
    return of
  }

  async function handle(tx: Tx, update: Update, incoming: Incoming, now: Date): Promise<Outcome> {
    const chat = await parts.chatOf(tx, update.channelId, incoming, now)
    const actor = await parts.whoIs(tx, chat, incoming.from, now)
    const ctx: OpenCtx = {
      actor,
      chat,
      incoming,
      now,
      t: translator(chat.locale),
      updateId: update.id,
      replies: { count: 0 },
    }
    const { happening } = incoming
    let ack: Ack | undefined
    try {
      ack = (await tx.transaction((savepoint) => act(savepoint, ctx))) ?? undefined
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      ctx.replies.count = 0
      const words = ctx.t(error.code, error.args)
      if (happening.kind === 'choice' && (await capabilities(tx, chat)).taps) ack = { text: words, alert: true }
      else await reply(tx, ctx, words)
    }
    return happening.kind === 'choice' ? { ack: { text: '', ...ack, choiceId: happening.choiceId } } : {}
  }

  async function act(tx: Tx, ctx: OpenCtx): Promise<Ack | undefined> {
    const { happening } = ctx.incoming
    switch (happening.kind) {
      case 'choice':
        if ((await capabilities(tx, ctx.chat)).taps) return choose(tx, ctx, happening.data)
        return told(chooseAloud(tx, ctx, happening.data))
      case 'text':
        if (parts.secretStamp(happening.text)) return told(refuseSecret(tx, ctx))
        if (happening.edited) return reread(tx, ctx, clean(happening.text))
        return read(tx, ctx, clean(happening.text), happening.replyTo)
      case 'file':
        if (parts.stampInName(happening.file.name) || parts.secretStamp(happening.caption ?? ''))
          return told(refuseSecret(tx, ctx))
        return takeFile(tx, ctx, happening)
      case 'other':
        if (parts.secretStamp(happening.caption ?? '')) return told(refuseSecret(tx, ctx))
        if (ctx.chat.kind !== 'private' || happening.what === 'edited') return
        await reply(tx, ctx, ctx.t(await unreadable(tx, ctx)))
        return
      case 'membership':
      case 'moved':
      case 'renamed':
        for (const entry of happenings) {
          if (entry.who === 'anyone') await entry.run(tx, ctx)
          else if (allowed(entry.who, ctx)) await entry.run(tx, ctx)
        }
        return
    }
  }

  async function choose(tx: Tx, ctx: OpenCtx, data: string): Promise<Ack | undefined> {
    const action = parseAction(data)
    const entry = action && choices.get(action.name)
    if (!action || !entry) return { text: ctx.t('talk-old-button'), alert: true }
    const no = misplaced(entry, ctx)
    if (entry.who === 'anyone') return no ? { text: ctx.t(no), alert: true } : told(entry.run(tx, ctx, action.args))
    if (!allowed(entry.who, ctx)) return { text: ctx.t('talk-not-yours'), alert: true }
    if (no) return { text: ctx.t(no), alert: true }
    return told(entry.run(tx, ctx, action.args))
  }

  /** The same as the button, with the same checks; what a tapper would read is said, unless something else was. */
  async function chooseAloud(tx: Tx, ctx: OpenCtx, data: string): Promise<void> {
    const happening = { kind: 'choice' as const, data, choiceId: '' }
    const before = await lastQueued(tx, ctx.chat.id)
    const ack = await choose(tx, { ...ctx, incoming: { ...ctx.incoming, happening } }, data)
    if (!ack?.text) return
    const isSaid = ctx.replies.count > 0 || (await lastQueued(tx, ctx.chat.id)) !== before
    if (ack.alert || !isSaid) await reply(tx, ctx, ack.text)
  }

  /** What is said of something that cannot be read; where files cannot be handed over, the way round. */
  async function unreadable(tx: Tx, ctx: OpenCtx): Promise<string> {
    if ((await capabilities(tx, ctx.chat)).documentsIn)
      return isOfUnit(ctx.actor) ? 'talk-unreadable-unit' : 'talk-unreadable-kind'
    return (await publicAddress(tx)) ? 'zalo-unreadable-page' : 'zalo-unreadable'
  }

  async function read(tx: Tx, ctx: OpenCtx, text: string, replyTo: string | undefined): Promise<Ack | undefined> {
    const command = /^\/([a-z0-9_]+)(?:@([A-Za-z0-9_]+))?(?:\s+([\s\S]*))?$/i.exec(text.trim())
    if (command) return runCommand(tx, ctx, command[1] ?? '', command[2], (command[3] ?? '').trim())
    const chosen = await chosenByNumber(tx, ctx, text, replyTo)
    if (chosen === 'asked') return
    if (chosen) return told(chooseAloud(tx, ctx, chosen.action))
    const answer: Answer = { kind: 'text', text: text.trim() }
    if (replyTo !== undefined && (await answerQuestion(tx, ctx, replyTo, answer))) return
    const taken = await takeTyped(tx, ctx, text)
    if (taken) return taken.ack
    if (replyTo !== undefined && (await answerBelow(tx, ctx, replyTo, answer))) return
    // In a group a person's ordinary sentence is left alone, even with a question open: only a reply answers it there, or
    // what was written to the bot.
    const { happening } = ctx.incoming
    const isForBot = ctx.chat.kind === 'private' || (happening.kind === 'text' && happening.addressed === true)
    if (isForBot && (await answerOpen(tx, ctx, answer))) return
    if (await runOther(tx, ctx)) return
    if (ctx.chat.kind === 'private') await reply(tx, ctx, ctx.t(hintFor(ctx.actor)))
  }

  /** What was changed afterwards: a slip put right ("17 xog" to "17 xong") is an answer, anything else has been read as it was first. */
  async function reread(tx: Tx, ctx: OpenCtx, text: string): Promise<Ack | undefined> {
    const taken = await takeTyped(tx, ctx, text)
    if (taken) return taken.ack
    if (ctx.chat.kind === 'private') await reply(tx, ctx, ctx.t('talk-edited'))
    return undefined
  }

  /** What stands beside a file is an answer only of somebody who may give it. */
  async function takeCaption(tx: Tx, ctx: OpenCtx, caption: string): Promise<{ ack: Ack | undefined } | undefined> {
    const entry = (await readTyped(tx, ctx, caption))?.entry
    if (!entry || (entry.who !== 'anyone' && !allowed(entry.who, ctx))) return undefined
    const taken = await takeTyped(tx, ctx, caption)
    if (!entry.files) await reply(tx, ctx, ctx.t('talk-file-aside'))
    return taken
  }

  /** Runs the first entry that reads an answer in the text; undefined when none does. */
  async function takeTyped(tx: Tx, ctx: OpenCtx, text: string): Promise<{ ack: Ack | undefined } | undefined> {
    const found = await readTyped(tx, ctx, text)
    if (!found) return undefined
    const { entry, reading } = found
    if (entry.who === 'anyone') return { ack: await told(entry.run(tx, ctx, reading)) }
    if (allowed(entry.who, ctx)) return { ack: await told(entry.run(tx, ctx, reading)) }
    if (ctx.chat.kind === 'group' && !(await isReplyToBot(tx, ctx))) return { ack: undefined }
    throw new UserError(ctx.actor ? 'talk-not-yours' : ctx.incoming.from ? 'talk-stranger' : 'talk-anonymous')
  }

  /** The first entry that reads an answer in the text, with what it read. */
  async function readTyped(
    tx: Tx,
    ctx: OpenCtx,
    text: string,
  ): Promise<{ entry: TypedEntry; reading: never } | undefined> {
    for (const entry of typed) {
      const reading = entry.read(text) as never
      if (reading === undefined) continue
      const { actor } = ctx
      // Who has no part in the commune and answers the bot is told so, whatever the answer would mean.
      const applies = actor ? entry.applies?.(tx, { ...ctx, actor }, reading) : !entry.applies || isReplyToBot(tx, ctx)
      if ((await applies) === false) continue
      return { entry, reading }
    }
    return undefined
  }

  async function runCommand(
    tx: Tx,
    ctx: OpenCtx,
    name: string,
    addressee: string | undefined,
    args: string,
  ): Promise<Ack | undefined> {
    if (addressee && addressee.toLowerCase() !== parts.username.toLowerCase()) return
    const entry = commands.get(name.toLowerCase())
    if (!entry) {
      if (ctx.chat.kind === 'private') throw new UserError('talk-unknown-command', { command: `/${name.slice(0, 32)}` })
      return
    }
    if (!ctx.incoming.from) throw new UserError('talk-anonymous')
    const no = misplaced(entry, ctx)
    if (no) throw new UserError(no)
    if (entry.who === 'anyone') return told(entry.run(tx, ctx, args))
    if (!allowed(entry.who, ctx)) throw new UserError(ctx.actor ? 'talk-not-yours' : 'talk-stranger')
    return told(entry.run(tx, ctx, args))
  }

  async function takeFile(
    tx: Tx,
    ctx: OpenCtx,
    happening: Extract<Incoming['happening'], { kind: 'file' }>,
  ): Promise<Ack | undefined> {
    const answer: Answer = {
      kind: 'file',
      file: happening.file,
      ...(happening.caption === undefined ? {} : { caption: clean(happening.caption) }),
      ...(happening.album === undefined ? {} : { album: happening.album }),
    }
    const { replyTo } = happening
    // A picture with an answer of its own in its caption is that, whatever the others of the album are.
    const isOwn = answer.caption !== undefined && (await readTyped(tx, ctx, answer.caption)) !== undefined
    if (!isOwn && (await answerAlbum(tx, ctx, answer))) return
    if (replyTo !== undefined && (await answerQuestion(tx, ctx, replyTo, answer))) return
    const taken = answer.caption === undefined ? undefined : await takeCaption(tx, ctx, answer.caption)
    if (taken) return taken.ack
    if (replyTo !== undefined && (await answerBelow(tx, ctx, replyTo, answer))) return
    if (await answerOpen(tx, ctx, answer)) return
    if (await runOther(tx, ctx)) return
    if (ctx.chat.kind === 'private') await reply(tx, ctx, ctx.t(ctx.actor ? 'talk-file-unasked' : 'talk-stranger'))
  }

  /** True when the message replied to asked something; then the answer, or a word about why it does not count, has been dealt with. */
  async function answerQuestion(tx: Tx, ctx: OpenCtx, ref: string, answer: Answer): Promise<boolean> {
    const question = await findQuestionByRef(tx, ctx.chat.id, ref)
    if (!question) return false
    // Apps keep the reply set: "22 xong" below an old question is an answer of its own.
    const isOwn = question.personId === ctx.actor?.personId && !question.closedAt
    const words = answer.kind === 'text' ? answer.text : (answer.caption ?? '')
    const isMeant = isOwn && takes(ctx, question, { kind: 'text', text: words })
    if (!isMeant && (await readTyped(tx, ctx, words))) return false
    if (question.closedAt && replies.get(question.action)?.late) {
      await runReply(tx, ctx, question, answer)
      return true
    }
    if (question.personId !== ctx.actor?.personId) {
      await reply(tx, ctx, ctx.t('talk-question-of-another'))
      return true
    }
    if (question.closedAt) {
      await reply(tx, ctx, ctx.t('talk-question-closed'))
      return true
    }
    await runReply(tx, ctx, question, answer)
    return true
  }

  /** The next picture of an album whose first one answered a question. */
  async function answerAlbum(tx: Tx, ctx: OpenCtx, answer: Answer): Promise<boolean> {
    if (answer.kind !== 'file' || answer.album === undefined || !ctx.actor) return false
    const question = await findAlbumQuestion(tx, ctx.chat.id, ctx.actor.personId, answer.album)
    if (!question) return false
    await runReply(tx, ctx, question, answer)
    return true
  }

  async function answerBelow(tx: Tx, ctx: OpenCtx, ref: string, answer: Answer): Promise<boolean> {
    const slot = belows.length > 0 ? await slotShown(tx, ctx.chat.id, ref) : undefined
    if (slot === undefined) return false
    for (const entry of belows) if (allowed(entry.who, ctx) && (await entry.run(tx, ctx, slot, answer))) return true
    return false
  }

  async function answerOpen(tx: Tx, ctx: OpenCtx, answer: Answer): Promise<boolean> {
    if (!ctx.actor) return false
    const all = await listAwaited(tx, { chatId: ctx.chat.id, personId: ctx.actor.personId }, MOST_AWAITED)
    // What was asked last is meant; what an invitation does not take goes to the one before it.
    const question = all.find((one) => takes(ctx, one, answer) || !replies.get(one.action)?.invites?.(one))
    if (!question || !takes(ctx, question, answer)) return false
    const age = ctx.now.getTime() - question.askedAt.getTime()
    if (age > UNREPLIED_MS && !replies.get(question.action)?.anytime?.(answer)) return false
    if (age >= FRESH_MS && (await isClaimed(tx, ctx))) return false
    await runReply(tx, ctx, question, answer)
    return true
  }

  function takes(ctx: OpenCtx, question: OpenQuestion & { askedAt: Date }, answer: Answer): boolean {
    const entry = replies.get(question.action)
    if (!entry?.takes || !ctx.actor) return answer.kind === 'text'
    return entry.takes(answer, question, { ...ctx, actor: ctx.actor })
  }

  /** Something else is plainly meant for another desk: an officer's next letter. */
  async function isClaimed(tx: Tx, ctx: OpenCtx): Promise<boolean> {
    for (const entry of others)
      if ((entry.who === 'anyone' || allowed(entry.who, ctx)) && (await entry.claims?.(tx, ctx))) return true
    return false
  }

  async function runReply(tx: Tx, ctx: OpenCtx, question: OpenQuestion, answer: Answer): Promise<void> {
    const entry = replies.get(question.action)
    if (!entry) {
      await closeQuestion(tx, question.id, ctx.now)
      throw new UserError('talk-question-closed')
    }
    if (entry.who === 'anyone') await entry.run(tx, ctx, question, answer)
    else if (allowed(entry.who, ctx)) await entry.run(tx, ctx, question, answer)
    else throw new UserError('talk-not-yours')
  }

  async function runOther(tx: Tx, ctx: OpenCtx): Promise<boolean> {
    for (const entry of others) {
      if (!entry.accepts(ctx)) continue
      if (entry.who === 'anyone') await entry.run(tx, ctx)
      else if (allowed(entry.who, ctx)) await entry.run(tx, ctx)
      else continue
      return true
    }
    return false
  }

  async function refuseSecret(tx: Tx, ctx: OpenCtx): Promise<void> {
    await parts.erase(tx, ctx)
    await reply(tx, ctx, ctx.t('talk-secret'))
  }
}

/** In a group: was it written below a question or a screen of the bot, rather than to everybody or a colleague? */
async function isReplyToBot(tx: Tx, { chat, incoming: { happening } }: OpenCtx): Promise<boolean> {
  const ref = chat.kind === 'group' && 'replyTo' in happening ? happening.replyTo : undefined
  if (ref === undefined) return false
  return ((await findQuestionByRef(tx, chat.id, ref)) ?? (await slotShown(tx, chat.id, ref))) !== undefined
}

/** What an entry answered; most say nothing to the tapper. */
async function told(running: Promise<Ack | undefined> | Promise<void>): Promise<Ack | undefined> {
  return (await running) ?? undefined
}

/** Why it is not done in this kind of chat; undefined when it may be. */
function misplaced({ where = 'any' }: { where?: Where }, ctx: OpenCtx): string | undefined {
  if (where === 'any' || where === ctx.chat.kind) return undefined
  return where === 'private' ? 'talk-only-private' : 'talk-only-group'
}

function allowed(who: Exclude<Who, 'anyone'>, ctx: OpenCtx): ctx is OpenCtx & { actor: Actor } {
  return ctx.actor?.roles.some((role) => who.includes(role)) ?? false
}

function gather<T>(tables: Record<string, T>[]): Map<string, T> {
  const all = new Map<string, T>()
  for (const [name, entry] of tables.flatMap((table) => Object.entries(table))) {
    if (all.has(name)) throw new Error(`two slices claim ${name}`)
    all.set(name, entry)
  }
  return all
}
