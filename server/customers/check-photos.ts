import { customFieldTexts } from '../../shared/text/fields'
import type { Scope } from '../organisation/scope'
import type { Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import { photoOfCustomer } from '../visits/photos/photo-of-customer'
import type { CheckedFields, CustomerRules } from './check-customer'
import { noneAnswer } from './field-value'

/**
 * Photos that are about to be written as answers: each of this customer, or taken by this person for one who is only
 * being made.
 * @throws Problem 400 `photo_unknown`
 */
export async function checkPhotos(
  tx: Transaction,
  scope: Scope,
  rules: CustomerRules,
  { values }: Pick<CheckedFields, 'values'>,
  customerId: string,
): Promise<void> {
  for (const { fieldId, textValue } of values) {
    const field = rules.fields.find(({ id }) => id === fieldId)
    if (field?.type !== 'photo' || !textValue || textValue === noneAnswer) continue
    if (await photoOfCustomer(tx, scope, textValue, customerId)) continue
    const text = customFieldTexts.photoUnknown(field.name)
    throw new Problem(400, 'photo_unknown', text, { [`fields.${fieldId}`]: text })
  }
}
