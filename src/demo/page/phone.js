// One person's phone: their chats as tabs, the messages of the open one, the box to write in.
import { makeComposer } from './composer.js'
import { arrange, avatar, icon, make } from './dom.js'
import { messageNode } from './message.js'

const typingMs = 5000
const toastMs = 4500
/** Nearer to the end than this many pixels, a new message scrolls into view. */
const nearEnd = 120

/** `table`: store, api, t, picture(message), unreadChanged(), busy(), news(text). */
export function makePhone(id, table) {
  const { store, api, t } = table
  const person = () => store.person(id)
  const drafts = new Map()
  const unread = new Map()
  const typing = new Map()
  const made = new Map()
  const panels = `panel-${id}`
  let open = firstChat(person())
  let isVisible = true
  /** The end of the messages is in view and is to stay so. */
  let atEnd = true
  let target
  let toastTimer

  const face = avatar(person().name, person().accent)
  const nameLine = make('h2', {})
  const roleLine = make('p', {})
  const tabs = make('div', { class: 'tabs', role: 'tablist', onkeydown: moveTab })
  const list = make('div', { class: 'messages', role: 'log', tabindex: '0', onscroll: scrolled })
  const empty = make('p', { class: 'empty' })
  const toEnd = make(
    'button',
    { class: 'to-end', type: 'button', hidden: true, onclick: () => scrollToEnd('smooth') },
    icon('down'),
  )
  const typingLine = make('p', { class: 'typing', role: 'status', hidden: true })
  const toast = make('p', { class: 'toast', role: 'status', hidden: true })
  const alert = make('div', { class: 'alert', role: 'alertdialog', 'aria-modal': 'true', hidden: true })
  const drop = make('p', { class: 'drop', hidden: true, 'aria-hidden': 'true' })
  const screen = make(
    'div',
    { class: 'screen', role: 'tabpanel', id: panels },
    list,
    empty,
    toEnd,
    typingLine,
    toast,
    alert,
    drop,
  )
  const composer = makeComposer({
    me: id,
    table,
    openChat: () => open,
    draftOf,
    toast: showToast,
    sent: () => scrollToEnd('auto'),
  })
  const node = make(
    'section',
    { class: 'phone', 'data-person': id, ...composer.dropping(drop) },
    make('header', { class: 'phone-head' }, face, make('div', {}, nameLine, roleLine)),
    tabs,
    screen,
    composer.node,
  )
  node.style.setProperty('--accent', person().accent)
  // A picture that has loaded, a reply box that has opened: the end stays in view.
  list.addEventListener('load', () => atEnd && scrollToEnd('auto'), true)
  new ResizeObserver(() => atEnd && scrollToEnd('auto')).observe(list)

  function draftOf(chat) {
    let draft = drafts.get(chat)
    if (!draft) {
      draft = { text: '', replyTo: undefined }
      drafts.set(chat, draft)
    }
    return draft
  }

  const act = {
    async tap(message, button, key) {
      if (key.getAttribute('aria-busy')) return
      store.pressedIn = message.chat
      key.setAttribute('aria-busy', 'true')
      const answer = await table.busy(api.tap(id, message.chat, message.id, button.data))
      key.removeAttribute('aria-busy')
      if (answer.error) showToast(t.error(answer))
      else if (!answer.answered) showToast(t('no-answer'))
      else if (answer.alert && answer.text) showAlert(answer.text)
      else if (answer.text) showToast(answer.text)
    },
    command: async (text) => composer.refused(await api.say(id, open, text)),
    link: async (url) => composer.refused(await api.open(id, open, url)),
    reply: (message) => composer.replyTo(message.id),
    show: (messageId) => showMessage(messageId),
    picture: table.picture,
  }

  function render() {
    const view = {
      me: id,
      inGroup: open < 0,
      t,
      find: (messageId) => store.message(open, messageId),
      accentOf: (who) => store.person(who)?.accent,
      timeOf: t.time,
    }
    const wanted = []
    let before
    for (const message of store.messagesOf(open)) {
      const day = t.day(message.at)
      if (!before || t.day(before.at) !== day) wanted.push(dayNode(day))
      const shown = nodeOf(message, view)
      const follows = before && before.from.id === message.from.id && t.day(before.at) === day && !before.service
      shown.classList.toggle('follows', Boolean(follows))
      wanted.push(shown)
      before = message
    }
    const focus = focusIn(list)
    arrange(list, wanted)
    focus?.()
    empty.hidden = wanted.length > 0
    if (atEnd) scrollToEnd('auto')
    else scrolled()
    markTarget()
  }

  /** A message's node is made anew only when the message has changed. */
  function nodeOf(message, view) {
    const key = `${open}/${message.id}`
    const known = made.get(key)
    if (known?.message === message) return known.node
    const shown = messageNode(message, view, act)
    made.set(key, { message, node: shown })
    return shown
  }

  function dayNode(day) {
    const key = `${open}/${day}`
    const known = made.get(key) ?? { node: make('p', { class: 'day' }, day) }
    made.set(key, known)
    return known.node
  }

  function renderTabs() {
    const chats = person().chats.map(({ id: chat }) => store.chat(chat))
    const focused = tabs.contains(document.activeElement)
    tabs.replaceChildren(
      ...chats.map((chat) => {
        const isOpen = chat.id === open
        const waiting = unread.get(chat.id)
        return make(
          'button',
          {
            class: 'tab',
            type: 'button',
            role: 'tab',
            'aria-selected': String(isOpen),
            'aria-controls': panels,
            tabindex: isOpen ? '0' : '-1',
            'data-chat': chat.id,
            title: chat.title,
            onclick: () => show(chat.id),
          },
          chat.kind === 'private' ? make('img', { src: '/logo.svg', alt: '' }) : icon('group'),
          make('span', { class: 'tab-title' }, chat.kind === 'private' ? t('private') : chat.title),
          waiting &&
            make(
              'span',
              { class: `badge${waiting.mention ? ' is-mention' : ''}` },
              waiting.mention ? `@${waiting.count}` : String(waiting.count),
              make('span', { class: 'hidden-words' }, t('unread')),
            ),
        )
      }),
    )
    tabs.hidden = chats.length < 2
    if (focused) tabs.querySelector('[aria-selected=true]')?.focus()
    const chat = store.chat(open)
    list.setAttribute('aria-label', t('messages-of', chat?.title ?? '', person().title))
  }

  function moveTab(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    const chats = person().chats.map((chat) => chat.id)
    const next = chats[(chats.indexOf(open) + step + chats.length) % chats.length]
    event.preventDefault()
    show(next)
    tabs.querySelector('[aria-selected=true]')?.focus()
  }

  function show(chat) {
    if (chat !== open) {
      open = chat
      list.replaceChildren()
    }
    read()
    renderTabs()
    const tab = tabs.querySelector('[aria-selected=true]')
    // Not scrollIntoView, which would move the row of phones as well.
    if (tab) tabs.scrollLeft = tab.offsetLeft - (tabs.clientWidth - tab.clientWidth) / 2
    render()
    composer.show()
    showTyping()
    scrollToEnd('auto')
  }

  function read() {
    if (!isVisible || !unread.delete(open)) return
    renderTabs()
    table.unreadChanged()
  }

  function showMessage(messageId) {
    const shown = list.querySelector(`[data-id="${messageId}"]`)
    if (!shown) return
    shown.scrollIntoView({ block: 'center', behavior: t.motion() })
    shown.focus({ preventScroll: true })
    shown.classList.add('is-shown')
    setTimeout(() => shown.classList.remove('is-shown'), 1600)
  }

  const isAtEnd = () => list.scrollHeight - list.scrollTop - list.clientHeight < nearEnd
  function scrollToEnd(behavior) {
    atEnd = true
    toEnd.hidden = true
    list.scrollTo({ top: list.scrollHeight, behavior: behavior === 'auto' ? 'instant' : t.motion() })
  }
  function scrolled() {
    atEnd = isAtEnd()
    toEnd.hidden = atEnd
  }

  function showToast(text) {
    clearTimeout(toastTimer)
    toast.textContent = text
    toast.hidden = false
    toastTimer = setTimeout(() => {
      toast.hidden = true
    }, toastMs)
  }

  function showAlert(text) {
    const before = document.activeElement
    const words = make('p', { id: `alert-${id}`, lang: 'vi' }, text)
    const close = () => {
      alert.hidden = true
      if (before?.isConnected) before.focus()
    }
    const ok = make('button', { class: 'solid', type: 'button', onclick: close }, t('ok'))
    alert.setAttribute('aria-labelledby', words.id)
    alert.onkeydown = (event) => {
      // There is one button: Tab stays on it.
      if (event.key === 'Tab') event.preventDefault()
      if (event.key === 'Escape') close()
    }
    alert.replaceChildren(make('div', {}, words, ok))
    alert.hidden = false
    ok.focus()
  }

  function showTyping() {
    const isTyping = (typing.get(open) ?? 0) > performance.now()
    typingLine.hidden = !isTyping
    typingLine.replaceChildren(...(isTyping ? [t('typing'), make('i', {}), make('i', {}), make('i', {})] : []))
  }

  function markTarget() {
    for (const marked of node.querySelectorAll('.is-next')) marked.classList.remove('is-next')
    if (!target) return undefined
    const where = target.command ? composer.commandNode(target.command) : keyOf(target)
    where?.classList.add('is-next')
    return where
  }

  function keyOf({ chat, message, label }) {
    if (chat !== open) return tabs.querySelector(`[data-chat="${chat}"]`)
    const keys = list.querySelectorAll(`[data-id="${message}"] .key`)
    return [...keys].find((key) => key.dataset.label === label)
  }

  return {
    id,
    node,
    openChat: () => open,
    show,
    unread: () => [...unread.values()].reduce((sum, { count }) => sum + count, 0),

    /** Shows everything anew: after another language, other people, another game. */
    refresh() {
      made.clear()
      if (!person().chats.some((chat) => chat.id === open)) open = id
      const { title, role, roleEn } = person()
      nameLine.textContent = title
      roleLine.textContent = t.role(role, roleEn)
      node.setAttribute('aria-label', `${title}, ${roleLine.textContent}`)
      empty.textContent = t('empty')
      drop.textContent = t('drop-here')
      toEnd.setAttribute('aria-label', t('to-end'))
      composer.refresh()
      show(open)
    },
    /** A question of the bot that was open before this page looked. */
    resume() {
      for (const chat of person().chats) {
        const last = store.messagesOf(chat.id).at(-1)
        if (last) composer.asked(last)
      }
      composer.show()
    },
    /** Other chats or menus, while the game goes on. */
    refreshChats() {
      if (!person().chats.some((chat) => chat.id === open)) return show(id)
      renderTabs()
      composer.refresh()
    },
    /** A message of one of this phone's chats came, changed or went. */
    hear(message, isNew) {
      if (message.from.bot) typing.delete(message.chat)
      const isForeign = isNew && message.from.id !== id && !message.service
      const isRead = message.chat === open && isVisible
      if (isForeign && !isRead) {
        const waiting = unread.get(message.chat) ?? { count: 0, mention: false }
        waiting.count++
        waiting.mention ||= message.entities.some((entity) => entity.user === id)
        unread.set(message.chat, waiting)
      }
      if (isNew) composer.asked(message)
    },
    /** After the messages of one batch of news were heard. */
    heard(chats) {
      if (chats.has(open)) {
        render()
        showTyping()
        composer.show()
      }
      renderTabs()
      markTarget()
    },
    typing(chat) {
      typing.set(chat, performance.now() + typingMs)
      showTyping()
      setTimeout(showTyping, typingMs + 50)
    },
    /** Whether this phone can be seen now; what arrives unseen stays unread. */
    setVisible(visible) {
      isVisible = visible
      if (visible) read()
    },
    /** What to press next, or nothing. */
    aim(next) {
      target = next
      markTarget()
    },
    /** Brings what is to be pressed into view and puts the focus on it. */
    reveal() {
      if (!target) return
      if (target.chat !== undefined) show(target.chat)
      const where = markTarget()
      where?.scrollIntoView({ block: 'center', inline: 'nearest' })
      where?.focus({ preventScroll: true })
    },
    toast: showToast,
  }
}

/** Leaders and the officer talk with the bot; a unit's people meet it in their group. */
function firstChat({ id, role, chats }) {
  return /^(Cán bộ|Chủ tịch|Phó Chủ tịch|PCT)/.test(role) ? id : (chats[1]?.id ?? id)
}

/** A message that changes is a new node: the button pressed in it keeps the focus if there still is one. */
function focusIn(list) {
  const focused = document.activeElement
  if (!list.contains(focused) || focused === list) return undefined
  const { id } = focused.closest('[data-id]')?.dataset ?? {}
  const { label } = focused.dataset
  return () => {
    if (focused.isConnected || id === undefined) return
    const message = list.querySelector(`[data-id="${id}"]`)
    const keys = [...(message?.querySelectorAll('.key') ?? [])]
    const next = keys.find((key) => key.dataset.label === label) ?? keys[0] ?? message ?? list
    next.focus({ preventScroll: true })
  }
}
