import type { Doer } from '../organisation/doer'
import type { Numbers } from '../organisation/numbers'
import type { Scope } from '../organisation/scope'
import type { Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import { actOnParts } from './act-on-parts'
import { answerQuestion } from './answer-question'
import { type Acted, silence } from './answers'
import { readRequest } from './chat-request'
import { type Heard, lineAtMost, readLine } from './heard'
import { serveRequest } from './serve-request'

/** A line of one of our people: a request, an answer to a question, a command, a signal, or talk. */
export async function actForStaff(
  tx: Transaction,
  numbers: Numbers,
  heard: Heard,
  scope: Scope,
): Promise<Acted> {
  const { text, at } = heard
  if (!text) return silence('empty')
  if (text.length > lineAtMost) {
    if (heard.place.kind !== 'direct') return silence('too_long')
    return { outcome: 'too_long', answers: [{ kind: 'tooLong', length: text.length, atMost: lineAtMost }] }
  }
  const doer: Doer = { scope, via: 'chat', at, chatRef: heard.chatRef }
  try {
    const request = readRequest(text)
    if (request?.kind === 'choice' || request?.kind === 'drop')
      return await answerQuestion(tx, numbers, heard, doer, request)
    if (request) return { outcome: request.kind, answers: await serveRequest(tx, doer, request) }
    return await actOnTalk(tx, numbers, heard, doer)
  } catch (error) {
    // A use case refuses before its first write, so that nothing half-done is left in the batch's transaction.
    if (!(error instanceof Problem)) throw error
    return { outcome: error.code, answers: [{ kind: 'problem', text: error.message }] }
  }
}

/** Commands and signals are acted on; a `#` line that makes nothing is told why; chatter gets silence. */
async function actOnTalk(tx: Transaction, numbers: Numbers, heard: Heard, doer: Doer): Promise<Acted> {
  const { text, at } = heard
  const meant = readLine(text, doer.scope.timezone, at)
  switch (meant.kind) {
    case 'command':
    case 'opportunity':
      return actOnParts(tx, numbers, heard, doer, { parts: [meant], messageKey: heard.messageKey, done: 0 })
    case 'multi':
      return actOnParts(tx, numbers, heard, doer, {
        parts: meant.results,
        messageKey: heard.messageKey,
        done: 0,
      })
    case 'none':
      if (!/^[#＃]/.test(text)) return silence(meant.reason)
      return {
        outcome: meant.reason,
        answers: [
          meant.reason === 'chatter' ? { kind: 'format' } : { kind: 'notMade', reason: meant.reason },
        ],
      }
  }
}
