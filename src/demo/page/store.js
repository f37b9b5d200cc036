// What the page knows now: people, chats, messages. Filled from /api/state, kept up by the news.

export function makeStore() {
  const chats = new Map()
  const messages = new Map()
  const store = {
    bot: undefined,
    officer: 0,
    people: [],
    letters: [],
    guide: { done: [] },
    /** The chat of the last button pressed. */
    pressedIn: 0,

    /** Starts from a whole state. */
    fill(state) {
      store.bot = state.bot
      store.officer = state.officer
      store.letters = state.letters
      store.guide = state.guide
      messages.clear()
      store.setPeople(state)
      for (const message of state.messages) store.put(message)
    },
    setPeople({ people, chats: list }) {
      store.people = people
      chats.clear()
      for (const chat of list) chats.set(chat.id, chat)
    },
    /** Takes a message in, or out when it was deleted. Tells whether it is new. */
    put(message) {
      let inChat = messages.get(message.chat)
      if (!inChat) {
        inChat = new Map()
        messages.set(message.chat, inChat)
      }
      const isNew = !inChat.has(message.id) && !message.deleted
      if (message.deleted) inChat.delete(message.id)
      else inChat.set(message.id, message)
      return isNew
    },
    chat: (id) => chats.get(id),
    person: (id) => store.people.find((person) => person.id === id),
    message: (chat, id) => messages.get(chat)?.get(id),
    /** Oldest first. */
    messagesOf: (chat) => [...(messages.get(chat)?.values() ?? [])].sort((a, b) => a.id - b.id),
    /** Who looks at this chat on their phone. */
    viewersOf: (chat) => store.people.filter((person) => person.chats.some(({ id }) => id === chat)),
  }
  return store
}
