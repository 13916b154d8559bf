/** What was seen of each chat in this browser tab, by the last message seen there. */
const place = 'shunliu:seen'

function stored() {
  try {
    return new Map(Object.entries(JSON.parse(sessionStorage.getItem(place)) ?? {}))
  } catch {
    return new Map()
  }
}

export function createUnread() {
  const seen = stored()

  return {
    /** What was there when the page opened is not news. */
    begin(chatId, messages) {
      if (!seen.has(chatId)) this.see(chatId, messages)
    },
    see(chatId, messages) {
      const last = messages.at(-1)?.id ?? ''
      if (seen.get(chatId) === last) return
      seen.set(chatId, last)
      try {
        sessionStorage.setItem(place, JSON.stringify(Object.fromEntries(seen)))
      } catch {
        // A browser that stores nothing still shows dots, only not across a reload.
      }
    },
    /** The messages that nobody looked at. In a talk with the bot only what the bot said counts. */
    of(chat, messages) {
      const index = messages.findIndex(({ id }) => id === seen.get(chat.id))
      const fresh = messages.slice(index + 1)
      return chat.kind === 'direct' ? fresh.filter(({ from }) => from.kind === 'bot') : fresh
    },
  }
}
