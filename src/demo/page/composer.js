// The lower end of a phone: quick commands, the message one answers, the box to write in, files by button, paste and drop.
import { icon, make } from './dom.js'

/** Offered first, and when the bot has set no menu. */
const favourites = ['tongket', 'viec', 'trogiup']
const mostHeight = 132

/** `draftOf(chat)` keeps what is unsent per chat: `{ text, replyTo, placeholder }`. */
export function makeComposer({ me, table, openChat, draftOf, toast, sent }) {
  const { store, api, t } = table
  let album = 0

  const quick = make('div', { class: 'quick', role: 'group' })
  const replyWords = make('div', { class: 'reply-words' })
  const cancel = make('button', { class: 'plain', type: 'button', onclick: () => replyTo(undefined) }, icon('close'))
  const replyBar = make('div', { class: 'reply-bar', hidden: true }, icon('reply'), replyWords, cancel)
  const box = make('textarea', { rows: '1', oninput: typed, onkeydown: pressed, onpaste: pasted, enterkeyhint: 'send' })
  const chooser = make('input', { type: 'file', multiple: true, tabindex: '-1', hidden: true, onchange: chosen })
  const attach = make(
    'button',
    { class: 'plain attach', type: 'button', onclick: () => chooser.click() },
    icon('attach'),
  )
  const send = make('button', { class: 'send', type: 'submit' }, icon('send'))
  const form = make('form', { class: 'composer', onsubmit: submitted }, attach, chooser, box, send)
  const node = make('footer', { class: 'phone-foot' }, quick, replyBar, form)

  function refused(answer) {
    if (answer?.error) toast(t.error(answer))
    return Boolean(answer?.error)
  }

  async function submitted(event) {
    event.preventDefault()
    const chat = openChat()
    const draft = draftOf(chat)
    const text = box.value.trim()
    if (text === '') return
    const before = { ...draft }
    Object.assign(draft, { text: '', replyTo: undefined, placeholder: undefined })
    show()
    if (refused(await api.say(me, chat, text, before.replyTo))) {
      // What was typed is never lost.
      Object.assign(draft, before)
      show()
    } else sent()
  }

  function typed() {
    draftOf(openChat()).text = box.value
    resize()
  }

  function resize() {
    box.style.height = 'auto'
    // On a phone that is not shown there is nothing to measure: one line.
    if (box.scrollHeight > 0) box.style.height = `${Math.min(box.scrollHeight, mostHeight)}px`
    send.disabled = box.value.trim() === ''
  }

  function pressed(event) {
    if (event.key === 'Escape' && !replyBar.hidden) replyTo(undefined)
    // While a Vietnamese input method composes, Enter belongs to it. On a touch keyboard Enter makes a new line.
    const isPhone = matchMedia('(pointer: coarse)').matches
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || isPhone) return
    event.preventDefault()
    form.requestSubmit()
  }

  async function sendFiles(files) {
    const chat = openChat()
    const draft = draftOf(chat)
    const { replyTo: answering } = draft
    Object.assign(draft, { replyTo: undefined, placeholder: undefined })
    show()
    const caption = files.length === 1 && draft.text.trim().length <= 1024 ? draft.text.trim() : ''
    const together = files.length > 1 ? `${me}-${++album}-${files[0].lastModified}` : undefined
    for (const file of files) {
      const answer = await table.busy(api.file(me, chat, file, { caption, replyTo: answering, album: together }))
      if (refused(answer)) return
    }
    if (caption !== '') draft.text = ''
    show()
    sent()
  }

  function chosen() {
    const files = [...chooser.files]
    chooser.value = ''
    if (files.length > 0) void sendFiles(files)
  }

  function pasted(event) {
    const files = [...(event.clipboardData?.files ?? [])]
    if (files.length === 0) return
    event.preventDefault()
    void sendFiles(files)
  }

  /** Listeners for the whole phone: files and sample letters may be dropped anywhere on it. */
  function dropping(hint) {
    let depth = 0
    const canTake = ({ dataTransfer }) => ['Files', letterType].some((type) => dataTransfer?.types.includes(type))
    const over = (change) => (event) => {
      if (!canTake(event)) return
      event.preventDefault()
      depth = Math.max(0, depth + change)
      hint.hidden = depth === 0
    }
    return {
      ondragenter: over(1),
      ondragleave: over(-1),
      ondragover: over(0),
      async ondrop(event) {
        if (!canTake(event)) return
        event.preventDefault()
        depth = 0
        hint.hidden = true
        const letter = event.dataTransfer.getData(letterType)
        if (letter !== '') refused(await api.letter(Number(letter), { person: me, chat: openChat() }))
        else await sendFiles([...event.dataTransfer.files])
      },
    }
  }

  function replyTo(id, placeholder) {
    Object.assign(draftOf(openChat()), { replyTo: id, placeholder })
    show()
    if (id !== undefined) box.focus()
    else if (document.activeElement === document.body) box.focus()
  }

  /** The bot asks this person for a reply: the box is opened for it, as the app does. */
  function asked(message) {
    if (!message.ask || (message.ask.of && !message.ask.of.includes(me))) return
    Object.assign(draftOf(message.chat), { replyTo: message.id, placeholder: message.ask.placeholder })
  }

  function show() {
    const draft = draftOf(openChat())
    const replied = draft.replyTo === undefined ? undefined : store.message(openChat(), draft.replyTo)
    if (!replied) draft.replyTo = undefined
    replyBar.hidden = !replied
    if (replied)
      replyWords.replaceChildren(
        make('strong', {}, t('reply-to', replied.from.name)),
        make('span', { lang: 'vi' }, (replied.text || replied.file?.name || '').slice(0, 120)),
      )
    box.placeholder = (replied && draft.placeholder) || t('write')
    if (box.value !== draft.text) box.value = draft.text
    resize()
    showCommands()
  }

  function showCommands() {
    const menu = store.person(me)?.chats.find(({ id }) => id === openChat())?.menu ?? []
    const offered = menu.length > 0 ? menu : favourites.map((command) => ({ command, description: '' }))
    const rank = ({ command }) => (favourites.indexOf(command) + favourites.length + 1) % (favourites.length + 1)
    const inOrder = [...offered].sort((a, b) => rank(a) - rank(b))
    const words = inOrder.map(({ command, description }) => `${command} ${description}`).join('\n')
    if (quick.dataset.shows === words) return
    quick.dataset.shows = words
    quick.replaceChildren(
      ...inOrder.map(({ command, description }) =>
        make(
          'button',
          {
            class: 'command',
            type: 'button',
            'data-command': command,
            title: description,
            onclick: () => run(command),
          },
          `/${command}`,
          description !== '' && make('span', { class: 'hidden-words', lang: 'vi' }, description),
        ),
      ),
    )
  }

  async function run(command) {
    if (!refused(await api.say(me, openChat(), `/${command}`))) sent()
  }

  return {
    node,
    dropping,
    refused,
    replyTo,
    asked,
    show,
    commandNode: (command) => quick.querySelector(`[data-command="${command}"]`),
    refresh() {
      quick.setAttribute('aria-label', t('commands'))
      cancel.setAttribute('aria-label', t('cancel-reply'))
      box.setAttribute('aria-label', t('write'))
      attach.setAttribute('aria-label', t('attach'))
      attach.title = t('attach')
      send.setAttribute('aria-label', t('send'))
      send.title = t('send')
      show()
    },
  }
}

/** What a sample letter is while it is dragged. */
export const letterType = 'application/x-dondoc-letter'
