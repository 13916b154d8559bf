import { botBubble, quickAnswers } from './bubble.js'
import { element, fill } from './element.js'
import { minuteText } from './minutes.js'

/** The open conversation: who said what at which minute, and what was answered elsewhere. */
export function showMessages(place, state, onOpen) {
  const atEnd = place.scrollHeight - place.scrollTop - place.clientHeight < 80
  const { elsewhere, sending } = state
  const rows = state.messages.map((message) => messageRow(message, state))
  if (sending?.chat === state.open) rows.push(messageRow(waiting(sending, state), state))
  if (rows.length === 0) {
    const chat = state.chats.find(({ id }) => id === state.open)
    fill(
      place,
      chat && element('p', { className: 'nothing' }, '还没有人说话。点一句「试试」里的，或者自己写一句'),
    )
    return
  }
  if (elsewhere?.chat === state.open) rows.push(elsewhereRow(elsewhere, onOpen))
  fill(place, ...rows)
  if (atEnd || sending) place.scrollTop = place.scrollHeight
}

function waiting({ from, text }, state) {
  const person = state.people.find(({ id }) => id === from)
  return {
    from: { id: from, name: person?.name ?? '', kind: person?.kind ?? 'staff' },
    text,
    at: undefined,
  }
}

function messageRow({ from, text, at }, state) {
  const isBot = from.kind === 'bot'
  const isMe = from.id === state.speaker
  const look = isBot ? 'bot' : from.kind === 'contact' ? 'contact' : ''
  const head = [from.name, from.kind === 'contact' && '客户', at ? minuteText(new Date(at)) : '正在发']
  return element(
    'div',
    { className: `message${isMe ? ' me' : ''}${at ? '' : ' waiting'}` },
    element('span', { className: `avatar ${look}`, 'aria-hidden': 'true' }, [...from.name][0] ?? ''),
    element(
      'div',
      { className: 'message-body' },
      element(
        'span',
        { className: 'message-head meta' },
        ...head.filter(Boolean).map((word) => element('span', {}, word)),
      ),
      isBot ? botBubble(text) : element('div', { className: 'bubble' }, text),
    ),
  )
}

/** Where a customer sits the bot answers our people alone: say so, or the answer seems lost. */
function elsewhereRow({ to, who }, onOpen) {
  return element(
    'div',
    { className: 'elsewhere' },
    element('span', {}, `客户看不到：顺流助手在单聊里回了 ${who}`),
    element('button', { type: 'button', onclick: () => onOpen(to) }, '去看'),
  )
}

/** Lines that work for who speaks; what the bot has just offered comes first. */
export function showTries(place, state, onPick) {
  const person = state.people.find(({ id }) => id === state.speaker)
  const last = state.messages.at(-1)
  const answers = last?.from.kind === 'bot' ? quickAnswers(last.text) : []
  const tries = person?.tries ?? []
  if (answers.length + tries.length === 0) return fill(place)
  const chip = (text, look) =>
    element(
      'button',
      { type: 'button', className: `chip${look}`, title: text, onclick: () => onPick(text) },
      text.replaceAll('\n', ' '),
    )
  fill(
    place,
    element('span', { className: 'meta' }, answers.length > 0 ? '回' : '试试'),
    ...answers.map((text) => chip(text, ' answer')),
    ...tries.map((text) => chip(text, '')),
  )
}
