import { customerTexts } from '../../shared/text/customers'
import { mayDo } from '../organisation/access'
import type { Doer } from '../organisation/doer'
import type { Transaction } from '../platform/database'
import { newId } from '../platform/ids'
import { Problem } from '../platform/problem'
import type { UndoOffer } from '../platform/undo-entries'
import { recordSaid } from '../touchpoints/record-said'
import { reachableCustomer } from './reachable-customer'

export interface AddedNote {
  touchpoint: { id: string; at: Date; text: string }
  undo: UndoOffer
}

/** Writes a note about a customer within reach. A note is not contact. */
export async function addNote(
  tx: Transaction,
  doer: Doer,
  input: { customerId: string; text: string },
): Promise<AddedNote> {
  const { scope, at } = doer
  const customer = await reachableCustomer(tx, scope, input.customerId)
  if (!mayDo(scope, 'customer.note')) throw new Problem(403, 'not_allowed', customerTexts.mayNotNote())
  const { id, undo } = await recordSaid(tx, doer, {
    customer,
    kind: 'note',
    text: input.text,
    sourceKey: `note:${newId('tch', at.getTime())}`,
    action: 'customer.note',
  })
  return { touchpoint: { id, at, text: input.text }, undo }
}
