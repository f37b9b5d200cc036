// Beside the phones: sample letters to press or drag, and everybody by name with what they have not read.
import { letterType } from './composer.js'
import { avatar, icon, make } from './dom.js'

/** `table`: store, api, t, phones(), goTo(personId), say(text), announce(text). */
export function makeDesk(table, parts) {
  const { store, api, t } = table

  async function send(index) {
    const letter = store.letters[index]
    table.goTo(store.officer)
    table
      .phones()
      .find(({ id }) => id === store.officer)
      ?.show(store.officer)
    const answer = await table.busy(api.letter(index))
    if (answer.error) table.say(t.error(answer))
    else table.announce(t('letter-sent', titleOf(letter)))
  }

  const titleOf = (letter) => (t.language === 'en' ? letter.titleEn : letter.title)
  const noteOf = (letter) => (t.language === 'en' ? letter.noteEn : letter.note)

  function renderLetters() {
    parts.lettersHint.textContent = t('letters-hint', store.person(store.officer)?.title ?? '')
    parts.letters.replaceChildren(
      ...store.letters.map((letter, index) =>
        make(
          'li',
          {},
          make(
            'button',
            {
              class: 'letter',
              type: 'button',
              draggable: 'true',
              'aria-label': t('letter-send', titleOf(letter)),
              onclick: () => void send(index),
              ondragstart(event) {
                event.dataTransfer.setData(letterType, String(index))
                event.dataTransfer.effectAllowed = 'copy'
              },
            },
            icon('letter'),
            make('span', {}, make('strong', {}, titleOf(letter)), make('small', {}, noteOf(letter))),
          ),
        ),
      ),
    )
  }

  function renderPeople(current) {
    const focused = document.activeElement?.dataset?.goto
    parts.people.replaceChildren(
      ...store.people.map((person) => {
        const unread =
          table
            .phones()
            .find(({ id }) => id === person.id)
            ?.unread() ?? 0
        const role = t.role(person.role, person.roleEn)
        const label = t('people-go', person.title, role)
        return make(
          'li',
          {},
          make(
            'button',
            {
              class: 'person',
              type: 'button',
              'data-goto': person.id,
              'aria-current': person.id === current ? 'true' : undefined,
              'aria-label': unread > 0 ? `${label}: ${unread} ${t('unread')}` : label,
              onclick: () => table.goTo(person.id),
            },
            avatar(person.name, person.accent),
            make('span', { class: 'person-words' }, make('strong', {}, person.title), make('small', {}, role)),
            unread > 0 && make('span', { class: 'badge' }, unread > 99 ? '99+' : String(unread)),
          ),
        )
      }),
    )
    if (focused) parts.people.querySelector(`[data-goto="${focused}"]`)?.focus()
  }

  return { renderLetters, renderPeople }
}
