import { awayText, loadChats, loadMessages, loadPeople } from './api.js'
import { directOf, firstSpeaker, speakersIn } from './cast.js'
import { createComposer } from './composer.js'
import { createPanes } from './panes.js'
import { createPhone } from './phone.js'
import { poll } from './poll.js'
import { createRoom } from './room.js'
import { createSide } from './side.js'
import { createTries } from './tries.js'
import { createUnread } from './unread.js'

const pollMs = 2000

const state = {
  people: [],
  chats: [],
  messages: new Map(),
  /** What a chat's `lastAt` was when its messages were read. */
  readUpTo: new Map(),
  unread: createUnread(),
  openId: undefined,
  /** Who speaks in a chat, as chosen there. */
  speakers: new Map(),
  /** The last of the staff who spoke: whose own talk with the bot stands in the list. */
  meId: undefined,
  phoneId: undefined,
  /** Why the last look saw nothing, in a sentence; empty when it saw everything. */
  trouble: '',
}

const panes = createPanes()
const composer = createComposer({ chooseSpeaker, sent })
const fill = (text) => composer.fill(text)
const room = createRoom({ fill })
const tries = createTries({ fill, speakAs })
const side = createSide({
  openChat: (id) => {
    openChat(id)
    panes.openRoom()
  },
  choosePerson,
})
const phone = createPhone({ choosePhone })

const openedChat = () => state.chats.find(({ id }) => id === state.openId)

function speakerIn(chat) {
  const chosen = state.people.find(({ id }) => id === state.speakers.get(chat.id))
  return (chat.kind !== 'direct' && chosen) || firstSpeaker(chat, state.people)
}

function openChat(id) {
  state.openId = id
  const speaker = speakerIn(openedChat())
  if (speaker?.kind === 'staff') state.meId = speaker.id
  show()
}

function chooseSpeaker(personId) {
  const chat = openedChat()
  if (chat.kind === 'direct') return openChat(directOf(personId))
  state.speakers.set(chat.id, personId)
  openChat(chat.id)
}

/** A customer speaks in the chat where that customer sits. */
function speakAs(contact) {
  const chat = state.chats.find(({ kind, members }) => kind === 'customer' && members.includes(contact.id))
  if (!chat) return
  state.speakers.set(chat.id, contact.id)
  openChat(chat.id)
}

function choosePhone(personId) {
  state.phoneId = personId
  show()
}

/** The person in the list is who you are: their phone, and their voice in every group they sit in, else with the bot. */
function choosePerson(personId) {
  state.phoneId = personId
  for (const chat of state.chats)
    if (chat.kind === 'internal' && chat.members.includes(personId)) state.speakers.set(chat.id, personId)
  const isIn = speakersIn(openedChat(), state.people).some(({ id }) => id === personId)
  if (isIn) chooseSpeaker(personId)
  else openChat(directOf(personId))
}

function show() {
  document.body.classList.toggle('loading', state.chats.length === 0)
  const chat = openedChat()
  const speaker = chat && speakerIn(chat)
  composer.showTrouble(state.trouble)
  if (!speaker) return
  const messages = state.messages.get(chat.id) ?? []
  if (!document.hidden) state.unread.see(chat.id, messages)
  side.show(state)
  room.show({ ...state, chat, messages, speakerId: speaker.id, known: state.messages.has(chat.id) })
  tries.show({ speaker, chat, people: state.people })
  composer.show({ chat, speaker, speakers: speakersIn(chat, state.people) })
  phone.show(state)
  panes.newsInChats(
    state.chats.some(
      (each) => each.id !== chat.id && state.unread.of(each, state.messages.get(each.id) ?? []).length > 0,
    ),
  )
}

/** The phone was told already of what the next look will find. */
let phoneKnows = false

function tellPhone() {
  phone.refresh()
  panes.newsOnPhone()
}

/** The open chat is read each time: two messages may carry the same millisecond. */
const mayHaveNews = ({ id, lastAt }) =>
  state.readUpTo.get(id) !== lastAt || (id === state.openId && lastAt !== null)

/** One look at every window: a push may have come to anybody. */
async function look() {
  try {
    if (state.people.length === 0) state.people = await loadPeople()
    state.chats = await loadChats()
    if (!openedChat()) openFirst()
    let news = false
    await Promise.all(
      state.chats.filter(mayHaveNews).map(async ({ id, lastAt }) => {
        const messages = lastAt === null ? [] : await loadMessages(id)
        const before = state.messages.get(id)
        news ||= before !== undefined && before.at(-1)?.id !== messages.at(-1)?.id
        state.unread.begin(id, messages)
        state.messages.set(id, messages)
        state.readUpTo.set(id, lastAt)
      }),
    )
    state.trouble = ''
    if (news && !phoneKnows) tellPhone()
    phoneKnows = false
  } catch (error) {
    state.trouble = error.message || awayText
  }
  show()
}

/** The first group, as the first of the staff in it; that is also whose phone it is. */
function openFirst() {
  const chat = state.chats.find(({ kind }) => kind === 'internal') ?? state.chats[0]
  if (!chat) return
  const speaker = firstSpeaker(chat, state.people)
  state.phoneId ??= speaker?.id
  state.meId ??= speaker?.id
  openChat(chat.id)
  if (matchMedia('(pointer: fine)').matches) composer.focus()
}

const lookNow = poll(look, pollMs)

/** A sent message was acted on: its answer is there, and the phone has something to fetch. */
function sent() {
  tellPhone()
  phoneKnows = true
  lookNow()
}

document.addEventListener('visibilitychange', show)
