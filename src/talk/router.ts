// One update in, one entry run. What a text, or the words beside a file, means is decided in this order: command; a printed number; reply to a
// question; typed answer; reply to a screen; the person's newest open question; anything else an entry accepts; silence in a group, a hint in private.

import { parseAction } from '../chat/action.js'
import type { Incoming, Sender } from '../chat/incoming.js'
import type { Capabilities } from '../chat/transport.js'
import type { Tx } from '../db/db.js'
import { together } from '../db/together.js'
import { UserError } from '../lib/errors.js'
import { translator } from '../lib/i18n.js'
import { clean } from '../lib/vietnamese.js'
import { publicAddress } from '../post/links.js'
import { chatCapabilities, lastQueued } from '../post/outbox.js'
import { allowed, misplaced, told } from './allowed.js'
import { makeAsked } from './asked.js'
import { actionMeant } from './choice-now.js'
import { bareCommand, type Command, namedCommand, nearCommand, slashCommand } from './command.js'
import type { Ack, Actor, Answer, Entries, OpenCtx, TalkChat } from './entry.js'
import { hintFor, isOfUnit } from './hint.js'
import { answerUnknownNumber, chosenByNumber, chosenByWords, chosenTogether } from './numbers.js'
import { reply } from './reply.js'
import { slotShown } from './screen.js'
import { isOfRefusedAlbum, refuseAlbum } from './secret-album.js'
import { isReplyToBot, readTyped, type TypedAnswer } from './typed.js'

export interface RouterParts<Held> {
  entries: Entries[]
  /** The bot's own name, for `/viec@name`. */
  username: string
  chatOf(tx: Tx, channelId: number, incoming: Incoming, now: Date): Promise<TalkChat>
  /** What somebody holds, whatever chat they speak in, and who that makes them in this one. */
  heldBy(tx: Tx, channelId: number, sender: Sender, now: Date): Promise<Held>
  actorIn(chat: TalkChat, sender: Sender, held: Held): Actor | undefined
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
  /** Who speaks where. */
  open(tx: Tx, update: Update, incoming: Incoming, now: Date): Promise<OpenCtx>
  /** Does what they want. Throws a `UserError` when it is refused; then nothing of it may stay. */
  act(tx: Tx, ctx: OpenCtx): Promise<Outcome>
  /** Says why it was refused. */
  refuse(tx: Tx, ctx: OpenCtx, refusal: UserError): Promise<Outcome>
}

/** Joins the slices' entries. Throws when two slices claim the same command, action or question. */
export function makeRouter<Held>(parts: RouterParts<Held>): Router {
  const commands = gather(parts.entries.map((entries) => entries.commands ?? {}))
  const choices = gather(parts.entries.map((entries) => entries.choices ?? {}))
  const replies = gather(parts.entries.map((entries) => entries.replies ?? {}))
  const typed = parts.entries.flatMap((entries) => entries.typed ?? [])
  const belows = parts.entries.flatMap((entries) => entries.belows ?? [])
  const others = parts.entries.flatMap((entries) => entries.others ?? [])
  const happenings = parts.entries.flatMap((entries) => (entries.happenings ? [entries.happenings] : []))

  const { answerQuestion, answerAlbum, answerOpen } = makeAsked(replies, others)

  // What a channel's platform can do never changes.
  const known = new Map<number, Capabilities>()

  return { open, act, refuse }

  async function capabilities(tx: Tx, chat: TalkChat): Promise<Capabilities> {
    const of = known.get(chat.channelId) ?? (await chatCapabilities(tx, chat.id))
    known.set(chat.channelId, of)
    return of
  }

  async function open(tx: Tx, update: Update, incoming: Incoming, now: Date): Promise<OpenCtx> {
    const { from } = incoming
    const [chat, held] = await together(
      parts.chatOf(tx, update.channelId, incoming, now),
      from && parts.heldBy(tx, update.channelId, from, now),
    )
    const actor = from && held && parts.actorIn(chat, from, held)
    return {
      actor,
      chat,
      incoming,
      now,
      t: translator(chat.locale, { typed: !(await capabilities(tx, chat)).buttons }),
      updateId: update.id,
      replies: { count: 0 },
    }
  }

  async function act(tx: Tx, ctx: OpenCtx): Promise<Outcome> {
    return outcomeOf(ctx, await run(tx, ctx))
  }

  async function refuse(tx: Tx, ctx: OpenCtx, refusal: UserError): Promise<Outcome> {
    const words = ctx.t(refusal.code, refusal.args)
    const isTap = ctx.incoming.happening.kind === 'choice' && (await capabilities(tx, ctx.chat)).taps
    if (!isTap) await reply(tx, ctx, words)
    return outcomeOf(ctx, isTap ? { text: words, alert: true } : undefined)
  }

  function outcomeOf({ incoming: { happening } }: OpenCtx, ack: Ack | undefined): Outcome {
    return happening.kind === 'choice' ? { ack: { text: '', ...ack, choiceId: happening.choiceId } } : {}
  }

  async function run(tx: Tx, ctx: OpenCtx): Promise<Ack | undefined> {
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
        // That was said of the one with the stamp.
        if (await isOfRefusedAlbum(tx, ctx)) return told(parts.erase(tx, ctx))
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
    const command = slashCommand(text, isCommand)
    if (command) return runCommand(tx, ctx, command)
    // In a group a person's ordinary sentence is left alone, even with a question open: only a reply answers it there, or
    // what was written to the bot.
    const { happening } = ctx.incoming
    const isForBot = ctx.chat.kind === 'private' || (happening.kind === 'text' && happening.addressed === true)
    const isNumbered = isForBot && !(await capabilities(tx, ctx.chat)).buttons
    const named = isNumbered ? namedCommand(text, isCommand) : undefined
    if (named) return runCommand(tx, ctx, named)
    const chosen = await chosenByNumber(tx, ctx, text, replyTo)
    if (chosen === 'asked') return
    if (chosen) return told(chooseAloud(tx, ctx, chosen.action))
    if (await chooseSpoken(tx, ctx, text, replyTo)) return
    const answer: Answer = { kind: 'text', text: text.trim() }
    const found = await readTyped(tx, ctx, typed, text)
    if (replyTo !== undefined && (await answerQuestion(tx, ctx, replyTo, answer, found !== undefined))) return
    const taken = found && (await takeTyped(tx, ctx, found))
    if (taken) return taken.ack
    if (replyTo !== undefined && (await answerBelow(tx, ctx, replyTo, answer))) return
    if (isForBot && (await answerOpen(tx, ctx, answer))) return
    if (isNumbered && (await answerUnknownNumber(tx, ctx, text))) return
    // Where choices are numbered there is no menu of commands to tap either: "viec" is "/viec". But "vâng" is no absence, nor "mới" an invitation.
    if (isNumbered) {
      const name = bareCommand(text, isCommand)
      if (name !== undefined && (await askedOfCommand(tx, ctx, name, text))) return
      if (name !== undefined && !commands.get(name)?.isWord) return runCommand(tx, ctx, { name, args: '' })
    }
    if (await runOther(tx, ctx)) return
    if (ctx.chat.kind === 'private') await reply(tx, ctx, ctx.t(hintFor(ctx.actor)))
  }

  /** Where choices are numbered: several numbers at once, or a choice's own words. */
  async function chooseSpoken(tx: Tx, ctx: OpenCtx, text: string, replyTo: string | undefined): Promise<boolean> {
    if ((await capabilities(tx, ctx.chat)).buttons) return false
    const together = (await chosenTogether(tx, ctx, text, replyTo)) ?? []
    if (together === 'asked') return true
    for (const one of together) {
      const action = await actionMeant(tx, ctx, one)
      if (action !== undefined) await chooseAloud(tx, ctx, action)
    }
    if (together.length > 0) return true
    const chosen = await chosenByWords(tx, ctx, text, replyTo)
    if (chosen !== undefined && chosen !== 'asked') await chooseAloud(tx, ctx, chosen.action)
    return chosen !== undefined
  }

  /** What was changed afterwards: a slip put right ("17 xog" to "17 xong") is an answer, anything else has been read as it was first. */
  async function reread(tx: Tx, ctx: OpenCtx, text: string): Promise<Ack | undefined> {
    const found = await readTyped(tx, ctx, typed, text)
    if (found) return (await takeTyped(tx, ctx, found)).ack
    if (ctx.chat.kind === 'private') await reply(tx, ctx, ctx.t('talk-edited'))
    return undefined
  }

  /** What stands beside a file is an answer only of somebody who may give it. */
  async function takeCaption(tx: Tx, ctx: OpenCtx, found: TypedAnswer): Promise<{ ack: Ack | undefined } | undefined> {
    const { entry } = found
    if (entry.who !== 'anyone' && !allowed(entry.who, ctx)) return undefined
    const taken = await takeTyped(tx, ctx, found)
    if (!entry.files) await reply(tx, ctx, ctx.t('talk-file-aside'))
    return taken
  }

  /** Runs the entry that read an answer in the text. */
  async function takeTyped(tx: Tx, ctx: OpenCtx, { entry, reading }: TypedAnswer): Promise<{ ack: Ack | undefined }> {
    if (entry.who === 'anyone') return { ack: await told(entry.run(tx, ctx, reading)) }
    if (allowed(entry.who, ctx)) return { ack: await told(entry.run(tx, ctx, reading)) }
    if (ctx.chat.kind === 'group' && !(await isReplyToBot(tx, ctx))) return { ack: undefined }
    throw new UserError(ctx.actor ? 'talk-not-yours' : ctx.incoming.from ? 'talk-stranger' : 'talk-anonymous')
  }

  function isCommand(name: string): boolean {
    return commands.has(name)
  }

  /** Said alone, the name of a command that is an ordinary word too runs nothing; whoever may use it reads how to. */
  async function askedOfCommand(tx: Tx, ctx: OpenCtx, name: string, text: string): Promise<boolean> {
    const entry = commands.get(name)
    if (!entry?.isWord || misplaced(entry, ctx) || (entry.who !== 'anyone' && !allowed(entry.who, ctx))) return false
    await reply(tx, ctx, ctx.t('zalo-which-command', { words: text.trim(), name }))
    return true
  }

  /** Tells the command that was likely meant, where the person may use it. */
  function unknownCommand(ctx: OpenCtx, name: string): UserError {
    const own = [...commands].filter(([, { who }]) => who === 'anyone' || allowed(who, ctx)).map(([known]) => known)
    const near = nearCommand(name, own)
    const command = `/${name.slice(0, 32)}`
    return near
      ? new UserError('talk-unknown-command-near', { command, near: `/${near}` })
      : new UserError('talk-unknown-command', { command })
  }

  async function runCommand(tx: Tx, ctx: OpenCtx, { name, addressee, args }: Command): Promise<Ack | undefined> {
    if (addressee && addressee.toLowerCase() !== parts.username.toLowerCase()) return
    const entry = commands.get(name)
    if (!entry) {
      if (ctx.chat.kind === 'private') throw unknownCommand(ctx, name)
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
    const found = answer.caption === undefined ? undefined : await readTyped(tx, ctx, typed, answer.caption)
    if (!found && (await answerAlbum(tx, ctx, answer))) return
    if (replyTo !== undefined && (await answerQuestion(tx, ctx, replyTo, answer, found !== undefined))) return
    const taken = found && (await takeCaption(tx, ctx, found))
    if (taken) return taken.ack
    if (replyTo !== undefined && (await answerBelow(tx, ctx, replyTo, answer))) return
    if (await answerOpen(tx, ctx, answer)) return
    if (await runOther(tx, ctx)) return
    if (ctx.chat.kind === 'private') await reply(tx, ctx, ctx.t(ctx.actor ? 'talk-file-unasked' : 'talk-stranger'))
  }

  async function answerBelow(tx: Tx, ctx: OpenCtx, ref: string, answer: Answer): Promise<boolean> {
    const slot = belows.length > 0 ? await slotShown(tx, ctx.chat.id, ref) : undefined
    if (slot === undefined) return false
    for (const entry of belows) if (allowed(entry.who, ctx) && (await entry.run(tx, ctx, slot, answer))) return true
    return false
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
    await refuseAlbum(tx, ctx)
    await reply(tx, ctx, ctx.t('talk-secret'))
  }
}

function gather<T>(tables: Record<string, T>[]): Map<string, T> {
  const all = new Map<string, T>()
  for (const [name, entry] of tables.flatMap((table) => Object.entries(table))) {
    if (all.has(name)) throw new Error(`two slices claim ${name}`)
    all.set(name, entry)
  }
  return all
}
