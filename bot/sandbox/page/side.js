import { chatNames, directOf, role, staffOf } from './cast.js'
import { byId, el, midName, showList } from './dom.js'

/** The list on the left: chats, talks of others with something new, and whose phone it is. */
export function createSide({ openChat, choosePerson }) {
  return {
    show({ people, chats, messages, unread, openId, meId, phoneId }) {
      const own = directOf(meId)
      const fresh = (chat) => unread.of(chat, messages.get(chat.id) ?? [])
      const row = (chat) => {
        const unseen = chat.id === openId ? [] : fresh(chat)
        const { name, below } = chatNames(chat, people)
        const owner =
          chat.kind === 'direct' && chat.id !== own && people.find(({ id }) => chat.members.includes(id))
        const news = unseen.at(-1)?.text.split('\n')[0]
        const on = chat.id === openId
        const title = owner ? owner.name : name
        return {
          id: chat.id,
          look: JSON.stringify([title, below, news, on]),
          make: () =>
            rowButton({
              on,
              face: owner ? personFace(owner) : chatFace(chat, name),
              name: title,
              below: news ?? below,
              news: news !== undefined,
              onclick: () => openChat(chat.id),
            }),
        }
      }
      const groups = chats.filter(({ kind }) => kind === 'internal')
      const customers = chats.filter(({ kind }) => kind === 'customer')
      const mine = chats.filter(({ id }) => id === own)
      const others = chats.filter(
        (chat) => chat.kind === 'direct' && chat.id !== own && fresh(chat).length > 0,
      )
      showList(byId('conversations'), [...groups, ...mine, ...customers].map(row))
      showList(byId('other-conversations'), others.map(row))
      byId('others').hidden = others.length === 0

      showList(
        byId('phones'),
        staffOf(people).map((person) => ({
          id: person.id,
          look: JSON.stringify([person.name, person.id === phoneId]),
          make: () =>
            rowButton({
              on: person.id === phoneId,
              face: personFace(person),
              name: person.name,
              below: role(person),
              onclick: () => choosePerson(person.id),
            }),
        })),
      )
    },
  }
}

function rowButton({ on, face, name, below, news, onclick }) {
  return el(
    'li',
    {},
    el(
      'button',
      {
        type: 'button',
        class: `row ${on ? 'on' : ''} ${news ? 'news' : ''}`,
        'aria-current': on && 'true',
        onclick,
      },
      face,
      el(
        'span',
        { class: 'row-words' },
        el('b', { class: 'cut' }, name),
        news ? el('span', { class: 'meta cut' }, below) : midName(below, 'meta'),
      ),
      news && el('span', { class: 'dot' }, el('span', { class: 'sr' }, '有新消息')),
    ),
  )
}

export const personFace = ({ name, kind }) =>
  el(
    'span',
    { class: `face ${kind === 'contact' ? 'outside' : ''}`, 'aria-hidden': 'true' },
    name.slice(0, 1),
  )

export const botFace = () => el('span', { class: 'face bot', 'aria-hidden': 'true' }, '顺')

function chatFace(chat, name) {
  if (chat.kind === 'direct') return botFace()
  if (chat.kind === 'internal') return el('span', { class: 'face group', 'aria-hidden': 'true' }, '群')
  return personFace({ name, kind: 'contact' })
}
