// Joins the page: listens to the news, keeps the phones, switches persons and languages, starts over.
import { api } from './api.js'
import { makeClock } from './clock.js'
import { makeDesk } from './desk.js'
import { makeGuide } from './guide.js'
import { makePhone } from './phone.js'
import { makeStore } from './store.js'
import { makeWords } from './words.js'

const part = (id) => document.getElementById(id)
const store = makeStore()
const t = makeWords(localStorage.getItem('language') === 'en' ? 'en' : 'vi')
const phones = new Map()
const isSmall = matchMedia('(max-width: 760px)')
const game = { current: 0, epoch: 0, working: 0, isReady: false, waiting: [] }

const table = {
  store,
  api,
  t,
  phones: () => [...phones.values()],
  /** Shows that something takes a while. */
  async busy(promise) {
    game.working++
    document.body.classList.add('is-working')
    try {
      return await promise
    } finally {
      if (--game.working === 0) document.body.classList.remove('is-working')
    }
  },
  goTo,
  foldClock,
  picture: showPicture,
  unreadChanged: () => desk.renderPeople(game.current),
  /** To everybody's eyes, for a moment. */
  say(text) {
    part('banner').textContent = text
    part('banner').hidden = false
    clearTimeout(game.banner)
    game.banner = setTimeout(() => {
      part('banner').hidden = true
    }, 5000)
  },
  /** To those who listen. */
  announce(text) {
    part('announce').textContent = text
  },
}

const clock = makeClock(table, {
  root: part('clock'),
  day_: part('clock-day'),
  time: part('clock-time'),
  next: part('move-next'),
  morning: part('move-morning'),
  day: part('move-day'),
  jump: part('move-jump'),
  jumpForm: part('jump'),
  when: part('jump-when'),
  go: part('jump-go'),
})
const desk = makeDesk(table, { letters: part('letters'), lettersHint: part('letters-hint'), people: part('people') })
const guide = makeGuide(
  table,
  { list: part('steps'), hint: part('hint'), show: part('show-where') },
  {
    letters: part('letters'),
    clock: part('move-next'),
    showLetters() {
      openPanel('desk', true)
      part('letters').querySelector('button')?.focus()
    },
    showClock() {
      openPanel('clock-tools', true)
      part('move-next').focus()
    },
  },
)

/** What arrives on a phone that cannot be seen stays unread: columns off the screen, persons not switched to. */
const watcher = new IntersectionObserver(
  (entries) => {
    for (const { target, intersectionRatio } of entries)
      phones.get(Number(target.dataset.person))?.setVisible(intersectionRatio >= 0.5)
  },
  { threshold: [0, 0.5, 1] },
)

function goTo(id) {
  game.current = id
  for (const phone of phones.values()) phone.node.classList.toggle('is-current', phone.id === id)
  openPanel('desk', false)
  if (!isSmall.matches)
    phones.get(id)?.node.scrollIntoView({ behavior: t.motion(), inline: 'center', block: 'nearest' })
  desk.renderPeople(id)
  part('people').querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

/** Who is used is the one at hand: a phone half off the screen moves in. */
function stayAt(id) {
  if (isSmall.matches) return
  if (game.current !== id) {
    game.current = id
    for (const phone of phones.values()) phone.node.classList.toggle('is-current', phone.id === id)
    desk.renderPeople(id)
  }
  phones.get(id)?.node.scrollIntoView({ behavior: t.motion(), inline: 'nearest', block: 'nearest' })
}

/** A small screen shows the phone again after the clock was moved. */
function foldClock() {
  openPanel('clock-tools', false)
}

/** Letters and clock fold away on small screens. */
function openPanel(id, isOpen) {
  part(id).classList.toggle('is-open', isOpen)
  document.querySelector(`[aria-controls="${id}"]`)?.setAttribute('aria-expanded', String(isOpen))
}

function showPicture({ file, text }) {
  const picture = part('picture')
  picture.querySelector('img').src = file.href
  picture.querySelector('img').alt = text.slice(0, 200) || file.name
  picture.querySelector('a').href = `${file.href}&save`
  picture.querySelector('a').download = file.name
  picture.showModal()
}

async function load() {
  const state = await api.state().catch(() => undefined)
  if (!state) return setTimeout(load, 1000)
  const isAnother = state.epoch !== game.epoch
  game.epoch = state.epoch
  store.fill(state)
  if (isAnother) {
    for (const phone of phones.values()) watcher.unobserve(phone.node)
    phones.clear()
    part('phones').replaceChildren()
  }
  keepPhones()
  clock.hear(state.clock)
  game.isReady = true
  part('preparing').hidden = true
  if (isAnother) {
    for (const phone of phones.values()) phone.resume()
    goTo(store.officer)
    part('phones').scrollTo({ left: 0 })
  }
  render()
  for (const news of game.waiting.splice(0)) hear(news)
}

/** A phone for everybody who is in the game. */
function keepPhones() {
  for (const { id } of store.people) {
    if (phones.has(id)) continue
    const phone = makePhone(id, table)
    phones.set(id, phone)
    part('phones').append(phone.node)
    phone.refresh()
    watcher.observe(phone.node)
    phone.node.addEventListener('click', () => stayAt(id))
  }
}

function hear(news) {
  if (!game.isReady) {
    game.waiting.push(news)
    return
  }
  if (news.people) {
    store.setPeople(news.people)
    keepPhones()
    for (const phone of phones.values()) phone.refreshChats()
  }
  for (const chat of news.typing ?? []) for (const { id } of store.viewersOf(chat)) phones.get(id)?.typing(chat)
  if (news.messages) hearMessages(news.messages)
  if (news.guide) store.guide = news.guide
  if (news.guide) guide.render()
  if (news.clock) clock.hear(news.clock)
}

function hearMessages(messages) {
  const chats = new Set()
  const spoken = new Set()
  for (const message of messages) {
    const isNew = store.put(message)
    chats.add(message.chat)
    if (isNew && message.from.bot) spoken.add(store.chat(message.chat)?.title)
    for (const { id } of store.viewersOf(message.chat)) phones.get(id)?.hear(message, isNew)
  }
  for (const phone of phones.values()) phone.heard(chats)
  desk.renderPeople(game.current)
  guide.aim()
  if (spoken.size > 0) table.announce(t('news', [...spoken].filter(Boolean).join(', ')))
}

function render() {
  document.documentElement.lang = t.language
  document.title = t('page-title')
  for (const node of document.querySelectorAll('[data-word]')) node.textContent = t(node.dataset.word)
  for (const node of document.querySelectorAll('[data-label]:not(.key)')) {
    node.setAttribute('aria-label', t(node.dataset.label))
    node.title = t(node.dataset.label)
  }
  for (const button of document.querySelectorAll('[data-language]'))
    button.setAttribute('aria-pressed', String(button.dataset.language === t.language))
  for (const phone of phones.values()) phone.refresh()
  clock.render()
  if (!game.isReady) return
  desk.renderLetters()
  desk.renderPeople(game.current)
  guide.render()
}

function prepare() {
  game.isReady = false
  game.waiting.length = 0
  part('preparing').hidden = false
}

for (const button of document.querySelectorAll('[data-language]'))
  button.addEventListener('click', () => {
    localStorage.setItem('language', button.dataset.language)
    t.set(button.dataset.language)
    render()
  })
for (const button of document.querySelectorAll('[data-opens]'))
  button.addEventListener('click', () => {
    const panel = button.dataset.opens
    openPanel(panel, !part(panel).classList.contains('is-open'))
  })
for (const button of document.querySelectorAll('[data-closes]'))
  button.addEventListener('click', () => part(button.dataset.closes).close(button.dataset.answer ?? ''))
part('reset').addEventListener('click', () => {
  part('sure').returnValue = ''
  part('sure').showModal()
})
part('sure').addEventListener('close', async () => {
  if (part('sure').returnValue !== 'yes') return
  prepare()
  const answer = await api.reset()
  if (answer.error) table.say(t.error(answer))
})
part('picture').addEventListener('click', (event) => {
  if (event.target === part('picture')) part('picture').close()
})
// A file dropped beside a phone must not open in place of the page.
for (const kind of ['dragover', 'drop']) addEventListener(kind, (event) => event.preventDefault())

const events = new EventSource('/api/events')
events.addEventListener('ready', () => void load())
events.addEventListener('preparing', prepare)
events.addEventListener('news', (event) => hear(JSON.parse(event.data)))
events.addEventListener('open', () => part('lost').setAttribute('hidden', ''))
events.addEventListener('error', () => part('lost').removeAttribute('hidden'))
render()
