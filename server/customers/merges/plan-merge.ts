import { mergeTexts } from '../../../shared/text/merges'
import type { Scope } from '../../organisation/scope'
import type { Reader } from '../../platform/database'
import { Problem } from '../../platform/problem'
import type { CustomerRules } from '../check-customer'
import { customerRules } from '../customer-rules'
import { mergeSides } from '../duplicates/reads'
import { type Both, bothCustomers } from './both-customers'
import { type ColumnChoice, type CustomerColumns, columnChoices, columnsOf, kept } from './customer-columns'
import type { Choices, Difference } from './difference'
import { openOpportunities } from './move-opportunities'
import { type FieldPlan, planFields } from './plan-fields'

/** All that a merge is going to change, before anything is written. */
export interface MergePlan extends Both {
  rules: CustomerRules
  differences: Difference[]
  /** The survivor's columns, only those that change. */
  changes: { before: Partial<CustomerColumns>; after: Partial<CustomerColumns> }
  fields: FieldPlan
  notes: string[]
}

/** @throws Problem what `bothCustomers` says; 400 `choice_unknown` */
export async function planMerge(
  reader: Reader,
  scope: Scope,
  input: { survivorId: string; mergedId: string; choices?: Choices | undefined },
): Promise<MergePlan> {
  const choices = input.choices ?? {}
  const both = await bothCustomers(reader, scope, input)
  const { survivor, merged } = both
  const rules = await customerRules(reader, scope.orgId)
  const fields = await planFields(reader, both, rules, choices)
  const differences: Difference[] = []
  const changes: MergePlan['changes'] = { before: {}, after: {} }
  const texts = await columnTexts(reader, both, rules)
  for (const key of columnChoices) {
    const [column] = columnsOf[key]
    const [ours, theirs] = [survivor[column], merged[column]]
    if (ours === theirs || theirs === null) continue
    const wins = choices[key] ?? (ours === null ? 'merged' : 'survivor')
    const [survivorText, mergedText] = texts(key)
    differences.push({
      key,
      name: mergeTexts.column(key),
      survivor: survivorText,
      merged: mergedText,
      wins,
    })
    if (wins === 'survivor') continue
    Object.assign(changes.before, kept(survivor, columnsOf[key]))
    Object.assign(changes.after, kept(merged, columnsOf[key]))
  }
  differences.push(...fields.differences)
  if (Object.keys(choices).some((key) => !differences.some((each) => each.key === key)))
    throw new Problem(400, 'choice_unknown', mergeTexts.choiceUnknown())
  const { clashing } = await openOpportunities(reader, both)
  const lost = changes.after.name === undefined ? merged.name : survivor.name
  const notes = [
    ...(survivor.nameKey === merged.nameKey ? [] : [mergeTexts.oldName(lost)]),
    ...clashing.map(({ signalCode }) => mergeTexts.opportunityClash(signalCode)),
    ...fields.notes,
  ]
  return { ...both, rules, differences, changes, fields, notes }
}

/** What stands in a column of either, as people read it. */
async function columnTexts(
  reader: Reader,
  { survivor, merged }: Both,
  rules: CustomerRules,
): Promise<(key: ColumnChoice) => [string | null, string | null]> {
  const { orgId } = survivor
  const sides = await mergeSides(reader, orgId, [survivor.id, merged.id])
  const ownStores = [survivor.ownStoreId, merged.ownStoreId].filter((id) => id !== null)
  const stores = ownStores.length
    ? await reader.rows<{ id: string; name: string }>(
        'select id, name from store where org_id = ? and id in (?)',
        [orgId, ownStores],
      )
    : []
  const textOf = (customer: Both['survivor'], key: ColumnChoice): string | null => {
    switch (key) {
      case 'name':
      case 'address':
        return customer[key]
      case 'owner':
      case 'store':
      case 'stage':
        return sides.get(customer.id)?.[key]?.name ?? null
      case 'source':
        return rules.sources.find(({ id }) => id === customer.sourceId)?.name ?? null
      case 'ownStore':
        return stores.find(({ id }) => id === customer.ownStoreId)?.name ?? null
    }
  }
  return (key) => [textOf(survivor, key), textOf(merged, key)]
}
