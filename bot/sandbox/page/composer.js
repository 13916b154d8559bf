import { Away, awayText, sendMessage } from './api.js'
import { role } from './cast.js'
import { byId } from './dom.js'
import { createPick } from './pick.js'

const retryMs = 2000

/** Who speaks, the input and 发送. What could not be sent stays in the input and goes again under the same messageId. */
export function createComposer({ chooseSpeaker, sent }) {
  const words = byId('words')
  const button = byId('send')
  const pick = createPick(byId('speaker'), { label: '以谁的身份说', onchange: chooseSpeaker })
  const drafts = new Map()
  let at
  /** Why the chats cannot be read. */
  let readTrouble = ''
  let sending = false
  /** The last message that was not answered: `{ key, messageId }`. */
  let unanswered
  /** Why the last message is not sent. */
  let trouble = ''
  let retry

  const keyNow = () => JSON.stringify([at.speaker.id, at.chat.id, words.value.trim()])

  function showState() {
    button.disabled = sending || !at || words.value.trim() === ''
    button.textContent = sending ? '发送中' : '发送'
    words.readOnly = sending
    const line = byId('line')
    const wrong = trouble || readTrouble
    const text = wrong || (at?.speaker.kind === 'contact' ? '客户看不到机器人说的话' : '')
    // Written only when it changes, or a screen reader says it every two seconds.
    if (line.textContent !== text) line.textContent = text
    line.classList.toggle('waits', wrong === awayText)
    line.classList.toggle('wrong', wrong !== '' && wrong !== awayText)
  }

  function grow() {
    words.style.height = 'auto'
    words.style.height = `${words.scrollHeight + words.offsetHeight - words.clientHeight}px`
  }

  /** Anything else than what failed is a new message: it gets an id of its own and no retry by itself. */
  function changed() {
    clearTimeout(retry)
    trouble = ''
    if (at) drafts.set(at.chat.id, words.value)
    grow()
    showState()
  }

  async function send() {
    if (sending || !at || words.value.trim() === '') return
    clearTimeout(retry)
    const { chat, speaker } = at
    const text = words.value.trim()
    const key = keyNow()
    if (unanswered?.key !== key) unanswered = { key, messageId: newMessageId() }
    const { messageId } = unanswered
    sending = true
    showState()
    try {
      await sendMessage({ from: speaker.id, chat: chat.id, text, messageId })
      unanswered = undefined
      trouble = ''
      drafts.delete(chat.id)
      if (at.chat.id === chat.id) words.value = ''
      grow()
      sent()
    } catch (error) {
      trouble = error.message
      if (error instanceof Away) retry = setTimeout(() => at && keyNow() === key && send(), retryMs)
    } finally {
      sending = false
      showState()
    }
  }

  words.addEventListener('input', changed)
  words.addEventListener('keydown', (event) => {
    // While an input method composes, Enter chooses a word; 229 is how older Safari says so.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
    event.preventDefault()
    send()
  })
  byId('composer').addEventListener('submit', (event) => {
    event.preventDefault()
    send()
  })
  showState()

  return {
    show({ chat, speaker, speakers }) {
      const moved = at?.chat.id !== chat.id || at?.speaker.id !== speaker.id
      const otherChat = at?.chat.id !== chat.id
      at = { chat, speaker }
      const place = { direct: '跟顺流助手说一句', internal: '在群里说一句', customer: '在客户群里说一句' }[
        chat.kind
      ]
      words.placeholder = place
      words.setAttribute('aria-label', `以${speaker.name}的身份${place}`)
      pick.show({
        words: `以 ${speaker.name}`,
        options: speakers.map((person) => ({ id: person.id, text: `${person.name}  ${role(person)}` })),
        chosen: speaker.id,
      })
      if (otherChat) words.value = drafts.get(chat.id) ?? ''
      if (moved) changed()
      showState()
    },
    fill(text) {
      if (sending) return
      words.value = text
      changed()
      words.focus()
      words.setSelectionRange(text.length, text.length)
    },
    showTrouble(text) {
      readTrouble = text
      showState()
    },
    focus: () => words.focus({ preventScroll: true }),
  }
}

/** Not crypto.randomUUID: that is missing where the demo is opened over plain http from another machine. */
function newMessageId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return `page-${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
