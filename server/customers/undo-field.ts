import { undoTexts } from '../../shared/text/undo'
import type { Doer } from '../organisation/doer'
import type { Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import type { FieldBefore } from './change-fields'
import { askRecheck } from './recheck-customers'
import { CustomerField } from './tables'

/**
 * Turns a change of custom fields back: one that was added goes out of use, because answers may be there already.
 * @throws Problem 409 `acted_on` when one of them has changed since
 */
export async function undoFieldChange(
  tx: Transaction,
  { scope, at }: Doer,
  undo: { kind: string; payload: Record<string, unknown> },
): Promise<string> {
  const { orgId } = scope
  const befores = undo.payload.befores as FieldBefore[]
  const fields = await tx.find(CustomerField, { orgId })
  const now = befores.map(({ id }) => fields.find((field) => field.id === id))
  if (now.some((field, index) => field?.version !== befores[index]?.version))
    throw new Problem(409, 'acted_on', undoTexts.actedOn())
  for (const { id, version, before } of befores)
    await tx.update(CustomerField, { orgId, id }, { ...(before ?? { inUse: false }), version: version + 1 })
  if (undo.kind === 'field.order') return undoTexts.fieldOrder()
  await askRecheck(tx, orgId, at)
  return undoTexts.field(now[0]?.name ?? '')
}
