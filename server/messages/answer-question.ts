import type { Doer } from '../organisation/doer'
import type { Numbers } from '../organisation/numbers'
import type { Transaction } from '../platform/database'
import { actOnParts } from './act-on-parts'
import { type Acted, silence } from './answers'
import type { ChatRequest } from './chat-request'
import type { Heard } from './heard'
import { closeQuestion, openQuestion } from './questions'

/** `2` finishes what the bot asked about, 算了 drops it. Digits without a question are nobody's command. */
export async function answerQuestion(
  tx: Transaction,
  numbers: Numbers,
  heard: Heard,
  doer: Doer,
  answer: Extract<ChatRequest, { kind: 'choice' | 'drop' }>,
): Promise<Acted> {
  const question = await openQuestion(tx, heard.message, doer.at)
  if (question === 'expired') return { outcome: 'question_expired', answers: [{ kind: 'expired' }] }
  if (!question) {
    if (heard.place.kind !== 'direct') return silence('chatter')
    return { outcome: 'no_question', answers: [{ kind: 'noQuestion' }] }
  }
  if (answer.kind === 'drop') {
    await closeQuestion(tx, heard.message)
    return { outcome: 'dropped', answers: [{ kind: 'dropped' }] }
  }
  const option = question.options[answer.option - 1]
  if (!option)
    return { outcome: 'no_such_option', answers: [{ kind: 'noSuchOption', atMost: question.options.length }] }
  await closeQuestion(tx, heard.message)
  return actOnParts(tx, numbers, heard, doer, question.pending, option)
}
