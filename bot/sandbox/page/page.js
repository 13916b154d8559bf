import { askChats, askMessages, askPeople, say, Unreachable } from './ask.js'
import { showChatList } from './chat-list.js'
import { element, fill } from './element.js'
import { fitPhone, openPhone, refreshPhone, showMinute, showOwners } from './phone.js'
import { showMessages, showTries } from './room.js'

const byId = (id) => document.getElementById(id)
const [side, messages, tries, speaker, line, button, trouble] = [
  'side',
  'messages',
  'tries',
  'speaker',
  'line',
  'send',
  'trouble',
].map(byId)
const pollMs = 2000

const state = {
  people: [],
  chats: [],
  /** The open conversation, and what stands in it. */
  open: '',
  messages: [],
  /** Who speaks in it; per conversation the one who spoke last. */
  speaker: '',
  speakers: new Map(),
  /** When somebody last wrote in a conversation, and which have something not looked at. */
  lastAt: new Map(),
  unseen: new Set(),
  /** On its way to the server; kept with its id when the server was away, so that it is sent once. */
  sending: undefined,
  failed: undefined,
  /** The answer to the last line went to another window. */
  elsewhere: undefined,
}

function showAll() {
  const chat = state.chats.find(({ id }) => id === state.open)
  byId('room-name').textContent = chat ? roomName(chat) : ''
  byId('room-note').textContent = chat?.note ?? ''
  showChatList(side, state, open)
  showSpeakers(chat)
  showMessages(messages, state, open)
  showTries(tries, state, pick)
}

function roomName(chat) {
  if (chat.kind !== 'direct') return chat.name
  const person = state.people.find(({ id }) => id === chat.members[0])
  return person ? `${chat.name} · ${person.name}` : chat.name
}

function showSpeakers(chat) {
  const members = state.people.filter(({ id }) => chat?.members.includes(id))
  if (!members.some(({ id }) => id === state.speaker)) {
    const spoke = state.speakers.get(state.open)
    state.speaker = spoke ?? favourite(members)?.id ?? ''
  }
  fill(
    speaker,
    ...members.map(({ id, name }) => element('option', { value: id, selected: id === state.speaker }, name)),
  )
  speaker.parentElement.classList.toggle('only', members.length < 2)
  line.placeholder =
    chat?.kind === 'direct'
      ? '和顺流助手说一句'
      : chat?.kind === 'internal'
        ? '在群里说一句'
        : '在客户群里说一句'
}

/** Who has the most to try is who a newcomer should be first: in the group the rep, with a customer the customer. */
const favourite = (members) =>
  [...members].sort(
    (a, b) => Number(b.kind === 'contact') - Number(a.kind === 'contact') || b.tries.length - a.tries.length,
  )[0]

function pick(text) {
  line.value = text
  grow()
  line.focus()
}

function grow() {
  line.style.height = 'auto'
  line.style.height = `${Math.min(line.scrollHeight + 2, 132)}px`
}

async function open(chatId) {
  state.open = chatId
  state.unseen.delete(chatId)
  state.messages = []
  showAll()
  await loadMessages()
  messages.scrollTop = messages.scrollHeight
}

async function loadMessages() {
  const asked = state.open
  const found = await reach(() => askMessages(asked))
  if (!found || asked !== state.open) return
  state.messages = found
  showMessages(messages, state, open)
  showTries(tries, state, pick)
}

async function send(event) {
  event?.preventDefault()
  const text = line.value.trim()
  if (!text || state.sending) return
  const said = { from: state.speaker, chat: state.open, text }
  const again = state.failed && ['from', 'chat', 'text'].every((key) => state.failed[key] === said[key])
  const message = { ...said, messageId: again ? state.failed.messageId : newMessageId() }
  Object.assign(state, { sending: message, failed: undefined, elsewhere: undefined })
  state.speakers.set(state.open, state.speaker)
  line.value = ''
  grow()
  button.disabled = true
  showMessages(messages, state, open)
  try {
    noteElsewhere(message, await say(message))
    tell('')
  } catch (error) {
    // What was written is not lost: it stands in the field again, and keeps its id.
    state.failed = message
    if (!line.value) line.value = text
    grow()
    tell(error instanceof Unreachable ? '连不上服务器，这句还没发出去，稍后再按发送' : error.message)
  }
  state.sending = undefined
  button.disabled = false
  await Promise.all([loadMessages(), poll()])
  refreshPhone()
  messages.scrollTop = messages.scrollHeight
}

function noteElsewhere({ chat, from }, replies) {
  const other = replies.find(({ to }) => to !== chat)
  const who = state.people.find(({ id }) => id === from)?.name
  if (other && who) state.elsewhere = { chat, to: other.to, who }
}

function newMessageId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

let away = false
function tell(text) {
  trouble.textContent = text
  trouble.hidden = !text
}

/** Asks, and says so while the server is away; undefined then. */
async function reach(work) {
  try {
    const answer = await work()
    if (away) tell('')
    away = false
    return answer
  } catch (error) {
    away = true
    tell(error instanceof Unreachable || !error.message ? '连不上服务器，正在重试' : error.message)
    return undefined
  }
}

/** Looks what is new in any conversation: a push lights up its window, and the phone is told. */
async function poll() {
  const chats = await reach(askChats)
  if (!chats) return
  let isNew = false
  for (const { id, lastAt } of chats) {
    if (lastAt && state.lastAt.get(id) !== lastAt) {
      isNew = true
      state.lastAt.set(id, lastAt)
      if (id !== state.open) state.unseen.add(id)
    }
  }
  state.chats = chats
  if (!isNew) return
  showChatList(side, state, open)
  if (state.chats.some(({ id }) => id === state.open)) await loadMessages()
  refreshPhone()
}

async function begin() {
  showMinute()
  fitPhone()
  const found = await reach(async () => ({ people: await askPeople(), chats: await askChats() }))
  if (!found) return setTimeout(begin, pollMs)
  Object.assign(state, found)
  for (const { id, lastAt } of found.chats) state.lastAt.set(id, lastAt)
  const phone = sessionStorage.getItem('phone')
  const staff = found.people.filter(({ kind }) => kind === 'staff')
  const shown =
    staff.find(({ id }) => id === phone) ?? staff.find(({ role }) => role === 'storeManager') ?? staff[0]
  showOwners(found.people, shown?.id, (id) => {
    sessionStorage.setItem('phone', id)
    openPhone(id)
  })
  if (shown) openPhone(shown.id)
  await open((found.chats.find(({ kind }) => kind === 'internal') ?? found.chats[0])?.id ?? '')
  again()
}

function again() {
  setTimeout(async () => {
    if (!document.hidden) await poll()
    showMinute()
    again()
  }, pollMs)
}

byId('composer').addEventListener('submit', send)
line.addEventListener('input', grow)
line.addEventListener('keydown', (event) => {
  // Enter inside an input method chooses a word; only a plain Enter sends.
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) send(event)
})
speaker.addEventListener('change', () => {
  state.speaker = speaker.value
  state.speakers.set(state.open, speaker.value)
  showMessages(messages, state, open)
  showTries(tries, state, pick)
})
for (const tab of document.querySelectorAll('.tabs button')) {
  tab.addEventListener('click', () => showTab(tab.dataset.tab))
}
function showTab(name) {
  document.body.dataset.tab = name
  for (const tab of document.querySelectorAll('.tabs button'))
    tab.classList.toggle('on', tab.dataset.tab === name)
}
window.addEventListener('resize', fitPhone)
showTab('chat')
begin()
