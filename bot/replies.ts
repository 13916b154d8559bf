import type { Acted, Answer } from '../server/messages/answers'
import { botTexts } from '../shared/text/bot'

/**
 * What the bot says of what was done, in the organisation's zone: one text a message, a paragraph an answer.
 * @param offset minutes east of UTC
 */
export function replyText(acted: Acted, at: Date, offset: number): string | undefined {
  if (acted.answers.length === 0) return undefined
  return acted.answers.map((answer) => wordsFor(answer, at, offset)).join('\n\n')
}

function wordsFor(answer: Answer, at: Date, offset: number): string {
  switch (answer.kind) {
    case 'planned':
      return botTexts.planned(answer, at, offset)
    case 'opportunity':
      return botTexts.opportunity(answer, at, offset)
    case 'which':
      return botTexts.which(answer.name, answer.options, answer.more)
    case 'whichToShow':
      return botTexts.whichToShow(answer.name, answer.options, answer.more)
    case 'whichToHandOver':
      return botTexts.whichToHandOver(answer.name, answer.options, answer.more)
    case 'alike':
      return botTexts.alike(answer.name, answer.options)
    case 'askField':
      return botTexts.askField(answer.customer, answer.field, answer.type, answer.options)
    case 'createOrDrop':
      return answer.sources.length > 0
        ? botTexts.createOrDrop(answer.name, answer.sources)
        : botTexts.customerUnknown(answer.name)
    case 'recorded':
      return botTexts.recorded(answer.customer, answer.text)
    case 'noCustomerSaid':
      return botTexts.noCustomerSaid()
    case 'notMade':
      return botTexts.notMade(answer.reason)
    case 'format':
      return botTexts.format()
    case 'tooLong':
      return botTexts.tooLong(answer.length, answer.atMost)
    case 'noQuestion':
      return botTexts.noQuestion()
    case 'noSuchOption':
      return botTexts.noSuchOption(answer.atMost)
    case 'dropped':
      return botTexts.dropped()
    case 'setAside':
      return botTexts.setAside()
    case 'expired':
      return botTexts.expired()
    case 'undone':
    case 'problem':
      return answer.text
    case 'completed':
      return botTexts.completed(answer, offset)
    case 'rescheduled':
      return botTexts.rescheduled(answer, offset)
    case 'cancelled':
      return botTexts.cancelled(answer.number, answer.customer)
    case 'handedOver':
      return botTexts.handedOver(answer.text)
    case 'transferred':
      return botTexts.transferred(answer.number, answer.customer, answer.to)
    case 'dayPlan':
      return botTexts.dayPlan(answer)
    case 'today':
      return botTexts.today(answer.tasks, answer.more)
    case 'card':
      return botTexts.card(answer.card, at, offset)
    case 'help':
      return botTexts.help(answer.names, answer.mayPlan)
    case 'smallTalk':
      return botTexts.smallTalk(answer)
    case 'unknownSender':
      return botTexts.unknownSender(answer.admin)
    case 'left':
      return botTexts.left(answer.admin)
  }
}
