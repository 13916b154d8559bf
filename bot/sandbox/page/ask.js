/** The server did not answer, or not as a server does: worth trying again. */
export class Unreachable extends Error {}

/** Asks the demo's API. @throws Unreachable, or an Error whose message is the server's own sentence */
async function ask(path, options) {
  let response
  let answer
  try {
    response = await fetch(path, { ...options, signal: AbortSignal.timeout(30_000) })
    answer = await response.json()
  } catch {
    throw new Unreachable()
  }
  if (response.status >= 500 && response.status !== 500) throw new Unreachable()
  if (!response.ok) throw new Error(answer.error?.message ?? '')
  return answer
}

export const askPeople = async () => (await ask('/api/demo/people')).people
export const askChats = async () => (await ask('/api/demo/chats')).chats
export const askMessages = async (chat) =>
  (await ask(`/api/demo/chats/${encodeURIComponent(chat)}/messages`)).messages

/** Says something; the same `messageId` again is the same message. Answers the replies. */
export const say = async (message) =>
  (
    await ask('/api/demo/messages', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message),
    })
  ).replies
