// One message as it stands in a chat: bubble, picture or file, what it answers, buttons below.
import { avatar, icon, make } from './dom.js'
import { isBotLink, textNodes } from './text.js'

/**
 * `view`: who looks (`me`), `inGroup`, words `t`, and `find(id)` for the message replied to.
 * `act`: tap(message, button, node), command(text), link(url), reply(message), show(id), picture(message).
 */
export function messageNode(message, view, act) {
  if (message.service) return make('p', { class: 'service', 'data-id': message.id }, serviceText(message, view.t))
  const isMine = message.from.id === view.me
  const hasName = view.inGroup && !isMine
  const reply = make(
    'button',
    {
      class: 'reply',
      type: 'button',
      title: view.t('reply'),
      'aria-label': view.t('reply'),
      onclick: () => act.reply(message),
    },
    icon('reply'),
  )
  const bubble = make(
    'div',
    { class: `bubble${message.file?.kind === 'photo' ? ' has-photo' : ''}` },
    hasName && make('p', { class: 'sender' }, message.from.name || view.t('anonymous')),
    message.forwarded && make('p', { class: 'forwarded' }, view.t('forwarded')),
    message.replyTo && quoteNode(message.replyTo, view, act),
    message.file && fileNode(message, view, act),
    message.text !== '' &&
      make('div', { class: 'text', lang: 'vi' }, ...textNodes(message.text, message.entities, act)),
    make(
      'p',
      { class: 'stamp' },
      reply,
      message.edited && make('span', {}, `${view.t('edited')} `),
      make('time', { datetime: new Date(message.at).toISOString() }, view.timeOf(message.at)),
    ),
  )
  const accent = view.accentOf(message.from.id) ?? (message.from.bot ? 'var(--red)' : 'var(--ink-2)')
  const node = make(
    'article',
    { class: `message ${isMine ? 'mine' : 'theirs'}`, 'data-id': message.id, tabindex: '-1' },
    hasName &&
      (message.from.bot
        ? make('img', { class: 'avatar', src: '/logo.svg', alt: '' })
        : avatar(message.from.name, accent)),
    make('div', { class: 'body' }, bubble, keysNode(message, view, act)),
  )
  node.style.setProperty('--accent', accent)
  return node
}

function quoteNode(id, view, act) {
  const replied = view.find(id)
  const words = replied ? replied.text || replied.file?.name || '' : view.t('gone')
  return make(
    'button',
    { class: 'quote', type: 'button', onclick: () => act.show(id) },
    replied && make('strong', {}, replied.from.name),
    make('span', { lang: 'vi' }, words.slice(0, 120)),
  )
}

function fileNode(message, view, act) {
  const { name, kind, size, width, height, href } = message.file
  if (kind === 'photo')
    return make(
      'button',
      {
        class: 'photo',
        type: 'button',
        'aria-label': view.t('open-picture', name),
        onclick: () => act.picture(message),
      },
      make('img', { src: href, alt: message.text.slice(0, 200) || name, width, height }),
    )
  return make(
    'a',
    { class: 'file', href, download: name, 'aria-label': view.t('download', name, sizeOf(size, view.t)) },
    make('span', { class: 'ending', 'aria-hidden': 'true' }, endingOf(name)),
    make(
      'span',
      { class: 'file-words' },
      make('strong', { lang: 'vi' }, name),
      make('small', {}, sizeOf(size, view.t)),
    ),
  )
}

function endingOf(name) {
  return name.includes('.') ? name.split('.').at(-1).slice(0, 4).toUpperCase() : '···'
}

function sizeOf(size, t) {
  if (size < 1024) return `${size} B`
  const inKb = size / 1024
  return inKb < 1024 ? `${t.number(inKb, 1)} KB` : `${t.number(inKb / 1024, 1)} MB`
}

function keysNode(message, view, act) {
  if (message.buttons.length === 0) return undefined
  return make(
    'div',
    { class: 'keys', role: 'group', 'aria-label': view.t('buttons'), lang: 'vi' },
    ...message.buttons.map((row) =>
      make('div', { class: 'key-row' }, ...row.map((button) => keyNode(message, button, act))),
    ),
  )
}

function keyNode(message, button, act) {
  const { text, data, url, style, disabled } = button
  const looks = { class: `key ${style ? `is-${style}` : ''}`, 'data-label': text }
  if (url && !isBotLink(url) && /^https?:/i.test(url))
    return make('a', { ...looks, href: url, target: '_blank', rel: 'noopener noreferrer' }, text)
  const press = (event) => {
    if (data !== undefined) act.tap(message, button, event.currentTarget)
    else if (url && isBotLink(url)) act.link(url)
  }
  return make('button', { ...looks, type: 'button', disabled: disabled || undefined, onclick: press }, text)
}

function serviceText(message, t) {
  const { what, by, who } = message.service
  return t(`service-${what}`, by, who)
}
