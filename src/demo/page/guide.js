// The guided strip: which step is next, what it says, and where exactly to press for it.
import { icon, make } from './dom.js'

const steps = ['letter', 'check', 'issue', 'receive', 'report', 'time', 'summary']

/** Labels looked for, the best first. A number button opens a card in a unit's list. */
const labels = {
  check: [/^Xem từng việc/],
  issue: [/^Giao việc/],
  receive: [/^Đã nhận/],
  report: [/^Không có minh chứng/, /^Báo cáo hoàn thành/, /^#?\d+$/],
}

/** `table`: store, t, phones(), goTo(personId). `parts`: root, list, hint, show; `spots`: letters, clock. */
export function makeGuide(table, parts, spots) {
  const { store, t } = table

  const current = () => steps.find((step) => !store.guide.done.includes(step))
  const officer = () => store.person(store.officer)
  const chairman = () => store.people.find(({ role }) => /^Chủ tịch/.test(role)) ?? officer()

  /** Where the button is, and on whose phone to press it: in the chat of the last press, else as the phones stand. */
  function findButton(step) {
    const inGroup = step !== 'check' && step !== 'issue'
    const last = store.pressedIn
    const chats = inGroup ? groups().sort((a, b) => Number(b === last) - Number(a === last)) : [store.officer]
    for (const pattern of labels[step]) {
      const hasIt = (message) => message.buttons.flat().some((button) => pattern.test(button.text))
      const found = chats
        .filter(presser)
        .map((chat) => store.messagesOf(chat).findLast(hasIt))
        .find(Boolean)
      if (!found) continue
      const label = found.buttons.flat().find((button) => pattern.test(button.text)).text
      return { person: presser(found.chat).id, chat: found.chat, message: found.id, label }
    }
    return undefined
  }

  const groups = () => {
    const phones = store.people.filter(({ id }) => id !== store.officer)
    return [...new Set(phones.flatMap((person) => person.chats.map(({ id }) => id)))].filter((id) => id < 0)
  }
  /** In a unit's group its own head presses, not the officer who is in all of them. */
  function presser(chat) {
    if (chat > 0) return store.person(chat)
    const heads = store.viewersOf(chat).filter(({ id }) => id !== store.officer && id !== chairman().id)
    return heads.sort((a, b) => a.chats.length - b.chats.length)[0]
  }

  function aim() {
    const step = current()
    spots.letters.classList.toggle('is-next', step === 'letter')
    spots.clock.classList.toggle('is-next', step === 'time')
    let target
    if (step in labels) target = findButton(step)
    if (step === 'summary') target = { person: chairman().id, chat: chairman().id, command: 'tongket' }
    for (const phone of table.phones()) phone.aim(target?.person === phone.id ? target : undefined)
    return target
  }

  function showWhere() {
    const step = current()
    if (step === 'letter') return spots.showLetters()
    if (step === 'time') return spots.showClock()
    const target = aim()
    const person =
      target?.person ?? (step === 'receive' || step === 'report' ? presser(groups()[0])?.id : store.officer)
    if (person === undefined) return undefined
    table.goTo(person)
    return table
      .phones()
      .find((phone) => phone.id === person)
      ?.reveal()
  }

  parts.show.addEventListener('click', showWhere)

  function render() {
    const now = current()
    parts.list.replaceChildren(
      ...steps.map((step, index) => {
        const isDone = store.guide.done.includes(step)
        const state = isDone ? 'guide-done' : step === now ? 'guide-now' : ''
        return make(
          'li',
          {
            class: `step${isDone ? ' is-done' : ''}${step === now ? ' is-now' : ''}`,
            'aria-current': step === now ? 'step' : undefined,
            'data-step': step,
            title: t(`step-${step}`),
          },
          make('span', { class: 'step-mark', 'aria-hidden': 'true' }, isDone ? icon('check') : String(index + 1)),
          make('span', { class: 'step-name' }, t(`step-${step}`)),
          state !== '' && make('span', { class: 'hidden-words' }, `(${t(state)})`),
        )
      }),
    )
    const who = now === 'summary' ? chairman() : officer()
    const hint = now ? t(`hint-${now}`, who?.title ?? '') : t('hint-all')
    if (parts.hint.textContent !== hint) parts.hint.textContent = hint
    parts.show.hidden = now === undefined
    aim()
  }

  return { render, aim }
}
