import { element, fill } from './element.js'

const first = (name) => [...name][0] ?? ''

/** The conversations: groups and customers' chats first, then everybody's own talk with the bot. */
export function showChatList(place, state, onOpen) {
  const groups = state.chats.filter(({ kind }) => kind !== 'direct')
  const direct = state.chats.filter(({ kind }) => kind === 'direct')
  const scrolled = [place.scrollTop, place.scrollLeft]
  const focused = document.activeElement?.closest?.('[data-chat]')?.dataset.chat
  fill(
    place,
    title('会话'),
    ...groups.map((chat) => groupRow(chat, state, onOpen)),
    direct.length > 0 && title('和顺流助手单聊'),
    ...direct.map((chat) => directRow(chat, state, onOpen)),
  )
  ;[place.scrollTop, place.scrollLeft] = scrolled
  // The rows are made anew: who was on one with the keyboard stays there.
  if (focused) place.querySelector(`[data-chat="${CSS.escape(focused)}"]`)?.focus()
}

const title = (text) => element('p', { className: 'side-title meta' }, text)

function groupRow(chat, state, onOpen) {
  const internal = chat.kind === 'internal'
  const contact = state.people.find(({ id, kind }) => kind === 'contact' && chat.members.includes(id))
  const avatar = internal
    ? element('span', { className: 'avatar internal' }, '群')
    : element('span', { className: 'avatar contact' }, first(contact?.name ?? chat.name))
  const name = internal ? chat.name : (contact?.name ?? chat.name)
  const meta = internal ? `${chat.members.length} 人` : chat.name
  return row(chat, state, onOpen, '', avatar, name, meta)
}

function directRow(chat, state, onOpen) {
  const person = state.people.find(({ id }) => id === chat.members[0])
  const name = person?.name ?? chat.name
  const avatar = element('span', { className: 'avatar' }, first(name))
  return row(chat, state, onOpen, ' narrow', avatar, name, person?.title.split(' · ')[0] ?? '')
}

function row(chat, state, onOpen, look, avatar, name, meta) {
  const on = chat.id === state.open
  const isNew = state.unseen.has(chat.id)
  return element(
    'button',
    {
      type: 'button',
      className: `chat-row${look}${on ? ' on' : ''}${isNew ? ' new' : ''}`,
      'data-chat': chat.id,
      'aria-current': on ? 'true' : undefined,
      title: meta ? `${name}，${meta}` : name,
      onclick: () => onOpen(chat.id),
    },
    avatar,
    element(
      'span',
      { className: 'chat-words' },
      element('span', { className: 'chat-name cut' }, name),
      element('span', { className: 'chat-meta meta cut' }, meta),
    ),
    isNew && element('span', { className: 'dot' }, element('span', { className: 'unseen' }, '有新消息')),
  )
}
