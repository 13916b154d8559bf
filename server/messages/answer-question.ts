import type { Doer } from '../organisation/doer'
import type { Numbers } from '../organisation/numbers'
import type { Transaction } from '../platform/database'
import { actOnParts } from './act-on-parts'
import { type Acted, silence } from './answers'
import type { ChatRequest } from './chat-request'
import type { Heard } from './heard'
import { answerField } from './new-customer'
import { type Asking, ask, closeQuestion, openQuestion, type Pending } from './questions'
import { serveCustomerRequest } from './serve-request'

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
  if (option.kind !== 'request') return actOnParts(tx, numbers, heard, doer, question.pending, option)
  const { request, customerId } = option
  return { outcome: request.kind, answers: [await serveCustomerRequest(tx, doer, request, customerId)] }
}

/** A line in the person's own words is what the bot asked for, or it is told why it cannot be. */
export async function answerInWords(
  tx: Transaction,
  numbers: Numbers,
  heard: Heard,
  doer: Doer,
  { asking, ...pending }: Pending & { asking: Asking },
): Promise<Acted> {
  const answered = await answerField(tx, doer, asking, heard.text)
  if ('wrong' in answered) return { outcome: 'asked', answers: [{ kind: 'problem', text: answered.wrong }] }
  if ('chosen' in answered) {
    await closeQuestion(tx, heard.message)
    return actOnParts(tx, numbers, heard, doer, pending, answered.chosen)
  }
  await ask(tx, heard.message, { options: answered.options, pending }, doer.at)
  return { outcome: 'asked', answers: [answered.answer] }
}
