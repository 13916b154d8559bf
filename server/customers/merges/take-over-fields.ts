import type { Transaction } from '../../platform/database'
import type { CustomerRules } from '../check-customer'
import { CustomerFieldValue } from '../tables'
import { keepRow, type Merging } from './ledger'
import type { FieldChange } from './plan-fields'

/** Where the rows of other customers that referred to the merged one are kept. */
export const referencesKept = 'customer_field_value.ref'

/**
 * Writes the survivor's answers that change (the merged one's stay where they are), and lets who referred to the
 * merged customer refer to the survivor.
 */
export async function takeOverFields(
  tx: Transaction,
  merging: Merging,
  rules: CustomerRules,
  changes: readonly FieldChange[],
): Promise<void> {
  const { orgId, survivorId, mergedId } = merging
  for (const { fieldId, before, after } of changes) {
    await putValue(tx, orgId, survivorId, fieldId, after)
    await keepRow(tx, merging, {
      table: 'customer_field_value',
      key: fieldId,
      did: 'changed',
      rowBefore: { before: storedValue(before), after: storedValue(after) },
    })
  }
  for (const field of rules.fields.filter(({ type }) => type === 'reference')) {
    const referring = await tx.rows<{ customerId: string }>(
      // index customer_field_value_by_text
      `select customer_id as customerId from customer_field_value
       where org_id = ? and field_id = ? and text_value = ? and customer_id not in (?)`,
      [orgId, field.id, mergedId, [survivorId, mergedId]],
    )
    for (const { customerId } of referring) {
      await tx.update(CustomerFieldValue, { orgId, customerId, fieldId: field.id }, { textValue: survivorId })
      await keepRow(tx, merging, { table: referencesKept, key: `${customerId} ${field.id}`, did: 'changed' })
    }
  }
}

/** Puts one answer of a customer, or takes it away. */
export async function putValue(
  tx: Transaction,
  orgId: string,
  customerId: string,
  fieldId: string,
  value: CustomerFieldValue | null,
): Promise<void> {
  await tx.run('delete from customer_field_value where org_id = ? and customer_id = ? and field_id = ?', [
    orgId,
    customerId,
    fieldId,
  ])
  if (value) await tx.insert(CustomerFieldValue, { ...value, customerId })
}

export const storedValue = (value: CustomerFieldValue | null): string | null =>
  value && JSON.stringify({ ...value, changedAt: value.changedAt.toISOString() })

export function valueFrom(stored: string | null): CustomerFieldValue | null {
  if (stored === null) return null
  const value = JSON.parse(stored) as CustomerFieldValue & { changedAt: string }
  return { ...value, changedAt: new Date(value.changedAt) }
}
