import type { Transaction } from '../platform/database'
import { type CheckedFields, type CustomerRules, lackingFields } from './check-customer'
import { Customer, CustomerFieldValue, CustomerToComplete } from './tables'

/** Writes checked answers of a customer, takes away those cleared, and keeps whether it still lacks a required one. */
export async function writeValues(
  tx: Transaction,
  customer: { orgId: string; id: string },
  rules: CustomerRules,
  { values, cleared }: Pick<CheckedFields, 'values' | 'cleared'>,
  at: Date,
): Promise<void> {
  const { orgId, id: customerId } = customer
  const touched = [...values.map(({ fieldId }) => fieldId), ...cleared]
  if (touched.length > 0)
    await tx.run(
      'delete from customer_field_value where org_id = ? and customer_id = ? and field_id in (?)',
      [orgId, customerId, touched],
    )
  await tx.insert(
    CustomerFieldValue,
    values.map((value) => ({ orgId, customerId, ...value, changedAt: at })),
  )
  await keepToComplete(tx, customer, rules)
}

/** Puts a customer on the list of those to complete, or takes it off. */
export async function keepToComplete(
  tx: Transaction,
  { orgId, id: customerId }: { orgId: string; id: string },
  rules: CustomerRules,
): Promise<void> {
  const answered = await tx.rows<{ fieldId: string }>(
    // primary key (org_id, customer_id, field_id)
    'select field_id as fieldId from customer_field_value where org_id = ? and customer_id = ?',
    [orgId, customerId],
  )
  const lacks = lackingFields(rules, new Set(answered.map(({ fieldId }) => fieldId))).length > 0
  const listed = await tx.findOne(CustomerToComplete, { orgId, customerId })
  if (listed)
    await tx.run('delete from customer_to_complete where org_id = ? and customer_id = ?', [orgId, customerId])
  const customer = lacks && (await tx.findOne(Customer, { orgId, id: customerId }))
  if (!customer) return
  const { ownerId, storeId, regionId } = customer
  await tx.insert(CustomerToComplete, { orgId, customerId, ownerId, storeId, regionId })
}
