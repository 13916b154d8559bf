import { botWords } from './bot-words.js'
import { chatNames, role } from './cast.js'
import { byId, el, showList } from './dom.js'
import { minuteText } from './minutes.js'
import { botFace, personFace } from './side.js'

/** The open chat: its heading and what was said in it. */
export function createRoom({ fill }) {
  const scroll = byId('messages-scroll')
  let shownChat
  let lastId

  const atBottom = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80
  const toBottom = () => {
    scroll.scrollTop = scroll.scrollHeight
  }
  // The composer grows with its text: the newest message stays above it.
  let follows = true
  scroll.addEventListener('scroll', () => {
    follows = atBottom()
  })
  new ResizeObserver(() => follows && toBottom()).observe(scroll)

  function announce(messages) {
    const news = messages.slice(messages.findIndex(({ id }) => id === lastId) + 1)
    const heard = news.filter(({ from }) => from.kind === 'bot').at(-1)
    if (heard) byId('announcer').textContent = `${heard.from.name}：${heard.text}`
  }

  return {
    show({ people, chat, messages, speakerId, known }) {
      const { name, below } = chatNames(chat, people)
      byId('room-name').textContent = name
      byId('room-note').textContent =
        chat.kind === 'customer' && name !== chat.name
          ? `${below}，${chat.note}`
          : chat.kind === 'direct'
            ? below
            : chat.note

      const other = shownChat !== chat.id
      const stay = !other && !follows
      const last = messages.findIndex(({ id }) => id === lastId)
      showList(
        byId('messages'),
        messages.map((message, index) => {
          const mine = message.from.kind !== 'bot' && message.from.id === speakerId
          const at = minuteText(Date.parse(message.at))
          const person = people.find(({ id }) => id === message.from.id)
          return {
            id: message.id,
            look: JSON.stringify([mine, at, message.text]),
            make: () => bubble({ message, person, mine, at, fill, moves: index > last && last >= 0 }),
          }
        }),
      )
      byId('no-messages').hidden = !known || messages.length > 0
      byId('no-messages').textContent = '这里还没有人说话。点下面的一句，再按发送'
      if (other) toBottom()
      else if (!stay && messages.at(-1)?.id !== lastId) toBottom()
      if (!other) announce(messages)
      shownChat = chat.id
      lastId = messages.at(-1)?.id
    },
  }
}

function bubble({ message, person, mine, at, fill, moves }) {
  const { from, text } = message
  const bot = from.kind === 'bot'
  const meta = [from.name, !bot && !mine && person && role(person), at].filter(Boolean)
  return el(
    'li',
    { class: `message ${mine ? 'mine' : ''} ${bot ? 'of-bot' : ''} ${moves ? 'new' : ''}` },
    bot ? botFace() : personFace(from),
    el(
      'div',
      {},
      el('p', { class: 'meta dotted' }, ...meta.map((part) => el('span', {}, part))),
      el('div', { class: 'bubble' }, ...(bot ? botWords(text, fill) : [text])),
    ),
  )
}
