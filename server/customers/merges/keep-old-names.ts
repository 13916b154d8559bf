import type { Transaction } from '../../platform/database'
import { type Alias, aliasRow } from '../aliases'
import { CustomerAlias } from '../tables'
import { keepRow, type Merging } from './ledger'
import type { MergePlan } from './plan-merge'

/** The name that lost and the merged one's human number stay names of the survivor: whoever says them finds it. */
export async function keepOldNames(tx: Transaction, merging: Merging, plan: MergePlan): Promise<void> {
  const { orgId, survivorId, at } = merging
  const { survivor, merged, changes } = plan
  const lost = changes.after.name === undefined ? merged : survivor
  const names: Alias[] = [
    ...(survivor.nameKey === merged.nameKey ? [] : [{ kind: 'name' as const, value: lost.name }]),
    { kind: 'oldId', value: merged.code },
  ]
  for (const name of names) {
    const row = aliasRow(orgId, survivorId, name, at)
    const { kind, valueKey, uniqueKey } = row
    const known = await tx.findOne(
      CustomerAlias,
      uniqueKey ? { orgId, uniqueKey } : { orgId, customerId: survivorId, kind, valueKey },
    )
    if (known) continue
    await tx.insert(CustomerAlias, row)
    await keepRow(tx, merging, { table: 'customer_alias', key: row.id, did: 'made' })
  }
}
