import type { Reader, Transaction } from '../platform/database'
import type { CustomerRequest } from './chat-request'
import type { Part } from './part'
import { Question } from './tables'

/** How long a question waits for its answer. */
const questionMinutes = 30

/** One of the numbered choices for a line: a customer (and whom there), or a new one with what is known of it so far. */
export type PartOption =
  | { kind: 'customer'; label: string; customerId: string; contactId: string | null }
  | NewCustomerOption

/** One of the numbered choices: for a line, or whom a request is about. */
export type Option =
  | PartOption
  | { kind: 'request'; label: string; customerId: string; request: CustomerRequest }

export interface NewCustomerOption {
  kind: 'create'
  label: string
  name: string
  sourceId: string
  /** Answers by field id, and how they were told. */
  fields?: Record<string, string>
  told?: string[]
  /** Said not to be any of those that are alike. */
  isNew?: true
}

/** A new customer whose field of that id is asked for in the person's own words. */
export type Asking = NewCustomerOption & { fieldId: string }

/** What waits for the answer: the part that was unclear first, then the rest of its message. */
export interface Pending {
  parts: Part[]
  /** The message it was said in, and how many of its parts are done: both name what is made from it. */
  messageKey: string
  done: number
  /** The answer is the person's next line, not a number. */
  asking?: Asking
}

export interface WhereAsked {
  orgId: string
  channel: string
  chatId: string
  senderId: string
}

/** Asks; a new question replaces the one that still waited. */
export async function ask(
  tx: Transaction,
  where: WhereAsked,
  question: { options: Option[]; pending: Pending },
  at: Date,
): Promise<void> {
  await tx.run('delete from question where org_id = ? and channel = ? and chat_id = ? and sender_id = ?', [
    where.orgId,
    where.channel,
    where.chatId,
    where.senderId,
  ])
  await tx.insert(Question, {
    orgId: where.orgId,
    channel: where.channel,
    chatId: where.chatId,
    senderId: where.senderId,
    ...question,
    expiresAt: new Date(at.getTime() + questionMinutes * 60_000),
  })
}

/** What still waits for this person's answer in this chat; one that has expired is told apart, and gone. */
export async function openQuestion(
  tx: Transaction,
  where: WhereAsked,
  at: Date,
): Promise<{ options: Option[]; pending: Pending } | 'expired' | undefined> {
  const { orgId, channel, chatId, senderId } = where
  const question = await tx.findOne(Question, { orgId, channel, chatId, senderId })
  if (!question) return undefined
  if (question.expiresAt < at) {
    await closeQuestion(tx, where)
    return 'expired'
  }
  return { options: question.options as Option[], pending: question.pending as Pending }
}

export async function closeQuestion(tx: Transaction, where: WhereAsked): Promise<void> {
  await tx.run('delete from question where org_id = ? and channel = ? and chat_id = ? and sender_id = ?', [
    where.orgId,
    where.channel,
    where.chatId,
    where.senderId,
  ])
}

/** The choices of the question that waits here, in the order of their numbers. */
export async function questionOptions(reader: Reader, where: WhereAsked): Promise<string[]> {
  const { orgId, channel, chatId, senderId } = where
  const question = await reader.findOne(Question, { orgId, channel, chatId, senderId })
  return question ? (question.options as Option[]).map(({ label }) => label) : []
}

/** Whether the bot still waits for this person's answer in this chat. */
export async function isAsked(reader: Reader, where: WhereAsked, at: Date): Promise<boolean> {
  const { orgId, channel, chatId, senderId } = where
  const question = await reader.findOne(Question, { orgId, channel, chatId, senderId })
  return question !== undefined && question.expiresAt >= at
}

/** The question that waits for a line in this person's own words, if there is one. */
export async function askedInWords(
  reader: Reader,
  where: WhereAsked,
  at: Date,
): Promise<(Pending & { asking: Asking }) | undefined> {
  const { orgId, channel, chatId, senderId } = where
  const question = await reader.findOne(Question, { orgId, channel, chatId, senderId })
  if (!question || question.expiresAt < at) return undefined
  const pending = question.pending as Pending
  return pending.asking && { ...pending, asking: pending.asking }
}
