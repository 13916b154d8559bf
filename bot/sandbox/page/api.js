/** The four routes of the demo (shared/api/demo.ts). */

export const awayText = '连不上服务器，正在重试'

/** No answer of ours came: the network, a proxy, or a server that is just starting. */
export class Away extends Error {
  constructor() {
    super(awayText)
  }
}

/** The server said no, in a sentence for people. */
class Refused extends Error {}

export const loadPeople = async () => (await ask('/api/demo/people')).people

export const loadChats = async () => (await ask('/api/demo/chats')).chats

export const loadMessages = async (chatId) =>
  (await ask(`/api/demo/chats/${encodeURIComponent(chatId)}/messages`)).messages

/** @param message `{ from, chat, text, messageId }`; the same messageId again does nothing twice */
export const sendMessage = (message) => ask('/api/demo/messages', message)

async function ask(path, body) {
  let response
  let answer
  try {
    response = await fetch(path, {
      signal: AbortSignal.timeout(body ? 30_000 : 10_000),
      ...(body && {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
    })
    answer = await response.json()
  } catch {
    throw new Away()
  }
  if (response.ok) return answer
  const { message, reference } = answer?.error ?? {}
  if (!message) throw new Away()
  throw new Refused(reference ? `${message} 编号 ${reference}` : message)
}
