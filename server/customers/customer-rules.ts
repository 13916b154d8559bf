import type { Reader } from '../platform/database'
import { Problem } from '../platform/problem'
import type { CustomerRules, Wrong } from './check-customer'
import { CustomerField, Source } from './tables'

/** What customers of an organisation are checked by, in the order people see it. Two queries of a few rows. */
export async function customerRules(reader: Reader, orgId: string): Promise<CustomerRules> {
  const fields = await reader.find(CustomerField, { orgId })
  return {
    fields: fields.toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1)),
    sources: await sourcesOf(reader, orgId),
  }
}

/** 获客渠道 in their order, also those out of use: older customers have them. */
async function sourcesOf(reader: Reader, orgId: string): Promise<CustomerRules['sources']> {
  const sources = await reader.find(Source, { orgId })
  return sources.toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
}

/**
 * What is wrong, told at once: 409 `fields_changed` when a field went out of use while a form was open, else 400
 * `name_needed`, `field_missing` or `field_wrong`; a sentence for each field.
 */
export function refuseWrong(wrong: readonly Wrong[]): void {
  const [first] = wrong
  if (!first) return
  const fields = Object.fromEntries(wrong.map(({ at, text }) => [at, text]))
  const gone = wrong.find(({ code }) => code === 'field_gone')
  if (gone) throw new Problem(409, 'fields_changed', gone.text, fields)
  const code =
    first.at === 'name' ? 'name_needed' : first.code === 'missing' ? 'field_missing' : 'field_wrong'
  throw new Problem(400, code, first.text, fields)
}
