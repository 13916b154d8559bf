import { mergeTexts } from '../../../shared/text/merges'
import type { Reader } from '../../platform/database'
import type { CustomerRules } from '../check-customer'
import { type FieldRule, fieldValueText, noneAnswer } from '../field-value'
import { CustomerFieldValue } from '../tables'
import type { Both } from './both-customers'
import type { Choices, Difference } from './difference'

/** What a custom field of the survivor becomes. */
export interface FieldChange {
  fieldId: string
  before: CustomerFieldValue | null
  after: CustomerFieldValue | null
}

export interface FieldPlan {
  differences: Difference[]
  changes: FieldChange[]
  notes: string[]
}

/** Longer chains of referrers are not followed. */
const chainAtMost = 200

/**
 * Where the custom fields of the two differ, and what the survivor's become. A reference that would lead back to the
 * survivor itself gives way to the other one, or to none.
 */
export async function planFields(
  reader: Reader,
  both: Both,
  rules: CustomerRules,
  choices: Choices,
): Promise<FieldPlan> {
  const { survivor, merged } = both
  const { orgId } = survivor
  const [ours, theirs] = await Promise.all(
    [survivor, merged].map(async ({ id }) => {
      const values = await reader.find(CustomerFieldValue, { orgId, customerId: id })
      return new Map(values.map((value) => [value.fieldId, value]))
    }),
  )
  const plan: FieldPlan = { differences: [], changes: [], notes: [] }
  for (const field of rules.fields.filter(({ computedFrom }) => computedFrom === null)) {
    const ourValue = ours?.get(field.id) ?? null
    const theirValue = theirs?.get(field.id) ?? null
    const key = `fields.${field.id}`
    const same = ourValue && theirValue && fieldValueText(ourValue) === fieldValueText(theirValue)
    const wins = choices[key] ?? (ourValue ? 'survivor' : 'merged')
    if (theirValue && !same)
      plan.differences.push({
        key,
        name: field.name,
        survivor: await shown(reader, orgId, field, ourValue),
        merged: await shown(reader, orgId, field, theirValue),
        ...(field.type === 'photo' && {
          photos: { survivor: photoIn(ourValue), merged: photoIn(theirValue) },
        }),
        wins,
      })
    const wanted =
      !theirValue || same || wins === 'survivor' ? [ourValue, theirValue] : [theirValue, ourValue]
    const after = await firstFitting(reader, both, field, wanted)
    if (after === ourValue) continue
    if (after === null) plan.notes.push(mergeTexts.ringDropped(field.name))
    plan.changes.push({ fieldId: field.id, before: ourValue, after })
  }
  return plan
}

async function firstFitting(
  reader: Reader,
  both: Both,
  field: FieldRule,
  [wanted = null, other = null]: (CustomerFieldValue | null)[],
): Promise<CustomerFieldValue | null> {
  if (field.type !== 'reference') return wanted
  for (const value of [wanted, other])
    if (value && !(await leadsBack(reader, both, field.id, value.textValue))) return value
  return null
}

/** Whether a chain of referrers comes to the two customers that are about to be one. */
async function leadsBack(
  reader: Reader,
  { survivor, merged }: Both,
  fieldId: string,
  from: string | null,
): Promise<boolean> {
  let at = from
  for (let length = 0; at && at !== noneAnswer && length < chainAtMost; length++) {
    if (at === survivor.id || at === merged.id) return true
    // primary key (org_id, customer_id, field_id)
    const next = await reader.findOne(CustomerFieldValue, { orgId: survivor.orgId, customerId: at, fieldId })
    at = next?.textValue ?? null
  }
  return false
}

/** The id of the photo that answers, unless the answer is that there is none. */
const photoIn = (value: CustomerFieldValue | null): string | null =>
  value && value.textValue !== noneAnswer ? value.textValue : null

async function shown(
  reader: Reader,
  orgId: string,
  field: FieldRule,
  value: CustomerFieldValue | null,
): Promise<string | null> {
  if (!value) return null
  const text = fieldValueText(value)
  if (field.type === 'photo') return photoIn(value) ? mergeTexts.photo() : text
  if (field.type !== 'reference' || text === noneAnswer) return text
  const referred = await reader.row<{ name: string }>(
    'select name from customer where org_id = ? and id = ?',
    [orgId, text],
  )
  return referred?.name ?? text
}
