import type { Transaction } from '../platform/database'
import { newId } from '../platform/ids'
import { StageChange } from './tables'

/** Adds one move of a customer's stage; answers its id. The stage itself is written by whoever decides it. */
export async function recordStageChange(
  tx: Transaction,
  change: Omit<StageChange, 'id' | 'ruleId'>,
): Promise<string> {
  const id = newId('stc', change.changedAt.getTime())
  await tx.insert(StageChange, { ...change, id, ruleId: null })
  return id
}
