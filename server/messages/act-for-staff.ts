import { mayDo } from '../organisation/access'
import type { Doer } from '../organisation/doer'
import type { Numbers } from '../organisation/numbers'
import type { Scope } from '../organisation/scope'
import type { Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import { actOnParts } from './act-on-parts'
import { answerInWords, answerQuestion } from './answer-question'
import { type Acted, silence } from './answers'
import { readRequest } from './chat-request'
import { exampleNames } from './example-names'
import { type Heard, lineAtMost, readLine } from './heard'
import { partsOf } from './part'
import { askedInWords, closeQuestion, isAsked } from './questions'
import { serveRequest } from './serve-request'
import { speakerDictionary } from './speaker-dictionary'

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
    if (heard.place.kind !== 'direct' && !/^[#＃]/.test(text)) return silence('too_long')
    return { outcome: 'too_long', answers: [{ kind: 'tooLong', length: text.length, atMost: lineAtMost }] }
  }
  const doer: Doer = { scope, via: 'chat', at, chatRef: heard.chatRef }
  try {
    const request = readRequest(text)
    // A line that asks for nothing else is what the bot asked for; a number is one too.
    const asked =
      (!request || request.kind === 'choice') && !/^[#＃]/.test(text)
        ? await askedInWords(tx, heard.message, at)
        : undefined
    if (asked) return await answerInWords(tx, numbers, heard, doer, asked)
    if (request?.kind === 'choice' || request?.kind === 'drop')
      return await answerQuestion(tx, numbers, heard, doer, request)
    // What is still being asked about was not written: 撤销 means that line, not an older one.
    if (request?.kind === 'undo' && !request.number && (await isAsked(tx, heard.message, at)))
      return await answerQuestion(tx, numbers, heard, doer, { kind: 'drop' })
    if (request)
      return { outcome: request.kind, answers: await serveRequest(tx, doer, heard.message, request) }
    return await actOnTalk(tx, numbers, heard, doer)
  } catch (error) {
    // A use case refuses before its first write, so that nothing half-done is left in the batch's transaction.
    if (!(error instanceof Problem)) throw error
    return { outcome: error.code, answers: [{ kind: 'problem', text: error.message }] }
  }
}

/**
 * Commands, signals and reports are acted on; a `#` line that makes nothing is told why. Other talk gets a word in one's
 * own chat with the bot, and silence in a group.
 */
async function actOnTalk(tx: Transaction, numbers: Numbers, heard: Heard, doer: Doer): Promise<Acted> {
  const { text, at, messageKey } = heard
  const { scope } = doer
  const meant = readLine(text, scope.timezone, at, await speakerDictionary(tx, scope, at))
  const parts = partsOf(meant)
  if (parts.length > 0) {
    // Whoever goes on with another line has left the question: a number said later must not wake it.
    const left = await isAsked(tx, heard.message, at)
    if (left) await closeQuestion(tx, heard.message)
    const acted = await actOnParts(tx, numbers, heard, doer, { parts, messageKey, done: 0 })
    return left ? { ...acted, answers: [{ kind: 'setAside' }, ...acted.answers] } : acted
  }
  const reason = meant.kind === 'none' ? meant.reason : 'chatter'
  if (/^[#＃]/.test(text))
    return {
      outcome: reason,
      answers: [reason === 'chatter' ? { kind: 'format' } : { kind: 'notMade', reason }],
    }
  if (heard.place.kind !== 'direct') return silence(reason)
  const [example = null] = mayDo(scope, 'task.plan') ? await exampleNames(tx, scope, at, 1) : []
  return {
    outcome: reason,
    answers: [{ kind: 'smallTalk', reason, greeted: greeting.test(text) ? scope.name : null, example }],
  }
}

const greeting =
  /^(?:你|您|大家)?好[呀啊吗]?[。！!~～]*$|^(?:早|早上好|上午好|下午好|晚上好|在吗|在不在|hi|hello|哈喽)[。！!？?~～]*$/i
