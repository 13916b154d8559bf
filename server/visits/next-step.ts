import type { NextStepInput } from '../../shared/api/visit-shapes'
import { understandDue } from '../../shared/language/when'
import { dueText } from '../../shared/text/due'
import { taskMessages } from '../../shared/text/task-messages'
import { nextStepText } from '../../shared/text/visits'
import type { Scope } from '../organisation/scope'
import { Problem } from '../platform/problem'
import { offsetMinutes, zonedIso } from '../platform/zone'
import type { VisitPlan } from './plan-visit'

/**
 * What a next step says, and when an appointment is: counted from the check-out, so that 明天 said without a network is
 * the day after that visit, whenever it arrives.
 * @throws Problem 400 `time_not_understood`, `time_passed`
 */
export function readNextStep(
  { timezone }: Scope,
  step: NextStepInput,
  checkedOutAt: Date,
): { text: string; due: VisitPlan['due'] } {
  if (step.kind !== 'appointment') return { text: nextStepText(step, null), due: undefined }
  const said = understandDue(step.when, { reference: zonedIso(timezone, checkedOutAt), timezone })
  if (!said) throw new Problem(400, 'time_not_understood', taskMessages.noTime())
  const due = { at: new Date(said.due), grain: said.dueGrain }
  const words = dueText(due.at, due.grain, offsetMinutes(timezone, due.at))
  if (due.at < checkedOutAt) throw new Problem(400, 'time_passed', taskMessages.timePassed(words))
  return { text: nextStepText(step, words), due }
}
