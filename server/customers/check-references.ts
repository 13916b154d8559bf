import { customFieldTexts } from '../../shared/text/fields'
import { takeTurn } from '../organisation/numbers'
import { reachCondition, type Scope } from '../organisation/scope'
import type { Reader, Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import type { CheckedFields, CustomerRules } from './check-customer'
import { type FieldRule, noneAnswer } from './field-value'

/** Longer chains of referrers are not followed: by then the ring, if it is one, is somebody else's. */
const chainAtMost = 200

/**
 * References that are about to be written: each to a customer within reach, none to itself, none that closes a ring.
 * @param customerId undefined for a customer that is only being made: nothing can lead back to it
 * @throws Problem 400 `reference_unknown`, `reference_to_self`, `reference_cycle`; 409 when two write at once
 */
export async function checkReferences(
  tx: Transaction,
  scope: Scope,
  rules: CustomerRules,
  { values }: Pick<CheckedFields, 'values'>,
  customerId: string | undefined,
): Promise<void> {
  for (const { fieldId, textValue } of values) {
    const field = rules.fields.find(({ id }) => id === fieldId)
    if (field?.type !== 'reference' || !textValue || textValue === noneAnswer) continue
    const refuse = (code: string, text: string) =>
      new Problem(400, code, text, { [`fields.${fieldId}`]: text })
    if (textValue === customerId)
      throw refuse('reference_to_self', customFieldTexts.referenceToSelf(field.name))
    const reach = reachCondition(scope, 'c')
    const target = await tx.row<{ id: string; name: string }>(
      // primary key (org_id, id)
      `select c.id, c.name from customer c where ${reach.sql} and c.id = ? and c.retired_at is null${tx.held}`,
      [...reach.values, textValue],
    )
    if (!target) throw refuse('reference_unknown', customFieldTexts.referenceUnknown(field.name))
    if (!customerId) continue
    const ring = await ringOf(tx, scope, field, target.id, customerId)
    if (ring) throw refuse('reference_cycle', customFieldTexts.referenceCycle(field.name, ring))
    // Two that each look fine may close a ring together: of two at once, one is told to try again.
    await takeTurn(tx, scope.orgId, 'references')
  }
}

/** The names from the customer over its referrer back to itself; undefined when the chain ends elsewhere. */
async function ringOf(
  reader: Reader,
  scope: Scope,
  field: FieldRule,
  from: string,
  customerId: string,
): Promise<string[] | undefined> {
  const seen = [customerId]
  let at: string | undefined = from
  while (at && at !== customerId && seen.length < chainAtMost && !seen.includes(at)) {
    seen.push(at)
    // primary key (org_id, customer_id, field_id)
    const next: { textValue: string | null } | undefined = await reader.row(
      'select text_value as textValue from customer_field_value where org_id = ? and customer_id = ? and field_id = ?',
      [scope.orgId, at, field.id],
    )
    at = next?.textValue ?? undefined
  }
  if (at !== customerId) return undefined
  return namesWithinReach(reader, scope, [...seen, customerId])
}

async function namesWithinReach(reader: Reader, scope: Scope, ids: string[]): Promise<string[]> {
  const reach = reachCondition(scope, 'c')
  const rows = await reader.rows<{ id: string; name: string }>(
    `select c.id, c.name from customer c where ${reach.sql} and c.id in (?)`,
    [...reach.values, ids],
  )
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return ids.map((id) => names.get(id) ?? customFieldTexts.outOfReach())
}
