import type { Doer } from '../organisation/doer'
import type { Numbers } from '../organisation/numbers'
import type { Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import { actOnCommand, actOnSignal } from './act-on-command'
import { actOnReport } from './act-on-report'
import type { Acted, Answer } from './answers'
import type { Heard } from './heard'
import type { Part } from './part'
import { type Asking, ask, type Option, type PartOption, type Pending } from './questions'
import { whoIsMeant } from './who-is-meant'

/** What became of one part: it was seen to, or the bot has to ask first. */
type PartResult =
  | { done: true; outcome: string; answer: Answer | undefined }
  | { done: false; options: Option[]; asking?: Asking; answer: Answer }

/**
 * Acts on the parts of one line in their order. A part that is unclear is asked back; it and what comes after it
 * wait for the answer, so that nothing of the line is lost.
 */
export async function actOnParts(
  tx: Transaction,
  numbers: Numbers,
  heard: Heard,
  doer: Doer,
  pending: Pending,
  chosen?: PartOption,
): Promise<Acted> {
  const answers: Answer[] = []
  let outcome = 'nothing'
  let { done } = pending
  for (const [index, part] of pending.parts.entries()) {
    const sourceKey = `${pending.messageKey}:${done}`
    const choice = index === 0 || isChosenToo(part, pending.parts[0], chosen) ? chosen : undefined
    const result = await actOnPart(tx, numbers, heard, doer, part, sourceKey, choice).catch(asProblem)
    if (result.answer) answers.push(result.answer)
    if (!result.done) {
      const { asking } = result
      const rest = {
        parts: pending.parts.slice(index),
        messageKey: pending.messageKey,
        done,
        ...(asking && { asking }),
      }
      await ask(tx, heard.message, { options: result.options, pending: rest }, doer.at)
      return { outcome: 'asked', answers }
    }
    outcome = result.outcome
    done++
  }
  return { outcome, answers }
}

/** Who says one ambiguous name twice is asked once. A customer made a moment ago is found by its name. */
function isChosenToo(part: Part, first: Part | undefined, chosen: PartOption | undefined): boolean {
  return chosen?.kind === 'customer' && part.store === first?.store && part.person === first?.person
}

/** What a person can cause stops one part, not the line. */
function asProblem(error: unknown): PartResult {
  if (!(error instanceof Problem)) throw error
  return { done: true, outcome: error.code, answer: { kind: 'problem', text: error.message } }
}

async function actOnPart(
  tx: Transaction,
  numbers: Numbers,
  heard: Heard,
  doer: Doer,
  part: Part,
  sourceKey: string,
  chosen: PartOption | undefined,
): Promise<PartResult> {
  const meaning = await whoIsMeant(tx, numbers, heard, doer, part, chosen)
  if ('options' in meaning) return { done: false, ...meaning }
  if (!('known' in meaning)) return { done: true, ...meaning }
  const { known } = meaning
  switch (part.kind) {
    case 'command':
      return { done: true, ...(await actOnCommand(tx, numbers, doer, part, known, sourceKey)) }
    case 'opportunity':
      return { done: true, ...(await actOnSignal(tx, heard, doer, part, known.customer, sourceKey)) }
    case 'report':
      return { done: true, ...(await actOnReport(tx, numbers, doer, part, known, sourceKey)) }
  }
}
