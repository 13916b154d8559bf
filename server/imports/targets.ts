import type { ImportKind } from '../../shared/api/imports'
import { customerColumns, peopleColumns } from '../../shared/text/imports'
import { askable, type CustomerRules } from '../customers/check-customer'
import { customerRules } from '../customers/customer-rules'
import { nameKey } from '../customers/name-key'
import { settingOf } from '../organisation/settings'
import type { Reader } from '../platform/database'
import { fieldTarget } from './field-target'
import type { Target } from './guess-mapping'

/** What the columns of such a table can be meant as, the required ones first asked for. */
export async function targetsOf(reader: Reader, orgId: string, kind: ImportKind): Promise<Target[]> {
  if (kind === 'people') return fixedTargets(peopleColumns, ['name', 'role'])
  return customerTargets(await customerRules(reader, orgId))
}

function customerTargets(rules: CustomerRules): Target[] {
  const own = rules.fields
    .filter((field) => askable(field) && field.type !== 'photo')
    .map(({ id, name, required }) => ({
      code: fieldTarget(id),
      name,
      required: required === 'creation',
      words: [],
    }))
  return [...fixedTargets(customerColumns, ['name', 'source']), ...own]
}

function fixedTargets(columns: Record<string, readonly string[]>, required: readonly string[]): Target[] {
  return Object.entries(columns).map(([code, [name = '', ...words]]) => ({
    code,
    name,
    required: required.includes(code),
    words,
  }))
}

export const mappingSetting = (kind: ImportKind): string => `import.mapping.${kind}`

/** What columns of such a name were meant as before, by `nameKey`. */
export async function rememberedMapping(
  reader: Reader,
  orgId: string,
  kind: ImportKind,
): Promise<Record<string, string | null>> {
  return ((await settingOf(reader, orgId, mappingSetting(kind))) ?? {}) as Record<string, string | null>
}

export function mappingToRemember(
  headers: readonly string[],
  mapping: readonly (string | null)[],
  before: Readonly<Record<string, string | null>>,
): Record<string, string | null> {
  const said = headers.map((header, index) => [nameKey(header), mapping[index] ?? null] as const)
  return { ...before, ...Object.fromEntries(said.filter(([key]) => key)) }
}
