// Messages, cards and forms as HTML. `html` escapes whatever is put into it; people's words are never markup.
import { html, raw } from 'hono/html'
import { type Choice, type Message, type Span, spanText } from '../chat/message.js'
import type { Locale, Translate } from '../lib/i18n.js'
import { shorten } from '../lib/vietnamese.js'
import { cardChoices, cardSpans } from '../office/assignments/cards.js'
import type { AssignmentView } from '../office/assignments/view.js'
import { readableText, writeDueNamed, writeNumber, writeStatus, writeTurn } from '../office/assignments/words.js'
import type { Said } from './thread.js'

export type Markup = ReturnType<typeof html>

/** Where the pages begin: "" or a path without a slash at the end. */
export interface Place {
  base: string
  t: Translate
  locale: Locale
}

export function page(
  { base, t, locale }: Place,
  input: { title: string; under?: string; body: Markup | Markup[]; refresh?: string },
): Markup {
  return html`<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">${input.refresh ? html`<meta http-equiv="refresh" content="2;url=${input.refresh}">` : ''}
<title>${input.title}</title><link rel="icon" href="${base}/dau.svg"><link rel="stylesheet" href="${base}/kieu.css"></head>
<body><a class="skip" href="#noi-dung">${t('web-skip')}</a><header><h1>${input.title}</h1>${input.under ? html`<p>${input.under}</p>` : ''}</header>
<main id="noi-dung">${input.body}</main><footer>${t('web-foot')}</footer></body></html>`
}

export function spansHtml(spans: readonly Span[]): Markup[] {
  return spans.map((span) => {
    if (typeof span === 'string') return html`${span}`
    if ('bold' in span) return html`<b>${span.bold}</b>`
    if ('italic' in span) return html`<i>${span.italic}</i>`
    if ('link' in span) return linkHtml(span.url, span.link)
    return html`<b>${spanText(span)}</b>`
  })
}

function linkHtml(url: string, text: string): Markup {
  return /^https?:/i.test(url) ? html`<a href="${url}" rel="noreferrer noopener">${text}</a>` : html`${text}`
}

export function choicesHtml(rows: readonly (readonly Choice[])[]): Markup[] {
  return rows.map(
    (row) =>
      html`<div class="row">${row.map(
        ({ label, action, style }) =>
          html`<button name="do" value="${action}"${style === 'primary' ? raw(' class="main"') : ''}>${label}</button>`,
      )}</div>`,
  )
}

/** The form around things to press; `once` makes a press that arrives twice count once. */
export function pressForm({ base }: Place, once: string, content: Markup | Markup[]): Markup {
  return html`<form method="post" action="${base}/viec"><input type="hidden" name="once" value="${once}">${content}</form>`
}

/** Where something is typed or a file chosen. `question` names the question it answers. */
export function answerForm(
  place: Place,
  once: string,
  input: { id: string; label: string; question?: number },
): Markup {
  const { base, t } = place
  return html`<form method="post" action="${base}/viec" enctype="multipart/form-data"><input type="hidden" name="once" value="${once}">${
    input.question === undefined ? '' : html`<input type="hidden" name="question" value="${input.question}">`
  }<label for="${input.id}">${input.label}</label><textarea id="${input.id}" name="text" rows="3" maxlength="20000"></textarea>
<label for="${input.id}-tep">${t('web-file')}</label><input id="${input.id}-tep" type="file" name="file" multiple>
<div class="row"><button class="main">${t('web-send')}</button></div></form>`
}

export interface Shown {
  once: string
  /** Questions that still wait. */
  open: ReadonlySet<number>
  isNew?: boolean
}

/** One message of the chat, with what can be pressed or answered. */
export function saidHtml(place: Place, { id, message, fileName }: Said, shown: Shown): Markup {
  const { base, t } = place
  const asked = message.ask && shown.open.has(message.ask.questionId) ? message.ask : undefined
  return html`<article${shown.isNew ? raw(' class="new"') : ''}><div class="said">${spansHtml(message.spans)}</div>${fileHtml(base, message, fileName, t)}${
    message.choices?.length ? pressForm(place, shown.once, choicesHtml(message.choices)) : ''
  }${
    asked
      ? answerForm(place, shown.once, {
          id: `tra-loi-${id}`,
          label: asked.placeholder ?? t('web-answer'),
          question: asked.questionId,
        })
      : ''
  }</article>`
}

function fileHtml(base: string, message: Message, name: string | undefined, t: Translate): Markup | string {
  if (message.fileId === undefined) return ''
  const address = `${base}/tep/${message.fileId}`
  return message.picture
    ? html`<img src="${address}" alt="${t('web-picture')}" loading="lazy">`
    : html`<p><a href="${address}" download>${t('web-download', { name: name ?? '' })}</a></p>`
}

/** One assignment, folded to a line; open when there are few. Without `now` there is nothing to press. */
export function workHtml(
  place: Place,
  view: AssignmentView,
  input: { overdue: boolean; open: boolean; once?: string; now: Date },
): Markup {
  const { t } = place
  const due = writeDueNamed(t, view)
  return html`<details class="work"${input.open ? raw(' open') : ''}><summary><b>${writeNumber(view)}</b> ${shorten(
    readableText(view.text).replace(/\s+/g, ' '),
    90,
  )}<br><span class="soft">${due ? `${due}${writeTurn(t, view)} · ` : ''}${writeStatus(t, view.status)}</span>${
    input.overdue ? html` <span class="late">${t('web-overdue')}</span>` : ''
  }</summary><div class="said">${spansHtml(cardSpans(t, view))}</div>${
    input.once === undefined ? '' : choicesHtml(cardChoices(t, view, input.now))
  }</details>`
}
