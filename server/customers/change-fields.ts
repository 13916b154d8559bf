import type { FieldRequired, FieldType } from '../../shared/api/fields'
import { customFieldTexts } from '../../shared/text/fields'
import { undoTexts } from '../../shared/text/undo'
import type { Doer } from '../organisation/doer'
import type { Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import { type Changed, managedList } from './managed-list'
import { askRecheck } from './recheck-customers'
import { CustomerField } from './tables'

const list = managedList<CustomerField>({
  table: CustomerField,
  kind: 'field',
  idPrefix: 'fld',
  atMost: 100,
  texts: customFieldTexts,
})

/** Adds a custom field after the others. @throws Problem as `managedList` says; 400 `choices_needed` */
export async function addField(
  tx: Transaction,
  doer: Doer,
  input: { name: string; type: FieldType; required: FieldRequired; choices?: string[] | undefined },
): Promise<Changed<CustomerField>> {
  const { type, required } = input
  const added = await list.add(tx, doer, input.name, (place) => ({
    ...place,
    code: place.id.toLowerCase(),
    type,
    required,
    choices: type === 'choice' ? checkChoices(input.choices) : null,
    computedFrom: null,
  }))
  if (required !== 'no') await askRecheck(tx, doer.scope.orgId, doer.at)
  return added
}

/**
 * Renames a field, or changes its choices or when it is required. What was answered stays.
 * @throws Problem as above; 400 `field_computed`
 */
export async function changeField(
  tx: Transaction,
  doer: Doer,
  {
    name,
    required,
    choices,
    ...which
  }: {
    id: string
    version: number
    name?: string | undefined
    required?: FieldRequired | undefined
    choices?: string[] | undefined
  },
): Promise<Changed<CustomerField>> {
  const changed = await list.change(tx, doer, which, 'change', (field, fields) => {
    if (field.computedFrom && required && required !== 'no')
      throw new Problem(400, 'field_computed', customFieldTexts.computed(field.name))
    return {
      ...(name !== undefined && { name: list.checkName(fields, name, field.id) }),
      ...(required !== undefined && { required }),
      ...(field.type === 'choice' && choices && { choices: checkChoices(choices) }),
    }
  })
  if (required !== undefined) await askRecheck(tx, doer.scope.orgId, doer.at)
  return changed
}

/** Takes a field out of use, or puts it back; what was answered is kept. */
export async function setFieldUse(
  tx: Transaction,
  doer: Doer,
  input: { id: string; version: number; inUse: boolean },
): Promise<Changed<CustomerField>> {
  const changed = await list.setUse(tx, doer, input)
  await askRecheck(tx, doer.scope.orgId, doer.at)
  return changed
}

/** Puts the fields in use into an order. */
export const orderFields = list.order

/** Turns a change of custom fields back. @throws Problem 409 `acted_on`, `name_taken` */
export async function undoFieldChange(
  tx: Transaction,
  doer: Doer,
  undo: { kind: string; payload: Record<string, unknown> },
): Promise<string> {
  const field = await list.undo(tx, doer, undo.payload)
  if (undo.kind === 'field.order') return undoTexts.fieldOrder()
  await askRecheck(tx, doer.scope.orgId, doer.at)
  return undoTexts.field(field?.name ?? '')
}

function checkChoices(given: readonly string[] | undefined): string[] {
  const choices = [...new Set((given ?? []).map((choice) => choice.normalize('NFKC').trim()))].filter(Boolean)
  if (choices.length === 0) throw new Problem(400, 'choices_needed', customFieldTexts.choicesNeeded())
  return choices
}
